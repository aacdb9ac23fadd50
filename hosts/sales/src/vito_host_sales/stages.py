"""How one call of a sales stage runs: read everything, decide once, keep the decision, then send.

The decision is committed before its message leaves, so that a repeated call finishes the first one's work instead of
deciding anew: same step, same message, same effect key, same answer.
"""

from collections.abc import Awaitable, Callable

import msgspec

from vito_contracts.approvals import Approval
from vito_contracts.contexts import SalesContext
from vito_contracts.errors import AlreadyHandled, InvalidInput, NotFound
from vito_contracts.journey import Outcome, Signal, StageCall, StageResult
from vito_contracts.scope import BindingScope
from vito_contracts.services import Services
from vito_host_sales import outcome as made
from vito_host_sales.approving import Approver, Verdict, not_sent, waiting_draft
from vito_host_sales.deal import lexicon
from vito_host_sales.decide import REACH_OUT, Situation, Step, after_sending, awaiting_approval, decide
from vito_host_sales.delivery import Delivery
from vito_host_sales.reading import Asked, read
from vito_host_sales.records import Changes, LeadRecord, Message, StepRecord, find
from vito_host_sales.settings import Settings
from vito_host_sales.slots import spell
from vito_host_sales.store import Store
from vito_host_sales.writer import Writer


class SalesStages:
    """The four stages. A tenant's settings are read at each call."""

    def __init__(self, services: Services, store: Store) -> None:
        self._services = services
        self._store = store
        self._writer = Writer(services)
        self._delivery = Delivery(services, store)
        self._approver = Approver(services)

    def activity(self, stage: str) -> Callable[[BindingScope, StageCall], Awaitable[StageResult]]:
        """The code of one stage, as the journey calls it."""

        async def run(scope: BindingScope, call: StageCall) -> StageResult:
            return await self._run(stage, scope, call)

        return run

    async def _run(self, stage: str, scope: BindingScope, call: StageCall) -> StageResult:
        lead = await self._store.lead(scope, call.contact)
        if lead is None:
            return _without_lead(stage, call)
        earlier = await self._store.steps(scope, call.contact)
        step = find(earlier, stage, call.step)
        if step is None:
            try:
                step = await self._next(stage, scope, call, lead, earlier)
            except AlreadyHandled:  # another attempt of the same call was quicker: its decision stands
                step = find(await self._store.steps(scope, call.contact), stage, call.step)
        if step is None:
            raise NotFound(f"step {call.step} of stage {stage!r} was decided, and its row is gone")
        if step.draft:
            await self._approver.ask(scope, lead.contact, step)
        if step.done or step.message is None:
            return step.result
        return await self._delivery.finish(scope, lead, step, step.message)

    async def _next(
        self, stage: str, scope: BindingScope, call: StageCall, lead: LeadRecord, earlier: list[StepRecord]
    ) -> StepRecord:
        draft = waiting_draft(earlier, stage)
        if draft is None:
            return await self._decide(stage, scope, call, lead, earlier)
        replies = await self._services.conversations.replies(scope, call.contact)
        fresh = len(replies) > max(step.replies_read for step in earlier)
        verdict, approval = await self._approver.verdict(scope, lead.contact, draft, call.received, fresh=fresh)
        if verdict is Verdict.ANEW:
            return await self._decide(stage, scope, call, lead, earlier)
        return await self._follow(scope, call, lead, draft, verdict, approval, position=len(earlier))

    async def _follow(
        self,
        scope: BindingScope,
        call: StageCall,
        lead: LeadRecord,
        draft: StepRecord,
        verdict: Verdict,
        approval: Approval,
        *,
        position: int,
    ) -> StepRecord:
        """The step that sends the draft, drops it or waits on. What came since the draft counts as unread."""
        step, changes = msgspec.structs.replace(draft, step=call.step, position=position), Changes()
        assert draft.message is not None
        if verdict is Verdict.WAIT:
            step = msgspec.structs.replace(step, result=msgspec.structs.replace(draft.result, milestones=()))
        elif verdict is Verdict.SEND:
            settings = await self._services.settings.of(scope, Settings)
            message = await self._approver.approved(scope, draft.message, approval)
            step = msgspec.structs.replace(
                step, message=message, result=after_sending(message.kind, settings), done=False
            )
            changes = _reworded(lead, message)
        else:
            result = not_sent(draft, approval)
            step = msgspec.structs.replace(step, message=None, result=result)
            changes = _dropped(call, result)
        await self._store.decide(
            scope, lead, step, changes=changes, customer=None, events=(), now=self._services.clock.now()
        )
        return step

    async def _decide(
        self, stage: str, scope: BindingScope, call: StageCall, lead: LeadRecord, earlier: list[StepRecord]
    ) -> StepRecord:
        services, now = self._services, self._services.clock.now()
        context = (await services.bindings.get(scope)).context
        if not isinstance(context, SalesContext):
            raise InvalidInput(f"stage {stage!r} needs a sales context, not {type(context).__name__}")
        replies = tuple(await services.conversations.replies(scope, call.contact))
        reading = read(replies, lexicon=lexicon(context.product_knowledge), asked=asked_in(earlier))
        settings = await services.settings.of(scope, Settings)
        situation = Situation(
            stage=stage,
            received=call.received,
            reading=reading,
            bant=made.merged(lead.bant, reading.bant),
            steps=tuple(_step_of(step) for step in earlier),
            settings=settings,
            now=now,
            opt_out=lead.opt_out,
            purchased=lead.purchased,
            slot=lead.demo_slot,
            demo_on=lead.demo_on,
        )
        decision = decide(situation)
        message, proposed = await self._writer.write(scope, lead, context, situation, decision, replies)
        asks = message is not None and settings.outreach_approval
        step = StepRecord(
            stage=stage,
            step=call.step,
            position=len(earlier),
            replies_read=len(replies),
            result=awaiting_approval(decision, settings) if asks else decision.result,
            message=message,
            done=asks or message is None,
        )
        entry = made.entry(scope, lead, context.product_knowledge, situation, decision.result, replies, proposed)
        await self._store.decide(
            scope, lead, step, changes=entry.changes, customer=entry.customer, events=entry.events, now=now
        )
        return step


def asked_in(steps: list[StepRecord]) -> Asked:
    """What earlier messages asked, as the reading of replies wants it."""
    items: dict[int, tuple[str, ...]] = {}
    last: dict[str, int] = {}
    for step in steps:
        if step.message is None or step.draft:
            continue
        last[step.message.kind] = step.replies_read
        if step.message.asks:
            items[step.replies_read] = step.message.asks
    return Asked(items=items, demo=_first(steps, "book"), close=last.get("close"))


def _first(steps: list[StepRecord], kind: str) -> int | None:
    return next((s.replies_read for s in steps if s.message and not s.draft and s.message.kind == kind), None)


def _step_of(record: StepRecord) -> Step:
    message = None if record.draft else record.message
    return Step(
        stage=record.stage,
        step=record.step,
        replies_read=record.replies_read,
        sent=message.kind if message else None,
        asked=message.asks if message else (),
    )


def _reworded(lead: LeadRecord, message: Message) -> Changes:
    """An approver who proposes another time for the demo: a "yes" to it is no "yes" to ours."""
    if (
        message.kind == "book"
        and lead.demo_proposed
        and spell(lead.demo_proposed, message.language) not in message.text
    ):
        return Changes(demo_proposed=None)
    return Changes()


def _dropped(call: StageCall, result: StageResult) -> Changes:
    if result.outcome is not None:
        return Changes(outcome=result.outcome.value)
    stopped = call.received is not None and call.received.signal is Signal.STOPPED
    return Changes(opt_out=True) if stopped else Changes()


def _without_lead(stage: str, call: StageCall) -> StageResult:
    if stage == REACH_OUT and call.step == 0:  # the lead is handed over just before: it may be a moment late
        raise NotFound(f"lead {call.lead} has not been accepted by sales")
    return StageResult(outcome=Outcome.STOPPED, reason="erased")
