"""Clients that send their request's head a byte at a time: cut off, so that they hold no connection for ever.

uvicorn has no limit of its own here; it counts idle time only between requests. Bodies: `vito_core.web.bodies`.
"""

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from vito_core.web.problem_types import BASE, TYPES

_KIND = TYPES["too-slow"]
_BODY = (
    f'{{"type":"{BASE}{_KIND.name}","title":"{_KIND.title}","status":408,'
    '"detail":"the head of the request did not arrive in time"}'
).encode()
ANSWER = (
    b"HTTP/1.1 408 Request Timeout\r\ncontent-type: application/problem+json\r\nconnection: close\r\n"
    + f"content-length: {len(_BODY)}\r\n\r\n".encode()
    + _BODY
)


def impatient(seconds: float) -> type[HttpToolsProtocol]:
    """uvicorn's protocol, for which a request's head has to arrive within so many seconds."""

    class Impatient(HttpToolsProtocol):
        _waiting: asyncio.TimerHandle | None = None

        def connection_made(self, transport: Any) -> None:
            super().connection_made(transport)
            self._wait()

        def on_message_begin(self) -> None:
            super().on_message_begin()
            self._wait()

        def on_headers_complete(self) -> None:
            self._arrived()
            super().on_headers_complete()

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
            if self.transport.is_closing():
                return
            cycle: Any = self.cycle  # None until a first request came
            if cycle is not None and not cycle.response_complete:
                self._wait()  # an earlier request of this connection is still being answered
                return
            self.transport.write(ANSWER)
            self.transport.close()

    return Impatient
