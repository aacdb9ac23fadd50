"""Clients that send a request a byte at a time: cut off, so that they hold no connection for ever.

uvicorn has no limit of its own here: it counts idle time only between requests. It costs one timer for a request.
"""

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from vito_core.web.problem_types import BASE, TYPES

_KIND = TYPES["too-slow"]
_BODY = (
    f'{{"type":"{BASE}{_KIND.name}","title":"{_KIND.title}","status":408,'
    '"detail":"the request did not arrive in time"}'
).encode()
ANSWER = (
    b"HTTP/1.1 408 Request Timeout\r\ncontent-type: application/problem+json\r\nconnection: close\r\n"
    + f"content-length: {len(_BODY)}\r\n\r\n".encode()
    + _BODY
)


def impatient(seconds: float) -> type[HttpToolsProtocol]:
    """uvicorn's protocol, for which a request's head has to arrive within so many seconds, and its body within about as
    many again."""

    class Impatient(HttpToolsProtocol):
        _waiting: asyncio.TimerHandle | None = None
        _head_arrived = False
        _body_waited_for = False

        def connection_made(self, transport: Any) -> None:
            super().connection_made(transport)
            self._wait()

        def on_message_begin(self) -> None:
            super().on_message_begin()
            self._head_arrived = self._body_waited_for = False
            self._wait()

        def on_headers_complete(self) -> None:
            self._head_arrived = True
            super().on_headers_complete()

        def on_message_complete(self) -> None:
            self._arrived()
            super().on_message_complete()

        def connection_lost(self, exc: Exception | None) -> None:
            self._arrived()
            super().connection_lost(exc)

        def _wait(self) -> None:
            if self._waiting is None:
                self._waiting = self.loop.call_later(seconds, self._give_up)

        def _arrived(self) -> None:
            if self._waiting is not None:
                self._waiting.cancel()
                self._waiting = None

        def _give_up(self) -> None:
            self._waiting = None
            cycle: Any = self.cycle  # None until a first head came
            if self.transport.is_closing() or self.transport.get_protocol() is not self:
                return  # closed, or a WebSocket by now
            if self._head_arrived and not self._body_waited_for:
                self._body_waited_for = True
                self._wait()
                return
            if not self._head_arrived and cycle is not None and not cycle.response_complete:
                self._wait()  # an earlier request of this connection is still being answered
                return
            if not self._head_arrived or not cycle.response_started:
                self.transport.write(ANSWER)
            self.transport.close()

    return Impatient
