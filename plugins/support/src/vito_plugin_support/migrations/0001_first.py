"""Cases and resolutions."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB, UUID

from vito_contracts.sql import create_tenant_table

revision = "support_0001"
down_revision = None
branch_labels = None
depends_on = None

SCHEMA = "support"


def upgrade() -> None:
    create_tenant_table(
        SCHEMA,
        "cases",
        sa.Column("binding", UUID, nullable=False),
        sa.Column("contact", UUID, nullable=False),
        sa.Column("category", sa.Text, nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True)),
        sa.Column("closed_because", sa.Text),
    )
    op.create_index(
        "cases_one_open",
        "cases",
        ["tenant_id", "binding", "contact", "category"],
        unique=True,
        schema=SCHEMA,
        postgresql_where=sa.text("closed_at is null"),
    )
    create_tenant_table(
        SCHEMA,
        "resolutions",
        sa.Column("case_id", UUID, nullable=False),
        sa.Column("binding", UUID, nullable=False),
        sa.Column("contact", UUID, nullable=False),
        sa.Column("ticket", UUID, nullable=False),
        sa.Column("category", sa.Text, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("citations", JSONB, nullable=False),
        sa.Column("attempt", sa.Integer, nullable=False),
        sa.Column("failed", sa.Boolean, nullable=False),
        sa.Column("escalated_to", sa.Text),
        sa.Column("escalation_reason", sa.Text),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("erased", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.ForeignKeyConstraint(["tenant_id", "case_id"], ["support.cases.tenant_id", "support.cases.id"]),
    )
    op.create_index("resolutions_by_contact", "resolutions", ["tenant_id", "contact", "at"], schema=SCHEMA)
    op.create_index("resolutions_by_case", "resolutions", ["tenant_id", "case_id"], schema=SCHEMA)


def downgrade() -> None:
    op.drop_table("resolutions", schema=SCHEMA)
    op.drop_table("cases", schema=SCHEMA)
