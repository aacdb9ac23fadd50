"""Is this process alive, and may it be sent work?"""

import asyncio
import time
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import asyncpg
import msgspec

from vito_core import __version__
from vito_core.db.migration_set import CORE
from vito_core.db.pool import GONE

if TYPE_CHECKING:
    from vito_core.engine import Engine

BELIEVED_SECONDS = 1.0
"""Nobody has to have a key to ask, so that asking often must cost nothing."""
PATIENCE_SECONDS = 2.0


class State(StrEnum):
    OK = "ok"
    DEGRADED = "degraded"
    FAILED = "failed"
    DRAINING = "draining"


class Readiness(msgspec.Struct, frozen=True, kw_only=True):
    """`checks`: "ok", or a word for what is wrong. Degraded (Temporal is away) still takes work: turns are answered."""

    status: State
    checks: dict[str, str]
    version: str = __version__

    @property
    def ready(self) -> bool:
        return self.status in (State.OK, State.DEGRADED)


class Health:
    def __init__(self, engine: "Engine") -> None:
        self._engine = engine
        self._last: tuple[float, Readiness] | None = None
        self._lock = asyncio.Lock()

    async def ready(self) -> Readiness:
        if self._engine.draining:
            return Readiness(status=State.DRAINING, checks={})
        async with self._lock:
            if self._last is None or time.monotonic() - self._last[0] > BELIEVED_SECONDS:
                self._last = time.monotonic(), await self._look()
            return self._last[1]

    async def _look(self) -> Readiness:
        checks = {"database": "ok", "migrations": "ok", "keyring": "ok", "temporal": "ok"}
        try:
            async with asyncio.timeout(PATIENCE_SECONDS), self._engine.pools.without_tenant() as connection:
                revision = await connection.fetchval("select schema_revision from core.platform_counts()")
        except GONE:
            return Readiness(status=State.FAILED, checks={"database": "away"})
        except asyncpg.UndefinedFunctionError:
            revision = None
        except asyncpg.PostgresError:
            return Readiness(status=State.FAILED, checks={"database": "refuses"})
        checks["migrations"] = _migrations(revision)
        try:
            await self._engine.keyring.check()
        except Exception:
            checks["keyring"] = "cannot_open"
        failed = any(word != "ok" for word in checks.values())
        checks["temporal"] = await self._temporal()
        status = State.FAILED if failed else State.OK if checks["temporal"] == "ok" else State.DEGRADED
        return Readiness(status=status, checks=checks)

    async def _temporal(self) -> str:
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                client = await self._engine.journeys.client()
                return "ok" if await client.service_client.check_health() else "away"
        except Exception:
            return "away"


def _migrations(revision: str | None) -> str:
    """A newer schema is none of our business: a release that is rolled out migrates before its processes replace ours,
    and migrations keep what the release before needs."""
    known = [f"core_{path.name[:4]}" for path in sorted(Path(CORE.folder).glob("[0-9]*.py"))]
    return "behind" if revision is None or revision in known[:-1] else "ok"
