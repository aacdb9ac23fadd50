"""`Services` of one plugin in a kit, and the parts that only make sense for one."""

from typing import Any, TypeVar

import msgspec

from vito_contracts.capabilities import Host, capability_id
from vito_contracts.errors import CapabilityUnavailable, InvalidInput
from vito_contracts.events import PlatformEvent
from vito_contracts.hooks import CapabilityOffer
from vito_contracts.manifest import Manifest
from vito_contracts.modules import Module
from vito_contracts.outputs import DEFAULT_DESTINATION, Output, Receipt
from vito_contracts.permissions import READS_EVENTS
from vito_contracts.scope import BindingScope, TenantScope
from vito_contracts.services import (
    Approvals,
    Bindings,
    Capabilities,
    Clock,
    Conversations,
    Database,
    Effects,
    Events,
    Http,
    Log,
    Objects,
    Outputs,
    Secrets,
    SettingsOf,
    Twins,
)
from vito_contracts.testing.log import EventLog, require
from vito_contracts.testing.places import Tenants

C = TypeVar("C")
S = TypeVar("S", bound=msgspec.Struct)


class KitServices:
    """Implements `Services`: what the contract names and nothing else."""

    def __init__(
        self,
        plugin: str,
        *,
        capabilities: Capabilities,
        db: Database,
        events: Events,
        effects: Effects,
        approvals: Approvals,
        twins: Twins,
        bindings: Bindings,
        conversations: Conversations,
        outputs: Outputs,
        settings: SettingsOf,
        secrets: Secrets,
        http: Http,
        objects: Objects,
        clock: Clock,
        log: Log,
    ) -> None:
        self.plugin = plugin
        self.capabilities = capabilities
        self.db = db
        self.events = events
        self.effects = effects
        self.approvals = approvals
        self.twins = twins
        self.bindings = bindings
        self.conversations = conversations
        self.outputs = outputs
        self.settings = settings
        self.secrets = secrets
        self.http = http
        self.objects = objects
        self.clock = clock
        self.log = log


class KitCapabilities:
    """Implements `Capabilities`: offers of loaded plugins that are on for the tenant, then those of the test."""

    def __init__(self, tenants: Tenants) -> None:
        self._tenants = tenants
        self._offers: list[tuple[str, CapabilityOffer]] = []

    def add(self, plugin: str, offer: CapabilityOffer) -> None:
        """An empty `plugin`: the test's own provider, never off."""
        self._offers.append((plugin, offer))

    def providers(self, scope: TenantScope, protocol: type, key: str = "") -> list[Any]:
        """Of a capability, in the order they were loaded."""
        off = {plugin for plugin, on in self._tenants.of(scope).enabled.items() if not on}
        return [
            offer.provider
            for plugin, offer in self._offers
            if offer.protocol is protocol and plugin not in off and (not key or offer.key == key)
        ]

    async def of(self, scope: TenantScope, protocol: type[C]) -> C:
        return self._first(self.providers(scope, protocol), capability_id(protocol))  # type: ignore[no-any-return]

    async def host(self, scope: TenantScope, module: Module) -> Any:
        return self._first(self.providers(scope, Host, module), "host")

    @staticmethod
    def _first(found: list[Any], name: str) -> Any:
        if not found:
            raise CapabilityUnavailable(name, "no plugin of this kit offers it to the tenant")
        return found[0]


class KitEvents:
    """Implements `Events` for one plugin, which needs the permission "events:read:<type>"."""

    def __init__(self, log: EventLog, manifest: Manifest) -> None:
        self._log = log
        self._manifest = manifest

    async def read(
        self, scope: TenantScope, *, types: Any = (), subject: Any = None, limit: int = 1000
    ) -> list[PlatformEvent]:
        for each in types or ("*",):
            require(self._manifest, READS_EVENTS + each)
        found = self._log.of(scope, *types)
        return [each for each in found if subject is None or each.subject == subject][:limit]

    async def counts(self, scope: TenantScope) -> dict[str, int]:
        require(self._manifest, f"{READS_EVENTS}*")
        return self._log.counts(scope)


class KitOutputs:
    """Implements `Outputs`: to the host where one is loaded; kept in `sent` in any case."""

    def __init__(self, capabilities: KitCapabilities) -> None:
        self.sent: list[tuple[BindingScope, Output]] = []
        self._capabilities = capabilities

    async def send(self, scope: BindingScope, output: Output) -> Receipt:
        hosts = self._capabilities.providers(scope, Host, DEFAULT_DESTINATION[type(output)])
        repeated = any(each.id == output.id and of.tenant == scope.tenant for of, each in self.sent)
        self.sent.append((scope, output))
        if hosts:
            receipt: Receipt = await hosts[0].accept(scope, output)
            return receipt
        return Receipt(id=output.id, plugin="kit", repeated=repeated)


class KitSettings:
    """Implements `SettingsOf` for one plugin: what it was loaded with, overlaid with the tenant's own."""

    def __init__(self, tenants: Tenants, plugin: str, loaded: msgspec.Struct | None) -> None:
        self._tenants = tenants
        self._plugin = plugin
        self._loaded = loaded

    async def of(self, scope: TenantScope, settings: type[S]) -> S:
        if not isinstance(self._loaded, settings):
            raise InvalidInput(f"plugin {self._plugin!r} has settings of another type than {settings.__name__}")
        own = self._tenants.of(scope).settings.get(self._plugin, {})
        try:
            return msgspec.convert({**msgspec.to_builtins(self._loaded), **own}, settings)
        except msgspec.ValidationError as error:
            raise InvalidInput(f"settings of plugin {self._plugin!r}: {error}") from error
