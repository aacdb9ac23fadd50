// Types of the ViTo API. Made by tools/generate_clients.py from the OpenAPI document: change that, not this.

export interface AcceptBody {
  invitation: string;
  password: string;
}

export interface Accepted {
  contact: string;
  id?: string | null;
}

export interface Alert {
  id: string;
  tenant: string;
  kind: AlertKind;
  level: AlertLevel;
  place: string;
  thing: string;
  value: number;
  threshold: number;
  raised_at: string;
  acknowledged_at: string | null;
  resolved_at?: string | null;
}

/** What is looked after. The first four are the specification's. */
export type AlertKind = "conversation_messages" | "storage" | "document_size" | "archive_completed" | "partitions_ahead";

export type AlertLevel = "critical" | "warning" | "info";

export interface AlertPage {
  items: Array<Alert>;
  next?: string | null;
}

export type AnyContractStatus = "PENDING_SETUP" | "ACTIVE" | "INACTIVE" | "SUSPENDED" | "ARCHIVED";

export interface ApprovalRow {
  id: string;
  kind: string;
  plugin: string;
  key: string;
  subject: string;
  binding: string | null;
  state: ApprovalState;
  asked_at: string;
  expires_at: string;
  decided_at: string | null;
  decided_by: string | null;
  reason_code: string | null;
}

export type ApprovalState = "pending" | "approved" | "edited" | "rejected" | "expired";

export interface ApprovalView {
  id: string;
  kind: string;
  plugin: string;
  key: string;
  subject: string;
  binding: string | null;
  state: ApprovalState;
  asked_at: string;
  expires_at: string;
  decided_at: string | null;
  decided_by: string | null;
  reason_code: string | null;
  title: string | null;
  proposal: Record<string, unknown>;
  edited: Record<string, unknown> | null;
  note: string | null;
  edit_schema: Record<string, unknown> | null;
}

export interface Approvals {
  items: Array<ApprovalRow>;
  next?: string | null;
}

export interface ArchiveAnswer {
  preview?: ArchivePreview | null;
  run?: ArchiveRun | null;
}

export interface ArchiveBody {
  dry_run?: boolean;
}

export interface ArchivePreview {
  untouched_since: string;
  conversations: number;
  tenants: number;
}

export interface ArchiveRun {
  id: string;
  scheduled_for: string | null;
  untouched_since: string;
  created_at: string;
  completed_at: string | null;
  archived: number;
  batches: number;
  tenants: number;
}

export interface ArchiveRuns {
  items: Array<ArchiveRun>;
  next?: string | null;
}

export interface AssessmentPage {
  items: Array<StoredAssessment>;
  next?: string | null;
}

export interface BANT {
  budget?: string | null;
  authority?: string | null;
  need?: string | null;
  timeline?: string | null;
  quantity?: number | null;
}

export interface BindingChange {
  name?: string;
  required_guardrails?: Array<string>;
  active?: boolean;
}

export interface BindingCreate {
  name: string;
  module: Module;
  context?: Record<string, unknown>;
  twin: string;
  twin_owner?: string | null;
  required_guardrails?: Array<string | unknown>;
}

export interface BindingRecord {
  id: string;
  name: string;
  module: Module;
  context: Record<string, unknown>;
  twin: string;
  twin_owner: string;
  twin_name: string | null;
  twin_version: number | null;
  required_guardrails: Array<string>;
  active: boolean;
  usable: boolean;
  created_at: string;
  updated_at: string;
  revision: number;
}

export interface Bindings {
  items: Array<BindingRecord>;
  next?: string | null;
}

export interface BrandChange {
  name?: string;
}

export interface BrandCreate {
  name: string;
}

export interface BrandRecord {
  id: string;
  status: BrandStatus;
  revision: number;
  name: string;
  created_at: string;
  updated_at: string;
}

export type BrandStatus = "ACTIVE" | "ARCHIVED";

export interface Brands {
  items: Array<BrandRecord>;
  next?: string | null;
}

export type By = "key" | "day";

export interface Citation {
  source: string;
  quote: string;
}

export interface Comment {
  interaction: string;
  post: string;
  platform: string;
  post_id: string;
  contact: string;
  text: string;
  language: string;
  at: string;
  reply: Reply | null;
}

export interface CommentPage {
  items: Array<Comment>;
  next: string | null;
}

/** The tenant's subscription tier (not the end user's: see `FanTier`). */
export type ComplianceTier = "FREE" | "PROFESSIONAL" | "ENTERPRISE";

export interface ContactRow {
  id: string;
  platform: string;
  author: string;
  created_at: string;
  erased_at: string | null;
}

export interface Contacts {
  items: Array<ContactRow>;
  next?: string | null;
}

export type ContentRating = "G" | "PG" | "PG-13" | "R";

export interface ContextChange {
  context: Record<string, unknown>;
}

export interface ContractChange {
  number?: string;
  status?: ContractStatus;
  signed_at?: string | null;
  starts_at?: string | null;
  ends_at?: string | null;
}

export interface ContractCreate {
  number: string;
  signed_at?: string | null;
  starts_at?: string | null;
  ends_at?: string | null;
}

export interface ContractRecord {
  id: string;
  status: AnyContractStatus;
  revision: number;
  number: string;
  signed_at: string | null;
  starts_at: string | null;
  ends_at: string | null;
  created_at: string;
  updated_at: string;
}

/** What a contract may be set to; ARCHIVED it becomes by being archived. */
export type ContractStatus = "PENDING_SETUP" | "ACTIVE" | "INACTIVE" | "SUSPENDED";

export interface Contracts {
  items: Array<ContractRecord>;
  next?: string | null;
}

export interface ConversationContext {
  deployment_type?: DeploymentType;
  deployment_id?: string | null;
  brand_id?: string | null;
  campaign_id?: string | null;
  brand_guidelines?: Array<string>;
  user_tier?: FanTier;
  channel?: string;
  thread?: string;
}

export interface ConversationCreate {
  binding?: string | null;
  deployment?: string | null;
  platform?: string;
  author: string;
  context?: ConversationContext;
}

export interface ConversationShape {
  id: string;
  contact: string;
}

export interface CostLine {
  unit: string;
  quantity: number;
  minor_units: number;
  per: number;
  cost: Money;
}

export interface DeadLetter {
  event: string;
  subscriber: string;
  type: string;
  version: number;
  subject: string;
  at: string;
  attempts: number;
  error: string;
  position: string;
}

export interface DeadPage {
  items: Array<DeadLetter>;
  next?: string | null;
}

export interface DealSum {
  currency: string | null;
  deals: number;
  minor_units?: number;
}

export interface DecisionBody {
  decision: Verb;
  proposal?: Record<string, unknown> | null;
  reason_code?: string | null;
  note?: string | null;
}

export interface DeliveriesReplayed {
  replayed: number;
}

export interface Delivery {
  id: string;
  event: string;
  type: string;
  state: DeliveryState;
  attempts: number;
  status: number | null;
  error_code: string | null;
  duration_ms: number | null;
  created_at: string;
  attempted_at: string | null;
  next_at: string | null;
  delivered_at: string | null;
}

export interface DeliveryPage {
  items: Array<Delivery>;
  next?: string | null;
}

export type DeliveryState = "pending" | "delivered" | "failed";

export interface DeploymentChange {
  config?: Record<string, unknown>;
  starts_at?: string | null;
  ends_at?: string | null;
}

export interface DeploymentCreate {
  type: DeploymentType;
  binding: string;
  config?: Record<string, unknown>;
  starts_at?: string | null;
  ends_at?: string | null;
}

export interface DeploymentRecord {
  id: string;
  binding: string;
  type: DeploymentType;
  status: DeploymentStatus;
  serves: boolean;
  config: Record<string, unknown>;
  starts_at: string | null;
  ends_at: string | null;
  created_at: string;
  updated_at: string;
  revision: number;
}

/** What a deployment is at a moment: dates count, whatever was noted before. */
export type DeploymentStatus = "SCHEDULED" | "ACTIVE" | "SUSPENDED" | "INACTIVE";

export type DeploymentType = "VIBETHINK_PORTAL" | "EMBEDDED_WIDGET" | "BRAND_CAMPAIGN" | "WHITE_LABEL";

export interface Deployments {
  items: Array<DeploymentRecord>;
  next?: string | null;
}

export interface DocumentBody {
  path: string;
  text: string;
}

export interface DocumentSize {
  place: string;
  id: string;
  bytes: number;
  tenant?: string | null;
}

export type EffectState = "planned" | "sent" | "confirmed" | "failed" | "unknown";

export interface EffectView {
  id: string;
  kind: string;
  channel: string;
  state: EffectState;
  subject: string;
  twin: string | null;
  attempts: number;
  reference: string | null;
  error_code: string | null;
  again: boolean;
  planned_at: string;
  sent_at: string | null;
  settled_at: string | null;
  settled_by: string | null;
  age_seconds: number;
  held: boolean;
  reconcilable: boolean;
}

export interface Effects {
  items: Array<EffectView>;
  next?: string | null;
}

export interface EnquiryBody {
  id: string;
  author: string;
  platform?: string | null;
  text: string;
  lang?: string;
}

export type EnquiryCategory = "technical" | "billing" | "general";

export interface ErasureBody {
  confirm: string;
}

export interface EventPage {
  items: Array<EventRow>;
  next?: string | null;
}

export interface EventRow {
  id: string;
  type: string;
  version: number;
  subject: string;
  at: string;
  plugin: string;
  payload: Record<string, unknown>;
  position: string;
}

export interface Excluded {
  reason: string;
  deals?: number;
  amount?: Money | null;
  unit?: string | null;
  quantity?: number;
}

/** The end user's tier (not the tenant's: see `ComplianceTier`). */
export type FanTier = "FREE" | "PREMIUM" | "ENTERPRISE";

export interface GrantChange {
  ends_at?: string | null;
}

export interface GrantCreate {
  twin: string;
  grantee: string;
  parts?: Array<TwinPart>;
  uses: Array<Module>;
  ends_at?: string | null;
}

export interface GrantRecord {
  id: string;
  owner: string;
  grantee: string;
  twin: string;
  parts?: Array<TwinPart>;
  uses: Array<Module>;
  starts_at: string;
  ends_at?: string | null;
  revoked_at?: string | null;
  updated_at: string;
  revision: number;
}

export interface Grants {
  items: Array<GrantRecord>;
  next?: string | null;
}

export interface Growth {
  month: string;
  conversations: number;
  avg_messages: number;
  max_messages: number;
}

export interface GuardrailsConfig {
  max_response_length?: number;
  banned_topics?: Array<string>;
  content_rating?: ContentRating;
}

export interface InboundBody {
  id: string;
  author: string;
  platform?: string | null;
  text: string;
}

export interface IngestBody {
  corpus: string;
  documents?: Array<DocumentBody>;
  folder?: string | null;
}

export interface IngestReport {
  corpus: string;
  documents: number;
  unchanged: number;
  chunks: number;
  skipped?: Record<string, string>;
}

export interface InstalledPage {
  items: Array<InstalledPlugin>;
  next?: string | null;
}

export interface InstalledPlugin {
  id: string;
  version: string;
  contract: string;
  error: string | null;
  enabled_by_default: boolean;
  restricted: boolean;
  seen_at?: string | null;
  quarantined_at?: string | null;
  quarantined_until?: string | null;
}

export interface InteractionBody {
  binding: string;
  id: string;
  platform: string;
  post_id?: string;
  author: string;
  text: string;
  lang?: string;
}

export interface InteractionRow {
  id: string;
  comment_id: string;
  platform: string;
  post_id: string;
  contact: string;
  author: string;
  text: string;
  reply: string;
  citations: Array<Citation>;
  known: boolean;
  at: unknown;
  replied_at: unknown;
}

export interface InteractionShape {
  id: string;
  contact: string;
  reply: ReplyShape;
}

export interface Interactions {
  items: Array<InteractionRow>;
  next?: string | null;
}

export interface InvitationAccepted {
  user: string;
}

export interface Invited {
  user: StaffUser;
  invitation: string;
  invitation_until: string;
}

export interface Issued {
  token: string;
  contact: string;
  expires_in: number;
}

export interface Journey {
  contact: string;
  steps: Array<Step>;
  started_at?: string | null;
  ended_at?: string | null;
  outcome?: string | null;
  reason?: string | null;
  summarised?: boolean;
  deals?: Array<DealSum>;
}

export interface JourneyRow {
  contact: string;
  author: string;
  platform: string;
  lead: string;
  stage: string;
  outcome: string | null;
  reason: string;
  started_at: unknown;
  ended_at: unknown;
  stages: Array<Record<string, unknown>>;
}

export interface JourneyView {
  stage?: string;
  waits_for?: Array<string>;
  outcome?: Outcome | null;
  reason?: string;
  milestones?: Array<string>;
}

export interface Journeys {
  items: Array<JourneyRow>;
  next?: string | null;
}

export interface Key {
  id: string;
  name: string;
  role: Role;
  scopes: Array<string> | null;
  plugin: string | null;
  limits: KeyLimits;
  created_at: string;
  created_by: string | null;
  expires_at: string | null;
  last_used_at: string | null;
  old_secret_until: string | null;
  revoked_at: string | null;
}

export interface KeyChange {
  name?: string;
  limits?: LimitsChange;
  expires_at?: string | null;
}

export interface KeyCreate {
  name: string;
  role?: Role | null;
  scopes?: Array<string> | null;
  plugin?: string | null;
  expires_at?: string | null;
  limits?: LimitsBody;
}

export interface KeyLimits {
  rate_per_second?: number | null;
  burst?: number | null;
  monthly_quota?: number | null;
}

export interface KeyPage {
  items: Array<Key>;
  next?: string | null;
}

export interface KnowledgeBaseConfig {
  sources?: Array<string>;
  last_updated?: string | null;
}

export interface Lag {
  subscribers: Array<SubscriberLag>;
  horizon_age_seconds: number;
}

export interface LeadPage {
  items: Array<LeadView>;
  next: string | null;
}

export interface LeadView {
  contact: string;
  lead: string;
  score: number;
  bant: BANT;
  stage: string;
  outcome: string | null;
  lost_reason: string | null;
  demo_slot: string | null;
  demo_proposed: string | null;
  deal_value: Money | null;
  deal_value_reason: string | null;
  opt_out: boolean;
  customer_id: string | null;
}

export interface LimitsBody {
  rate_per_second?: number | null;
  burst?: number | null;
  monthly_quota?: number | null;
}

export interface LimitsChange {
  rate_per_second?: number | null;
  burst?: number | null;
  monthly_quota?: number | null;
}

export interface LoginBody {
  tenant: string;
  email: string;
  password: string;
  cookie?: boolean;
}

export interface Message {
  id: string;
  conversation: string;
  speaker: Speaker;
  text: string;
  at: string;
  citations?: Array<Citation>;
  known?: boolean;
}

export interface MessageBody {
  text: string;
}

export interface MessagePage {
  items: Array<Message>;
  next?: string | null;
}

/** A ViTo module a twin can be added to. */
export type Module = "MARKETING" | "SALES_CRM" | "CUSTOMER_SUPPORT" | "CLINICS" | "ELEARNING" | "ANALYTICS" | "ACCOUNTING" | "FINANCE" | "HR" | "INVENTORY";

export interface Money {
  minor_units: number;
  currency: string;
}

export interface NewKey {
  key: Key;
  secret: string;
}

export interface NewTenant {
  tenant: Tenant;
  key: string;
}

export interface OpenAlerts {
  items: Array<Alert>;
  open: number;
}

export interface OutboxPage {
  items: Array<Sent>;
  next: string | null;
}

export type Outcome = "won" | "lost" | "no_reply" | "stopped" | "escalated";

export interface OutsideBody {
  source: string;
  id: string;
  type: string;
  version?: number | null;
  at?: string | null;
  subject?: string | null;
  reference?: string | null;
  fields?: Record<string, unknown>;
}

export interface PasswordChange {
  current: string;
  new: string;
}

export interface PersonalityProfile {
  tone: string;
  language: string;
  expertise?: Array<string>;
  traits?: Array<string>;
  signature_phrases?: Array<string>;
  greeting?: string;
}

export interface PlatformNumbers {
  database_bytes: number;
  storage_bytes: number;
  tables: Array<TableSize>;
  documents: Array<DocumentSize>;
  growth: Array<Growth>;
  months_ahead: number;
}

export interface PluginErasure {
  id: string;
  plugin: string;
  state: string;
  rows_erased: number;
  requested_at: string;
  completed_at: string | null;
  attempts: number;
  error_code: string | null;
}

export interface PluginPage {
  items: Array<PluginShape>;
  next?: string | null;
}

export interface PluginShape {
  id: string;
  version: string;
  summary: string;
  status: string;
  level: string;
  capabilities: Array<string>;
  hooks: Array<string>;
  handled?: number;
  skipped?: number;
  failures?: number;
  quarantined_until?: string | null;
}

export interface PluginStatus {
  id: string;
  status: string;
}

export interface Post {
  id: string;
  platform: string;
  post_id: string;
  type: string | null;
  text: string | null;
  at: string;
  comments: number;
  replies: number;
}

export interface PostPage {
  items: Array<Post>;
  next: string | null;
}

/** What went wrong, where, and how to mend it (RFC 9457). */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail?: string;
  errors?: Array<{
    key?: string;
    message?: string;
    source?: string;
  }>;
}

export interface Quota {
  month: string;
  limit: number;
  used: number;
}

export interface Readiness {
  status: State;
  checks: Record<string, string>;
  version?: string;
}

export interface Reason {
  code: string;
  points: number;
  quote?: string;
}

export interface ReplayBody {
  since: string;
}

export interface Replayed {
  replayed: number;
}

export interface Reply {
  id: string;
  text: string;
  at: string;
}

export interface ReplyShape {
  id: string;
  text: string;
  citations: Array<Citation>;
  known: boolean;
  repeated?: boolean;
}

export interface Requested {
  request: string;
  state: string;
  requested_at: string;
}

/** What an API key or a user may do. Platform roles never read another tenant's rows. */
export type Role = "platform_admin" | "tenant_admin" | "editor" | "approver" | "auditor" | "viewer";

export interface RotateBody {
  grace_seconds?: number;
}

export interface RotationBody {
  grace_seconds?: number;
}

export interface Sent {
  id: string;
  contact: string;
  kind: string;
  at: string;
  text: string;
}

export interface SessionShape {
  id: string;
  tenant: string;
  user: string;
  role: Role;
  permissions: Array<string>;
  idle_until: string;
  expires_at: string;
  token?: string | null;
}

export interface SettingsBody {
  values: Record<string, unknown>;
}

export interface SettingsView {
  plugin: string;
  values: Record<string, unknown>;
  own: Record<string, unknown>;
  schema: Record<string, unknown>;
}

export interface Settlement {
  happened: boolean;
  reference?: string | null;
  again?: boolean;
}

export type Speaker = "end_user" | "twin";

export interface StaffUser {
  id: string;
  name: string;
  email: string | null;
  role: Role;
  status: string;
  created_at: string;
  updated_at: string;
  revision: number;
}

export type State = "ok" | "degraded" | "failed" | "draining";

export interface Step {
  step: string;
  at: string;
}

export interface Stop {
  id: string;
  level: StopLevel;
  target: string;
  reason_code: string;
  set_at: string;
  set_by: string | null;
  released_at: string | null;
  released_by: string | null;
  held?: number;
}

export interface StopBody {
  level: StopLevel;
  target?: string;
  reason_code?: string;
}

/** How far a stop reaches within the tenant that set it; a twin's owner stops the twin for its grantees too. */
export type StopLevel = "tenant" | "twin" | "channel";

export interface StopPage {
  items: Array<Stop>;
  next?: string | null;
}

export interface StoredAssessment {
  interaction: string;
  contact: string;
  is_lead: boolean;
  score: number;
  reasons: Array<Reason>;
}

export interface SubjectRequest {
  id: string;
  contact: string;
  kind: string;
  state: string;
  step: string;
  requested_by: string;
  requested_at: string;
  completed_at: string | null;
  error_code: string | null;
  error_plugin: string | null;
  receipt: Record<string, unknown> | null;
  archive: boolean;
}

export interface SubscriberLag {
  subscriber: string;
  served: boolean;
  behind: number;
  oldest_seconds: number;
  parked: number;
  dead: number;
  handled: number;
  skipped: number;
  replayed: number;
}

export interface Summary {
  funnel: Record<string, number>;
  outcomes: Record<string, number>;
  revenue: Money;
  cost: Money;
  cost_lines: Array<CostLine>;
  roi: number | null;
  excluded: Array<Excluded>;
}

export interface TableSize {
  name: string;
  bytes: number;
}

export interface Taken {
  id: string;
  type: string;
  subject: string;
  repeated: boolean;
}

export interface TalentChange {
  name?: string;
  type?: TalentType;
  contract?: string | null;
}

export interface TalentCreate {
  name: string;
  type: TalentType;
  contract?: string | null;
}

export interface TalentRecord {
  tenant_id: string;
  name: string;
  type: TalentType;
  contract: string | null;
  revenue_share_percentage: string;
  status: TalentStatus;
  created_at: string;
  updated_at: string;
  revision: number;
}

export type TalentStatus = "PENDING_SETUP" | "ACTIVE" | "INACTIVE" | "SUSPENDED";

export interface TalentTerms {
  status?: TalentStatus;
  revenue_share_percentage?: string;
}

export type TalentType = "SPORTS_COMMENTATOR" | "ATHLETE" | "COACH" | "ENTERTAINER" | "INFLUENCER" | "EXPERT";

export interface Tenant {
  id: string;
  slug: string;
  name: string;
  kind: TenantKind;
  tier?: ComplianceTier;
}

export interface TenantChange {
  name?: string;
  tier?: ComplianceTier;
}

export interface TenantCreate {
  slug: string;
  name: string;
  kind?: TenantKind;
  tier?: ComplianceTier;
}

export type TenantKind = "platform" | "talent" | "brand";

export interface TenantNumbers {
  documents: Array<DocumentSize>;
  growth: Array<Growth>;
}

export interface TenantPlugin {
  id: string;
  version: string;
  summary: string;
  status: string;
  level: string;
  capabilities: Array<string>;
  hooks: Array<string>;
  handled?: number;
  skipped?: number;
  failures?: number;
  quarantined_until?: string | null;
  requires?: Array<string>;
  modules?: Array<string>;
  permissions?: Array<string>;
  personal_data?: boolean;
  restricted?: boolean;
  tier?: string;
  contract?: string;
  failed_at?: string | null;
  failed_with?: string | null;
  failed_last?: string | null;
  version_told?: string | null;
  owes?: string | null;
  owes_error?: string | null;
}

export interface TenantRecord {
  id: string;
  slug: string;
  name: string;
  kind: TenantKind;
  tier?: ComplianceTier;
  status: TenantStatus;
  created_at: string;
  updated_at: string;
  revision: number;
}

export interface TenantRename {
  name?: string;
}

/** ACTIVE: its keys open doors. In every other state they are nobody's. ARCHIVED is for good. */
export type TenantStatus = "ACTIVE" | "SUSPENDED" | "INACTIVE" | "PENDING_SETUP" | "ARCHIVED" | "SCHEDULED";

export interface Tenants {
  items: Array<TenantRecord>;
  next?: string | null;
}

export interface TicketList {
  items: Array<TicketView>;
  next?: string | null;
}

export type TicketStatus = "open" | "resolved" | "escalated";

export interface TicketView {
  id: string;
  contact: string;
  category: EnquiryCategory;
  status: TicketStatus;
  question: string;
  answer: string;
  citations: Array<Citation>;
  attempt: number;
  escalated_to: string | null;
  escalation_reason: string | null;
  opened_at: string;
}

export interface TokenBody {
  author: string;
  platform?: string;
  ttl_seconds?: number;
}

export interface TwinChange {
  name?: string;
}

export interface TwinConfig {
  voice_clone_id?: string;
  visual_avatar_id?: string;
  personality_profile: PersonalityProfile;
  knowledge_base?: KnowledgeBaseConfig;
  guardrails?: GuardrailsConfig;
}

export interface TwinCreate {
  name: string;
  config: TwinConfig;
}

/** What of a twin a grant covers. */
export type TwinPart = "persona" | "knowledge" | "voice" | "likeness";

export interface TwinRecord {
  id: string;
  owner: string;
  name: string;
  version: number;
  state: TwinVersionState;
  config: TwinConfig;
  retired_at: string | null;
  created_at: string;
  updated_at: string;
  revision: number;
}

export type TwinVersionState = "draft" | "approved" | "retired";

export interface Twins {
  items: Array<TwinRecord>;
  next?: string | null;
}

export interface UsagePage {
  items: Array<UsageRow>;
  next?: string | null;
}

export interface UsageRow {
  key?: string | null;
  day?: string | null;
  requests: number;
  turns: number;
  input_tokens: number;
  output_tokens: number;
  stream_minutes: number;
  deliveries: number;
  plan?: string | null;
  quota?: Quota | null;
}

export interface UserChange {
  name?: string | null;
  email?: string | null;
  role?: Role | null;
  status?: "ACTIVE" | "INACTIVE" | null;
}

export interface UserCreate {
  name: string;
  email: string;
  role?: Role;
}

export interface UserPage {
  items: Array<StaffUser>;
  next?: string | null;
}

export type Verb = "approve" | "edit" | "reject";

export interface VersionCreate {
  config: TwinConfig;
}

export interface VersionRecord {
  twin: string;
  version: number;
  state: TwinVersionState;
  config: TwinConfig;
  created_at: string;
}

export interface Versions {
  items: Array<VersionRecord>;
  next?: number | null;
}

export interface Webhook {
  id: string;
  url: string;
  events: Array<string>;
  state: WebhookState;
  reason_code: string | null;
  created_at: string;
  paused_until: string | null;
  last_success_at: string | null;
  last_failure_at: string | null;
  previous_secret_until: string | null;
}

export interface WebhookBody {
  url: string;
  events?: Array<string | unknown>;
}

export interface WebhookChange {
  url?: string | null;
  events?: Array<string> | null;
  on?: boolean | null;
}

export interface WebhookPage {
  items: Array<Webhook>;
  next?: string | null;
}

export type WebhookState = "on" | "off" | "disabled";

export interface WebhookWithSecret {
  id: string;
  url: string;
  events: Array<string>;
  state: WebhookState;
  reason_code: string | null;
  created_at: string;
  paused_until: string | null;
  last_success_at: string | null;
  last_failure_at: string | null;
  previous_secret_until: string | null;
  secret: string;
}

export type ProblemType =
  | "urn:vito:problem:bad-request"
  | "urn:vito:problem:not-authenticated"
  | "urn:vito:problem:forbidden"
  | "urn:vito:problem:grant-missing"
  | "urn:vito:problem:plugin-permission-missing"
  | "urn:vito:problem:not-found"
  | "urn:vito:problem:method-not-allowed"
  | "urn:vito:problem:too-slow"
  | "urn:vito:problem:conflict"
  | "urn:vito:problem:stopped"
  | "urn:vito:problem:capability-unavailable"
  | "urn:vito:problem:still-running"
  | "urn:vito:problem:answer-lost"
  | "urn:vito:problem:precondition-failed"
  | "urn:vito:problem:too-large"
  | "urn:vito:problem:unsupported-media-type"
  | "urn:vito:problem:invalid-input"
  | "urn:vito:problem:key-reused"
  | "urn:vito:problem:precondition-required"
  | "urn:vito:problem:too-many-requests"
  | "urn:vito:problem:quota-exceeded"
  | "urn:vito:problem:head-too-large"
  | "urn:vito:problem:internal"
  | "urn:vito:problem:turn-failed"
  | "urn:vito:problem:unavailable"
  | "urn:vito:problem:storage-full";

export interface Operations {
  /** Set your password with an invitation */
  accept_invitation: {
    method: "POST";
    path: "/v1/invitations/accept";
    request: AcceptBody;
    response: InvitationAccepted;
  };
  /** Add a draft version */
  add_version: {
    method: "POST";
    path: "/v1/twins/{twin}/versions";
    parameters: { path: { twin: string } };
    request: VersionCreate;
    response: Record<string, number>;
  };
  /** Somebody saw it; what is only told is over with that */
  alerts_acknowledge: {
    method: "POST";
    path: "/v1/alerts/{alert}/acknowledge";
    parameters: { path: { alert: string } };
    response: Alert;
  };
  /** One contact's steps in order */
  analytics_host_journey: {
    method: "GET";
    path: "/v1/x/analytics-host/journeys/{contact}";
    parameters: { path: { contact: string } };
    response: Journey;
  };
  /** Funnel, outcomes, revenue, cost and ROI */
  analytics_host_summary: {
    method: "GET";
    path: "/v1/x/analytics-host/summary";
    response: Summary;
  };
  /** Let it speak */
  approve_version: {
    method: "POST";
    path: "/v1/twins/{twin}/versions/{version}/approve";
    parameters: { path: { twin: string; version: number }; header: { "If-Match"?: string | null } };
    response: Record<string, unknown>;
  };
  /** Archive a brand: it can be read, and changes no more */
  archive_brand: {
    method: "POST";
    path: "/v1/brands/{brand}/archive";
    parameters: { path: { brand: string }; header: { "If-Match"?: string | null } };
    response: BrandRecord;
  };
  /** Archive a contract: it can be read, and changes no more */
  archive_contract: {
    method: "POST";
    path: "/v1/contracts/{contract}/archive";
    parameters: { path: { contract: string }; header: { "If-Match"?: string | null } };
    response: ContractRecord;
  };
  /** One run of the archive job */
  archive_run: {
    method: "GET";
    path: "/v1/platform/archive/{run}";
    parameters: { path: { run: string } };
    response: ArchiveRun;
  };
  /** Runs of the archive job, newest first */
  archive_runs: {
    method: "GET";
    path: "/v1/platform/archive";
    parameters: { query: { after?: string | null; limit?: number } };
    response: ArchiveRuns;
  };
  /** End a tenant for good: its keys and sessions are refused, its data stays until it is erased */
  archive_tenant: {
    method: "POST";
    path: "/v1/tenants/{tenant}/archive";
    parameters: { path: { tenant: string }; header: { "If-Match"?: string | null } };
    response: TenantRecord;
  };
  /** Log in by the identity provider: begin */
  begin_single_sign_on: {
    method: "GET";
    path: "/v1/sessions/oidc/start";
    parameters: { query: { tenant: string; return_to?: string } };
    response: void;
  };
  /** Change a binding's name and required guardrails, or switch it off and on */
  change_binding: {
    method: "PATCH";
    path: "/v1/bindings/{binding}";
    parameters: { path: { binding: string }; header: { "If-Match"?: string | null } };
    request: BindingChange;
    response: BindingRecord;
  };
  /** Change a brand that is not archived */
  change_brand: {
    method: "PATCH";
    path: "/v1/brands/{brand}";
    parameters: { path: { brand: string }; header: { "If-Match"?: string | null } };
    request: BrandChange;
    response: BrandRecord;
  };
  /** Change a contract that is not archived */
  change_contract: {
    method: "PATCH";
    path: "/v1/contracts/{contract}";
    parameters: { path: { contract: string }; header: { "If-Match"?: string | null } };
    request: ContractChange;
    response: ContractRecord;
  };
  /** Replace its configuration, move its end, or its start while it has not begun */
  change_deployment: {
    method: "PATCH";
    path: "/v1/deployments/{deployment}";
    parameters: { path: { deployment: string }; header: { "If-Match"?: string | null } };
    request: DeploymentChange;
    response: DeploymentRecord;
  };
  /** Move the end of a grant you gave */
  change_grant: {
    method: "PATCH";
    path: "/v1/grants/{grant}";
    parameters: { path: { grant: string }; header: { "If-Match"?: string | null } };
    request: GrantChange;
    response: GrantRecord;
  };
  /** Change a key's name, limits or end; no further than your own */
  change_key: {
    method: "PATCH";
    path: "/v1/keys/{key}";
    parameters: { path: { key: string }; header: { "If-Match"?: string | null } };
    request: KeyChange;
    response: Key;
  };
  /** Rename your tenant */
  change_my_tenant: {
    method: "PATCH";
    path: "/v1/tenants/me";
    parameters: { header: { "If-Match"?: string | null } };
    request: TenantRename;
    response: TenantRecord;
  };
  /** Change your password; your other sessions end */
  change_password: {
    method: "PUT";
    path: "/v1/sessions/me/password";
    request: PasswordChange;
    response: SessionShape;
  };
  /** Change name, type or contract */
  change_talent: {
    method: "PATCH";
    path: "/v1/talents/me";
    parameters: { header: { "If-Match"?: string | null } };
    request: TalentChange;
    response: TalentRecord;
  };
  /** Rename a tenant or change its tier */
  change_tenant: {
    method: "PATCH";
    path: "/v1/tenants/{tenant}";
    parameters: { path: { tenant: string }; header: { "If-Match"?: string | null } };
    request: TenantChange;
    response: TenantRecord;
  };
  /** Set a talent's state and its share of what is earned */
  change_terms: {
    method: "PATCH";
    path: "/v1/tenants/{tenant}/talent";
    parameters: { path: { tenant: string }; header: { "If-Match"?: string | null } };
    request: TalentTerms;
    response: TalentRecord;
  };
  /** Rename a twin */
  change_twin: {
    method: "PATCH";
    path: "/v1/twins/{twin}";
    parameters: { path: { twin: string }; header: { "If-Match"?: string | null } };
    request: TwinChange;
    response: TwinRecord;
  };
  /** Change name, address, role or status; a change of the last two ends its sessions */
  change_user: {
    method: "PATCH";
    path: "/v1/users/{user}";
    parameters: { path: { user: string }; header: { "If-Match"?: string | null } };
    request: UserChange;
    response: StaffUser;
  };
  /** Change an endpoint, switch it off or on */
  change_webhook: {
    method: "PATCH";
    path: "/v1/webhooks/{webhook}";
    parameters: { path: { webhook: string }; header: { "If-Match"?: string | null } };
    request: WebhookChange;
    response: Webhook;
  };
  /** Bind a twin to a module */
  create_binding: {
    method: "POST";
    path: "/v1/bindings";
    request: BindingCreate;
    response: BindingRecord;
  };
  /** Make a brand */
  create_brand: {
    method: "POST";
    path: "/v1/brands";
    request: BrandCreate;
    response: BrandRecord;
  };
  /** Make a contract */
  create_contract: {
    method: "POST";
    path: "/v1/contracts";
    request: ContractCreate;
    response: ContractRecord;
  };
  /** Deploy a binding: now or from a date, for good or until a date */
  create_deployment: {
    method: "POST";
    path: "/v1/deployments";
    request: DeploymentCreate;
    response: DeploymentRecord;
  };
  /** Let another tenant use your twin */
  create_grant: {
    method: "POST";
    path: "/v1/grants";
    request: GrantCreate;
    response: GrantRecord;
  };
  /** Make a key that may do no more than you; its secret is shown once */
  create_key: {
    method: "POST";
    path: "/v1/keys";
    request: KeyCreate;
    response: NewKey;
  };
  /** Make your talent's record; a tenant of that kind has one */
  create_talent: {
    method: "POST";
    path: "/v1/talents";
    request: TalentCreate;
    response: TalentRecord;
  };
  /** Make a tenant; its first key is shown once */
  create_tenant: {
    method: "POST";
    path: "/v1/tenants";
    request: TenantCreate;
    response: NewTenant;
  };
  /** Make a twin; version 1 is a draft */
  create_twin: {
    method: "POST";
    path: "/v1/twins";
    request: TwinCreate;
    response: TwinRecord;
  };
  /** A new endpoint; its secret is in this answer alone */
  create_webhook: {
    method: "POST";
    path: "/v1/webhooks";
    request: WebhookBody;
    response: WebhookWithSecret;
  };
  /** Approve, edit and approve, or reject */
  decide_approval: {
    method: "POST";
    path: "/v1/approvals/{approval}/decide";
    parameters: { path: { approval: string } };
    request: DecisionBody;
    response: ApprovalView;
  };
  /** Remove an endpoint and what is kept of its deliveries */
  delete_webhook: {
    method: "DELETE";
    path: "/v1/webhooks/{webhook}";
    parameters: { path: { webhook: string }; header: { "If-Match"?: string | null } };
    response: void;
  };
  /** Disable a plugin for a tenant */
  disable_for: {
    method: "POST";
    path: "/v1/platform/tenants/{tenant}/plugins/{plugin}/disable";
    parameters: { path: { tenant: string; plugin: string } };
    response: PluginStatus;
  };
  /** Enable a plugin for a tenant, a restricted one too */
  enable_for: {
    method: "POST";
    path: "/v1/platform/tenants/{tenant}/plugins/{plugin}/enable";
    parameters: { path: { tenant: string; plugin: string } };
    response: PluginStatus;
  };
  /** End it at once and for good */
  end_deployment: {
    method: "POST";
    path: "/v1/deployments/{deployment}/end";
    parameters: { path: { deployment: string }; header: { "If-Match"?: string | null } };
    response: DeploymentRecord;
  };
  /** Erase a contact's personal data */
  erase_contact: {
    method: "DELETE";
    path: "/v1/contacts/{contact}";
    parameters: { path: { contact: string } };
    response: Requested;
  };
  /** Log in by the identity provider: its answer; the session comes as a cookie */
  finish_single_sign_on: {
    method: "GET";
    path: "/v1/sessions/oidc/callback";
    parameters: { query: { code?: string; state?: string } };
    response: SessionShape;
  };
  /** One approval: what is proposed, and the schema of an edit */
  get_approval: {
    method: "GET";
    path: "/v1/approvals/{approval}";
    parameters: { path: { approval: string } };
    response: ApprovalView;
  };
  /** The archive of an export */
  get_contact_archive: {
    method: "GET";
    path: "/v1/contacts/{contact}/requests/{request_id}/archive";
    parameters: { path: { contact: string; request_id: string } };
    response: Record<string, unknown>;
  };
  /** All that is held about a contact, by plugin, as it is just now */
  get_contact_export: {
    method: "GET";
    path: "/v1/contacts/{contact}/export";
    parameters: { path: { contact: string } };
    response: Record<string, unknown>;
  };
  /** How far a request is, and its receipt */
  get_contact_request: {
    method: "GET";
    path: "/v1/contacts/{contact}/requests/{request_id}";
    parameters: { path: { contact: string; request_id: string } };
    response: SubjectRequest;
  };
  /** One effect */
  get_effect: {
    method: "GET";
    path: "/v1/effects/{effect}";
    parameters: { path: { effect: string } };
    response: EffectView;
  };
  /** How many of your effects are in each state */
  get_effect_summary: {
    method: "GET";
    path: "/v1/effects/summary";
    response: Record<string, number>;
  };
  /** How many effects of all tenants are in each state */
  get_effect_summary_everywhere: {
    method: "GET";
    path: "/v1/effects/everywhere";
    response: Record<string, number>;
  };
  /** How far behind each subscriber is, over all tenants */
  get_event_lag: {
    method: "GET";
    path: "/v1/events/lag";
    response: Lag;
  };
  /** One contact's journey */
  get_journey: {
    method: "GET";
    path: "/v1/journeys/{contact}";
    parameters: { path: { contact: string } };
    response: JourneyRow;
  };
  /** One key, without its secret */
  get_key: {
    method: "GET";
    path: "/v1/keys/{key}";
    parameters: { path: { key: string } };
    response: Key;
  };
  /** One user */
  get_user: {
    method: "GET";
    path: "/v1/users/{user}";
    parameters: { path: { user: string } };
    response: StaffUser;
  };
  /** Is it up? */
  health: {
    method: "GET";
    path: "/health";
    response: Record<string, string>;
  };
  /** Does the process answer? It asks nobody else; where it does not answer, start it anew */
  health_live: {
    method: "GET";
    path: "/health/live";
    response: Record<string, string>;
  };
  /** May it be sent work? 503 where the database is away, its schema is behind, or it is ending */
  health_ready: {
    method: "GET";
    path: "/health/ready";
    response: Readiness;
  };
  /** Ingest documents into a corpus; with Accept: text/event-stream the progress is streamed */
  ingest_knowledge: {
    method: "POST";
    path: "/v1/knowledge";
    request: IngestBody;
    response: IngestReport;
  };
  /** Invite again, for instance after a lost password; the one before is void */
  invite_again: {
    method: "POST";
    path: "/v1/users/{user}/invitation";
    parameters: { path: { user: string }; header: { "If-Match"?: string | null } };
    response: Invited;
  };
  /** Invite a user; the invitation is shown once, and sets the password */
  invite_user: {
    method: "POST";
    path: "/v1/users";
    request: UserCreate;
    response: Invited;
  };
  /** A short-lived token for one end user of a deployment */
  issue_token: {
    method: "POST";
    path: "/v1/deployments/{deployment}/tokens";
    parameters: { path: { deployment: string } };
    request: TokenBody;
    response: Issued;
  };
  /** What was decided about interactions, and why */
  lead_gen_assessments: {
    method: "GET";
    path: "/v1/x/lead-gen/assessments";
    parameters: { query: { interaction?: Array<string> | null; after?: string | null; limit?: number } };
    response: AssessmentPage;
  };
  /** Assess interactions that came while the plugin was disabled */
  lead_gen_catch_up_missed: {
    method: "POST";
    path: "/v1/x/lead-gen/catch-up";
    response: Record<string, number>;
  };
  /** Your alerts that are open, newest first; with `resolved`, all there were */
  list_alerts: {
    method: "GET";
    path: "/v1/alerts";
    parameters: { query: { resolved?: boolean; level?: AlertLevel | null; after?: string | null; limit?: number } };
    response: AlertPage;
  };
  /** The queue, longest waiting first */
  list_approvals: {
    method: "GET";
    path: "/v1/approvals";
    parameters: { query: { state?: ApprovalState | null; kind?: string | null; after?: string | null; limit?: number } };
    response: Approvals;
  };
  /** Bindings whose twin may be used now; with usable=false all of them */
  list_bindings: {
    method: "GET";
    path: "/v1/bindings";
    parameters: { query: { usable?: boolean; module?: Module | null; after?: string | null; limit?: number } };
    response: Bindings;
  };
  /** Your brands, in the order in which they were made; archived ones too unless a status is named */
  list_brands: {
    method: "GET";
    path: "/v1/brands";
    parameters: { query: { status?: BrandStatus | null; after?: string | null; limit?: number } };
    response: Brands;
  };
  /** Contacts, by author name and platform if given */
  list_contacts: {
    method: "GET";
    path: "/v1/contacts";
    parameters: { query: { author?: string | null; platform?: string | null; after?: string | null; limit?: number } };
    response: Contacts;
  };
  /** Your contracts, in the order in which they were made; archived ones too unless a status is named */
  list_contracts: {
    method: "GET";
    path: "/v1/contracts";
    parameters: { query: { status?: AnyContractStatus | null; after?: string | null; limit?: number } };
    response: Contracts;
  };
  /** Dead letters: events that a subscriber failed to handle too often */
  list_dead_letters: {
    method: "GET";
    path: "/v1/events/dead";
    parameters: { query: { after?: string | null; subscriber?: string | null; type?: string | null; limit?: number } };
    response: DeadPage;
  };
  /** What was delivered, newest first; kept for 30 days */
  list_deliveries: {
    method: "GET";
    path: "/v1/webhooks/{webhook}/deliveries";
    parameters: { path: { webhook: string }; query: { state?: DeliveryState | null; after?: string | null; limit?: number } };
    response: DeliveryPage;
  };
  /** Your deployments, each as it is now */
  list_deployments: {
    method: "GET";
    path: "/v1/deployments";
    parameters: { query: { status?: DeploymentStatus | null; type?: DeploymentType | null; binding?: string | null; after?: string | null; limit?: number } };
    response: Deployments;
  };
  /** Your effects, newest first */
  list_effects: {
    method: "GET";
    path: "/v1/effects";
    parameters: { query: { state?: EffectState | null; kind?: string | null; after?: string | null; limit?: number } };
    response: Effects;
  };
  /** Your log, oldest first; events become visible when nothing can come before them any more */
  list_events: {
    method: "GET";
    path: "/v1/events";
    parameters: { query: { after?: string | null; type?: string | null; subject?: string | null; limit?: number } };
    response: EventPage;
  };
  /** Grants given and received */
  list_grants: {
    method: "GET";
    path: "/v1/grants";
    parameters: { query: { after?: string | null; limit?: number } };
    response: Grants;
  };
  /** Every admitted plugin of the installation: version, load error, quarantine */
  list_installed: {
    method: "GET";
    path: "/v1/platform/plugins";
    parameters: { query: { after?: string | null; limit?: number } };
    response: InstalledPage;
  };
  /** Answered comments */
  list_interactions: {
    method: "GET";
    path: "/v1/interactions";
    parameters: { query: { after?: string | null; limit?: number } };
    response: Interactions;
  };
  /** All journeys, each with its milestones */
  list_journeys: {
    method: "GET";
    path: "/v1/journeys";
    parameters: { query: { after?: string | null; limit?: number } };
    response: Journeys;
  };
  /** Your keys, newest first; with `revoked`, revoked ones too */
  list_keys: {
    method: "GET";
    path: "/v1/keys";
    parameters: { query: { revoked?: boolean; after?: string | null; limit?: number } };
    response: KeyPage;
  };
  /** The latest messages, oldest first; `after` goes back in time */
  list_messages: {
    method: "GET";
    path: "/v1/conversations/{conversation}/messages";
    parameters: { path: { conversation: string }; query: { after?: string | null; limit?: number } };
    response: MessagePage;
  };
  /** The latest messages of your conversation, oldest first; `after` goes back in time */
  list_own_messages: {
    method: "GET";
    path: "/v1/end-user/messages";
    parameters: { query: { after?: string | null; limit?: number } };
    response: MessagePage;
  };
  /** Every admitted plugin, its status for you and what it handled */
  list_plugins: {
    method: "GET";
    path: "/v1/plugins";
    parameters: { query: { after?: string | null; limit?: number } };
    response: PluginPage;
  };
  /** Your stops that hold now; with `released`, all there ever were */
  list_stops: {
    method: "GET";
    path: "/v1/stops";
    parameters: { query: { released?: boolean; after?: string | null; limit?: number } };
    response: StopPage;
  };
  /** All tenants, in the order in which they were made */
  list_tenants: {
    method: "GET";
    path: "/v1/tenants";
    parameters: { query: { after?: string | null; limit?: number } };
    response: Tenants;
  };
  /** Your own twins, each with its newest version */
  list_twins: {
    method: "GET";
    path: "/v1/twins";
    parameters: { query: { after?: string | null; limit?: number } };
    response: Twins;
  };
  /** Your staff; with `removed`, removed ones too */
  list_users: {
    method: "GET";
    path: "/v1/users";
    parameters: { query: { removed?: boolean; after?: string | null; limit?: number } };
    response: UserPage;
  };
  /** A twin's versions, oldest first */
  list_versions: {
    method: "GET";
    path: "/v1/twins/{twin}/versions";
    parameters: { path: { twin: string }; query: { after?: number; limit?: number } };
    response: Versions;
  };
  /** Your endpoints, oldest first */
  list_webhooks: {
    method: "GET";
    path: "/v1/webhooks";
    parameters: { query: { after?: string | null; limit?: number } };
    response: WebhookPage;
  };
  /** Where the running workflow is and what it waits for */
  locate_journey: {
    method: "GET";
    path: "/v1/journeys/{contact}/where";
    parameters: { path: { contact: string } };
    response: JourneyView;
  };
  /** Log in with a password */
  log_in: {
    method: "POST";
    path: "/v1/sessions";
    request: LoginBody;
    response: SessionShape;
  };
  /** Log out */
  log_out: {
    method: "DELETE";
    path: "/v1/sessions/me";
    response: SessionShape;
  };
  /** Comments with the replies to them; of one post if `post` is given */
  marketing_host_comments: {
    method: "GET";
    path: "/v1/x/marketing-host/comments";
    parameters: { query: { post?: string | null; after?: string | null; limit?: number } };
    response: CommentPage;
  };
  /** Posts with their counts */
  marketing_host_posts: {
    method: "GET";
    path: "/v1/x/marketing-host/posts";
    parameters: { query: { after?: string | null; limit?: number } };
    response: PostPage;
  };
  /** Prometheus metrics of this engine */
  metrics: {
    method: "GET";
    path: "/metrics";
    response: string;
  };
  /** Your largest documents, and how your conversations grow */
  monitoring: {
    method: "GET";
    path: "/v1/monitoring";
    response: TenantNumbers;
  };
  /** Your session */
  my_session: {
    method: "GET";
    path: "/v1/sessions/me";
    response: SessionShape;
  };
  /** The tenant this key belongs to */
  my_tenant: {
    method: "GET";
    path: "/v1/tenants/me";
    response: TenantRecord;
  };
  /** The contact bought elsewhere */
  note_purchase: {
    method: "POST";
    path: "/v1/journeys/{contact}/purchase";
    parameters: { path: { contact: string } };
    response: Record<string, boolean>;
  };
  /** Open a conversation of a contact with the twin of a binding, or of a deployment that serves now */
  open_conversation: {
    method: "POST";
    path: "/v1/conversations";
    request: ConversationCreate;
    response: ConversationShape;
  };
  /** Serve nobody until it is resumed */
  pause_deployment: {
    method: "POST";
    path: "/v1/deployments/{deployment}/pause";
    parameters: { path: { deployment: string }; header: { "If-Match"?: string | null } };
    response: DeploymentRecord;
  };
  /** How many of your events some subscriber has not handled yet */
  pending: {
    method: "GET";
    path: "/v1/pending";
    response: Record<string, number>;
  };
  /** Every tenant's open alerts: ids and numbers */
  platform_alerts: {
    method: "GET";
    path: "/v1/platform/alerts";
    response: OpenAlerts;
  };
  /** Sizes of tables and documents, growth of conversations, over all tenants */
  platform_monitoring: {
    method: "GET";
    path: "/v1/platform/monitoring";
    response: PlatformNumbers;
  };
  /** Disable it; its data stays */
  plugins_disable: {
    method: "POST";
    path: "/v1/plugins/{plugin}/disable";
    parameters: { path: { plugin: string } };
    response: PluginStatus;
  };
  /** Enable a plugin for your tenant */
  plugins_enable: {
    method: "POST";
    path: "/v1/plugins/{plugin}/enable";
    parameters: { path: { plugin: string } };
    response: PluginStatus;
  };
  /** Erase all that a disabled plugin holds of you, for good */
  plugins_erase: {
    method: "POST";
    path: "/v1/plugins/{plugin}/erasures";
    parameters: { path: { plugin: string } };
    request: ErasureBody;
    response: PluginErasure;
  };
  /** All that a plugin holds of you, one JSON document a line */
  plugins_export: {
    method: "GET";
    path: "/v1/plugins/{plugin}/export";
    parameters: { path: { plugin: string } };
    response: string;
  };
  /** End its quarantine for your tenant */
  plugins_release: {
    method: "POST";
    path: "/v1/plugins/{plugin}/release";
    parameters: { path: { plugin: string } };
    response: PluginStatus;
  };
  /** One binding, usable or not */
  read_binding: {
    method: "GET";
    path: "/v1/bindings/{binding}";
    parameters: { path: { binding: string } };
    response: BindingRecord;
  };
  /** One brand */
  read_brand: {
    method: "GET";
    path: "/v1/brands/{brand}";
    parameters: { path: { brand: string } };
    response: BrandRecord;
  };
  /** One contract */
  read_contract: {
    method: "GET";
    path: "/v1/contracts/{contract}";
    parameters: { path: { contract: string } };
    response: ContractRecord;
  };
  /** One deployment, as it is now */
  read_deployment: {
    method: "GET";
    path: "/v1/deployments/{deployment}";
    parameters: { path: { deployment: string } };
    response: DeploymentRecord;
  };
  /** One grant, given or received */
  read_grant: {
    method: "GET";
    path: "/v1/grants/{grant}";
    parameters: { path: { grant: string } };
    response: GrantRecord;
  };
  /** What holds for you, what you set, and the schema of what you may set */
  read_settings: {
    method: "GET";
    path: "/v1/plugins/{plugin}/settings";
    parameters: { path: { plugin: string } };
    response: SettingsView;
  };
  /** Your talent's record */
  read_talent: {
    method: "GET";
    path: "/v1/talents/me";
    response: TalentRecord;
  };
  /** One tenant */
  read_tenant: {
    method: "GET";
    path: "/v1/tenants/{tenant}";
    parameters: { path: { tenant: string } };
    response: TenantRecord;
  };
  /** One of your own twins, with its newest version */
  read_twin: {
    method: "GET";
    path: "/v1/twins/{twin}";
    parameters: { path: { twin: string } };
    response: TwinRecord;
  };
  /** What was used, by key or by day; without dates, in this month (UTC) */
  read_usage: {
    method: "GET";
    path: "/v1/usage";
    parameters: { query: { by?: By; from?: string | null; to?: string | null; after?: string | null; limit?: number } };
    response: UsagePage;
  };
  /** One version */
  read_version: {
    method: "GET";
    path: "/v1/twins/{twin}/versions/{version}";
    parameters: { path: { twin: string; version: number } };
    response: VersionRecord;
  };
  /** A comment; the twin's reply comes back */
  receive_comment: {
    method: "POST";
    path: "/v1/interactions";
    request: InteractionBody;
    response: InteractionShape;
  };
  /** A contact's question to the support twin */
  receive_enquiry: {
    method: "POST";
    path: "/v1/enquiries";
    request: EnquiryBody;
    response: Accepted;
  };
  /** What a contact answered to outreach */
  receive_reply: {
    method: "POST";
    path: "/v1/replies";
    request: InboundBody;
    response: Accepted;
  };
  /** Ask the target what became of it; settled if it can tell */
  reconcile_effect: {
    method: "POST";
    path: "/v1/effects/{effect}/reconcile";
    parameters: { path: { effect: string } };
    response: EffectView;
  };
  /** End the quarantine of a plugin for everybody */
  release_everywhere: {
    method: "POST";
    path: "/v1/platform/plugins/{plugin}/release";
    parameters: { path: { plugin: string } };
    response: Record<string, boolean>;
  };
  /** Release a stop: what it held goes on */
  release_stop: {
    method: "DELETE";
    path: "/v1/stops/{stop}";
    parameters: { path: { stop: string } };
    response: Stop;
  };
  /** Remove a user: name and address are erased, the id stays */
  remove_user: {
    method: "DELETE";
    path: "/v1/users/{user}";
    parameters: { path: { user: string }; header: { "If-Match"?: string | null } };
    response: StaffUser;
  };
  /** Hand a dead letter to its subscriber again */
  replay_dead_letter: {
    method: "POST";
    path: "/v1/events/dead/{event}/replay";
    parameters: { path: { event: string }; query: { subscriber?: string | null } };
    response: Replayed;
  };
  /** Hand all dead letters of a subscriber to it again */
  replay_dead_letters: {
    method: "POST";
    path: "/v1/events/dead/replay";
    parameters: { query: { subscriber: string } };
    response: Replayed;
  };
  /** Deliver it again */
  replay_delivery: {
    method: "POST";
    path: "/v1/webhooks/{webhook}/deliveries/{delivery}/replay";
    parameters: { path: { webhook: string; delivery: string } };
    response: Delivery;
  };
  /** Deliver all again that failed since then */
  replay_failed: {
    method: "POST";
    path: "/v1/webhooks/{webhook}/replay";
    parameters: { path: { webhook: string } };
    request: ReplayBody;
    response: DeliveriesReplayed;
  };
  /** Make an archive of all that is held */
  request_contact_export: {
    method: "POST";
    path: "/v1/contacts/{contact}/export";
    parameters: { path: { contact: string } };
    response: Requested;
  };
  /** Serve again */
  resume_deployment: {
    method: "POST";
    path: "/v1/deployments/{deployment}/resume";
    parameters: { path: { deployment: string }; header: { "If-Match"?: string | null } };
    response: DeploymentRecord;
  };
  /** Let a tenant's keys open doors again */
  resume_tenant: {
    method: "POST";
    path: "/v1/tenants/{tenant}/resume";
    parameters: { path: { tenant: string }; header: { "If-Match"?: string | null } };
    response: TenantRecord;
  };
  /** Retire a twin with all its versions, for good */
  retire_twin: {
    method: "POST";
    path: "/v1/twins/{twin}/retire";
    parameters: { path: { twin: string }; header: { "If-Match"?: string | null } };
    response: TwinRecord;
  };
  /** Let it speak no more; the newest approved one that is left does */
  retire_version: {
    method: "POST";
    path: "/v1/twins/{twin}/versions/{version}/retire";
    parameters: { path: { twin: string; version: number }; header: { "If-Match"?: string | null } };
    response: VersionRecord;
  };
  /** End a grant; the next turn is refused */
  revoke_grant: {
    method: "POST";
    path: "/v1/grants/{grant}/revoke";
    parameters: { path: { grant: string }; header: { "If-Match"?: string | null } };
    response: Record<string, string>;
  };
  /** Revoke a key; refused everywhere within a second */
  revoke_key: {
    method: "DELETE";
    path: "/v1/keys/{key}";
    parameters: { path: { key: string }; header: { "If-Match"?: string | null } };
    response: Key;
  };
  /** A new secret; the old one works for the grace period */
  rotate_key: {
    method: "POST";
    path: "/v1/keys/{key}/rotate";
    parameters: { path: { key: string }; header: { "If-Match"?: string | null } };
    request: RotateBody;
    response: NewKey;
  };
  /** A new secret; the one before signs along for a while */
  rotate_secret: {
    method: "POST";
    path: "/v1/webhooks/{webhook}/rotate";
    parameters: { path: { webhook: string }; header: { "If-Match"?: string | null } };
    request: RotationBody;
    response: WebhookWithSecret;
  };
  /** The lead of one contact */
  sales_host_lead: {
    method: "GET";
    path: "/v1/x/sales-host/leads/{contact}";
    parameters: { path: { contact: string } };
    response: LeadView;
  };
  /** Leads of the tenant */
  sales_host_leads: {
    method: "GET";
    path: "/v1/x/sales-host/leads";
    parameters: { query: { after?: string | null; limit?: number } };
    response: LeadPage;
  };
  /** Messages sent */
  sales_host_outbox: {
    method: "GET";
    path: "/v1/x/sales-host/outbox";
    parameters: { query: { after?: string | null; limit?: number } };
    response: OutboxPage;
  };
  /** Say something; the reply comes as JSON, or as a stream with Accept: text/event-stream */
  say_as_end_user: {
    method: "POST";
    path: "/v1/end-user/messages";
    request: MessageBody;
    response: ReplyShape;
  };
  /** Say something; the reply comes as JSON, or as a stream with Accept: text/event-stream */
  send_message: {
    method: "POST";
    path: "/v1/conversations/{conversation}/messages";
    parameters: { path: { conversation: string } };
    request: MessageBody;
    response: ReplyShape;
  };
  /** Replace a binding's module context */
  set_context: {
    method: "PUT";
    path: "/v1/bindings/{binding}/context";
    parameters: { path: { binding: string }; header: { "If-Match"?: string | null } };
    request: ContextChange;
    response: BindingRecord;
  };
  /** Hold everything back: of the tenant, a twin, or a channel */
  set_stop: {
    method: "POST";
    path: "/v1/stops";
    request: StopBody;
    response: Stop;
  };
  /** Say what became of an effect in state unknown */
  settle_effect: {
    method: "POST";
    path: "/v1/effects/{effect}/settle";
    parameters: { path: { effect: string } };
    request: Settlement;
    response: EffectView;
  };
  /** How far an erasure is */
  show_erasure: {
    method: "GET";
    path: "/v1/plugins/{plugin}/erasures/{erasure}";
    parameters: { path: { plugin: string; erasure: string } };
    response: PluginErasure;
  };
  /** One plugin: its manifest, its status for you, failures and what it still has to do */
  show_plugin: {
    method: "GET";
    path: "/v1/plugins/{plugin}";
    parameters: { path: { plugin: string } };
    response: TenantPlugin;
  };
  /** One endpoint */
  show_webhook: {
    method: "GET";
    path: "/v1/webhooks/{webhook}";
    parameters: { path: { webhook: string } };
    response: Webhook;
  };
  /** Run the archive job now, or say what it would do */
  start_archive: {
    method: "POST";
    path: "/v1/platform/archive";
    request: ArchiveBody;
    response: ArchiveAnswer;
  };
  /** Stop it: nothing more goes out */
  stop_journey: {
    method: "POST";
    path: "/v1/journeys/{contact}/stop";
    parameters: { path: { contact: string } };
    response: Record<string, boolean>;
  };
  /** One ticket */
  support_host_get_ticket: {
    method: "GET";
    path: "/v1/x/support-host/tickets/{ticket}";
    parameters: { path: { ticket: string } };
    response: TicketView;
  };
  /** Tickets, newest first */
  support_host_list_tickets: {
    method: "GET";
    path: "/v1/x/support-host/tickets";
    parameters: { query: { status?: TicketStatus | null; contact?: string | null; after?: string | null; limit?: number } };
    response: TicketList;
  };
  /** Put a tenant on hold: within a second its keys are refused */
  suspend_tenant: {
    method: "POST";
    path: "/v1/tenants/{tenant}/suspend";
    parameters: { path: { tenant: string }; header: { "If-Match"?: string | null } };
    response: TenantRecord;
  };
  /** A fact from outside (CI, HR, tracker) */
  tell_event: {
    method: "POST";
    path: "/v1/events";
    request: OutsideBody;
    response: Taken;
  };
  /** Deliver webhook.tested to this endpoint alone */
  test_webhook: {
    method: "POST";
    path: "/v1/webhooks/{webhook}/test";
    parameters: { path: { webhook: string } };
    response: Delivery;
  };
  /** Replace your settings of a plugin; they hold from the next event and turn on */
  write_settings: {
    method: "PUT";
    path: "/v1/plugins/{plugin}/settings";
    parameters: { path: { plugin: string }; header: { "If-Match"?: string | null } };
    request: SettingsBody;
    response: SettingsView;
  };
}
