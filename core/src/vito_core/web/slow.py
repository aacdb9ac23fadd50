"""Clients that send a request a byte at a time, or a head without end: cut off, so that they hold neither a connection
nor the process for ever.

uvicorn has no limits of its own here: it counts idle time only between requests, and its parser keeps whatever comes.
It costs one timer for a request.
"""

import asyncio
from http import HTTPStatus
from typing import Any

import httptools
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from vito_core.web.problem_types import BASE, TYPES

MOST_HEAD = 64 * 1024
"""Bytes of a request's address and headers; and of anything later in it that is not its body."""


def _answer(name: str, detail: str) -> bytes:
    kind = TYPES[name]
    body = f'{{"type":"{BASE}{kind.name}","title":"{kind.title}","status":{kind.status},"detail":"{detail}"}}'.encode()
    head = (
        f"HTTP/1.1 {kind.status} {HTTPStatus(kind.status).phrase}",
        "content-type: application/problem+json",
        "connection: close",
        f"content-length: {len(body)}",
    )
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body


MALFORMED = _answer("bad-request", "this is no HTTP request that can be read")
TOO_SLOW = _answer("too-slow", "the request did not arrive in time")
TOO_LARGE = _answer("head-too-large", f"address and headers of a request have at most {MOST_HEAD} bytes")


def _has_path(url: bytes) -> bool:
    try:
        return httptools.parse_url(url).path is not None
    except httptools.HttpParserInvalidURLError:
        return False


def impatient(seconds: float) -> type[HttpToolsProtocol]:
    """uvicorn's protocol, for which a request's head has to be of a size, and to arrive within so many seconds, and its
    body within about as many again."""

    class Impatient(HttpToolsProtocol):
        _waiting: asyncio.TimerHandle | None = None
        _head_arrived = False
        _body_waited_for = False
        _unfinished = 0
        """Bytes since the parser last told of something whole."""

        def connection_made(self, transport: Any) -> None:
            super().connection_made(transport)
            self._wait()

        def data_received(self, data: bytes) -> None:
            # In pieces, so that the parser never holds more of a head than one may have.
            while data and not self._over():
                room = MOST_HEAD - self._unfinished
                piece, data = data[:room], data[room:]
                self._unfinished += len(piece)
                super().data_received(piece)
                if self._unfinished >= MOST_HEAD and not self._over():
                    self._refuse(TOO_LARGE)

        def on_message_begin(self) -> None:
            super().on_message_begin()
            self._head_arrived = self._body_waited_for = False
            self._wait()

        def on_headers_complete(self) -> None:
            if not _has_path(self.url):
                # As that of CONNECT, which names a host and a port: uvicorn stumbles over it.
                self._refuse(MALFORMED)
                return
            self._head_arrived = True
            self._unfinished = 0
            super().on_headers_complete()

        def on_body(self, body: bytes) -> None:
            self._unfinished = 0
            super().on_body(body)

        def on_message_complete(self) -> None:
            self._arrived()
            self._unfinished = 0
            super().on_message_complete()

        def send_400_response(self, msg: str) -> None:
            self._refuse(MALFORMED)

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
            if self._over():
                return
            if self._head_arrived and not self._body_waited_for:
                self._body_waited_for = True
                self._wait()
                return
            if not self._head_arrived and self._answers_earlier():
                self._wait()
                return
            self._refuse(TOO_SLOW)

        def _over(self) -> bool:
            """Closed, or a WebSocket by now."""
            return self.transport.is_closing() or self.transport.get_protocol() is not self

        def _answers_earlier(self) -> bool:
            """Whether the last request whose head came is still being answered."""
            cycle: Any = self.cycle  # None until a first head came
            return cycle is not None and not cycle.response_complete

        def _refuse(self, answer: bytes) -> None:
            # Said only where nobody takes it for a part of an answer, or for the answer to an earlier request.
            begun = self._head_arrived and self.cycle is not None
            said_nothing = not self.cycle.response_started if begun else not self._answers_earlier()
            if said_nothing:
                self.transport.write(answer)
            self.transport.close()

    return Impatient
