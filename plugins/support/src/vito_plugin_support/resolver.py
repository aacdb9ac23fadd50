"""Resolves enquiries: reads, answers or hands over, keeps what became of it, sends one ticket for each."""

import datetime as dt
from uuid import UUID

import msgspec

from vito_contracts.contexts import EscalationRules, SupportContext
from vito_contracts.conversation import ConversationContext
from vito_contracts.errors import AlreadyHandled, Conflict, InvalidInput, NotFound
from vito_contracts.ids import derived_id
from vito_contracts.outputs import Enquiry, Resolution, TicketStatus
from vito_contracts.scope import BindingScope
from vito_contracts.services import Answer, Services, Transaction
from vito_plugin_support.cases import (
    Reading,
    failures,
    quiet_cases,
    read,
    reason_after_answering,
    reason_before_answering,
)
from vito_plugin_support.events import EscalationReason
from vito_plugin_support.kept import Kept
from vito_plugin_support.lines import hand_over_line
from vito_plugin_support.settings import Settings
from vito_plugin_support.store import Store
from vito_plugin_support.text import language_of

CHANNEL = "SUPPORT"


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """`over`: cases that ended by themselves. `reason`: why a person takes over without another answer."""

    rules: EscalationRules
    reading: Reading
    over: frozenset[UUID]
    reason: EscalationReason | None


class Spoken(msgspec.Struct, frozen=True, kw_only=True):
    """What the twin answered, if it did, and the language a hand-over line is to be in."""

    answer: Answer | None
    language: str


class Resolver:
    """The capability "enquiry-resolution"."""

    def __init__(self, services: Services, store: Store) -> None:
        self._services = services
        self._store = store

    async def resolve(self, scope: BindingScope, enquiry: Enquiry) -> Resolution:
        """Answers or escalates; idempotent by `enquiry.id`. Raises `InvalidInput` outside a support binding.

        The ticket is sent on every call: a crash between keeping and sending then mends itself, and the host
        takes the same ticket once.
        """
        kept = await self._kept(scope, enquiry) or await self._handle(scope, enquiry)
        if not kept.erased:
            await self._services.outputs.send(scope, kept.as_ticket())
        return kept.as_resolution()

    async def _handle(self, scope: BindingScope, enquiry: Enquiry) -> Kept:
        plan = await self._plan(scope, enquiry)
        # No transaction is open while the twin answers: its turn may take as long as a model takes.
        answer = None if plan.reason else await self._answer(scope, enquiry)
        spoken = Spoken(answer=answer, language=await self._language(scope, enquiry))
        once = derived_id(scope.tenant, "support-enquiry", enquiry.id)
        try:
            async with self._services.db.transaction(scope, once=once) as tx:
                return await self._settle(tx, scope, enquiry, plan, spoken)
        except AlreadyHandled:
            kept = await self._kept(scope, enquiry)
        if kept is None:
            raise Conflict(f"enquiry {enquiry.id} was handled before, yet what became of it is not stored")
        return kept

    async def _plan(self, scope: BindingScope, enquiry: Enquiry) -> Plan:
        rules = await self._rules(scope)
        settings = await self._services.settings.of(scope, Settings)
        async with self._services.db.transaction(scope) as tx:
            attempts = await self._store.open_attempts(tx, scope.binding, enquiry.contact, enquiry.at)
        over = quiet_cases(attempts, enquiry.at, dt.timedelta(days=settings.case_quiet_days))
        attempts = [attempt for attempt in attempts if attempt.case not in over]
        reading = read(enquiry.text, attempts)
        reason = reason_before_answering(rules, reading, failures(reading, attempts))
        return Plan(rules=rules, reading=reading, over=over, reason=reason)

    async def _settle(self, tx: Transaction, scope: BindingScope, enquiry: Enquiry, plan: Plan, spoken: Spoken) -> Kept:
        """Counts with the case locked, for others may have counted in it while the twin was answering."""
        await self._store.close(tx, plan.over, enquiry.at, "quiet")
        case = await self._store.open_case(tx, scope.binding, enquiry.contact, plan.reading.category, enquiry.at)
        if plan.reading.returns_to is not None:
            await self._store.fail(tx, plan.reading.returns_to.enquiry, case)
        attempts, failed = await self._store.counts(tx, case)
        kept = _decide(scope, enquiry, plan, spoken, case, attempts, failed)
        await self._store.keep(tx, kept)
        if kept.status is TicketStatus.ESCALATED:
            await self._store.close(tx, (case,), enquiry.at, "escalated")
        for event in kept.as_events():
            await tx.emit(event)
        return kept

    async def _answer(self, scope: BindingScope, enquiry: Enquiry) -> Answer:
        return await self._services.conversations.answer(
            scope,
            contact=enquiry.contact,
            text=enquiry.text,
            key=derived_id(scope.tenant, "support-answer", enquiry.id),
            context=ConversationContext(channel=CHANNEL),
        )

    async def _rules(self, scope: BindingScope) -> EscalationRules:
        context = (await self._services.bindings.get(scope)).context
        if not isinstance(context, SupportContext):
            raise InvalidInput(
                f"binding {scope.binding} is one of module {scope.module}; enquiries are resolved in one of "
                "module CUSTOMER_SUPPORT, whose context holds the escalation rules"
            )
        return context.escalation_rules

    async def _language(self, scope: BindingScope, enquiry: Enquiry) -> str:
        known = enquiry.language or language_of(enquiry.text)
        if known:
            return known
        try:
            return (await self._services.conversations.contact(scope, enquiry.contact)).language
        except NotFound:
            return ""

    async def _kept(self, scope: BindingScope, enquiry: Enquiry) -> Kept | None:
        async with self._services.db.transaction(scope) as tx:
            return await self._store.kept(tx, enquiry.id)


def _decide(
    scope: BindingScope, enquiry: Enquiry, plan: Plan, spoken: Spoken, case: UUID, attempts: int, failed: int
) -> Kept:
    """`attempts`, `failed`: of the case, without this enquiry."""
    answer, category = spoken.answer, plan.reading.category
    fails_at_once = answer is not None and not answer.known
    reason = plan.reason or reason_after_answering(plan.rules, category, failed + fails_at_once)
    said = [answer.text] if answer else []
    if reason is not None:
        said.append(hand_over_line(reason, spoken.language))
        status = TicketStatus.ESCALATED
    else:
        status = TicketStatus.OPEN if fails_at_once else TicketStatus.RESOLVED
    return Kept(
        id=enquiry.id,
        case_id=case,
        binding=scope.binding,
        contact=enquiry.contact,
        ticket=derived_id(scope.tenant, "ticket", enquiry.id),
        category=category,
        status=status,
        question=enquiry.text,
        answer="\n\n".join(said),
        citations=answer.citations if answer else (),
        attempt=attempts + 1 if answer else max(attempts, 1),
        failed=fails_at_once,
        escalated_to=plan.rules.escalate_to if reason else None,
        escalation_reason=reason,
        at=enquiry.at,
    )
