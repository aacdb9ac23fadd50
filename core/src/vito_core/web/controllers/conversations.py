"""Conversations: open one, say something, read what was said."""

from collections.abc import AsyncIterator
from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Request, Response, Router, get, post
from litestar.params import FromPath, HeaderParameter, JSONBody
from litestar.response import ServerSentEvent, ServerSentEventMessage

from vito_contracts.conversation import Message
from vito_contracts.errors import NotFound
from vito_contracts.ids import BindingId, ConversationId, derived_id, new_id
from vito_contracts.scope import TenantScope
from vito_core.engine import Engine
from vito_core.turn_model import Released, TurnReply, TurnRequest
from vito_core.web.depends import TheEngine, Within
from vito_core.web.problems import problem_of
from vito_core.web.shapes import ConversationCreate, ConversationShape, MessageBody, ReplyShape

IdempotencyKey = Annotated[
    str | None,
    HeaderParameter(
        name="Idempotency-Key", description="The same key is the same message: safe to repeat", max_length=200
    ),
]


@post("/", summary="Open a conversation of a contact with a binding's twin")
async def open_conversation(engine: TheEngine, within: Within, data: JSONBody[ConversationCreate]) -> ConversationShape:
    conversation, contact = await engine.intake.open_conversation(
        within, BindingId(data.binding), data.platform, data.author, data.context
    )
    return ConversationShape(id=conversation, contact=contact)


@post(
    "/{conversation:uuid}/messages",
    status_code=200,
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
    within: TenantScope = request.auth
    key = derived_id(within.tenant, "message", conversation, idempotency_key) if idempotency_key else new_id()
    turn = TurnRequest(conversation=ConversationId(conversation), text=data.text, key=key)
    if "text/event-stream" in request.headers.get("accept", ""):
        return ServerSentEvent(stream_of(engine, within, turn))
    return Response(reply_shape(await engine.turns.run(within, turn)))


@get("/{conversation:uuid}/messages", summary="The latest messages, oldest first, at most 50")
async def list_messages(engine: TheEngine, within: Within, conversation: FromPath[UUID]) -> dict[str, list[Message]]:
    if not await engine.contacts.has_conversation(within, ConversationId(conversation)):
        raise NotFound(f"no conversation {conversation}")
    return {"items": list(await engine.contacts.messages(within, ConversationId(conversation)))}


async def stream_of(engine: Engine, within: TenantScope, turn: TurnRequest) -> AsyncIterator[ServerSentEventMessage]:
    """`reply.delta` with judged text, `reply.retracted` when it is taken back, at last `reply.completed`."""
    try:
        async for released in engine.turns.stream(within, turn):
            yield _event(released)
    except Exception as error:
        # The answer has begun, so its status is gone: the problem travels as the stream's last event.
        yield _message("problem", problem_of(error))


def _event(released: Released) -> ServerSentEventMessage:
    if released.reply is not None:
        return _message("reply.completed", reply_shape(released.reply))
    if released.retracted:
        return _message("reply.retracted", {})
    return _message("reply.delta", {"text": released.text})


def _message(event: str, data: JSONBody[Any]) -> ServerSentEventMessage:
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
