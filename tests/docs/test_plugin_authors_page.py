"""docs/plugin-authors.md: its commands run as they stand; its tables are those of the code."""

import inspect
import os
import re
import subprocess
import sys
from pathlib import Path

from tests.docs.test_contract_table import NOT_YET, interface
from vito_contracts.manifest import read_manifest
from vito_contracts.modules import CAPABILITIES, MODULES
from vito_contracts.testing import Kit, pytest_plugin

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "plugin-authors.md").read_text(encoding="utf-8")
FIRST = ["content", "conversation", "voice", "video", "lead-gen", "support", "clinic", "compliance"]
"""The specification's first plugins, in its order."""


def rows(after: str) -> list[list[str]]:
    """The cells of the first table after some words, without its head."""
    lines = PAGE.split(after, 1)[1].split("\n\n| ", 1)[1].split("\n\n")[0].splitlines()
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines[2:]]


def test_from_nothing_to_a_wheel(tmp_path: Path):
    commands = "\n".join(re.findall(r"^```sh\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE))
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", commands],
        cwd=tmp_path,
        env={**os.environ, "PATH": path, "PIP_NO_INDEX": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "spam-words: gold" in done.stdout
    assert "4 passed" in done.stdout
    assert [wheel.name for wheel in (tmp_path / "spam-words" / "dist").iterdir()] == [
        "vito_spam_words-0.1.0-py3-none-any.whl"
    ]


def test_the_fixtures_and_the_kits_attributes_exist():
    named = {name for cells in rows("nothing else has to be installed") for name in re.findall(r"`(\w+)", cells[0])}
    assert named - {"Plugin"} == {"load", "tenant_a", "tenant_b", "kit", "no_network"}
    for name in named:
        assert hasattr(pytest_plugin, name)
    for name in re.findall(r"`(?:await )?kit\.(\w+)", PAGE):
        assert hasattr(Kit(), name), name
    assert "break_off" in inspect.getsource(type(Kit().effects))


def test_the_eight_first_plugins_and_the_seven_flags():
    table = rows("What stands for each here")
    assert [cells[0] for cells in table] == FIRST
    flags = {flag for cells in table for flag in re.findall(r"`(\w+)`", cells[1])}
    assert flags == {path.split(".")[-1] for path in interface() if ".capabilities." in path}
    manifests = [read_manifest(path) for path in ROOT.glob("[ph]*s/*/src/*/plugin.toml")]
    packages = {path.parent.name for path in ROOT.glob("[ph]*s/*/src/*/plugin.toml")}
    for name, flagged, capability, protocol, package, today in ([cell.strip("`") for cell in cells] for cells in table):
        if capability == "–":
            assert "not yet" in today or package in {row.host for row in MODULES.values()}, name
            continue
        row = CAPABILITIES[capability]
        assert row.protocol == protocol
        assert row.flag is None or row.flag in flagged
        assert package.replace("-", "_") in packages
        if today == "yes":
            assert any(each.id == name and capability in each.capabilities for each in manifests)
    assert {
        flag for cells in table if "not yet" in cells[5] for flag in re.findall(r"`(\w+Generation)`", cells[1])
    } == NOT_YET
