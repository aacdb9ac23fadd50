"""What this plugin writes to the log: ids, codes and numbers."""

from enum import StrEnum
from uuid import UUID

from vito_contracts.events import EventPayload, EventType
from vito_contracts.ids import ContactId, EnquiryId
from vito_contracts.outputs import EnquiryCategory


class EscalationReason(StrEnum):
    """Why an enquiry went to a person; also the ticket's `escalation_reason`."""

    IMMEDIATE_RULE = "immediate_rule"
    FAILED_ATTEMPTS = "failed_attempts"
    PERSON_REQUESTED = "person_requested"


class TicketOpened(EventPayload, frozen=True, kw_only=True):
    """`ticket.opened`: once for each enquiry. `attempt` counts the answers given in the case."""

    ticket: UUID
    enquiry: EnquiryId
    contact: ContactId
    case: UUID
    category: EnquiryCategory
    attempt: int


class TicketResolved(EventPayload, frozen=True, kw_only=True):
    """`ticket.resolved`: answered from the knowledge. Should the customer come back, that is a new ticket."""

    ticket: UUID
    enquiry: EnquiryId
    contact: ContactId
    case: UUID
    category: EnquiryCategory
    attempt: int


class TicketEscalated(EventPayload, frozen=True, kw_only=True):
    """`ticket.escalated`: handed to a person, and the case with it."""

    ticket: UUID
    enquiry: EnquiryId
    contact: ContactId
    case: UUID
    category: EnquiryCategory
    attempt: int
    reason: EscalationReason


OPENED = "ticket.opened"
RESOLVED = "ticket.resolved"
ESCALATED = "ticket.escalated"

EVENT_TYPES = (
    EventType(name=OPENED, payload=TicketOpened),
    EventType(name=RESOLVED, payload=TicketResolved),
    EventType(name=ESCALATED, payload=TicketEscalated),
)
