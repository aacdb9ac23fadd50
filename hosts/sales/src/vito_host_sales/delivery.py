"""The second half of a step: its message leaves through the effects ledger, and what became of it is kept."""

from vito_contracts.effects import EffectCode, EffectReceipt, EffectRequest, EffectState
from vito_contracts.errors import AlreadyHandled, VitoError
from vito_contracts.events import EventPayload, NewEvent, UsageMetered
from vito_contracts.ids import ContactId
from vito_contracts.journey import Outcome, StageResult
from vito_contracts.scope import BindingScope
from vito_contracts.services import Services
from vito_host_sales.decide import FAREWELL
from vito_host_sales.events import OutreachSent
from vito_host_sales.outcome import event_id
from vito_host_sales.outreach import KIND, OPTED_OUT, Outreach
from vito_host_sales.reading import asks_to_stop
from vito_host_sales.records import Changes, LeadRecord, Message, StepRecord, find
from vito_host_sales.store import Store

_SILENCED = {OPTED_OUT: "opt_out", EffectCode.ERASED.value: "erased"}
"""Code of a refusal → why nothing more is said to this contact."""


class DeliveryPending(VitoError):
    """The message is on its way, and whether it arrived is not known yet: the call is to be repeated."""


def effect_key(contact: ContactId, step: StepRecord) -> str:
    """One message for each step, however often the step is run."""
    return f"{contact}:{step.stage}:{step.step}"


class Delivery:
    def __init__(self, services: Services, store: Store) -> None:
        self._services = services
        self._store = store

    async def finish(self, scope: BindingScope, lead: LeadRecord, step: StepRecord, message: Message) -> StageResult:
        """Sends the step's message, once however often it is called, and gives the step's final answer.

        Raises `DeliveryPending`; a message that did not arrive ends the journey with a human.
        """
        if await self._must_be_silent(scope, lead):
            return await self._keep(scope, lead, step, _undelivered(message, step, Outcome.STOPPED, "opt_out"))
        receipt = await self._perform(scope, lead, step, message)
        if receipt.state is EffectState.CONFIRMED:
            return await self._keep(scope, lead, step, step.result, _sent_events(scope, lead, step, message, receipt))
        if receipt.state in (EffectState.PLANNED, EffectState.SENT):
            raise DeliveryPending(f"effect {receipt.id} is {receipt.state}")
        silenced = _SILENCED.get(receipt.error_code or "")
        if silenced is not None:
            return await self._keep(scope, lead, step, _undelivered(message, step, Outcome.STOPPED, silenced))
        failed = _undelivered(message, step, Outcome.ESCALATED, f"delivery_{receipt.state}")
        return await self._keep(scope, lead, step, failed)

    async def _must_be_silent(self, scope: BindingScope, lead: LeadRecord) -> bool:
        """Asked again right before sending: a wish to stop may have come since the decision."""
        replies = await self._services.conversations.replies(scope, lead.contact)
        return lead.opt_out or any(asks_to_stop(text) for text in replies)

    async def _perform(
        self, scope: BindingScope, lead: LeadRecord, step: StepRecord, message: Message
    ) -> EffectReceipt:
        twin, _ = await self._services.twins.config(scope)
        payload = Outreach(
            contact=lead.contact,
            message=message.id,
            kind=message.kind,
            twin=twin,
            subject=message.subject,
            text=message.text,
            language=message.language,
        )
        request = EffectRequest(kind=KIND, key=effect_key(lead.contact, step), payload=payload, subject=lead.contact)
        return await self._services.effects.perform(scope, request)

    async def _keep(
        self,
        scope: BindingScope,
        lead: LeadRecord,
        step: StepRecord,
        result: StageResult,
        events: tuple[NewEvent, ...] = (),
    ) -> StageResult:
        """`events` given: the message was sent."""
        changes = Changes()
        if result.outcome is Outcome.STOPPED:
            changes = Changes(outcome=result.outcome.value, opt_out=True)
        elif result.outcome is not None:
            changes = Changes(outcome=result.outcome.value)
        finished = StepRecord(
            stage=step.stage,
            step=step.step,
            position=step.position,
            replies_read=step.replies_read,
            result=result,
            message=step.message,
        )
        sent_at = self._services.clock.now() if events else None
        try:
            await self._store.finish(scope, lead, finished, changes=changes, sent_at=sent_at, events=events)
        except AlreadyHandled:  # another attempt was quicker: its answer is the answer
            kept = find(await self._store.steps(scope, lead.contact), step.stage, step.step)
            return kept.result if kept else result
        return result


def _undelivered(message: Message, step: StepRecord, outcome: Outcome, reason: str) -> StageResult:
    """A farewell lost in transit changes nothing: the deal stands all the same."""
    return step.result if message.kind == FAREWELL else StageResult(outcome=outcome, reason=reason)


def _sent_events(
    scope: BindingScope, lead: LeadRecord, step: StepRecord, message: Message, receipt: EffectReceipt
) -> tuple[NewEvent, ...]:
    sent = OutreachSent(contact=lead.contact, lead=lead.id, effect=receipt.id, kind=message.kind, stage=step.stage)
    metered = UsageMetered(unit="outreach", quantity=1)
    told: tuple[tuple[str, EventPayload], ...] = (("outreach.sent", sent), ("usage.metered", metered))
    return tuple(
        NewEvent(type=name, subject=lead.contact, payload=payload, id=event_id(scope, name, receipt.id))
        for name, payload in told
    )
