"""What a decision leaves behind: changes of the lead, the customer, the events. Pure."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from vito_contracts.contexts import ProductCatalog
from vito_contracts.events import EventPayload, NewEvent
from vito_contracts.ids import EventId, derived_id
from vito_contracts.journey import Outcome, StageResult
from vito_contracts.outputs import BANT
from vito_contracts.scope import TenantScope
from vito_host_sales.bant import firmer
from vito_host_sales.deal import QUANTITY_UNCLEAR, Deal, deal_of
from vito_host_sales.decide import Situation
from vito_host_sales.events import BantAnswered, CustomerCreated, DealLost, DealWon, DemoBooked
from vito_host_sales.records import Changes, Customer, LeadRecord
from vito_host_sales.slots import day_named
from vito_host_sales.text import fold

_DEMO_OVER = dt.time(18)
"""UTC: by then a demo on that day has taken place."""


class Entry(NamedTuple):
    changes: Changes
    customer: Customer | None
    events: list[NewEvent]


def event_id(scope: TenantScope, name: str, about: object) -> EventId:
    """The same fact is the same event, however often it is told."""
    return EventId(derived_id(scope.tenant, "sales-host", name, about))


def merged(known: BANT, told: BANT) -> BANT:
    """What the lead came with, completed and corrected by what the contact told us."""
    stated = {name: value for name, value in msgspec.structs.asdict(told).items() if value is not None}
    if known.timeline and told.timeline and not firmer(known.timeline, told.timeline):
        del stated["timeline"]
    return msgspec.structs.replace(known, **stated)


def entry(
    scope: TenantScope,
    lead: LeadRecord,
    catalog: ProductCatalog,
    at: Situation,
    result: StageResult,
    replies: Sequence[str],
    proposed: dt.datetime | None,
) -> Entry:
    """`proposed`: the time the step's message proposes for the demo, if it does."""
    changes = _facts(at, proposed)
    events: list[NewEvent] = []
    customer = None
    if "bant_answered" in result.milestones:
        answered = 4 - len(at.bant.missing)
        told = BantAnswered(contact=lead.contact, lead=lead.id, answered=answered, quantity=at.bant.quantity)
        events.append(_event(scope, "bant.answered", told, lead))
    if "demo_booked" in result.milestones:
        changes = _booked(changes, lead, at)
        events.append(_event(scope, "demo.booked", DemoBooked(contact=lead.contact, lead=lead.id), lead))
    if "won" in result.milestones:
        deal = _deal(catalog, lead, at, replies)
        customer = _customer(scope, lead, deal)
        changes = _won(changes, deal)
        events += _won_events(scope, lead, customer, deal)
    if result.outcome is not None:
        changes = _ended(changes, result.outcome, result.reason)
        if result.outcome is Outcome.LOST:
            lost = DealLost(contact=lead.contact, lead=lead.id, reason=result.reason)
            events.append(_event(scope, "deal.lost", lost, lead))
    return Entry(changes, customer, events)


def _facts(at: Situation, proposed: dt.datetime | None) -> Changes:
    stated = {name: value for name, value in msgspec.structs.asdict(at.bant).items() if value is not None}
    changes = Changes(stage=at.stage, **stated)
    if at.buys:
        changes = msgspec.structs.replace(changes, purchased=True)
    return msgspec.structs.replace(changes, demo_proposed=proposed) if proposed else changes


def _booked(changes: Changes, lead: LeadRecord, at: Situation) -> Changes:
    words = at.reading.slot or at.slot or ""
    day = None if at.reading.slot_accepted else day_named(fold(words).text, at.now)
    if day is None and at.reading.slot_accepted and lead.demo_proposed:
        day = lead.demo_proposed.date()
    changes = msgspec.structs.replace(changes, demo_slot=words)
    if day is None:
        return changes
    return msgspec.structs.replace(changes, demo_on=dt.datetime.combine(day, _DEMO_OVER, dt.UTC))


def _deal(catalog: ProductCatalog, lead: LeadRecord, at: Situation, replies: Sequence[str]) -> Deal:
    reading = at.reading
    if reading.quantity_unclear:
        return Deal(reason=QUANTITY_UNCLEAR)
    exact = reading.quantity_exact or reading.bant.quantity is None
    return deal_of(catalog, lead.product, replies, at.bant.quantity, exact=exact)


def _customer(scope: TenantScope, lead: LeadRecord, deal: Deal) -> Customer:
    identifier = derived_id(scope.tenant, "customer", lead.contact)
    return Customer(id=identifier, contact=lead.contact, lead=lead.id, sku=deal.sku, quantity=deal.quantity)


def _won(changes: Changes, deal: Deal) -> Changes:
    changes = msgspec.structs.replace(changes, outcome=Outcome.WON.value, purchased=True)
    if deal.value:
        money = {"deal_minor_units": deal.value.minor_units, "deal_currency": deal.value.currency}
        return msgspec.structs.replace(changes, **money)
    return msgspec.structs.replace(changes, deal_value_reason=deal.reason or QUANTITY_UNCLEAR)


def _won_events(scope: TenantScope, lead: LeadRecord, customer: Customer, deal: Deal) -> list[NewEvent]:
    won = DealWon(
        contact=lead.contact,
        lead=lead.id,
        customer=customer.id,
        quantity=deal.quantity,
        minor_units=deal.value.minor_units if deal.value else None,
        currency=deal.value.currency if deal.value else None,
        reason=deal.reason,
    )
    created = CustomerCreated(contact=lead.contact, customer=customer.id)
    return [_event(scope, "deal.won", won, lead), _event(scope, "customer.created", created, lead)]


def _ended(changes: Changes, outcome: Outcome, reason: str) -> Changes:
    changes = msgspec.structs.replace(changes, outcome=outcome.value)
    if outcome is Outcome.LOST:
        return msgspec.structs.replace(changes, lost_reason=reason)
    if outcome is Outcome.STOPPED:
        return msgspec.structs.replace(changes, opt_out=True)
    return changes


def _event(scope: TenantScope, name: str, payload: EventPayload, lead: LeadRecord) -> NewEvent:
    return NewEvent(type=name, subject=lead.contact, payload=payload, id=event_id(scope, name, lead.contact))
