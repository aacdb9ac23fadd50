"""HTTP: posts and comments of the caller's tenant, below `/v1/x/marketing-host/`."""

from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromQuery, QueryParameter

from vito_contracts.scope import TenantScope
from vito_host_marketing.records import Comment, Post
from vito_host_marketing.store import Store

Within = NamedDependency[TenantScope]
After = FromQuery[UUID | None]
Limit = Annotated[int, QueryParameter(ge=1, le=50, description="at most so many items")]


class PostPage(msgspec.Struct, frozen=True, kw_only=True):
    """`next`: hand it back as `after` for the next page; None at the end."""

    items: list[Post]
    next: UUID | None


class CommentPage(msgspec.Struct, frozen=True, kw_only=True):
    items: list[Comment]
    next: UUID | None


def handlers(store: Store) -> tuple[Any, ...]:
    @get("/posts", summary="Posts with their counts")
    async def posts(within: Within, after: After = None, limit: Limit = 50) -> PostPage:
        found = await store.posts(within, after, limit)
        return PostPage(items=found, next=found[-1].id if len(found) == limit else None)

    @get("/comments", summary="Comments with the replies to them; of one post if `post` is given")
    async def comments(
        within: Within, post: FromQuery[UUID | None] = None, after: After = None, limit: Limit = 50
    ) -> CommentPage:
        found = await store.comments(within, post, after, limit)
        return CommentPage(items=found, next=found[-1].interaction if len(found) == limit else None)

    return posts, comments
