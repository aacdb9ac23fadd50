"""The four outputs of a twin (specification, `integrations.outputs`): lead, interaction, content, support ticket."""

import datetime as dt
from enum import StrEnum
from typing import Annotated
from uuid import UUID

import msgspec

from vito_contracts.contexts import ContentType
from vito_contracts.conversation import Citation, Interaction
from vito_contracts.ids import BindingId, ContactId, ConversationId, EnquiryId, InteractionId
from vito_contracts.modules import Module

Score = Annotated[int, msgspec.Meta(ge=0, le=100)]


class Reason(msgspec.Struct, frozen=True):
    """Why an assessment says what it says. `points` add to (or take from) the score; `quote` is the contact's words."""

    code: str
    points: int
    quote: str = ""


class LeadAssessment(msgspec.Struct, frozen=True, kw_only=True):
    is_lead: bool
    score: Score
    reasons: tuple[Reason, ...]


class BANT(msgspec.Struct, frozen=True, kw_only=True):
    """Budget, authority, need, timeline in the contact's own words; None = not stated."""

    budget: str | None = None
    authority: str | None = None
    need: str | None = None
    timeline: str | None = None
    quantity: int | None = None

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(n for n in ("budget", "authority", "need", "timeline") if getattr(self, n) is None)


class Lead(msgspec.Struct, frozen=True, kw_only=True):
    """Output to SALES_CRM. One contact is one lead, however often it writes."""

    id: UUID
    contact: ContactId
    binding: BindingId
    interaction: InteractionId
    """The first exchange that qualified it: the post that leads to the money is found through it."""
    score: Score
    reasons: tuple[Reason, ...] = ()
    bant: BANT = BANT()
    product: str | None = None


class Content(msgspec.Struct, frozen=True, kw_only=True):
    """Output to MARKETING: a post, or the reply to a comment (`in_reply_to` set)."""

    id: UUID
    binding: BindingId
    type: ContentType
    platform: str
    text: str
    in_reply_to: InteractionId | None = None
    post_id: str = ""


class TicketStatus(StrEnum):
    OPEN = "open"
    """Answered with "I do not know", or an attempt that failed: the customer may come back."""
    RESOLVED = "resolved"
    ESCALATED = "escalated"


class EnquiryCategory(StrEnum):
    TECHNICAL = "technical"
    BILLING = "billing"
    GENERAL = "general"


class SupportTicket(msgspec.Struct, frozen=True, kw_only=True):
    """Output to CUSTOMER_SUPPORT."""

    id: UUID
    contact: ContactId
    binding: BindingId
    enquiry: EnquiryId
    category: EnquiryCategory
    status: TicketStatus
    question: str
    answer: str
    citations: tuple[Citation, ...] = ()
    attempt: int = 1
    escalated_to: str | None = None
    escalation_reason: str | None = None
    opened_at: dt.datetime


class Enquiry(msgspec.Struct, frozen=True, kw_only=True):
    """A question of a contact to the support twin."""

    id: EnquiryId
    contact: ContactId
    conversation: ConversationId
    text: str
    at: dt.datetime
    language: str = ""


class Resolution(msgspec.Struct, frozen=True, kw_only=True):
    """What became of an enquiry."""

    ticket: UUID
    category: EnquiryCategory
    status: TicketStatus
    escalated_to: str | None = None


Output = Lead | Interaction | Content | SupportTicket

DEFAULT_DESTINATION: dict[type[msgspec.Struct], Module] = {
    Lead: Module.SALES_CRM,
    Interaction: Module.ANALYTICS,
    Content: Module.MARKETING,
    SupportTicket: Module.CUSTOMER_SUPPORT,
}
"""Where an output goes when the binding's context does not say otherwise (specification, `outputs`)."""

OUTPUT_NAMES: dict[type[msgspec.Struct], str] = {
    Lead: "leads",
    Interaction: "interactions",
    Content: "content",
    SupportTicket: "support",
}


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    """A host took an output. `repeated`: it had taken the same id before and did nothing."""

    id: UUID
    plugin: str
    repeated: bool = False
    details: dict[str, str] = {}
