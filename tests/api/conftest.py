"""Ground for tests of the API that share an engine: one for a module."""

from collections.abc import AsyncIterator

import httpx
import pytest

from tests.house import PLUGINS
from vito_core.embedded.postgres import PostgresAddress
from vito_core.engine import Engine
from vito_core.testing import Furnished, api_of, engine_on, furnish

READ_SECONDS = 0.5


@pytest.fixture(scope="module")
async def engine(postgres: PostgresAddress, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Engine]:
    """With all plugins; whoever sends slowly has half a second."""
    made, _ = await engine_on(postgres, tmp_path_factory.mktemp("api"), PLUGINS, {}, read_seconds=READ_SECONDS)
    yield made
    await made.close()


@pytest.fixture(scope="module")
async def tenant(engine: Engine) -> Furnished:
    return await furnish(engine, "one")


@pytest.fixture
async def client(engine: Engine, tenant: Furnished) -> AsyncIterator[httpx.AsyncClient]:
    async with api_of(engine) as made:
        made.headers["authorization"] = f"Bearer {tenant.key}"
        yield made
