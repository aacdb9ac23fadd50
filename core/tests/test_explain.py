"""Which index answers each of the specification's queries, asked as the app role within a tenant; and what the
indexes cost a turn."""

import json
import time
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import msgspec
import pytest

from vito_contracts.sql import SEARCHER
from vito_core.db.migrate import migrate, prepare_database
from vito_core.db.pool import wall_sql
from vito_core.embedded.postgres import PostgresAddress
from vito_core.testing import LOGINS, admin_dsn, app_dsn

TENANTS = tuple(UUID(int=number) for number in range(1, 6))
ME = TENANTS[1]
ROWS = 100_000

# 100,000 rows of three tables in five tenants. A value stands in 20 rows of a tenant, and in 20 of each other one.
SPREAD = "(array[{}]::uuid[])[1 + n % 5]".format(", ".join(f"'{tenant}'" for tenant in TENANTS))
DOCUMENT = "jsonb_build_object({}, 'theme', jsonb_build_object('colour', 'c' || n / 5 % 1000))"
FILL = (
    f"insert into core.deployments (tenant_id, id, binding, type, config) select {SPREAD}, gen_random_uuid(),"
    f" gen_random_uuid(), 'WHITE_LABEL', {DOCUMENT} from generate_series(0, $1 - 1) n",
    f"insert into core.twin_versions (tenant_id, twin, version, state, config) select {SPREAD}, gen_random_uuid(),"
    f" 1, 'approved', {DOCUMENT} from generate_series(0, $1 - 1) n",
    f"insert into core.conversations (tenant_id, id, binding, contact, context) select {SPREAD}, gen_random_uuid(),"
    f" gen_random_uuid(), gen_random_uuid(), {DOCUMENT} from generate_series(0, $1 - 1) n",
)
KEYS = {
    "deployments": ("custom_domain", "brand_id"),
    "twin_versions": ("voice_clone_id", "visual_avatar_id"),
    "conversations": ("brand_id", "campaign_id"),
}
FINDERS = {
    "find_deployments": "deployments",
    "find_twin_versions": "twin_versions",
    "find_conversations": "conversations",
}


class Big(msgspec.Struct):
    admin: Any
    app: Any


@pytest.fixture(scope="module")
async def big(postgres: PostgresAddress) -> AsyncIterator[Big]:
    database = f"test_{uuid4().hex}"
    await prepare_database(admin_dsn(postgres, "postgres"), database, LOGINS)
    await migrate(admin_dsn(postgres, database), [])
    admin = await asyncpg.connect(admin_dsn(postgres, database))
    app = await asyncpg.connect(app_dsn(postgres, database))
    await admin.execute("set session_replication_role = replica")  # rows without what they refer to, and no triggers
    for statement, keys in zip(FILL, KEYS.values(), strict=True):
        values = ", ".join(f"'{key}', 'v' || n / 5 % 1000" for key in keys)
        await admin.execute(statement.replace("{}", values).replace("$1", str(ROWS)))
    await admin.execute("vacuum analyze core.deployments, core.twin_versions, core.conversations")
    yield Big(admin, app)
    await app.close()
    await admin.close()


async def plan_of(connection: Any, query: str, role: str | None = None) -> str:
    async with connection.transaction():
        await connection.execute(wall_sql(ME, role))
        return "\n".join(row[0] for row in await connection.fetch(f"explain (costs off) {query}"))


@pytest.mark.parametrize(("table", "key"), [(table, key) for table, keys in KEYS.items() for key in keys])
async def test_a_value_is_found_by_its_index_within_the_tenant(big, table, key):
    plan = await plan_of(big.app, f"select 1 from core.{table} where {key} = 'v7'")
    assert f"{table}_by_{key}" in plan
    condition = plan.partition("Index Cond")[2]
    assert "tenant_id = " in condition
    assert f"{key} = 'v7'" in condition.splitlines()[0]


async def test_why_the_values_have_columns_of_their_own(big):
    """`->>` is not leakproof: the very same comparison on the expression is a filter over the tenant's rows."""
    await big.admin.execute("create index by_expression on core.deployments (tenant_id, (config ->> 'custom_domain'))")
    try:
        plan = await plan_of(big.app, "select 1 from core.deployments where config ->> 'custom_domain' = 'v7'")
    finally:
        await big.admin.execute("drop index core.by_expression")
    assert "Filter: ((config ->> 'custom_domain'" in plan


@pytest.mark.parametrize("table", KEYS)
async def test_containment_under_the_wall_uses_no_index_of_documents(big, table):
    column = "context" if table == "conversations" else "config"
    plan = await plan_of(big.app, f'select 1 from core.{table} where {column} @> \'{{"theme": {{"colour": "c7"}}}}\'')
    assert "by_document" not in plan


@pytest.mark.parametrize("mode", ["force_generic_plan", "force_custom_plan"])
@pytest.mark.parametrize("finder", FINDERS)
async def test_the_finder_s_own_query_uses_the_index_of_documents(big, finder, mode):
    """The body of the function, planned as its owner; nothing else tells which plan a function runs."""
    body = await big.admin.fetchval("select prosrc from pg_proc where proname = $1", finder)
    await big.admin.execute(f"set plan_cache_mode = {mode}; prepare body (jsonb, integer) as {body}")
    try:
        wanted = json.dumps({"theme": {"colour": "c7"}})
        plan = await plan_of(big.admin, f"execute body ('{wanted}', 50)", SEARCHER)
    finally:
        await big.admin.execute("deallocate body; reset plan_cache_mode")
    assert f"Bitmap Index Scan on {FINDERS[finder]}_by_document" in plan


@pytest.mark.parametrize("finder", FINDERS)
async def test_a_finder_finds_the_tenant_s_own_rows_and_no_others(big, finder):
    wanted = json.dumps({"theme": {"colour": "c7"}})
    async with big.app.transaction():
        await big.app.execute(wall_sql(ME, None))
        found = await big.app.fetch(f"select * from core.{finder}($1, 1000)", wanted)
        owned = await big.app.fetchval(
            f"select count(*) from core.{FINDERS[finder]} where {'context' if 'conv' in finder else 'config'} @> $1",
            wanted,
        )
        assert len(found) == owned == ROWS // 5 // 1000
        assert len(await big.app.fetch(f"select * from core.{finder}($1, 3)", wanted)) == 3
        for none in ('{"theme": {"colour": "none"}}', '"c7"', '["c7"]', '{"tenant": "' + str(TENANTS[0]) + '"}'):
            assert await big.app.fetch(f"select * from core.{finder}($1)", none) == []
    assert await big.app.fetch(f"select * from core.{finder}($1)", wanted) == [], "no tenant, nothing"


async def test_a_finder_is_quicker_than_the_walled_search(big):
    wanted = json.dumps({"theme": {"colour": "c7"}})
    async with big.app.transaction():
        await big.app.execute(wall_sql(ME, None))
        through = await quickest(big.app, "select * from core.find_deployments($1, 1000)", wanted)
        walled = await quickest(big.app, "select id from core.deployments where config @> $1", wanted)
    assert through * 2 < walled, f"{through * 1000:.1f} ms through the function, {walled * 1000:.1f} ms without"


async def quickest(connection: Any, query: str, *values: Any) -> float:
    times = []
    for _ in range(5):
        began = time.perf_counter()
        await connection.fetch(query, *values)
        times.append(time.perf_counter() - began)
    return min(times)


async def test_the_counter_of_a_conversation_touches_no_index(big):
    """Every turn updates message_count and updated_at: HOT, though the table has five indexes, one of them GIN."""
    await big.admin.execute("select pg_stat_reset_single_table_counters('core.conversations'::regclass)")
    ids = [row["id"] for row in await big.admin.fetch("select id from core.conversations limit 200")]
    for _ in range(10):
        for each in ids:
            await big.admin.execute(
                "update core.conversations set message_count = message_count + 2, updated_at = clock_timestamp()"
                " where id = $1 and tenant_id = any($2)",
                each,
                list(TENANTS),
            )
    await big.admin.execute("select pg_stat_force_next_flush()")
    updated, hot = await big.admin.fetchrow(
        "select n_tup_upd, n_tup_hot_upd from pg_stat_user_tables where relid = 'core.conversations'::regclass"
    )
    assert updated == 2000
    assert hot >= 0.9 * updated, f"{hot} of {updated} updates stayed within their page"
