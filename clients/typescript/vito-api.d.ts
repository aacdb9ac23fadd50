// Types of the ViTo API. Made by tools/generate_clients.py from the OpenAPI document: change that, not this.

export interface AcceptBody {
  invitation: string;
  password: string;
}

export interface Accepted {
  contact: string;
  id?: string | null;
}

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

export interface BindingCreate {
  name: string;
  module: Module;
  context?: Record<string, unknown>;
  twin: string;
  twin_owner?: string | null;
  required_guardrails?: Array<string>;
}

export interface BindingShape {
  id: string;
  name: string;
  module: Module;
  context: Record<string, unknown>;
  twin: string;
  twin_name: string;
  twin_version: number;
  twin_owner: string;
  required_guardrails: Array<string>;
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
  binding: string;
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

export type DeploymentType = "VIBETHINK_PORTAL" | "EMBEDDED_WIDGET" | "BRAND_CAMPAIGN" | "WHITE_LABEL";

export interface DocumentBody {
  path: string;
  text: string;
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

export interface Grant {
  id: string;
  owner: string;
  grantee: string;
  twin: string;
  parts?: Array<TwinPart>;
  uses: Array<Module>;
  starts_at: string;
  ends_at?: string | null;
  revoked_at?: string | null;
}

export interface GrantCreate {
  twin: string;
  grantee: string;
  parts?: Array<TwinPart>;
  uses: Array<Module>;
  ends_at?: string | null;
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
  lang?: string;
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

export interface OwnMessages {
  items: Array<Message>;
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

export interface Taken {
  id: string;
  type: string;
  subject: string;
  repeated: boolean;
}

export interface Tenant {
  id: string;
  slug: string;
  name: string;
  kind: TenantKind;
  tier?: ComplianceTier;
}

export interface TenantCreate {
  slug: string;
  name: string;
  kind?: TenantKind;
  tier?: ComplianceTier;
}

export type TenantKind = "platform" | "talent" | "brand";

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

export interface Twin {
  id: string;
  owner: string;
  name: string;
  version: number;
  state: TwinVersionState;
  config: TwinConfig;
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

export type TwinVersionState = "draft" | "approved" | "retired";

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
  revision?: number | null;
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
  | "urn:vito:problem:not-acceptable"
  | "urn:vito:problem:too-slow"
  | "urn:vito:problem:conflict"
  | "urn:vito:problem:stopped"
  | "urn:vito:problem:still-running"
  | "urn:vito:problem:answer-lost"
  | "urn:vito:problem:precondition-failed"
  | "urn:vito:problem:stale"
  | "urn:vito:problem:too-large"
  | "urn:vito:problem:unsupported-media-type"
  | "urn:vito:problem:invalid-input"
  | "urn:vito:problem:key-reused"
  | "urn:vito:problem:precondition-required"
  | "urn:vito:problem:too-many-requests"
  | "urn:vito:problem:quota-exceeded"
  | "urn:vito:problem:internal"
  | "urn:vito:problem:turn-failed"
  | "urn:vito:problem:capability-unavailable"
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
    parameters: { path: { twin: string; version: number } };
    response: Record<string, unknown>;
  };
  /** Log in by the identity provider: begin */
  begin_single_sign_on: {
    method: "GET";
    path: "/v1/sessions/oidc/start";
    parameters: { query: { tenant: string; return_to?: string } };
    response: void;
  };
  /** Change your password; your other sessions end */
  change_password: {
    method: "PUT";
    path: "/v1/sessions/me/password";
    request: PasswordChange;
    response: SessionShape;
  };
  /** Change name, address, role or status; a change of the last two ends its sessions */
  change_user: {
    method: "PATCH";
    path: "/v1/users/{user}";
    parameters: { path: { user: string } };
    request: UserChange;
    response: StaffUser;
  };
  /** Change an endpoint, switch it off or on */
  change_webhook: {
    method: "PATCH";
    path: "/v1/webhooks/{webhook}";
    parameters: { path: { webhook: string } };
    request: WebhookChange;
    response: Webhook;
  };
  /** Bind a twin to a module */
  create_binding: {
    method: "POST";
    path: "/v1/bindings";
    request: BindingCreate;
    response: BindingShape;
  };
  /** Let another tenant use your twin */
  create_grant: {
    method: "POST";
    path: "/v1/grants";
    request: GrantCreate;
    response: Grant;
  };
  /** Make a key that may do no more than you; its secret is shown once */
  create_key: {
    method: "POST";
    path: "/v1/keys";
    request: KeyCreate;
    response: NewKey;
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
    response: Twin;
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
    parameters: { path: { webhook: string } };
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
    parameters: { path: { user: string } };
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
  /** The queue, longest waiting first */
  list_approvals: {
    method: "GET";
    path: "/v1/approvals";
    parameters: { query: { state?: ApprovalState | null; kind?: string | null; after?: string | null; limit?: number } };
    response: Approvals;
  };
  /** Bindings whose twin may be used now */
  list_bindings: {
    method: "GET";
    path: "/v1/bindings";
    response: Record<string, Array<BindingShape>>;
  };
  /** Contacts, by author name and platform if given */
  list_contacts: {
    method: "GET";
    path: "/v1/contacts";
    parameters: { query: { author?: string | null; platform?: string | null; after?: string | null; limit?: number } };
    response: Contacts;
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
    response: Record<string, Array<Grant>>;
  };
  /** Every admitted plugin of the installation: version, load error, quarantine */
  list_installed: {
    method: "GET";
    path: "/v1/platform/plugins";
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
  /** The latest messages of your conversation, oldest first */
  list_own_messages: {
    method: "GET";
    path: "/v1/end-user/messages";
    parameters: { query: { limit?: number } };
    response: OwnMessages;
  };
  /** Every admitted plugin, its status for you and what it handled */
  list_plugins: {
    method: "GET";
    path: "/v1/plugins";
    response: PluginPage;
  };
  /** Your stops that hold now; with `released`, all there ever were */
  list_stops: {
    method: "GET";
    path: "/v1/stops";
    parameters: { query: { released?: boolean; after?: string | null; limit?: number } };
    response: StopPage;
  };
  /** Your own twins, each with its newest version */
  list_twins: {
    method: "GET";
    path: "/v1/twins";
    response: Record<string, Array<Twin>>;
  };
  /** Your staff; with `removed`, removed ones too */
  list_users: {
    method: "GET";
    path: "/v1/users";
    parameters: { query: { removed?: boolean; after?: string | null; limit?: number } };
    response: UserPage;
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
    response: Tenant;
  };
  /** The contact bought elsewhere */
  note_purchase: {
    method: "POST";
    path: "/v1/journeys/{contact}/purchase";
    parameters: { path: { contact: string } };
    response: Record<string, boolean>;
  };
  /** Open a conversation of a contact with a binding's twin */
  open_conversation: {
    method: "POST";
    path: "/v1/conversations";
    request: ConversationCreate;
    response: ConversationShape;
  };
  /** How many of your events some subscriber has not handled yet */
  pending: {
    method: "GET";
    path: "/v1/pending";
    response: Record<string, number>;
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
    response: void;
  };
  /** End its quarantine for your tenant */
  plugins_release: {
    method: "POST";
    path: "/v1/plugins/{plugin}/release";
    parameters: { path: { plugin: string } };
    response: PluginStatus;
  };
  /** What holds for you, what you set, and the schema of what you may set */
  read_settings: {
    method: "GET";
    path: "/v1/plugins/{plugin}/settings";
    parameters: { path: { plugin: string } };
    response: SettingsView;
  };
  /** What was used, by key or by day; without dates, in this month (UTC) */
  read_usage: {
    method: "GET";
    path: "/v1/usage";
    parameters: { query: { by?: By; from?: string | null; to?: string | null; after?: string | null; limit?: number } };
    response: UsagePage;
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
    request: InboundBody;
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
    parameters: { path: { user: string } };
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
  /** End a grant; the next turn is refused */
  revoke_grant: {
    method: "POST";
    path: "/v1/grants/{grant}/revoke";
    parameters: { path: { grant: string } };
    response: Record<string, string>;
  };
  /** Revoke a key; refused everywhere within a second */
  revoke_key: {
    method: "DELETE";
    path: "/v1/keys/{key}";
    parameters: { path: { key: string } };
    response: Key;
  };
  /** A new secret; the old one works for the grace period */
  rotate_key: {
    method: "POST";
    path: "/v1/keys/{key}/rotate";
    parameters: { path: { key: string } };
    request: RotateBody;
    response: NewKey;
  };
  /** A new secret; the one before signs along for a while */
  rotate_secret: {
    method: "POST";
    path: "/v1/webhooks/{webhook}/rotate";
    parameters: { path: { webhook: string } };
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
    parameters: { path: { binding: string } };
    request: ContextChange;
    response: BindingShape;
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
    parameters: { path: { plugin: string } };
    request: SettingsBody;
    response: SettingsView;
  };
}
