"""Calling what a plugin's `lifecycle` hook gave: within a time limit, one change of a tenant at a time."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Sequence
from typing import Any
from weakref import WeakValueDictionary

from vito_contracts.errors import Conflict
from vito_contracts.hooks import Lifecycle
from vito_contracts.ids import RequestId, TenantId, new_id
from vito_contracts.scope import SYSTEM, TenantScope
from vito_core.db.pool import Pools
from vito_core.plugins.tracing import Tracer

CALL_SECONDS = 30.0
WHOLE_SECONDS = 300.0
"""For `export` and `erase`, which walk through everything."""
WAIT_SECONDS = 10.0
MOST_AT_ONCE = 8
"""Tenants whose plugins one process changes at the same time: each costs a connection besides those of the pools."""
BUSY = "the tenant's plugins are being changed already; try again in a moment"
FULL = "the plugins of too many tenants are being changed at once; try again in a moment"
_TRY_LOCK = "select pg_try_advisory_lock(hashtextextended($1, 0))"
NOTHING = Lifecycle()


class LifecycleCalls:
    def __init__(self, pools: Pools, tracer: Tracer) -> None:
        self._pools = pools
        self._tracer = tracer
        self._hooks: dict[str, Lifecycle] = {}
        self._room = asyncio.Semaphore(MOST_AT_ONCE)
        self._tenants: WeakValueDictionary[TenantId, asyncio.Lock] = WeakValueDictionary()
        """Of those whose plugins are being changed, or wait for it."""

    def fill(self, hooks: Sequence[tuple[str, Lifecycle]]) -> None:
        self._hooks |= dict(hooks)

    def has(self, plugin: str, name: str) -> bool:
        return getattr(self._hooks.get(plugin, NOTHING), name) is not None

    async def call(self, tenant: TenantId, plugin: str, name: str, *arguments: Any) -> Any:
        """What the function answers; None if the plugin has none of that name. Raises what it raises."""
        function = getattr(self._hooks.get(plugin, NOTHING), name)
        if function is None:
            return None
        began = time.perf_counter()
        try:
            async with asyncio.timeout(WHOLE_SECONDS if name in ("export", "erase") else CALL_SECONDS):
                answer = await function(system_scope(tenant), *arguments)
        except BaseException as error:
            self._trace(plugin, name, began, error)
            raise
        self._trace(plugin, name, began, None)
        return answer

    def _trace(self, plugin: str, name: str, began: float, error: BaseException | None) -> None:
        if self._tracer.on:
            self._tracer.line("lifecycle", plugin, name, began, error)

    @contextlib.asynccontextmanager
    async def alone(self, tenant: TenantId, wait_seconds: float = WAIT_SECONDS) -> AsyncIterator[None]:
        """Nobody else changes this tenant's plugins meanwhile, in whatever process. Raises `Conflict`.

        Those who wait within this process hold no connection, and the one that holds the lock is none of the pools':
        what is done meanwhile needs those.
        """
        deadline = time.monotonic() + wait_seconds
        mine = self._tenants.setdefault(tenant, asyncio.Lock())
        async with _taken(mine, deadline, BUSY), _taken(self._room, deadline, FULL), self._pools.apart() as connection:
            while not await connection.fetchval(_TRY_LOCK, f"plugins of {tenant}"):
                if time.monotonic() >= deadline:
                    raise Conflict(BUSY)
                await asyncio.sleep(0.05)
            yield  # the lock ends with its connection


@contextlib.asynccontextmanager
async def _taken(gate: asyncio.Lock | asyncio.Semaphore, deadline: float, otherwise: str) -> AsyncIterator[None]:
    """Holds it, if it is free before the deadline of `time.monotonic`. Raises `Conflict` with the text."""
    try:
        # What is free is taken without a pause, so that even no time at all is enough for it.
        async with asyncio.timeout(max(deadline - time.monotonic(), 0)):
            await gate.acquire()
    except TimeoutError as error:
        raise Conflict(otherwise) from error
    try:
        yield
    finally:
        gate.release()


def system_scope(tenant: TenantId) -> TenantScope:
    return TenantScope(tenant=tenant, actor=SYSTEM, request=RequestId(new_id()))
