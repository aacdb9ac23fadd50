"""The outermost layer: every request gets its name, every answer the same headers, whatever went wrong in between."""

from typing import Any
from urllib.parse import unquote

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


class Edge:
    def __init__(self, app: ASGIApp, origins: AllowedOrigins) -> None:
        self._app = app
        self._origins = origins

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if b"%2" in (scope.get("raw_path") or b""):
            scope["path"] = by_segments(scope["raw_path"])
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


def by_segments(raw_path: bytes) -> str:
    """The path with its escapes resolved, but for slashes: whoever puts an id of somebody else's into an address, and
    escapes it, would else be led to another route by one that holds any."""
    return "/".join(unquote(each).replace("/", "%2F") for each in raw_path.decode("ascii", "replace").split("/"))


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
