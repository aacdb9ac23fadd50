"""Every migration of the core up and down, on data, on the oldest and the newest PostgreSQL."""

from collections.abc import AsyncIterator
from typing import Any, NamedTuple
from uuid import uuid4

import asyncpg
import pytest

from tests.rows import Filler, contents, differences, structure
from vito_contracts.errors import InvalidInput
from vito_core.db.migrate import ensure_schema, migrate, prepare_database
from vito_core.db.migration_set import CORE
from vito_core.db.revisions import downgrade_to, losses_of, states, upgrade_to
from vito_core.embedded.postgres import PostgresAddress
from vito_core.testing import LOGINS, admin_dsn

# One position of a subscriber becomes one for each shard.
MULTIPLIED = ("core.cursors",)


class Database(NamedTuple):
    dsn: str
    connection: Any


@pytest.fixture(params=["postgres16", "postgres"])
async def database(request: pytest.FixtureRequest) -> AsyncIterator[Database]:
    address: PostgresAddress = request.getfixturevalue(request.param)
    name = f"test_{uuid4().hex}"
    await prepare_database(admin_dsn(address, "postgres"), name, LOGINS)
    dsn = admin_dsn(address, name)
    connection = await asyncpg.connect(dsn)
    try:
        await connection.execute("create extension if not exists vector with schema public")
        await ensure_schema(connection, "core")
        yield Database(dsn, connection)
    finally:
        await connection.close()


async def move(database: Database, step: Any, revision: str) -> None:
    """One step; what stands in tables and columns that are there before and after must be the same."""
    before = await contents(database.connection, "core")
    await step(database.dsn, CORE, revision)
    await database.connection.reload_schema_state()
    assert differences(before, await contents(database.connection, "core"), MULTIPLIED) == []


async def test_each_revision_up_and_down_keeps_the_data_and_undoes_itself(database):
    shapes, filler = {"base": await structure(database.connection, "core")}, Filler(database.connection, "core")
    (state,) = await states(database.connection, [])
    for revision in state.pending:
        await move(database, upgrade_to, revision)
        if revision == "core_0001":
            await database.connection.execute("select core.ensure_message_partitions(1)")
        shapes[revision] = await structure(database.connection, "core")
        await filler.fill()
    filled = await contents(database.connection, "core")
    assert [table for table, rows in filled.items() if not rows] == []

    for revision in ("base", *state.pending[:-1])[::-1]:
        await move(database, downgrade_to, revision)
        found = await structure(database.connection, "core")
        assert found == shapes[revision], f"{revision} differs: {found ^ shapes[revision]}"

    await migrate(database.dsn, [])
    (state,) = await states(database.connection, [])
    assert (state.pending, state.unknown) == ((), False)


async def test_a_downgrade_says_what_goes_and_what_cannot_be_said_is_refused(database):
    await migrate(database.dsn, [])
    before = await structure(database.connection, "core")
    losses = await losses_of(database.dsn, CORE, "core_0006")
    assert losses.tables["deployments"] == 0
    assert "conversations.archived_at" in losses.columns
    assert await structure(database.connection, "core") == before, "a look changes nothing"
    with pytest.raises(InvalidInput, match="it can go down to"):
        await downgrade_to(database.dsn, CORE, "core_9999")
    with pytest.raises(InvalidInput, match="is behind; use downgrade"):
        await upgrade_to(database.dsn, CORE, "core_0001")
    with pytest.raises(InvalidInput, match="has no revision 'nonsense'"):
        await upgrade_to(database.dsn, CORE, "nonsense")


async def test_a_database_of_a_newer_version_is_left_alone(database):
    await migrate(database.dsn, [])
    await database.connection.execute("update core.alembic_version set version_num = 'core_9999'")
    (state,) = await states(database.connection, [])
    assert state.unknown
    for step in (upgrade_to, downgrade_to):
        with pytest.raises(InvalidInput, match="core_9999, which this version does not know"):
            await step(database.dsn, CORE, "core_0001")
