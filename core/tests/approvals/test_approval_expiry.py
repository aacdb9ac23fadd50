"""Expired means not done: by the database's clock, whoever looks or nobody, and never approved as well."""

import asyncio
import datetime as dt

import asyncpg
import pytest

from tests.approval_queue import KIND, Queue, overdue, queue_of_another_tenant
from vito_contracts.approvals import ApprovalState
from vito_contracts.errors import Conflict, InvalidInput
from vito_core.approvals.expiry import keep_expiring
from vito_core.testing import EngineOf, admin_dsn

APPROVED, EDITED, REJECTED = ApprovalState.APPROVED, ApprovalState.EDITED, ApprovalState.REJECTED


async def test_what_is_due_can_no_longer_be_approved(queue: Queue):
    asked = await queue.ask()
    await overdue(queue, asked)
    with pytest.raises(Conflict, match="expired at"):
        await queue.decide(asked, APPROVED)
    found = await queue.get(asked)
    assert (found.state, found.granted) == (ApprovalState.EXPIRED, False)
    assert (await queue.events())[-1] == (
        "approval.decided",
        {"approval": str(asked.id), "kind": "poster.post", "state": "expired"},
    )


async def test_approving_in_the_very_moment_of_expiry_is_one_or_the_other(queue: Queue):
    """Deciders and expirers race across the limit; whatever a decider was told is what stands."""
    outcomes = set()
    for number in range(40):
        asked = await queue.ask(f"k{number}", expires_in=dt.timedelta(milliseconds=12))

        async def decide(asked=asked, seconds=0.001 * (number % 12)):
            await asyncio.sleep(seconds)
            return await queue.decide(asked, APPROVED)

        answers = await asyncio.gather(
            decide(), *(queue.desk.expire_due(queue.scope.tenant) for _ in range(3)), return_exceptions=True
        )
        await asyncio.sleep(0.01)
        await queue.desk.expire_due(queue.scope.tenant)
        found = await queue.get(asked)
        assert found.granted == (not isinstance(answers[0], Conflict)), answers
        assert found.state in (APPROVED, ApprovalState.EXPIRED)
        outcomes.add(found.state)
    told = [payload["approval"] for name, payload in await queue.events() if name == "approval.decided"]
    assert len(told) == len(set(told)) == 40
    assert ApprovalState.EXPIRED in outcomes


@pytest.mark.parametrize("look", ["get", "show", "ask", "queue"])
async def test_reading_expires_what_is_due(queue: Queue, look: str):
    asked = await queue.ask()
    await overdue(queue, asked)
    looks = {
        "get": lambda: queue.get(asked),
        "show": lambda: queue.desk.show(queue.scope, asked.id),
        "ask": queue.ask,
        "queue": lambda: queue.desk.queue(queue.scope),
    }
    seen = await looks[look]()
    assert (seen[0] if look == "queue" else seen).state is ApprovalState.EXPIRED
    assert await queue.desk.queue(queue.scope, state=ApprovalState.PENDING) == []
    assert [payload.get("state") for _, payload in await queue.events()] == [None, "expired"]


async def test_the_loop_expires_every_tenants_and_several_loops_are_harmless(queue: Queue):
    other = await queue_of_another_tenant(queue.engine)
    mine, theirs = [await each.ask(expires_in=dt.timedelta(milliseconds=300)) for each in (queue, other)]
    lasting = await other.ask("lasting")
    stop = asyncio.Event()
    loops = [asyncio.create_task(keep_expiring(queue.desk, queue.engine.log, stop)) for _ in range(3)]
    async with asyncio.timeout(10):
        while len(await queue.events()) < 2 or len(await other.events()) < 3:
            await asyncio.sleep(0.05)
    stop.set()
    await asyncio.gather(*loops)
    async with queue.engine.pools.within(queue.scope.tenant) as connection:
        assert await connection.fetchval("select state from core.approvals where id = $1", mine.id) == "expired"
    assert (await other.get(theirs)).state is ApprovalState.EXPIRED
    assert (await other.get(lasting)).state is ApprovalState.PENDING
    assert [name for name, _ in await queue.events()].count("approval.decided") == 1


async def test_the_loop_outlives_a_tenant_whose_expiry_fails(queue: Queue, monkeypatch: pytest.MonkeyPatch):
    other = await queue_of_another_tenant(queue.engine)
    for each in (queue, other):
        await overdue(each, await each.ask())
    expire, stop = type(queue.desk).expire_due, asyncio.Event()

    async def shaky(desk, tenant):
        if tenant == queue.scope.tenant:
            raise ConnectionError
        return await expire(desk, tenant)

    monkeypatch.setattr(type(queue.desk), "expire_due", shaky)
    loop = asyncio.create_task(keep_expiring(queue.desk, queue.engine.log, stop))
    async with asyncio.timeout(10):
        while len(await other.events()) < 2:
            await asyncio.sleep(0.05)
    stop.set()
    await loop
    assert len(await queue.events()) == 1


async def test_expiring_more_than_one_batch(queue: Queue, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("vito_core.approvals.desk.EXPIRED_AT_ONCE", 3)
    for number in range(7):
        await overdue(queue, await queue.ask(f"k{number}"))
    counts = await asyncio.gather(*(queue.desk.expire_due(queue.scope.tenant) for _ in range(3)))
    assert sum(counts) == 7
    assert [name for name, _ in await queue.events()].count("approval.decided") == 7


async def test_the_days_of_an_installation(engine_of: EngineOf):
    engine = await engine_of(seconds_per_day=2.0)
    engine.approvals.fill([("poster", KIND)])
    queue = await queue_of_another_tenant(engine)
    asked = await queue.ask(expires_in=dt.timedelta(days=3))
    assert dt.timedelta(seconds=5) < asked.expires_at - asked.asked_at < dt.timedelta(seconds=7)


@pytest.mark.parametrize("days", [0, -1, 367])
async def test_a_life_of_no_time_or_for_ever_is_refused(queue: Queue, days: int):
    with pytest.raises(InvalidInput, match="lives"):
        await queue.ask(expires_in=dt.timedelta(days=days))


async def test_the_resolver_sees_which_tenants_have_something_due_and_nothing_else(queue: Queue, postgres):
    await queue.ask(text="do not read me")
    database = queue.engine.settings.database_url.rsplit("/", 1)[1]
    connection = await asyncpg.connect(admin_dsn(postgres, database))
    try:
        await connection.execute("set role vito_resolver")
        seen = await connection.fetch("select tenant_id, state, expires_at from core.approvals")
        assert queue.scope.tenant in [row["tenant_id"] for row in seen]
        for column in ("proposal", "edited", "note", "subject", "*"):
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.fetch(f"select {column} from core.approvals")
    finally:
        await connection.close()


async def test_a_look_at_the_queue_expires_a_few_and_shows_them_all_as_expired(
    queue: Queue, monkeypatch: pytest.MonkeyPatch
):
    """What is due is told of by the loop; the page of a tenant with thousands due is not held up by it."""
    monkeypatch.setattr("vito_core.approvals.desk.EXPIRED_AT_ONCE", 2)
    due = [await queue.ask(f"k{number}") for number in range(5)]
    for each in due:
        await overdue(queue, each)
    lasting = await queue.ask("lasting")
    pending = await queue.desk.queue(queue.scope, state=ApprovalState.PENDING)
    assert [row.id for row in pending] == [lasting.id]
    assert [name for name, _ in await queue.events()].count("approval.decided") == 2
    expired = await queue.desk.queue(queue.scope, state=ApprovalState.EXPIRED)
    assert [row.id for row in expired] == [each.id for each in due]
    everything = await queue.desk.queue(queue.scope)
    assert [row.state for row in everything] == [ApprovalState.EXPIRED] * 5 + [ApprovalState.PENDING]
    assert all(row.decided_at is not None for row in everything[:5])
    assert [name for name, _ in await queue.events()].count("approval.decided") == 5
