"""The ledger's migration on a database that holds effects: upgraded, undone to the letter, upgraded again."""

import uuid

import asyncpg
import pytest
from alembic import command
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from vito_contracts.ids import new_id
from vito_core.db.migrate import alembic_config, migrate, prepare_database
from vito_core.db.migration_set import CORE
from vito_core.embedded.postgres import PostgresAddress
from vito_core.testing import LOGINS, admin_dsn

BEFORE, AFTER = "core_0002", "core_0003"
# All that could be left behind by a downgrade: columns, indexes, functions, policies, rights.
SHAPE = """
select 'column ' || table_name || '.' || column_name || ' ' || data_type from information_schema.columns
  where table_schema = 'core'
union all select indexdef from pg_indexes where schemaname = 'core'
union all select 'function ' || p.oid::regprocedure::text from pg_proc p
  where p.pronamespace = 'core'::regnamespace
union all select 'policy ' || tablename || '.' || policyname from pg_policies where schemaname = 'core'
union all select 'right ' || grantee || ' ' || privilege_type || ' ' || table_name || '.' || column_name
  from information_schema.column_privileges where table_schema = 'core'
order by 1
"""


async def step(dsn: str, how, revision: str) -> None:
    engine = create_async_engine(dsn.replace("postgresql://", "postgresql+asyncpg://", 1), poolclass=NullPool)
    async with engine.connect() as connection:
        await connection.run_sync(lambda sync: how(alembic_config(CORE, sync), revision))
        await connection.commit()
    await engine.dispose()


@pytest.fixture
async def at_before(postgres: PostgresAddress):
    """A database of the revision before, with one effect in it."""
    database = f"test_{uuid.uuid4().hex}"
    await prepare_database(admin_dsn(postgres, "postgres"), database, LOGINS)
    dsn = admin_dsn(postgres, database)
    connection = await asyncpg.connect(dsn)
    await connection.execute("create extension vector; create schema core")
    await connection.execute("grant usage, create on schema core to vito_resolver")
    await step(dsn, command.upgrade, BEFORE)
    tenant = new_id()
    await connection.execute(
        f"insert into core.tenants (tenant_id, slug, name, kind) values ('{tenant}', 'one', 'One', 'brand');"
        " insert into core.effects (tenant_id, id, kind, key, subject, payload, state, attempts, sent_at)"
        f" values ('{tenant}', '{new_id()}', 'sales-host.outreach', 'k', '{new_id()}', '{{}}', 'sent', 1, now())"
    )
    yield dsn, connection, tenant
    await connection.close()


async def test_up_down_and_up_again_with_data(at_before):
    dsn, connection, tenant = at_before
    before = [row[0] for row in await connection.fetch(SHAPE)]
    await step(dsn, command.upgrade, AFTER)
    await connection.execute(
        "insert into core.stops (tenant_id, id, level, target, reason_code) values ($1, $2, 'channel', 'email', 'x')",
        tenant,
        new_id(),
    )
    row = await connection.fetchrow("select * from core.effects")
    assert (row["state"], row["attempts"], row["channel"], row["again"]) == ("sent", 1, None, False)
    await step(dsn, command.downgrade, BEFORE)
    assert [row[0] for row in await connection.fetch(SHAPE)] == before
    assert await connection.fetchval("select count(*) from core.effects") == 1
    await step(dsn, command.upgrade, AFTER)
    await migrate(dsn, [])
    assert await connection.fetchval("select count(*) from core.effects") == 1
