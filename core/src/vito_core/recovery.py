"""Turns that a dead process had accepted are found and finished; its advisory lock tells whether it is dead."""

import asyncio
from typing import TYPE_CHECKING

import asyncpg

from vito_contracts.ids import TenantId
from vito_core.db.pool import UNUSABLE
from vito_core.rounds import pause

if TYPE_CHECKING:
    from vito_core.engine import Engine

EVERY_SECONDS = 2.0
TENANTS_AT_ONCE = 4


async def keep_recovering(engine: "Engine", stop: asyncio.Event) -> None:
    async with asyncio.TaskGroup() as group:
        group.create_task(_keep_lock(engine, stop))
        group.create_task(_keep_finishing(engine, stop))


async def _keep_lock(engine: "Engine", stop: asyncio.Event) -> None:
    """On a connection of its own, which nothing else may break: without the lock this instance counts as dead, and
    others take up the turns that it is answering."""
    while not stop.is_set():
        try:
            connection = await asyncpg.connect(engine.settings.database_url)
            try:
                await connection.execute("select pg_advisory_lock($1::bigint)", engine.turns.store.instance)
                while not stop.is_set():
                    await connection.fetchval("select 1")
                    await pause(stop, EVERY_SECONDS)
            finally:
                await connection.close(timeout=2)
        except UNUSABLE as error:
            engine.log.warning("recovery.reconnects", error=type(error).__name__)
            await pause(stop, EVERY_SECONDS)


async def _keep_finishing(engine: "Engine", stop: asyncio.Event) -> None:
    limit = asyncio.Semaphore(TENANTS_AT_ONCE)
    while not stop.is_set():
        try:
            tenants = await engine.turns.store.tenants()
        except UNUSABLE as error:
            engine.log.warning("recovery.waits", error=type(error).__name__)
            tenants = []
        await asyncio.gather(*(_finish(engine, tenant, limit) for tenant in tenants))
        await pause(stop, EVERY_SECONDS)


async def _finish(engine: "Engine", tenant: TenantId, limit: asyncio.Semaphore) -> None:
    """One tenant's; whatever goes wrong there costs nobody else anything."""
    async with limit:
        try:
            finished = await engine.turns.finish_abandoned(tenant)
        except asyncio.CancelledError:
            task = asyncio.current_task()
            if task is not None and task.cancelling():
                raise
            engine.log.warning("turns.not_recovered", tenant=str(tenant), error="CancelledError")  # a plugin's own
        except Exception as error:
            engine.log.warning("turns.not_recovered", tenant=str(tenant), error=type(error).__name__)
        else:
            if finished:
                engine.log.info("turns.recovered", tenant=str(tenant), turns=finished)
