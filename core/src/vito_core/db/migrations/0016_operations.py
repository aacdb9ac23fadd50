"""What operators look at: sizes, growth, archive, alerts, traces."""

from alembic import op

from vito_core.db.operations import across, definer, wall
from vito_core.db.roles import APP, RESOLVER

revision = "core_0016"
down_revision = "core_0015"

# The trace of an event is a column default, so that every statement which appends one keeps it, also a plugin's own.
# Whoever traces sets `app.trace` for its transaction in the BEGIN itself. A message is never updated, so an index of
# those near the limit costs a turn nothing: one on the conversation's counter would end its in-page updates.
TABLES = """
alter table core.events add column trace text check (length(trace) = 55);
alter table core.events alter column trace set default nullif(current_setting('app.trace', true), '');
create index messages_near_the_limit on core.messages (tenant_id, conversation) where ordinal >= 900;
create table core.alerts (
  tenant_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('conversation_messages', 'storage', 'document_size', 'archive_completed',
    'partitions_ahead')),
  level text not null check (level in ('critical', 'warning', 'info')),
  place text not null check (length(place) <= 200),
  thing text not null check (length(thing) <= 200),
  value bigint not null,
  threshold bigint not null,
  raised_at timestamptz not null default clock_timestamp(),
  acknowledged_at timestamptz,
  acknowledged_by uuid,
  resolved_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id) references core.tenants (tenant_id)
);
create unique index alerts_open on core.alerts (tenant_id, kind, place, thing) where resolved_at is null;
create table core.archive_runs (
  id uuid primary key,
  scheduled_for timestamptz unique,
  untouched_since timestamptz not null,
  created_at timestamptz not null default clock_timestamp(),
  completed_at timestamptz,
  archived bigint not null default 0,
  batches integer not null default 0,
  tenants integer not null default 0
);
create table core.archive_reports (
  tenant_id uuid not null,
  run uuid not null,
  archived integer not null default 0,
  reached uuid,
  completed_at timestamptz,
  primary key (tenant_id, run),
  foreign key (tenant_id) references core.tenants (tenant_id)
)
"""

READ_ONLY = """
create function core.refuse_archived() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  raise exception using errcode = 'VT002', message = 'the conversation is archived';
end $$
"""
FENCE = """
create trigger refuse_archived before update on core.conversations for each row
  when (old.archived_at is not null and new.message_count > old.message_count)
  execute function core.refuse_archived()
"""

DEFINER = "language sql stable security definer set search_path = pg_catalog"

CROWDED = f"""create function core.crowded_conversations()
  returns table (tenant_id uuid, conversation uuid, messages integer) {DEFINER}
  as $$ select c.tenant_id, c.id, c.message_count from core.conversations c
    where c.archived_at is null and (c.tenant_id, c.id) in (select m.tenant_id, m.conversation from core.messages m
      where m.ordinal >= 900) order by c.tenant_id, c.id $$"""

# What is stored, compressed where it is: read from the row's header, without the document.
LARGE = f"""create function core.large_documents(above bigint, most integer)
  returns table (tenant_id uuid, place text, id text, bytes bigint) {DEFINER}
  as $$ select * from (
      select v.tenant_id, 'core.twin_versions.config', v.twin || '/' || v.version, pg_column_size(v.config)::bigint
        from core.twin_versions v
      union all select b.tenant_id, 'core.bindings.context', b.id::text, pg_column_size(b.context) from core.bindings b
      union all select d.tenant_id, 'core.deployments.config', d.id::text, pg_column_size(d.config)
        from core.deployments d
      union all select c.tenant_id, 'core.conversations.context', c.id::text, pg_column_size(c.context)
        from core.conversations c where c.archived_at is null
    ) as sizes (tenant_id, place, id, bytes)
    where sizes.bytes > above order by sizes.bytes desc, sizes.place, sizes.id limit most $$"""

GROWTH = f"""create function core.conversation_growth(months integer)
  returns table (month date, conversations bigint, avg_messages double precision, max_messages integer) {DEFINER}
  as $$ select date_trunc('month', c.created_at at time zone 'utc')::date as month, count(*),
      avg(c.message_count)::double precision, max(c.message_count)
    from core.conversations c
    where c.created_at >= (date_trunc('month', now() at time zone 'utc') - make_interval(months => months - 1))
      at time zone 'utc'
    group by 1 order by 1 desc $$"""

TO_ARCHIVE = f"""create function core.tenants_to_archive(before timestamptz, in_run uuid)
  returns table (tenant_id uuid, conversations bigint) {DEFINER}
  as $$ select t.tenant_id, sum(t.n)::bigint from (
      select c.tenant_id, count(*) as n from core.conversations c
        where c.archived_at is null and c.updated_at < before group by c.tenant_id
      union all select r.tenant_id, 0 from core.archive_reports r where r.run = in_run and r.completed_at is null
    ) t where not exists (select from core.archive_reports d where d.tenant_id = t.tenant_id and d.run = in_run
      and d.completed_at is not null)
    group by t.tenant_id order by t.tenant_id $$"""

OPEN_ALERTS = f"""create function core.open_alerts()
  returns table (tenant_id uuid, id uuid, kind text, level text, place text, thing text, value bigint,
    threshold bigint, raised_at timestamptz, acknowledged_at timestamptz) {DEFINER}
  as $$ select a.tenant_id, a.id, a.kind, a.level, a.place, a.thing, a.value, a.threshold, a.raised_at,
    a.acknowledged_at from core.alerts a where a.resolved_at is null order by a.raised_at, a.id $$"""

PLATFORM = f"""create function core.platform() returns table (tenant_id uuid, since timestamptz) {DEFINER}
  as $$ select (select p.tenant_id from core.tenants p where p.kind = 'platform' order by p.tenant_id limit 1),
    min(t.created_at) from core.tenants t $$"""

COUNTS = f"""create function core.platform_counts()
  returns table (approvals_pending bigint, event_positions bigint, schema_revision text) {DEFINER}
  as $$ select (select count(*) from core.approvals a where a.state = 'pending'),
    (select coalesce(max(l.seq), 0) from generate_series(0, 15) s cross join lateral
      (select e.seq from core.events e where e.shard = s::smallint order by e.txid desc, e.seq desc limit 1) l),
    (select v.version_num from core.alembic_version v) $$"""

DEFINERS = {
    "core.crowded_conversations()": CROWDED,
    "core.large_documents(bigint, integer)": LARGE,
    "core.conversation_growth(integer)": GROWTH,
    "core.tenants_to_archive(timestamptz, uuid)": TO_ARCHIVE,
    "core.open_alerts()": OPEN_ALERTS,
    "core.platform()": PLATFORM,
    "core.platform_counts()": COUNTS,
}

SEEN = {
    "messages": "select (tenant_id, conversation, ordinal)",
    "conversations": "select (tenant_id, id, context, message_count, created_at, updated_at, archived_at)",
    "twin_versions": "select (tenant_id, twin, version, config)",
    "bindings": "select (tenant_id, id, context)",
    "archive_reports": "select (tenant_id, run, completed_at)",
    "alerts": "select",
}
"""What the resolver reads of all tenants, besides deployments since 0012; of documents its functions give the size."""


def upgrade() -> None:
    for statement in TABLES.split(";\n"):
        op.execute(statement)
    wall("alerts", "select, insert, update")
    wall("archive_reports", "select, insert, update")
    op.execute(f"grant select, insert, update on core.archive_runs to {APP}")
    op.execute(f"grant select on core.alembic_version to {RESOLVER}")
    op.execute(READ_ONLY)
    op.execute(FENCE)
    for table, right in SEEN.items():
        across(table, RESOLVER, right)
    for signature, statement in DEFINERS.items():
        definer(signature, statement, APP)


def downgrade() -> None:
    for signature in DEFINERS:
        op.execute(f"drop function {signature}")
    for table, right in SEEN.items():
        op.execute(f"drop policy resolver on core.{table}")
        op.execute(f"revoke {right} on core.{table} from {RESOLVER}")
    op.execute("drop trigger refuse_archived on core.conversations")
    op.execute("drop function core.refuse_archived()")
    op.execute(f"revoke select on core.alembic_version from {RESOLVER}")
    for table in ("archive_reports", "archive_runs", "alerts"):
        op.execute(f"drop table core.{table}")
    op.execute("drop index core.messages_near_the_limit")
    op.execute("alter table core.events drop column trace")
