"""The kit: a small engine in memory, with two tenants."""

import inspect
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

import msgspec

from vito_contracts.capabilities import capability_id
from vito_contracts.hooks import CapabilityOffer, Subscription
from vito_contracts.manifest import Manifest, ManifestError, read_manifest
from vito_contracts.services import Services
from vito_contracts.testing.approvals import ApprovalQueue, KitApprovals
from vito_contracts.testing.database import KitDatabase
from vito_contracts.testing.effects import EffectBook, KitEffects
from vito_contracts.testing.log import EventLog
from vito_contracts.testing.outward import KitHttp, Outside
from vito_contracts.testing.places import KitBindings, KitConversations, KitTwins, Spoken, Tenants
from vito_contracts.testing.registration import NotAPlugin, values_of
from vito_contracts.testing.services import KitCapabilities, KitEvents, KitOutputs, KitServices, KitSettings
from vito_contracts.testing.small import KitClock, KitLog, KitObjects, KitSecrets
from vito_contracts.testing.tenants import KitTenant, new_tenant

P = TypeVar("P")


class Kit:
    """Loads plugins and shows what they did: `events`, `effects`, `approvals`, `outputs.sent`, `log.lines`.

    What the engine refuses it refuses, too: a capability or a permission that the manifest does not name, an event
    nobody registered, a settings key that does not exist, and another tenant's ids.
    """

    def __init__(self) -> None:
        self.tenant_a = new_tenant("a")
        self.tenant_b = new_tenant("b")
        self.clock = KitClock()
        self.events = EventLog(self.clock)
        self.effects = EffectBook(self.clock)
        self.approvals = ApprovalQueue(self.clock)
        self.spoken = Spoken()
        self.secrets = KitSecrets()
        self.objects = KitObjects()
        self.outside = Outside()
        self.log = KitLog()
        self._tenants = Tenants((self.tenant_a, self.tenant_b))
        self.capabilities = KitCapabilities(self._tenants)
        self.bindings = KitBindings(self._tenants)
        self.outputs = KitOutputs(self.capabilities)
        self.hooks: dict[str, dict[str, list[Any]]] = {}
        """Plugin id → hook → what it yielded."""
        self._told: set[tuple[str, str, UUID]] = set()

    def load(
        self,
        plugin: Callable[[Any, Any], P],
        settings: dict[str, Any] | msgspec.Struct | None = None,
        *,
        manifest: Manifest | None = None,
    ) -> P:
        """Makes the plugin as the engine does and applies its hooks.

        `plugin`: what the manifest's `plugin` names. `manifest`: by default the `plugin.toml` beside its package.
        Raises `ManifestError`, `NotAPlugin`, `msgspec.ValidationError` for settings that do not fit.
        """
        known = manifest or manifest_of(plugin)
        chosen = _settings(known, settings)
        made = plugin(self.services(known, chosen), chosen)
        found = values_of(made, known.id)
        _check(known, found)
        self.hooks[known.id] = found
        self._apply(known, found)
        return made

    def services(self, manifest: Manifest, settings: msgspec.Struct | None = None) -> Services:
        """What a plugin with this manifest gets."""
        return KitServices(
            manifest.id,
            capabilities=self.capabilities,
            db=KitDatabase(self.events, manifest),
            events=KitEvents(self.events, manifest),
            effects=KitEffects(self.effects, manifest),
            approvals=KitApprovals(self.approvals, manifest),
            twins=KitTwins(self._tenants),
            bindings=self.bindings,
            conversations=KitConversations(self.spoken, manifest),
            outputs=self.outputs,
            settings=KitSettings(self._tenants, manifest.id, settings),
            secrets=self.secrets,
            http=KitHttp(self.outside, manifest),
            objects=self.objects,
            clock=self.clock,
            log=self.log,
        )

    def provide(self, offer: CapabilityOffer) -> None:
        """A capability that the plugin under test needs of others."""
        self.capabilities.add("", offer)

    def switch(self, tenant: KitTenant, plugin: str, enabled: bool) -> None:
        """As the tenant's administrator enables or disables a plugin."""
        tenant.enabled[plugin] = enabled

    async def deliver(self) -> int:
        """Tells subscribers of all events they were not told of, as the dispatcher does; returns how many calls that
        were. An event whose handler fails may be told again; the failure is raised."""
        calls = 0
        for event in self.events:
            tenant = next(each for each in self._tenants if each.scope.tenant == event.tenant)
            for plugin, subscription in self._subscribers(event.type):
                told = (plugin, subscription.name, event.id)
                if told in self._told:
                    continue
                if tenant.enabled.get(plugin, True):
                    await subscription.handler(tenant.scope, event)
                    calls += 1
                elif subscription.while_disabled == "replay":
                    continue
                self._told.add(told)
        return calls

    def _subscribers(self, event_type: str) -> list[tuple[str, Subscription]]:
        return [
            (plugin, each)
            for plugin, found in self.hooks.items()
            for each in found.get("subscriptions", ())
            if event_type in each.types
        ]

    def _apply(self, manifest: Manifest, found: dict[str, list[Any]]) -> None:
        for offer in found.get("capabilities", ()):
            self.capabilities.add(manifest.id, offer)
        for event_type in found.get("event_types", ()):
            self.events.register(manifest.id, event_type)
        for kind in found.get("effects", ()):
            self.effects.kinds[kind.name] = kind
        for asked in found.get("approval_kinds", ()):
            self.approvals.kinds[asked.name] = (manifest.id, asked)


def _check(manifest: Manifest, found: dict[str, list[Any]]) -> None:
    """What the engine's registry refuses. Raises `NotAPlugin`."""
    for offer in found.get("capabilities", ()):
        name = capability_id(offer.protocol)
        if name not in manifest.capabilities:
            raise NotAPlugin(f"plugin {manifest.id} offers capability {name!r}, which its manifest does not name")
    for kind in (*found.get("effects", ()), *found.get("approval_kinds", ())):
        if not kind.name.startswith(f"{manifest.id}."):
            raise NotAPlugin(f"plugin {manifest.id}: {kind.name!r} must be named {manifest.id}.<name>")
    if manifest.personal_data and not found.get("data_subjects"):
        raise NotAPlugin(f"plugin {manifest.id}: personal_data = true, but it gives no data_subjects")


def manifest_of(plugin: Any) -> Manifest:
    """The nearest `plugin.toml` at or above the file that defines it, within its package. Raises `ManifestError`."""
    folder = Path(inspect.getfile(plugin)).parent
    while (folder / "__init__.py").is_file():
        if (folder / "plugin.toml").is_file():
            return read_manifest(folder / "plugin.toml")
        folder = folder.parent
    raise ManifestError(f"no plugin.toml in the package of {plugin!r}; hand load() a manifest")


def _settings(manifest: Manifest, given: dict[str, Any] | msgspec.Struct | None) -> msgspec.Struct | None:
    if manifest.settings is None or isinstance(given, msgspec.Struct):
        if manifest.settings is None and given:
            raise NotAPlugin(f"plugin {manifest.id} takes no settings: its manifest names no struct")
        return given if isinstance(given, msgspec.Struct) else None
    module, _, name = manifest.settings.partition(":")
    struct = getattr(import_module(module), name)
    unknown = set(given or {}) - {field.encode_name for field in msgspec.structs.fields(struct)}
    if unknown:
        raise NotAPlugin(f"settings of plugin {manifest.id!r}: unknown key {min(unknown)!r}")
    converted: msgspec.Struct = msgspec.convert(given or {}, struct)
    return converted
