"""Which events are which step of the funnel. Pure."""

from typing import Any
from uuid import UUID

import msgspec

from vito_contracts.events import PlatformEvent
from vito_contracts.ids import ContactId

STEPS = (
    "commented",
    "answered",
    "qualified",
    "outreach_sent",
    "bant_answered",
    "demo_booked",
    "won",
    "customer",
    "enquiry_answered",
    "enquiry_escalated",
)
"""In the order of the journey. Each counts contacts, not occurrences: a contact takes a step once."""

_OF_TYPE = {
    "interaction.recorded": "commented",
    "comment.answered": "answered",
    "lead.qualified": "qualified",
    "ticket.resolved": "enquiry_answered",
    "ticket.escalated": "enquiry_escalated",
}
_OF_MILESTONE = {step: step for step in STEPS} | {"customer_created": "customer"}

TYPES = (
    *_OF_TYPE,
    "journey.started",
    "journey.milestone_reached",
    "journey.ended",
    "deal.won",
    "usage.metered",
)
"""What the host subscribes to."""


class Deal(msgspec.Struct, frozen=True, kw_only=True):
    """A won deal as its event tells it; both None where the value is not known."""

    minor_units: int | None
    currency: str | None


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """What one event adds to the books. Fields that are None add nothing."""

    contact: ContactId | None = None
    step: str | None = None
    comment: bool = False
    started: UUID | None = None
    """The lead of a journey that began."""
    outcome: str | None = None
    reason: str = ""
    deal: Deal | None = None
    unit: str | None = None
    quantity: int = 0


def fact_of(event: PlatformEvent) -> Fact | None:
    """None: the event says nothing that is counted. Raises `ValueError` or `KeyError` for a payload it cannot read."""
    payload = event.payload
    if event.type == "usage.metered":
        return Fact(unit=str(payload["unit"]), quantity=int(payload["quantity"]))
    contact = _contact(event)
    if event.type == "journey.started":
        return Fact(contact=contact, started=UUID(str(payload["lead"])))
    if event.type == "journey.ended":
        return Fact(contact=contact, outcome=str(payload["outcome"]), reason=str(payload["reason"]))
    if event.type == "deal.won":
        return Fact(contact=contact, deal=_deal(payload))
    if event.type == "journey.milestone_reached":
        step = _OF_MILESTONE.get(str(payload["milestone"]))
        return Fact(contact=contact, step=step) if step else None
    step = _OF_TYPE.get(event.type)
    return Fact(contact=contact, step=step, comment=event.type == "interaction.recorded") if step else None


def _contact(event: PlatformEvent) -> ContactId:
    return ContactId(UUID(str(event.payload.get("contact", event.subject))))


def _deal(payload: dict[str, Any]) -> Deal:
    amount, currency = payload.get("minor_units"), payload.get("currency")
    if amount is None or currency is None:
        return Deal(minor_units=None, currency=None)
    return Deal(minor_units=int(amount), currency=str(currency))
