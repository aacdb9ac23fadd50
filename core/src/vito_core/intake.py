"""What comes in from outside besides chat messages: comments, replies to outreach, enquiries."""

from typing import Any
from uuid import UUID

import msgspec

from vito_contracts.conversation import Citation, ConversationContext
from vito_contracts.errors import CapabilityUnavailable, Conflict, InvalidInput
from vito_contracts.events import EnquiryReceived, NewEvent, ReplyReceived
from vito_contracts.ids import (
    BindingId,
    ContactId,
    ConversationId,
    DeploymentId,
    EnquiryId,
    EventId,
    InteractionId,
    derived_id,
    new_id,
)
from vito_contracts.modules import Module
from vito_contracts.scope import TenantScope
from vito_core.contacts import conversation_id, ensure_contact, ensure_conversation, find_contact
from vito_core.db.pool import Pools
from vito_core.deployments import context_of, serving
from vito_core.events.log import append
from vito_core.events.types import EventTypes
from vito_core.turn_model import TEXT_LIMIT, InteractionOrigin, TurnReply, TurnRequest
from vito_core.turns import Turns
from vito_core.twins import BindingStore, bound_by_id

_ERASED_TURN = (
    "select true from core.turns t join core.contacts c on c.id = t.contact"
    " where t.key = $1 and c.erased_at is not null"
)


class Comment(msgspec.Struct, frozen=True, kw_only=True):
    """A comment below a post. `id` is the platform's own: the same one is the same comment."""

    id: str
    platform: str
    post_id: str
    author: str
    text: str
    lang: str = ""


class InteractionRow(msgspec.Struct, frozen=True, kw_only=True):
    """An answered comment as the API lists it."""

    id: InteractionId
    comment_id: str
    platform: str
    post_id: str
    contact: ContactId
    author: str
    text: str
    reply: str
    citations: tuple[Citation, ...]
    known: bool
    at: Any
    replied_at: Any


class Intake:
    def __init__(self, pools: Pools, turns: Turns, bindings: BindingStore, types: EventTypes) -> None:
        self._pools = pools
        self._turns = turns
        self._bindings = bindings
        self._types = types

    async def comment(
        self, scope: TenantScope, binding: BindingId, comment: Comment
    ) -> tuple[InteractionId, ContactId, TurnReply]:
        """Answers a comment with one turn. Raises what `Turns.run` raises, and `Conflict` for an erased comment."""
        interaction = InteractionId(derived_id(scope.tenant, "interaction", comment.platform, comment.id))
        context = ConversationContext(channel=comment.platform, thread=comment.post_id)
        async with self._pools.within(scope.tenant) as connection:
            await bound_by_id(connection, scope, binding)
            # A platform that tells of an old comment once more must not bring its author back.
            if await connection.fetchval(_ERASED_TURN, interaction):
                raise Conflict("this comment was erased with its author; it is not taken again")
            contact = await ensure_contact(connection, scope.tenant, comment.platform, comment.author, comment.lang)
            conversation = conversation_id(scope.tenant, binding, contact)
            conversation = await ensure_conversation(connection, scope.tenant, conversation, binding, contact, context)
        origin = InteractionOrigin(
            id=interaction,
            external_id=comment.id,
            platform=comment.platform,
            post_id=comment.post_id,
            language=comment.lang,
        )
        reply = await self._turns.run(
            scope,
            TurnRequest(
                conversation=conversation,
                context=context,
                text=comment.text,
                key=interaction,
                language=comment.lang,
                interaction=origin,
            ),
        )
        return interaction, contact, reply

    async def open_conversation(
        self,
        scope: TenantScope,
        binding: BindingId | None,
        platform: str,
        handle: str,
        context: ConversationContext,
        deployment: DeploymentId | None = None,
    ) -> tuple[ConversationId, ContactId]:
        """With a binding, or with a deployment that serves now and its binding. Raises `InvalidInput`, `NotFound`,
        `GrantMissing`, `NotServing`."""
        conversation = ConversationId(new_id())
        async with self._pools.within(scope.tenant) as connection:
            if deployment is not None:
                binding = _same_binding(await serving(connection, deployment), binding)
                context = await context_of(connection, deployment, context)
            if binding is None:
                raise InvalidInput("name a 'binding', or a 'deployment', which has one")
            bound = await bound_by_id(connection, scope, binding)
            contact = await ensure_contact(connection, scope.tenant, platform, handle, "")
            await ensure_conversation(
                connection, scope.tenant, conversation, bound.scope.binding, contact, context, deployment
            )
        return conversation, contact

    async def reply(self, scope: TenantScope, *, key: str, platform: str | None, author: str, text: str) -> ContactId:
        """A contact's answer to outreach. Raises `NotFound`, `InvalidInput`, or `Conflict` for a re-used id."""
        _check_text(text)
        async with self._pools.within(scope.tenant) as connection:
            contact = await find_contact(connection, platform, author)
            reply = derived_id(scope.tenant, "reply", contact, key)
            stored = await connection.fetchval(
                "insert into core.replies (tenant_id, id, contact, text) values ($1, $2, $3, $4)"
                " on conflict (tenant_id, id) do update set id = excluded.id returning text",
                scope.tenant,
                reply,
                contact,
                text,
            )
            _same(stored, text)
            event = NewEvent(
                type="reply.received",
                subject=contact,
                payload=ReplyReceived(reply=reply, contact=contact),
                id=EventId(derived_id(scope.tenant, "reply.received", reply)),
            )
            await append(connection, scope.tenant, "core", self._types, [event])
        return contact

    async def enquiry(
        self, scope: TenantScope, *, key: str, platform: str | None, author: str, text: str, lang: str = ""
    ) -> tuple[EnquiryId, ContactId]:
        """A contact's question to the support twin; answered by a subscriber. Raises as `reply` does."""
        _check_text(text)
        binding = await self._bindings.of_module(scope, Module.CUSTOMER_SUPPORT)
        if binding is None:
            raise CapabilityUnavailable("enquiry-resolution", "the tenant has no CUSTOMER_SUPPORT binding")
        async with self._pools.within(scope.tenant) as connection:
            contact = await find_contact(connection, platform, author)
            enquiry = EnquiryId(derived_id(scope.tenant, "enquiry", contact, key))
            conversation = conversation_id(scope.tenant, binding.binding, contact)
            stored = await connection.fetchval(
                "insert into core.enquiries (tenant_id, id, contact, binding, conversation, language, text)"
                " values ($1, $2, $3, $4, $5, $6, $7)"
                " on conflict (tenant_id, id) do update set id = excluded.id returning text",
                scope.tenant,
                enquiry,
                contact,
                binding.binding,
                conversation,
                lang,
                text,
            )
            _same(stored, text)
            event = NewEvent(
                type="enquiry.received",
                subject=contact,
                payload=EnquiryReceived(enquiry=enquiry, contact=contact),
                id=EventId(derived_id(scope.tenant, "enquiry.received", enquiry)),
            )
            await append(connection, scope.tenant, "core", self._types, [event])
        return enquiry, contact

    async def interactions(self, scope: TenantScope, after: UUID | None, limit: int) -> list[InteractionRow]:
        async with self._pools.within(scope.tenant) as connection:
            rows = await connection.fetch(
                "select i.*, c.handle, m.text, r.text as reply_text, r.citations, r.known, r.at as replied_at"
                " from core.interactions i join core.contacts c on c.id = i.contact"
                " join core.messages m on m.conversation = i.conversation and m.id = i.message"
                " join core.messages r on r.conversation = i.conversation and r.id = i.reply"
                " where $1::uuid is null or i.id > $1 order by i.id limit $2",
                after,
                limit,
            )
        return [
            InteractionRow(
                id=InteractionId(row["id"]),
                comment_id=row["external_id"],
                platform=row["platform"],
                post_id=row["post_id"],
                contact=ContactId(row["contact"]),
                author=row["handle"],
                text=row["text"],
                reply=row["reply_text"],
                citations=msgspec.json.decode(row["citations"], type=tuple[Citation, ...]),
                known=row["known"],
                at=row["at"],
                replied_at=row["replied_at"],
            )
            for row in rows
        ]


def _same_binding(deployed: BindingId, named: BindingId | None) -> BindingId:
    if named not in (None, deployed):
        raise InvalidInput(f"the deployment's binding is {deployed}, not {named}; leave 'binding' out")
    return deployed


def _check_text(text: str) -> None:
    if not text.strip():
        raise InvalidInput("the text is empty")
    if len(text) > TEXT_LIMIT:
        raise InvalidInput(f"the text has {len(text)} characters; at most {TEXT_LIMIT} are taken")


def _same(stored: str, given: str) -> None:
    if stored != given:
        raise Conflict("this id was used for another text; use a new id for a new text")
