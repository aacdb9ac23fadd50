"""docs/plugins.md: its session is run as it stands; its tables and numbers say what the code says."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.test_getting_started import BLOCK, pattern
from vito_contracts import permissions
from vito_core.events.types import CORE_TYPES
from vito_core.plugins.policy import QuarantinePolicy

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "plugins.md").read_text(encoding="utf-8")
SECONDS = 90


def session() -> list[tuple[str, str]]:
    """(commands, what they are said to print) of each bash block."""
    found: list[tuple[str, str]] = []
    for language, text in BLOCK.findall(PAGE):
        if language == "bash":
            found.append((text, ""))
        elif language == "text":
            found[-1] = (found[-1][0], text)
    return found


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Whatever happens, the engine is stopped, by its id."""
    folder = tmp_path_factory.mktemp("plugins")
    begin = "set -euo pipefail\nserver=\ntrap 'exit 1' TERM\n"
    begin += "trap 'test -z \"$server\" || { kill $server 2>/dev/null || true; wait; }' EXIT\n"
    steps = (f"{{\n{commands}}} > {n}.txt 2>&1\n" for n, (commands, _) in enumerate(session()))
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "VITO_PLUGINS": str(ROOT / "plugins.toml"),
    }
    process = subprocess.Popen(["bash", "-c", begin + "".join(steps)], cwd=folder, env=environment)
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired:
        process.terminate()
        process.wait(SECONDS)
    printed = [path.read_text() for n in range(len(session())) if (path := folder / f"{n}.txt").exists()]
    assert process.returncode == 0, (printed[-1:], (folder / "serve.txt").read_text())
    return printed


def test_the_session_runs_and_prints_what_the_page_says(outputs: list[str]):
    assert len(outputs) == len(session()) == 4
    for (commands, expected), printed in zip(session(), outputs, strict=True):
        assert pattern(expected).search(printed), f"{commands}\nsays: {expected}\nprints: {printed}"


def test_every_permission_and_every_event_is_on_the_page():
    told = re.findall(r"^\| `([a-z:<>]+)` \|", PAGE.split("## Permissions")[1], re.MULTILINE)
    plain = (f"{permissions.READS_EVENTS}<type>", f"{permissions.WRITES_EVENTS}<type>", *permissions.PLAIN)
    assert sorted(told) == sorted(plain)
    for each in CORE_TYPES:
        if each.name.startswith("plugin."):
            assert f"`{each.name}`" in PAGE


def test_the_numbers_of_the_quarantine_are_those_of_the_code():
    policy = QuarantinePolicy()
    words = f"{policy.failures} failures within {policy.window_seconds:.0f} seconds"
    page = " ".join(PAGE.split())
    assert words in page
    assert f"for {policy.pause_seconds:.0f} seconds" in page
    assert (policy.tenants, policy.longest_seconds) == (3, 3600)
