"""HTTP: posts with their counts, comments with their replies; read only."""

import datetime as dt
from typing import Annotated, Any
from uuid import UUID

import msgspec
import sqlalchemy as sa
from litestar import get
from litestar.params import Parameter

from vito_contracts.scope import TenantScope
from vito_contracts.services import Services
from vito_host_marketing.tables import comments, publications

PageLimit = Annotated[int, Parameter(ge=1, le=50, description="At most 50")]


class PostView(msgspec.Struct, kw_only=True):
    platform: str
    post_id: str
    comments: int
    replies: int


class CommentView(msgspec.Struct, kw_only=True):
    """`reply` None: not published yet."""

    id: UUID
    platform: str
    post_id: str
    contact: UUID
    text: str
    at: dt.datetime
    reply: str | None


class Posts(msgspec.Struct, kw_only=True):
    items: list[PostView]


class Comments(msgspec.Struct, kw_only=True):
    """`next`: give it as `after` to go on; None on the last page."""

    items: list[CommentView]
    next: UUID | None = None


def handlers(services: Services) -> tuple[Any, ...]:
    """The route handlers, bound to the plugin's services."""

    @get("/posts", summary="Posts with the number of comments and replies, busiest first")
    async def posts(within: TenantScope, limit: PageLimit = 50) -> Posts:
        query = (
            sa.select(
                comments.c.platform,
                comments.c.post_id,
                sa.func.count().label("comments"),
                sa.func.count(publications.c.id).label("replies"),
            )
            .select_from(comments.outerjoin(publications, publications.c.in_reply_to == comments.c.id))
            .group_by(comments.c.platform, comments.c.post_id)
            .order_by(sa.func.count().desc(), comments.c.post_id)
            .limit(limit)
        )
        async with services.db.transaction(within) as tx:
            rows = await tx.execute(query)
        return Posts(items=[msgspec.convert(row._mapping, PostView) for row in rows])

    @get("/comments", summary="Comments, each with the reply below it")
    async def list_comments(
        within: TenantScope, post: str | None = None, after: UUID | None = None, limit: PageLimit = 50
    ) -> Comments:
        query = (
            sa.select(
                comments.c.id,
                comments.c.platform,
                comments.c.post_id,
                comments.c.contact,
                comments.c.text,
                comments.c.at,
                publications.c.text.label("reply"),
            )
            .select_from(comments.outerjoin(publications, publications.c.in_reply_to == comments.c.id))
            .order_by(comments.c.id)
            .limit(limit)
        )
        if post is not None:
            query = query.where(comments.c.post_id == post)
        if after is not None:
            query = query.where(comments.c.id > after)
        async with services.db.transaction(within) as tx:
            rows = await tx.execute(query)
        items = [msgspec.convert(row._mapping, CommentView) for row in rows]
        return Comments(items=items, next=items[-1].id if len(items) == limit else None)

    return (posts, list_comments)
