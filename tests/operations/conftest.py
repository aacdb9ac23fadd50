"""One engine for a file, with the platform's own tenant; every test has tenants of its own."""

from collections.abc import AsyncIterator
from uuid import uuid4

import asyncpg
import pytest
from httpx import AsyncClient

from vito_contracts.manifest import ComplianceTier
from vito_contracts.tenancy import Role, TenantKind
from vito_core.engine import Engine
from vito_core.testing import Furnished, admin_dsn, api_of, engine_on, furnish


@pytest.fixture(scope="module")
async def engine(postgres, tmp_path_factory) -> AsyncIterator[Engine]:
    made, _ = await engine_on(postgres, tmp_path_factory.mktemp("operations"), ("knowledge", "conversation"), {})
    yield made
    await made.close()


@pytest.fixture(scope="module")
async def client(engine: Engine) -> AsyncIterator[AsyncClient]:
    async with api_of(engine) as client:
        yield client


@pytest.fixture(scope="module")
async def admin(engine: Engine, postgres) -> AsyncIterator[asyncpg.Connection]:
    """Sees all rows of all tenants."""
    connection = await asyncpg.connect(admin_dsn(postgres, engine.settings.database_url.rpartition("/")[2]))
    yield connection
    await connection.close()


@pytest.fixture(scope="module")
async def platform(engine: Engine) -> dict[str, str]:
    """Headers with the platform's key."""
    made = await engine.tenancy.create(
        slug="vito-internal",
        name="ViTo",
        kind=TenantKind.PLATFORM,
        tier=ComplianceTier.ENTERPRISE,
        role=Role.PLATFORM_ADMIN,
    )
    return {"authorization": f"Bearer {made.key}"}


@pytest.fixture
async def tenant(engine: Engine) -> Furnished:
    return await furnish(engine, f"t-{uuid4().hex[:12]}")


@pytest.fixture
def key(tenant: Furnished) -> dict[str, str]:
    return {"authorization": f"Bearer {tenant.key}"}
