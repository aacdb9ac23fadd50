"""Subscribers that raise, hang, or leave; events of unknown, old and newer types: each has a clear outcome."""

import asyncio

import asyncpg
import pytest

from tests.house import dispatching
from tests.log import emit, metered, until
from vito_contracts.errors import EffectsStopped
from vito_contracts.events import EventType, UsageMetered
from vito_contracts.hooks import Subscription
from vito_contracts.ids import TenantId, new_id
from vito_core.engine import Engine
from vito_core.events.log import EventReader
from vito_core.testing import EngineOf, add_plugin, new_tenant


class Listener:
    """`misdeeds`: quantity → what the handler does instead of hearing it."""

    def __init__(self) -> None:
        self.heard: list[int] = []
        self.misdeeds = {}
        self.tries = 0

    async def hear(self, scope, event) -> None:
        self.tries += 1
        number = event.read(UsageMetered).quantity
        if number in self.misdeeds:
            await self.misdeeds[number]()
        self.heard.append(number)


async def write_raw(engine: Engine, scope, name: str, version: int, payload: str) -> None:
    """As another release of the engine would have written it."""
    async with engine.pools.within(scope.tenant) as connection:
        await connection.execute(
            "insert into core.events (tenant_id, id, type, version, subject, payload, plugin)"
            " values ($1, $2, $3, $4, $5, $6, 'core')",
            scope.tenant,
            new_id(),
            name,
            version,
            new_id(),
            payload,
        )


async def parked(engine: Engine) -> dict[str, int]:
    connection = await asyncpg.connect(engine.settings.dispatcher_url)
    try:
        rows = await connection.fetch("select error_code, count(*) as n from core.parked_events group by error_code")
    finally:
        await connection.close()
    return {row["error_code"]: row["n"] for row in rows}


@pytest.fixture
async def house(engine_of: EngineOf):
    engine = await engine_of()
    engine.own_subscriptions = list  # who else listens is counted elsewhere
    listener = Listener()
    add_plugin(engine, "listener", subscriptions=(Subscription(("usage.metered", "box.sent"), listener.hear),))
    scope, _ = await new_tenant(engine, "one")
    return engine, scope, listener


async def leave() -> None:
    raise SystemExit(3)


async def cancel() -> None:
    raise asyncio.CancelledError


async def hang() -> None:
    await asyncio.sleep(3600)


async def test_a_handler_that_exits_cancels_or_hangs_costs_its_own_event(house, monkeypatch):
    monkeypatch.setattr("vito_core.events.handling.HANDLER_SECONDS", 0.3)
    engine, scope, listener = house
    listener.misdeeds = {1: leave, 2: cancel, 3: hang}
    async with dispatching(engine):
        await emit(engine, scope, *(metered(new_id(), number) for number in range(1, 9)))
        await until(lambda: len(listener.heard) == 5)
        await asyncio.sleep(0.5)
        assert await parked(engine) == {"SystemExit": 1, "CancelledError": 1, "TimeoutError": 1}
        listener.misdeeds = {}
        await until(lambda: len(listener.heard) == 8)
        await asyncio.sleep(0.2)
    assert await parked(engine) == {}


async def test_what_a_stop_holds_waits_and_is_no_failure(house, monkeypatch):
    monkeypatch.setattr("vito_core.events.parking.MAX_ATTEMPTS", 1)
    engine, scope, listener = house

    async def held() -> None:
        raise EffectsStopped("held by a stop")

    listener.misdeeds = {1: held}
    async with dispatching(engine):
        await emit(engine, scope, metered(new_id(), 1))
        await until(lambda: listener.tries >= 1)
        await asyncio.sleep(0.3)
        assert await parked(engine) == {"stopped": 1}
        async with engine.pools.within(scope.tenant) as connection:
            assert await connection.fetchval("select core.pending_events()") == 0, "nobody waits for it"
        listener.misdeeds = {}
        await until(lambda: listener.heard == [1])


async def test_a_hanging_subscriber_does_not_hold_up_another(house):
    engine, scope, slow = house
    quick = Listener()
    add_plugin(engine, "quick", subscriptions=(Subscription(("usage.metered",), quick.hear),))
    release = asyncio.Event()
    slow.misdeeds = dict.fromkeys(range(40), release.wait)
    async with dispatching(engine):
        await emit(engine, scope, *(metered(new_id(), number) for number in range(40)))
        await until(lambda: len(quick.heard) == 40)
        assert slow.heard == []
        release.set()
        await until(lambda: len(slow.heard) == 40)


async def test_a_hanging_handler_holds_back_its_own_subject_and_no_other_tenant(house):
    """More of them than are handled side by side; while they hang, everybody else is told."""
    engine, scope, listener = house
    other, _ = await new_tenant(engine, "two")
    release = asyncio.Event()
    listener.misdeeds = dict.fromkeys(range(12), release.wait)
    subjects = [new_id() for _ in range(12)]
    async with dispatching(engine):
        await emit(engine, scope, *(metered(subject, number) for number, subject in enumerate(subjects)))
        await emit(engine, scope, *(metered(subject, 100 + number) for number, subject in enumerate(subjects)))
        await emit(engine, other, *(metered(new_id(), 200 + number) for number in range(30)))
        await until(lambda: len(listener.heard) == 30)
        assert min(listener.heard) == 200
        async with asyncio.timeout(15):
            while await parked(engine) != {"running": 12, "held_back": 12}:
                await asyncio.sleep(0.05)
        await emit(engine, other, metered(new_id(), 300))
        await until(lambda: 300 in listener.heard)
        assert await pending(engine, scope.tenant) == 12
        release.set()
        await until(lambda: len(listener.heard) == 55)
        await settled(engine, scope.tenant)
    assert await parked(engine) == {}
    assert all(listener.heard.index(number) < listener.heard.index(100 + number) for number in range(12))


async def test_a_long_subject_is_let_go_and_stays_in_order(house, monkeypatch):
    """No single event is slow; all of them together would hold up the batch."""
    monkeypatch.setattr("vito_core.events.handling.SLOW_SECONDS", 0.2)
    monkeypatch.setattr("vito_core.events.parking.EVENTS_AT_ONCE", 7)
    engine, scope, listener = house
    listener.misdeeds = dict.fromkeys(range(60), lambda: asyncio.sleep(0.05))
    subject = new_id()
    async with dispatching(engine):
        await emit(engine, scope, *(metered(subject, number) for number in range(60)))
        await until(lambda: 3 in listener.heard)
        await emit(engine, scope, metered(subject, 60), metered(new_id(), 500))
        await until(lambda: len(listener.heard) == 62, 30)
        await settled(engine, scope.tenant)
    assert listener.heard.index(500) < 60
    assert [number for number in listener.heard if number != 500] == list(range(61))
    assert await parked(engine) == {}


async def test_an_event_whose_handler_went_down_with_its_dispatcher_is_told_again_at_once(house):
    engine, scope, listener = house
    listener.misdeeds = {1: hang}
    first = asyncio.create_task(engine.dispatcher().run(asyncio.Event()))
    await emit(engine, scope, metered(new_id(), 1))
    async with asyncio.timeout(15):
        while await parked(engine) != {"running": 1}:
            await asyncio.sleep(0.05)
    first.cancel()
    await asyncio.wait([first])
    listener.misdeeds = {}
    async with dispatching(engine):
        await until(lambda: listener.heard == [1], 5)
    assert await parked(engine) == {}


async def test_a_queue_behind_a_failure_is_worked_off_in_order(house):
    """Also one longer than a single round of retries."""
    engine, scope, listener = house

    async def fail() -> None:
        raise RuntimeError

    listener.misdeeds = {0: fail}
    subject = new_id()
    async with dispatching(engine):
        await emit(engine, scope, *(metered(subject, number) for number in range(50)))
        await until(lambda: listener.tries >= 2)
        assert listener.heard == []
        listener.misdeeds = {}
        await emit(engine, scope, *(metered(subject, number) for number in range(50, 60)))
        await until(lambda: len(listener.heard) == 60)
    assert listener.heard == list(range(60))
    assert await parked(engine) == {}


async def test_a_type_nobody_registers_any_more_is_told_as_it_is(house):
    engine, scope, listener = house
    async with dispatching(engine):
        await write_raw(engine, scope, "box.sent", 1, '{"unit": "box", "quantity": 7}')
        await until(lambda: listener.heard == [7])


async def test_an_upgraded_subscriber_goes_on_where_the_old_one_stopped(house):
    engine, scope, listener = house
    await emit(engine, scope, metered(new_id(), 1))
    async with dispatching(engine):
        await until(lambda: listener.heard == [1])
        await settled(engine, scope.tenant)
    await emit(engine, scope, metered(new_id(), 2))
    newer = Listener()
    engine.contributions.subscriptions.clear()
    add_plugin(engine, "listener", subscriptions=(Subscription(("usage.metered", "turn.completed"), newer.hear),))
    async with dispatching(engine):
        await until(lambda: newer.heard == [2])
    assert listener.heard == [1]


async def test_an_old_version_is_told_and_read_as_the_current_one(house):
    engine, scope, listener = house
    upgrade = lambda payload: {"unit": "box", "quantity": payload["n"]}  # noqa: E731
    engine.types.register(EventType(name="box.sent", payload=UsageMetered, version=2, upgrades=(upgrade,)), "core")
    async with dispatching(engine):
        await write_raw(engine, scope, "box.sent", 1, '{"n": 7}')
        await emit(engine, scope, metered(new_id(), 8, "box.sent"))
        await until(lambda: sorted(listener.heard) == [7, 8])
    events = await EventReader(engine.pools, engine.types).read(scope, types=("box.sent",))
    assert [(event.version, event.read(UsageMetered).quantity) for event in events] == [(2, 7), (2, 8)]


async def test_an_upgrade_that_fails_parks_its_event(house):
    engine, scope, listener = house
    upgrade = lambda payload: {"unit": "box", "quantity": payload["n"]}  # noqa: E731
    engine.types.register(EventType(name="box.sent", payload=UsageMetered, version=2, upgrades=(upgrade,)), "core")
    async with dispatching(engine):
        await write_raw(engine, scope, "box.sent", 1, "{}")
        await write_raw(engine, scope, "box.sent", 1, '{"n": 7}')
        await until(lambda: listener.heard == [7])
        await asyncio.sleep(0.3)
    assert await parked(engine) == {"upgrade_failed": 1}


async def test_a_newer_version_waits_for_the_release_that_knows_it(house, monkeypatch):
    monkeypatch.setattr("vito_core.events.parking.PATIENT_SECONDS", 0.1)
    monkeypatch.setattr("vito_core.events.parking.MAX_ATTEMPTS", 2)
    engine, scope, listener = house
    engine.types.register(EventType(name="box.sent", payload=UsageMetered), "core")
    async with dispatching(engine):
        await write_raw(engine, scope, "box.sent", 2, '{"unit": "box", "quantity": 7}')
        await asyncio.sleep(1.5)
        assert listener.tries == 0
        assert await parked(engine) == {"newer_version": 1}
        assert await pending(engine, scope.tenant) == 0
        current = EventType(name="box.sent", payload=UsageMetered, version=2, upgrades=(dict,))
        engine.types.register(current, "core")
        await until(lambda: listener.heard == [7])


async def pending(engine: Engine, tenant: TenantId) -> int:
    async with engine.pools.within(tenant) as connection:
        return await connection.fetchval("select core.pending_events()")


async def test_replayed_events_are_counted_apart(engine_of: EngineOf, monkeypatch):
    monkeypatch.setattr("vito_core.events.parking.PATIENT_SECONDS", 0.1)
    engine = await engine_of()
    listener = Listener()
    subscription = Subscription(("usage.metered",), listener.hear, while_disabled="replay")
    add_plugin(engine, "listener", subscriptions=(subscription,))
    scope, _ = await new_tenant(engine, "one")
    await engine.gate.switch(scope.tenant, "listener", False)
    async with dispatching(engine):
        subject = new_id()
        await emit(engine, scope, *(metered(subject, number) for number in range(3)))
        await asyncio.sleep(1)
        assert listener.tries == 0
        await engine.gate.switch(scope.tenant, "listener", True)
        await until(lambda: len(listener.heard) == 3)
        await emit(engine, scope, metered(new_id(), 3))
        await until(lambda: len(listener.heard) == 4)
        await asyncio.sleep(0.3)
    async with engine.pools.within(scope.tenant) as connection:
        row = await connection.fetchrow(
            "select handled, skipped, replayed from core.deliveries where subscriber = $1", "listener/main"
        )
    assert tuple(row) == (4, 0, 3)


async def test_pending_counts_what_somebody_waits_for_and_nothing_else(house):
    engine, scope, listener = house
    await emit(engine, scope, metered(new_id(), 1))
    assert await pending(engine, scope.tenant) == 1  # no dispatcher has said yet what it wants
    async with dispatching(engine):
        await until(lambda: listener.heard == [1])
        await settled(engine, scope.tenant)
        await write_raw(engine, scope, "nobody.listens", 1, "{}")
        assert await pending(engine, scope.tenant) == 0
        await emit(engine, scope, metered(new_id(), 2))
        assert await pending(engine, scope.tenant) == 1
        await until(lambda: 2 in listener.heard)
        await settled(engine, scope.tenant)
    add_plugin(engine, "gone", subscriptions=())
    connection = await asyncpg.connect(engine.settings.dispatcher_url)
    await connection.execute("insert into core.cursors (subscriber, shard) select 'gone/main', generate_series(0, 15)")
    await connection.close()
    async with dispatching(engine):
        await asyncio.sleep(0.5)
        assert await pending(engine, scope.tenant) == 0  # a plugin that left is no reason to wait


async def settled(engine: Engine, tenant: TenantId) -> None:
    async with asyncio.timeout(5):
        while await pending(engine, tenant):
            await asyncio.sleep(0.05)


async def test_the_gate_is_asked_once_for_a_batch_of_many_tenants(engine_of: EngineOf):
    engine = await engine_of()
    listener = Listener()
    add_plugin(engine, "listener", subscriptions=(Subscription(("usage.metered",), listener.hear),))
    scopes = [(await new_tenant(engine, f"t{number}"))[0] for number in range(30)]
    for number, scope in enumerate(scopes):
        await emit(engine, scope, metered(new_id(), number))
    asked: list[int] = []
    effective = engine.gate.effective_many

    async def counting(tenants):
        asked.append(len(tenants))
        return await effective(tenants)

    engine.gate.effective_many = counting
    async with dispatching(engine):
        await until(lambda: len(listener.heard) == 30)
    assert sum(asked) == 30
    assert len(asked) <= 3


async def test_the_gate_says_the_same_for_one_and_for_many(engine_of: EngineOf):
    engine = await engine_of()
    for plugin in ("a", "b"):
        add_plugin(engine, plugin)
    one, two = (await new_tenant(engine, "one"))[0].tenant, (await new_tenant(engine, "two"))[0].tenant
    await engine.gate.switch(one, "a", False)
    nobody = TenantId(new_id())
    for _ in range(2):
        many = await engine.gate.effective_many([one, two, nobody])
        assert many == {one: await engine.gate.effective(one), two: await engine.gate.effective(two)}
        assert many[one].active == ("b",)
        assert many[two].active == ("a", "b")
    await engine.gate.switch(two, "b", False)
    assert (await engine.gate.effective_many([one, two]))[two].active == ("a",)
    assert await engine.gate.effective_many([]) == {}
