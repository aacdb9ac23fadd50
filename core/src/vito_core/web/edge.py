"""The outermost layer: every request gets its name, every answer the same headers, whatever went wrong in between."""

from typing import Any

import structlog
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from vito_core.web.cors import AllowedOrigins, is_open
from vito_core.web.request_ids import HEADER, name_request

ALWAYS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"x-frame-options", b"DENY"),
    (b"cache-control", b"no-store"),
)
"""Each only where the route did not set its own. Nothing is cached: answers hold what only their caller may see."""
HTTPS_ONLY = (b"strict-transport-security", b"max-age=31536000; includeSubDomains")


NOWHERE = "/%2F"
"""The path of a request whose address holds an escaped slash: nobody's. The server below has resolved it already, so
whoever puts an id of somebody else's into an address, and escapes it, would be led to another route."""


class Edge:
    def __init__(self, app: ASGIApp, origins: AllowedOrigins) -> None:
        self._app = app
        self._origins = origins

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if b"%2f" in (scope.get("raw_path") or b"").lower():
            scope["path"] = NOWHERE
        code = name_request(scope)
        for_browsers = is_open(scope)
        if scope["type"] == ScopeType.HTTP:
            send = _Completing(scope, send, code, self._origins if for_browsers else None)
        before = structlog.contextvars.bind_contextvars(request_id=code)
        try:
            if for_browsers and await self._origins.answer_preflight(scope, send):
                return
            await self._app(scope, receive, send)
        finally:
            structlog.contextvars.reset_contextvars(**before)


class _Completing:
    """Adds to an answer's beginning what every answer carries."""

    def __init__(self, scope: Any, send: Send, code: str, origins: AllowedOrigins | None) -> None:
        self._scope = scope
        self._send = send
        self._code = code
        self._origins = origins

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = list(message.get("headers", ()))
            present = {name for name, _ in headers}
            headers += [each for each in ALWAYS if each[0] not in present]
            headers.append((HEADER, self._code.encode()))
            if self._scope.get("scheme") == "https":
                headers.append(HTTPS_ONLY)
            if self._origins is not None:
                headers += await self._origins.headers_for(self._scope)
            message["headers"] = headers
        await self._send(message)
