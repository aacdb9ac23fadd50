"""Tickets."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB, UUID

from vito_contracts.sql import create_tenant_table

revision = "helpdesk_0001"
down_revision = None
branch_labels = None
depends_on = None

SCHEMA = "helpdesk"


def upgrade() -> None:
    create_tenant_table(
        SCHEMA,
        "tickets",
        sa.Column("contact", UUID, nullable=False),
        sa.Column("binding", UUID, nullable=False),
        sa.Column("enquiry", UUID, nullable=False),
        sa.Column("category", sa.Text, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("citations", JSONB, nullable=False),
        sa.Column("attempt", sa.Integer, nullable=False),
        sa.Column("escalated_to", sa.Text),
        sa.Column("escalation_reason", sa.Text),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("erased", sa.Boolean, nullable=False, server_default=sa.false()),
    )
    op.create_index("tickets_by_age", "tickets", ["tenant_id", "opened_at", "id"], schema=SCHEMA)
    op.create_index("tickets_by_contact", "tickets", ["tenant_id", "contact", "opened_at", "id"], schema=SCHEMA)


def downgrade() -> None:
    op.drop_table("tickets", schema=SCHEMA)
