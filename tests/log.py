"""The event log, for tests of it: writing numbered events, and waiting for what becomes of them."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Callable
from typing import Any
from uuid import UUID

import asyncpg

from vito_contracts.events import NewEvent, UsageMetered
from vito_contracts.scope import TenantScope
from vito_core.engine import Engine
from vito_core.events.log import append


def metered(subject: UUID, number: int, name: str = "usage.metered") -> NewEvent:
    return NewEvent(type=name, subject=subject, payload=UsageMetered(unit="turn", quantity=number))


async def emit(engine: Engine, scope: TenantScope, *events: NewEvent) -> None:
    async with engine.pools.within(scope.tenant) as connection:
        await append(connection, scope.tenant, "core", engine.types, events)


async def until(condition: Callable[[], bool], seconds: float = 20.0) -> float:
    """How many seconds it took."""
    began = time.monotonic()
    async with asyncio.timeout(seconds):
        while not condition():
            await asyncio.sleep(0.02)
    return time.monotonic() - began


@contextlib.asynccontextmanager
async def looking(engine: Engine) -> AsyncIterator[Any]:
    """A connection as the dispatcher's role, which sees the book-keeping of all tenants."""
    connection = await asyncpg.connect(engine.settings.dispatcher_url)
    try:
        yield connection
    finally:
        await connection.close()
