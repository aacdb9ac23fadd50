"""Platform events: append-only facts, dotted and past tense. Payloads hold ids, codes and numbers, never text
a person wrote, names or addresses."""

import builtins
import datetime as dt
import re
from collections.abc import Callable
from typing import Annotated, Any, TypeAlias, TypeVar
from uuid import UUID

import msgspec

from vito_contracts.ids import BindingId, ContactId, ConversationId, EnquiryId, EventId, InteractionId, TenantId

CODE_PATTERN = r"^[A-Za-z0-9_.:/+#-]*$(?!\n)"
"""Python's `$` also matches before a last line break, and ECMA's expressions (JSON schema) know no `\\Z`: this ending
means the same in both."""
CODE_LENGTH = 100
Code = Annotated[
    str,
    msgspec.Meta(
        pattern=CODE_PATTERN,
        max_length=CODE_LENGTH,
        description="ASCII letters, digits and _ . : / + # - without blanks",
    ),
]
"""The only text a payload may hold: a word of some vocabulary ("no_reply", "TWITTER", a commit's hash). No space and
no "@", so that neither a sentence nor an address is one."""


def as_code(text: str) -> Code:
    """The text if it is a code, else "other": for values that callers choose freely."""
    return text if len(text) <= CODE_LENGTH and re.search(CODE_PATTERN, text) else "other"


class EventPayload(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of all payload structs.

    Fields may be UUIDs, ints, floats, bools, datetimes, enums, `Code`s and tuples of these; None where it is allowed.
    """


class ActPayload(EventPayload, frozen=True, kw_only=True, omit_defaults=True):
    """Base of what somebody does on purpose. `by`: who did it, e.g. "api_key:0199f0c2-…" or "user:0199f0c2-…";
    "platform/…": whoever runs the installation did it to the tenant. Empty: nobody did, or nobody wrote it down."""

    by: Code = ""


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
    version: int = 1
    """Of the type: what `payload` fits. The engine brings older payloads up to date before anybody is told."""

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


Upgrade: TypeAlias = Callable[[dict[str, Any]], dict[str, Any]]


class EventType(msgspec.Struct, frozen=True, kw_only=True):
    """What a plugin registers for each type it writes.

    A payload that changes gets the next `version`, and one more function in `upgrades`: `upgrades[n - 1]` turns the
    plain payload of version n into that of n + 1, for events that were written before. It must be pure.
    """

    name: str
    payload: type[EventPayload]
    version: int = 1
    upgrades: tuple[Upgrade, ...] = ()
    outside: bool = False
    """Whether systems outside the engine (CI, HR, tracker) may write it, by `POST /v1/events`."""


class InteractionRecorded(EventPayload, frozen=True, kw_only=True):
    """`interaction.recorded`: a contact wrote and the twin answered."""

    interaction: InteractionId
    binding: BindingId
    contact: ContactId
    conversation: ConversationId
    platform: Code
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
    stage: Code
    milestone: Code


class JourneyEnded(EventPayload, frozen=True, kw_only=True):
    """`journey.ended`. `outcome`: won, lost, no_reply, stopped or escalated."""

    contact: ContactId
    outcome: Code
    reason: Code


class ContactErased(ActPayload, frozen=True, kw_only=True):
    """`contact.erased`: nothing personal is held about the contact any more. `rows`: how many held something."""

    contact: ContactId
    request: UUID
    rows: int


class UsageMetered(EventPayload, frozen=True, kw_only=True):
    """`usage.metered`: `quantity` of `unit` was used. The subject is the contact (e.g. "turn", "outreach"); of what was
    counted over an hour the key ("request", "stream_minute"), or the tenant ("delivery")."""

    unit: Code
    quantity: int


class WebhookChanged(ActPayload, frozen=True, kw_only=True):
    """`webhook.changed`. `change`: created, changed, rotated or deleted."""

    webhook: UUID
    change: Code


class WebhookDisabled(EventPayload, frozen=True, kw_only=True):
    """`webhook.disabled`: nothing is sent there until somebody switches it on. `reason`: gone (it answered 410), or
    failing (nothing arrived for as long as one delivery is tried)."""

    webhook: UUID
    reason: Code


class WebhookReplayed(ActPayload, frozen=True, kw_only=True):
    """`webhook.replayed`: deliveries are sent again. `delivery` None: all that had failed since a moment."""

    webhook: UUID
    delivery: UUID | None
    deliveries: int


class DeadLetterReplayed(ActPayload, frozen=True, kw_only=True):
    """`dead_letter.replayed`: `replayed` of them wait for their subscriber again. `event` None: all of `subscriber`."""

    event: UUID | None
    subscriber: Code | None
    replayed: int


class ContactExported(ActPayload, frozen=True, kw_only=True):
    """`contact.exported`: somebody fetched all that is held of a contact. `request`: whose archive it was; None: it was
    put together for this answer."""

    contact: ContactId
    request: UUID | None


class WebhookTested(ActPayload, frozen=True, kw_only=True):
    """`webhook.tested`: somebody asked for a delivery to try the endpoint; it is sent to that one alone."""

    webhook: UUID
