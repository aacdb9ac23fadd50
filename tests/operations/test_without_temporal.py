"""A process behind the API that starts while Temporal is away does what needs no Temporal."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

import pytest

from tests.log import emit, metered, until
from vito_contracts.hooks import Subscription
from vito_contracts.ids import new_id
from vito_core import worker
from vito_core.engine import Engine
from vito_core.roles import Role
from vito_core.telemetry.health import State
from vito_core.testing import EngineOf, add_plugin, new_tenant


@contextlib.asynccontextmanager
async def running(engine: Engine, role: Role) -> AsyncIterator["asyncio.Task[None]"]:
    stop = asyncio.Event()
    task = asyncio.create_task(worker.run(engine, stop, role))
    try:
        yield task
    finally:
        stop.set()
        async with asyncio.timeout(20):
            await task


@pytest.mark.parametrize("role", [Role.DISPATCHER, Role.ALL])
async def test_events_are_told_without_temporal(engine_of: EngineOf, role: Role):
    engine = await engine_of()
    heard: list[int] = []

    async def on_event(_scope, event) -> None:
        heard.append(event.payload["quantity"])

    add_plugin(engine, "listener", subscriptions=(Subscription(("usage.metered",), on_event),))
    scope, _ = await new_tenant(engine, "one")
    await emit(engine, scope, metered(new_id(), 7))
    async with running(engine, role) as task:
        await until(lambda: heard == [7] or task.done())
        ready = await engine.health.ready()
        assert (ready.status, ready.checks["temporal"]) == (State.DEGRADED, "away")
    assert heard == [7]
