"""Core tables, all behind the wall from the start."""

from alembic import op

from vito_contracts.sql import CURRENT_TENANT, WALLED

revision = "core_0001"
down_revision = None

APP, DISPATCHER, RESOLVER = "vito_app", "vito_dispatcher", "vito_resolver"

TABLES = """
create table core.tenants (
  tenant_id uuid primary key,
  slug text not null unique,
  name text not null,
  kind text not null check (kind in ('platform', 'talent', 'brand')),
  tier text not null default 'FREE',
  plugin_revision bigint not null default 1,
  created_at timestamptz not null default now()
);
create table core.api_keys (
  tenant_id uuid not null references core.tenants,
  id uuid not null,
  name text not null,
  key_hash bytea not null,
  role text not null,
  created_at timestamptz not null default now(),
  revoked_at timestamptz,
  primary key (tenant_id, id)
);
create index api_keys_by_hash on core.api_keys (key_hash);
create table core.tenant_plugins (
  tenant_id uuid not null references core.tenants,
  plugin text not null,
  enabled boolean not null,
  settings jsonb not null default '{}',
  changed_at timestamptz not null default now(),
  primary key (tenant_id, plugin)
);
create table core.contacts (
  tenant_id uuid not null references core.tenants,
  id uuid not null,
  platform text not null,
  handle text not null,
  language text not null default '',
  created_at timestamptz not null default now(),
  erased_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, platform, handle)
);
create table core.twins (
  tenant_id uuid not null references core.tenants,
  id uuid not null,
  name text not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, name)
);
create table core.twin_versions (
  tenant_id uuid not null,
  twin uuid not null,
  version integer not null,
  state text not null check (state in ('draft', 'approved', 'retired')),
  config jsonb not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, twin, version),
  foreign key (tenant_id, twin) references core.twins (tenant_id, id)
);
create table core.grants (
  tenant_id uuid not null references core.tenants,
  id uuid not null,
  grantee uuid not null references core.tenants,
  twin uuid not null,
  parts text[] not null,
  uses text[] not null,
  starts_at timestamptz not null default now(),
  ends_at timestamptz,
  revoked_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, twin) references core.twins (tenant_id, id)
);
create index grants_by_grantee on core.grants (grantee, tenant_id, twin);
create table core.bindings (
  tenant_id uuid not null references core.tenants,
  id uuid not null,
  name text not null,
  module text not null,
  context jsonb not null,
  twin_owner uuid not null,
  twin uuid not null,
  required_guardrails text[] not null default '{}',
  active boolean not null default true,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, name)
);
create table core.conversations (
  tenant_id uuid not null,
  id uuid not null,
  binding uuid not null,
  contact uuid not null,
  context jsonb not null,
  message_count integer not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  foreign key (tenant_id, binding) references core.bindings (tenant_id, id),
  foreign key (tenant_id, contact) references core.contacts (tenant_id, id)
);
create table core.messages (
  tenant_id uuid not null,
  id uuid not null,
  conversation uuid not null,
  ordinal integer not null,
  speaker text not null check (speaker in ('end_user', 'twin')),
  text text not null,
  citations jsonb not null default '[]',
  known boolean not null default true,
  at timestamptz not null,
  primary key (tenant_id, conversation, at, id)
) partition by range (at);
create table core.turns (
  tenant_id uuid not null,
  id uuid not null,
  conversation uuid not null,
  binding uuid not null,
  contact uuid not null,
  key uuid not null,
  message uuid not null,
  text_digest bytea not null,
  state text not null check (state in ('accepted', 'completed', 'failed')),
  owner bigint not null,
  reply uuid,
  error_code text,
  interaction jsonb,
  accepted_at timestamptz not null default now(),
  completed_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, key),
  foreign key (tenant_id, conversation) references core.conversations (tenant_id, id)
);
create unique index turns_one_at_a_time on core.turns (tenant_id, conversation) where state = 'accepted';
create index turns_unfinished on core.turns (owner) where state = 'accepted';
create table core.interactions (
  tenant_id uuid not null,
  id uuid not null,
  binding uuid not null,
  contact uuid not null,
  conversation uuid not null,
  external_id text not null,
  platform text not null,
  post_id text not null,
  language text not null,
  message uuid not null,
  reply uuid not null,
  at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, platform, external_id),
  foreign key (tenant_id, contact) references core.contacts (tenant_id, id)
);
create table core.replies (
  tenant_id uuid not null,
  id uuid not null,
  contact uuid not null,
  text text not null,
  at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, id),
  foreign key (tenant_id, contact) references core.contacts (tenant_id, id)
);
create index replies_by_contact on core.replies (tenant_id, contact, at);
create table core.enquiries (
  tenant_id uuid not null,
  id uuid not null,
  contact uuid not null,
  binding uuid not null,
  conversation uuid not null,
  language text not null default '',
  text text not null,
  at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, id),
  foreign key (tenant_id, contact) references core.contacts (tenant_id, id)
);
create table core.events (
  tenant_id uuid not null,
  id uuid not null,
  txid xid8 not null default pg_current_xact_id(),
  seq bigint not null generated always as identity,
  type text not null,
  subject uuid not null,
  payload jsonb not null,
  plugin text not null,
  at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, id)
);
create index events_by_position on core.events (txid, seq);
create index events_by_type on core.events (tenant_id, type, txid, seq);
create index events_by_subject on core.events (tenant_id, subject, txid, seq);
create table core.handled (
  tenant_id uuid not null,
  consumer text not null,
  key uuid not null,
  at timestamptz not null default now(),
  primary key (tenant_id, consumer, key)
);
create table core.effects (
  tenant_id uuid not null,
  id uuid not null,
  kind text not null,
  key text not null,
  subject uuid not null,
  payload jsonb not null,
  state text not null check (state in ('planned', 'sent', 'confirmed', 'failed', 'unknown')),
  attempts integer not null default 0,
  reference text,
  error_code text,
  planned_at timestamptz not null default now(),
  sent_at timestamptz,
  settled_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, kind, key)
);
create table core.journeys (
  tenant_id uuid not null,
  contact uuid not null,
  lead uuid not null,
  binding uuid not null,
  stage text not null default '',
  outcome text,
  reason text not null default '',
  started_at timestamptz not null default clock_timestamp(),
  ended_at timestamptz,
  primary key (tenant_id, contact),
  foreign key (tenant_id, contact) references core.contacts (tenant_id, id)
);
create table core.journey_milestones (
  tenant_id uuid not null,
  contact uuid not null,
  stage text not null,
  step integer not null,
  milestone text not null,
  at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, contact, stage, step, milestone),
  foreign key (tenant_id, contact) references core.journeys (tenant_id, contact)
);
create table core.deliveries (
  tenant_id uuid not null,
  subscriber text not null,
  handled bigint not null default 0,
  skipped bigint not null default 0,
  primary key (tenant_id, subscriber)
);
create table core.parked_events (
  tenant_id uuid not null,
  subscriber text not null,
  event uuid not null,
  subject uuid not null,
  txid xid8 not null,
  seq bigint not null,
  attempts integer not null,
  next_at timestamptz not null,
  state text not null check (state in ('waiting', 'dead')),
  error_code text not null,
  primary key (tenant_id, subscriber, event)
);
create index parked_events_due on core.parked_events (subscriber, txid, seq) where state = 'waiting';
create table core.cursors (
  subscriber text primary key,
  txid xid8 not null default '0',
  seq bigint not null default -1
);
"""

TENANT_TABLES = {
    "tenants": "select, insert, update",
    "api_keys": "select, insert, update",
    "tenant_plugins": "select, insert, update",
    "contacts": "select, insert, update",
    "twins": "select, insert, update",
    "twin_versions": "select, insert, update",
    "grants": "select, insert, update",
    "bindings": "select, insert, update",
    "conversations": "select, insert, update",
    "messages": "select, insert, update",
    "turns": "select, insert, update",
    "interactions": "select, insert, update",
    "replies": "select, insert, update",
    "enquiries": "select, insert, update",
    "events": "select, insert",
    "handled": "select, insert",
    "effects": "select, insert, update",
    "journeys": "select, insert, update",
    "journey_milestones": "select, insert",
    "deliveries": "select",
    "parked_events": "select",
}

DEFINERS = [
    """create function core.resolve_key(hash bytea) returns table (tenant_id uuid, id uuid, role text)
         language sql stable security definer set search_path = pg_catalog
         as $$ select k.tenant_id, k.id, k.role from core.api_keys k
               where k.key_hash = hash and k.revoked_at is null $$""",
    """create function core.active_tenants() returns table (tenant_id uuid)
         language sql stable security definer set search_path = pg_catalog
         as $$ select t.tenant_id from core.tenants t order by t.created_at, t.tenant_id $$""",
    f"""create function core.grant_allows(owner uuid, twin uuid, part text) returns boolean
         language sql stable security definer set search_path = pg_catalog
         as $$ select exists (select from core.grants g where g.tenant_id = owner and g.twin = grant_allows.twin
                 and g.grantee = {CURRENT_TENANT} and part = any(g.parts) and g.revoked_at is null
                 and g.starts_at <= now() and (g.ends_at is null or now() < g.ends_at)) $$""",
    f"""create function core.pending_events() returns bigint
         language sql stable security definer set search_path = pg_catalog
         as $$ select case when exists (select from core.cursors) then
             (select count(*) from core.cursors c join core.events e on (e.txid, e.seq) > (c.txid, c.seq)
               where e.tenant_id = {CURRENT_TENANT})
             + (select count(*) from core.parked_events p where p.tenant_id = {CURRENT_TENANT}
               and p.state = 'waiting'
               and p.error_code not in ('plugin_disabled', 'capability_unavailable', 'held_back'))
           else (select count(*) from core.events e where e.tenant_id = {CURRENT_TENANT}) end $$""",
]
SIGNATURES = [
    "core.resolve_key(bytea)",
    "core.active_tenants()",
    "core.grant_allows(uuid, uuid, text)",
    "core.pending_events()",
]

PARTITIONS = """
create function core.ensure_message_partitions(months integer) returns integer
  language plpgsql set search_path = pg_catalog as $$
declare first date; made integer := 0; name text;
begin
  for i in 0..months loop
    first := (date_trunc('month', now() at time zone 'utc') + make_interval(months => i - 1))::date;
    name := 'messages_' || to_char(first, 'YYYY_MM');
    if to_regclass('core.' || name) is null then
      execute format('create table core.%I partition of core.messages for values from (%L) to (%L)',
        name, first::timestamp at time zone 'utc', (first + interval '1 month')::timestamp at time zone 'utc');
      execute format('alter table core.%I enable row level security', name);
      execute format('alter table core.%I force row level security', name);
      made := made + 1;
    end if;
  end loop;
  return made;
end $$
"""


def upgrade() -> None:
    for statement in TABLES.split(";\n"):
        if statement.strip():
            op.execute(statement)
    for table, rights in TENANT_TABLES.items():
        op.execute(f"alter table core.{table} enable row level security")
        op.execute(f"alter table core.{table} force row level security")
        op.execute(f"create policy tenant on core.{table} to {WALLED} using (tenant_id = {CURRENT_TENANT})")
        op.execute(f"grant {rights} on core.{table} to {APP}")
    op.execute(f"grant insert on core.events to {WALLED}")
    op.execute(f"grant select, insert on core.handled to {WALLED}")
    _across_the_wall()
    _dispatcher()
    for definer, signature in zip(DEFINERS, SIGNATURES, strict=True):
        op.execute(definer)
        op.execute(f"alter function {signature} owner to {RESOLVER}")
        op.execute(f"revoke all on function {signature} from public")
        op.execute(f"grant execute on function {signature} to {APP}")
    op.execute("grant execute on function core.grant_allows(uuid, uuid, text) to vito_searcher")
    op.execute(f"grant execute on function core.active_tenants() to {DISPATCHER}")
    op.execute(PARTITIONS)
    op.execute("revoke all on function core.ensure_message_partitions(integer) from public")


def _across_the_wall() -> None:
    """Only a grant lets a tenant see another's rows: the grant itself, the twin's name and its approved versions."""
    op.execute(f"create policy grantee on core.grants for select to {WALLED} using (grantee = {CURRENT_TENANT})")
    active = """exists (select from core.grants g where g.tenant_id = {table}.tenant_id and g.twin = {column}
        and g.revoked_at is null and g.starts_at <= now() and (g.ends_at is null or now() < g.ends_at))"""
    op.execute(
        f"create policy grantee on core.twins for select to {APP} using ("
        + active.format(table="twins", column="twins.id")
        + ")"
    )
    op.execute(
        f"create policy grantee on core.twin_versions for select to {APP} using (state = 'approved' and "
        + active.format(table="twin_versions", column="twin_versions.twin")
        + ")"
    )
    op.execute(f"grant select on core.cursors to {RESOLVER}")
    for table in ("api_keys", "tenants", "grants", "events", "parked_events"):
        op.execute(f"create policy resolver on core.{table} for select to {RESOLVER} using (true)")
        op.execute(f"grant select on core.{table} to {RESOLVER}")


def _dispatcher() -> None:
    """The dispatcher sees the log and its own book-keeping of all tenants, and nothing else."""
    for table, rights in {
        "events": "select",
        "deliveries": "select, insert, update",
        "parked_events": "select, insert, update, delete",
        "cursors": "select, insert, update",
    }.items():
        op.execute(f"grant {rights} on core.{table} to {DISPATCHER}")
        if table != "cursors":
            op.execute(f"create policy dispatcher on core.{table} to {DISPATCHER} using (true)")


def downgrade() -> None:
    for signature in (*SIGNATURES, "core.ensure_message_partitions(integer)"):
        op.execute(f"drop function {signature}")
    for table in ("cursors", *reversed(TENANT_TABLES)):
        op.execute(f"drop table core.{table} cascade")
