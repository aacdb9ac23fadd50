"""The event log's migration on a database that holds events, cursors and parked events: up, down to the letter, up."""

import uuid

import asyncpg
import pytest
from alembic import command
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from vito_contracts.ids import new_id
from vito_core.db.migrate import alembic_config, prepare_database
from vito_core.db.migration_set import CORE
from vito_core.embedded.postgres import PostgresAddress
from vito_core.events.lane import _READ
from vito_core.events.tide import _ENDS
from vito_core.testing import LOGINS, admin_dsn

BEFORE, AFTER = "core_0001", "core_0002"
SHAPE = """
select 'column ' || table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable
    || coalesce(column_default, '') from information_schema.columns where table_schema = 'core'
union all select indexdef from pg_indexes where schemaname = 'core'
union all select conrelid::regclass || ' ' || pg_get_constraintdef(oid) from pg_constraint
  where connamespace = 'core'::regnamespace
union all select pg_get_functiondef(oid) from pg_proc where pronamespace = 'core'::regnamespace
union all select 'may call ' || oid::regprocedure || proacl::text from pg_proc
  where pronamespace = 'core'::regnamespace
union all select 'policy ' || tablename || '.' || policyname || roles::text from pg_policies where schemaname = 'core'
union all select 'right ' || relname || coalesce(relacl::text, '') from pg_class
  where relnamespace = 'core'::regnamespace
union all select 'right ' || grantee || ' ' || privilege_type || ' ' || table_name || '.' || column_name
  from information_schema.column_privileges where table_schema = 'core'
order by 1
"""


@pytest.fixture
async def at_before(postgres: PostgresAddress):
    database = f"test_{uuid.uuid4().hex}"
    await prepare_database(admin_dsn(postgres, "postgres"), database, LOGINS)
    dsn = admin_dsn(postgres, database)
    connection = await asyncpg.connect(dsn)
    await connection.execute("create extension vector; create schema core")
    await connection.execute("grant usage, create on schema core to vito_resolver")
    await step(dsn, command.upgrade, BEFORE)
    tenant = new_id()
    await connection.execute(
        f"insert into core.tenants (tenant_id, slug, name, kind) values ('{tenant}', 'one', 'One', 'brand')"
    )
    for number in range(40):
        await connection.execute(
            "insert into core.events (tenant_id, id, type, subject, payload, plugin)"
            " values ($1, $2, 'usage.metered', $2, $3, 'core')",
            tenant,
            new_id(),
            f'{{"unit": "turn", "quantity": {number}}}',
        )
    await connection.execute(
        "insert into core.cursors (subscriber, txid, seq) values ('a/main', '77', 5), ('b/main', '0', -1)"
    )
    await connection.execute(
        "insert into core.parked_events (tenant_id, subscriber, event, subject, txid, seq, attempts, next_at, state,"
        " error_code) select tenant_id, 'a/main', id, subject, txid, seq, 1, now(), 'waiting', 'X'"
        " from core.events limit 3"
    )
    yield dsn, connection
    await connection.close()


async def step(dsn: str, how, revision: str) -> None:
    engine = create_async_engine(dsn.replace("postgresql://", "postgresql+asyncpg://", 1), poolclass=NullPool)
    async with engine.connect() as connection:
        await connection.run_sync(lambda sync: how(alembic_config(CORE, sync), revision))
        await connection.commit()
    await engine.dispose()


async def shape(connection) -> list[str]:
    return [row[0] for row in await connection.fetch(SHAPE)]


async def test_up_down_and_up_again_with_data(at_before):
    dsn, connection = at_before
    before = await shape(connection)
    events = await connection.fetch("select id, txid::text, seq, payload from core.events order by seq")
    for _ in range(2):
        await step(dsn, command.upgrade, AFTER)
        rows = await connection.fetch("select subscriber, shard, txid::text, seq, owner, fence from core.cursors")
        assert {row["subscriber"]: None for row in rows} == {"a/main": None, "b/main": None}
        positions = {"a/main": ("77", 5), "b/main": ("0", -1)}
        assert {(row["subscriber"], row["shard"]) for row in rows} == {(s, n) for s in positions for n in range(16)}
        assert all((row["txid"], row["seq"]) == positions[row["subscriber"]] for row in rows)
        assert await connection.fetchval("select count(distinct shard) from core.events") > 8
        same = "select bool_and(p.shard = e.shard) from core.parked_events p join core.events e on e.id = p.event"
        assert await connection.fetchval(same)
        # One shard is further than the others: going back, the subscriber is told again rather than not at all.
        await connection.execute("update core.cursors set txid = '900' where subscriber = 'a/main' and shard = 3")
        await step(dsn, command.downgrade, BEFORE)
        assert await shape(connection) == before
        cursors = await connection.fetch("select subscriber, txid::text, seq from core.cursors order by 1")
        assert [tuple(row) for row in cursors] == [("a/main", "77", 5), ("b/main", "0", -1)]
    assert await connection.fetch("select id, txid::text, seq, payload from core.events order by seq") == events


async def test_no_step_of_the_dispatcher_reads_the_whole_log(at_before):
    """As the dispatcher's own role: the shard's index answers, however long the log is."""
    dsn, connection = at_before
    await step(dsn, command.upgrade, AFTER)
    await connection.execute(
        "insert into core.events (tenant_id, id, type, subject, payload, plugin) select tenant_id,"
        " gen_random_uuid(), 'usage.metered', gen_random_uuid(), '{}', 'core'"
        " from core.tenants, generate_series(1, 20000)"
    )
    await connection.execute(
        "analyze core.events; grant usage on schema core to vito_dispatcher; set role vito_dispatcher"
    )
    read = _READ.replace("$1", "'a/main'").replace("$2", "'{1,2}'").replace("$3", "'{0,0}'").replace("$4", "'{-1,-1}'")
    read = read.replace("$5", "'9999999'").replace("$6", "'{usage.metered}'::text[]").replace("$7", "200")
    for query in (_ENDS, read):
        plan = "\n".join(row[0] for row in await connection.fetch(f"explain {query}"))
        assert "events_by_shard" in plan, plan
        assert "Seq Scan on events" not in plan, plan
