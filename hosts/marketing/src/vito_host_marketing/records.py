"""Posts and comments as structs."""

import datetime as dt
from uuid import UUID

import msgspec

from vito_contracts.ids import ContactId, InteractionId


class Post(msgspec.Struct, frozen=True, kw_only=True):
    """`post_id`: the platform's own name for it. `text`: of a post published from here."""

    id: UUID
    platform: str
    post_id: str
    type: str | None
    text: str | None
    at: dt.datetime
    comments: int
    replies: int


class Reply(msgspec.Struct, frozen=True, kw_only=True):
    id: UUID
    text: str
    at: dt.datetime


class Comment(msgspec.Struct, frozen=True, kw_only=True):
    """`reply`: the twin's, None where it has not answered."""

    interaction: InteractionId
    post: UUID
    platform: str
    post_id: str
    contact: ContactId
    text: str
    language: str
    at: dt.datetime
    reply: Reply | None
