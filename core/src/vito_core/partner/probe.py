"""Run in a process of its own: makes the plugin, calls its hooks, and writes what it saw as JSON.

`python -m vito_core.partner.probe MANIFEST OUT`. The plugin gets the services of the test kit and no network.
"""

import importlib
import inspect
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from vito_contracts.capabilities import capability_id
from vito_contracts.manifest import Manifest, read_manifest
from vito_contracts.testing.kit import Kit
from vito_contracts.testing.network import network_blocked
from vito_contracts.testing.registration import NotAPlugin, values_of
from vito_core.events.payloads import unfit_field
from vito_core.partner.model import Facts, SettingFacts, TableFacts

Found = dict[str, list[Any]]


def look(manifest: Manifest) -> Facts:
    """Whatever goes wrong is a fact, too."""
    try:
        with network_blocked(loopback=False):
            struct = _resolve(manifest.settings) if manifest.settings is not None else None
            settings = _settings(struct)
            chosen = struct() if struct is not None and not any(each.required for each in settings) else None
            plugin = _resolve(manifest.plugin)(Kit().services(manifest, chosen), chosen)
    except (Exception, SystemExit) as error:
        return Facts(error=f"{type(error).__name__}: {error}")
    try:
        with network_blocked(loopback=False):
            found = values_of(plugin, manifest.id)
            return _facts(found, settings)
    except NotAPlugin as error:
        return Facts(hook_error=str(error), settings=settings)
    except (Exception, SystemExit) as error:
        return Facts(hook_error=f"{type(error).__name__}: {error}", settings=settings)


def _facts(found: Found, settings: tuple[SettingFacts, ...]) -> Facts:
    types = found.get("event_types", [])
    unfit = ((each.name, unfit_field(each.payload)) for each in types)
    return Facts(
        hooks=tuple(found),
        empty_hooks=tuple(name for name, values in found.items() if not values),
        capabilities=tuple(sorted({capability_id(each.protocol) for each in found.get("capabilities", ())})),
        subscribed=tuple(sorted({name for each in found.get("subscriptions", ()) for name in each.types})),
        event_types=tuple(each.name for each in types),
        unfit_payloads=tuple(f"{name}: field {field!r}" for name, field in unfit if field is not None),
        effects=tuple(each.name for each in found.get("effects", ())),
        approval_kinds=tuple(each.name for each in found.get("approval_kinds", ())),
        data_subjects=len(found.get("data_subjects", ())),
        not_async=tuple(_not_async(found)),
        schemas=tuple(each.schema for each in found.get("tables", ())),
        migrations=tuple(each.migrations for each in found.get("tables", ())),
        tables=tuple(_tables(found.get("tables", ()))),
        settings=settings,
        undescribed_routes=tuple(_undescribed(found.get("routes", ()))),
    )


def _settings(struct: Any) -> tuple[SettingFacts, ...]:
    if struct is None:
        return ()
    if not (isinstance(struct, type) and issubclass(struct, msgspec.Struct)):
        raise TypeError(f"settings: {struct!r} is no msgspec.Struct")
    return tuple(
        SettingFacts(name=each.name, required=each.required, text=each.default if isinstance(each.default, str) else "")
        for each in msgspec.structs.fields(struct)
    )


def _not_async(found: Found) -> Iterator[str]:
    """Functions that the engine awaits and that are none to await."""
    awaited = {
        "subscriptions": ("handler",),
        "activities": ("run",),
        "effects": ("send", "look_up"),
        "data_subjects": ("export", "erase"),
    }
    for hook, names in awaited.items():
        for value in found.get(hook, ()):
            for name in names:
                function = getattr(value, name)
                called = getattr(function, "__call__", function)  # noqa: B004 — an object may be awaited by its __call__
                if not (inspect.iscoroutinefunction(function) or inspect.iscoroutinefunction(called)):
                    yield f"{name} of hook {hook!r}"


def _tables(values: Iterable[Any]) -> Iterator[TableFacts]:
    for value in values:
        for table in value.metadata.sorted_tables:
            keys = {
                str(each.name or type(each).__name__): [str(column.name) for column in each.columns]
                for each in table.constraints
                if getattr(each, "columns", None)
            }
            yield TableFacts(
                name=str(table.name),
                schema=str(table.schema or ""),
                columns=tuple(map(str, table.columns.keys())),
                unwalled=tuple(name for name, columns in keys.items() if columns[0] != "tenant_id"),
            )


def _undescribed(values: Iterable[Any]) -> Iterator[str]:
    for value in values:
        for handler in value.handlers:
            routes = [handler] if not inspect.isclass(handler) else _of_controller(handler)
            for route in routes:
                if not getattr(route, "summary", None):
                    yield ", ".join(sorted(getattr(route, "paths", None) or {str(route)}))


def _of_controller(controller: Any) -> list[Any]:
    return [each for each in vars(controller).values() if hasattr(each, "paths") and hasattr(each, "summary")]


def _resolve(import_string: str) -> Any:
    module, _, name = import_string.partition(":")
    return getattr(importlib.import_module(module), name)


def main(manifest: str, out: str) -> None:
    facts = look(read_manifest(Path(manifest)))
    Path(out).write_bytes(msgspec.json.encode(facts))


if __name__ == "__main__":
    main(*sys.argv[1:])
