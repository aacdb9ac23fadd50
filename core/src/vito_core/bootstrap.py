"""The first child the supervisor runs: loads the plugins, migrates, and makes the platform's own tenant.

A process of its own, so that a plugin that cannot be imported is one clear line and never half an engine.
"""

import asyncio
import os
import sys

import asyncpg
import msgspec

from vito_contracts.errors import VitoError
from vito_contracts.manifest import ComplianceTier
from vito_contracts.tenancy import Role, TenantKind
from vito_core.bootstrap_model import DATABASE, ENVIRONMENT, PLATFORM, BootstrapOrder, BootstrapReport
from vito_core.container import build
from vito_core.db.migrate import migrate, prepare_database
from vito_core.engine import Engine
from vito_core.events.counter import require_counter
from vito_core.installation import owning
from vito_core.logs import configure
from vito_core.settings import from_json


async def prepare(order: BootstrapOrder) -> BootstrapReport:
    """Idempotent. Raises `InvalidInput` for an installation that cannot start, `Conflict` for a database of another,
    or one restored into a new cluster."""
    engine = build(order.settings)
    found = engine.load()
    engine.keyring.require()
    async with owning(order.admin_dsn, DATABASE, order.installation, adopt=order.adopt):
        await prepare_database(f"{order.admin_dsn}/postgres", DATABASE, order.logins)
        await migrate(f"{order.admin_dsn}/{DATABASE}", engine.registry.migration_sets(found))
    await _require_counter(order.settings.dispatcher_url)
    await engine.open()
    try:
        await engine.keyring.adopt()
        key = order.platform_key
        if not key or await engine.tenancy.holder(key) is None:
            key = await _platform_key(engine)
        plugins = {each.id: each.error for each in engine.registry.plugins.values()}
        return BootstrapReport(platform_key=key, plugins=plugins)
    finally:
        await engine.close()


async def _require_counter(dispatcher_dsn: str) -> None:
    connection = await asyncpg.connect(dispatcher_dsn)
    try:
        await require_counter(connection)
    finally:
        await connection.close()


async def _platform_key(engine: Engine) -> str:
    for tenant in await engine.tenancy.all_ids():
        found = await engine.tenancy.get(tenant)
        if found is not None and found.slug == PLATFORM:
            # The home lost the key (a damaged note): a new one, the old stays valid until it is revoked.
            return await engine.tenancy.add_key(tenant, "platform", Role.PLATFORM_ADMIN)
    made = await engine.tenancy.create(
        slug=PLATFORM,
        name="ViTo",
        kind=TenantKind.PLATFORM,
        tier=ComplianceTier.ENTERPRISE,
        role=Role.PLATFORM_ADMIN,
    )
    return made.key


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
