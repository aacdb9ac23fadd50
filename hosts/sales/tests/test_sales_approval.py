"""With `outreach_approval` nothing leaves that no human approved. Every call is made twice: a retry changes nothing."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import pytest

from vito_contracts.approvals import ApprovalState
from vito_contracts.errors import Conflict, InvalidInput
from vito_contracts.ids import new_id
from vito_contracts.journey import Outcome, Signal, SignalReceived, StageResult
from vito_core.approvals.records import ApprovalRow, Decision
from vito_core.engine import Engine
from vito_core.testing import engine_on

BANT_REPLY = "Budget is 200 USD, I decide, we need to schedule posts, and we start next month. 10 seats."
APPROVE = Decision(state=ApprovalState.APPROVED)
REJECT = Decision(state=ApprovalState.REJECTED, reason_code="off_brand")
LISTENS = (Signal.REPLIED, Signal.STOPPED, Signal.PURCHASED)


class Approvers:
    """The humans of a desk's tenant, and the journey that waits for them."""

    def __init__(self, desk: Any) -> None:
        self.desk, self.approvals, self.scope = desk, desk.engine.approvals, desk.tenant.scope

    async def pending(self) -> list[ApprovalRow]:
        rows: list[ApprovalRow] = await self.approvals.queue(self.scope, state=ApprovalState.PENDING)
        return rows

    async def decide(self, decision: Decision) -> SignalReceived:
        """Decides the one thing that is pending; the signal the journey then gets."""
        [row] = await self.pending()
        await self.approvals.decide(self.scope, row.id, decision)
        return SignalReceived(id=new_id(), signal=Signal.DECIDED, reference=row.id)

    async def call(self, stage: str, step: int, received: Any = None) -> StageResult:
        if isinstance(received, Signal):
            received = SignalReceived(id=new_id(), signal=received)
        result: StageResult = await self.desk.call(stage, step, received)
        assert await self.desk.call(stage, step, received) == result
        return result

    async def texts(self) -> list[str]:
        return [sent.text for sent in await self.desk.store.outbox(self.scope, None, 50)]

    async def files(self) -> int:
        folder = self.desk.engine.settings.objects / str(self.scope.tenant)
        return len(await asyncio.to_thread(lambda: list(folder.rglob("*.eml"))))


@pytest.fixture(scope="module")
async def engine(postgres: Any, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Engine]:
    """One for all: every test has a tenant of its own."""
    settings = {"sales-host": {"outreach_approval": True, "approval_days": 3}}
    made, _ = await engine_on(postgres, tmp_path_factory.mktemp("sales"), ("sales-host",), settings)
    yield made
    await made.close()


@pytest.fixture
async def desk(desk_of: Any, engine: Engine) -> Any:
    return await desk_of(f"t-{uuid4().hex}", engine=engine)


@pytest.fixture
async def human(desk: Any) -> Approvers:
    return Approvers(desk)


async def test_a_message_waits_and_is_sent_as_it_was_approved(desk: Any, human: Approvers) -> None:
    waiting = await human.call("reach_out", 0)
    assert waiting == StageResult(waits_for=(Signal.DECIDED, *LISTENS), wait_days=3)
    [row] = await human.pending()
    assert (row.kind, row.subject, row.binding) == ("sales-host.outreach", desk.contact, desk.scope.binding)
    assert await human.files() == 0
    shown = await human.approvals.show(human.scope, row.id)
    result = await human.call("reach_out", 1, await human.decide(APPROVE))
    assert result == StageResult(waits_for=LISTENS, wait_days=5, milestones=("outreach_sent",))
    assert await human.texts() == [shown.proposal["text"]]
    assert await human.files() == 1
    assert [e.type for e in await desk.events()] == ["outreach.sent", "usage.metered"]


async def test_an_edit_is_what_is_sent_and_keeps_the_disclosure(desk: Any, human: Approvers) -> None:
    await human.call("reach_out", 0)
    edit = Decision(state=ApprovalState.EDITED, proposal={"subject": "Hello", "text": "Shorter."})
    await human.call("reach_out", 1, await human.decide(edit))
    [text] = await human.texts()
    assert text.startswith("Shorter.\n\n")
    assert "an AI twin, not a human" in text
    assert "Reply STOP" in text
    effect = next(e for e in await desk.events() if e.type == "outreach.sent").payload["effect"]
    file = await desk.plugin._services.objects.get(human.scope, f"outbox/{effect}.eml")
    assert b"Subject: Hello\r\n" in file


@pytest.mark.parametrize("blank", ["subject", "text"])
async def test_an_edit_that_says_nothing_is_refused(desk: Any, human: Approvers, blank: str) -> None:
    await human.call("reach_out", 0)
    edit = Decision(state=ApprovalState.EDITED, proposal={"subject": "Hello", "text": "Shorter.", blank: " \n "})
    with pytest.raises(InvalidInput, match=f"'{blank}' is blank"):
        await human.decide(edit)
    assert len(await human.pending()) == 1
    assert await human.files() == 0


async def test_later_messages_are_edited_freely(desk: Any, human: Approvers) -> None:
    await _until_qualify(desk, human)
    edit = Decision(state=ApprovalState.EDITED, proposal={"subject": "Q", "text": "How many?"})
    assert (await human.call("qualify", 1, await human.decide(edit))).waits_for == LISTENS
    assert (await human.texts())[1] == "How many?"


@pytest.mark.parametrize(("decision", "reason"), [(REJECT, "approval_rejected"), (None, "approval_expired")])
async def test_what_is_not_approved_is_not_sent_and_a_human_goes_on(
    desk: Any, human: Approvers, decision: Decision | None, reason: str
) -> None:
    await human.call("reach_out", 0)
    received = await human.decide(decision) if decision else Signal.TIMED_OUT
    result = await human.call("reach_out", 1, received)
    assert result == StageResult(outcome=Outcome.ESCALATED, reason=reason)
    assert await human.files() == 0
    assert (await desk.record()).outcome == "escalated"
    assert await desk.kinds() == []
    assert await human.pending() == []


async def test_what_timed_out_can_no_longer_be_approved(desk: Any, human: Approvers) -> None:
    await human.call("reach_out", 0)
    [row] = await human.pending()
    await human.call("reach_out", 1, Signal.TIMED_OUT)
    with pytest.raises(Conflict):
        await human.approvals.decide(human.scope, row.id, APPROVE)


async def test_a_decision_that_was_quicker_than_the_timer_counts(desk: Any, human: Approvers) -> None:
    await human.call("reach_out", 0)
    await human.decide(APPROVE)
    assert (await human.call("reach_out", 1, Signal.TIMED_OUT)).milestones == ("outreach_sent",)
    assert await human.files() == 1


async def test_a_reply_meanwhile_voids_the_draft(desk: Any, human: Approvers) -> None:
    """The contact answered before it was written to: what was drafted without the answer is not sent any more."""
    await human.call("reach_out", 0)
    [row] = await human.pending()
    assert await human.call("reach_out", 1, await desk.write("We need to schedule posts")) == StageResult()
    with pytest.raises(Conflict, match="withdrawn"):
        await human.approvals.decide(human.scope, row.id, APPROVE)
    waiting = await human.call("qualify", 0)
    assert Signal.DECIDED in waiting.waits_for
    first = (await human.approvals.show(human.scope, (await human.pending())[0].id)).proposal["text"]
    again = await human.call("qualify", 1, await desk.write("for 12 people, I decide"))
    assert Signal.DECIDED in again.waits_for
    [row] = await human.pending()
    second = (await human.approvals.show(human.scope, row.id)).proposal["text"]
    assert "ecide" in first
    assert "ecide" not in second
    assert await human.files() == 0
    # Neither of the void drafts counts as a round of questions.
    await human.call("qualify", 2, await human.decide(APPROVE))
    assert await desk.kinds() == ["follow_up"]


async def test_a_signal_of_a_reply_already_read_leaves_the_draft_waiting(desk: Any, human: Approvers) -> None:
    await human.call("reach_out", 0)
    first = await desk.write("We need to schedule posts")
    second = await desk.write("for Instagram and LinkedIn")
    await human.call("reach_out", 1, first)
    await human.call("qualify", 0)
    assert Signal.DECIDED in (await human.call("qualify", 1, second)).waits_for
    # So does the decision on another, earlier draft.
    stale = SignalReceived(id=new_id(), signal=Signal.DECIDED, reference=new_id())
    assert Signal.DECIDED in (await human.call("qualify", 2, stale)).waits_for
    assert len(await human.pending()) == 1
    await human.call("qualify", 3, await human.decide(APPROVE))
    assert await desk.kinds() == ["follow_up"]


async def test_a_reply_that_comes_between_approval_and_sending_is_read_afterwards(desk: Any, human: Approvers) -> None:
    await _until_qualify(desk, human)
    decided = await human.decide(APPROVE)
    replied = await desk.write("Budget is 300 USD and I decide, 12 seats, from next month")
    assert (await human.call("qualify", 1, decided)).waits_for == LISTENS
    assert (await human.call("qualify", 2, replied)).milestones == ("bant_answered",)


@pytest.mark.parametrize("how", ["STOP", Signal.STOPPED])
async def test_a_stop_meanwhile_ends_it_and_takes_the_question_back(desk: Any, human: Approvers, how: Any) -> None:
    await human.call("reach_out", 0)
    received = how if isinstance(how, Signal) else await desk.write(how)
    result = await human.call("reach_out", 1, received)
    assert (result.outcome, result.reason) == (Outcome.STOPPED, "opt_out")
    assert await human.pending() == []
    assert await human.files() == 0


async def test_a_stop_after_the_approval_and_before_the_sending(desk: Any, human: Approvers) -> None:
    await human.call("reach_out", 0)
    decided = await human.decide(APPROVE)
    await desk.write("STOP")
    assert (await human.call("reach_out", 1, decided)).outcome is Outcome.STOPPED
    assert await human.files() == 0


async def test_a_purchase_meanwhile_needs_no_outreach(desk: Any, human: Approvers) -> None:
    await human.call("reach_out", 0)
    assert await human.call("reach_out", 1, Signal.PURCHASED) == StageResult()
    assert await human.pending() == []


@pytest.mark.parametrize("decision", [APPROVE, REJECT, None, Signal.STOPPED])
async def test_a_customer_is_won_whatever_becomes_of_the_thank_you(desk: Any, human: Approvers, decision: Any) -> None:
    await human.call("reach_out", 0)
    await human.call("reach_out", 1, await desk.write("We'll take 10 seats"))
    won = await human.call("win", 0)
    assert (won.provisional, won.milestones) == (Outcome.WON, ("won", "customer_created"))
    assert won.waits_for == (Signal.DECIDED, Signal.STOPPED)
    if isinstance(decision, Decision):
        received: Any = await human.decide(decision)
    else:
        received = decision or Signal.TIMED_OUT
    assert await human.call("win", 1, received) == StageResult()
    assert await desk.kinds() == (["thank_you"] if decision is APPROVE else [])
    lead = await desk.record()
    assert (lead.outcome, lead.opt_out) == ("won", decision is Signal.STOPPED)
    assert [e.type for e in await desk.events()].count("deal.won") == 1
    assert await human.pending() == []


async def test_another_time_for_the_demo_is_not_taken_for_ours(desk: Any, human: Approvers) -> None:
    await _until_qualify(desk, human)
    await human.call("qualify", 1, await human.decide(APPROVE))
    await human.call("qualify", 2, await desk.write(BANT_REPLY))
    await human.call("book", 0)
    assert (await desk.record()).demo_proposed is not None
    edit = Decision(state=ApprovalState.EDITED, proposal={"subject": "Demo", "text": "How about some other day?"})
    await human.call("book", 1, await human.decide(edit))
    assert (await desk.record()).demo_proposed is None
    assert (await human.call("book", 2, await desk.write("yes, that works"))).milestones == ("demo_booked",)
    assert (await desk.record()).demo_on is None


async def test_attempts_of_one_call_side_by_side(desk: Any, human: Approvers) -> None:
    await asyncio.gather(*(desk.call("reach_out", 0) for _ in range(4)))
    assert len(await human.pending()) == 1
    decided = await human.decide(APPROVE)
    results = await asyncio.gather(*(desk.call("reach_out", 1, decided) for _ in range(4)))
    assert len({str(result) for result in results}) == 1
    assert await human.files() == 1


async def test_a_crash_before_the_question_asks_it_at_the_retry(
    desk: Any, human: Approvers, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: object) -> None:
        raise ConnectionError

    with monkeypatch.context() as patch:
        patch.setattr(type(human.approvals), "ask", broken)
        with pytest.raises(ConnectionError):
            await desk.call("reach_out", 0)
    assert await human.pending() == []
    await human.call("reach_out", 0)
    assert len(await human.pending()) == 1


async def test_turned_off_in_mid_flight_what_was_asked_still_waits(desk: Any, human: Approvers) -> None:
    await human.call("reach_out", 0)
    async with desk.engine.pools.within(human.scope.tenant) as connection:
        await connection.execute(
            "insert into core.tenant_plugins (tenant_id, plugin, enabled, settings) values ($1, $2, true, $3)",
            human.scope.tenant,
            "sales-host",
            '{"outreach_approval": false}',
        )
    assert await human.files() == 0
    await human.call("reach_out", 1, await human.decide(APPROVE))
    assert await human.files() == 1
    await human.call("reach_out", 2, await desk.write("We need to schedule posts"))
    assert (await human.call("qualify", 0)).waits_for == LISTENS
    assert await human.files() == 2


async def test_without_the_setting_nobody_is_asked(desk_of: Any) -> None:
    desk = await desk_of()
    await desk.call("reach_out", 0)
    human = Approvers(desk)
    assert await human.approvals.queue(human.scope) == []
    assert await human.files() == 1


async def _until_qualify(desk: Any, human: Approvers) -> None:
    """One message sent, one reply with a need; the follow-up waits."""
    await human.call("reach_out", 0)
    await human.call("reach_out", 1, await human.decide(APPROVE))
    await human.call("reach_out", 2, await desk.write("We need to schedule posts"))
    assert Signal.DECIDED in (await human.call("qualify", 0)).waits_for
