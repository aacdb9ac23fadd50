"""CORS for what end users' browsers call: an origin is allowed by a deployment that names it, never by `*`.

The list is read once for the process and again after `REFRESHED_SECONDS`; no request waits for more than one reading.
"""

import time
from collections.abc import Iterable
from typing import Any
from uuid import UUID

import structlog
from litestar.types import Send

from vito_core.db.pool import GONE, Pools

OPEN_PATHS = "/v1/end-user/"
REFRESHED_SECONDS = 10.0
METHODS = b"GET, POST, PUT, PATCH, DELETE"
HEADERS = b"Authorization, Content-Type, Accept, Idempotency-Key, If-Match, X-Request-Id"
EXPOSED = b"ETag, Idempotent-Replayed, Retry-After, X-Request-Id"
PREFLIGHT_SECONDS = b"600"

Headers = list[tuple[bytes, bytes]]


def is_open(scope: Any) -> bool:
    return scope["type"] == "http" and str(scope["path"]).startswith(OPEN_PATHS)


class AllowedOrigins:
    """`config.allowed_origins` of all active deployments: origin → the tenants and deployments that name it."""

    def __init__(self, pools: Pools, refreshed_seconds: float = REFRESHED_SECONDS) -> None:
        self._pools = pools
        self._refreshed_seconds = refreshed_seconds
        self._known: dict[str, set[tuple[UUID, UUID]]] = {}
        self._read_at: float | None = None

    async def answer_preflight(self, scope: Any, send: Send) -> bool:
        """Answers an `OPTIONS` that asks for leave; False: it is none. It carries no key, so any deployment may say
        yes; the request itself is held to its own."""
        headers = dict(scope["headers"])
        if scope["method"] != "OPTIONS" or b"access-control-request-method" not in headers:
            return False
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": b"", "more_body": False})
        return True

    async def headers_for(self, scope: Any) -> Headers:
        """Whether a page of this origin may read the answer."""
        headers = dict(scope["headers"])
        origin = headers.get(b"origin")
        found: Headers = [(b"vary", b"Origin")]
        if origin is None or not self._allows(await self._origins(), origin.decode("latin-1"), scope):
            return found
        found += [(b"access-control-allow-origin", origin), (b"access-control-expose-headers", EXPOSED)]
        if scope["method"] == "OPTIONS":
            found += [
                (b"access-control-allow-methods", METHODS),
                (b"access-control-allow-headers", HEADERS),
                (b"access-control-max-age", PREFLIGHT_SECONDS),
            ]
        return found

    @staticmethod
    def _allows(known: dict[str, set[tuple[UUID, UUID]]], origin: str, scope: Any) -> bool:
        named_by = known.get(origin.lower(), set())
        within, user = scope.get("auth"), scope.get("user")
        if within is None:
            return bool(named_by)
        deployment = getattr(user, "deployment", None)
        return any(within.tenant == tenant and deployment in (None, one) for tenant, one in named_by)

    async def _origins(self) -> dict[str, set[tuple[UUID, UUID]]]:
        now = time.monotonic()
        if self._read_at is None or now - self._read_at > self._refreshed_seconds:
            self._read_at = now  # before the reading: whoever comes meanwhile goes on with what is known
            try:
                async with self._pools.without_tenant() as connection:
                    self._known = _grouped(await connection.fetch("select * from core.allowed_origins()"))
            except GONE as error:
                structlog.get_logger().warning("cors.not_refreshed", error=type(error).__name__)
        return self._known


def _grouped(rows: Iterable[Any]) -> dict[str, set[tuple[UUID, UUID]]]:
    found: dict[str, set[tuple[UUID, UUID]]] = {}
    for row in rows:
        found.setdefault(row["origin"], set()).add((row["tenant_id"], row["deployment"]))
    return found
