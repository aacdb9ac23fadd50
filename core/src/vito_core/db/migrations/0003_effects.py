"""Effects: channel and twin, what doubt needs, and stops (the kill switch)."""

from alembic import op

from vito_contracts.sql import CURRENT_TENANT
from vito_core.db.operations import across, definer, wall
from vito_core.db.roles import APP, RESOLVER

revision = "core_0003"
down_revision = "core_0002"

COLUMNS = {
    "channel": "text",  # null on effects older than channels
    "twin_owner": "uuid",
    "twin": "uuid",
    "broke_at": "timestamptz",  # the latest attempt's call ended without an answer
    "again": "boolean not null default false",  # failed, and the next perform may send it anew
    "settled_by": "uuid",  # the key or user who decided; null: the ledger itself
}

INDEXES = {
    "effects_by_time": "(tenant_id, planned_at, id)",
    "effects_by_state": "(tenant_id, state, planned_at, id)",
    "effects_by_subject": "(tenant_id, subject)",
}

STOPS = """
create table core.stops (
  tenant_id uuid not null references core.tenants,
  id uuid not null,
  level text not null check (level in ('tenant', 'twin', 'channel')),
  target text not null check ((level = 'tenant') = (target = '')),
  reason_code text not null,
  set_at timestamptz not null default clock_timestamp(),
  set_by uuid,
  released_at timestamptz,
  released_by uuid,
  primary key (tenant_id, id)
)
"""

# In plpgsql, which keeps its plans between calls: every turn and every claim asks.
# Another tenant's stop is seen only where that tenant once lent the twin to the asker: ended grants count, so that an
# effect which outlives its grant still obeys.
EFFECTS_STOPPED = f"""
create function core.effects_stopped(twin_owner uuid, twin uuid, channel text) returns boolean
  language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  return exists (select from core.stops s where s.tenant_id = {CURRENT_TENANT} and s.released_at is null
           and (s.level = 'tenant'
             or s.level = 'twin' and s.target = effects_stopped.twin::text
             or s.level = 'channel' and s.target = effects_stopped.channel))
      or exists (select from core.stops s where s.tenant_id = effects_stopped.twin_owner and s.released_at is null
           and s.level = 'twin' and s.target = effects_stopped.twin::text
           and exists (select from core.grants g where g.tenant_id = s.tenant_id
             and g.twin = effects_stopped.twin and g.grantee = {CURRENT_TENANT}));
end $$
"""
TURN_STOPPED = """
create function core.turn_stopped(twin_owner uuid, twin uuid) returns boolean
  language plpgsql stable security definer set search_path = pg_catalog
  as $$ begin return core.effects_stopped(twin_owner, twin, null); end $$
"""
EFFECTS_BY_STATE = """
create function core.effects_by_state() returns table (state text, number bigint)
  language sql stable security definer set search_path = pg_catalog
  as $$ select e.state, count(*) from core.effects e group by e.state $$
"""


def upgrade() -> None:
    for name, definition in COLUMNS.items():
        op.execute(f"alter table core.effects add column {name} {definition}")
    for name, definition in INDEXES.items():
        op.execute(f"create index {name} on core.effects {definition}")
    op.execute(STOPS)
    op.execute("create unique index stops_active on core.stops (tenant_id, level, target) where released_at is null")
    wall("stops", "select, insert, update")
    across("stops", RESOLVER, "select")
    across("effects", RESOLVER, "select (state)")
    definer("core.effects_stopped(uuid, uuid, text)", EFFECTS_STOPPED, APP)
    definer("core.turn_stopped(uuid, uuid)", TURN_STOPPED, APP)
    definer("core.effects_by_state()", EFFECTS_BY_STATE, APP)


def downgrade() -> None:
    for signature in ("effects_by_state()", "turn_stopped(uuid, uuid)", "effects_stopped(uuid, uuid, text)"):
        op.execute(f"drop function core.{signature}")
    op.execute(f"revoke select (state) on core.effects from {RESOLVER}")
    op.execute("drop policy resolver on core.effects")
    op.execute("drop table core.stops")
    for name in INDEXES:
        op.execute(f"drop index core.{name}")
    for name in COLUMNS:
        op.execute(f"alter table core.effects drop column {name}")
