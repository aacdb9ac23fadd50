"""Conversations: open one, say something, read what was said."""

from collections.abc import AsyncIterator, Sequence
from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Request, Response, Router, get, post
from litestar.openapi import ResponseSpec
from litestar.params import FromPath, FromQuery, HeaderParameter, JSONBody
from litestar.response import ServerSentEvent, ServerSentEventMessage

from vito_contracts.conversation import Message
from vito_contracts.errors import NotFound
from vito_contracts.ids import BindingId, ConversationId, DeploymentId, derived_id, new_id
from vito_contracts.scope import TenantScope
from vito_core.engine import Engine
from vito_core.turn_model import Released, TurnReply, TurnRequest
from vito_core.web.denied import note_denial
from vito_core.web.depends import TheEngine, Within
from vito_core.web.paging import PageLimit
from vito_core.web.problems import problem_of
from vito_core.web.shapes import ConversationCreate, ConversationShape, MessageBody, ReplyShape

IdempotencyKey = Annotated[
    str | None,
    HeaderParameter(
        name="Idempotency-Key", description="The same key is the same message: safe to repeat", max_length=200
    ),
]


@post("/", summary="Open a conversation of a contact with the twin of a binding, or of a deployment that serves now")
async def open_conversation(engine: TheEngine, within: Within, data: JSONBody[ConversationCreate]) -> ConversationShape:
    conversation, contact = await engine.intake.open_conversation(
        within,
        BindingId(data.binding) if data.binding is not None else None,
        data.platform,
        data.author,
        data.context,
        DeploymentId(data.deployment) if data.deployment is not None else None,
    )
    return ConversationShape(id=conversation, contact=contact)


@post(
    "/{conversation:uuid}/messages",
    operation_id="send_message",
    status_code=200,
    problems=(502,),
    responses={200: ResponseSpec(ReplyShape, generate_examples=False, description="The reply")},
    summary="Say something; the reply comes as JSON, or as a stream with Accept: text/event-stream",
)
async def say(
    engine: TheEngine,
    request: Request[Any, Any, Any],
    conversation: FromPath[UUID],
    data: JSONBody[MessageBody],
    idempotency_key: IdempotencyKey = None,
) -> Response[Any]:
    # The busiest handler asks for one dependency only: Litestar resolves two in a task group of their own.
    turn = turn_of(request.auth, ConversationId(conversation), data.text, idempotency_key)
    return await answered(engine, request, turn)


class MessagePage(msgspec.Struct, kw_only=True):
    """Oldest first. `next`: give it as `after` for the page before this one; None on the first there is."""

    items: list[Message]
    next: UUID | None = None


@get("/{conversation:uuid}/messages", summary="The latest messages, oldest first; `after` goes back in time")
async def list_messages(
    engine: TheEngine,
    within: Within,
    conversation: FromPath[UUID],
    after: FromQuery[UUID | None] = None,
    limit: PageLimit = 50,
) -> MessagePage:
    if not await engine.contacts.has_conversation(within, ConversationId(conversation)):
        raise NotFound(f"no conversation {conversation}")
    found = await engine.contacts.messages(within, ConversationId(conversation), limit, before=after)
    return back_in_time(found, limit)


def back_in_time(found: Sequence[Message], limit: int) -> MessagePage:
    """A page that begins with the message before which the following one ends."""
    return MessagePage(items=list(found), next=found[0].id if len(found) == limit else None)


def turn_of(within: TenantScope, conversation: ConversationId, text: str, idempotency_key: str | None) -> TurnRequest:
    """The same key in the same conversation is the same turn, whichever way it came; without one it is a new turn."""
    key = derived_id(within.tenant, "message", conversation, idempotency_key) if idempotency_key else new_id()
    return TurnRequest(conversation=conversation, text=text, key=key)


async def answered(engine: Engine, request: Request[Any, Any, Any], turn: TurnRequest) -> Response[Any]:
    """The reply as its caller asked for it: JSON, or a stream that begins before the reply is whole."""
    within: TenantScope = request.auth
    if "text/event-stream" in request.headers.get("accept", ""):
        steps = engine.turns.stream(within, turn)
        # Until something was said, a refusal can still be a status.
        return ServerSentEvent(_stream_of(engine, within, await anext(steps), steps))
    return Response(reply_shape(await engine.turns.run(within, turn)))


async def _stream_of(
    engine: Engine, within: TenantScope, first: Released, others: AsyncIterator[Released]
) -> AsyncIterator[ServerSentEventMessage]:
    """`reply.delta` with judged text, `reply.retracted` when it is taken back, at last `reply.completed`."""
    try:
        yield _message(*event_of(first))
        async for released in others:
            yield _message(*event_of(released))
    except Exception as error:
        # The answer has begun, so its status is gone: the problem travels as the stream's last event.
        note_denial(engine.identity.denials, within, error)
        yield _message("problem", problem_of(error))


def event_of(released: Released) -> tuple[str, Any]:
    """Name and content of what a stream shows, over SSE and over a WebSocket."""
    if released.reply is not None:
        return "reply.completed", reply_shape(released.reply)
    if released.retracted:
        return "reply.retracted", {}
    return "reply.delta", {"text": released.text}


def _message(event: str, data: Any) -> ServerSentEventMessage:
    return ServerSentEventMessage(event=event, data=msgspec.json.encode(data).decode())


def reply_shape(reply: TurnReply) -> ReplyShape:
    return ReplyShape(
        id=reply.id, text=reply.text, citations=reply.citations, known=reply.known, repeated=reply.repeated
    )


router = Router(
    "/v1/conversations",
    route_handlers=[open_conversation, say, list_messages],
    opt={"resource": "conversations"},
    tags=["conversations"],
)
