"""What docs/architecture.md says holds the rules, where no tool does."""

import ast
import re
from pathlib import Path

from vito_contracts.effects import EffectState
from vito_contracts.services import Services
from vito_contracts.tenancy import Role

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
WORKFLOW = ROOT / "core" / "src" / "vito_core" / "journeys" / "workflow.py"
PURE = {
    "datetime": {"timedelta"},
    "temporalio": {"workflow"},
    "temporalio.common": {"RetryPolicy"},
    "temporalio.exceptions": {"ActivityError", "CancelledError", "TimeoutError", "TimeoutType"},
    "vito_contracts.journey": None,
    "vito_core.journeys.model": None,
}
"""Module → names that workflow code may take from it; None: any, it holds structs only."""


def test_the_workflow_imports_nothing_that_could_reach_outside():
    for node in ast.walk(ast.parse(WORKFLOW.read_text(encoding="utf-8"))):
        assert not isinstance(node, ast.Import), "take names, so that this test can see which"
        if isinstance(node, ast.ImportFrom):
            assert node.module in PURE
            allowed = PURE[node.module or ""]
            assert allowed is None or {name.name for name in node.names} <= allowed


def test_a_plugin_is_given_no_way_out_but_effects_and_the_guarded_client():
    assert set(Services.__annotations__) == {
        "plugin",
        "capabilities",
        "db",
        "events",
        "effects",
        "approvals",
        "twins",
        "bindings",
        "conversations",
        "outputs",
        "settings",
        "secrets",
        "http",
        "objects",
        "clock",
        "log",
    }


def test_states_of_effects_and_roles_of_keys_are_all_there():
    part = PAGE.split("## Effects\n")[1].split("\n## ")[0]
    assert re.findall(r"^\| `(\w+)` \|", part, re.MULTILINE) == [state.value for state in EffectState]
    for role in Role:
        assert f"`{role.value}`" in PAGE


def test_database_roles_are_all_there():
    sources = [
        (ROOT / "core/src/vito_core/db/migrate.py").read_text(encoding="utf-8"),
        (ROOT / "core/src/vito_core/db/migrations/0001_first.py").read_text(encoding="utf-8"),
        (ROOT / "contracts/src/vito_contracts/sql.py").read_text(encoding="utf-8"),
    ]
    roles = {role for source in sources for role in re.findall(r'"(vito_\w+)"', source)} - {"vito_owner"}
    assert roles == set(re.findall(r"^\| `(vito_\w+)` \|", PAGE, re.MULTILINE))


def test_the_picture_of_the_house_is_the_house():
    told = set(re.findall(r"^\| `(\w+)/", PAGE, re.MULTILINE))
    assert told == {"contracts", "core", "plugins", "hosts", "tests"}
    for folder in ("plugins", "hosts"):
        names = {each.name for each in (ROOT / folder).iterdir() if (each / "pyproject.toml").is_file()}
        row = re.search(rf"^\| `{folder}/.*$", PAGE, re.MULTILINE)
        assert row is not None
        assert names == set(row[0].rsplit(":", 1)[1].strip(" |").split(", "))
