"""The event the analytics host writes."""

from vito_contracts.events import Code, EventPayload, EventType
from vito_contracts.ids import ContactId


class JourneySummarised(EventPayload, frozen=True, kw_only=True):
    """`journey.summarised`. `steps`: how many steps of the funnel the contact took; `minor_units` of `currency`: what
    it paid, None where nothing, or nothing known."""

    contact: ContactId
    outcome: Code
    reason: Code
    steps: int
    minor_units: int | None
    currency: Code | None


EVENT_TYPES = (EventType(name="journey.summarised", payload=JourneySummarised),)
