"""The whole installation's catalogue: whatever is not held back by the wall is on a list, by name and with a reason."""

import tomllib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import asyncpg
import msgspec
import pytest

from tests.house import PLUGINS
from vito_core.db import catalogue
from vito_core.db.allow_list import CORE_ALLOWS, AllowList
from vito_core.db.check import Report, check
from vito_core.db.installed import installed_sets
from vito_core.db.migration_set import CORE
from vito_core.embedded.postgres import PostgresAddress
from vito_core.testing import EngineOf, admin_dsn

ROOT = Path(__file__).parents[2]
SHIPPED = msgspec.convert(tomllib.loads(Path(__file__).with_name("allow_list.toml").read_text("utf-8")), AllowList)


@pytest.fixture
async def connection(engine_of: EngineOf, postgres: PostgresAddress) -> AsyncIterator[Any]:
    engine = await engine_of(*PLUGINS)
    database = engine.settings.database_url.rpartition("/")[2]
    opened = await asyncpg.connect(admin_dsn(postgres, database))
    yield opened
    await opened.close()


async def look(connection: Any, allowed: AllowList) -> Report:
    sets = installed_sets(ROOT / "plugins.toml").sets
    return await check(connection, sets, allowed, trust_searches=False)


async def test_what_the_wall_does_not_hold_back_is_on_the_list(connection):
    report = await look(connection, CORE_ALLOWS | SHIPPED)
    assert [f"{hole.what}: {hole.says}" for hole in report.holes] == []
    assert report.summary()["app_role_bypasses"] is False
    assert (report.pending, report.idle) == ([], ())
    assert {state.schema for state in report.schemas} > {CORE.schema}


async def test_the_list_names_nothing_that_is_not_there(connection):
    """An entry that nothing needs would let the next thing of that name through unseen."""
    bare = {hole.what for hole in (await look(connection, AllowList())).holes}
    assert (CORE_ALLOWS | SHIPPED).names() - bare == set()


async def test_every_entry_has_a_reason():
    for kind in msgspec.structs.astuple(CORE_ALLOWS | SHIPPED):
        for name, reason in kind.items():
            assert len(reason) > 15, name


async def test_the_walk_reaches_every_table_and_partition(connection):
    seen = {row["name"] for row in await connection.fetch(catalogue.RELATIONS)}
    everything = await connection.fetch(
        "select schemaname || '.' || tablename as name from pg_tables"
        " where schemaname not in ('pg_catalog', 'information_schema')"
    )
    assert {row["name"] for row in everything} == seen
    tenants = await connection.fetch(
        "select table_schema || '.' || table_name as name from information_schema.columns"
        " where column_name = 'tenant_id'"
    )
    report = await look(connection, CORE_ALLOWS | SHIPPED)
    assert report.tenant_tables == len(tenants) > 60
