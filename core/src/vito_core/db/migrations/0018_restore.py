"""Restores, what a journey's steps answered, and which revision the core is at."""

from alembic import op

from vito_core.db.operations import definer, wall
from vito_core.db.roles import APP, RESOLVER

revision = "core_0018"
down_revision = "core_0017"

# `received`: the signal that the step was called with. `result`: codes, numbers and names of milestones, no words.
STEPS = """
create table core.journey_steps (
  tenant_id uuid not null,
  contact uuid not null,
  stage text not null,
  step integer not null,
  received uuid,
  result jsonb not null,
  at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, contact, stage, step),
  foreign key (tenant_id, contact) references core.journeys (tenant_id, contact)
)
"""

# `taken_at`: what happened between it and `restored_at` the database does not know.
RESTORES = """
create table core.restores (
  id uuid primary key,
  taken_at timestamptz not null,
  restored_at timestamptz not null default clock_timestamp(),
  journeys_rebuilt_at timestamptz
)
"""

REVISION = """create function core.revision() returns text
  language sql stable security definer set search_path = pg_catalog
  as $$ select version_num::text from core.alembic_version $$"""


def upgrade() -> None:
    op.execute(STEPS)
    wall("journey_steps", "select, insert, update")
    op.execute(RESTORES)
    op.execute(f"grant select, update (journeys_rebuilt_at) on core.restores to {APP}")
    op.execute(f"grant select on core.alembic_version to {RESOLVER}")
    definer("core.revision()", REVISION, APP)


def downgrade() -> None:
    op.execute("drop function core.revision()")
    # Where a function of an earlier revision reads it too, the right is that revision's.
    op.execute(
        "do $$ begin if to_regprocedure('core.platform_counts()') is null then"
        f" revoke select on core.alembic_version from {RESOLVER}; end if; end $$"
    )
    op.execute("drop table core.restores")
    op.execute("drop table core.journey_steps")
