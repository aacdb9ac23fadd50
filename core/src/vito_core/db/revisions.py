"""Where each schema stands, and one schema up or down to a revision."""

from collections.abc import Sequence
from typing import Any

import asyncpg
import msgspec
import sqlalchemy as sa
from alembic import command
from alembic.script import ScriptDirectory
from alembic.script.revision import RevisionError
from alembic.util import CommandError

from vito_contracts.errors import InvalidInput
from vito_core.db.migrate import alembic_config, alembic_connection, ensure_schema, migrating, upgrade
from vito_core.db.migration_set import CORE, MigrationSet

VERSION_TABLE = "alembic_version"


class SchemaState(msgspec.Struct, frozen=True, kw_only=True):
    """`current`: None before the first migration. `unknown`: a newer version of the code migrated it."""

    schema: str
    current: str | None
    head: str | None
    pending: tuple[str, ...] = ()
    unknown: bool = False


class Losses(msgspec.Struct, frozen=True, kw_only=True):
    """What a downgrade takes away. `tables`: name → rows it holds now. `columns`: "table.column"."""

    target: str
    tables: dict[str, int]
    columns: tuple[str, ...]


async def states(connection: asyncpg.Connection, sets: Sequence[MigrationSet]) -> list[SchemaState]:
    """The core first, then the given ones."""
    return [_state(each, await _current(connection, each.schema)) for each in (CORE, *sets)]


async def require_known(connection: asyncpg.Connection, sets: Sequence[MigrationSet]) -> None:
    """Raises `InvalidInput` for a schema at a revision that the installed version of its code does not have."""
    for each in await states(connection, sets):
        if each.unknown:
            raise InvalidInput(
                f"schema {each.schema!r} is at revision {each.current}, which the installed version does not know (its"
                f" newest is {each.head}): a newer version migrated it. Install that version again, or go down first"
                f" with its `vito db downgrade --schema {each.schema} --to {each.head}`"
            )


async def idle_schemas(connection: asyncpg.Connection, sets: Sequence[MigrationSet]) -> list[str]:
    """Migrated schemas that none of the given sets owns: of plugins that are installed or admitted no more."""
    rows = await connection.fetch(
        "select n.nspname from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relname = $1"
        " and n.nspname <> all($2::text[]) order by 1",
        VERSION_TABLE,
        [CORE.schema, *(each.schema for each in sets)],
    )
    return [row["nspname"] for row in rows]


async def upgrade_to(admin_dsn: str, migrations: MigrationSet, revision: str) -> None:
    """One schema up to a revision. Raises `InvalidInput` for one that it does not have or that lies behind."""
    async with migrating(admin_dsn) as connection:
        state = _state(migrations, await _current(connection, migrations.schema))
        if _resolved(migrations, state, revision) not in (state.current, *state.pending):
            raise InvalidInput(f"schema {state.schema} is at {state.current}: {revision!r} is behind; use downgrade")
        await ensure_schema(connection, migrations.schema)
        await upgrade(admin_dsn, migrations, revision)


async def losses_of(admin_dsn: str, migrations: MigrationSet, revision: str) -> Losses:
    """Tries the downgrade, looks at what is gone, and undoes it. Raises `InvalidInput` like `downgrade_to`."""
    target = await _target(admin_dsn, migrations, revision)
    async with alembic_connection(admin_dsn) as alembic:
        return await alembic.run_sync(lambda sync: _try(sync, migrations, target))


async def downgrade_to(admin_dsn: str, migrations: MigrationSet, revision: str) -> None:
    """One schema down to a revision, `base`, or `-1` for one step; all of it or nothing.

    Raises `InvalidInput` for a revision that it does not have, or does not stand above.
    """
    target = await _target(admin_dsn, migrations, revision)
    async with migrating(admin_dsn), alembic_connection(admin_dsn) as alembic:
        await alembic.run_sync(lambda sync: command.downgrade(alembic_config(migrations, sync), target))
        await alembic.commit()


async def dispatchers_alive(admin_dsn: str) -> int:
    """How many dispatchers of engines hold a lease on this database now; 0 where none ever could."""
    connection = await asyncpg.connect(admin_dsn)
    try:
        if await connection.fetchval("select to_regclass('core.dispatchers')") is None:
            return 0
        return int(
            await connection.fetchval("select count(*) from core.dispatchers where lease_until > clock_timestamp()")
        )
    finally:
        await connection.close()


async def _target(admin_dsn: str, migrations: MigrationSet, revision: str) -> str:
    connection = await asyncpg.connect(admin_dsn)
    try:
        state = _state(migrations, await _current(connection, migrations.schema))
    finally:
        await connection.close()
    if state.current is None:
        raise InvalidInput(f"schema {state.schema} holds nothing to downgrade")
    if state.unknown:
        raise InvalidInput(
            f"schema {state.schema} is at {state.current}, which this version does not know:"
            " downgrade with the version of the code that made it"
        )
    below = [each.down_revision or "base" for each in _script(migrations).iterate_revisions(state.current, "base")]
    if revision == "-1":
        return str(below[0])
    if revision not in below:
        known = ", ".join(map(str, below))
        raise InvalidInput(f"schema {state.schema} is at {state.current}; it can go down to {known}, not {revision!r}")
    return revision


def _resolved(migrations: MigrationSet, state: SchemaState, revision: str) -> str | None:
    if state.unknown:
        raise InvalidInput(f"schema {state.schema} is at {state.current}, which this version does not know: update it")
    try:
        found = _script(migrations).get_revision(revision)
    except CommandError as error:
        raise InvalidInput(f"schema {state.schema} has no revision {revision!r}; the newest is {state.head}") from error
    return str(found.revision)


async def _current(connection: asyncpg.Connection, schema: str) -> str | None:
    if await connection.fetchval("select to_regclass(format('%I.%I', $1::text, $2::text))", schema, VERSION_TABLE):
        version = await connection.fetchval(f'select version_num from "{schema}".{VERSION_TABLE}')
        return str(version) if version is not None else None
    return None


def _state(migrations: MigrationSet, current: str | None) -> SchemaState:
    script = _script(migrations)
    head = script.get_current_head()
    try:
        pending = [each.revision for each in script.iterate_revisions("head", current or "base")]
    except (CommandError, RevisionError):
        return SchemaState(schema=migrations.schema, current=current, head=head, unknown=True)
    return SchemaState(schema=migrations.schema, current=current, head=head, pending=tuple(reversed(pending)))


def knows(migrations: MigrationSet, revision: str) -> bool:
    return revision in {each.revision for each in _script(migrations).walk_revisions()}


def newest_revision(migrations: MigrationSet) -> str | None:
    return _script(migrations).get_current_head()


def _script(migrations: MigrationSet) -> ScriptDirectory:
    return ScriptDirectory.from_config(alembic_config(migrations))


def _try(connection: sa.Connection, migrations: MigrationSet, target: str) -> Losses:
    transaction = connection.begin()
    try:
        before = _columns(connection, migrations.schema)
        rows = {table: _rows(connection, migrations.schema, table) for table in {table for table, _ in before}}
        command.downgrade(alembic_config(migrations, connection), target)
        after = _columns(connection, migrations.schema)
    finally:
        transaction.rollback()
    kept = {table for table, _ in after}
    gone = sorted(f"{table}.{column}" for table, column in before - after if table in kept)
    return Losses(
        target=target,
        tables={table: rows[table] for table in sorted(rows) if table not in kept},
        columns=tuple(gone),
    )


_COLUMNS = sa.text(
    "select c.relname, a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid"
    " where c.relnamespace = to_regnamespace(quote_ident(:schema)) and c.relkind in ('r', 'p')"
    " and not c.relispartition and c.relname <> :version and a.attnum > 0 and not a.attisdropped"
)


def _columns(connection: sa.Connection, schema: str) -> set[tuple[str, str]]:
    found = connection.execute(_COLUMNS, {"schema": schema, "version": VERSION_TABLE})
    return {(str(table), str(column)) for table, column in found}


def _rows(connection: sa.Connection, schema: str, table: str) -> int:
    counted: Any = connection.execute(sa.text(f'select count(*) from "{schema}"."{table}"')).scalar()
    return int(counted)
