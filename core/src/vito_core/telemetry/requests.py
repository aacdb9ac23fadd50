"""Around the whole application: for each request one line in the log, one observation, and its span."""

import time
from typing import Any

import structlog

from vito_core.logs import RequestLines
from vito_core.telemetry import Telemetry
from vito_core.telemetry.metrics import METHODS

ASKED_OFTEN = frozenset(("/health/live", "/health/ready", "/health", "/metrics"))
"""No line for these, unless something is wrong."""
BROKEN = 500
"""What is told of a request that ended without an answer."""


class Observed:
    """An ASGI application. The path itself is never told: it may hold ids, or whatever a caller made up."""

    def __init__(self, app: Any, telemetry: Telemetry) -> None:
        self._app = app
        self._telemetry = telemetry

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if not self._telemetry.tracing.on:
            await self._observed(scope, receive, send)
            return
        parent = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"traceparent"), None)
        with self._telemetry.tracing.span("HTTP", parent=parent, kind="SERVER") as span:
            status = await self._observed(scope, receive, send)
            assert span is not None
            route, method = scope.get("path_template"), scope["method"]
            span.update_name(f"{method} {route}" if route else method)
            span.set_attributes(
                {"http.request.method": method, "http.route": route or "", "http.response.status_code": status}
            )

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
            if self._telemetry.lines is not None and not (route in ASKED_OFTEN and status < 400):
                self._tell(self._telemetry.lines, scope, status, seconds, size)
        return status

    def _tell(self, lines: RequestLines, scope: Any, status: int, seconds: float, size: int) -> None:
        method, within = scope["method"], scope.get("auth")
        known = structlog.contextvars.get_contextvars()
        request = known.get("request_id") or getattr(within, "request", None)
        tenant = getattr(within, "tenant", None)
        method = method if method in METHODS else "other"
        route = scope.get("path_template")
        lines.tell(method, route, status, seconds, size, tenant=tenant, request=request)
