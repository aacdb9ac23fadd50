"""Events the sales host writes. Ids, codes and numbers only; `contact` is the pseudonym."""

from uuid import UUID

from vito_contracts.events import Code, EventPayload, EventType
from vito_contracts.ids import ContactId, EffectId


class OutreachSent(EventPayload, frozen=True, kw_only=True):
    """`outreach.sent`. `kind`: outreach, reminder, follow_up, book, close, thank_you."""

    contact: ContactId
    lead: UUID
    effect: EffectId
    kind: Code
    stage: Code


class BantAnswered(EventPayload, frozen=True, kw_only=True):
    """`bant.answered`. `answered`: how many of the four are known; `quantity`: of seats, users or licences."""

    contact: ContactId
    lead: UUID
    answered: int
    quantity: int | None


class DemoBooked(EventPayload, frozen=True, kw_only=True):
    """`demo.booked`."""

    contact: ContactId
    lead: UUID


class DealWon(EventPayload, frozen=True, kw_only=True):
    """`deal.won`. `minor_units` of `currency`; both None where the value is not known: `reason` is the code of why."""

    contact: ContactId
    lead: UUID
    customer: UUID
    quantity: int | None
    minor_units: int | None
    currency: Code | None
    reason: Code | None


class DealLost(EventPayload, frozen=True, kw_only=True):
    """`deal.lost`. `reason`: not_interested, price, competitor, no_budget, timing, not_qualified or went_silent."""

    contact: ContactId
    lead: UUID
    reason: Code


class CustomerCreated(EventPayload, frozen=True, kw_only=True):
    """`customer.created`."""

    contact: ContactId
    customer: UUID


EVENT_TYPES = (
    EventType(name="outreach.sent", payload=OutreachSent),
    EventType(name="bant.answered", payload=BantAnswered),
    EventType(name="demo.booked", payload=DemoBooked),
    EventType(name="deal.won", payload=DealWon),
    EventType(name="deal.lost", payload=DealLost),
    EventType(name="customer.created", payload=CustomerCreated),
)
