"""What waits without counting attempts costs little, is told soon when its reason is gone, and holds up no tenant."""

import asyncio
from uuid import UUID

import pytest

from tests.house import dispatching
from tests.log import emit, looking, metered, until
from vito_contracts.effects import StopReleased
from vito_contracts.errors import CapabilityUnavailable, EffectsStopped
from vito_contracts.events import NewEvent
from vito_contracts.hooks import Subscription
from vito_contracts.ids import new_id
from vito_core.events.parking import PATIENT_LONGEST, delay
from vito_core.testing import EngineOf, add_plugin, new_tenant


class Listener:
    """`refusal`: what the handler raises instead of hearing."""

    def __init__(self) -> None:
        self.heard: list[int] = []
        self.tries = 0
        self.refusal: Exception | None = None

    async def hear(self, scope, event) -> None:
        self.tries += 1
        if self.refusal is not None:
            raise self.refusal
        self.heard.append(event.payload["quantity"])


async def parked(connection, code: str, number: int) -> None:
    async with asyncio.timeout(10):
        question = "select count(*) from core.parked_events where error_code = $1 and next_at > clock_timestamp()"
        while await connection.fetchval(question, code) != number:
            await asyncio.sleep(0.05)


@pytest.fixture
async def house(engine_of: EngineOf):
    engine = await engine_of()
    listener = Listener()
    subscription = Subscription(("usage.metered",), listener.hear, while_disabled="replay")
    add_plugin(engine, "listener", subscriptions=(subscription,))
    scope, _ = await new_tenant(engine, "one")
    return engine, scope, listener


def test_the_pauses_grow_to_a_minute():
    pauses = [delay("plugin_disabled", 0, number) for number in range(8)]
    assert pauses[:4] == [4.0, 8.0, 16.0, 32.0]
    assert pauses[4:] == [PATIENT_LONGEST] * 4


async def test_the_pauses_of_an_event_grow_and_its_attempts_do_not(house, monkeypatch):
    monkeypatch.setattr("vito_core.events.parking.PATIENT_SECONDS", 0.1)
    engine, scope, listener = house
    listener.refusal = EffectsStopped("held")
    await emit(engine, scope, metered(new_id(), 1))
    async with dispatching(engine):
        await asyncio.sleep(3)
        tries = listener.tries
    assert 3 <= tries <= 6  # after 0.1, 0.3, 0.7, 1.5 s; at one pace it would be 15 and more
    async with looking(engine) as connection:
        row = await connection.fetchrow("select attempts, pauses from core.parked_events")
    assert tuple(row) == (0, tries)


@pytest.mark.parametrize("refusal", [None, CapabilityUnavailable("x", "off")])
async def test_switching_a_plugin_on_ends_a_long_pause(house, monkeypatch, refusal):
    monkeypatch.setattr("vito_core.events.parking.PATIENT_SECONDS", 60.0)
    engine, scope, listener = house
    listener.refusal = refusal
    add_plugin(engine, "other")
    switched = "listener" if refusal is None else "other"
    await engine.gate.switch(scope.tenant, switched, False)
    await emit(engine, scope, *(metered(new_id(), number) for number in range(20)))
    async with dispatching(engine), looking(engine) as connection:
        await parked(connection, "plugin_disabled" if refusal is None else "capability_unavailable", 20)
        await asyncio.sleep(1.5)
        listener.refusal = None
        await engine.gate.switch(scope.tenant, switched, True)
        await until(lambda: len(listener.heard) == 20, 5)


async def test_releasing_a_stop_ends_a_long_pause(house, monkeypatch):
    monkeypatch.setattr("vito_core.events.parking.PATIENT_SECONDS", 60.0)
    engine, scope, listener = house
    listener.refusal = EffectsStopped("held")
    await emit(engine, scope, metered(new_id(), 1))
    async with dispatching(engine), looking(engine) as connection:
        await parked(connection, "stopped", 1)
        listener.refusal = None
        stop = new_id()
        await emit(engine, scope, NewEvent(type="stop.released", subject=stop, payload=released(stop)))
        await until(lambda: listener.heard == [1], 5)


def released(stop: UUID) -> StopReleased:
    return StopReleased(stop=stop, level="tenant")


async def test_what_is_due_of_a_tenant_whose_plugin_is_off_is_put_off_unread(house, monkeypatch):
    engine, scope, listener = house
    await engine.gate.switch(scope.tenant, "listener", False)
    await emit(engine, scope, *(metered(new_id(), number) for number in range(20)))
    read: list[int] = []
    async with dispatching(engine), looking(engine) as connection:
        await parked(connection, "plugin_disabled", 20)

        async def waiting(connection, subscriber, subjects):
            read.append(len(subjects))
            return []

        monkeypatch.setattr("vito_core.events.lane.waiting", waiting)
        await connection.execute("update core.parked_events set next_at = clock_timestamp()")
        await parked(connection, "plugin_disabled", 20)
        assert await connection.fetchval("select min(pauses) from core.parked_events") == 2
    assert read == []
    assert listener.tries == 0


async def test_a_tenants_retry_does_not_wait_for_thousands_of_another(house):
    """The other's are due since an hour, and each takes its time."""
    engine, scope, _ = house
    other, _ = await new_tenant(engine, "two")
    handled: list[UUID] = []

    async def slow(_scope, event) -> None:
        handled.append(event.tenant)
        await asyncio.sleep(0.05)

    engine.contributions.subscriptions.clear()
    add_plugin(engine, "listener", subscriptions=(Subscription(("usage.metered",), slow),))
    await emit(engine, scope, *(metered(new_id(), number) for number in range(2000)))
    await emit(engine, other, *(metered(new_id(), number) for number in range(3)))
    async with looking(engine) as connection:
        await connection.execute(
            "insert into core.parked_events (tenant_id, subscriber, event, subject, txid, seq, attempts, next_at,"
            " state, error_code) select tenant_id, 'listener/main', id, subject, txid, seq, 1, clock_timestamp() -"
            " case when tenant_id = $1 then interval '1 hour' else interval '1 second' end, 'waiting', 'X'"
            " from core.events",
            scope.tenant,
        )
        await connection.execute(
            "insert into core.cursors (subscriber, shard, txid, seq) select 'listener/main', n, pg_current_xact_id(), 0"
            " from generate_series(0, 15) n"
        )
    async with dispatching(engine):
        await until(lambda: handled.count(other.tenant) == 3, 20)
        assert handled.count(scope.tenant) < 200
        engine.contributions.subscriptions.clear()
