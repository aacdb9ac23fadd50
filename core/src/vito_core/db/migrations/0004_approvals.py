"""Approvals: one queue of human decisions."""

from alembic import op

from vito_core.db.operations import across, definer, wall
from vito_core.db.roles import APP, RESOLVER

revision = "core_0004"
down_revision = "core_0003"

TABLE = """
create table core.approvals (
  tenant_id uuid not null references core.tenants,
  id uuid not null,
  kind text not null,
  key text not null,
  subject uuid not null,
  binding uuid,
  plugin text not null,
  proposal jsonb not null,
  edited jsonb,
  state text not null default 'pending' check (state in ('pending', 'approved', 'edited', 'rejected', 'expired')),
  reason_code text,
  note text,
  asked_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null,
  decided_at timestamptz,
  decided_by uuid,
  primary key (tenant_id, id),
  unique (tenant_id, kind, key),
  foreign key (tenant_id, binding) references core.bindings (tenant_id, id),
  constraint approvals_decided check ((state = 'pending') = (decided_at is null)),
  constraint approvals_edited check ((state = 'edited') = (edited is not null)),
  constraint approvals_rejected check (state <> 'rejected' or reason_code is not null)
)
"""
DUE = "core.tenants_with_due_approvals()"


def upgrade() -> None:
    op.execute(TABLE)
    op.execute("create index approvals_queue on core.approvals (tenant_id, state, asked_at, id)")
    op.execute("create index approvals_by_subject on core.approvals (tenant_id, subject)")
    op.execute("create index approvals_due on core.approvals (expires_at, tenant_id) where state = 'pending'")
    wall("approvals", "select, insert, update")
    across("approvals", RESOLVER, "select (tenant_id, state, expires_at)")
    definer(
        DUE,
        """create function core.tenants_with_due_approvals() returns table (tenant_id uuid)
             language sql stable security definer set search_path = pg_catalog
             as $$ select distinct a.tenant_id from core.approvals a
                   where a.state = 'pending' and a.expires_at <= clock_timestamp() $$""",
        APP,
    )


def downgrade() -> None:
    op.execute(f"drop function {DUE}")
    op.execute("drop table core.approvals")
