"""What the API takes and gives. Made by tools/generate_clients.py from the OpenAPI document."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Any
from uuid import UUID

import msgspec
from msgspec import UNSET, UnsetType


class Model(msgspec.Struct, kw_only=True, omit_defaults=True):
    """Fields that are not known yet are passed over: an older client reads a newer API."""


class Accepted(Model, kw_only=True):
    contact: UUID
    id: UUID | None = None


class ApprovalRow(Model, kw_only=True):
    id: UUID
    kind: str
    plugin: str
    key: str
    subject: UUID
    binding: UUID | None
    state: ApprovalState
    asked_at: dt.datetime
    expires_at: dt.datetime
    decided_at: dt.datetime | None
    decided_by: UUID | None
    reason_code: str | None


class ApprovalState(StrEnum):
    PENDING = "pending"
    APPROVED = "approved"
    EDITED = "edited"
    REJECTED = "rejected"
    EXPIRED = "expired"


class ApprovalView(Model, kw_only=True):
    id: UUID
    kind: str
    plugin: str
    key: str
    subject: UUID
    binding: UUID | None
    state: ApprovalState
    asked_at: dt.datetime
    expires_at: dt.datetime
    decided_at: dt.datetime | None
    decided_by: UUID | None
    reason_code: str | None
    title: str | None
    proposal: dict[str, Any]
    edited: dict[str, Any] | None
    note: str | None
    edit_schema: dict[str, Any] | None


class Approvals(Model, kw_only=True):
    items: list[ApprovalRow]
    next: UUID | None = None


class AssessmentPage(Model, kw_only=True):
    items: list[StoredAssessment]
    next: UUID | None = None


class BANT(Model, kw_only=True):
    budget: str | None = None
    authority: str | None = None
    need: str | None = None
    timeline: str | None = None
    quantity: int | None = None


class BindingCreate(Model, kw_only=True):
    name: str
    module: Module
    context: dict[str, Any] | UnsetType = UNSET
    twin: UUID
    twin_owner: UUID | None = None
    required_guardrails: list[str] | UnsetType = UNSET


class BindingShape(Model, kw_only=True):
    id: UUID
    name: str
    module: Module
    context: dict[str, Any]
    twin: UUID
    twin_name: str
    twin_version: int
    twin_owner: UUID
    required_guardrails: list[str]


class Citation(Model, kw_only=True):
    source: str
    quote: str


class Comment(Model, kw_only=True):
    interaction: UUID
    post: UUID
    platform: str
    post_id: str
    contact: UUID
    text: str
    language: str
    at: dt.datetime
    reply: Reply | None


class CommentPage(Model, kw_only=True):
    items: list[Comment]
    next: UUID | None


class ComplianceTier(StrEnum):
    FREE = "FREE"
    PROFESSIONAL = "PROFESSIONAL"
    ENTERPRISE = "ENTERPRISE"


class ContactRow(Model, kw_only=True):
    id: UUID
    platform: str
    author: str
    created_at: dt.datetime
    erased_at: dt.datetime | None


class Contacts(Model, kw_only=True):
    items: list[ContactRow]
    next: UUID | None = None


class ContentRating(StrEnum):
    G = "G"
    PG = "PG"
    PG_13 = "PG-13"
    R = "R"


class ContextChange(Model, kw_only=True):
    context: dict[str, Any]


class ConversationContext(Model, kw_only=True):
    deployment_type: DeploymentType | UnsetType = UNSET
    deployment_id: UUID | None = None
    brand_id: str | None = None
    campaign_id: str | None = None
    brand_guidelines: list[str] | UnsetType = UNSET
    user_tier: FanTier | UnsetType = UNSET
    channel: str = "API"
    thread: str = ""


class ConversationCreate(Model, kw_only=True):
    binding: UUID
    platform: str = "API"
    author: str
    context: ConversationContext | UnsetType = UNSET


class ConversationShape(Model, kw_only=True):
    id: UUID
    contact: UUID


class CostLine(Model, kw_only=True):
    unit: str
    quantity: int
    minor_units: int
    per: int
    cost: Money


class DeadLetter(Model, kw_only=True):
    event: UUID
    subscriber: str
    type: str
    version: int
    subject: UUID
    at: dt.datetime
    attempts: int
    error: str
    position: str


class DeadPage(Model, kw_only=True):
    items: list[DeadLetter]
    next: str | None = None


class DealSum(Model, kw_only=True):
    currency: str | None
    deals: int
    minor_units: int = 0


class DecisionBody(Model, kw_only=True):
    decision: Verb
    proposal: dict[str, Any] | None = None
    reason_code: str | None = None
    note: str | None = None


class DeploymentType(StrEnum):
    VIBETHINK_PORTAL = "VIBETHINK_PORTAL"
    EMBEDDED_WIDGET = "EMBEDDED_WIDGET"
    BRAND_CAMPAIGN = "BRAND_CAMPAIGN"
    WHITE_LABEL = "WHITE_LABEL"


class DocumentBody(Model, kw_only=True):
    path: str
    text: str


class EffectState(StrEnum):
    PLANNED = "planned"
    SENT = "sent"
    CONFIRMED = "confirmed"
    FAILED = "failed"
    UNKNOWN = "unknown"


class EffectView(Model, kw_only=True):
    id: UUID
    kind: str
    channel: str
    state: EffectState
    subject: UUID
    twin: UUID | None
    attempts: int
    reference: str | None
    error_code: str | None
    again: bool
    planned_at: dt.datetime
    sent_at: dt.datetime | None
    settled_at: dt.datetime | None
    settled_by: UUID | None
    age_seconds: float
    held: bool
    reconcilable: bool


class Effects(Model, kw_only=True):
    items: list[EffectView]
    next: UUID | None = None


class EnquiryCategory(StrEnum):
    TECHNICAL = "technical"
    BILLING = "billing"
    GENERAL = "general"


class EventPage(Model, kw_only=True):
    items: list[EventRow]
    next: str | None = None


class EventRow(Model, kw_only=True):
    id: UUID
    type: str
    version: int
    subject: UUID
    at: dt.datetime
    plugin: str
    payload: dict[str, Any]
    position: str


class Excluded(Model, kw_only=True):
    reason: str
    deals: int = 0
    amount: Money | None = None
    unit: str | None = None
    quantity: int = 0


class FanTier(StrEnum):
    FREE = "FREE"
    PREMIUM = "PREMIUM"
    ENTERPRISE = "ENTERPRISE"


class Grant(Model, kw_only=True):
    id: UUID
    owner: UUID
    grantee: UUID
    twin: UUID
    parts: list[TwinPart] | UnsetType = UNSET
    uses: list[Module]
    starts_at: dt.datetime
    ends_at: dt.datetime | None = None
    revoked_at: dt.datetime | None = None


class GrantCreate(Model, kw_only=True):
    twin: UUID
    grantee: UUID
    parts: list[TwinPart] | UnsetType = UNSET
    uses: list[Module]
    ends_at: dt.datetime | None = None


class GuardrailsConfig(Model, kw_only=True):
    max_response_length: int = 1200
    banned_topics: list[str] | UnsetType = UNSET
    content_rating: ContentRating | UnsetType = UNSET


class InboundBody(Model, kw_only=True):
    id: str
    author: str
    platform: str | None = None
    text: str
    lang: str = ""


class IngestBody(Model, kw_only=True):
    corpus: str
    documents: list[DocumentBody] | UnsetType = UNSET
    folder: str | None = None


class IngestReport(Model, kw_only=True):
    corpus: str
    documents: int
    unchanged: int
    chunks: int
    skipped: dict[str, str] | UnsetType = UNSET


class InteractionBody(Model, kw_only=True):
    binding: UUID
    id: str
    platform: str
    post_id: str = ""
    author: str
    text: str
    lang: str = ""


class InteractionRow(Model, kw_only=True):
    id: UUID
    comment_id: str
    platform: str
    post_id: str
    contact: UUID
    author: str
    text: str
    reply: str
    citations: list[Citation]
    known: bool
    at: Any
    replied_at: Any


class InteractionShape(Model, kw_only=True):
    id: UUID
    contact: UUID
    reply: ReplyShape


class Interactions(Model, kw_only=True):
    items: list[InteractionRow]
    next: UUID | None = None


class Journey(Model, kw_only=True):
    contact: UUID
    steps: list[Step]
    started_at: dt.datetime | None = None
    ended_at: dt.datetime | None = None
    outcome: str | None = None
    reason: str | None = None
    summarised: bool = False
    deals: list[DealSum] | UnsetType = UNSET


class JourneyRow(Model, kw_only=True):
    contact: UUID
    author: str
    platform: str
    lead: UUID
    stage: str
    outcome: str | None
    reason: str
    started_at: Any
    ended_at: Any
    stages: list[dict[str, Any]]


class JourneyView(Model, kw_only=True):
    stage: str = ""
    waits_for: list[str] | UnsetType = UNSET
    outcome: Outcome | None = None
    reason: str = ""
    milestones: list[str] | UnsetType = UNSET


class Journeys(Model, kw_only=True):
    items: list[JourneyRow]
    next: UUID | None = None


class KnowledgeBaseConfig(Model, kw_only=True):
    sources: list[str] | UnsetType = UNSET
    last_updated: dt.datetime | None = None


class Lag(Model, kw_only=True):
    subscribers: list[SubscriberLag]
    horizon_age_seconds: float


class LeadPage(Model, kw_only=True):
    items: list[LeadView]
    next: UUID | None


class LeadView(Model, kw_only=True):
    contact: UUID
    lead: UUID
    score: int
    bant: BANT
    stage: str
    outcome: str | None
    lost_reason: str | None
    demo_slot: str | None
    demo_proposed: dt.datetime | None
    deal_value: Money | None
    deal_value_reason: str | None
    opt_out: bool
    customer_id: UUID | None


class Message(Model, kw_only=True):
    id: UUID
    conversation: UUID
    speaker: Speaker
    text: str
    at: dt.datetime
    citations: list[Citation] | UnsetType = UNSET
    known: bool = True


class MessageBody(Model, kw_only=True):
    text: str


class Module(StrEnum):
    MARKETING = "MARKETING"
    SALES_CRM = "SALES_CRM"
    CUSTOMER_SUPPORT = "CUSTOMER_SUPPORT"
    CLINICS = "CLINICS"
    ELEARNING = "ELEARNING"
    ANALYTICS = "ANALYTICS"
    ACCOUNTING = "ACCOUNTING"
    FINANCE = "FINANCE"
    HR = "HR"
    INVENTORY = "INVENTORY"


class Money(Model, kw_only=True):
    minor_units: int
    currency: str


class NewTenant(Model, kw_only=True):
    tenant: Tenant
    key: str


class OutboxPage(Model, kw_only=True):
    items: list[Sent]
    next: UUID | None


class Outcome(StrEnum):
    WON = "won"
    LOST = "lost"
    NO_REPLY = "no_reply"
    STOPPED = "stopped"
    ESCALATED = "escalated"


class OutsideBody(Model, kw_only=True):
    source: str
    id: str
    type: str
    version: int | None = None
    at: dt.datetime | None = None
    subject: UUID | None = None
    reference: str | None = None
    fields: dict[str, Any] | UnsetType = UNSET


class PersonalityProfile(Model, kw_only=True):
    tone: str
    language: str
    expertise: list[str] | UnsetType = UNSET
    traits: list[str] | UnsetType = UNSET
    signature_phrases: list[str] | UnsetType = UNSET
    greeting: str = ""


class PluginShape(Model, kw_only=True):
    id: str
    version: str
    summary: str
    status: str
    level: str
    capabilities: list[str]
    hooks: list[str]
    handled: int = 0
    skipped: int = 0


class Post(Model, kw_only=True):
    id: UUID
    platform: str
    post_id: str
    type: str | None
    text: str | None
    at: dt.datetime
    comments: int
    replies: int


class PostPage(Model, kw_only=True):
    items: list[Post]
    next: UUID | None


class Reason(Model, kw_only=True):
    code: str
    points: int
    quote: str = ""


class Replayed(Model, kw_only=True):
    replayed: int


class Reply(Model, kw_only=True):
    id: UUID
    text: str
    at: dt.datetime


class ReplyShape(Model, kw_only=True):
    id: UUID
    text: str
    citations: list[Citation]
    known: bool
    repeated: bool = False


class Requested(Model, kw_only=True):
    request: UUID
    state: str
    requested_at: dt.datetime


class Sent(Model, kw_only=True):
    id: UUID
    contact: UUID
    kind: str
    at: dt.datetime
    text: str


class Settlement(Model, kw_only=True):
    happened: bool
    reference: str | None = None
    again: bool = False


class Speaker(StrEnum):
    END_USER = "end_user"
    TWIN = "twin"


class Step(Model, kw_only=True):
    step: str
    at: dt.datetime


class Stop(Model, kw_only=True):
    id: UUID
    level: StopLevel
    target: str
    reason_code: str
    set_at: dt.datetime
    set_by: UUID | None
    released_at: dt.datetime | None
    released_by: UUID | None
    held: int = 0


class StopBody(Model, kw_only=True):
    level: StopLevel
    target: str = ""
    reason_code: str = "manual"


class StopLevel(StrEnum):
    TENANT = "tenant"
    TWIN = "twin"
    CHANNEL = "channel"


class StopPage(Model, kw_only=True):
    items: list[Stop]
    next: UUID | None = None


class StoredAssessment(Model, kw_only=True):
    interaction: UUID
    contact: UUID
    is_lead: bool
    score: int
    reasons: list[Reason]


class SubjectRequest(Model, kw_only=True):
    id: UUID
    contact: UUID
    kind: str
    state: str
    step: str
    requested_by: str
    requested_at: dt.datetime
    completed_at: dt.datetime | None
    error_code: str | None
    error_plugin: str | None
    receipt: dict[str, Any] | None
    archive: bool


class SubscriberLag(Model, kw_only=True):
    subscriber: str
    served: bool
    behind: int
    oldest_seconds: float
    parked: int
    dead: int
    handled: int
    skipped: int
    replayed: int


class Summary(Model, kw_only=True):
    funnel: dict[str, int]
    outcomes: dict[str, int]
    revenue: Money
    cost: Money
    cost_lines: list[CostLine]
    roi: float | None
    excluded: list[Excluded]


class Taken(Model, kw_only=True):
    id: UUID
    type: str
    subject: UUID
    repeated: bool


class Tenant(Model, kw_only=True):
    id: UUID
    slug: str
    name: str
    kind: TenantKind
    tier: ComplianceTier | UnsetType = UNSET


class TenantCreate(Model, kw_only=True):
    slug: str
    name: str
    kind: TenantKind | UnsetType = UNSET
    tier: ComplianceTier | UnsetType = UNSET


class TenantKind(StrEnum):
    PLATFORM = "platform"
    TALENT = "talent"
    BRAND = "brand"


class TicketList(Model, kw_only=True):
    items: list[TicketView]
    next: UUID | None = None


class TicketStatus(StrEnum):
    OPEN = "open"
    RESOLVED = "resolved"
    ESCALATED = "escalated"


class TicketView(Model, kw_only=True):
    id: UUID
    contact: UUID
    category: EnquiryCategory
    status: TicketStatus
    question: str
    answer: str
    citations: list[Citation]
    attempt: int
    escalated_to: str | None
    escalation_reason: str | None
    opened_at: dt.datetime


class Twin(Model, kw_only=True):
    id: UUID
    owner: UUID
    name: str
    version: int
    state: TwinVersionState
    config: TwinConfig


class TwinConfig(Model, kw_only=True):
    voice_clone_id: str = "none"
    visual_avatar_id: str = "none"
    personality_profile: PersonalityProfile
    knowledge_base: KnowledgeBaseConfig | UnsetType = UNSET
    guardrails: GuardrailsConfig | UnsetType = UNSET


class TwinCreate(Model, kw_only=True):
    name: str
    config: TwinConfig


class TwinPart(StrEnum):
    PERSONA = "persona"
    KNOWLEDGE = "knowledge"
    VOICE = "voice"
    LIKENESS = "likeness"


class TwinVersionState(StrEnum):
    DRAFT = "draft"
    APPROVED = "approved"
    RETIRED = "retired"


class Verb(StrEnum):
    APPROVE = "approve"
    EDIT = "edit"
    REJECT = "reject"


class VersionCreate(Model, kw_only=True):
    config: TwinConfig
