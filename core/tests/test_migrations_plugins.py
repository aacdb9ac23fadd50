"""The migrations of every shipped plugin and host: up and down on data, and the same tables as `tables.py` says."""

import contextlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, NamedTuple
from uuid import uuid4

import asyncpg
import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from tests.rows import Filler, contents, differences, structure
from vito_core.db.catalogue import TENANT_EXPRESSION
from vito_core.db.check import check
from vito_core.db.installed import InstalledSets, installed_sets
from vito_core.db.migrate import alembic_connection, ensure_schema, migrate, prepare_database
from vito_core.db.migration_set import CORE, MigrationSet
from vito_core.db.revisions import VERSION_TABLE, downgrade_to, states, upgrade_to
from vito_core.embedded.postgres import PostgresAddress
from vito_core.testing import LOGINS, admin_dsn

PLUGINS_FILE = Path(__file__).parents[2] / "plugins.toml"


class Database(NamedTuple):
    dsn: str
    connection: Any


@pytest.fixture(scope="module")
def shipped() -> InstalledSets:
    return installed_sets(PLUGINS_FILE)


@pytest.fixture(scope="module", params=["postgres16", "postgres"])
async def address(request: pytest.FixtureRequest) -> PostgresAddress:
    found: PostgresAddress = request.getfixturevalue(request.param)
    return found


@pytest.fixture
async def database(address: PostgresAddress) -> AsyncIterator[Database]:
    async with migrated_database(address) as made:
        yield made


@pytest.fixture(scope="module")
async def looked_at(address: PostgresAddress, shipped: InstalledSets) -> AsyncIterator[Database]:
    """With every shipped plugin; for tests that change nothing."""
    async with migrated_database(address) as made:
        await migrate(made.dsn, shipped.sets)
        yield made


@contextlib.asynccontextmanager
async def migrated_database(address: PostgresAddress) -> AsyncIterator[Database]:
    name = f"test_{uuid4().hex}"
    await prepare_database(admin_dsn(address, "postgres"), name, LOGINS)
    await migrate(admin_dsn(address, name), [])
    connection = await asyncpg.connect(admin_dsn(address, name))
    try:
        yield Database(admin_dsn(address, name), connection)
    finally:
        await connection.close()


async def test_every_shipped_plugin_can_be_loaded(shipped):
    assert shipped.faults == ()
    assert len(shipped.plugins) >= 7


async def test_each_plugin_goes_up_and_down_on_data_and_leaves_the_others_alone(database, shipped):
    await Filler(database.connection, "core").fill()
    shapes: dict[tuple[str, str], set[str]] = {}
    for each in shipped.sets:
        await ensure_schema(database.connection, each.schema)
        shapes[each.schema, "base"] = await structure(database.connection, each.schema)
        filler = Filler(database.connection, each.schema)
        for revision in (await _state(database, each)).pending:
            await move(database, upgrade_to, each, revision)
            shapes[each.schema, revision] = await structure(database.connection, each.schema)
            await filler.fill()
        assert [table for table, rows in (await contents(database.connection, each.schema)).items() if not rows] == []

    others = {each.schema: await contents(database.connection, each.schema) for each in (CORE, *shipped.sets)}
    for each in shipped.sets:
        del others[each.schema]
        for revision in [name for schema, name in shapes if schema == each.schema][-2::-1]:
            await move(database, downgrade_to, each, revision)
            found = await structure(database.connection, each.schema)
            assert found == shapes[each.schema, revision], (
                f"{revision} differs: {found ^ shapes[each.schema, revision]}"
            )
        for schema, before in others.items():
            assert await contents(database.connection, schema) == before

    await migrate(database.dsn, shipped.sets)
    for each in shipped.sets:
        assert (await _state(database, each)).pending == ()


async def move(database: Database, step: Any, migrations: MigrationSet, revision: str) -> None:
    before = await contents(database.connection, migrations.schema)
    await step(database.dsn, migrations, revision)
    await database.connection.reload_schema_state()
    assert differences(before, await contents(database.connection, migrations.schema)) == []


async def _state(database: Database, migrations: MigrationSet) -> Any:
    return (await states(database.connection, [migrations]))[1]


# tables.py says FetchedValue: the expression is the migration's alone.
@pytest.mark.filterwarnings("ignore:Computed default on chunks.tsv cannot be modified:UserWarning")
async def test_tables_and_migrations_say_the_same(looked_at, shipped):
    for each in shipped.sets:
        assert each.metadata is not None
        async with alembic_connection(looked_at.dsn) as alembic:
            assert await alembic.run_sync(compared, each) == [], each.schema


async def test_a_table_that_no_migration_makes_is_noticed(looked_at, shipped):
    metadata = sa.MetaData(schema="sales")
    for table in shipped.named("sales").metadata.tables.values():
        table.to_metadata(metadata)
    sa.Table("forgotten", metadata, sa.Column("id", sa.Integer, primary_key=True))
    metadata.tables["sales.leads"].append_column(sa.Column("forgotten", sa.Text))
    planted = MigrationSet("sales", shipped.named("sales").folder, metadata)
    async with alembic_connection(looked_at.dsn) as alembic:
        found = await alembic.run_sync(compared, planted)
    assert {difference[0] for difference in found} == {"add_table", "add_column"}


def compared(connection: sa.Connection, migrations: MigrationSet) -> list[Any]:
    """What autogenerate would write, column types, defaults, keys and indexes included.

    All but the default of `tenant_id`, which PostgreSQL gives back in words of its own.
    """
    options = {
        "include_schemas": True,
        "include_name": lambda name, kind, _: name == migrations.schema if kind == "schema" else True,
        "version_table": VERSION_TABLE,
        "version_table_schema": migrations.schema,
        "compare_server_default": True,
    }
    found = compare_metadata(MigrationContext.configure(connection, opts=options), migrations.metadata)
    tenants = ("modify_default", "tenant_id")
    return [each for each in found if not (isinstance(each, list) and (each[0][0], each[0][3]) == tenants)]


async def test_every_tenant_id_is_the_transaction_s_tenant_by_default(looked_at, shipped):
    for each in shipped.sets:
        defaults = await looked_at.connection.fetch(
            "select column_default from information_schema.columns"
            " where table_schema = $1 and column_name = 'tenant_id'",
            each.schema,
        )
        assert {f"(tenant_id = {row[0]})" for row in defaults} == {TENANT_EXPRESSION}, each.schema


async def test_an_uninstalled_plugin_bricks_nothing(database, shipped):
    gone = "knowledge"
    await migrate(database.dsn, shipped.sets)
    await Filler(database.connection, gone).fill()
    # Its code may have been newer than what comes back: nobody knows the revision in its table any more.
    await database.connection.execute(f"update \"{gone}\".{VERSION_TABLE} set version_num = '{gone}_9999'")
    data = await contents(database.connection, gone)
    left = [each for each in shipped.sets if each.schema != gone]

    report = await check(database.connection, left)
    assert report.idle == (gone,)
    assert (report.pending, report.unknown) == ([], [])
    assert gone not in str(report.holes)
    for each in left:
        await downgrade_to(database.dsn, each, "base")
    await migrate(database.dsn, left)
    assert (await check(database.connection, left)).pending == []
    assert await contents(database.connection, gone) == data


def test_a_plugin_that_is_admitted_and_not_installed_is_a_note(tmp_path: Path):
    file = tmp_path / "plugins.toml"
    file.write_text("[plugins.sales-host]\n[plugins.long-gone]\n", encoding="utf-8")
    found = installed_sets(file)
    assert list(found.plugins) == ["sales-host"]
    assert found.faults == ("plugin long-gone: not installed",)
