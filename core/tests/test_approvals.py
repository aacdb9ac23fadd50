"""The queue of human decisions: asked once, decided once, expired by the database's clock."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from typing import Annotated
from uuid import uuid4

import asyncpg
import msgspec
import pytest

from vito_contracts.approvals import ApprovalKind, ApprovalRequest, ApprovalState
from vito_contracts.errors import Conflict, InvalidInput, NotFound
from vito_contracts.hooks import hookimpl
from vito_contracts.ids import new_id
from vito_contracts.modules import Module
from vito_contracts.scope import Actor, ActorKind
from vito_core.approvals import sql
from vito_core.approvals.expiry import keep_expiring
from vito_core.approvals.plugin import ApprovalsOfPlugin
from vito_core.approvals.records import Decision
from vito_core.engine import Engine
from vito_core.personal_data import core_rows
from vito_core.testing import EngineOf, add_contact, admin_dsn, engine_on, furnish, new_tenant

APPROVED, EDITED, REJECTED = ApprovalState.APPROVED, ApprovalState.EDITED, ApprovalState.REJECTED
DAY = dt.timedelta(days=1)


class Post(msgspec.Struct, frozen=True, kw_only=True):
    text: Annotated[str, msgspec.Meta(min_length=1, max_length=20)]
    loud: bool = False


KIND = ApprovalKind(name="poster.post", proposal=Post, title="A post")


class Queue:
    """One tenant's queue and the plugin that fills it."""

    def __init__(self, engine: Engine, scope) -> None:
        self.engine, self.scope, self.desk = engine, scope, engine.approvals
        self.plugin = ApprovalsOfPlugin(engine.approvals, "poster")

    async def ask(self, key: str = "k", text: str = "hello", expires_in: dt.timedelta = DAY, subject=None):
        proposal = Post(text=text)
        request = ApprovalRequest(
            kind="poster.post", key=key, subject=subject or new_id(), proposal=proposal, expires_in=expires_in
        )
        return await self.plugin.ask(self.scope, request)

    async def decide(self, approval, state: ApprovalState, **more):
        return await self.desk.decide(self.scope, approval.id, Decision(state=state, **more))

    async def get(self, approval):
        return await self.plugin.get(self.scope, approval.id)

    async def events(self) -> list[tuple[str, dict]]:
        async with self.engine.pools.within(self.scope.tenant) as connection:
            rows = await connection.fetch(
                "select type, payload from core.events where type like 'approval.%' order by txid, seq"
            )
        return [(row["type"], msgspec.json.decode(row["payload"])) for row in rows]


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


async def queue_of_another_tenant(engine: Engine) -> Queue:
    scope, _ = await new_tenant(engine, f"t-{uuid4().hex}")
    return Queue(engine, scope)


async def overdue(queue: Queue, approval) -> None:
    """As if its time had passed."""
    async with queue.engine.pools.within(queue.scope.tenant) as connection:
        await connection.execute(
            "update core.approvals set expires_at = clock_timestamp() - interval '1 second' where id = $1", approval.id
        )


async def test_the_same_question_is_asked_once(queue: Queue):
    first = await queue.ask()
    again = await queue.ask(text="other words")
    assert again == first
    assert (first.state, first.granted) == (ApprovalState.PENDING, False)
    assert first.proposed(Post) == Post(text="hello")
    assert dt.timedelta(hours=23) < first.expires_at - first.asked_at <= DAY + dt.timedelta(seconds=1)
    other = await queue.ask("k2")
    assert other.id != first.id
    assert [name for name, _ in await queue.events()] == ["approval.requested"] * 2


async def test_askers_of_one_question_side_by_side_are_one(queue: Queue):
    subject = new_id()
    asked = await asyncio.gather(*(queue.ask(subject=subject) for _ in range(8)))
    assert len({each.id for each in asked}) == 1
    assert len(await queue.events()) == 1


async def test_approved_as_it_is(queue: Queue):
    asked = await queue.ask()
    decider = msgspec.structs.replace(queue.scope, actor=Actor(ActorKind.API_KEY, new_id()))
    shown = await queue.desk.decide(decider, asked.id, Decision(state=APPROVED, note="fine by me"))
    assert (shown.state, shown.note, shown.decided_by) == (APPROVED, "fine by me", decider.actor.id)
    found = await queue.get(asked)
    assert (found.granted, found.proposed(Post), found.decided_by) == (True, Post(text="hello"), decider.actor.id)
    assert found.decided_at is not None


async def test_edited_is_what_is_granted_and_the_first_wording_stays(queue: Queue):
    asked = await queue.ask()
    shown = await queue.decide(asked, EDITED, proposal={"text": "better", "loud": True})
    assert (shown.proposal, shown.edited) == ({"text": "hello", "loud": False}, {"text": "better", "loud": True})
    found = await queue.get(asked)
    assert (found.state, found.granted) == (EDITED, True)
    assert found.proposed(Post) == Post(text="better", loud=True)


@pytest.mark.parametrize(
    ("proposal", "words"),
    [
        ({"text": ""}, "text"),
        ({"text": "x" * 21}, "text"),
        ({"text": 1}, "text"),
        ({}, "text"),
        ({"text": "x", "txet": "y"}, "txet"),
    ],
)
async def test_an_edit_that_does_not_fit_is_refused_and_decides_nothing(queue: Queue, proposal, words):
    asked = await queue.ask()
    with pytest.raises(InvalidInput, match=words):
        await queue.decide(asked, EDITED, proposal=proposal)
    assert (await queue.get(asked)).state is ApprovalState.PENDING


@pytest.mark.parametrize(
    "decision",
    [
        Decision(state=REJECTED),
        Decision(state=EDITED),
        Decision(state=APPROVED, proposal={"text": "x"}),
        Decision(state=REJECTED, reason_code="no", proposal={"text": "x"}),
    ],
)
async def test_half_a_decision_is_refused(queue: Queue, decision: Decision):
    asked = await queue.ask()
    with pytest.raises(InvalidInput):
        await queue.desk.decide(queue.scope, asked.id, decision)
    assert (await queue.get(asked)).state is ApprovalState.PENDING


async def test_a_rejection_says_why(queue: Queue):
    asked = await queue.ask()
    await queue.decide(asked, REJECTED, reason_code="off_brand")
    found = await queue.get(asked)
    assert (found.state, found.granted, found.reason_code) == (REJECTED, False, "off_brand")


async def test_of_many_deciders_exactly_one_wins(queue: Queue):
    finals = set()
    for number in range(12):
        asked = await queue.ask(f"k{number}")
        deciders = [
            lambda asked=asked: queue.decide(asked, APPROVED),
            lambda asked=asked: queue.decide(asked, REJECTED, reason_code="no"),
            lambda asked=asked: queue.decide(asked, EDITED, proposal={"text": "edited"}),
        ] * 3
        deciders = deciders[number % 3 :] + deciders[: number % 3]
        answers = await asyncio.gather(*(decide() for decide in deciders), return_exceptions=True)
        final = (await queue.get(asked)).state
        assert [each.state for each in answers if not isinstance(each, Conflict)] == [final]
        decided = [payload for name, payload in await queue.events() if name == "approval.decided"]
        assert [each["state"] for each in decided if each["approval"] == str(asked.id)] == [final]
        finals.add(final)
    assert len(finals) > 1


async def test_a_question_taken_back_while_it_is_approved_is_one_or_the_other(queue: Queue):
    for number in range(10):
        asked = await queue.ask(f"k{number}")
        answer, taken_back = await asyncio.gather(
            queue.decide(asked, APPROVED), queue.plugin.withdraw(queue.scope, asked.id), return_exceptions=True
        )
        assert not isinstance(taken_back, BaseException)
        assert taken_back == await queue.get(asked)
        assert taken_back.granted == (not isinstance(answer, Conflict))


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


async def test_a_question_taken_back_can_no_longer_be_approved(queue: Queue):
    asked = await queue.ask()
    withdrawn = await queue.plugin.withdraw(queue.scope, asked.id)
    assert (withdrawn.state, withdrawn.reason_code) == (ApprovalState.EXPIRED, "withdrawn")
    with pytest.raises(Conflict, match="withdrawn"):
        await queue.decide(asked, APPROVED)
    decided = await queue.ask("k2")
    await queue.decide(decided, APPROVED)
    assert (await queue.plugin.withdraw(queue.scope, decided.id)).state is APPROVED


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


async def test_only_what_was_registered_can_be_asked(queue: Queue):
    class Other(msgspec.Struct):
        text: str

    class Empty(msgspec.Struct):
        pass

    empty = ApprovalKind(name="poster.nothing", proposal=Empty, title="Nothing")
    queue.desk.fill([("poster", KIND), ("poster", empty)])
    for kind, proposal, plugin in (
        ("poster.video", Post(text="x"), queue.plugin),
        ("poster.post", Other(text="x"), queue.plugin),
        ("poster.nothing", Empty(), queue.plugin),
        ("poster.post", Post(text="x"), ApprovalsOfPlugin(queue.desk, "other")),
    ):
        request = ApprovalRequest(kind=kind, key="k", subject=new_id(), proposal=proposal, expires_in=DAY)
        with pytest.raises(InvalidInput):
            await plugin.ask(queue.scope, request)
    assert await queue.desk.queue(queue.scope) == []


async def test_a_kind_whose_plugin_is_gone_can_be_decided_but_not_edited(queue: Queue):
    asked = await queue.ask()
    queue.desk.fill([])
    shown = await queue.desk.show(queue.scope, asked.id)
    assert (shown.title, shown.edit_schema) == (None, None)
    with pytest.raises(InvalidInput, match="approve or reject"):
        await queue.decide(asked, EDITED, proposal={"text": "x"})
    assert (await queue.decide(asked, APPROVED)).state is APPROVED


async def test_a_plugin_sees_its_own_approvals_only(queue: Queue):
    asked = await queue.ask()
    other = ApprovalsOfPlugin(queue.desk, "other")
    for look in (other.get, other.withdraw):
        with pytest.raises(NotFound):
            await look(queue.scope, asked.id)
    assert (await queue.get(asked)).state is ApprovalState.PENDING


async def test_the_wall(queue: Queue):
    asked = await queue.ask()
    theirs = await queue_of_another_tenant(queue.engine)
    for attempt in (theirs.get(asked), theirs.decide(asked, APPROVED), theirs.plugin.withdraw(theirs.scope, asked.id)):
        with pytest.raises(NotFound):
            await attempt
    assert await theirs.desk.queue(theirs.scope) == []
    with pytest.raises(InvalidInput, match="after: no approval"):
        await theirs.desk.queue(theirs.scope, after=asked.id)
    # The same kind and key of another tenant is another approval.
    assert (await theirs.ask()).id != asked.id
    assert (await queue.get(asked)).state is ApprovalState.PENDING


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


async def test_the_queue_comes_in_pages_longest_waiting_first(queue: Queue):
    asked = [await queue.ask(f"k{number}") for number in range(7)]
    await queue.decide(asked[3], APPROVED)
    found, after = [], None
    while True:
        page = await queue.desk.queue(queue.scope, state=ApprovalState.PENDING, after=after, limit=2)
        found += [row.id for row in page]
        if len(page) < 2:
            break
        after = page[-1].id
    assert found == [each.id for each in asked if each is not asked[3]]
    assert await queue.desk.queue(queue.scope, kind="poster.video") == []
    assert len(await queue.desk.queue(queue.scope, kind="poster.post")) == 7


async def test_a_page_after_an_approval_that_does_not_exist_is_refused(queue: Queue):
    await queue.ask()
    with pytest.raises(InvalidInput, match="after: no approval"):
        await queue.desk.queue(queue.scope, after=new_id())


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


async def test_it_knows_the_binding_it_was_asked_in(queue: Queue):
    tenant = await furnish(queue.engine, f"t-{uuid4().hex}")
    scope = tenant.bindings[Module.MARKETING]
    asked = await Queue(queue.engine, scope).ask()
    assert (await queue.desk.show(tenant.scope, asked.id)).binding == scope.binding


async def test_events_hold_ids_and_codes_only(queue: Queue):
    asked = await queue.ask(text="a secret word")
    await queue.decide(asked, REJECTED, reason_code="off_brand", note="another secret")
    assert [set(payload) for _, payload in await queue.events()] == [
        {"approval", "kind"},
        {"approval", "kind", "state"},
    ]
    assert "secret" not in str(await queue.events())


async def test_an_erased_subject_takes_its_texts_along(queue: Queue):
    contact = await add_contact(queue.engine, queue.scope, "ana")
    pending, edited = await queue.ask("p", "dear ana", subject=contact), await queue.ask("e", "ana?", subject=contact)
    await queue.decide(edited, EDITED, proposal={"text": "ana!"}, note="ana is nice")
    untouched = await queue.ask("u", "dear bob")
    async with queue.engine.pools.within(queue.scope.tenant) as connection:
        held = await connection.fetch(sql.EXPORT_OF_SUBJECT, contact)
        assert [msgspec.json.decode(row["proposal"])["text"] for row in held] == ["dear ana", "ana?"]
        for _ in range(2):
            await core_rows.blank(connection, queue.scope.tenant, contact, queue.engine.types)
        left = await connection.fetch("select * from core.approvals where subject = $1", contact)
    assert "ana" not in str([dict(row) for row in left])
    told = [(payload["approval"], payload["state"]) for name, payload in await queue.events() if "state" in payload]
    assert told == [(str(edited.id), "edited"), (str(pending.id), "expired")], "told once for each"
    for each, state in ((pending, ApprovalState.EXPIRED), (edited, EDITED)):
        found = await queue.get(each)
        assert found.state is state
        with pytest.raises(NotFound, match="erased"):
            found.proposed(Post)
    with pytest.raises(Conflict, match="erased"):
        await queue.decide(pending, APPROVED)
    assert (await queue.get(untouched)).proposed(Post).text == "dear bob"


async def test_nothing_is_asked_about_a_contact_that_was_erased(queue: Queue):
    contact = await add_contact(queue.engine, queue.scope, "ana")
    async with queue.engine.pools.within(queue.scope.tenant) as connection:
        await connection.execute("update core.contacts set erased_at = now() where id = $1", contact)
    with pytest.raises(NotFound, match="erased"):
        await queue.ask(subject=contact)
    assert await queue.desk.queue(queue.scope) == []


async def test_a_question_asked_while_its_contact_is_being_erased_leaves_no_text(queue: Queue):
    """The mark of the erasure is not committed yet when the question comes: the question waits and is refused."""
    contact = await add_contact(queue.engine, queue.scope, "ana")
    async with queue.engine.pools.within(queue.scope.tenant) as connection:
        await connection.execute("update core.contacts set erased_at = now() where id = $1", contact)
        asking = asyncio.create_task(queue.ask(subject=contact))
        await asyncio.sleep(0.2)
        assert not asking.done()
    with pytest.raises(NotFound, match="erased"):
        await asking


def test_a_kind_is_named_after_its_plugin():
    for name in ("poster", "Poster.post", "poster.", "poster.a post", f"p.{'x' * 100}"):
        with pytest.raises(ValueError, match="name it"):
            ApprovalKind(name=name, proposal=Post, title="A post")


async def test_a_kind_of_another_plugins_name_makes_its_plugin_fail(engine_of: EngineOf):
    engine = await engine_of("knowledge")

    class Thief:
        @hookimpl
        def approval_kinds(self):
            yield KIND

    engine.registry.door.register("thief", Thief())
    engine.registry.plugins["thief"] = msgspec.structs.replace(engine.registry.plugins["knowledge"], id="thief")
    engine.registry.gather()
    assert "must be named thief.<name>" in (engine.registry.plugins["thief"].error or "")
