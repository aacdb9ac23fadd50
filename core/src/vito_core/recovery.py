"""Turns that a dead process had accepted are found and finished; its advisory lock tells whether it is dead."""

import asyncio
import contextlib
from typing import TYPE_CHECKING

import asyncpg

if TYPE_CHECKING:
    from vito_core.engine import Engine

EVERY_SECONDS = 2.0


async def keep_recovering(engine: "Engine", stop: asyncio.Event) -> None:
    while not stop.is_set():
        try:
            await _hold_and_recover(engine, stop)
        except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError) as error:
            engine.log.warning("recovery.reconnects", error=type(error).__name__)
            await _pause(stop)


async def _hold_and_recover(engine: "Engine", stop: asyncio.Event) -> None:
    connection = await asyncpg.connect(engine.settings.database_url)
    try:
        await connection.execute("select pg_advisory_lock($1::bigint)", engine.turns.instance)
        while not stop.is_set():
            await connection.fetchval("select 1")
            for tenant in await engine.tenancy.all_ids():
                finished = await engine.turns.finish_abandoned(tenant)
                if finished:
                    engine.log.info("turns.recovered", tenant=str(tenant), turns=finished)
            await _pause(stop)
    finally:
        await connection.close(timeout=2)


async def _pause(stop: asyncio.Event) -> None:
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), EVERY_SECONDS)
