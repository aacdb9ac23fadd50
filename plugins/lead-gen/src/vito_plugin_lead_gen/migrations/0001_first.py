"""Assessments and leads."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB, UUID

from vito_contracts.sql import create_tenant_table

revision = "lead_gen_0001"
down_revision = None

SCHEMA = "lead_gen"


def upgrade() -> None:
    create_tenant_table(
        SCHEMA,
        "assessments",
        sa.Column("contact", UUID, nullable=False),
        sa.Column("is_lead", sa.Boolean, nullable=False),
        sa.Column("score", sa.Integer, nullable=False),
        sa.Column("reasons", JSONB, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now()),
    )
    op.create_index("assessments_by_contact", "assessments", ["tenant_id", "contact"], schema=SCHEMA)
    create_tenant_table(
        SCHEMA,
        "leads",
        sa.Column("contact", UUID, nullable=False),
        sa.Column("interaction", UUID, nullable=False),
        sa.Column("score", sa.Integer, nullable=False),
        sa.UniqueConstraint("tenant_id", "contact", name="leads_one_for_each_contact"),
    )


def downgrade() -> None:
    op.drop_table("leads", schema=SCHEMA)
    op.drop_table("assessments", schema=SCHEMA)
