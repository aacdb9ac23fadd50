"""Dead letters are revived beside a running dispatcher: however they meet, nothing of their subject is stuck."""

import asyncio

import pytest

from tests.house import dispatching
from tests.log import emit, looking, metered, until
from vito_contracts.hooks import Subscription
from vito_contracts.ids import new_id
from vito_core.events.desk import EventDesk
from vito_core.testing import EngineOf, add_plugin, new_tenant

SUBSCRIBER = "listener/main"


class Listener:
    def __init__(self) -> None:
        self.heard: list[int] = []
        self.failing: set[int] = set()

    async def hear(self, scope, event) -> None:
        number = event.payload["quantity"]
        if number in self.failing:
            raise RuntimeError("not today")
        self.heard.append(number)


@pytest.fixture
async def house(engine_of: EngineOf):
    engine = await engine_of()
    listener = Listener()
    add_plugin(engine, "listener", subscriptions=(Subscription(("usage.metered",), listener.hear),))
    scope, _ = await new_tenant(engine, "one")
    return engine, scope, listener


async def park(connection, state: str, next_at: str, numbers: set[int]) -> None:
    """What some dispatcher left behind."""
    await connection.execute(
        "insert into core.parked_events (tenant_id, subscriber, event, subject, txid, seq, attempts, next_at, state,"
        " error_code) select tenant_id, $1, id, subject, txid, seq, 1, $3::text::timestamptz, $2, 'X' from core.events"
        " where (payload->>'quantity')::int = any($4)",
        SUBSCRIBER,
        state,
        next_at,
        list(numbers),
    )
    await connection.execute(
        "insert into core.cursors (subscriber, shard, txid, seq) select $1, n, pg_current_xact_id(), 0"
        " from generate_series(0, 15) n on conflict do nothing",
        SUBSCRIBER,
    )


async def test_a_replay_beside_the_settling_of_the_subjects_first_event_is_not_stuck(house):
    """The dispatcher has deleted event 1 and woken whom it saw, and commits after the replay has looked."""
    engine, scope, listener = house
    subject = new_id()
    await emit(engine, scope, *(metered(subject, number) for number in (1, 2, 3)))
    async with looking(engine) as connection:
        await park(connection, "waiting", "now", {1})
        await park(connection, "dead", "infinity", {2})
        await park(connection, "waiting", "infinity", {3})
        settling = connection.transaction()
        await settling.start()
        await connection.execute(
            "delete from core.parked_events p using core.events e where e.id = p.event"
            " and (e.payload->>'quantity')::int = 1"
        )
        replay = asyncio.create_task(
            EventDesk(engine.pools, engine.types).replay(scope, event=None, subscriber=SUBSCRIBER)
        )
        await asyncio.sleep(0.3)
        await settling.commit()
        assert await replay == 1
    async with dispatching(engine):
        await until(lambda: listener.heard == [2, 3], 5)


async def test_a_subject_whose_first_event_has_no_time_is_found_and_goes_on(house):
    engine, scope, listener = house
    subject = new_id()
    await emit(engine, scope, metered(subject, 1), metered(subject, 2))
    async with looking(engine) as connection:
        await park(connection, "waiting", "infinity", {1, 2})
    async with dispatching(engine):
        await until(lambda: listener.heard == [1, 2], 5)


async def test_replaying_all_goes_in_batches_and_keeps_the_order(house, monkeypatch):
    monkeypatch.setattr("vito_core.events.desk.REPLAYED_AT_ONCE", 7, raising=False)
    engine, scope, listener = house
    subjects = [new_id() for _ in range(3)]
    await emit(engine, scope, *(metered(subjects[number % 3], number) for number in range(60)))
    batches = 0
    within = engine.pools.within

    def counting(tenant):
        nonlocal batches
        batches += 1
        return within(tenant)

    async with looking(engine) as connection:
        await park(connection, "dead", "infinity", set(range(60)))
        monkeypatch.setattr(engine.pools, "within", counting)
        assert await EventDesk(engine.pools, engine.types).replay(scope, event=None, subscriber=SUBSCRIBER) == 60
        monkeypatch.undo()
        assert batches == 9
    async with dispatching(engine):
        await until(lambda: len(listener.heard) == 60)
    for rest in range(3):
        assert [number for number in listener.heard if number % 3 == rest] == list(range(rest, 60, 3))


async def test_what_is_revived_behind_a_failing_event_waits_for_it_without_a_time(house):
    """Its time would keep the dispatcher looking at it for nothing."""
    engine, scope, listener = house
    subject = new_id()
    await emit(engine, scope, *(metered(subject, number) for number in (1, 2)))
    listener.failing = {1}
    async with looking(engine) as connection:
        await park(connection, "dead", "infinity", {2})
        await connection.execute(
            "insert into core.parked_events (tenant_id, subscriber, event, subject, txid, seq, attempts, next_at,"
            " state, error_code) select tenant_id, $1, id, subject, txid, seq, 3,"
            " clock_timestamp() + interval '3 seconds', 'waiting', 'X' from core.events"
            " where (payload->>'quantity')::int = 1",
            SUBSCRIBER,
        )
        async with dispatching(engine):
            await EventDesk(engine.pools, engine.types).replay(scope, event=None, subscriber=SUBSCRIBER)
            await asyncio.sleep(1)
            times = "select count(*) from core.parked_events where next_at = 'infinity' and state = 'waiting'"
            assert await connection.fetchval(times) == 1
            listener.failing = set()
            await until(lambda: listener.heard == [1, 2])
