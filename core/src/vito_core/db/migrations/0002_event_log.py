"""The event log: shards, leased cursors, versions of event types."""

from alembic import op

from vito_contracts.sql import CURRENT_TENANT
from vito_core.db.operations import across, definer
from vito_core.db.roles import APP, DISPATCHER, RESOLVER

revision = "core_0002"
down_revision = "core_0001"

# The literal 15 is "16 shards": the number is part of the stored data, so it is written here and nowhere computed.
SHARD = "(uuid_hash_extended(subject, uuid_hash_extended(tenant_id, 0)) & 15)::smallint"

TABLES = f"""
alter table core.events
  add column version smallint not null default 1,
  add column shard smallint not null generated always as ({SHARD}) stored;
drop index core.events_by_position;
create index events_by_shard on core.events (shard, txid, seq);
create index events_by_tenant on core.events (tenant_id, txid, seq);
alter table core.parked_events
  add column shard smallint not null generated always as ({SHARD}) stored,
  add column pauses smallint not null default 0;
drop index core.parked_events_due;
create index parked_events_by_tenant on core.parked_events (subscriber, tenant_id, next_at) where state = 'waiting';
create index parked_events_shut on core.parked_events (subscriber, tenant_id)
  where state = 'waiting' and error_code in ('plugin_disabled', 'capability_unavailable');
create index parked_events_dead on core.parked_events (tenant_id, subscriber, txid, seq) where state = 'dead';
create index parked_events_due on core.parked_events (subscriber, next_at) where state = 'waiting';
create index parked_events_by_subject on core.parked_events (subscriber, tenant_id, subject, txid, seq)
  where state = 'waiting';
alter table core.deliveries add column replayed bigint not null default 0;
create table core.subscribers (
  subscriber text primary key,
  types text[] not null
);
create table core.dispatchers (
  id uuid primary key,
  subscribers text[] not null,
  lease_until timestamptz not null,
  horizon xid8 not null default '0',
  horizon_since timestamptz not null default clock_timestamp()
);
alter table core.cursors
  add column shard smallint not null default 0 check (shard between 0 and 15),
  add column owner uuid references core.dispatchers on delete set null,
  add column fence bigint not null default 0;
alter table core.cursors drop constraint cursors_pkey;
insert into core.cursors (subscriber, txid, seq, shard)
  select c.subscriber, c.txid, c.seq, n from core.cursors c, generate_series(1, 15) n;
alter table core.cursors alter column shard drop default;
alter table core.cursors add primary key (subscriber, shard);
create index cursors_by_owner on core.cursors (owner)
"""

BACK = """
drop index core.cursors_by_owner;
alter table core.cursors drop constraint cursors_pkey;
delete from core.cursors c using core.cursors d
  where d.subscriber = c.subscriber and (d.txid, d.seq, d.shard) < (c.txid, c.seq, c.shard);
alter table core.cursors drop column shard, drop column owner, drop column fence;
alter table core.cursors add primary key (subscriber);
drop table core.dispatchers;
drop table core.subscribers;
alter table core.deliveries drop column replayed;
drop index core.parked_events_by_subject;
drop index core.parked_events_due;
drop index core.parked_events_by_tenant;
drop index core.parked_events_shut;
drop index core.parked_events_dead;
alter table core.parked_events drop column shard, drop column pauses;
update core.parked_events set next_at = clock_timestamp() where next_at = 'infinity';
create index parked_events_due on core.parked_events (subscriber, txid, seq) where state = 'waiting';
drop index core.events_by_tenant;
drop index core.events_by_shard;
alter table core.events drop column shard, drop column version;
create index events_by_position on core.events (txid, seq)
"""

PENDING_HEAD = """create or replace function core.pending_events() returns bigint
  language sql stable security definer set search_path = pg_catalog"""

# A subscriber that no running dispatcher serves (its plugin is gone) is no reason to wait.
PENDING = f"""{PENDING_HEAD}
  as $$ select case when exists (select from core.cursors) then
      (select count(*) from core.cursors c left join core.subscribers s on s.subscriber = c.subscriber
        join core.events e on e.shard = c.shard and (e.txid, e.seq) > (c.txid, c.seq)
        where e.tenant_id = {CURRENT_TENANT} and (s.types is null or e.type = any(s.types))
        and (not exists (select from core.dispatchers)
          or exists (select from core.dispatchers d where c.subscriber = any(d.subscribers))))
      + (select count(*) from core.parked_events p where p.tenant_id = {CURRENT_TENANT} and p.state = 'waiting'
        and p.error_code not in ('plugin_disabled', 'capability_unavailable', 'newer_version', 'stopped',
          'held_back'))
    else (select count(*) from core.events e where e.tenant_id = {CURRENT_TENANT}) end $$"""

# To the letter what the first migration made, blanks included.
PENDING_BEFORE = f"""{PENDING_HEAD}
         as $$ select case when exists (select from core.cursors) then
             (select count(*) from core.cursors c join core.events e on (e.txid, e.seq) > (c.txid, c.seq)
               where e.tenant_id = {CURRENT_TENANT})
             + (select count(*) from core.parked_events p where p.tenant_id = {CURRENT_TENANT}
               and p.state = 'waiting'
               and p.error_code not in ('plugin_disabled', 'capability_unavailable', 'held_back'))
           else (select count(*) from core.events e where e.tenant_id = {CURRENT_TENANT}) end $$"""

DEFINER = "language sql stable security definer set search_path = pg_catalog"

PLUGIN_REVISIONS = f"""create function core.plugin_revisions(tenants uuid[])
  returns table (tenant_id uuid, tier text, revision bigint) {DEFINER}
  as $$ select t.tenant_id, t.tier, t.plugin_revision from core.tenants t where t.tenant_id = any(tenants) $$"""

PLUGIN_CHOICES = f"""create function core.plugin_choices(tenants uuid[])
  returns table (tenant_id uuid, plugin text, enabled boolean) {DEFINER}
  as $$ select p.tenant_id, p.plugin, p.enabled from core.tenant_plugins p where p.tenant_id = any(tenants) $$"""

# `behind` counts at most 10,000 events of each shard: the question must stay cheap when the answer is "very far".
EVENT_LAG = f"""create function core.event_lag()
  returns table (subscriber text, served boolean, behind bigint, oldest_seconds double precision,
    parked bigint, dead bigint, handled numeric, skipped numeric, replayed numeric) {DEFINER}
  as $$ select s.subscriber,
      exists (select from core.dispatchers d where s.subscriber = any(d.subscribers)
        and d.lease_until > clock_timestamp()),
      coalesce(l.behind, 0), coalesce(extract(epoch from clock_timestamp() - l.oldest), 0)::double precision,
      p.parked, p.dead, v.handled, v.skipped, v.replayed
    from core.subscribers s
    cross join lateral (select sum(b.n)::bigint as behind, min(b.oldest) as oldest from core.cursors c
      cross join lateral (select count(*) as n, min(e.at) as oldest from (select w.at from core.events w
        where w.shard = c.shard and (w.txid, w.seq) > (c.txid, c.seq) and w.type = any(s.types)
        order by w.txid, w.seq limit 10000) e) b
      where c.subscriber = s.subscriber) l
    cross join lateral (select count(*) filter (where q.state = 'waiting') as parked,
        count(*) filter (where q.state = 'dead') as dead
      from core.parked_events q where q.subscriber = s.subscriber) p
    cross join lateral (select coalesce(sum(r.handled), 0) as handled, coalesce(sum(r.skipped), 0) as skipped,
        coalesce(sum(r.replayed), 0) as replayed
      from core.deliveries r where r.subscriber = s.subscriber) v
    order by s.subscriber $$"""

# When a transaction began is hidden from roles that did not begin it; dispatchers note since when they have seen it
# as the oldest.
HORIZON_AGE = f"""create function core.horizon_age() returns double precision {DEFINER}
  as $$ select case when pg_snapshot_xmin(s) = pg_snapshot_xmax(s) then 0 else coalesce((select
      max(extract(epoch from clock_timestamp() - d.horizon_since)) from core.dispatchers d
      where d.horizon = pg_snapshot_xmin(s)), 0) end::double precision from pg_current_snapshot() s $$"""

DEFINERS = {
    "core.plugin_revisions(uuid[])": PLUGIN_REVISIONS,
    "core.plugin_choices(uuid[])": PLUGIN_CHOICES,
    "core.event_lag()": EVENT_LAG,
    "core.horizon_age()": HORIZON_AGE,
}

SEEN = {"deliveries": "select", "tenant_plugins": "select (tenant_id, plugin, enabled)"}
"""What the resolver reads of all tenants: of a plugin's row not its settings."""


def upgrade() -> None:
    for statement in TABLES.split(";\n"):
        op.execute(statement)
    op.execute(f"grant select, insert, update on core.subscribers to {DISPATCHER}")
    op.execute(f"grant select, insert, update, delete on core.dispatchers to {DISPATCHER}")
    op.execute(f"grant update (state, attempts, next_at) on core.parked_events to {APP}")
    for table in ("subscribers", "dispatchers"):
        op.execute(f"grant select on core.{table} to {RESOLVER}")
    for table, right in SEEN.items():
        across(table, RESOLVER, right)
    op.execute(PENDING)
    for signature, statement in DEFINERS.items():
        definer(signature, statement, APP)


def downgrade() -> None:
    for signature in DEFINERS:
        op.execute(f"drop function {signature}")
    op.execute(PENDING_BEFORE)
    for table, right in SEEN.items():
        op.execute(f"drop policy resolver on core.{table}")
        op.execute(f"revoke {right} on core.{table} from {RESOLVER}")
    op.execute(f"revoke update (state, attempts, next_at) on core.parked_events from {APP}")
    for statement in BACK.split(";\n"):
        op.execute(statement)
