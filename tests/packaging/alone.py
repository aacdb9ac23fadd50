"""Run by test_alone.py in an environment that holds one plugin, what it requires, and nothing else.

`alone.py PACKAGE ABSENT…` loads the plugin as an engine would, calls its hooks, imports every module of it, and
writes what it saw as JSON. Modules named in ABSENT must not be found.
"""

import importlib
import importlib.metadata
import importlib.util
import json
import pkgutil
import sys
from pathlib import Path
from typing import Any

import pluggy

from vito_contracts import hooks
from vito_contracts.capabilities import capability_id
from vito_contracts.manifest import read_manifest
from vito_contracts.services import Services


class Untouchable:
    """A service that may be kept and passed on while a plugin is made and registers, but not used."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> "Untouchable":
        return Untouchable(f"{self._name}.{name}")

    def __call__(self, *_: object, **__: object) -> None:
        raise AssertionError(f"{self._name} was called before anybody asked the plugin for anything")


class FakeServices:
    """What the contract names, and nothing else: an `AttributeError` is a plugin that reaches around it."""

    def __init__(self, plugin: str) -> None:
        for name in Services.__annotations__:
            setattr(self, name, plugin if name == "plugin" else Untouchable(name))


def resolve(import_string: str) -> Any:
    module, _, name = import_string.partition(":")
    return getattr(importlib.import_module(module), name)


def hook_values(plugin: object) -> dict[str, list[Any]]:
    """Hook → what the plugin yields; pluggy refuses hooks and arguments that nobody specified."""
    manager = pluggy.PluginManager(hooks.PROJECT)
    manager.add_hookspecs(hooks.PluginSpec)
    manager.register(plugin)
    manager.check_pending()
    callers = manager.get_hookcallers(plugin) or ()
    return {caller.name: [value for values in caller() for value in values] for caller in callers}


def modules_of(package: str) -> list[str]:
    """Every module, imported. Migrations have no module names; Alembic reads them by path."""
    folder = Path(importlib.import_module(package).__file__ or "").parent
    found = [each.name for each in pkgutil.walk_packages([str(folder)], f"{package}.")]
    for name in found:
        if ".migrations." not in name:
            importlib.import_module(name)
    for path in sorted(folder.glob("migrations/*.py")):
        spec = importlib.util.spec_from_file_location(f"migration_{path.stem}", path)
        assert spec is not None
        assert spec.loader is not None
        spec.loader.exec_module(importlib.util.module_from_spec(spec))
    return found


def main(package: str, *absent: str) -> None:
    there = [name for name in absent if importlib.util.find_spec(name) is not None]
    (entry,) = importlib.metadata.entry_points(group="vito.plugins")
    spec = importlib.util.find_spec(entry.value)
    assert spec is not None
    assert spec.origin is not None
    assert Path(spec.origin).is_relative_to(sys.prefix), "the package is not this environment's own"
    manifest = read_manifest(Path(spec.origin).with_name("plugin.toml"))
    settings = resolve(manifest.settings)() if manifest.settings is not None else None
    plugin = resolve(manifest.plugin)(FakeServices(manifest.id), settings)
    values = hook_values(plugin)
    for tables in values.get("tables", ()):
        assert list(Path(spec.origin).with_name(tables.migrations).glob("*.py")), "tables without migrations"
    seen = {
        "present_against_the_rules": there,
        "id": manifest.id,
        "manifest_capabilities": sorted(manifest.capabilities),
        "offered_capabilities": sorted({capability_id(offer.protocol) for offer in values.get("capabilities", ())}),
        "hooks": {name: [type(value).__name__ for value in found] for name, found in values.items()},
        "modules": modules_of(package),
    }
    try:
        importlib.import_module("vito_core")
    except ModuleNotFoundError as error:
        seen["vito_core"] = f"{type(error).__name__}: {error.name}"
    sys.stdout.write(json.dumps(seen))


if __name__ == "__main__":
    main(*sys.argv[1:])
