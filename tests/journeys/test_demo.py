"""`vito demo` as a newcomer runs it: exit codes, the report, a second run, own input, bad input, Ctrl-C."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import jsonschema
import pytest

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "demo"
VITO = Path(sys.executable).with_name("vito")


def vito(*arguments: str | Path, cwd: Path = ROOT, seconds: float = 240, **more) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [VITO, *map(str, arguments)], cwd=cwd, capture_output=True, text=True, timeout=seconds, check=False, **more
    )


def validated(path: Path) -> dict:
    report = json.loads(path.read_text(encoding="utf-8"))
    jsonschema.validate(report, json.loads((ROOT / "docs" / "report.schema.json").read_text(encoding="utf-8")))
    return report


def outward_actions(home: Path) -> list[str]:
    return sorted(path.name for path in (home / "objects").rglob("*.eml"))


@pytest.fixture(scope="module")
def first_run(tmp_path_factory):
    home = tmp_path_factory.mktemp("demo") / "home"
    done = vito("demo", "--home", home)
    assert done.returncode == 0, done.stderr
    return home, done


def test_the_first_run_ends_every_journey_as_the_example_says(first_run):
    home, done = first_run
    report = validated(home / "report.json")
    outcomes = {lead["author"]: lead["outcome"] for lead in report["leads"]}
    assert outcomes == {
        "priya-raman": "won",
        "lucia.ferrer": "won",
        "tom_okafor": "won",
        "greta-lindqvist": "lost",
        "carlos_ibarra": "lost",
        "danny.marsh": "stopped",
        "helen-obrien": "escalated",
        "sofia.mendes": "no_reply",
        "kwame.asante": "no_reply",
    }
    assert report["analytics"]["revenue"] == {"minor_units": (12 + 5 + 6) * 2900, "currency": "USD"}
    assert report["analytics"]["roi"] is not None
    assert report["analytics"]["funnel"]["won"] == 3
    assert {ticket["status"] for ticket in report["tickets"]} >= {"resolved", "escalated"}
    assert "× 86,400" in done.stderr + done.stdout
    assert "curl" in done.stderr + done.stdout
    assert "<svg" in (home / "report.html").read_text(encoding="utf-8")


def test_quotes_stand_on_the_pages_they_name(first_run):
    home, _ = first_run
    cited = 0
    for comment in validated(home / "report.json")["comments"]:
        for citation in comment["citations"]:
            page = (EXAMPLE / "knowledge" / citation["source"]).read_text(encoding="utf-8")
            words = "".join(char for char in citation["quote"] if char.isalnum())
            assert words in "".join(char for char in page if char.isalnum()), citation
            cited += 1
    assert cited > 5


def test_the_author_who_wrote_twice_is_one_lead(first_run):
    home, _ = first_run
    report = validated(home / "report.json")
    assert len([c for c in report["comments"] if c["author"] == "lucia.ferrer"]) == 2
    assert len([lead for lead in report["leads"] if lead["author"] == "lucia.ferrer"]) == 1


def test_a_second_run_gives_the_same_report_and_does_nothing_outward(first_run):
    home, _ = first_run
    before, sent = (home / "report.json").read_bytes(), outward_actions(home)
    done = vito("demo", "--home", home)
    assert done.returncode == 0, done.stderr
    assert outward_actions(home) == sent
    assert (home / "report.json").read_bytes() == before


def test_other_input_is_added_and_bad_lines_are_named(first_run, tmp_path):
    home, _ = first_run
    comments = tmp_path / "comments.jsonl"
    good = {
        "id": "x1",
        "platform": "TWITTER",
        "post_id": "p",
        "author": "@new",
        "text": "How much is it?",
        "lang": "en",
    }
    comments.write_text(json.dumps(good) + "\n{broken\n" + json.dumps({**good, "id": ""}) + "\n", encoding="utf-8")
    customers = tmp_path / "customers.jsonl"
    asked = {"author": "@new", "replies": [], "enquiries": ["", "How long is the free trial?"]}
    customers.write_text(json.dumps(asked) + "\n", encoding="utf-8")
    report_path = tmp_path / "report.json"
    given = ("--knowledge", EXAMPLE / "knowledge", "--comments", comments, "--customers", customers)
    done = vito("demo", "--home", home, *given, "--report", report_path)
    assert done.returncode == 1
    flat = " ".join(done.stderr.split()).replace(" ", "")
    assert f"{comments}:2".replace(" ", "") in flat
    assert f"{comments}:3".replace(" ", "") in flat
    report = validated(report_path)
    assert len(report["comments"]) == 35
    assert {lead["author"] for lead in report["leads"]} >= {"@new", "priya-raman"}
    assert [ticket["question"] for ticket in report["tickets"] if ticket["author"] == "@new"] == asked["enquiries"][1:]


def free_port_in_use():
    taken = socket.socket()
    taken.bind(("127.0.0.1", 0))
    taken.listen()
    return taken, taken.getsockname()[1]


def test_what_cannot_start_says_so_in_one_line_with_exit_code_2(tmp_path):
    foreign = tmp_path / "foreign"
    foreign.mkdir()
    (foreign / "precious.txt").write_text("mine")
    half = tmp_path / "half"
    half.mkdir()
    (half / "vito-home.json").write_text('{"layout": 1, "log')
    taken, port = free_port_in_use()
    cases = {
        "no such folder": ["--knowledge", tmp_path / "none", "--comments", EXAMPLE / "comments.jsonl"],
        "no such file": ["--knowledge", EXAMPLE / "knowledge", "--comments", tmp_path / "none.jsonl"],
        "together": ["--comments", EXAMPLE / "comments.jsonl"],
        "not a ViTo home": ["--home", foreign],
        "half-written": ["--home", half],
        "is a folder": ["--report", tmp_path],
        "busy": ["--port", str(port), "--home", tmp_path / "busy"],
    }
    try:
        for words, arguments in cases.items():
            done = vito("demo", *(arguments if "--home" in arguments else [*arguments, "--home", tmp_path / "unused"]))
            message = [line for line in done.stderr.splitlines() if line.startswith("vito: ")]
            assert done.returncode == 2, (words, done.stderr)
            assert len(message) == 1, (words, done.stderr)
            assert words in message[0]
            assert "Traceback" not in done.stderr
    finally:
        taken.close()
    assert (foreign / "precious.txt").read_text() == "mine"


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        ("[plugins.no-such-plugin]\n", "not installed"),
        ("[plugins.knowledge]\nrequierd = true\n", "requierd"),
        ("[plugins.knowledge.settings]\nno_such_key = 1\n", "no_such_key"),
        ("[plugins\n", "not valid TOML"),
    ],
)
def test_a_wrong_plugins_file_is_one_clear_line(tmp_path, toml, words):
    (tmp_path / "plugins.toml").write_text(toml)
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    done = vito("demo", "--home", tmp_path / "home", cwd=tmp_path)
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def install_broken_plugin(site: Path) -> None:
    """A distribution with a sound manifest whose code cannot be imported."""
    package, facts = site / "broken_plugin", site / "broken_plugin-0.1.dist-info"
    package.mkdir(parents=True)
    facts.mkdir()
    (package / "__init__.py").write_text("")
    (package / "plugin.py").write_text("import there_is_no_such_module\n")
    (package / "plugin.toml").write_text(
        'id = "broken"\ncontract = ">=1.0,<2"\nlevel = "tenant"\nsummary = "breaks"\n'
        'plugin = "broken_plugin.plugin:Broken"\n'
    )
    (facts / "METADATA").write_text("Metadata-Version: 2.1\nName: broken-plugin\nVersion: 0.1\n")
    (facts / "entry_points.txt").write_text("[vito.plugins]\nbroken = broken_plugin\n")


def test_a_plugin_that_cannot_be_imported_is_one_line_and_leaves_nothing_running(tmp_path):
    install_broken_plugin(tmp_path / "site")
    plugins = (ROOT / "plugins.toml").read_text(encoding="utf-8")
    (tmp_path / "plugins.toml").write_text(plugins + "\n[plugins.broken]\n")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site"), "VITO_PLUGINS": str(tmp_path / "plugins.toml")}
    done = vito("demo", "--home", tmp_path / "home", env=environment)
    message = [line for line in done.stderr.splitlines() if line.startswith("vito: ")]
    assert done.returncode == 2, done.stderr
    assert len(message) == 1
    assert "broken 0.1" in message[0]
    assert "there_is_no_such_module" in message[0]
    assert not any_process_of(tmp_path / "home")


def test_ctrl_c_stops_cleanly_and_the_next_run_goes_on(tmp_path):
    home = tmp_path / "home"
    process = subprocess.Popen(
        [VITO, "demo", "--home", str(home)], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    deadline = time.monotonic() + 240
    while not outward_actions(home) and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    output, _ = process.communicate(timeout=120)
    assert process.returncode == 130, output
    assert "Traceback" not in output
    assert not any_process_of(home)
    sent = outward_actions(home)
    done = vito("demo", "--home", home)
    assert done.returncode == 0, done.stderr
    assert set(sent) <= set(outward_actions(home))
    outcomes = {lead["author"]: lead["outcome"] for lead in validated(home / "report.json")["leads"]}
    assert outcomes["priya-raman"] == "won"


def any_process_of(home: Path) -> list[str]:
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            line = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        if str(home) in line and int(process.name) != os.getpid():
            found.append(line)
    return found
