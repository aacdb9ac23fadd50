"""What requests and responses look like where no contract struct says it already."""

import datetime as dt
from typing import Annotated
from uuid import UUID

import msgspec

from vito_contracts.conversation import Citation, ConversationContext

Name = Annotated[str, msgspec.Meta(min_length=1, max_length=200, pattern=r"\S", description="Not blanks alone")]
Text = Annotated[str, msgspec.Meta(min_length=1, max_length=10_000)]
Moment = Annotated[dt.datetime, msgspec.Meta(tz=True)]
ExternalId = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]


EARLIEST, LATEST = dt.datetime(1, 1, 2, tzinfo=dt.UTC), dt.datetime(9999, 12, 31, tzinfo=dt.UTC)
"""The first and the last instant of all are PostgreSQL's infinities to asyncpg, and come back without a zone; a day is
left for whoever adds to a time."""


_TAKEN = " to ".join(each.isoformat().replace("+00:00", "Z") for each in (EARLIEST, LATEST))


class Body(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """Base of request bodies: a mistyped key is an error, not a silent default."""

    def __post_init__(self) -> None:
        for name in self.__struct_fields__:
            value = getattr(self, name)
            if isinstance(value, dt.datetime) and not EARLIEST <= value <= LATEST:
                raise ValueError(f"{name}: a time from {_TAKEN} is taken")


class DocumentBody(Body, frozen=True, kw_only=True):
    path: Annotated[str, msgspec.Meta(min_length=1, max_length=500)]
    text: Annotated[str, msgspec.Meta(max_length=5_000_000)]


class IngestBody(Body, frozen=True, kw_only=True):
    """Either `documents`, or a `folder` of the server: the tenant's own in one of its ingest roots, or one below."""

    corpus: Name
    documents: tuple[DocumentBody, ...] = ()
    folder: str | None = None


class ConversationCreate(Body, frozen=True, kw_only=True):
    """`deployment`: one that serves now; the conversation is with its binding, and ends with it. Or a `binding`."""

    binding: UUID | None = None
    deployment: UUID | None = None
    platform: Name = "API"
    author: Name
    context: ConversationContext = ConversationContext()


class ConversationShape(msgspec.Struct, kw_only=True):
    id: UUID
    contact: UUID


class MessageBody(Body, frozen=True, kw_only=True):
    text: Text


class ReplyShape(msgspec.Struct, kw_only=True):
    """`known` false: the twin said that its knowledge holds no answer. `repeated`: made by an earlier request."""

    id: UUID
    text: str
    citations: tuple[Citation, ...]
    known: bool
    repeated: bool = False


class InteractionBody(Body, frozen=True, kw_only=True):
    """A comment below a post; `id` is the platform's own and makes the request idempotent."""

    binding: UUID
    id: ExternalId
    platform: Name
    post_id: Annotated[str, msgspec.Meta(max_length=200)] = ""
    author: Name
    text: Text
    lang: Annotated[str, msgspec.Meta(max_length=35)] = ""


class InteractionShape(msgspec.Struct, kw_only=True):
    id: UUID
    contact: UUID
    reply: ReplyShape


class InboundBody(Body, frozen=True, kw_only=True):
    """What a known contact wrote: `id` is the caller's own and makes the request idempotent."""

    id: ExternalId
    author: Name
    platform: Name | None = None
    text: Text


class EnquiryBody(InboundBody, frozen=True, kw_only=True):
    lang: Annotated[str, msgspec.Meta(max_length=35)] = ""


class Accepted(msgspec.Struct, kw_only=True):
    contact: UUID
    id: UUID | None = None
