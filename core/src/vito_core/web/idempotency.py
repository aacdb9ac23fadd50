"""`Idempotency-Key`: a request that may be sent again without being carried out again.

The key belongs to its tenant, caller and route. What succeeded is answered again from what was kept; what was refused
or failed leaves the key free. A request that was cut off, or whose process died, is not carried out a second time:
nobody knows whether it took place, so its caller is told to look.
"""

import asyncio
import contextlib
import hashlib
import re
from typing import Any
from uuid import UUID

import structlog
from litestar.connection import ASGIConnection
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from vito_contracts.errors import InvalidInput
from vito_contracts.ids import derived_id
from vito_contracts.scope import TenantScope
from vito_core.db.pool import UNUSABLE
from vito_core.web.answers import Answer, Answers
from vito_core.web.bodies import WholeBody
from vito_core.web.problems import AnswerLost, KeyReused, StillRunning

HEADER = b"idempotency-key"
REPLAYED = (b"idempotent-replayed", b"true")
SANE = re.compile(rb"[!-~]{1,200}")
UNSAFE = ("POST", "PUT", "PATCH", "DELETE")
CONTENT = (b"content-type", b"content-disposition", b"etag", b"location")
"""Headers that are part of an answer; all others are made anew."""
FORGET_SECONDS = 600.0


class Idempotency:
    def __init__(self, app: ASGIApp, answers: Answers) -> None:
        self._app = app
        self._answers = answers
        self._own_way: dict[Any, bool] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        key = self._key(scope)
        if key is None:
            await self._app(scope, receive, send)
            return
        within: TenantScope = scope["auth"]
        request = _request_id(within, scope, key)
        fingerprint = _fingerprint(scope, receive.body if isinstance(receive, WholeBody) else b"")
        earlier = await self._answers.begin(within.tenant, request, fingerprint)
        if earlier is None:
            await self._carry_out(within, request, scope, receive, send)
            return
        if earlier.fingerprint != fingerprint:
            raise KeyReused("this idempotency key was used for a request with other content; use a new key")
        if earlier.state == "running":
            raise StillRunning(
                "the first request with this idempotency key is still running; send it again in a moment"
            )
        if earlier.answer is None:
            raise AnswerLost(
                "a request with this idempotency key was begun and its answer is not known any more: look whether it"
                " took place; if not, send it with a new key"
            )
        await _allowed(scope)
        await _give(send, earlier.answer)

    def _key(self, scope: Any) -> bytes | None:
        """Raises `InvalidInput`."""
        if scope.get("method") not in UNSAFE or not isinstance(scope.get("auth"), TenantScope):
            return None
        key: bytes | None = next((value for name, value in scope["headers"] if name == HEADER), None)
        if key is None or self._has_own_way(scope["route_handler"]):
            return None
        if SANE.fullmatch(key) is None:
            raise InvalidInput("Idempotency-Key: 1 to 200 visible ASCII characters, please")
        if b"text/event-stream" in dict(scope["headers"]).get(b"accept", b""):
            raise InvalidInput("Idempotency-Key: a stream is not kept; leave out the key, or accept application/json")
        return key

    def _has_own_way(self, handler: Any) -> bool:
        """Whether the route takes the key itself, as messages do: a turn is kept with its key."""
        if handler not in self._own_way:
            self._own_way[handler] = "idempotency_key" in handler.parsed_fn_signature.parameters
        return self._own_way[handler]

    async def _carry_out(self, within: TenantScope, request: UUID, scope: Scope, receive: Receive, send: Send) -> None:
        messages: list[Message] = []

        async def hold(message: Message) -> None:
            messages.append(message)

        try:
            await self._app(scope, receive, hold)
        except Exception:
            with contextlib.suppress(*UNUSABLE):
                await self._answers.release(within.tenant, request)
            raise
        except BaseException:
            # Cut off, perhaps after it took place: as if the process had died.
            self._answers.leave(request)
            raise
        answer = _answer_of(messages)
        try:
            if answer.status < 300:
                await self._answers.keep(within.tenant, request, answer)
            else:
                await self._answers.release(within.tenant, request)
        except UNUSABLE as error:
            # It took place: its caller hears so, and a repetition is told that the answer is lost.
            structlog.get_logger().warning("request.answer_not_kept", error=type(error).__name__)
        for message in messages:
            await send(message)


async def keep_forgetting(answers: Answers, stop: asyncio.Event) -> None:
    while not stop.is_set():
        try:
            await answers.forget()
        except UNUSABLE as error:
            structlog.get_logger().warning("answers.not_forgotten", error=type(error).__name__)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), FORGET_SECONDS)


def _request_id(within: TenantScope, scope: Any, key: bytes) -> UUID:
    caller = within.actor
    route = f"{scope['method']} {scope['path_template']}"
    return derived_id(within.tenant, "answer", caller.kind, caller.id, caller.name, route, key.decode("ascii"))


def _fingerprint(scope: Any, body: bytes) -> bytes:
    digest = hashlib.sha256()
    for part in (scope["method"].encode(), scope["path"].encode(), scope.get("query_string", b""), body):
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.digest()


async def _allowed(scope: Scope) -> None:
    """What the caller may no longer ask for it is not told again either."""
    handler = scope["route_handler"]
    for guard in handler.resolve_guards():
        checking: Any = guard(ASGIConnection(scope), handler)
        await checking


def _answer_of(messages: list[Message]) -> Answer:
    start: Any = messages[0]
    return Answer(
        status=start["status"],
        headers=[(name.decode("latin-1"), value.decode("latin-1")) for name, value in _content(start["headers"])],
        body=b"".join(each.get("body", b"") for each in messages[1:]),  # type: ignore[misc]
    )


def _content(headers: Any) -> list[tuple[bytes, bytes]]:
    return [(name, value) for name, value in headers if name.lower() in CONTENT]


async def _give(send: Send, answer: Answer) -> None:
    headers = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in answer.headers]
    headers += [REPLAYED, (b"content-length", str(len(answer.body)).encode())]
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    await send({"type": "http.response.body", "body": answer.body, "more_body": False})
