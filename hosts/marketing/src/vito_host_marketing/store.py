"""The marketing host's SQL, and nothing else. Every method is one transaction within the caller's tenant."""

import datetime as dt
from typing import Any
from uuid import UUID

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from vito_contracts.conversation import Interaction
from vito_contracts.errors import InvalidInput
from vito_contracts.events import NewEvent
from vito_contracts.ids import ContactId, EventId, derived_id
from vito_contracts.outputs import Content
from vito_contracts.scope import TenantScope
from vito_contracts.services import Database, Row
from vito_host_marketing.events import CommentAnswered, PostPublished
from vito_host_marketing.records import Comment, Post, Reply
from vito_host_marketing.tables import comments, posts, replies

_SAME_POST = (comments.c.tenant_id == posts.c.tenant_id) & (comments.c.post == posts.c.id)
_SAME_COMMENT = (replies.c.tenant_id == comments.c.tenant_id) & (replies.c.comment == comments.c.id)
_COMMENTS = (
    sa.select(
        comments,
        posts.c.platform,
        posts.c.post_id,
        replies.c.id.label("reply_id"),
        replies.c.text.label("reply_text"),
        replies.c.at.label("reply_at"),
    )
    .select_from(comments.join(posts, _SAME_POST).outerjoin(replies, _SAME_COMMENT))
    .order_by(comments.c.id)
)
_POSTS = (
    sa.select(
        posts,
        sa.func.count(comments.c.id).label("comment_count"),
        sa.func.count(replies.c.id).label("reply_count"),
    )
    .select_from(posts.outerjoin(comments, _SAME_POST).outerjoin(replies, _SAME_COMMENT))
    .group_by(*posts.c)
    .order_by(posts.c.id)
)


def post_key(scope: TenantScope, platform: str, post_id: str) -> UUID:
    """The post's id with us: the same post of a platform is the same row, whoever mentions it first."""
    return derived_id(scope.tenant, "post", platform, post_id)


class Store:
    """Rows of posts, comments and replies."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def record(self, scope: TenantScope, interaction: Interaction) -> None:
        """The comment, and the post it stands below if that is new."""
        post = post_key(scope, interaction.platform, interaction.post_id)
        below = {"id": post, "platform": interaction.platform, "post_id": interaction.post_id, "at": interaction.at}
        said: dict[str, Any] = {"id": interaction.id, "post": post, "contact": interaction.contact}
        said |= {"text": interaction.text, "language": interaction.language, "at": interaction.at}
        async with self._db.transaction(scope) as tx:
            await tx.execute(insert(posts).values(**below).on_conflict_do_nothing())
            await tx.execute(insert(comments).values(**said).on_conflict_do_nothing())

    async def reply(self, scope: TenantScope, content: Content, now: dt.datetime) -> bool:
        """Publishes the reply below its comment; False if it stands there already. Raises `InvalidInput`."""
        async with self._db.transaction(scope) as tx:
            found = await tx.execute(sa.select(comments).where(comments.c.id == content.in_reply_to))
            if not found:
                raise InvalidInput(f"content {content.id} answers a comment that is not known here")
            row = {"id": content.id, "comment": content.in_reply_to, "text": content.text, "at": now}
            written = insert(replies).values(**row).on_conflict_do_nothing().returning(replies.c.id)
            if not await tx.execute(written):
                return False
            comment = found[0]
            told = CommentAnswered(
                interaction=comment.id, contact=comment.contact, post=comment.post, content=content.id
            )
            event = EventId(derived_id(scope.tenant, "comment.answered", comment.id))
            await tx.emit(NewEvent(type="comment.answered", subject=comment.contact, payload=told, id=event))
        return True

    async def publish(self, scope: TenantScope, content: Content, now: dt.datetime) -> bool:
        """A post of our own; False if it was published before. A post without a name of the platform goes by its id."""
        post_id = content.post_id or str(content.id)
        post = post_key(scope, content.platform, post_id)
        row: dict[str, Any] = {"id": post, "platform": content.platform, "post_id": post_id, "at": now}
        row |= {"type": content.type.value, "text": content.text, "content": content.id}
        new = {name: row[name] for name in ("type", "text", "content")}
        async with self._db.transaction(scope) as tx:
            if await tx.execute(sa.select(posts.c.id).where(posts.c.content == content.id)):
                return False
            # A post that was known by its comments gets its text; one that has a text keeps it.
            known = insert(posts).values(**row)
            unwritten = posts.c.content.is_(None)
            written = known.on_conflict_do_update(index_elements=["tenant_id", "id"], set_=new, where=unwritten)
            if not await tx.execute(written.returning(posts.c.id)):
                raise InvalidInput(f"content {content.id}: another post with this platform and post_id was published")
            told = PostPublished(post=post, content=content.id)
            event = EventId(derived_id(scope.tenant, "post.published", content.id))
            await tx.emit(NewEvent(type="post.published", subject=post, payload=told, id=event))
        return True

    async def posts(self, scope: TenantScope, after: UUID | None, limit: int) -> list[Post]:
        """A page in the order of ids, with counts."""
        query = _POSTS.limit(limit)
        async with self._db.transaction(scope) as tx:
            rows = await tx.execute(query.where(posts.c.id > after) if after else query)
        names = ("id", "platform", "post_id", "type", "text", "at")
        return [
            Post(**{name: getattr(row, name) for name in names}, comments=row.comment_count, replies=row.reply_count)
            for row in rows
        ]

    async def comments(self, scope: TenantScope, post: UUID | None, after: UUID | None, limit: int) -> list[Comment]:
        """A page in the order of ids; of one post if given."""
        query = _COMMENTS.limit(limit)
        query = query.where(comments.c.post == post) if post else query
        async with self._db.transaction(scope) as tx:
            rows = await tx.execute(query.where(comments.c.id > after) if after else query)
        return [_comment(row) for row in rows]

    async def counts(self, scope: TenantScope) -> tuple[int, int]:
        """How many comments, how many replies."""
        query = sa.select(
            sa.select(sa.func.count()).select_from(comments).scalar_subquery().label("comments"),
            sa.select(sa.func.count()).select_from(replies).scalar_subquery().label("replies"),
        )
        async with self._db.transaction(scope) as tx:
            [row] = await tx.execute(query)
        return row.comments, row.replies

    async def of_contact(self, scope: TenantScope, contact: ContactId) -> list[dict[str, Any]]:
        """The contact's comments and the replies to them, as plain data."""
        async with self._db.transaction(scope) as tx:
            rows = await tx.execute(_COMMENTS.where(comments.c.contact == contact))
        return [msgspec.to_builtins(_comment(row)) for row in rows]

    async def erase(self, scope: TenantScope, contact: ContactId) -> int:
        """Removes the contact's comments, and with them the replies; how many comments."""
        async with self._db.transaction(scope) as tx:
            gone = sa.delete(comments).where(comments.c.contact == contact).returning(comments.c.id)
            return len(await tx.execute(gone))


def _comment(row: Row) -> Comment:
    reply = Reply(id=row.reply_id, text=row.reply_text, at=row.reply_at) if row.reply_id else None
    names = ("post", "platform", "post_id", "contact", "text", "language", "at")
    return Comment(interaction=row.id, reply=reply, **{name: getattr(row, name) for name in names})
