"""Roles, schemas and migrations: the core's and each admitted plugin's, in one place and one lock."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import asyncpg
import msgspec
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from vito_contracts.sql import SEARCHER, WALLED, plugin_role
from vito_core.db.logins import Logins

_HERE = Path(__file__).parent
_LOCK = 4_242_001
MONTHS_AHEAD = 24

APP, DISPATCHER, RESOLVER = "vito_app", "vito_dispatcher", "vito_resolver"


class MigrationSet(msgspec.Struct, frozen=True):
    """One schema with its own version table. `folder`: Alembic version files."""

    schema: str
    folder: Path
    metadata: Any = None


CORE = MigrationSet("core", _HERE / "migrations")


async def prepare_database(admin_dsn: str, database: str, logins: Logins) -> None:
    """Makes the database, the extension and the core's roles; idempotent. `admin_dsn` may create roles."""
    connection = await asyncpg.connect(admin_dsn)
    try:
        if not await connection.fetchval("select true from pg_database where datname = $1", database):
            await connection.execute(f'create database "{database}"')
        for role in (RESOLVER, SEARCHER, WALLED):
            await _ensure_role(connection, role, "nologin")
        for role, password in ((APP, logins.app), (DISPATCHER, logins.dispatcher)):
            await _ensure_role(connection, role, "login")
            await connection.execute(f"alter role {role} password {_literal(password)}")
        await connection.execute(f"grant {WALLED} to {APP}")
    finally:
        await connection.close()


async def migrate(admin_dsn: str, sets: Sequence[MigrationSet]) -> None:
    """Brings the core and then each plugin to its newest revision. Safe to run from several processes at once."""
    connection = await asyncpg.connect(admin_dsn)
    try:
        await connection.execute("select pg_advisory_lock($1::bigint)", _LOCK)
        await connection.execute("create extension if not exists vector with schema public")
        for each in (CORE, *sets):
            await _ensure_schema(connection, each.schema)
        for each in (CORE, *sets):
            await _upgrade(admin_dsn, each)
        await connection.execute("select core.ensure_message_partitions($1)", MONTHS_AHEAD)
    finally:
        await connection.close()


async def _upgrade(admin_dsn: str, migrations: MigrationSet) -> None:
    engine = create_async_engine(admin_dsn.replace("postgresql://", "postgresql+asyncpg://", 1), poolclass=NullPool)
    try:
        async with engine.connect() as connection:
            await connection.run_sync(lambda sync: command.upgrade(alembic_config(migrations, sync), "head"))
            await connection.commit()
    finally:
        await engine.dispose()


def alembic_config(migrations: MigrationSet, connection: sa.Connection) -> Config:
    """The configuration Alembic's commands need for one schema, on an open connection."""
    config = Config()
    config.set_main_option("script_location", str(_HERE / "alembic").replace("%", "%%"))
    config.set_main_option("version_locations", str(migrations.folder).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    config.attributes.update(connection=connection, schema=migrations.schema, metadata=migrations.metadata)
    return config


async def _ensure_role(connection: asyncpg.Connection, role: str, login: str) -> None:
    if not await connection.fetchval("select true from pg_roles where rolname = $1", role):
        await connection.execute(f'create role "{role}" {login} nosuperuser nobypassrls nocreatedb nocreaterole')


async def _ensure_schema(connection: asyncpg.Connection, schema: str) -> None:
    await connection.execute(f'create schema if not exists "{schema}"')
    if schema == "core":
        await connection.execute(f"grant usage on schema core to {WALLED}, {DISPATCHER}, {RESOLVER}, {SEARCHER}")
        await connection.execute(f"grant create on schema core to {RESOLVER}")
        return
    role = plugin_role(schema)
    await _ensure_role(connection, role, "nologin")
    await connection.execute(f'grant {WALLED} to "{role}"')
    await connection.execute(f'grant "{role}" to {APP}')
    await connection.execute(f'grant usage on schema "{schema}" to "{role}"')


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
