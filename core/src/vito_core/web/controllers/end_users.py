"""End users of portal and widget: a token for one contact, and the one conversation that it opens."""

from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Request, Response, Router, get, post
from litestar.exceptions import NotAuthorizedException
from litestar.openapi import ResponseSpec
from litestar.params import FromPath, FromQuery, JSONBody

from vito_contracts.ids import ConversationId
from vito_core.engine import Engine
from vito_core.identity.end_users import MOST_SECONDS, TOKEN_SECONDS, EndUser, Issued, TokenRefused
from vito_core.web.controllers.conversations import IdempotencyKey, MessagePage, answered, back_in_time, turn_of
from vito_core.web.depends import TheEngine, Within
from vito_core.web.paging import PageLimit
from vito_core.web.shapes import Body, MessageBody, Name, ReplyShape


class TokenBody(Body, frozen=True, kw_only=True):
    """`author`: whom your system knows the end user as; the same one on the same platform is the same contact."""

    author: Name
    platform: Name = "WEB"
    ttl_seconds: Annotated[int, msgspec.Meta(ge=1, le=MOST_SECONDS)] = TOKEN_SECONDS


@post(
    "/v1/deployments/{deployment:uuid}/tokens",
    needs="conversations:write",
    also="conversations:read",
    tags=["end-users"],
    summary="A short-lived token for one end user of a deployment",
)
async def issue_token(
    engine: TheEngine, within: Within, deployment: FromPath[UUID], data: JSONBody[TokenBody]
) -> Issued:
    return await engine.identity.end_users.issue(
        within, deployment, platform=data.platform, author=data.author, seconds=data.ttl_seconds
    )


@post(
    "/messages",
    status_code=200,
    problems=(502,),
    responses={200: ResponseSpec(ReplyShape, description="The reply")},
    summary="Say something; the reply comes as JSON, or as a stream with Accept: text/event-stream",
)
async def say_as_end_user(
    engine: TheEngine,
    request: Request[Any, Any, Any],
    data: JSONBody[MessageBody],
    idempotency_key: IdempotencyKey = None,
) -> Response[Any]:
    user: EndUser = request.user
    turn = turn_of(request.auth, await _conversation(engine, user), data.text, idempotency_key)
    return await answered(engine, request, msgspec.structs.replace(turn, payer=user.payer))


@get("/messages", summary="The latest messages of your conversation, oldest first; `after` goes back in time")
async def list_own_messages(
    engine: TheEngine,
    request: Request[Any, Any, Any],
    after: FromQuery[UUID | None] = None,
    limit: PageLimit = 50,
) -> MessagePage:
    try:
        found = await engine.identity.end_users.messages(request.user, limit, before=after)
    except TokenRefused as error:
        raise _dead(engine, error) from error
    return back_in_time(found, limit)


async def _conversation(engine: Engine, user: EndUser) -> ConversationId:
    try:
        return await engine.identity.end_users.conversation(user)
    except TokenRefused as error:
        raise _dead(engine, error) from error


def _dead(engine: Engine, error: TokenRefused) -> NotAuthorizedException:
    engine.identity.refuse(error.dead())
    return NotAuthorizedException("this token opens nothing any more; ask for a new one")


router = Router(
    "/v1/end-user",
    route_handlers=[say_as_end_user, list_own_messages],
    opt={"resource": "end-user"},
    tags=["end-users"],
)
