"""Funnel steps, journeys, deals and counters."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import UUID

from vito_contracts.sql import create_tenant_table

revision = "analytics_0001"
down_revision = None
branch_labels = None
depends_on = None

SCHEMA = "analytics"


def upgrade() -> None:
    create_tenant_table(
        SCHEMA,
        "funnel_steps",
        sa.Column("contact", UUID, nullable=False),
        sa.Column("step", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        key=("contact", "step"),
    )
    create_tenant_table(
        SCHEMA,
        "journeys",
        sa.Column("contact", UUID, nullable=False),
        sa.Column("lead", UUID),
        sa.Column("started_at", sa.DateTime(timezone=True)),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.Column("outcome", sa.Text),
        sa.Column("reason", sa.Text),
        sa.Column("steps", sa.Integer),
        key=("contact",),
    )
    create_tenant_table(
        SCHEMA,
        "deals",
        sa.Column("contact", UUID, nullable=False),
        sa.Column("minor_units", sa.BigInteger),
        sa.Column("currency", sa.Text),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("deals_contact_idx", "deals", ["tenant_id", "contact"], schema=SCHEMA)
    create_tenant_table(
        SCHEMA,
        "counters",
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("value", sa.BigInteger, nullable=False),
        key=("name",),
    )
    create_tenant_table(
        SCHEMA,
        "usage",
        sa.Column("unit", sa.Text, nullable=False),
        sa.Column("quantity", sa.BigInteger, nullable=False),
        key=("unit",),
    )
    create_tenant_table(
        SCHEMA,
        "interactions",
        sa.Column("contact", UUID, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("interactions_contact_idx", "interactions", ["tenant_id", "contact"], schema=SCHEMA)


def downgrade() -> None:
    for table in ("interactions", "usage", "counters", "deals", "journeys", "funnel_steps"):
        op.drop_table(table, schema=SCHEMA)
