"""Webhooks: who is told of what, and what became of each telling."""

from alembic import op

from vito_core.db.operations import across, definer, wall
from vito_core.db.roles import APP, RESOLVER

revision = "core_0014"
down_revision = "core_0013"

WEBHOOKS = """
create table core.webhooks (
  tenant_id uuid not null references core.tenants,
  id uuid not null,
  url text not null,
  events text[] not null check (cardinality(events) > 0),
  state text not null default 'on' check (state in ('on', 'off', 'disabled')),
  reason_code text,
  secret bytea not null,
  secret_key integer not null,
  previous_secret bytea,
  previous_secret_key integer,
  previous_until timestamptz,
  created_at timestamptz not null default clock_timestamp(),
  paused_until timestamptz,
  last_success_at timestamptz,
  last_failure_at timestamptz,
  primary key (tenant_id, id),
  constraint webhooks_disabled check ((state = 'disabled') = (reason_code is not null))
)
"""

# `created_at` is the time of the telling: a replay keeps it, so that 30 days are 30 days.
DELIVERIES = """
create table core.webhook_deliveries (
  tenant_id uuid not null references core.tenants,
  id uuid not null,
  webhook uuid not null,
  event uuid not null,
  type text not null,
  state text not null default 'pending' check (state in ('pending', 'delivered', 'failed')),
  attempts integer not null default 0,
  round integer not null default 0,
  next_at timestamptz not null default clock_timestamp(),
  leased_until timestamptz,
  status integer,
  error_code text,
  duration_ms integer,
  created_at timestamptz not null default clock_timestamp(),
  attempted_at timestamptz,
  delivered_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, webhook, event),
  foreign key (tenant_id, webhook) references core.webhooks (tenant_id, id) on delete cascade,
  foreign key (tenant_id, event) references core.events (tenant_id, id)
)
"""

INDEXES = (
    "create index webhook_deliveries_due on core.webhook_deliveries (tenant_id, webhook, next_at)"
    " where state = 'pending'",
    "create index webhook_deliveries_pending on core.webhook_deliveries (next_at) where state = 'pending'",
    "create index webhook_deliveries_listed on core.webhook_deliveries (tenant_id, webhook, id)",
    "create index webhook_deliveries_old on core.webhook_deliveries (tenant_id, created_at)",
)

# One round trip for each event, and a transaction of its own. What is there already was told of before: events come
# at least once.
QUEUE = r"""
create function core.queue_webhooks(tenant uuid, in_event uuid, in_type text, in_ids uuid[])
returns bigint language plpgsql set search_path = pg_catalog as $$
declare queued bigint;
begin
  perform set_config('app.tenant_id', tenant::text, true);
  insert into core.webhook_deliveries (tenant_id, id, webhook, event, type)
    select tenant, in_ids[w.n], w.id, in_event, in_type
    from (select h.id, row_number() over (order by h.id) as n from core.webhooks h
      where h.tenant_id = tenant and h.state = 'on' and exists (select from unnest(h.events) f
        where in_type like replace(replace(f, '_', '\_'), '*', '%'))) w
    where w.n <= cardinality(in_ids)
    on conflict do nothing;
  get diagnostics queued = row_count;
  return queued;
end $$
"""
QUEUE_SIGNATURE = "core.queue_webhooks(uuid, uuid, text, uuid[])"

DUE = """create function core.tenants_with_due_webhooks() returns table (tenant_id uuid)
  language sql stable security definer set search_path = pg_catalog
  as $$ select distinct d.tenant_id from core.webhook_deliveries d
        join core.webhooks w on w.tenant_id = d.tenant_id and w.id = d.webhook
        where d.state = 'pending' and d.next_at <= clock_timestamp()
          and (d.leased_until is null or d.leased_until <= clock_timestamp())
          and w.state = 'on' and (w.paused_until is null or w.paused_until <= clock_timestamp()) $$"""
DUE_SIGNATURE = "core.tenants_with_due_webhooks()"


def upgrade() -> None:
    op.execute(WEBHOOKS)
    op.execute(DELIVERIES)
    for index in INDEXES:
        op.execute(index)
    wall("webhooks", "select, insert, update, delete")
    wall("webhook_deliveries", "select, insert, update, delete")
    across("webhooks", RESOLVER, "select (tenant_id, id, state, paused_until)")
    across("webhook_deliveries", RESOLVER, "select (tenant_id, webhook, state, next_at, leased_until)")
    op.execute(QUEUE)
    op.execute(f"revoke all on function {QUEUE_SIGNATURE} from public")
    op.execute(f"grant execute on function {QUEUE_SIGNATURE} to {APP}")
    definer(DUE_SIGNATURE, DUE, APP)


def downgrade() -> None:
    op.execute(f"drop function {DUE_SIGNATURE}")
    op.execute(f"drop function {QUEUE_SIGNATURE}")
    op.execute("drop table core.webhook_deliveries")
    op.execute("drop table core.webhooks")
