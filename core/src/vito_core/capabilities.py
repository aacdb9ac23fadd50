"""Finding the provider of a capability within a scope: an allow-list look-up, then a direct await."""

from collections.abc import Sequence
from typing import Any, TypeVar

import msgspec

from vito_contracts.capabilities import Guardrail, Host, capability_id
from vito_contracts.errors import CapabilityPaused, CapabilityUnavailable
from vito_contracts.hooks import CapabilityOffer
from vito_contracts.modules import Module
from vito_contracts.scope import TenantScope
from vito_core.gate import Gate, PluginSet, Reason
from vito_core.plugins.watch import Watch

C = TypeVar("C")


class ActiveCapabilities:
    """What the gate lets through for one tenant, decided once: a turn asks several times."""

    def __init__(self, offers: dict[str, list[tuple[str, CapabilityOffer]]], effective: PluginSet) -> None:
        self._offers = offers
        self._effective = effective

    def of(self, protocol: type[C]) -> C:
        """The first active provider in the order of plugins.toml. Raises `CapabilityUnavailable`."""
        provider: C = self._first(capability_id(protocol), "")
        return provider

    def host(self, module: Module) -> Any:
        """The `Host` of a module. Raises `CapabilityUnavailable`."""
        return self._first(capability_id(Host), module)

    def guardrails(self) -> list[tuple[str, Guardrail]]:
        """(name, guardrail) of all that are active, in order. Raises `CapabilityPaused` while one is quarantined:
        the tenant has it enabled, and who makes it fail must not get past it."""
        offers = self._offers.get(capability_id(Guardrail), ())
        for plugin, offer in offers:
            if self._is_paused(plugin):
                raise CapabilityPaused(f"guardrail {offer.name}".strip(), self._why(plugin))
        return [(offer.name, offer.provider) for plugin, offer in offers if plugin in self._effective]

    def _first(self, name: str, key: str) -> Any:
        offers = self._offers.get(name, ())
        for plugin, offer in offers:
            if plugin in self._effective and offer.key == key:
                return offer.provider
        refused = [plugin for plugin, _ in offers if plugin not in self._effective]
        kind = CapabilityPaused if any(map(self._is_paused, refused)) else CapabilityUnavailable
        raise kind(f"{name} {key}".strip(), "; ".join(map(self._why, refused)) or "no admitted plugin offers it")

    def _is_paused(self, plugin: str) -> bool:
        return self._effective.refused.get(plugin) is Reason.QUARANTINED

    def _why(self, plugin: str) -> str:
        return f"plugin {plugin}: {self._effective.why(plugin)}"


class CapabilityTable:
    """Implements `vito_contracts.services.Capabilities`. Filled once after the plugins were loaded."""

    def __init__(self, gate: Gate, watch: Watch) -> None:
        self._gate = gate
        self._watch = watch
        self._offers: dict[str, list[tuple[str, CapabilityOffer]]] = {}

    def fill(self, offers: Sequence[tuple[str, CapabilityOffer]]) -> None:
        for plugin, offer in offers:
            watched = msgspec.structs.replace(offer, provider=self._watch.provider(plugin, offer))
            self._offers.setdefault(capability_id(offer.protocol), []).append((plugin, watched))

    def among(self, effective: PluginSet) -> ActiveCapabilities:
        """Of a set that the gate has just decided."""
        return ActiveCapabilities(self._offers, effective)

    async def active(self, scope: TenantScope) -> ActiveCapabilities:
        return self.among(await self._gate.effective(scope.tenant))

    async def of(self, scope: TenantScope, protocol: type[C]) -> C:
        return (await self.active(scope)).of(protocol)

    async def host(self, scope: TenantScope, module: Module) -> Any:
        return (await self.active(scope)).host(module)
