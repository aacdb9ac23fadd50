"""Platform events: append-only facts, dotted and past tense. Payloads hold ids, codes and numbers, never text
a person wrote, names or addresses."""

import builtins
import datetime as dt
from typing import Any, TypeVar
from uuid import UUID

import msgspec

from vito_contracts.ids import BindingId, ContactId, ConversationId, EnquiryId, EventId, InteractionId, TenantId


class EventPayload(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of all payload structs."""


P = TypeVar("P", bound=EventPayload)


class PlatformEvent(msgspec.Struct, frozen=True, kw_only=True):
    """One row of a tenant's log. Order is promised for events with the same `subject` of one tenant."""

    id: EventId
    tenant: TenantId
    type: str
    subject: UUID
    at: dt.datetime
    payload: dict[str, Any]
    plugin: str = "core"
    """Who wrote it."""

    def read(self, payload: "builtins.type[P]") -> P:
        """The payload as its struct. Raises `msgspec.ValidationError` where it does not fit."""
        return msgspec.convert(self.payload, payload)


class NewEvent(msgspec.Struct, frozen=True, kw_only=True):
    """An event about to be written by `Transaction.emit`. `subject`: the thing it is about, usually the contact."""

    type: str
    subject: UUID
    payload: EventPayload
    id: EventId | None = None
    """Given: emitting the same id again is a no-op. Absent: a new id."""


class EventType(msgspec.Struct, frozen=True, kw_only=True):
    """What a plugin registers for each type it writes."""

    name: str
    payload: type[EventPayload]
    version: int = 1


class InteractionRecorded(EventPayload, frozen=True, kw_only=True):
    """`interaction.recorded`: a contact wrote and the twin answered."""

    interaction: InteractionId
    binding: BindingId
    contact: ContactId
    conversation: ConversationId
    platform: str
    known: bool


class TurnCompleted(EventPayload, frozen=True, kw_only=True):
    """`turn.completed`: one message in, one reply out. Tokens are the model's own count, 0 where it counts none."""

    binding: BindingId
    conversation: ConversationId
    known: bool
    input_tokens: int
    output_tokens: int


class LeadQualified(EventPayload, frozen=True, kw_only=True):
    """`lead.qualified`: starts the contact's journey."""

    lead: UUID
    contact: ContactId
    binding: BindingId
    interaction: InteractionId
    score: int


class LeadRejected(EventPayload, frozen=True, kw_only=True):
    """`lead.rejected`: an interaction was assessed and is no lead."""

    interaction: InteractionId
    contact: ContactId
    score: int


class ReplyReceived(EventPayload, frozen=True, kw_only=True):
    """`reply.received`: a contact answered outreach."""

    reply: UUID
    contact: ContactId


class EnquiryReceived(EventPayload, frozen=True, kw_only=True):
    """`enquiry.received`: a contact asked the support twin."""

    enquiry: EnquiryId
    contact: ContactId


class JourneyStarted(EventPayload, frozen=True, kw_only=True):
    contact: ContactId
    lead: UUID


class JourneyMilestone(EventPayload, frozen=True, kw_only=True):
    """`journey.milestone_reached`."""

    contact: ContactId
    stage: str
    milestone: str


class JourneyEnded(EventPayload, frozen=True, kw_only=True):
    """`journey.ended`. `outcome`: won, lost, no_reply, stopped or escalated."""

    contact: ContactId
    outcome: str
    reason: str


class UsageMetered(EventPayload, frozen=True, kw_only=True):
    """`usage.metered`: `quantity` of `unit` (e.g. "turn", "outreach") was used for a contact or conversation."""

    unit: str
    quantity: int
