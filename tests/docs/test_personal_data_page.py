"""docs/personal-data.md: its walk is run as it stands; its tables say what the code says."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.test_getting_started import BLOCK, pattern
from vito_core.personal_data import activities, model, stopping
from vito_core.personal_data.requests import KEPT_DAYS
from vito_core.web.controllers import subjects

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "personal-data.md").read_text(encoding="utf-8")
SECONDS = 120


def session() -> list[tuple[str, str]]:
    """(commands, what they are said to print) of each bash block."""
    found: list[tuple[str, str]] = []
    for language, text in BLOCK.findall(PAGE):
        found = [*found, (text, "")] if language == "bash" else [*found[:-1], (found[-1][0], text)]
    return found


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Whatever happens, the engine is stopped, by its id."""
    folder = tmp_path_factory.mktemp("privacy")
    begin = "set -euo pipefail\nserver=\ntrap 'exit 1' TERM\n"
    begin += "trap 'test -z \"$server\" || { kill $server 2>/dev/null || true; wait; }' EXIT\n"
    steps = (f"{{\n{commands}}} > {n}.txt 2>&1\n" for n, (commands, _) in enumerate(session()))
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "VITO_PLUGINS": str(ROOT / "plugins.toml"),
    }
    process = subprocess.Popen(
        ["bash", "-c", begin + "".join(steps)], cwd=folder, env=environment, start_new_session=True
    )
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGTERM)
        process.wait(SECONDS)
    printed = [path.read_text() for n in range(len(session())) if (path := folder / f"{n}.txt").exists()]
    assert process.returncode == 0, printed[-1:]
    return printed


def test_the_walk_runs_and_prints_what_the_page_says(outputs: list[str]):
    assert len(outputs) == len(session()) >= 5
    for (commands, expected), printed in zip(session(), outputs, strict=True):
        assert pattern(expected).search(printed), f"{commands}\nsays: {expected}\nprints: {printed}"


def test_the_routes_of_the_page_are_the_routes_of_the_code():
    told = set(re.findall(r"^\| `(\w+) (/v1/contacts[^?`]*)", PAGE, re.MULTILINE))
    real = {
        (method, re.sub(r":uuid|request_", "", f"/v1/contacts{path.rstrip('/')}"))
        for handler in (
            subjects.list_contacts,
            subjects.export,
            subjects.ask_export,
            subjects.erase,
            subjects.get_request,
            subjects.get_archive,
        )
        for path in handler.paths
        for method in handler.http_methods
    }
    assert told == real


def test_numbers_and_steps():
    assert f"stays for {KEPT_DAYS} days" in PAGE
    assert f"within {stopping.STOP_SECONDS:.0f} s" in PAGE
    assert activities.PLUGIN_ATTEMPTS == 5
    assert "fails five times" in PAGE
    steps = re.findall(r"^\| `(stop|settle|collect|verify)` \|", PAGE, re.MULTILINE)
    assert [f"personal-data.{step}" for step in steps] == [model.STOP, model.SETTLE, model.COLLECT, model.VERIFY]
