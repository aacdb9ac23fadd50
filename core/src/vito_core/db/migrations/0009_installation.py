"""Which installation a database belongs to."""

from alembic import op

revision = "core_0009"
down_revision = "core_0008"


def upgrade() -> None:
    # No tenant owns it and no role of the engine reads it: the bootstrap alone does, as the administrator.
    op.execute(
        "create table core.installation ("
        " one_row boolean primary key default true check (one_row),"
        " id uuid not null,"
        " name text not null,"
        " claimed_at timestamptz not null default clock_timestamp())"
    )


def downgrade() -> None:
    op.execute("drop table core.installation")
