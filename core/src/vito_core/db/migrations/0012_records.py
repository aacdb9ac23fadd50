"""What the API keeps of tenants, contracts, brands, twins, bindings and deployments.

A revision for whoever changes a record on the strength of what was read; when a twin was retired; and deployments that
begin and end by date: which tenants have one to move, and a turn that is refused once its deployment serves no more.
"""

import importlib

from alembic import op

from vito_core.db.operations import across, definer
from vito_core.db.roles import APP, RESOLVER

revision = "core_0012"
down_revision = "core_0011"

# A tenant's revision is its record's; `plugin_revision`, which the gate raises, is another thing.
CHANGEABLE = ("tenants", "contracts", "talents", "brands", "twins", "grants", "bindings", "deployments")
WITHOUT_TIME = ("tenants", "twins", "grants", "bindings")

DUE = "core.tenants_with_due_deployments()"
DUE_FUNCTION = f"""create function {DUE} returns table (tenant_id uuid)
  language sql stable security definer set search_path = pg_catalog
  as $$ select d.tenant_id from core.deployments d where d.status = 'SCHEDULED' and d.starts_at <= clock_timestamp()
        union select d.tenant_id from core.deployments d
        where d.status in ('SCHEDULED', 'ACTIVE', 'SUSPENDED') and d.ends_at <= clock_timestamp() $$"""

ALL_TENANTS = "core.tenant_records(uuid, uuid, integer)"
ALL_TENANTS_FUNCTION = """create function core.tenant_records(wanted uuid, later_than uuid, most integer)
  returns table (tenant_id uuid, slug text, name text, kind text, tier text, status core.entity_status,
    created_at timestamptz, updated_at timestamptz, revision bigint)
  language sql stable security definer set search_path = pg_catalog
  as $$ select t.tenant_id, t.slug, t.name, t.kind, t.tier, t.status, t.created_at, t.updated_at, t.revision
        from core.tenants t
        where exists (select from core.tenants p where p.kind = 'platform' and p.status = 'ACTIVE'
            and p.tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)
          and (wanted is null or t.tenant_id = wanted) and (later_than is null or t.tenant_id > later_than)
        order by t.tenant_id limit most $$"""

SERVES = """create function core.deployment_serves(tenant uuid, in_deployment uuid) returns boolean
  language sql stable
  as $$ select exists (select from core.deployments d join core.tenants t on t.tenant_id = d.tenant_id
          join core.bindings b on b.tenant_id = d.tenant_id and b.id = d.binding
          where d.tenant_id = tenant and d.id = in_deployment and d.status in ('SCHEDULED', 'ACTIVE')
            and (d.starts_at is null or d.starts_at <= now()) and (d.ends_at is null or now() < d.ends_at)
            and b.active and t.status = 'ACTIVE') $$"""
SERVES_SIGNATURE = "core.deployment_serves(uuid, uuid)"

_TURNS = importlib.import_module("vito_core.db.migrations.0010_turns")
_ACCEPT_BEFORE = _TURNS.ACCEPT.replace("create function", "create or replace function")
_READ = ("c.created_at, c.updated_at, p.erased_at is not null\n", "messages, opened, spoken, erased\n")
_UNTIL = "  if core.turn_stopped(twin_owner, twin) then"
_ACCEPT = (
    _ACCEPT_BEFORE.replace("erased boolean;", "erased boolean; deployed uuid;")
    .replace(_READ[0], _READ[0].replace("\n", ", c.deployment\n"))
    .replace(_READ[1], _READ[1].replace("\n", ", deployed\n"))
    .replace(
        _UNTIL,
        "  if deployed is not null and not core.deployment_serves(tenant, deployed)\n"
        f"  then outcome := 'withdrawn'; return; end if;\n{_UNTIL}",
    )
)


def upgrade() -> None:
    for table in CHANGEABLE:
        op.execute(f"alter table core.{table} add column revision bigint not null default 1")
    for table in WITHOUT_TIME:
        op.execute(f"alter table core.{table} add column updated_at timestamptz not null default now()")
    op.execute("alter table core.twins add column retired_at timestamptz")
    op.execute("create index deployments_starting on core.deployments (starts_at) where status = 'SCHEDULED'")
    op.execute(
        "create index deployments_ending on core.deployments (ends_at)"
        " where status in ('SCHEDULED', 'ACTIVE', 'SUSPENDED')"
    )
    across("deployments", RESOLVER, "select")
    definer(DUE, DUE_FUNCTION, APP)
    definer(ALL_TENANTS, ALL_TENANTS_FUNCTION, APP)
    op.execute(SERVES)
    op.execute(f"revoke all on function {SERVES_SIGNATURE} from public")
    op.execute(f"grant execute on function {SERVES_SIGNATURE} to {APP}")
    op.execute(_ACCEPT)


def downgrade() -> None:
    op.execute(_ACCEPT_BEFORE)
    for signature in (SERVES_SIGNATURE, ALL_TENANTS, DUE):
        op.execute(f"drop function {signature}")
    op.execute("drop policy resolver on core.deployments")
    op.execute(f"revoke select on core.deployments from {RESOLVER}")
    op.execute("drop index core.deployments_ending")
    op.execute("drop index core.deployments_starting")
    op.execute("alter table core.twins drop column retired_at")
    for table in WITHOUT_TIME:
        op.execute(f"alter table core.{table} drop column updated_at")
    for table in CHANGEABLE:
        op.execute(f"alter table core.{table} drop column revision")
