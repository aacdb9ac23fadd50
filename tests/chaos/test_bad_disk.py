"""A full disk: what cannot be stored is refused as a problem, nothing is half done, and all goes on with space.

Simulated: a trigger answers an insert into one table with SQLSTATE 53100 (disk_full), as PostgreSQL does when it cannot
extend a table's file.
"""

import contextlib
from collections.abc import AsyncIterator

import asyncpg
import httpx
import pytest

from tests.chaos.ground import Caller, Listener, Parrot, at_last, until, write
from tests.house import dispatching
from vito_contracts.ids import new_id
from vito_core.embedded.postgres import PostgresAddress
from vito_core.testing import EngineOf, admin_dsn, api_of, furnish, new_tenant
from vito_core.web.problems import problem_of

FULL = """
create or replace function public.disk_full() returns trigger language plpgsql as $$
begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$
"""


class Disk:
    """The disk below an engine's database."""

    def __init__(self, dsn: str) -> None:
        self._dsn = dsn

    @contextlib.asynccontextmanager
    async def full(self, *tables: str) -> AsyncIterator[None]:
        """While inside, these tables take no row."""
        connection = await asyncpg.connect(self._dsn)
        try:
            await connection.execute(FULL)
            for table in tables:
                await connection.execute(
                    f"create trigger disk_full before insert on core.{table} execute function public.disk_full()"
                )
            yield
            for table in tables:
                await connection.execute(f"drop trigger disk_full on core.{table}")
        finally:
            await connection.close()


@pytest.fixture
async def stage(engine_of: EngineOf, postgres: PostgresAddress):
    engine = await engine_of()
    return engine, Disk(admin_dsn(postgres, engine.settings.database_url.rpartition("/")[2]))


def assert_no_space(answer: httpx.Response) -> None:
    assert answer.status_code == 507, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["retry-after"]
    assert answer.json()["type"] == "urn:vito:problem:storage-full"
    assert "No space left on device" not in answer.text, "the database's own words stay inside"


@pytest.mark.parametrize("table", ["messages", "events"])
async def test_a_turn_is_refused_whole_and_answered_when_there_is_space(stage, table: str):
    """`messages`: the turn cannot be accepted. `events`: it was accepted, its reply cannot be stored."""
    engine, disk = stage
    Parrot().join(engine)
    tenant = await furnish(engine, "one")
    async with api_of(engine) as client:
        caller = Caller(client, tenant)
        await caller.open()
        async with disk.full(table):
            assert_no_space(await caller.say("hello", key="k"))
            assert "You said: hello." not in await caller.messages()
        answer = await at_last(lambda: answered(caller))
        assert answer["text"] == "You said: hello."
        assert await caller.messages() == ["hello", "You said: hello."]
    async with engine.pools.within(tenant.scope.tenant) as connection:
        assert await connection.fetchval("select count(*) from core.turns") == 1
        assert await connection.fetchval("select count(*) from core.events where type = 'turn.completed'") == 1


async def answered(caller: Caller) -> dict:
    answer = await caller.say("hello", key="k")
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_a_comment_is_refused_whole_and_taken_when_there_is_space(stage):
    engine, disk = stage
    Parrot().join(engine)
    tenant = await furnish(engine, "one")
    async with api_of(engine) as client:
        caller = Caller(client, tenant)
        async with disk.full("contacts", "events"):
            assert_no_space(await caller.open())
        assert (await caller.open()).status_code == 201
    async with engine.pools.within(tenant.scope.tenant) as connection:
        assert await connection.fetchval("select count(*) from core.contacts") == 1


async def test_events_are_all_appended_or_none(stage):
    engine, disk = stage
    listener = Listener()
    listener.join(engine, "listener")
    scope, _ = await new_tenant(engine, "one")
    subject = new_id()
    async with disk.full("events"):
        with pytest.raises(asyncpg.DiskFullError):
            await write(engine, scope, (subject, 1), (subject, 2))
    await write(engine, scope, (subject, 1), (subject, 2))
    async with dispatching(engine):
        await until(lambda: len(listener.heard) == 2)
    assert listener.numbers(subject) == [1, 2]


async def test_the_dispatcher_waits_for_space_and_loses_no_event(stage):
    """Its own books cannot be written: neither that an event failed, nor that one was handled."""
    engine, disk = stage
    listener = Listener()
    listener.join(engine, "listener")
    scope, _ = await new_tenant(engine, "one")
    failing, fine = new_id(), new_id()
    listener.raises = {2}
    async with dispatching(engine):
        async with disk.full("parked_events", "deliveries"):
            await write(engine, scope, (failing, 1), (failing, 2), (failing, 3), (fine, 11))
            await until(lambda: listener.tries.count(2) >= 2)
            assert listener.numbers(failing) == [1], "a later event of a failed one's subject was handled"
        listener.raises = set()
        await until(lambda: listener.numbers(failing) == [1, 2, 3] and listener.numbers(fine) == [11], seconds=30)


def test_other_shortages_ask_to_repeat():
    for error in (asyncpg.TooManyConnectionsError("x"), asyncpg.OutOfMemoryError("x")):
        problem = problem_of(error)
        assert (problem.status, problem.type) == (503, "urn:vito:problem:unavailable")
