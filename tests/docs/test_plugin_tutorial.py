"""docs/plugin-tutorial.md is followed to the letter: its package is built, installed, tested and admitted."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "plugin-tutorial.md").read_text(encoding="utf-8")
FILES = dict(re.findall(r"^`([\w./-]+)`\n\n```\w+\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE))
OFFLINE = ("--quiet", "--no-deps", "--no-build-isolation", "--no-index", "--disable-pip-version-check")


class Tutorial(NamedTuple):
    """`source`: the package as written; `overlay`: where it is installed, in front of the environment."""

    source: Path
    overlay: Path
    environment: dict[str, str]

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", *command],
            cwd=self.source,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def listed(self) -> dict[str, Any]:
        """The plugin as `vito plugins list` shows it."""
        vito = ("-c", "from vito_core.cli import main; main()", "plugins", "list", "--json")
        done = subprocess.run(
            [sys.executable, *vito], env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        found: list[dict[str, Any]] = json.loads(done.stdout)["plugins"]
        return next(each for each in found if each["id"] == "no-shouting")


@pytest.fixture(scope="module")
def tutorial(tmp_path_factory: pytest.TempPathFactory) -> Tutorial:
    folder = tmp_path_factory.mktemp("tutorial")
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    admitted = folder / "plugins.toml"
    shipped = (ROOT / "plugins.toml").read_text(encoding="utf-8")
    admitted.write_text(f"{shipped}\n{admitted.read_text(encoding='utf-8')}", encoding="utf-8")
    source, overlay = folder / "no-shouting", folder / "overlay"
    environment = {**os.environ, "PYTHONPATH": str(overlay), "VITO_PLUGINS": str(admitted)}
    made = Tutorial(source, overlay, environment)
    done = made.run("pip", "install", *OFFLINE, "--target", str(overlay), str(source))
    assert done.returncode == 0, done.stdout + done.stderr
    return made


def test_the_page_holds_the_files_it_lists():
    tree = re.search(r"```text\nno-shouting/\n(.*?)```", PAGE, re.DOTALL)
    assert tree is not None
    listed = {f"no-shouting/{line.strip()}" for line in tree[1].splitlines()}
    assert set(FILES) == listed | {"plugins.toml"}


def test_the_manifest_is_short():
    assert len(FILES["no-shouting/src/acme_no_shouting/plugin.toml"].splitlines()) <= 10


def test_its_own_tests_pass_with_the_plugin_loaded_into_an_engine(tutorial: Tutorial):
    done = tutorial.run("pytest", "-q", "-p", "no:cacheprovider")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "3 passed" in done.stdout


def test_it_is_listed_as_admitted(tutorial: Tutorial):
    found = tutorial.listed()
    assert (found["status"], found["version"], found["capabilities"]) == ("admitted", "1.0.0", ["guardrail"])


@pytest.mark.parametrize(
    ("before", "after", "row"),
    [
        ("capabilities =", "capability =", 0),
        ('id = "no-shouting"', 'id = "shouting"', 1),
        ('">=1.0,<2"', '">=2.0,<3"', 2),
        ('"guardrail"', '"guardrails"', 3),
    ],
)
def test_a_mistake_says_what_the_page_says(tutorial: Tutorial, tmp_path: Path, before: str, after: str, row: int):
    overlay = shutil.copytree(tutorial.overlay, tmp_path / "overlay")
    manifest = overlay / "acme_no_shouting" / "plugin.toml"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
    wrong = tutorial._replace(overlay=overlay, environment={**tutorial.environment, "PYTHONPATH": str(overlay)})
    messages = re.findall(r"^\| an? .*\| `(.*)` \|$", PAGE, re.MULTILINE)
    assert messages[row] in wrong.listed()["status"]
