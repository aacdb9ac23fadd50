"""The log is dispatched at least once, in order for each subject, and a late commit is never skipped."""

import asyncio
from uuid import UUID

import asyncpg
import pytest

from tests.house import dispatching
from tests.log import emit, looking, metered, until
from vito_contracts.hooks import Subscription
from vito_contracts.ids import new_id
from vito_core.events.log import append
from vito_core.testing import EngineOf, add_plugin, new_tenant


class Listener:
    def __init__(self) -> None:
        self.heard: list[tuple[UUID, int]] = []
        self.failing: set[int] = set()
        self.tries: dict[int, int] = {}

    async def on_event(self, scope, event) -> None:
        assert scope.tenant == event.tenant
        number = event.payload["quantity"]
        self.tries[number] = self.tries.get(number, 0) + 1
        if number in self.failing:
            raise RuntimeError("not today")
        self.heard.append((event.subject, number))

    def subscription(self, **options) -> Subscription:
        return Subscription(("usage.metered",), self.on_event, **options)


@pytest.fixture
async def heard(engine_of: EngineOf):
    engine = await engine_of()
    listener = Listener()
    add_plugin(engine, "listener", subscriptions=(listener.subscription(),))
    scope, _ = await new_tenant(engine, "one")
    return engine, scope, listener


async def test_events_of_one_subject_come_in_order(heard):
    engine, scope, listener = heard
    subject = new_id()
    async with dispatching(engine):
        for number in range(1, 30):
            await emit(engine, scope, metered(subject, number))
        await until(lambda: len(listener.heard) == 29)
    assert [number for _, number in listener.heard] == list(range(1, 30))


async def test_a_transaction_that_commits_late_is_not_skipped(heard):
    engine, scope, listener = heard
    slow, fast = new_id(), new_id()
    async with dispatching(engine):
        async with engine.pools.within(scope.tenant) as connection:
            await append(connection, scope.tenant, "core", engine.types, [metered(slow, 1)])
            await emit(engine, scope, metered(fast, 2))
            await asyncio.sleep(0.5)
            assert listener.heard == []  # the horizon waits for the slow one
        await until(lambda: len(listener.heard) == 2)
    assert {number for _, number in listener.heard} == {1, 2}


async def test_a_failing_event_holds_back_its_own_subject_only(heard):
    engine, scope, listener = heard
    stuck, free = new_id(), new_id()
    listener.failing = {1}
    async with dispatching(engine):
        await emit(engine, scope, metered(stuck, 1), metered(stuck, 2), metered(free, 3))
        await until(lambda: (free, 3) in listener.heard)
        assert (stuck, 2) not in listener.heard
        listener.failing = set()
        await until(lambda: len(listener.heard) == 3)
    assert [number for subject, number in listener.heard if subject == stuck] == [1, 2]
    assert listener.tries[1] >= 2


async def test_an_event_that_keeps_failing_becomes_a_dead_letter(heard, monkeypatch):
    engine, scope, listener = heard
    monkeypatch.setattr("vito_core.events.parking.MAX_ATTEMPTS", 2)
    subject = new_id()
    listener.failing = {1}
    async with dispatching(engine):
        await emit(engine, scope, metered(subject, 1), metered(subject, 2))
        await until(lambda: (subject, 2) in listener.heard)
    connection = await asyncpg.connect(engine.settings.dispatcher_url)
    try:
        dead = await connection.fetch("select state, error_code from core.parked_events")
    finally:
        await connection.close()
    assert [(row["state"], row["error_code"]) for row in dead] == [("dead", "RuntimeError")]


_PASSED_OVER = """
select exists (select from core.deliveries where subscriber = 'skipping/main' and skipped = 1)
  and exists (select from core.parked_events where subscriber = 'keeping/main')
"""


async def test_disabled_skips_or_keeps_as_the_subscription_says(engine_of: EngineOf):
    engine = await engine_of()
    skipping, keeping = Listener(), Listener()
    add_plugin(engine, "skipping", subscriptions=(skipping.subscription(),))
    add_plugin(engine, "keeping", subscriptions=(keeping.subscription(while_disabled="replay"),))
    scope, _ = await new_tenant(engine, "one")
    for plugin in ("skipping", "keeping"):
        await engine.gate.switch(scope.tenant, plugin, False)
    subject = new_id()
    async with dispatching(engine):
        await emit(engine, scope, metered(subject, 1))
        async with looking(engine) as connection, asyncio.timeout(20):
            while not await connection.fetchval(_PASSED_OVER):
                await asyncio.sleep(0.02)
        assert skipping.heard == keeping.heard == []
        for plugin in ("skipping", "keeping"):
            await engine.gate.switch(scope.tenant, plugin, True)
        await emit(engine, scope, metered(subject, 2))
        await until(lambda: len(keeping.heard) == 2 and len(skipping.heard) == 1)
    assert [number for _, number in keeping.heard] == [1, 2]
    assert [number for _, number in skipping.heard] == [2]


async def test_only_one_of_two_dispatchers_serves_a_subscriber(heard):
    engine, scope, listener = heard
    async with dispatching(engine), dispatching(engine):
        await emit(engine, scope, *(metered(new_id(), number) for number in range(20)))
        await until(lambda: len(listener.heard) == 20)
        await asyncio.sleep(0.5)
    assert len(listener.heard) == 20
