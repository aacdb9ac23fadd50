"""The marketing host: what it contributes to the engine."""

from collections.abc import Iterable
from typing import Any

from vito_contracts.capabilities import Host
from vito_contracts.contexts import ContentType
from vito_contracts.conversation import Interaction
from vito_contracts.errors import CapabilityUnavailable, GrantMissing, NotFound
from vito_contracts.events import EventType, InteractionRecorded, PlatformEvent
from vito_contracts.hooks import CapabilityOffer, DataSubjects, Routes, Subscription, Tables, hookimpl
from vito_contracts.ids import ContactId, derived_id
from vito_contracts.modules import Module
from vito_contracts.outputs import Content
from vito_contracts.scope import TenantScope
from vito_contracts.services import Services
from vito_host_marketing.events import EVENT_TYPES
from vito_host_marketing.host import MarketingHost
from vito_host_marketing.settings import Settings
from vito_host_marketing.store import Store
from vito_host_marketing.tables import SCHEMA, metadata


class MarketingPlugin:
    """Keeps comments and publishes the twin's replies below them."""

    def __init__(self, services: Services, settings: Settings) -> None:
        self._services = services
        self._settings = settings
        self._store = Store(services.db)
        self._host = MarketingHost(services, self._store)

    @hookimpl
    def capabilities(self) -> Iterable[CapabilityOffer]:
        yield CapabilityOffer(Host, self._host, key=Module.MARKETING)

    @hookimpl
    def subscriptions(self) -> Iterable[Subscription]:
        yield Subscription(("interaction.recorded",), self.on_interaction, while_disabled="replay")

    @hookimpl
    def event_types(self) -> Iterable[EventType]:
        yield from EVENT_TYPES

    @hookimpl
    def tables(self) -> Iterable[Tables]:
        yield Tables(SCHEMA, metadata)

    @hookimpl
    def routes(self) -> Iterable[Routes]:
        from vito_host_marketing.routes import handlers

        yield Routes(handlers(self._store))

    @hookimpl
    def data_subjects(self) -> Iterable[DataSubjects]:
        yield DataSubjects(self.export, self.erase)

    async def on_interaction(self, scope: TenantScope, event: PlatformEvent) -> None:
        """Keeps the comment and publishes the twin's reply below it."""
        told: InteractionRecorded = event.read(InteractionRecorded)
        try:
            interaction = await self._services.conversations.interaction(scope, told.interaction)
        except NotFound:  # erased since
            return
        await self._store.record(scope, interaction)
        await self._report(scope, interaction)
        settings = await self._services.settings.of(scope, Settings)
        if settings.publish_replies and interaction.reply.strip():
            await self._publish(scope, interaction)

    async def _report(self, scope: TenantScope, interaction: Interaction) -> None:
        """Sends the interaction on to the module its binding names (Analytics, unless the context says otherwise)."""
        try:
            binding = await self._services.bindings.of_id(scope, interaction.binding)
            await self._services.outputs.send(binding, interaction)
        except (CapabilityUnavailable, GrantMissing, NotFound) as error:
            self._services.log.warning("interaction.not_reported", reason=type(error).__name__)

    async def _publish(self, scope: TenantScope, interaction: Interaction) -> None:
        try:
            binding = await self._services.bindings.of_id(scope, interaction.binding)
        except (GrantMissing, NotFound) as error:
            # The twin may not speak for the tenant any more: what it said before stays unpublished.
            self._services.log.warning("reply.not_published", reason=type(error).__name__, binding=interaction.binding)
            return
        content = Content(
            id=derived_id(scope.tenant, "reply", interaction.id),
            binding=interaction.binding,
            type=ContentType.POSTS,
            platform=interaction.platform,
            text=interaction.reply,
            in_reply_to=interaction.id,
            post_id=interaction.post_id,
        )
        await self._host.accept(binding, content)

    async def export(self, scope: TenantScope, contact: ContactId) -> dict[str, Any]:
        return {"comments": await self._store.of_contact(scope, contact)}

    async def erase(self, scope: TenantScope, contact: ContactId) -> int:
        return await self._store.erase(scope, contact)
