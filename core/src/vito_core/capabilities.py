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


class CapabilityTable:
    """Implements `vito_contracts.services.Capabilities`. Filled once after the plugins were loaded."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate
        self._offers: dict[str, list[tuple[str, CapabilityOffer]]] = {}

    def fill(self, offers: Sequence[tuple[str, CapabilityOffer]]) -> None:
        for plugin, offer in offers:
            self._offers.setdefault(capability_id(offer.protocol), []).append((plugin, offer))

    async def of(self, scope: TenantScope, protocol: type[C]) -> C:
        """The first active provider in the order of plugins.toml. Raises `CapabilityUnavailable`."""
        name = capability_id(protocol)
        effective = await self._gate.effective(scope.tenant)
        for plugin, offer in self._offers.get(name, ()):
            if plugin in effective:
                return offer.provider  # type: ignore[no-any-return]
        raise CapabilityUnavailable(name, self._why(name, effective))

    async def host(self, scope: TenantScope, module: Module) -> Any:
        name = capability_id(Host)
        effective = await self._gate.effective(scope.tenant)
        for plugin, offer in self._offers.get(name, ()):
            if plugin in effective and offer.key == module:
                return offer.provider
        raise CapabilityUnavailable(f"{name} {module}", self._why(name, effective))

    async def guardrails(self, scope: TenantScope) -> list[tuple[str, Guardrail]]:
        """(name, guardrail) of all that are active, in order."""
        effective = await self._gate.effective(scope.tenant)
        offers = self._offers.get(capability_id(Guardrail), ())
        return [(offer.name, offer.provider) for plugin, offer in offers if plugin in effective]

    def _why(self, name: str, effective: PluginSet) -> str:
        refused = [f"plugin {plugin}: {effective.why(plugin)}" for plugin, _ in self._offers.get(name, ())]
        return "; ".join(refused) or "no admitted plugin offers it"
