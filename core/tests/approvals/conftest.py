"""An engine for a whole file; every test has tenants of its own."""

from collections.abc import AsyncIterator

import pytest

from tests.approval_queue import KIND, Queue, queue_of_another_tenant
from vito_core.engine import Engine
from vito_core.testing import engine_on


@pytest.fixture(scope="module")
async def engine(postgres, tmp_path_factory) -> AsyncIterator[Engine]:
    """One for all: every test has tenants of its own."""
    made, _ = await engine_on(postgres, tmp_path_factory.mktemp("approvals"), (), {})
    yield made
    await made.close()


@pytest.fixture
async def queue(engine: Engine) -> Queue:
    engine.approvals.fill([("poster", KIND)])
    return await queue_of_another_tenant(engine)
