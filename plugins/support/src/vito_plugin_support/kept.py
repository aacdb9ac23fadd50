"""What became of an enquiry, and what is said of it: the ticket to the host, the events to the log."""

import datetime as dt
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import msgspec

from vito_contracts.conversation import Citation
from vito_contracts.events import NewEvent, UsageMetered
from vito_contracts.ids import BindingId, ContactId, EnquiryId
from vito_contracts.outputs import EnquiryCategory, Resolution, SupportTicket, TicketStatus
from vito_plugin_support.events import (
    ESCALATED,
    OPENED,
    RESOLVED,
    EscalationReason,
    TicketEscalated,
    TicketOpened,
    TicketResolved,
)


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """As stored. `id` is the enquiry's; `failed`: the answer was no help; `erased`: the texts are gone."""

    id: EnquiryId
    case_id: UUID
    binding: BindingId
    contact: ContactId
    ticket: UUID
    category: EnquiryCategory
    status: TicketStatus
    question: str
    answer: str
    citations: tuple[Citation, ...]
    attempt: int
    failed: bool
    escalated_to: str | None
    escalation_reason: EscalationReason | None
    at: dt.datetime
    erased: bool = False

    def as_ticket(self) -> SupportTicket:
        return SupportTicket(
            id=self.ticket,
            contact=self.contact,
            binding=self.binding,
            enquiry=self.id,
            category=self.category,
            status=self.status,
            question=self.question,
            answer=self.answer,
            citations=self.citations,
            attempt=self.attempt,
            escalated_to=self.escalated_to,
            escalation_reason=self.escalation_reason.value if self.escalation_reason else None,
            opened_at=self.at,
        )

    def as_resolution(self) -> Resolution:
        return Resolution(
            ticket=self.ticket, category=self.category, status=self.status, escalated_to=self.escalated_to
        )

    def as_events(self) -> Iterator[NewEvent]:
        """`ticket.opened`, then how it ended if it did, then what it costs."""
        ids: dict[str, Any] = {
            "ticket": self.ticket,
            "enquiry": self.id,
            "contact": self.contact,
            "case": self.case_id,
            "category": self.category,
            "attempt": self.attempt,
        }
        yield NewEvent(type=OPENED, subject=self.contact, payload=TicketOpened(**ids))
        if self.escalation_reason is not None:
            escalated = TicketEscalated(**ids, reason=self.escalation_reason)
            yield NewEvent(type=ESCALATED, subject=self.contact, payload=escalated)
        elif self.status is TicketStatus.RESOLVED:
            yield NewEvent(type=RESOLVED, subject=self.contact, payload=TicketResolved(**ids))
        yield NewEvent(type="usage.metered", subject=self.contact, payload=UsageMetered(unit="enquiry", quantity=1))
