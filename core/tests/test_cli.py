"""The command line: light to start, one line and exit code 2 for what is wrong."""

import contextlib
import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from vito_core import __version__
from vito_core.cli import main, remote, vito

ROOT = Path(__file__).parents[2]
VITO = Path(sys.executable).with_name("vito")
HEAVY = ("agno", "litestar", "temporalio", "sqlalchemy", "asyncpg", "openai", "httpx", "pydantic")


def run(*arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run([VITO, *arguments], cwd=cwd, capture_output=True, text=True, timeout=240, check=False)


def test_help_imports_nothing_heavy():
    code = f"import sys, vito_core.cli; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_processes_that_serve_do_not_load_alembic():
    code = "import sys, vito_core.web.serve, vito_core.worker; print('alembic' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize(
    "command",
    [
        "",
        "demo",
        "serve",
        "doctor",
        "eval",
        "plugins",
        "plugins list",
        "plugins show",
        "plugins enable",
        "plugins disable",
        "openapi",
        "approvals",
        "approvals list",
        "approvals show",
        "approvals decide",
        "contact",
        "contact export",
        "contact erase",
    ],
)
def test_every_command_explains_itself(command):
    shown = CliRunner().invoke(vito, [*command.split(), "--help"])
    assert shown.exit_code == 0
    assert "Usage" in shown.output


def test_the_document_is_printed_without_a_database(tmp_path):
    file = tmp_path / "openapi.json"
    done = run("openapi", "--output", str(file))
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    document = json.loads(file.read_text(encoding="utf-8"))
    assert document["openapi"].startswith("3.1")
    assert "/v1/x/lead-gen/assessments" in document["paths"]


@pytest.mark.parametrize("there", ["missing", "occupied"])
def test_a_file_that_cannot_be_written_is_one_line_and_exit_code_2(tmp_path: Path, there: str):
    (tmp_path / "occupied").write_text("a file, and no folder")
    target = tmp_path / there / "api.json"
    done = run("openapi", "--output", str(target))
    assert (done.returncode, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"vito: {target}: ")


def test_an_export_into_a_missing_folder_is_one_line_and_exit_code_2(tmp_path: Path, monkeypatch, capsys):
    target = tmp_path / "missing" / "out.jsonl"
    monkeypatch.setattr(remote, "_reached", lambda *_: ("http://127.0.0.1:1", "key"))
    monkeypatch.setattr("httpx.stream", lambda *_, **__: contextlib.nullcontext())
    command = ["plugins", "export", "knowledge", "--tenant", "acme", "--output", str(target), "--home", str(tmp_path)]
    monkeypatch.setattr(sys, "argv", ["vito", *command])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert capsys.readouterr().err == f"vito: {target}: No such file or directory\n"


def test_version():
    assert run("--version").stdout.strip() == f"vito, version {__version__}"


def test_plugins_list_and_show_speak_json():
    listed = json.loads(run("plugins", "list", "--json").stdout)["plugins"]
    by_id = {row["id"]: row for row in listed}
    assert by_id["lead-gen"]["status"] == "admitted"
    assert by_id["lead-gen"]["capabilities"] == ["lead-qualification"]
    shown = json.loads(run("plugins", "show", "lead-gen", "--json").stdout)
    assert (shown["id"], shown["level"], shown["error"]) == ("lead-gen", "tenant", None)


def test_an_unknown_plugin_is_one_line_and_exit_code_2():
    done = run("plugins", "show", "nope")
    assert done.returncode == 2
    assert done.stderr.startswith("vito: no plugin 'nope' is installed; installed: ")
    assert len(done.stderr.splitlines()) == 1


def test_switching_needs_a_running_engine(tmp_path):
    done = run("plugins", "enable", "lead-gen", "--tenant", "x", "--home", str(tmp_path / "none"))
    assert done.returncode == 2
    assert "no engine runs there" in done.stderr


def test_doctor_says_what_it_looked_at(tmp_path):
    done = run("doctor", "--home", str(tmp_path / "home"), "--json")
    found = json.loads(done.stdout)
    assert found["ok"] is True
    assert {check["name"] for check in found["checks"]} >= {"python", "plugins", "postgresql", "temporal", "home"}
    assert not (tmp_path / "home").exists(), "looking must leave nothing behind"


@pytest.mark.parametrize(
    ("home", "words"), [("file", "is no folder"), ("file/home", "cannot be made"), ("link", "leads nowhere")]
)
def test_doctor_says_where_no_home_can_be(tmp_path, home, words):
    (tmp_path / "file").touch()
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    done = run("doctor", "--home", str(tmp_path / home), "--json")
    assert done.returncode == 1
    [check] = [each for each in json.loads(done.stdout)["checks"] if each["name"] == "home"]
    assert (check["ok"], words in str(check)) == (False, True)


def test_what_is_nested_too_deeply_is_one_line(tmp_path):
    deep = tmp_path / "deep.json"
    deep.write_text("[" * 200_000, encoding="utf-8")
    asked = ("approvals", "decide", "0199f0c2-7b7e-7c2a-a9a5-0c5d0e5a7f10", "--edit", str(deep))
    done = run(*asked, "--tenant", "x", "--home", str(tmp_path))
    assert done.returncode == 2
    assert done.stderr.splitlines() == ["vito: what was given is nested too deeply to be read"]


def test_doctor_fails_where_there_is_no_plugins_file(tmp_path):
    done = run("doctor", cwd=tmp_path)
    assert done.returncode == 1
    assert "no plugins.toml" in done.stdout
