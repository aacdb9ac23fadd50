"""Registering a plugin as the engine does, without looking for any other."""

import inspect
from typing import Any, get_args, get_type_hints

import pluggy

from vito_contracts.hooks import PROJECT, PluginSpec

HOOKS = tuple(name for name, member in vars(PluginSpec).items() if inspect.isfunction(member))
"""Every hook, in the order of the specification."""


class NotAPlugin(AssertionError):
    """The engine would not register it; the text says why."""


class ClosedManager(pluggy.PluginManager):
    """A manager of the plugins it is handed: what happens to be installed is none of a test's business."""

    def __init__(self) -> None:
        super().__init__(PROJECT)
        self.add_hookspecs(PluginSpec)

    def load_setuptools_entrypoints(self, group: str, name: str | None = None) -> int:
        raise NotAPlugin(f"a test loads its plugins itself; entry points of {group!r} are not looked up")


def hook_values() -> dict[str, type]:
    """Every hook → what it yields, as its specification says."""
    return {name: get_args(get_type_hints(getattr(PluginSpec, name))["return"])[0] for name in HOOKS}


def values_of(plugin: object, plugin_id: str) -> dict[str, list[Any]]:
    """Hook → what the plugin yields, for each hook it implements.

    Raises `NotAPlugin` for a hook or an argument that nobody specified, and for a value of another kind.
    """
    manager = ClosedManager()
    try:
        manager.register(plugin, name=plugin_id)
        manager.check_pending()
    except pluggy.PluginValidationError as error:
        raise NotAPlugin(str(error)) from error
    kinds = hook_values()
    found: dict[str, list[Any]] = {}
    for caller in manager.get_hookcallers(plugin) or ():
        given: list[Any] = [implementation.function() for implementation in caller.get_hookimpls()]
        values = [value for each in given for value in each or ()]
        for value in values:
            if not isinstance(value, kinds[caller.name]):
                raise NotAPlugin(f"hook {caller.name!r} yields {kinds[caller.name].__name__}, got {value!r}")
        found[caller.name] = values
    return {name: found[name] for name in HOOKS if name in found}
