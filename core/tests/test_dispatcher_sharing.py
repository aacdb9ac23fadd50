"""Several dispatchers share the cursors, take over from dead and hung ones, and a stale one changes nothing."""

import asyncio
import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from types import SimpleNamespace
from uuid import UUID

import pytest

from tests.log import emit, looking, metered, until
from vito_contracts.hooks import Subscription
from vito_contracts.ids import new_id
from vito_core.events.dispatcher import Dispatcher
from vito_core.events.leases import LEASE_SECONDS, MARGIN_SECONDS, Leases, save, share
from vito_core.events.log import append
from vito_core.events.model import SHARDS, Held, LeaseLost, Subscriber
from vito_core.testing import EngineOf, add_plugin, new_tenant


class Listener:
    def __init__(self) -> None:
        self.heard: dict[UUID, list[int]] = {}
        self.seconds = 0.0

    async def hear(self, scope, event) -> None:
        if self.seconds:
            await asyncio.sleep(self.seconds)
        self.heard.setdefault(event.subject, []).append(event.payload["quantity"])

    @property
    def count(self) -> int:
        return sum(map(len, self.heard.values()))


@contextlib.asynccontextmanager
async def running(dispatcher: Dispatcher):
    stop = asyncio.Event()
    task = asyncio.create_task(dispatcher.run(stop))
    try:
        yield
    finally:
        stop.set()
        await task


@pytest.fixture
async def house(engine_of: EngineOf):
    engine = await engine_of()
    listener = Listener()
    add_plugin(engine, "listener", subscriptions=(Subscription(("usage.metered",), listener.hear),))
    scope, _ = await new_tenant(engine, "one")
    return engine, scope, listener


async def owners(connection) -> dict[UUID | None, int]:
    rows = await connection.fetch(
        "select owner, count(*) as n from core.cursors where subscriber = 'listener/main' group by owner"
    )
    return {row["owner"]: row["n"] for row in rows}


async def test_writers_with_random_delays_lose_nothing_and_keep_the_order_of_a_subject(engine_of: EngineOf):
    """Eight writers at once, each transaction held open for a random while between writing and committing."""
    engine = await engine_of()
    listener = Listener()
    add_plugin(engine, "listener", subscriptions=(Subscription(("usage.metered",), listener.hear),))
    scope, _ = await new_tenant(engine, "one")
    chance = random.Random(20260102)
    subjects = [new_id() for _ in range(12)]
    written: dict[UUID, list[int]] = {subject: [] for subject in subjects}
    turns = {subject: asyncio.Lock() for subject in subjects}

    async def write(writer: int) -> None:
        for _ in range(20):
            subject = chance.choice(subjects)
            # One writer of a subject at a time: only then is there an order to keep.
            async with turns[subject]:
                first = len(written[subject])
                numbers = list(range(first, first + chance.randint(1, 3)))
                async with engine.pools.within(scope.tenant) as connection:
                    for number in numbers:
                        await append(connection, scope.tenant, "core", engine.types, [metered(subject, number)])
                        await asyncio.sleep(chance.random() * 0.04)
                written[subject] += numbers

    async with running(engine.dispatcher()), running(engine.dispatcher()):
        await asyncio.gather(*(write(writer) for writer in range(8)))
        await until(lambda: listener.count >= sum(map(len, written.values())))
        await asyncio.sleep(0.3)
    assert listener.heard == {subject: numbers for subject, numbers in written.items() if numbers}


async def test_two_dispatchers_share_and_the_rest_takes_over_when_one_leaves(house):
    engine, scope, listener = house
    async with looking(engine) as connection:
        async with running(engine.dispatcher()):
            await until_owned(connection, 1)
            async with running(engine.dispatcher()):
                await until_owned(connection, 2)
                assert sorted((await owners(connection)).values()) == [SHARDS // 2, SHARDS // 2]
                await emit(engine, scope, *(metered(new_id(), number) for number in range(100)))
                await until(lambda: listener.count >= 100)
                await asyncio.sleep(0.3)
                assert listener.count == 100
            await until_owned(connection, 1)
        assert await owners(connection) == {None: SHARDS}


async def until_owned(connection, count: int) -> None:
    async with asyncio.timeout(15):
        while True:
            found = await owners(connection)
            if None not in found and len(found) == count:
                return
            await asyncio.sleep(0.05)


STRANGER = """
import asyncio, sys
from uuid import UUID
from vito_contracts.hooks import Subscription
from vito_core.events.dispatcher import Dispatcher, Subscriber
from vito_core.events.types import EventTypes
from vito_core.gate import PluginSet
import structlog

async def hear(scope, event):
    print(event.payload["quantity"], flush=True)

async def effective(tenants):
    return {tenant: PluginSet(("listener",), {}, 1) for tenant in tenants}

async def main():
    subscriber = Subscriber(id="listener/main", plugin="listener", subscription=Subscription(("usage.metered",), hear))
    dispatcher = Dispatcher(sys.argv[1], [subscriber], effective, EventTypes(), structlog.get_logger())
    await dispatcher.run(asyncio.Event())

asyncio.run(main())
"""


@pytest.mark.parametrize(("how", "within"), [(signal.SIGKILL, 4.0), (signal.SIGSTOP, 10.0)])
async def test_the_rest_takes_over_from_a_killed_and_from_a_hung_process(house, how, within):
    engine, scope, listener = house
    command = [sys.executable, "-c", STRANGER, engine.settings.dispatcher_url]
    # In a process of its own: only a process can be killed, or hang as a whole.
    other = subprocess.Popen(command, stdout=subprocess.PIPE)  # noqa: ASYNC220
    try:
        async with looking(engine) as connection:
            await until_owned(connection, 1)
            async with running(engine.dispatcher()):
                await until_owned(connection, 2)
                os.kill(other.pid, how)
                await emit(engine, scope, *(metered(new_id(), number) for number in range(64)))
                # What the other one had not begun comes here; the sum is at least everything.
                assert await until(lambda: listener.count == 64, within + 10) < within
                await until_owned(connection, 1)
    finally:
        other.kill()
        other.wait()
        other.stdout.close()


async def test_a_stale_dispatchers_update_changes_nothing(house):
    engine, *_ = house
    async with looking(engine) as one, looking(engine) as two, looking(engine) as connection:
        subscriber = Subscriber(
            id="listener/main", plugin="listener", subscription=Subscription(("usage.metered",), lambda *_: None)
        )
        stale, fresh = Leases(one, new_id()), Leases(two, new_id())
        await stale.join([subscriber])
        ((_, _, held),) = await stale.claim([("listener/main", 3)])
        assert await save(connection, stale.me, [("listener/main", 3, held)]) == {("listener/main", 3)}
        await connection.execute("update core.dispatchers set lease_until = now() - interval '1 s'")
        await fresh.join([subscriber])
        assert await fresh.reap() == [stale.me]
        ((_, _, taken),) = await fresh.claim([("listener/main", 3)])
        assert taken.fence == held.fence + 1
        further = Held(fence=held.fence, position=(999, 9))
        assert await save(connection, stale.me, [("listener/main", 3, further)]) == set()
        assert await save(connection, fresh.me, [("listener/main", 3, further)]) == set()
        row = await connection.fetchrow("select txid::text, seq from core.cursors where shard = 3")
        assert (row["txid"], row["seq"]) == ("0", -1)
        with pytest.raises(LeaseLost):
            await stale.beat()


async def test_a_clock_that_was_set_back_does_not_make_a_lease_eternal(house):
    engine, *_ = house
    async with looking(engine) as one, looking(engine) as two:
        hung, fresh = Leases(one, new_id()), Leases(two, new_id())
        await hung.join([])
        await fresh.join([])
        assert await fresh.reap() == []
        await two.execute("update core.dispatchers set lease_until = now() + interval '1 hour' where id = $1", hung.me)
        assert await fresh.reap() == [hung.me]


async def test_nothing_is_handled_once_the_lease_could_not_be_renewed(house, monkeypatch):
    """The dispatcher stops by its own clock, before others may begin."""
    engine, scope, listener = house
    async with looking(engine) as connection, running(engine.dispatcher()):
        await until_owned(connection, 1)
        listener.seconds = 0.5

        async def deaf(self) -> None:
            raise LeaseLost

        with monkeypatch.context() as patch:
            patch.setattr(Leases, "beat", deaf)
            await emit(engine, scope, *(metered(subject, n) for subject in [new_id()] for n in range(10)))
            await asyncio.sleep(4)
            heard = listener.count
            assert heard < 10
            await asyncio.sleep(1)
        listener.seconds = 0.0
        await until(lambda: listener.count >= 10)


async def test_a_lease_ends_by_the_dispatchers_own_clock_before_the_others_look(house, monkeypatch):
    engine, *_ = house
    async with looking(engine) as connection:
        leases = Leases(connection, new_id())
        await leases.join([])
        leases.check()
        lasts = LEASE_SECONDS - MARGIN_SECONDS
        later = time.monotonic() + lasts
        monkeypatch.setattr("vito_core.events.leases.time", SimpleNamespace(monotonic=lambda: later))
        with pytest.raises(LeaseLost):
            leases.check()
        assert lasts < LEASE_SECONDS
        assert await connection.fetchval("select lease_until > clock_timestamp() from core.dispatchers")


async def test_a_dispatcher_goes_on_after_its_connections_were_cut(house):
    engine, scope, listener = house
    async with looking(engine) as connection, running(engine.dispatcher()):
        await until_owned(connection, 1)
        await connection.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'vito_dispatcher'"
            " and datname = current_database() and pid <> pg_backend_pid()"
        )
        await emit(engine, scope, metered(new_id(), 1))
        await until(lambda: listener.count == 1)


def test_shards_are_shared_out_whole_and_evenly():
    one, two, three = sorted(new_id() for _ in range(3))
    both, only = frozenset({"a", "b"}), frozenset({"a"})
    members = [(one, both), (two, both), (three, only)]
    for subscriber, serving in (("a", (one, two, three)), ("b", (one, two))):
        shares = [share(members, each, subscriber) for each in serving]
        assert set().union(*shares) == set(range(SHARDS))
        assert sum(map(len, shares)) == SHARDS
        assert max(map(len, shares)) - min(map(len, shares)) <= 1
    assert share(members, three, "b") == set()
    assert share(members, new_id(), "a") == set()
