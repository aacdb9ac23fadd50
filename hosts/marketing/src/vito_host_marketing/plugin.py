"""The marketing host: what it registers."""

from collections.abc import Iterable
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from vito_contracts.capabilities import Host
from vito_contracts.contexts import ContentType
from vito_contracts.conversation import Interaction
from vito_contracts.events import EventType, InteractionRecorded, PlatformEvent
from vito_contracts.hooks import CapabilityOffer, DataSubjects, Routes, Subscription, Tables, hookimpl
from vito_contracts.ids import ContactId, derived_id
from vito_contracts.modules import Module
from vito_contracts.outputs import Content
from vito_contracts.scope import TenantScope
from vito_contracts.services import Services
from vito_host_marketing.host import EVENT_TYPES, SocialAccount
from vito_host_marketing.tables import SCHEMA, comments, metadata, publications


class MarketingHost:
    """Records each comment a twin answered and publishes the reply below it."""

    def __init__(self, services: Services, settings: None) -> None:
        self._services = services
        self._account = SocialAccount(services)

    @hookimpl
    def capabilities(self) -> Iterable[CapabilityOffer]:
        yield CapabilityOffer(Host, self._account, key=Module.MARKETING)

    @hookimpl
    def subscriptions(self) -> Iterable[Subscription]:
        yield Subscription(("interaction.recorded",), self.on_interaction)

    @hookimpl
    def event_types(self) -> Iterable[EventType]:
        yield from EVENT_TYPES

    @hookimpl
    def tables(self) -> Iterable[Tables]:
        yield Tables(SCHEMA, metadata)

    @hookimpl
    def routes(self) -> Iterable[Routes]:
        from vito_host_marketing.routes import handlers

        yield Routes(handlers(self._services))

    @hookimpl
    def data_subjects(self) -> Iterable[DataSubjects]:
        yield DataSubjects(self._export, self._erase)

    async def on_interaction(self, scope: TenantScope, event: PlatformEvent) -> None:
        """Repeatable: the comment is keyed by the interaction, the outputs by ids derived from it."""
        recorded = event.read(InteractionRecorded)
        interaction = await self._services.conversations.interaction(scope, recorded.interaction)
        await self._record(scope, interaction)
        binding = await self._services.bindings.of_id(scope, interaction.binding)
        await self._services.outputs.send(binding, interaction)
        await self._services.outputs.send(
            binding,
            Content(
                id=derived_id(scope.tenant, "published-reply", interaction.id),
                binding=interaction.binding,
                type=ContentType.POSTS,
                platform=interaction.platform,
                text=interaction.reply,
                in_reply_to=interaction.id,
                post_id=interaction.post_id,
            ),
        )

    async def _record(self, scope: TenantScope, interaction: Interaction) -> None:
        async with self._services.db.transaction(scope) as tx:
            await tx.execute(
                insert(comments)
                .values(
                    id=interaction.id,
                    platform=interaction.platform,
                    post_id=interaction.post_id,
                    contact=interaction.contact,
                    text=interaction.text,
                    at=interaction.at,
                )
                .on_conflict_do_nothing()
            )

    async def _export(self, scope: TenantScope, contact: ContactId) -> dict[str, Any]:
        columns = (comments.c.platform, comments.c.post_id, comments.c.text, comments.c.at)
        async with self._services.db.transaction(scope) as tx:
            rows = await tx.execute(sa.select(*columns).where(comments.c.contact == contact).order_by(comments.c.at))
        return {"comments": [msgspec.to_builtins(dict(row._mapping)) for row in rows]}

    async def _erase(self, scope: TenantScope, contact: ContactId) -> int:
        """Texts of the comments and of the replies below them; ids and counts stay."""
        own = sa.select(comments.c.id).where(comments.c.contact == contact)
        async with self._services.db.transaction(scope) as tx:
            replies = await tx.execute(
                publications.update()
                .where(publications.c.in_reply_to.in_(own))
                .values(text="")
                .returning(publications.c.id)
            )
            erased = await tx.execute(
                comments.update().where(comments.c.contact == contact).values(text="").returning(comments.c.id)
            )
        return len(replies) + len(erased)
