"""The first child the supervisor runs: loads the plugins, migrates, and makes the platform's own tenant.

A process of its own, so that a plugin that cannot be imported is one clear line and never half an engine.
"""

import asyncio
import contextlib
import os
import sys
from collections.abc import AsyncIterator, Sequence

import asyncpg
import msgspec

from vito_contracts.errors import InvalidInput, VitoError
from vito_contracts.ids import TenantId, new_id
from vito_contracts.manifest import ComplianceTier
from vito_contracts.tenancy import Role, TenantKind
from vito_core.bootstrap_model import DATABASE, ENVIRONMENT, BootstrapOrder, BootstrapReport
from vito_core.container import build
from vito_core.db.address import place_of
from vito_core.db.migrate import migrate, prepare_database, prepare_logins
from vito_core.db.migration_set import CORE, MigrationSet
from vito_core.db.revisions import newest_revision
from vito_core.engine import Engine
from vito_core.events.counter import require_counter
from vito_core.identity.secrets import KEY_PREFIX, secret_hash
from vito_core.installation import owning
from vito_core.logs import configure
from vito_core.names import PLATFORM
from vito_core.servers import PLATFORM_KEY
from vito_core.settings import from_json
from vito_core.tenancy import NewTenant

_LOCK = 4_242_018
LEAST_KEY = 37
"""Characters of a key that is given: 128 bits in hexadecimal behind the prefix."""


async def prepare(order: BootstrapOrder) -> BootstrapReport:
    """Idempotent. Raises `InvalidInput` for an installation that cannot start, `Conflict` for a database of another,
    or one restored into a new cluster."""
    engine = build(order.settings)
    found = engine.load()
    engine.keyring.require()
    if order.migrate:
        await _migrate(order, engine.registry.migration_sets(found))
    else:
        await _require_migrated(order.settings.database_url)
    await _require_counter(order.settings.dispatcher_url)
    await engine.open()
    try:
        await engine.keyring.adopt()
        key = await _platform_key(engine, order)
        plugins = {each.id: each.error for each in engine.registry.plugins.values()}
        return BootstrapReport(platform_key=key, plugins=plugins)
    finally:
        await engine.close()


async def _migrate(order: BootstrapOrder, sets: Sequence[MigrationSet]) -> None:
    server = order.database_url or f"{order.admin_dsn}/postgres"
    dsn = order.database_url or f"{order.admin_dsn}/{DATABASE}"
    async with owning(server, dsn, order.installation, adopt=order.adopt):
        if order.database_url:
            await prepare_logins(dsn, order.logins)
        else:
            await prepare_database(server, DATABASE, order.logins)
        await migrate(dsn, sets)


async def _require_migrated(dsn: str) -> None:
    """Newer is right: a release works on the database of the next one, so that an upgrade stops nobody."""
    connection = await asyncpg.connect(dsn)
    try:
        found = await connection.fetchval("select to_regprocedure('core.revision()')") and await connection.fetchval(
            "select core.revision()"
        )
    finally:
        await connection.close()
    wanted = str(newest_revision(CORE))
    if str(found or "") < wanted:
        raise InvalidInput(
            f"the database {place_of(dsn)} is at {found or 'no revision'} and this version needs {wanted}: run `vito db"
            " upgrade` first, or leave out --no-migrate"
        )


async def _require_counter(dispatcher_dsn: str) -> None:
    connection = await asyncpg.connect(dispatcher_dsn)
    try:
        await require_counter(connection)
    finally:
        await connection.close()


async def _platform_key(engine: Engine, order: BootstrapOrder) -> str:
    """The one that was given, made valid if it is not yet; else a new one. "" where others make it."""
    key = order.platform_key
    if key and await engine.tenancy.holder(key) is not None:
        return key
    if key and order.key_is_given:
        async with _alone(order.settings.database_url):
            if await engine.tenancy.holder(key) is None:
                await _adopt_key(engine, await _platform(engine) or (await _make_platform(engine)).tenant.id, key)
        return key
    if not order.migrate:
        return ""
    tenant = await _platform(engine)
    if tenant is None:
        return (await _make_platform(engine)).key
    # The home lost the key (a damaged note): a new one, the old stays valid until it is revoked.
    return await engine.tenancy.add_key(tenant, "platform", Role.PLATFORM_ADMIN)


@contextlib.asynccontextmanager
async def _alone(dsn: str) -> AsyncIterator[None]:
    """Several processes that are started at once make one platform."""
    connection = await asyncpg.connect(dsn)
    try:
        await connection.execute("select pg_advisory_lock($1::bigint)", _LOCK)
        yield
    finally:
        await connection.close()


async def _platform(engine: Engine) -> TenantId | None:
    for tenant in await engine.tenancy.all_ids():
        found = await engine.tenancy.get(tenant)
        if found is not None and found.slug == PLATFORM:
            return tenant
    return None


async def _make_platform(engine: Engine) -> NewTenant:
    return await engine.tenancy.create(
        slug=PLATFORM,
        name="ViTo",
        kind=TenantKind.PLATFORM,
        tier=ComplianceTier.ENTERPRISE,
        role=Role.PLATFORM_ADMIN,
    )


async def _adopt_key(engine: Engine, tenant: TenantId, key: str) -> None:
    """Raises `InvalidInput` for one that could be guessed, or that no request could carry."""
    if not key.startswith(KEY_PREFIX) or len(key) < LEAST_KEY or not (key.isascii() and key.isprintable()):
        raise InvalidInput(
            f"{PLATFORM_KEY}: must be {KEY_PREFIX!r} and at least {LEAST_KEY - len(KEY_PREFIX)} random characters"
            f' (printf "{KEY_PREFIX}%s" "$(openssl rand -hex 32)")'
        )
    async with engine.pools.within(tenant) as connection:
        await connection.execute(
            "insert into core.api_keys (tenant_id, id, name, key_hash, role) values ($1, $2, 'given', $3, $4)",
            tenant,
            new_id(),
            secret_hash(key),
            Role.PLATFORM_ADMIN,
        )


def main() -> int:
    configure("bootstrap")
    order = from_json(os.environ[ENVIRONMENT], BootstrapOrder)
    try:
        report = asyncio.run(prepare(order))
    except VitoError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except (asyncpg.PostgresError, OSError) as error:
        sys.stderr.write(f"the database could not be prepared: {type(error).__name__}: {error}\n")
        return 2
    sys.stdout.write(msgspec.json.encode(report).decode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
