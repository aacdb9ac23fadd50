"""A journey on a real Temporal server waits for a human: nothing leaves that was not approved."""

import asyncio
import contextlib
import datetime as dt
from pathlib import Path

import pytest

from tests.house import dispatching
from vito_contracts.approvals import ApprovalState
from vito_contracts.errors import Conflict
from vito_contracts.ids import InteractionId, new_id
from vito_contracts.journey import Signal
from vito_contracts.modules import Module
from vito_contracts.outputs import Lead, Reason
from vito_core.approvals.expiry import keep_expiring
from vito_core.approvals.records import ApprovalRow, Decision
from vito_core.journeys.model import JourneyStart
from vito_core.journeys.running import running
from vito_core.journeys.service import stop_signal
from vito_core.testing import EngineOf, add_contact, furnish
from vito_core.worker import workers

APPROVE = Decision(state=ApprovalState.APPROVED)
REJECT = Decision(state=ApprovalState.REJECTED, reason_code="off_brand")


class Journey:
    """One lead's journey, the tenant's approvers, and what left the house."""

    def __init__(self, engine, tenant, contact) -> None:
        self.engine, self.tenant, self.contact = engine, tenant, contact
        self.scope = tenant.scope

    async def begin(self, seconds_per_day: float) -> None:
        lead = await self._hand_over()
        binding = self.tenant.bindings[Module.SALES_CRM].binding
        async with self.engine.pools.within(self.scope.tenant) as connection:
            await connection.execute(
                "insert into core.journeys (tenant_id, contact, lead, binding) values ($1, $2, $3, $4)",
                self.scope.tenant,
                self.contact,
                lead,
                binding,
            )
        start = JourneyStart(
            tenant=self.scope.tenant,
            contact=self.contact,
            lead=lead,
            binding=binding,
            seconds_per_day=seconds_per_day,
        )
        assert await self.engine.journeys.start(start)

    async def _hand_over(self):
        sales = self.tenant.bindings[Module.SALES_CRM]
        lead = Lead(
            id=new_id(),
            contact=self.contact,
            binding=sales.binding,
            interaction=InteractionId(new_id()),
            score=80,
            reasons=(Reason("asks_for_price", 40, "how much is it?"),),
        )
        host = await self.engine.capabilities.host(sales, Module.SALES_CRM)
        await host.accept(sales, lead)
        return lead.id

    async def pending(self) -> ApprovalRow:
        """The one thing that waits for a human, once the journey waits for it too."""
        async with asyncio.timeout(30):
            while True:
                rows = await self.engine.approvals.queue(self.scope, state=ApprovalState.PENDING)
                view = await self.engine.journeys.where(self.scope.tenant, self.contact)
                if rows and view is not None and Signal.DECIDED in view.waits_for:
                    assert len(rows) == 1
                    return rows[0]
                await asyncio.sleep(0.05)

    async def decide(self, decision: Decision) -> None:
        await self.engine.approvals.decide(self.scope, (await self.pending()).id, decision)

    async def until_sent(self, files: int) -> None:
        async with asyncio.timeout(30):
            while len(await self.left()) < files:
                await asyncio.sleep(0.05)

    async def left(self) -> list[str]:
        """The messages that left, as written into the outbox."""
        folder: Path = self.engine.settings.objects
        return await asyncio.to_thread(lambda: [file.read_text() for file in sorted(folder.rglob("*.eml"))])

    async def write(self, text: str) -> None:
        await self.engine.intake.reply(self.scope, key=str(new_id()), platform="TWITTER", author="ana", text=text)

    async def end(self):
        async with asyncio.timeout(30):
            while True:
                row = await self.engine.journey_reader.one(self.scope, self.contact)
                if row is not None and row.outcome is not None:
                    return row
                await asyncio.sleep(0.05)


@pytest.fixture
async def journey_of(engine_of: EngineOf, temporal: str):
    async with contextlib.AsyncExitStack() as stack:

        async def make(seconds_per_day: float = 60.0, **settings: float):
            engine = await engine_of(
                "sales-host",
                settings={"sales-host": {"outreach_approval": True, "reminders": 0, **settings}},
                temporal=temporal,
                seconds_per_day=seconds_per_day,
            )
            tenant = await furnish(engine, "one")
            contact = await add_contact(engine, tenant.scope, "ana")
            await stack.enter_async_context(running(workers(engine, await engine.journeys.client())))
            await stack.enter_async_context(dispatching(engine))
            stop = asyncio.Event()
            expiry = asyncio.create_task(keep_expiring(engine.approvals, engine.log, stop))
            stack.push_async_callback(_finish, stop, expiry)
            journey = Journey(engine, tenant, contact)
            await journey.begin(seconds_per_day)
            return journey

        yield make


async def _finish(stop: asyncio.Event, task: asyncio.Task[None]) -> None:
    stop.set()
    await task


async def test_nothing_is_sent_until_it_is_approved_and_an_edit_is_sent_once(journey_of):
    journey = await journey_of()
    waiting = await journey.pending()
    await asyncio.sleep(0.5)
    assert await journey.left() == []
    assert (await journey.engine.journey_reader.one(journey.scope, journey.contact)).stages == []
    edit = Decision(state=ApprovalState.EDITED, proposal={"subject": "Hello", "text": "A human wrote this."})
    await journey.decide(edit)
    await journey.until_sent(1)
    with pytest.raises(Conflict):
        await journey.engine.approvals.decide(journey.scope, waiting.id, APPROVE)
    # The next message is another question; a decision on the first one is none on this.
    await journey.write("We need to schedule posts for 12 people")
    assert (await journey.pending()).id != waiting.id
    [file] = await journey.left()
    assert "Subject: Hello" in file
    assert "A human wrote this." in file
    await journey.decide(APPROVE)
    await journey.until_sent(2)
    await asyncio.sleep(0.3)
    assert len(await journey.left()) == 2
    row = await journey.engine.journey_reader.one(journey.scope, journey.contact)
    assert [stage["name"] for stage in row.stages] == ["outreach_sent"]


async def test_a_rejected_message_is_not_sent_and_the_journey_says_so(journey_of):
    journey = await journey_of()
    await journey.decide(REJECT)
    row = await journey.end()
    assert (row.outcome, row.reason, row.stages) == ("escalated", "approval_rejected", [])
    assert await journey.left() == []


async def test_what_nobody_decides_is_not_sent_and_can_no_longer_be_approved(journey_of):
    """The approval dies by the database's clock; the journey hears of it and never sends."""
    journey = await journey_of(seconds_per_day=1.0, approval_days=1.0)
    row = await journey.pending()
    assert row.expires_at - row.asked_at <= dt.timedelta(seconds=1.1)
    ended = await journey.end()
    assert (ended.outcome, ended.reason) == ("escalated", "approval_expired")
    with pytest.raises(Conflict, match="expired"):
        await journey.engine.approvals.decide(journey.scope, row.id, APPROVE)
    await asyncio.sleep(0.5)
    assert await journey.left() == []
    async with journey.engine.pools.within(journey.scope.tenant) as connection:
        told = await connection.fetch("select payload->>'state' from core.events where type = 'approval.decided'")
    assert [each[0] for each in told] == ["expired"]


@pytest.mark.parametrize("seconds_before_the_end", [0.05, 0.0])
async def test_approving_at_the_very_end_sends_if_and_only_if_it_was_in_time(journey_of, seconds_before_the_end):
    journey = await journey_of(seconds_per_day=0.7, approval_days=1.0, reply_wait_days=1.0)
    row = await journey.pending()
    left = (row.expires_at - dt.datetime.now(dt.UTC)).total_seconds()
    await asyncio.sleep(max(0.0, left - seconds_before_the_end))
    answers = await asyncio.gather(
        *(journey.engine.approvals.decide(journey.scope, row.id, APPROVE) for _ in range(4)), return_exceptions=True
    )
    granted = [answer for answer in answers if not isinstance(answer, BaseException)]
    ended = await journey.end()
    assert len(granted) <= 1
    assert len(await journey.left()) == len(granted)
    assert ended.reason == ("no_reply" if granted else "approval_expired")


async def test_a_reply_meanwhile_voids_the_draft_and_the_journey_goes_on(journey_of):
    journey = await journey_of()
    first = await journey.pending()
    await journey.write("We need to schedule posts for 12 people")
    async with asyncio.timeout(30):
        while (second := await journey.pending()).id == first.id:
            await asyncio.sleep(0.05)
    with pytest.raises(Conflict, match="withdrawn"):
        await journey.engine.approvals.decide(journey.scope, first.id, APPROVE)
    assert await journey.left() == []
    proposal = (await journey.engine.approvals.show(journey.scope, second.id)).proposal
    await journey.decide(APPROVE)
    await journey.until_sent(1)
    [file] = await journey.left()
    assert f"Subject: {proposal['subject']}" in file
    assert "X-Message-Kind: follow_up" in file


@pytest.mark.parametrize("how", ["a reply", "the route"])
async def test_a_stop_meanwhile_ends_it_and_takes_the_question_back(journey_of, how: str):
    journey = await journey_of()
    row = await journey.pending()
    if how == "a reply":
        await journey.write("Please stop messaging me")
    else:
        signal = stop_signal(journey.scope.tenant, journey.contact)
        await journey.engine.journeys.signal(journey.scope.tenant, journey.contact, signal)
    assert (await journey.end()).outcome == "stopped"
    shown = await journey.engine.approvals.show(journey.scope, row.id)
    assert (shown.state, shown.reason_code) == (ApprovalState.EXPIRED, "withdrawn")
    assert await journey.left() == []


async def test_deciding_while_the_plugin_is_off_sends_nothing(journey_of):
    journey = await journey_of()
    row = await journey.pending()
    await journey.engine.gate.switch(journey.scope.tenant, "sales-host", False)
    assert [each.id for each in await journey.engine.approvals.queue(journey.scope)] == [row.id]
    await journey.engine.approvals.decide(journey.scope, row.id, APPROVE)
    ended = await journey.end()
    assert "skipped:disabled" in [stage["name"] for stage in ended.stages]
    assert await journey.left() == []
