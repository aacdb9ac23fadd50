"""A conversation over a WebSocket: messages in, the events of `send_message` out.

The key comes in the handshake's `Authorization`, or in a first message (browsers cannot set headers). It is looked at
again for every message, so a revoked one is refused as soon as over HTTP.
"""

import asyncio
import contextlib
import time
from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import WebSocket, websocket
from litestar.exceptions import HTTPException, NotAuthorizedException, PermissionDeniedException, WebSocketDisconnect
from litestar.params import FromPath
from uvicorn.protocols.utils import ClientDisconnected

from vito_contracts.errors import VitoError
from vito_contracts.ids import ConversationId
from vito_contracts.scope import TenantScope
from vito_core.engine import Engine
from vito_core.turn_model import TurnRequest
from vito_core.web.bodies import check_document
from vito_core.web.controllers.conversations import event_of, turn_of
from vito_core.web.denied import note_denial
from vito_core.web.depends import TheEngine
from vito_core.web.door import Admitted, Door
from vito_core.web.problems import problem_of
from vito_core.web.shapes import Text

NEEDS = "conversations:write"
MOST_BYTES = 128 * 1024
"""Of one message: the longest text, escaped as JSON likes to."""
KEY_SECONDS = 10.0
BINARY, TOO_LARGE, MALFORMED, NO_KEY, FORBIDDEN, NOT_FOUND = 1003, 1009, 4400, 4401, 4403, 4404
NO_KEY_IN_TIME, TOO_MANY, BROKEN, UNAVAILABLE = 4408, 4429, 4500, 4503
"""Close codes; docs/api.md says what each means."""


class Authenticate(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="authenticate"):
    key: Annotated[str, msgspec.Meta(max_length=4_000)]


class Say(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="message"):
    text: Text
    idempotency_key: Annotated[str, msgspec.Meta(min_length=1, max_length=200)] | None = None


class Closed(Exception):
    """The conversation over this socket ends with a code and a reason."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code


@websocket("/v1/conversations/{conversation:uuid}/stream", exclude_from_auth=True)
async def stream(socket: WebSocket[Any, Any, Any], engine: TheEngine, conversation: FromPath[UUID]) -> None:
    # Outside the application's layers, which know no first message: `_Caller` sends every message through them.
    await socket.accept()
    caller = _Caller(socket, engine)
    try:
        await _converse(socket, engine, caller, ConversationId(conversation))
    except (WebSocketDisconnect, ClientDisconnected):
        return
    except Closed as closed:
        await _close(socket, closed.code, str(closed))
    except Exception as error:
        problem = problem_of(error)
        await _close(socket, UNAVAILABLE if problem.status in (503, 507) else BROKEN, problem.detail)
    finally:
        caller.count_time()


async def _close(socket: WebSocket[Any, Any, Any], code: int, reason: str) -> None:
    with contextlib.suppress(WebSocketDisconnect, ClientDisconnected, RuntimeError):
        await socket.close(code=code, reason=reason[:120])


async def _converse(
    socket: WebSocket[Any, Any, Any], engine: Engine, caller: "_Caller", conversation: ConversationId
) -> None:
    within = await caller.introduced()
    if not await engine.contacts.has_conversation(within, conversation):
        raise Closed(NOT_FOUND, "there is no such conversation")
    while True:
        said = await _next(socket, Say)
        within = await caller.within()
        turn = turn_of(within, conversation, said.text, said.idempotency_key)
        # The next message is read when this one is answered: whoever sends faster waits.
        await _answer(socket, engine, within, turn, said.idempotency_key)


async def _answer(
    socket: WebSocket[Any, Any, Any], engine: Engine, within: TenantScope, turn: TurnRequest, key: str | None
) -> None:
    try:
        async with contextlib.aclosing(engine.turns.stream(within, turn)) as steps:  # type: ignore[type-var]
            async for released in steps:
                await _send(socket, *event_of(released), key)
    except (WebSocketDisconnect, ClientDisconnected):
        raise
    except Exception as error:
        note_denial(engine.identity.denials, within, error)
        await _send(socket, "problem", problem_of(error), key)


class _Caller:
    """Who is at the other end, by the same door as over HTTP: looked at, counted and limited for each message."""

    def __init__(self, socket: WebSocket[Any, Any, Any], engine: Engine) -> None:
        self._socket = socket
        self._engine = engine
        self._authorization = socket.headers.get("authorization")
        self._known: Admitted | None = None
        self._counted_until = 0.0

    async def introduced(self) -> TenantScope:
        if self._authorization is None:
            try:
                async with asyncio.timeout(KEY_SECONDS):
                    first = await _next(self._socket, Authenticate)
            except TimeoutError as error:
                raise Closed(NO_KEY_IN_TIME, "no key came: send it first") from error
            except Closed as error:
                if error.code != MALFORMED:
                    raise
                raise Closed(NO_KEY, 'send {"type": "authenticate", "key": "…"} first') from error
            self._authorization = f"Bearer {first.key}"
        return await self.within()

    async def within(self) -> TenantScope:
        """Raises `Closed`, and what a server raises that is away."""
        admitted = await self._admitted()
        self.count_time()
        if self._known is None:
            self._counted_until = time.monotonic()
            self._socket.scope["auth"] = admitted.within  # for the line in the log
        self._known = admitted
        return admitted.within

    def count_time(self) -> None:
        """The time since it was last counted. With every message: a process that is killed then loses little."""
        if self._known is not None:
            now = time.monotonic()
            tenant, seconds = self._known.within.tenant, now - self._counted_until
            self._engine.usage.count(tenant, self._known.payer, stream_seconds=seconds)
            self._counted_until = now

    async def _admitted(self) -> Admitted:
        assert self._authorization is not None
        door: Door = self._socket.app.state.door
        try:
            return await door.admit(self._socket.scope, self._authorization.encode("latin-1", "replace"), NEEDS)
        except NotAuthorizedException as error:
            raise Closed(NO_KEY, error.detail) from error
        except PermissionDeniedException as error:
            raise Closed(FORBIDDEN, error.detail) from error
        except HTTPException as error:  # a limit
            raise Closed(TOO_MANY, error.detail) from error


async def _next(socket: WebSocket[Any, Any, Any], kind: type[Any]) -> Any:
    """The next message, which is of this kind. Raises `Closed`, `WebSocketDisconnect`."""
    event: Any = await socket.receive()
    if event["type"] == "websocket.disconnect":
        raise WebSocketDisconnect(detail="the client went away", code=event.get("code") or 1000)
    if event.get("text") is None:
        raise Closed(BINARY, "send text: one JSON object in each message")
    content = event["text"].encode("utf-8", "surrogatepass")
    if len(content) > MOST_BYTES:
        raise Closed(TOO_LARGE, f"a message has at most {MOST_BYTES} bytes")
    try:
        check_document(content)
        return msgspec.json.decode(content, type=kind)
    except (VitoError, msgspec.DecodeError) as error:
        raise Closed(MALFORMED, str(error)) from error


async def _send(socket: WebSocket[Any, Any, Any], event: str, data: Any, key: str | None) -> None:
    shown = {"event": event, "data": data} | ({"idempotency_key": key} if key else {})
    await socket.send_text(msgspec.json.encode(shown).decode())
