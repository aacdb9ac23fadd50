"""A database that is killed and comes back: in the middle of dispatching, of appending, of a turn."""

import asyncio
import contextlib
import os
import signal
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.chaos.ground import Caller, Listener, Parrot, at_last, noted, until, write
from tests.chaos.plan import PLUGIN
from tests.house import dispatching
from vito_contracts.ids import new_id
from vito_core.db.pool import GONE
from vito_core.embedded.postgres import EmbeddedPostgres
from vito_core.engine import Engine
from vito_core.events.log import append
from vito_core.testing import api_of, engine_on, furnish, new_tenant


@pytest.fixture(scope="module")
def mortal() -> Iterator[EmbeddedPostgres]:
    """A server of our own: others would miss the shared one."""
    with tempfile.TemporaryDirectory(prefix="vito-test-") as folder:
        server = EmbeddedPostgres(Path(folder) / "postgres")
        try:
            yield server
        finally:
            server.stop()


@pytest.fixture
async def engine(mortal: EmbeddedPostgres, tmp_path: Path) -> AsyncIterator[Engine]:
    made, _ = await engine_on(mortal.start(), tmp_path, (), {})
    yield made
    await made.close()


def kill(server: EmbeddedPostgres) -> None:
    pid = server.status().pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)


async def test_dispatching_goes_on_where_it_was(mortal: EmbeddedPostgres, engine: Engine):
    listener = Listener(pause=0.02)
    listener.join(engine, "listener")
    scope, _ = await new_tenant(engine, "one")
    subjects = [new_id() for _ in range(3)]
    await write(engine, scope, *((subject, number) for number in range(1, 41) for subject in subjects))
    async with dispatching(engine):
        await until(lambda: len(listener.heard) > 20)
        kill(mortal)
        before = len(listener.heard)
        await asyncio.to_thread(mortal.start)
        await until(lambda: all(len(listener.numbers(subject)) == 40 for subject in subjects), seconds=40)
    assert before < 120, "the kill came after all was handled"
    assert [listener.numbers(subject) for subject in subjects] == [list(range(1, 41))] * 3


async def test_an_append_that_was_cut_off_leaves_nothing_and_can_be_repeated(mortal: EmbeddedPostgres, engine: Engine):
    listener = Listener()
    listener.join(engine, "listener")
    scope, _ = await new_tenant(engine, "one")
    subject = new_id()
    events = noted(*((subject, number) for number in (1, 2, 3)))

    async def cut_off() -> None:
        async with engine.pools.within(scope.tenant) as connection:
            await append(connection, scope.tenant, PLUGIN, engine.types, events)
            kill(mortal)
            await connection.execute("select pg_sleep(5)")

    with pytest.raises(GONE):
        await cut_off()
    await asyncio.to_thread(mortal.start)
    async with dispatching(engine):
        await asyncio.sleep(0.5)
        assert listener.heard == []
        await at_last(lambda: write(engine, scope, *((subject, number) for number in (1, 2, 3))))
        await until(lambda: len(listener.heard) == 3)
    assert listener.numbers(subject) == [1, 2, 3]


async def test_a_turn_that_was_cut_off_is_answered_when_it_is_repeated(mortal: EmbeddedPostgres, engine: Engine):
    parrot = Parrot()
    parrot.join(engine)
    tenant = await furnish(engine, "one")

    async def cut() -> None:
        parrot.during = None
        kill(mortal)
        # A backend outlives its postmaster for a moment, and could still complete the turn.
        with contextlib.suppress(*GONE):
            while True:
                async with engine.pools.without_tenant() as connection:
                    await connection.fetchval("select 1")
                await asyncio.sleep(0.02)
        await asyncio.sleep(0.3)

    async with api_of(engine) as client:
        caller = Caller(client, tenant)
        await caller.open()
        parrot.during = cut
        refused = await caller.say("hello", key="k")
        assert refused.status_code == 503, refused.text
        assert refused.headers["content-type"] == "application/problem+json"
        assert refused.json()["type"] == "urn:vito:problem:unavailable"
        assert "same key" in refused.json()["detail"]
        # While it is away as well: an answer at once, never a traceback.
        assert (await caller.say("hello", key="k")).status_code == 503
        await asyncio.to_thread(mortal.start)
        answer = await at_last(lambda: answered(caller))
        assert answer["text"] == "You said: hello."
        assert await caller.messages() == ["hello", "You said: hello."]
        repeated = (await caller.say("hello", key="k")).json()
        assert (repeated["id"], repeated["repeated"]) == (answer["id"], True)
    async with engine.pools.within(tenant.scope.tenant) as connection:
        count = await connection.fetchval("select count(*) from core.events where type = 'turn.completed'")
    assert count == 1


async def answered(caller: Caller) -> dict:
    answer = await caller.say("hello", key="k")
    assert answer.status_code == 200, answer.text
    return answer.json()
