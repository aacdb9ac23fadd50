"""tools/check_pins.py holds members and pins together: silent here, and clear about a fault in a copy."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOT_FILES = ("pyproject.toml", "requirements.txt", "requirements-dev.in", "LICENSE", "tools/check_pins.py")


def check_pins(root: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, root / "tools" / "check_pins.py"], cwd=root, capture_output=True, text=True, check=False
    )


@pytest.fixture
def copy(tmp_path, members):
    """Of the workspace, what the check looks at."""
    for member in members:
        folder = tmp_path / member.folder.relative_to(ROOT)
        package = folder / "src" / member.package
        package.mkdir(parents=True)
        for name in ("pyproject.toml", "LICENSE"):
            shutil.copy(member.folder / name, folder)
        if (manifest := member.source / "plugin.toml").is_file():
            shutil.copy(manifest, package)
    (tmp_path / "tools").mkdir()
    for name in ROOT_FILES:
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def replace(path: Path, pattern: str, by: str) -> None:
    text, count = re.subn(pattern, by, path.read_text(), count=1, flags=re.MULTILINE)
    assert count == 1, f"{pattern} is not in {path}"
    path.write_text(text)


def test_pins_and_members_fit_together():
    done = check_pins(ROOT)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert re.fullmatch(r"\d+ pins fit \d+ members\.\n", done.stdout)


def test_a_copy_fits_as_well(copy):
    done = check_pins(copy)
    assert done.returncode == 0, done.stdout + done.stderr


PIN = r"^msgspec==.*\n(?: .*\n)*"
FAULTS = {
    "a pin is missing": ("requirements.txt", PIN, "", "core: msgspec<1,>=0.22 is not pinned"),
    "a pin does not fit": ("requirements.txt", r"^msgspec==[\d.]+", "msgspec==9.1", "core: wants msgspec"),
    "a pin has no hash": ("requirements.txt", PIN, "msgspec==0.22.0\n", "msgspec has no sha256 hash"),
    "a member's version differs": ("core/pyproject.toml", r'^version = ".*"', 'version = "7.0"', "core: version is"),
    "a member pins exactly": ("core/pyproject.toml", r'"msgspec>=', '"msgspec==', "core: 'msgspec=="),
    "a member's licence differs": ("core/LICENSE", r"Apache", "Other", "core: LICENSE is missing or differs"),
    "a manifest's id differs": (
        "plugins/knowledge/src/vito_plugin_knowledge/plugin.toml",
        r'^id = ".*"',
        'id = "other"',
        "plugins/knowledge: plugin.toml says id = 'other'",
    ),
    "a member is under no import rule": (
        "pyproject.toml",
        r'^    "vito_plugin_knowledge",\n',
        "",
        "pyproject.toml: 'vito_plugin_knowledge' is missing in the import rule",
    ),
}
"""Fault → file, what is replaced in it, by what, and how the complaint begins or goes on."""


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_one_clear_line_that_names_the_place(fault, copy):
    file, pattern, by, complaint = FAULTS[fault]
    replace(copy / file, pattern, by)
    done = check_pins(copy)
    assert (done.returncode, done.stderr) == (1, "")
    assert [line for line in done.stdout.splitlines() if complaint in line], done.stdout
