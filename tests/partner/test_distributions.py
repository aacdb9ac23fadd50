"""Installed beside the shipped ones: a plugin that works, one whose import fails, one that nobody admitted, one that
wants another contract. What the list, the boot and the gate make of each."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from vito_contracts.errors import InvalidInput
from vito_contracts.manifest import ComplianceTier
from vito_core.cli import vito
from vito_core.container import build
from vito_core.engine import Engine
from vito_core.gate import PluginSet, Reason, Standing, decide
from vito_core.registry import check_installation
from vito_core.settings import Settings

PACKAGES = {
    "works": ">=1.0,<2",
    "import-error": ">=1.0,<2",
    "blocked": ">=1.0,<2",
    "wrong-contract": ">=2.0,<3",
}
"""Plugin → the contract it wants. Each has a distribution of its own."""
CODE = {
    "works": "class Plugin:\n    def __init__(self, services, settings):\n        self.services = services\n",
    "import-error": "import a_library_that_is_not_there\n",
    "blocked": "raise AssertionError('nobody admitted this, and somebody imported it')\n",
    "wrong-contract": "raise AssertionError('its contract is not ours, and somebody imported it')\n",
}


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site directory as an installer leaves it, on the path."""
    folder = tmp_path / "site"
    for name, contract in PACKAGES.items():
        package, info = (
            folder / f"acme_{name.replace('-', '_')}",
            folder / f"acme_{name.replace('-', '_')}-1.2.dist-info",
        )
        package.mkdir(parents=True)
        info.mkdir()
        (package / "__init__.py").write_text("")
        (package / "plugin.py").write_text(CODE[name])
        (package / "plugin.toml").write_text(
            f'id = "{name}"\ncontract = "{contract}"\nlevel = "tenant"\nsummary = "A plugin that {name}"\n'
            f'plugin = "{package.name}.plugin:Plugin"\n'
        )
        (info / "METADATA").write_text(f"Metadata-Version: 2.4\nName: acme-{name}\nVersion: 1.2\n")
        (info / "entry_points.txt").write_text(f"[vito.plugins]\n{name} = {package.name}\n")
        (info / "RECORD").write_text("")
    monkeypatch.syspath_prepend(str(folder))
    yield folder
    for name in [each for each in sys.modules if each.startswith("acme_")]:
        del sys.modules[name]


def admitting(folder: Path, *plugins: str, more: str = "") -> Path:
    path = folder / "plugins.toml"
    path.write_text("[plugins]\n" + "".join(f"[plugins.{name}]\n{more}" for name in plugins))
    return path


def loaded(folder: Path, *plugins: str, more: str = "") -> Engine:
    """An engine that has loaded its plugins and is connected to nothing."""
    nowhere = "postgresql://nowhere.invalid/none"
    settings = Settings(
        database_url=nowhere,
        dispatcher_url=nowhere,
        temporal="nowhere.invalid:1",
        objects=folder,
        plugins_file=admitting(folder, *plugins, more=more),
    )
    engine = build(settings)
    engine.load()
    return engine


def gate(engine: Engine) -> PluginSet:
    return decide(engine.registry.plugins, ComplianceTier.FREE, Standing(), 0)


def test_the_list_says_what_becomes_of_each_and_imports_none(site: Path, tmp_path: Path, monkeypatch: Any):
    monkeypatch.setenv("VITO_PLUGINS", str(admitting(tmp_path, "works", "import-error", "wrong-contract")))
    done = CliRunner().invoke(vito, ["plugins", "list", "--json"])
    assert done.exit_code == 0, done.output
    listed = {each["id"]: each for each in json.loads(done.stdout)["plugins"] if each["id"] in PACKAGES}
    assert {name: each["version"] for name, each in listed.items()} == dict.fromkeys(PACKAGES, "1.2")
    assert listed["works"]["status"] == "admitted"
    assert listed["import-error"]["status"] == "admitted"
    assert listed["blocked"]["status"] == "installed, not admitted"
    assert (
        listed["wrong-contract"]["status"] == "plugin wrong-contract 1.2 needs contract >=2.0,<3, this engine has 1.0"
    )
    assert [name for name in sys.modules if name.startswith("acme_")] == []


def test_what_works_is_loaded_and_passes_the_gate(site: Path, tmp_path: Path):
    engine = loaded(tmp_path, "works")
    assert gate(engine).active == ("works",)


def test_a_required_plugin_that_cannot_be_imported_stops_the_boot_by_name(site: Path, tmp_path: Path):
    with pytest.raises(InvalidInput, match=r"required plugin import-error 1\.2 failed: ModuleNotFoundError.*a_library"):
        loaded(tmp_path, "works", "import-error")


def test_one_that_is_not_required_is_degraded_and_the_others_go_on(site: Path, tmp_path: Path):
    found = gate(loaded(tmp_path, "works", "import-error", more="required = false\n"))
    assert (found.active, found.refused) == (("works",), {"import-error": Reason.FAILED})


def test_what_nobody_admitted_is_never_imported_and_acts_for_nobody(site: Path, tmp_path: Path):
    found = gate(loaded(tmp_path, "works"))
    assert "blocked" not in found
    assert found.why("blocked") == "not admitted in plugins.toml"
    assert "acme_blocked" not in sys.modules


@pytest.mark.parametrize("more", ["", "required = false\n"])
def test_another_contract_stops_the_boot_before_anything_is_imported(site: Path, tmp_path: Path, more: str):
    with pytest.raises(InvalidInput, match=r"cannot be admitted: .* needs contract >=2\.0,<3, this engine has 1\.0"):
        check_installation(admitting(tmp_path, "works", "wrong-contract", more=more))
    assert "acme_wrong_contract" not in sys.modules
