"""`vito plugin new`: exactly these files, gold as it is, and its tests pass where the engine is not installed."""

import json
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.packaging.test_alone import empty_environment, install, link, purelib, run
from vito_contracts.errors import InvalidInput
from vito_core.partner.check import check
from vito_core.partner.scaffold import scaffold

ROOT = Path(__file__).parents[2]
FILES = {
    "LICENSE",
    "README.md",
    "pyproject.toml",
    "quality.yaml",
    "src/vito_spam_words/__init__.py",
    "src/vito_spam_words/plugin.py",
    "src/vito_spam_words/plugin.toml",
    "src/vito_spam_words/py.typed",
    "src/vito_spam_words/settings.py",
    "tests/test_plugin.py",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("authors")
    command = [sys.executable, "-c", "from vito_core.cli import main; main()"]
    command += ["plugin", "new", "spam-words", "--directory", str(folder), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert set(said["files"]) == FILES
    return Path(said["folder"])


def test_it_writes_these_files_and_no_other(made: Path):
    assert {path.relative_to(made).as_posix() for path in made.rglob("*") if path.is_file()} == FILES


def test_it_is_gold_with_nothing_exempted(made: Path):
    report = check(made)
    assert (report.level, report.failed, report.exempt, report.unjudged) == ("gold", (), (), ())


def test_its_tests_pass_with_the_contracts_alone(made: Path, tmp_path: Path):
    python = empty_environment(tmp_path / "venv")
    contracts = tmp_path / "wheels"
    for source in (ROOT / "contracts", made):
        build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(contracts)]
        done = subprocess.run(build, cwd=source, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    install(python, *contracts.glob("*.whl"))
    link(requirements("pytest", "pytest-asyncio", "msgspec", "pluggy"), purelib(tmp_path / "venv"))
    said = run(python, "-W", "error", "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", made, made)
    assert "4 passed" in said
    absent = "import importlib.util as u; print(u.find_spec('vito_core'), u.find_spec('sqlalchemy'))"
    assert run(python, "-c", absent) == "None None\n"


def requirements(*names: str) -> dict[str, metadata.Distribution]:
    """These and what they require, without extras."""
    found: dict[str, metadata.Distribution] = {}
    todo = list(names)
    while todo:
        name = canonicalize_name(todo.pop())
        if name in found:
            continue
        found[name] = metadata.distribution(name)
        wanted = map(Requirement, found[name].requires or ())
        todo += [each.name for each in wanted if each.marker is None or each.marker.evaluate({"extra": ""})]
    return found


@pytest.mark.parametrize(
    "name",
    ["", "Spam", "spam_words", "../spam", "spam words", "1st", "-x", "x" * 41, "core", "plugin-x", "spam\n", "é"],
)
def test_a_bad_name_is_refused_and_nothing_is_written(tmp_path: Path, name: str):
    with pytest.raises(InvalidInput):
        scaffold(name, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_what_is_there_already_is_not_touched(tmp_path: Path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "README.md").write_text("mine")
    with pytest.raises(InvalidInput, match="exists already"):
        scaffold("mine", tmp_path)
    assert (tmp_path / "mine" / "README.md").read_text() == "mine"
    (tmp_path / "file").write_text("")
    with pytest.raises(InvalidInput, match="cannot be written"):
        scaffold("other", tmp_path / "file")
