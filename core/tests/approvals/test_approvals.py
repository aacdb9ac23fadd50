"""The queue of human decisions: asked once, decided once, expired by the database's clock."""

import asyncio
import datetime as dt
from uuid import uuid4

import msgspec
import pytest

from tests.approval_queue import DAY, KIND, Post, Queue, asking, queue_of_another_tenant
from vito_contracts.approvals import ApprovalKind, ApprovalRequest, ApprovalState
from vito_contracts.errors import Conflict, InvalidInput, NotFound
from vito_contracts.hooks import hookimpl
from vito_contracts.ids import new_id
from vito_contracts.modules import Module
from vito_contracts.scope import Actor, ActorKind
from vito_core.approvals import sql
from vito_core.approvals.records import Decision
from vito_core.personal_data import core_rows
from vito_core.testing import EngineOf, add_contact, furnish

APPROVED, EDITED, REJECTED = ApprovalState.APPROVED, ApprovalState.EDITED, ApprovalState.REJECTED


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


async def test_a_question_taken_back_can_no_longer_be_approved(queue: Queue):
    asked = await queue.ask()
    withdrawn = await queue.plugin.withdraw(queue.scope, asked.id)
    assert (withdrawn.state, withdrawn.reason_code) == (ApprovalState.EXPIRED, "withdrawn")
    with pytest.raises(Conflict, match="withdrawn"):
        await queue.decide(asked, APPROVED)
    decided = await queue.ask("k2")
    await queue.decide(decided, APPROVED)
    assert (await queue.plugin.withdraw(queue.scope, decided.id)).state is APPROVED


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
        ("poster.post", Post(text="x"), asking(queue.engine, "other")),
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
    other = asking(queue.engine, "other")
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
        {"approval", "by", "kind", "state"},
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
