"""Around the whole application: for each request one line in the log, one observation, and its span."""

import time
from typing import Any

import structlog

from vito_core.telemetry import Telemetry

BROKEN = 500
"""What is told of a request that ended without an answer."""


class Observed:
    """An ASGI application. The path itself is never told: it may hold ids, or whatever a caller made up."""

    def __init__(self, app: Any, telemetry: Telemetry, log: Any) -> None:
        self._app = app
        self._telemetry = telemetry
        self._log = log

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
            self._say(scope, route, status, seconds, size)
        return status

    def _say(self, scope: Any, route: str | None, status: int, seconds: float, size: int) -> None:
        within = scope.get("auth")
        tenant, request = getattr(within, "tenant", None), getattr(within, "request", None)
        known = structlog.contextvars.get_contextvars()
        self._log.info(
            "http.request",
            method=scope["method"],
            route=route,
            status=status,
            ms=round(seconds * 1000, 2),
            bytes=size,
            tenant=tenant,
            request=known.get("request") or known.get("request_id") or request,
        )
