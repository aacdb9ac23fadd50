"""Around the whole application: for each request and each WebSocket a line in the log, an observation, a span."""

import time
from typing import Any

import structlog

from vito_core.telemetry import Telemetry
from vito_core.telemetry.metrics import METHODS

ASKED_OFTEN = frozenset(("/health/live", "/health/ready", "/health", "/metrics"))
"""No line for these, unless something is wrong."""
BROKEN = 500
"""What is told of a request that ended without an answer."""
LEFT = "left"
"""What is told of a WebSocket that the server did not close."""


class Observed:
    """An ASGI application. The path itself is never told: it may hold ids, or whatever a caller made up."""

    def __init__(self, app: Any, telemetry: Telemetry) -> None:
        self._app = app
        self._telemetry = telemetry

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            await self._request(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._socket(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _request(self, scope: Any, receive: Any, send: Any) -> None:
        if not self._telemetry.tracing.on:
            await self._observed(scope, receive, send)
            return
        with self._telemetry.tracing.span("HTTP", parent=_traceparent(scope), kind="SERVER") as span:
            status = await self._observed(scope, receive, send)
            assert span is not None
            route, method = scope.get("path_template"), scope["method"]
            span.update_name(f"{method} {route}" if route else method)
            span.set_attributes(
                {"http.request.method": method, "http.route": route or "", "http.response.status_code": status}
            )

    async def _socket(self, scope: Any, receive: Any, send: Any) -> None:
        with self._telemetry.tracing.span("WEBSOCKET", parent=_traceparent(scope), kind="SERVER") as span:
            await self._observed_socket(scope, receive, send)
            if span is not None and (route := scope.get("path_template")):
                span.update_name(f"WEBSOCKET {route}")
                span.set_attribute("http.route", route)

    async def _observed(self, scope: Any, receive: Any, send: Any) -> int:
        began, status, size = time.perf_counter(), BROKEN, 0

        async def counted(message: Any) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
            else:
                size += len(message.get("body", b""))
            await send(message)

        try:
            await self._app(scope, receive, counted)
        finally:
            seconds = time.perf_counter() - began
            route = scope.get("path_template")
            self._telemetry.metrics.request(scope["method"], route, status, seconds)
            lines = self._telemetry.lines
            if lines is not None and not (route in ASKED_OFTEN and status < 400):
                method = scope["method"] if scope["method"] in METHODS else "other"
                lines.tell(method, route, status, seconds, size, **_ids(scope))
        return status

    async def _observed_socket(self, scope: Any, receive: Any, send: Any) -> None:
        began, code, size = time.perf_counter(), LEFT, 0

        async def counted(message: Any) -> None:
            nonlocal code, size
            if message["type"] == "websocket.close":
                code = str(message.get("code") or 1000)
            elif message["type"] == "websocket.send":
                size += len(message.get("bytes") or (message.get("text") or "").encode())
            await send(message)

        try:
            await self._app(scope, receive, counted)
        finally:
            route = scope.get("path_template")
            self._telemetry.metrics.socket(route, code)
            if self._telemetry.lines is not None:
                self._telemetry.lines.tell_socket(route, code, time.perf_counter() - began, size, **_ids(scope))


def _traceparent(scope: Any) -> str | None:
    return next((value.decode("latin-1") for name, value in scope["headers"] if name == b"traceparent"), None)


def _ids(scope: Any) -> dict[str, Any]:
    """Whose it is and what it is called, where that is known."""
    within = scope.get("auth")
    named = structlog.contextvars.get_contextvars().get("request_id")
    return {"tenant": getattr(within, "tenant", None), "request": named or getattr(within, "request", None)}
