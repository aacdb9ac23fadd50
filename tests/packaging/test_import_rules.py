"""The import rules hold, and each of them bites: in a miniature workspace a planted import breaks it."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
RULES = [rule["name"] for rule in SETTINGS["contracts"]]

PLANTED = {
    "Plugins and hosts never import each other": ("vito_plugin_knowledge", "import vito_host_sales"),
    "Plugins and hosts never import core": ("vito_host_sales", "from vito_core import engine"),
    "Core imports no plugin and no host: it meets them through hooks and protocols": (
        "vito_core",
        "import vito_plugin_lead_gen",
    ),
    "Contracts import nothing else of ours": ("vito_contracts", "def late() -> None:\n    import vito_core.engine"),
    "Contracts need msgspec and pluggy; what needs more is behind an extra": ("vito_contracts", "import sqlalchemy"),
    "… and nothing in contracts leads to such a helper": ("vito_contracts", "from vito_contracts.sql import wall"),
    "One typed door: in core only vito_core.hooks knows pluggy": ("vito_core", "import pluggy"),
}
"""Rule → the package that breaks it, and how."""

MINIATURE = {
    "vito_contracts/sql.py": "import alembic\nimport sqlalchemy\n\nwall = None\n",
    "vito_contracts/testing.py": "import pytest\n",
    "vito_contracts/hooks.py": "import pluggy\n",
    "vito_core/hooks.py": "import pluggy\nimport vito_contracts.hooks\n",
    "vito_core/engine.py": "import vito_core.hooks\n",
    "vito_host_sales/plugin.py": "import vito_contracts.sql\n",
}
"""Beside an empty package for each real one: imports that the rules allow."""


LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", LINT, "--no-logo", "--no-cache"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def miniature(tmp_path):
    """The root's own rules over packages with the real names, which hide the real ones."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for package in SETTINGS["root_packages"]:
        (tmp_path / package).mkdir()
        (tmp_path / package / "__init__.py").touch()
    for path, text in MINIATURE.items():
        (tmp_path / path).write_text(text)
    return tmp_path


def test_the_rules_hold():
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{len(RULES)} kept, 0 broken" in done.stdout


def test_every_package_of_the_workspace_is_under_the_rules(members):
    assert set(SETTINGS["root_packages"]) == {member.package for member in members}


def test_every_rule_is_tried_here():
    assert list(PLANTED) == RULES


def test_allowed_imports_break_no_rule(miniature):
    done = lint(miniature)
    assert done.returncode == 0, done.stdout + done.stderr
    external = {"alembic", "pluggy", "pytest", "sqlalchemy"}
    assert f"Analyzed {len(SETTINGS['root_packages']) + len(MINIATURE) + len(external)} files" in done.stdout


@pytest.mark.parametrize("rule", PLANTED)
def test_a_planted_import_breaks_the_rule(rule, miniature):
    package, planted = PLANTED[rule]
    (miniature / package / "planted.py").write_text(f"{planted}\n")
    done = lint(miniature)
    assert done.returncode == 1, done.stdout + done.stderr
    assert f"{rule} BROKEN" in done.stdout
