"""A log that was restored into a new cluster is refused: its positions are further than the cluster's counter."""

import asyncio
import subprocess
import uuid
from pathlib import Path

import asyncpg
import pytest

from vito_contracts.errors import Conflict
from vito_contracts.events import NewEvent, UsageMetered
from vito_contracts.hooks import Subscription
from vito_contracts.ids import new_id
from vito_core.embedded.postgres import EmbeddedPostgres, _environment, _programs, place, popen_as
from vito_core.engine import Engine
from vito_core.events.counter import require_counter, use_up
from vito_core.events.log import append
from vito_core.testing import EngineOf, add_plugin, admin_dsn, new_tenant


async def emit(engine: Engine, scope, number: int) -> None:
    event = NewEvent(type="usage.metered", subject=new_id(), payload=UsageMetered(unit="turn", quantity=number))
    async with engine.pools.within(scope.tenant) as connection:
        await append(connection, scope.tenant, "core", engine.types, [event])


async def move_on(engine: Engine, postgres, what: str) -> None:
    """As if the cluster that wrote it had been older than this one."""
    database = engine.settings.database_url.rpartition("/")[2]
    connection = await asyncpg.connect(admin_dsn(postgres, database))
    await connection.execute(f"update core.{what} set txid = '12884901888'")
    await connection.close()


@pytest.mark.parametrize("what", ["events", "cursors"])
async def test_a_dispatcher_refuses_a_log_that_is_ahead_of_its_cluster(engine_of: EngineOf, postgres, what):
    engine = await engine_of()
    heard: list[int] = []

    async def hear(_scope, event) -> None:
        heard.append(event.payload["quantity"])

    add_plugin(engine, "listener", subscriptions=(Subscription(("usage.metered",), hear),))
    scope, _ = await new_tenant(engine, "one")
    await emit(engine, scope, 1)
    stop = asyncio.Event()
    running = asyncio.create_task(engine.dispatcher().run(stop))
    async with asyncio.timeout(10):
        while not heard:
            await asyncio.sleep(0.02)
    stop.set()
    await running
    await move_on(engine, postgres, what)
    with pytest.raises(Conflict, match="pg_resetwal --epoch=4") as refusal:
        await asyncio.wait_for(engine.dispatcher().run(asyncio.Event()), 10)
    assert "\n" not in str(refusal.value)


async def test_a_server_whose_files_are_out_of_reach_counts_up(core_database: str):
    connection = await asyncpg.connect(core_database)
    try:
        await connection.execute(
            "insert into core.cursors (subscriber, shard, txid)"
            " values ('x', 0, (pg_current_xact_id()::text::bigint + 3000)::text::xid8)"
        )
        with pytest.raises(Conflict):
            await require_counter(connection)
        assert not await use_up(connection, 1000), "more than it was told to take"
        assert await use_up(connection, 10_000)
        await require_counter(connection)
    finally:
        await connection.close()


async def test_the_mend_that_the_refusal_names_mends(tmp_path: Path):
    """On a cluster of its own: `pg_resetwal --epoch` puts the counter above everything restored."""
    folder = tmp_path / f"pg-{uuid.uuid4().hex}"
    server = EmbeddedPostgres(folder)
    try:
        connection = await restored(server)
        with pytest.raises(Conflict, match="pg_resetwal --epoch=1 "):
            await require_counter(connection)
        await connection.close()
        data = server.status().data
        server.stop()
        where = place(folder, _programs("18"))
        command = [*where.prefix, str(where.programs / "pg_resetwal"), "--epoch=1", str(data)]
        await asyncio.to_thread(
            subprocess.run, command, check=True, capture_output=True, env=_environment(), **popen_as(where.user)
        )
        connection = await asyncpg.connect(admin_dsn(server.start(), "postgres"))
        await require_counter(connection)
        assert int(await connection.fetchval("select pg_current_xact_id()::text")) > 1_000_000
        await connection.close()
    finally:
        server.stop()


async def restored(server: EmbeddedPostgres) -> asyncpg.Connection:
    connection = await asyncpg.connect(admin_dsn(server.start(), "postgres"))
    await connection.execute(
        "create schema core; create table core.events (shard smallint, txid xid8);"
        "create table core.cursors (txid xid8); insert into core.events values (3, '1000000')"
    )
    return connection
