"""Turns that a dead process had accepted are found and finished; its advisory lock tells whether it is dead."""

import asyncio
import contextlib
from typing import TYPE_CHECKING

import asyncpg

from vito_contracts.ids import TenantId
from vito_core.db.pool import GONE

if TYPE_CHECKING:
    from vito_core.engine import Engine

EVERY_SECONDS = 2.0


async def keep_recovering(engine: "Engine", stop: asyncio.Event) -> None:
    while not stop.is_set():
        try:
            await _hold_and_recover(engine, stop)
        except GONE as error:
            engine.log.warning("recovery.reconnects", error=type(error).__name__)
            await _pause(stop)


async def _hold_and_recover(engine: "Engine", stop: asyncio.Event) -> None:
    connection = await asyncpg.connect(engine.settings.database_url)
    try:
        await connection.execute("select pg_advisory_lock($1::bigint)", engine.turns.store.instance)
        while not stop.is_set():
            for row in await connection.fetch("select * from core.tenants_with_open_turns()"):
                tenant = TenantId(row["tenant_id"])
                finished = await engine.turns.finish_abandoned(tenant)
                if finished:
                    engine.log.info("turns.recovered", tenant=str(tenant), turns=finished)
            await _pause(stop)
    finally:
        await connection.close(timeout=2)


async def _pause(stop: asyncio.Event) -> None:
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), EVERY_SECONDS)
