"""Limits and usage: what each key may still ask, and what it has used."""

from alembic import op

from vito_core.db.operations import across, definer, wall
from vito_core.db.roles import APP, RESOLVER

revision = "core_0015"
down_revision = "core_0014"

# Unlogged: after a crash of the database every bucket is full again, which costs at most one burst for each key.
BUCKETS = """
create unlogged table core.rate_buckets (
  tenant_id uuid not null,
  caller uuid not null,
  tokens double precision not null,
  at timestamptz not null,
  primary key (tenant_id, caller)
)
"""
QUOTAS = """
create table core.quota_use (
  tenant_id uuid not null references core.tenants,
  caller uuid not null,
  month date not null,
  quota bigint not null,
  taken bigint not null default 0,
  primary key (tenant_id, caller, month)
)
"""
USAGE = """
create table core.usage (
  tenant_id uuid not null references core.tenants,
  hour timestamptz not null,
  caller uuid not null,
  requests bigint not null default 0,
  turns bigint not null default 0,
  input_tokens bigint not null default 0,
  output_tokens bigint not null default 0,
  stream_seconds double precision not null default 0,
  deliveries bigint not null default 0,
  told_requests bigint not null default 0,
  told_stream_minutes bigint not null default 0,
  told_deliveries bigint not null default 0,
  primary key (tenant_id, hour, caller)
)
"""
UNTOLD = "requests > told_requests or floor(stream_seconds / 60) > told_stream_minutes or deliveries > told_deliveries"
UNTOLD_INDEX = f"create index usage_untold on core.usage (hour) where {UNTOLD}"

# Tokens flow by the database's clock: those of several processes and machines differ. The row lock is held for these
# few statements alone.
TAKE_TOKENS = """
create function core.take_tokens(tenant uuid, in_caller uuid, rate double precision, burst integer, wanted integer,
  out granted integer, out left_over double precision)
language plpgsql set search_path = pg_catalog as $$
declare
  bucket record; here double precision;
begin
  perform set_config('app.tenant_id', tenant::text, true);
  insert into core.rate_buckets (tenant_id, caller, tokens, at) values (tenant, in_caller, burst, clock_timestamp())
    on conflict do nothing;
  select b.tokens, b.at into bucket from core.rate_buckets b
    where b.tenant_id = tenant and b.caller = in_caller for update;
  here := least(burst, bucket.tokens + rate * greatest(extract(epoch from clock_timestamp() - bucket.at), 0));
  granted := least(wanted, floor(here)::integer);
  left_over := here - granted;
  update core.rate_buckets b set tokens = left_over, at = greatest(clock_timestamp(), bucket.at)
    where b.tenant_id = tenant and b.caller = in_caller;
end $$
"""
TAKE_QUOTA = """
create function core.take_quota(tenant uuid, in_caller uuid, in_quota bigint, most integer,
  out granted integer, out remaining bigint, out of_month date)
language plpgsql set search_path = pg_catalog as $$
declare used bigint;
begin
  perform set_config('app.tenant_id', tenant::text, true);
  of_month := date_trunc('month', clock_timestamp() at time zone 'utc')::date;
  insert into core.quota_use (tenant_id, caller, month, quota) values (tenant, in_caller, of_month, in_quota)
    on conflict do nothing;
  select q.taken into used from core.quota_use q
    where q.tenant_id = tenant and q.caller = in_caller and q.month = of_month for update;
  -- The nearer the end, the smaller the share: what one process holds and does not use is missing elsewhere.
  granted := least(most, greatest((in_quota - used) / 50, 1), greatest(in_quota - used, 0));
  remaining := greatest(in_quota - used, 0) - granted;
  update core.quota_use q set taken = q.taken + granted, quota = in_quota
    where q.tenant_id = tenant and q.caller = in_caller and q.month = of_month;
end $$
"""
GIVE_BACK = """
create function core.give_back_quota(tenant uuid, in_caller uuid, in_month date, unused integer)
returns void language plpgsql set search_path = pg_catalog as $$
begin
  perform set_config('app.tenant_id', tenant::text, true);
  update core.quota_use q set taken = greatest(q.taken - unused, 0)
    where q.tenant_id = tenant and q.caller = in_caller and q.month = in_month;
end $$
"""

# One statement for all tenants of a process; each row is written within its tenant's own wall. In one order, so that
# two processes never wait for each other in a circle.
ADD_USAGE = """
create function core.add_usage(tenants uuid[], hours timestamptz[], callers uuid[], in_requests bigint[],
  in_turns bigint[], in_input bigint[], in_output bigint[], in_seconds double precision[], in_deliveries bigint[])
returns void language plpgsql set search_path = pg_catalog as $$
declare u record;
begin
  for u in select * from unnest(tenants, hours, callers, in_requests, in_turns, in_input, in_output, in_seconds,
      in_deliveries) as t (tenant, hour, caller, requests, turns, input, output, seconds, deliveries)
    order by t.tenant, t.hour, t.caller
  loop
    perform set_config('app.tenant_id', u.tenant::text, true);
    insert into core.usage as s (tenant_id, hour, caller, requests, turns, input_tokens, output_tokens, stream_seconds,
        deliveries)
      values (u.tenant, u.hour, u.caller, u.requests, u.turns, u.input, u.output, u.seconds, u.deliveries)
      on conflict (tenant_id, hour, caller) do update set requests = s.requests + excluded.requests,
        turns = s.turns + excluded.turns, input_tokens = s.input_tokens + excluded.input_tokens,
        output_tokens = s.output_tokens + excluded.output_tokens,
        stream_seconds = s.stream_seconds + excluded.stream_seconds, deliveries = s.deliveries + excluded.deliveries;
  end loop;
end $$
"""
TENANTS_UNTOLD = f"""create function core.tenants_with_untold_usage(before timestamptz) returns table (tenant_id uuid)
  language sql stable security definer set search_path = pg_catalog
  as $$ select distinct u.tenant_id from core.usage u where u.hour < before and ({UNTOLD}) $$"""

PLAIN = {
    "core.take_tokens(uuid, uuid, double precision, integer, integer)": TAKE_TOKENS,
    "core.take_quota(uuid, uuid, bigint, integer)": TAKE_QUOTA,
    "core.give_back_quota(uuid, uuid, date, integer)": GIVE_BACK,
    "core.add_usage(uuid[], timestamptz[], uuid[], bigint[], bigint[], bigint[], bigint[], double precision[],"
    " bigint[])": ADD_USAGE,
}
UNTOLD_SIGNATURE = "core.tenants_with_untold_usage(timestamptz)"


def upgrade() -> None:
    for table in (BUCKETS, QUOTAS, USAGE, UNTOLD_INDEX):
        op.execute(table)
    wall("rate_buckets", "select, insert, update, delete")
    for name in ("quota_use", "usage"):
        wall(name, "select, insert, update")
    across(
        "usage",
        RESOLVER,
        "select (tenant_id, hour, requests, stream_seconds, deliveries, told_requests, told_stream_minutes,"
        " told_deliveries)",
    )
    for signature, statement in PLAIN.items():
        op.execute(statement)
        op.execute(f"revoke all on function {signature} from public")
        op.execute(f"grant execute on function {signature} to {APP}")
    definer(UNTOLD_SIGNATURE, TENANTS_UNTOLD, APP)


def downgrade() -> None:
    op.execute(f"drop function {UNTOLD_SIGNATURE}")
    for signature in PLAIN:
        op.execute(f"drop function {signature}")
    for table in ("usage", "quota_use", "rate_buckets"):
        op.execute(f"drop table core.{table}")
