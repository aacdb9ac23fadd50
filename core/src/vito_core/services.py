"""`Services` for one plugin: the engine's parts, each knowing whose they are."""

import datetime as dt
import os
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

import msgspec
import structlog

from vito_contracts.conversation import ConversationContext
from vito_contracts.errors import InvalidInput
from vito_contracts.ids import ContactId
from vito_contracts.scope import BindingScope, TenantScope
from vito_contracts.services import (
    Answer,
    Bindings,
    Capabilities,
    Clock,
    Conversations,
    Database,
    Effects,
    Http,
    Objects,
    Outputs,
    Secret,
    Twins,
)
from vito_core.approvals.desk import ApprovalDesk
from vito_core.approvals.plugin import ApprovalsOfPlugin
from vito_core.contacts import ContactStore, conversation_id, ensure_conversation
from vito_core.db.pool import Pools
from vito_core.events.log import EventReader
from vito_core.plugins.permissions import (
    Permits,
    PermittedConversations,
    PermittedEffects,
    PermittedEvents,
    PermittedHttp,
)
from vito_core.plugins.settings import effective_settings, own_settings
from vito_core.registry import Loaded
from vito_core.turn_model import TurnRequest

if TYPE_CHECKING:
    from vito_core.turns import Turns

S = TypeVar("S", bound=msgspec.Struct)


ENGINES_OWN = "VITO_"
"""How names of secrets begin that no plugin is given: the master key is one."""


class UtcClock:
    def now(self) -> dt.datetime:
        return dt.datetime.now(dt.UTC)


class EnvironmentSecrets:
    """`NAME` from the environment, or the content of the file that `NAME_FILE` names."""

    def get(self, name: str) -> Secret:
        if name.startswith(ENGINES_OWN):
            raise InvalidInput(f"the secret {name} is the engine's own; name another, which does not begin with VITO_")
        value = os.environ.get(name)
        if value is None and (path := os.environ.get(f"{name}_FILE")):
            value = Path(path).read_text(encoding="utf-8").strip()
        if not value:
            raise InvalidInput(f"the secret {name} is missing: set {name}, or {name}_FILE to a file that holds it")
        return Secret(value)


class ConversationsOf(ContactStore):
    """Implements `vito_contracts.services.Conversations`: reading, and one turn of a scope's twin."""

    def __init__(self, pools: Pools, turns: "Turns") -> None:
        super().__init__(pools)
        self._turns = turns

    async def answer(
        self,
        scope: BindingScope,
        *,
        contact: ContactId,
        text: str,
        key: UUID,
        context: ConversationContext | None = None,
    ) -> Answer:
        conversation = conversation_id(scope.tenant, scope.binding, contact)
        async with self._pools.within(scope.tenant) as connection:
            opened = context or ConversationContext()
            conversation = await ensure_conversation(
                connection, scope.tenant, conversation, scope.binding, contact, opened
            )
        reply = await self._turns.run(
            scope,
            TurnRequest(conversation=conversation, context=context, text=text, key=key),
        )
        return Answer(text=reply.text, citations=reply.citations, known=reply.known, reply=reply.id)


class SettingsOfPlugin:
    """Implements `vito_contracts.services.SettingsOf`: plugins.toml overlaid with the tenant's own."""

    def __init__(self, pools: Pools, loaded: Loaded) -> None:
        self._pools = pools
        self._loaded = loaded

    async def of(self, scope: TenantScope, settings: type[S]) -> S:
        async with self._pools.within(scope.tenant) as connection:
            own = await own_settings(connection, self._loaded.id)
        merged = effective_settings(self._loaded, own)
        if not isinstance(merged, settings):
            raise InvalidInput(f"plugin {self._loaded.id!r} has settings of another type than {settings.__name__}")
        return merged


class PluginServices:
    """Implements `vito_contracts.services.Services`."""

    def __init__(
        self,
        loaded: Loaded,
        *,
        pools: Pools,
        db: Database,
        capabilities: Capabilities,
        events: EventReader,
        effects: Effects,
        approvals: ApprovalDesk,
        twins: Twins,
        bindings: Bindings,
        conversations: Conversations,
        outputs: Outputs,
        objects: Objects,
        clock: Clock,
        http: Http,
    ) -> None:
        permits = Permits(loaded)
        self.plugin = loaded.id
        self.capabilities = capabilities
        self.db = db
        self.events = PermittedEvents(events, permits)
        self.effects = PermittedEffects(effects, permits)
        self.approvals = ApprovalsOfPlugin(approvals, permits)
        self.twins = twins
        self.bindings = bindings
        self.conversations = PermittedConversations(conversations, permits)
        self.outputs = outputs
        self.settings = SettingsOfPlugin(pools, loaded)
        self.secrets = EnvironmentSecrets()
        self.http = PermittedHttp(http, permits)
        self.objects = objects
        self.clock = clock
        self.log = structlog.get_logger().bind(plugin=loaded.id, plugin_version=loaded.version)
