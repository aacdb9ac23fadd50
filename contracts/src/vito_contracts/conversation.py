"""Conversations: messages, turns and what the twin answers from."""

import datetime as dt
from enum import StrEnum
from uuid import UUID

import msgspec

from vito_contracts.contexts import ModuleContext
from vito_contracts.ids import BindingId, ContactId, ConversationId, DeploymentId, InteractionId, MessageId
from vito_contracts.twin import TwinConfig


class DeploymentType(StrEnum):
    VIBETHINK_PORTAL = "VIBETHINK_PORTAL"
    EMBEDDED_WIDGET = "EMBEDDED_WIDGET"
    BRAND_CAMPAIGN = "BRAND_CAMPAIGN"
    WHITE_LABEL = "WHITE_LABEL"


class FanTier(StrEnum):
    """The end user's tier (not the tenant's: see `ComplianceTier`)."""

    FREE = "FREE"
    PREMIUM = "PREMIUM"
    ENTERPRISE = "ENTERPRISE"


class ConversationContext(msgspec.Struct, frozen=True, kw_only=True):
    """Where a conversation takes place. Follows the specification; history is loaded with the turn, not kept here."""

    deployment_type: DeploymentType = DeploymentType.BRAND_CAMPAIGN
    deployment_id: DeploymentId | None = None
    brand_id: str | None = None
    campaign_id: str | None = None
    brand_guidelines: tuple[str, ...] = ()
    user_tier: FanTier = FanTier.FREE
    channel: str = "API"
    """Platform or surface, e.g. "TWITTER"."""
    thread: str = ""
    """The post a comment stands under; empty elsewhere."""


class Speaker(StrEnum):
    END_USER = "end_user"
    TWIN = "twin"


class Citation(msgspec.Struct, frozen=True):
    """`source`: the page, as ingested (relative path or address); `quote`: words that stand on that page."""

    source: str
    quote: str


class Message(msgspec.Struct, frozen=True, kw_only=True):
    id: MessageId
    conversation: ConversationId
    speaker: Speaker
    text: str
    at: dt.datetime
    citations: tuple[Citation, ...] = ()
    known: bool = True
    """False: the twin said that its knowledge holds no answer."""


class Query(msgspec.Struct, frozen=True, kw_only=True):
    text: str
    limit: int = 5
    corpora: tuple[str, ...] = ()
    """Names to search in; empty = all that the scope may read."""


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of a page. `relevance` 0–1: how much of what was asked it speaks of, comparable between queries."""

    id: UUID
    corpus: str
    source: str
    title: str
    text: str
    relevance: float


class Turn(msgspec.Struct, frozen=True, kw_only=True):
    """All that a conversational plugin needs to answer one message; it reads nothing else."""

    conversation: ConversationId
    message: Message
    history: tuple[Message, ...]
    """Earlier messages, oldest first, at most 20."""
    twin_name: str
    twin: TwinConfig
    module_context: ModuleContext
    conversation_context: ConversationContext
    passages: tuple[Passage, ...]
    language: str = ""
    """BCP 47 tag the message is believed to be in; empty = unknown."""


class TokenUsage(msgspec.Struct, frozen=True):
    input_tokens: int = 0
    output_tokens: int = 0
    model: str = ""


class ReplyPart(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of a streamed reply. `text` parts concatenate to the reply; the last part carries the rest."""

    text: str = ""
    last: bool = False
    citations: tuple[Citation, ...] = ()
    known: bool = True
    usage: TokenUsage = TokenUsage()


class Interaction(msgspec.Struct, frozen=True, kw_only=True):
    """Output: one exchange between a contact and a twin, sent to Analytics (and read by lead qualification)."""

    id: InteractionId
    binding: BindingId
    contact: ContactId
    conversation: ConversationId
    platform: str
    post_id: str
    language: str
    text: str
    reply: str
    at: dt.datetime
