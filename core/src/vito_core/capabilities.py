"""Finding the provider of a capability within a scope: an allow-list look-up, then a direct await."""

from collections.abc import Sequence
from typing import Any, TypeVar

from vito_contracts.capabilities import Guardrail, Host, capability_id
from vito_contracts.errors import CapabilityUnavailable
from vito_contracts.hooks import CapabilityOffer
from vito_contracts.modules import Module
from vito_contracts.scope import TenantScope
from vito_core.gate import Gate, PluginSet

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
        """(name, guardrail) of all that are active, in order."""
        offers = self._offers.get(capability_id(Guardrail), ())
        return [(offer.name, offer.provider) for plugin, offer in offers if plugin in self._effective]

    def _first(self, name: str, key: str) -> Any:
        offers = self._offers.get(name, ())
        for plugin, offer in offers:
            if plugin in self._effective and offer.key == key:
                return offer.provider
        refused = [f"plugin {p}: {self._effective.why(p)}" for p, _ in offers if p not in self._effective]
        raise CapabilityUnavailable(f"{name} {key}".strip(), "; ".join(refused) or "no admitted plugin offers it")


class CapabilityTable:
    """Implements `vito_contracts.services.Capabilities`. Filled once after the plugins were loaded."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate
        self._offers: dict[str, list[tuple[str, CapabilityOffer]]] = {}

    def fill(self, offers: Sequence[tuple[str, CapabilityOffer]]) -> None:
        for plugin, offer in offers:
            self._offers.setdefault(capability_id(offer.protocol), []).append((plugin, offer))

    def among(self, effective: PluginSet) -> ActiveCapabilities:
        """Of a set that the gate has just decided."""
        return ActiveCapabilities(self._offers, effective)

    async def active(self, scope: TenantScope) -> ActiveCapabilities:
        return self.among(await self._gate.effective(scope.tenant))

    async def of(self, scope: TenantScope, protocol: type[C]) -> C:
        return (await self.active(scope)).of(protocol)

    async def host(self, scope: TenantScope, module: Module) -> Any:
        return (await self.active(scope)).host(module)
