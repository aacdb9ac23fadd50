"""The one door to pluggy. Nothing else in the core calls a hook (import-linter holds that).

A plugin that raises in a hook costs its own contributions, never the boot: the failure is a value, with the plugin's
name on it, and the registry's policy decides what follows.
"""

import time
from collections.abc import Iterator
from typing import Any, TypeVar

import msgspec
import pluggy

from vito_contracts.approvals import ApprovalKind
from vito_contracts.effects import EffectKind
from vito_contracts.events import EventType
from vito_contracts.hooks import (
    PROJECT,
    CapabilityOffer,
    DataSubjects,
    Lifecycle,
    PluginSpec,
    Routes,
    Subscription,
    Tables,
)
from vito_contracts.journey import JourneyStage, StageActivity
from vito_core.plugins.tracing import Tracer

T = TypeVar("T")

HOOK_VALUES: dict[str, type] = {
    "capabilities": CapabilityOffer,
    "subscriptions": Subscription,
    "event_types": EventType,
    "routes": Routes,
    "activities": StageActivity,
    "journey_stages": JourneyStage,
    "tables": Tables,
    "effects": EffectKind,
    "approval_kinds": ApprovalKind,
    "data_subjects": DataSubjects,
    "lifecycle": Lifecycle,
}
"""Every hook and what it yields."""


class HookFailure(msgspec.Struct, frozen=True):
    """`reason`: what went wrong, without a traceback."""

    plugin: str
    hook: str
    reason: str


class RegistrationRefused(Exception):
    """The plugin does not fit the hook specifications; the text says how."""


class HookDoor:
    """A fresh plugin manager for each engine; no module-global state."""

    def __init__(self, tracer: Tracer | None = None) -> None:
        self._tracer = tracer or Tracer()
        self._manager = pluggy.PluginManager(PROJECT)
        self._manager.add_hookspecs(PluginSpec)
        self.failures: list[HookFailure] = []

    def register(self, plugin_id: str, plugin: object) -> None:
        """Raises `RegistrationRefused` for an unknown argument or a hook nobody specified; nothing stays registered."""
        try:
            self._manager.register(plugin, name=plugin_id)
            self._manager.check_pending()
        except pluggy.PluginValidationError as error:
            if self._manager.has_plugin(plugin_id):
                self._manager.unregister(name=plugin_id)
            raise RegistrationRefused(str(error)) from error

    def collect(self, hook: str, kind: type[T]) -> list[tuple[str, T]]:
        """(plugin, value) of every implementation, in the order of registration."""
        if HOOK_VALUES.get(hook) is not kind:
            raise ValueError(f"hook {hook!r} yields {HOOK_VALUES.get(hook)}, not {kind}")
        found: list[tuple[str, T]] = []
        for implementation in getattr(self._manager.hook, hook).get_hookimpls():
            began = time.perf_counter()
            try:
                found += [(implementation.plugin_name, value) for value in self._values(implementation, hook, kind)]
            except Exception as error:
                self.failures.append(HookFailure(implementation.plugin_name, hook, f"{type(error).__name__}: {error}"))
                self._trace(implementation.plugin_name, hook, began, error)
            else:
                self._trace(implementation.plugin_name, hook, began)
        return found

    def _trace(self, plugin: str, hook: str, began: float, error: Exception | None = None) -> None:
        if self._tracer.on:
            self._tracer.line("hook", plugin, hook, began, error)

    @staticmethod
    def _values(implementation: Any, hook: str, kind: type[T]) -> Iterator[T]:
        for value in list(implementation.function() or ()):
            if not isinstance(value, kind):
                raise TypeError(f"hook {hook!r} yields {kind.__name__}, got {type(value).__name__}")
            yield value

    def hooks_of(self, plugin_id: str) -> tuple[str, ...]:
        """Names of the hooks a plugin implements."""
        plugin = self._manager.get_plugin(plugin_id)
        callers = self._manager.get_hookcallers(plugin) if plugin is not None else None
        return tuple(sorted(caller.name for caller in callers or ()))
