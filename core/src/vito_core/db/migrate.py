"""Roles, schemas and migrations: the core's and each admitted plugin's, in one place and one lock."""

import contextlib
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import asyncpg
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.pool import NullPool

from vito_contracts.sql import SEARCHER, WALLED, plugin_role
from vito_core.db.logins import Logins
from vito_core.db.migration_set import CORE, MigrationSet
from vito_core.db.pool import engine_of
from vito_core.db.roles import APP, DISPATCHER, RESOLVER

_HERE = Path(__file__).parent
_LOCK = 4_242_001
MONTHS_AHEAD = 24


async def prepare_database(admin_dsn: str, database: str, logins: Logins) -> None:
    """Makes the database, the extension and the core's roles; idempotent. `admin_dsn` may create roles."""
    connection = await asyncpg.connect(admin_dsn)
    try:
        if not await connection.fetchval("select true from pg_database where datname = $1", database):
            await connection.execute(f'create database "{database}"')
    finally:
        await connection.close()
    await prepare_logins(admin_dsn, logins)


async def prepare_logins(admin_dsn: str, logins: Logins) -> None:
    """Makes the core's roles, and gives those that log in their passwords; idempotent."""
    connection = await asyncpg.connect(admin_dsn)
    try:
        await _ensure_roles(connection)
        for role, password in ((APP, logins.app), (DISPATCHER, logins.dispatcher)):
            await connection.execute(f"alter role {role} password {_literal(password)}")
    finally:
        await connection.close()


async def prepare_roles(admin_dsn: str) -> None:
    """Makes those of the core's roles that are missing. Nobody can log in as one of them before it has a password."""
    connection = await asyncpg.connect(admin_dsn)
    try:
        await _ensure_roles(connection)
    finally:
        await connection.close()


async def _ensure_roles(connection: asyncpg.Connection) -> None:
    for role in (RESOLVER, SEARCHER, WALLED):
        await _ensure_role(connection, role, "nologin")
    for role in (APP, DISPATCHER):
        await _ensure_role(connection, role, "login")
    await connection.execute(f"grant {WALLED} to {APP}")


async def migrate(admin_dsn: str, sets: Sequence[MigrationSet]) -> None:
    """Brings the core and then each plugin to its newest revision. Safe to run from several processes at once. Raises
    `InvalidInput` for a schema that a newer version of the code made."""
    from vito_core.db.revisions import require_known

    async with migrating(admin_dsn) as connection:
        await connection.execute("create extension if not exists vector with schema public")
        await require_known(connection, sets)
        for each in (CORE, *sets):
            await ensure_schema(connection, each.schema)
        for each in (CORE, *sets):
            await upgrade(admin_dsn, each, "head")
        await connection.execute("select core.ensure_message_partitions($1)", MONTHS_AHEAD)


async def upgrade(admin_dsn: str, migrations: MigrationSet, revision: str) -> None:
    """One schema, which must be there; all of it or nothing. For one who holds the lock of `migrating`."""
    async with alembic_connection(admin_dsn) as alembic:
        await alembic.run_sync(lambda sync: command.upgrade(alembic_config(migrations, sync), revision))
        await alembic.commit()


@contextlib.asynccontextmanager
async def migrating(admin_dsn: str) -> AsyncIterator[asyncpg.Connection]:
    """A connection that holds the lock of those who change the schema: one at a time, whatever the process."""
    connection = await asyncpg.connect(admin_dsn)
    try:
        await connection.execute("select pg_advisory_lock($1::bigint)", _LOCK)
        yield connection
    finally:
        await connection.close()


@contextlib.asynccontextmanager
async def alembic_connection(admin_dsn: str) -> AsyncIterator[AsyncConnection]:
    """A connection for Alembic's commands; what is not committed is undone."""
    engine = engine_of(admin_dsn, poolclass=NullPool)
    try:
        async with engine.connect() as connection:
            yield connection
    finally:
        await engine.dispose()


def alembic_config(migrations: MigrationSet, connection: sa.Connection | None = None) -> Config:
    """The configuration Alembic's commands need for one schema; those that touch the database need a connection."""
    config = Config()
    config.set_main_option("script_location", str(_HERE / "alembic").replace("%", "%%"))
    config.set_main_option("version_locations", str(migrations.folder).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    config.attributes.update(connection=connection, schema=migrations.schema, metadata=migrations.metadata)
    return config


async def _ensure_role(connection: asyncpg.Connection, role: str, login: str) -> None:
    if not await connection.fetchval("select true from pg_roles where rolname = $1", role):
        await connection.execute(f'create role "{role}" {login} nosuperuser nobypassrls nocreatedb nocreaterole')


async def ensure_schema(connection: asyncpg.Connection, schema: str) -> None:
    """The schema, the role that uses it, and what that role may do there; idempotent."""
    await connection.execute(f'create schema if not exists "{schema}"')
    if schema == "core":
        await connection.execute(f"grant usage on schema core to {WALLED}, {DISPATCHER}, {RESOLVER}, {SEARCHER}")
        await connection.execute(f"grant create on schema core to {RESOLVER}")
        return
    role = await prepare_plugin_role(connection, schema)
    await connection.execute(f'grant usage on schema "{schema}" to "{role}"')


async def prepare_plugin_role(connection: asyncpg.Connection, schema: str) -> str:
    """The role that uses a plugin's schema, which need not exist yet."""
    role = plugin_role(schema)
    await _ensure_role(connection, role, "nologin")
    await connection.execute(f'grant {WALLED} to "{role}"')
    await connection.execute(f'grant "{role}" to {APP}')
    return role


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
