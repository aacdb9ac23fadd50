"""What the API takes and gives. Made by tools/generate_clients.py from the OpenAPI document."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Any, Literal
from uuid import UUID

import msgspec
from msgspec import UNSET, UnsetType


class Model(msgspec.Struct, kw_only=True, omit_defaults=True):
    """Fields that are not known yet are passed over: an older client reads a newer API."""


class AcceptBody(Model, kw_only=True):
    invitation: str
    password: str


class Accepted(Model, kw_only=True):
    contact: UUID
    id: UUID | None = None


class Alert(Model, kw_only=True):
    id: UUID
    tenant: UUID
    kind: AlertKind
    level: AlertLevel
    place: str
    thing: str
    value: int
    threshold: int
    raised_at: dt.datetime
    acknowledged_at: dt.datetime | None
    resolved_at: dt.datetime | None = None


class AlertKind(StrEnum):
    CONVERSATION_MESSAGES = "conversation_messages"
    STORAGE = "storage"
    DOCUMENT_SIZE = "document_size"
    ARCHIVE_COMPLETED = "archive_completed"
    PARTITIONS_AHEAD = "partitions_ahead"


class AlertLevel(StrEnum):
    CRITICAL = "critical"
    WARNING = "warning"
    INFO = "info"


class AlertPage(Model, kw_only=True):
    items: list[Alert]
    next: UUID | None = None


class AnyContractStatus(StrEnum):
    PENDING_SETUP = "PENDING_SETUP"
    ACTIVE = "ACTIVE"
    INACTIVE = "INACTIVE"
    SUSPENDED = "SUSPENDED"
    ARCHIVED = "ARCHIVED"


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


class ArchiveAnswer(Model, kw_only=True):
    preview: ArchivePreview | None = None
    run: ArchiveRun | None = None


class ArchiveBody(Model, kw_only=True):
    dry_run: bool = False


class ArchivePreview(Model, kw_only=True):
    untouched_since: dt.datetime
    conversations: int
    tenants: int


class ArchiveRun(Model, kw_only=True):
    id: UUID
    scheduled_for: dt.datetime | None
    untouched_since: dt.datetime
    created_at: dt.datetime
    completed_at: dt.datetime | None
    archived: int
    batches: int
    tenants: int


class ArchiveRuns(Model, kw_only=True):
    items: list[ArchiveRun]
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


class BindingChange(Model, kw_only=True):
    name: str | UnsetType = UNSET
    required_guardrails: list[str] | UnsetType = UNSET
    active: bool | UnsetType = UNSET


class BindingCreate(Model, kw_only=True):
    name: str
    module: Module
    context: dict[str, Any] | UnsetType = UNSET
    twin: UUID
    twin_owner: UUID | None = None
    required_guardrails: list[Any] | UnsetType = UNSET


class BindingRecord(Model, kw_only=True):
    id: UUID
    name: str
    module: Module
    context: dict[str, Any]
    twin: UUID
    twin_owner: UUID
    twin_name: str | None
    twin_version: int | None
    required_guardrails: list[str]
    active: bool
    usable: bool
    created_at: dt.datetime
    updated_at: dt.datetime
    revision: int


class Bindings(Model, kw_only=True):
    items: list[BindingRecord]
    next: UUID | None = None


class BrandChange(Model, kw_only=True):
    name: str | UnsetType = UNSET


class BrandCreate(Model, kw_only=True):
    name: str


class BrandRecord(Model, kw_only=True):
    id: UUID
    status: BrandStatus
    revision: int
    name: str
    created_at: dt.datetime
    updated_at: dt.datetime


class BrandStatus(StrEnum):
    ACTIVE = "ACTIVE"
    ARCHIVED = "ARCHIVED"


class Brands(Model, kw_only=True):
    items: list[BrandRecord]
    next: UUID | None = None


class By(StrEnum):
    KEY = "key"
    DAY = "day"


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


class ContractChange(Model, kw_only=True):
    number: str | UnsetType = UNSET
    status: ContractStatus | UnsetType = UNSET
    signed_at: dt.datetime | None = None
    starts_at: dt.datetime | None = None
    ends_at: dt.datetime | None = None


class ContractCreate(Model, kw_only=True):
    number: str
    signed_at: dt.datetime | None = None
    starts_at: dt.datetime | None = None
    ends_at: dt.datetime | None = None


class ContractRecord(Model, kw_only=True):
    id: UUID
    status: AnyContractStatus
    revision: int
    number: str
    signed_at: dt.datetime | None
    starts_at: dt.datetime | None
    ends_at: dt.datetime | None
    created_at: dt.datetime
    updated_at: dt.datetime


class ContractStatus(StrEnum):
    PENDING_SETUP = "PENDING_SETUP"
    ACTIVE = "ACTIVE"
    INACTIVE = "INACTIVE"
    SUSPENDED = "SUSPENDED"


class Contracts(Model, kw_only=True):
    items: list[ContractRecord]
    next: UUID | None = None


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
    binding: UUID | None = None
    deployment: UUID | None = None
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


class DeliveriesReplayed(Model, kw_only=True):
    replayed: int


class Delivery(Model, kw_only=True):
    id: UUID
    event: UUID
    type: str
    state: DeliveryState
    attempts: int
    status: int | None
    error_code: str | None
    duration_ms: int | None
    created_at: dt.datetime
    attempted_at: dt.datetime | None
    next_at: dt.datetime | None
    delivered_at: dt.datetime | None


class DeliveryPage(Model, kw_only=True):
    items: list[Delivery]
    next: UUID | None = None


class DeliveryState(StrEnum):
    PENDING = "pending"
    DELIVERED = "delivered"
    FAILED = "failed"


class DeploymentChange(Model, kw_only=True):
    config: dict[str, Any] | UnsetType = UNSET
    starts_at: dt.datetime | None = None
    ends_at: dt.datetime | None = None


class DeploymentCreate(Model, kw_only=True):
    type: DeploymentType
    binding: UUID
    config: dict[str, Any] | UnsetType = UNSET
    starts_at: dt.datetime | None = None
    ends_at: dt.datetime | None = None


class DeploymentRecord(Model, kw_only=True):
    id: UUID
    binding: UUID
    type: DeploymentType
    status: DeploymentStatus
    serves: bool
    config: dict[str, Any]
    starts_at: dt.datetime | None
    ends_at: dt.datetime | None
    created_at: dt.datetime
    updated_at: dt.datetime
    revision: int


class DeploymentStatus(StrEnum):
    SCHEDULED = "SCHEDULED"
    ACTIVE = "ACTIVE"
    SUSPENDED = "SUSPENDED"
    INACTIVE = "INACTIVE"


class DeploymentType(StrEnum):
    VIBETHINK_PORTAL = "VIBETHINK_PORTAL"
    EMBEDDED_WIDGET = "EMBEDDED_WIDGET"
    BRAND_CAMPAIGN = "BRAND_CAMPAIGN"
    WHITE_LABEL = "WHITE_LABEL"


class Deployments(Model, kw_only=True):
    items: list[DeploymentRecord]
    next: UUID | None = None


class DocumentBody(Model, kw_only=True):
    path: str
    text: str


class DocumentSize(Model, kw_only=True):
    place: str
    id: str
    bytes: int
    tenant: UUID | None = None


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


class EnquiryBody(Model, kw_only=True):
    id: str
    author: str
    platform: str | None = None
    text: str
    lang: str = ""


class EnquiryCategory(StrEnum):
    TECHNICAL = "technical"
    BILLING = "billing"
    GENERAL = "general"


class ErasureBody(Model, kw_only=True):
    confirm: str


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


class GrantChange(Model, kw_only=True):
    ends_at: dt.datetime | None = None


class GrantCreate(Model, kw_only=True):
    twin: UUID
    grantee: UUID
    parts: list[TwinPart] | UnsetType = UNSET
    uses: list[Module]
    ends_at: dt.datetime | None = None


class GrantRecord(Model, kw_only=True):
    id: UUID
    owner: UUID
    grantee: UUID
    twin: UUID
    parts: list[TwinPart] | UnsetType = UNSET
    uses: list[Module]
    starts_at: dt.datetime
    ends_at: dt.datetime | None = None
    revoked_at: dt.datetime | None = None
    updated_at: dt.datetime
    revision: int


class Grants(Model, kw_only=True):
    items: list[GrantRecord]
    next: UUID | None = None


class Growth(Model, kw_only=True):
    month: dt.date
    conversations: int
    avg_messages: float
    max_messages: int


class GuardrailsConfig(Model, kw_only=True):
    max_response_length: int = 1200
    banned_topics: list[str] | UnsetType = UNSET
    content_rating: ContentRating | UnsetType = UNSET


class InboundBody(Model, kw_only=True):
    id: str
    author: str
    platform: str | None = None
    text: str


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


class InstalledPage(Model, kw_only=True):
    items: list[InstalledPlugin]
    next: str | None = None


class InstalledPlugin(Model, kw_only=True):
    id: str
    version: str
    contract: str
    error: str | None
    enabled_by_default: bool
    restricted: bool
    seen_at: dt.datetime | None = None
    quarantined_at: dt.datetime | None = None
    quarantined_until: dt.datetime | None = None


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


class InvitationAccepted(Model, kw_only=True):
    user: UUID


class Invited(Model, kw_only=True):
    user: StaffUser
    invitation: str
    invitation_until: dt.datetime


class Issued(Model, kw_only=True):
    token: str
    contact: UUID
    expires_in: int


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


class Key(Model, kw_only=True):
    id: UUID
    name: str
    role: Role
    scopes: list[str] | None
    plugin: str | None
    limits: KeyLimits
    created_at: dt.datetime
    created_by: UUID | None
    expires_at: dt.datetime | None
    last_used_at: dt.datetime | None
    old_secret_until: dt.datetime | None
    revoked_at: dt.datetime | None


class KeyChange(Model, kw_only=True):
    name: str | UnsetType = UNSET
    limits: LimitsChange | UnsetType = UNSET
    expires_at: dt.datetime | None = None


class KeyCreate(Model, kw_only=True):
    name: str
    role: Role | None = None
    scopes: list[str] | None = None
    plugin: str | None = None
    expires_at: dt.datetime | None = None
    limits: LimitsBody | UnsetType = UNSET


class KeyLimits(Model, kw_only=True):
    rate_per_second: float | None = None
    burst: int | None = None
    monthly_quota: int | None = None


class KeyPage(Model, kw_only=True):
    items: list[Key]
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


class LimitsBody(Model, kw_only=True):
    rate_per_second: float | None = None
    burst: int | None = None
    monthly_quota: int | None = None


class LimitsChange(Model, kw_only=True):
    rate_per_second: float | None = None
    burst: int | None = None
    monthly_quota: int | None = None


class LoginBody(Model, kw_only=True):
    tenant: str
    email: str
    password: str
    cookie: bool = False


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


class MessagePage(Model, kw_only=True):
    items: list[Message]
    next: UUID | None = None


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


class NewKey(Model, kw_only=True):
    key: Key
    secret: str


class NewTenant(Model, kw_only=True):
    tenant: Tenant
    key: str


class OpenAlerts(Model, kw_only=True):
    items: list[Alert]
    open: int


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


class PasswordChange(Model, kw_only=True):
    current: str
    new: str


class PersonalityProfile(Model, kw_only=True):
    tone: str
    language: str
    expertise: list[str] | UnsetType = UNSET
    traits: list[str] | UnsetType = UNSET
    signature_phrases: list[str] | UnsetType = UNSET
    greeting: str = ""


class PlatformNumbers(Model, kw_only=True):
    database_bytes: int
    storage_bytes: int
    tables: list[TableSize]
    documents: list[DocumentSize]
    growth: list[Growth]
    months_ahead: int


class PluginErasure(Model, kw_only=True):
    id: UUID
    plugin: str
    state: str
    rows_erased: int
    requested_at: dt.datetime
    completed_at: dt.datetime | None
    attempts: int
    error_code: str | None


class PluginPage(Model, kw_only=True):
    items: list[PluginShape]
    next: str | None = None


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
    failures: int = 0
    quarantined_until: dt.datetime | None = None


class PluginStatus(Model, kw_only=True):
    id: str
    status: str


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


class Quota(Model, kw_only=True):
    month: dt.date
    limit: int
    used: int


class Readiness(Model, kw_only=True):
    status: State
    checks: dict[str, str]
    version: str = "0.1.0"


class Reason(Model, kw_only=True):
    code: str
    points: int
    quote: str = ""


class ReplayBody(Model, kw_only=True):
    since: dt.datetime


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


class Role(StrEnum):
    PLATFORM_ADMIN = "platform_admin"
    TENANT_ADMIN = "tenant_admin"
    EDITOR = "editor"
    APPROVER = "approver"
    AUDITOR = "auditor"
    VIEWER = "viewer"


class RotateBody(Model, kw_only=True):
    grace_seconds: int = 86400


class RotationBody(Model, kw_only=True):
    grace_seconds: int = 86400


class Sent(Model, kw_only=True):
    id: UUID
    contact: UUID
    kind: str
    at: dt.datetime
    text: str


class SessionShape(Model, kw_only=True):
    id: UUID
    tenant: UUID
    user: UUID
    role: Role
    permissions: list[str]
    idle_until: dt.datetime
    expires_at: dt.datetime
    token: str | None = None


class SettingsBody(Model, kw_only=True):
    values: dict[str, Any]


class SettingsView(Model, kw_only=True):
    plugin: str
    values: dict[str, Any]
    own: dict[str, Any]
    schema: dict[str, Any]


class Settlement(Model, kw_only=True):
    happened: bool
    reference: str | None = None
    again: bool = False


class Speaker(StrEnum):
    END_USER = "end_user"
    TWIN = "twin"


class StaffUser(Model, kw_only=True):
    id: UUID
    name: str
    email: str | None
    role: Role
    status: str
    created_at: dt.datetime
    updated_at: dt.datetime
    revision: int


class State(StrEnum):
    OK = "ok"
    DEGRADED = "degraded"
    FAILED = "failed"
    DRAINING = "draining"


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


class TableSize(Model, kw_only=True):
    name: str
    bytes: int


class Taken(Model, kw_only=True):
    id: UUID
    type: str
    subject: UUID
    repeated: bool


class TalentChange(Model, kw_only=True):
    name: str | UnsetType = UNSET
    type: TalentType | UnsetType = UNSET
    contract: UUID | None = None


class TalentCreate(Model, kw_only=True):
    name: str
    type: TalentType
    contract: UUID | None = None


class TalentRecord(Model, kw_only=True):
    tenant_id: UUID
    name: str
    type: TalentType
    contract: UUID | None
    revenue_share_percentage: str
    status: TalentStatus
    created_at: dt.datetime
    updated_at: dt.datetime
    revision: int


class TalentStatus(StrEnum):
    PENDING_SETUP = "PENDING_SETUP"
    ACTIVE = "ACTIVE"
    INACTIVE = "INACTIVE"
    SUSPENDED = "SUSPENDED"


class TalentTerms(Model, kw_only=True):
    status: TalentStatus | UnsetType = UNSET
    revenue_share_percentage: str | UnsetType = UNSET


class TalentType(StrEnum):
    SPORTS_COMMENTATOR = "SPORTS_COMMENTATOR"
    ATHLETE = "ATHLETE"
    COACH = "COACH"
    ENTERTAINER = "ENTERTAINER"
    INFLUENCER = "INFLUENCER"
    EXPERT = "EXPERT"


class Tenant(Model, kw_only=True):
    id: UUID
    slug: str
    name: str
    kind: TenantKind
    tier: ComplianceTier | UnsetType = UNSET


class TenantChange(Model, kw_only=True):
    name: str | UnsetType = UNSET
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


class TenantNumbers(Model, kw_only=True):
    documents: list[DocumentSize]
    growth: list[Growth]


class TenantPlugin(Model, kw_only=True):
    id: str
    version: str
    summary: str
    status: str
    level: str
    capabilities: list[str]
    hooks: list[str]
    handled: int = 0
    skipped: int = 0
    failures: int = 0
    quarantined_until: dt.datetime | None = None
    requires: list[str] | UnsetType = UNSET
    modules: list[str] | UnsetType = UNSET
    permissions: list[str] | UnsetType = UNSET
    personal_data: bool = False
    restricted: bool = False
    tier: str = ""
    contract: str = ""
    failed_at: str | None = None
    failed_with: str | None = None
    failed_last: dt.datetime | None = None
    version_told: str | None = None
    owes: str | None = None
    owes_error: str | None = None


class TenantRecord(Model, kw_only=True):
    id: UUID
    slug: str
    name: str
    kind: TenantKind
    tier: ComplianceTier | UnsetType = UNSET
    status: TenantStatus
    created_at: dt.datetime
    updated_at: dt.datetime
    revision: int


class TenantRename(Model, kw_only=True):
    name: str | UnsetType = UNSET


class TenantStatus(StrEnum):
    ACTIVE = "ACTIVE"
    SUSPENDED = "SUSPENDED"
    INACTIVE = "INACTIVE"
    PENDING_SETUP = "PENDING_SETUP"
    ARCHIVED = "ARCHIVED"
    SCHEDULED = "SCHEDULED"


class Tenants(Model, kw_only=True):
    items: list[TenantRecord]
    next: UUID | None = None


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


class TokenBody(Model, kw_only=True):
    author: str
    platform: str = "WEB"
    ttl_seconds: int = 900


class TwinChange(Model, kw_only=True):
    name: str | UnsetType = UNSET


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


class TwinRecord(Model, kw_only=True):
    id: UUID
    owner: UUID
    name: str
    version: int
    state: TwinVersionState
    config: TwinConfig
    retired_at: dt.datetime | None
    created_at: dt.datetime
    updated_at: dt.datetime
    revision: int


class TwinVersionState(StrEnum):
    DRAFT = "draft"
    APPROVED = "approved"
    RETIRED = "retired"


class Twins(Model, kw_only=True):
    items: list[TwinRecord]
    next: UUID | None = None


class UsagePage(Model, kw_only=True):
    items: list[UsageRow]
    next: str | None = None


class UsageRow(Model, kw_only=True):
    key: UUID | None = None
    day: dt.date | None = None
    requests: int
    turns: int
    input_tokens: int
    output_tokens: int
    stream_minutes: float
    deliveries: int
    plan: str | None = None
    quota: Quota | None = None


class UserChange(Model, kw_only=True):
    name: str | None = None
    email: str | None = None
    role: Role | None = None
    status: Literal["ACTIVE", "INACTIVE", None] | UnsetType = UNSET


class UserCreate(Model, kw_only=True):
    name: str
    email: str
    role: Role | UnsetType = UNSET


class UserPage(Model, kw_only=True):
    items: list[StaffUser]
    next: UUID | None = None


class Verb(StrEnum):
    APPROVE = "approve"
    EDIT = "edit"
    REJECT = "reject"


class VersionCreate(Model, kw_only=True):
    config: TwinConfig


class VersionRecord(Model, kw_only=True):
    twin: UUID
    version: int
    state: TwinVersionState
    config: TwinConfig
    created_at: dt.datetime


class Versions(Model, kw_only=True):
    items: list[VersionRecord]
    next: int | None = None


class Webhook(Model, kw_only=True):
    id: UUID
    url: str
    events: list[str]
    state: WebhookState
    reason_code: str | None
    created_at: dt.datetime
    paused_until: dt.datetime | None
    last_success_at: dt.datetime | None
    last_failure_at: dt.datetime | None
    previous_secret_until: dt.datetime | None


class WebhookBody(Model, kw_only=True):
    url: str
    events: list[Any] | UnsetType = UNSET


class WebhookChange(Model, kw_only=True):
    url: str | None = None
    events: list[str] | None = None
    on: bool | None = None


class WebhookPage(Model, kw_only=True):
    items: list[Webhook]
    next: UUID | None = None


class WebhookState(StrEnum):
    ON = "on"
    OFF = "off"
    DISABLED = "disabled"


class WebhookWithSecret(Model, kw_only=True):
    id: UUID
    url: str
    events: list[str]
    state: WebhookState
    reason_code: str | None
    created_at: dt.datetime
    paused_until: dt.datetime | None
    last_success_at: dt.datetime | None
    last_failure_at: dt.datetime | None
    previous_secret_until: dt.datetime | None
    secret: str
