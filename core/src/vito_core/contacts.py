"""Contacts and what they wrote; implements the reading half of `vito_contracts.services.Conversations`."""

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import msgspec

from vito_contracts.conversation import Citation, ConversationContext, Interaction, Message, Speaker
from vito_contracts.errors import NotFound
from vito_contracts.ids import (
    BindingId,
    ContactId,
    ConversationId,
    DeploymentId,
    EnquiryId,
    InteractionId,
    MessageId,
    TenantId,
    derived_id,
)
from vito_contracts.outputs import Enquiry
from vito_contracts.scope import TenantScope
from vito_contracts.twin import Contact
from vito_core.db.pool import Connection, Pools

MESSAGES_PER_PAGE = 50
# Whether it is archived; a new one is not seen by its own statement, and is not.
_ENSURE = (
    "with made as (insert into core.conversations (tenant_id, id, binding, contact, context, deployment)"
    " values ($1, $2, $3, $4, $5, $6) on conflict do nothing)"
    " select archived_at is not null from core.conversations where tenant_id = $1 and id = $2"
)


class ContactRow(msgspec.Struct, frozen=True, kw_only=True):
    """A contact as the API lists it. `erased_at` set: nothing but its id is left."""

    id: ContactId
    platform: str
    author: str
    created_at: dt.datetime
    erased_at: dt.datetime | None


class ContactStore:
    """To whoever reads, an erased contact and what it wrote are not there."""

    def __init__(self, pools: Pools) -> None:
        self._pools = pools

    async def messages(
        self, scope: TenantScope, conversation: ConversationId, limit: int = 50, *, before: UUID | None = None
    ) -> Sequence[Message]:
        """The latest, or the latest before a message of the conversation; oldest first."""
        async with self._pools.within(scope.tenant) as connection:
            return await latest_messages(connection, conversation, min(limit, MESSAGES_PER_PAGE), before)

    async def page(
        self, scope: TenantScope, *, author: str | None, platform: str | None, after: UUID | None, limit: int
    ) -> list[ContactRow]:
        """In the order of ids, which are random; `after`: the last contact of the page before."""
        async with self._pools.within(scope.tenant) as connection:
            rows = await connection.fetch(
                "select id, platform, handle as author, created_at, erased_at from core.contacts"
                " where ($1::text is null or handle = $1) and ($2::text is null or platform = $2)"
                " and ($3::uuid is null or id > $3) order by id limit $4",
                author,
                platform,
                after,
                limit,
            )
        return [ContactRow(**row) for row in rows]

    async def is_erased(self, scope: TenantScope, contact: ContactId) -> bool:
        async with self._pools.within(scope.tenant) as connection:
            return bool(
                await connection.fetchval(
                    "select true from core.contacts where id = $1 and erased_at is not null", contact
                )
            )

    async def has_conversation(self, scope: TenantScope, conversation: ConversationId) -> bool:
        async with self._pools.within(scope.tenant) as connection:
            return bool(await connection.fetchval("select true from core.conversations where id = $1", conversation))

    async def interaction(self, scope: TenantScope, interaction: InteractionId) -> Interaction:
        async with self._pools.within(scope.tenant) as connection:
            row = await connection.fetchrow(
                "select i.*, m.text, r.text as reply_text from core.interactions i"
                " join core.messages m on m.conversation = i.conversation and m.id = i.message"
                " join core.messages r on r.conversation = i.conversation and r.id = i.reply"
                " join core.contacts c on c.id = i.contact and c.erased_at is null where i.id = $1",
                interaction,
            )
        if row is None:
            raise NotFound(f"no interaction {interaction}")
        return Interaction(
            id=InteractionId(row["id"]),
            binding=BindingId(row["binding"]),
            contact=ContactId(row["contact"]),
            conversation=ConversationId(row["conversation"]),
            platform=row["platform"],
            post_id=row["post_id"],
            language=row["language"],
            text=row["text"],
            reply=row["reply_text"],
            at=row["at"],
        )

    async def contact(self, scope: TenantScope, contact: ContactId) -> Contact:
        async with self._pools.within(scope.tenant) as connection:
            row = await connection.fetchrow("select * from core.contacts where id = $1 and erased_at is null", contact)
        if row is None:
            raise NotFound(f"no contact {contact}")
        return Contact(
            id=ContactId(row["id"]), platform=row["platform"], handle=row["handle"], language=row["language"]
        )

    async def enquiry(self, scope: TenantScope, enquiry: EnquiryId) -> Enquiry:
        async with self._pools.within(scope.tenant) as connection:
            row = await connection.fetchrow(
                "select e.* from core.enquiries e join core.contacts c on c.id = e.contact and c.erased_at is null"
                " where e.id = $1",
                enquiry,
            )
        if row is None:
            raise NotFound(f"no enquiry {enquiry}")
        return Enquiry(
            id=EnquiryId(row["id"]),
            contact=ContactId(row["contact"]),
            conversation=ConversationId(row["conversation"]),
            text=row["text"],
            language=row["language"],
            at=row["at"],
        )

    async def reply_text(self, scope: TenantScope, reply: UUID) -> str:
        async with self._pools.within(scope.tenant) as connection:
            text = await connection.fetchval(
                "select r.text from core.replies r join core.contacts c on c.id = r.contact and c.erased_at is null"
                " where r.id = $1",
                reply,
            )
        if text is None:
            raise NotFound(f"no reply {reply}")
        return str(text)

    async def replies(self, scope: TenantScope, contact: ContactId) -> Sequence[str]:
        async with self._pools.within(scope.tenant) as connection:
            rows = await connection.fetch(
                "select r.text from core.replies r join core.contacts c on c.id = r.contact and c.erased_at is null"
                " where r.contact = $1 order by r.at, r.id",
                contact,
            )
        return [row["text"] for row in rows]


async def ensure_contact(
    connection: Connection, tenant: TenantId, platform: str, handle: str, language: str
) -> ContactId:
    """The same author on the same platform is one contact. The id is random: a pseudonym must not be derivable."""
    row = await connection.fetchval(
        "insert into core.contacts (tenant_id, id, platform, handle, language)"
        " values ($1, gen_random_uuid(), $2, $3, $4)"
        " on conflict (tenant_id, platform, handle) do update set language ="
        " case when core.contacts.language = '' then excluded.language else core.contacts.language end returning id",
        tenant,
        platform,
        handle,
        language,
    )
    return ContactId(row)


async def find_contact(connection: Connection, platform: str | None, handle: str) -> ContactId:
    """Raises `NotFound`; without a platform the handle must be unique among the tenant's contacts."""
    rows = await connection.fetch(
        "select id from core.contacts where handle = $1 and ($2::text is null or platform = $2) order by created_at",
        handle,
        platform,
    )
    if not rows:
        raise NotFound("no contact with that author name; it must have written a comment or message first")
    return ContactId(rows[0]["id"])


def conversation_id(tenant: TenantId, binding: BindingId, contact: ContactId) -> ConversationId:
    """One conversation for each binding and contact, unless the caller opens another."""
    return ConversationId(derived_id(tenant, "conversation", binding, contact))


def _next_of(tenant: TenantId, conversation: ConversationId) -> ConversationId:
    return ConversationId(derived_id(tenant, "conversation after", conversation))


async def going_on(connection: Connection, tenant: TenantId, conversation: ConversationId) -> ConversationId:
    """As `ensure_conversation`, for reading: makes nothing, so that it may not be there yet."""
    archived = "select archived_at is not null from core.conversations where tenant_id = $1 and id = $2"
    while await connection.fetchval(archived, tenant, conversation):
        conversation = _next_of(tenant, conversation)
    return conversation


async def ensure_conversation(
    connection: Connection,
    tenant: TenantId,
    conversation: ConversationId,
    binding: BindingId,
    contact: ContactId,
    context: ConversationContext,
    deployment: DeploymentId | None = None,
) -> ConversationId:
    """The conversation itself; where it was archived, and so can only be read, the one that goes on from it."""
    encoded = msgspec.json.encode(context).decode()
    while await connection.fetchval(_ENSURE, tenant, conversation, binding, contact, encoded, deployment):
        conversation = _next_of(tenant, conversation)
    return conversation


async def latest_messages(
    connection: Connection, conversation: ConversationId, limit: int, before: UUID | None = None
) -> tuple[Message, ...]:
    older = " and (at, id) < (select at, id from core.messages where conversation = $1 and id = $3)"
    rows = await connection.fetch(
        f"select * from core.messages where conversation = $1{older if before is not None else ''}"
        " order by at desc, id desc limit $2",
        conversation,
        limit,
        *([before] if before is not None else []),
    )
    return tuple(message_of(row) for row in reversed(rows))


def message_of(row: Any) -> Message:
    return Message(
        id=MessageId(row["id"]),
        conversation=ConversationId(row["conversation"]),
        speaker=Speaker(row["speaker"]),
        text=row["text"],
        at=row["at"],
        citations=msgspec.json.decode(row["citations"], type=tuple[Citation, ...]),
        known=row["known"],
    )
