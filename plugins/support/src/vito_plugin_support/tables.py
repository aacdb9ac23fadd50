"""The plugin's tables, in the schema `support`."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB, UUID

from vito_contracts.sql import tenant_table

SCHEMA = "support"
metadata = sa.MetaData(schema=SCHEMA)

cases = tenant_table(
    metadata,
    "cases",
    sa.Column("binding", UUID, nullable=False),
    sa.Column("contact", UUID, nullable=False),
    sa.Column("category", sa.Text, nullable=False),
    sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("closed_at", sa.DateTime(timezone=True)),
    sa.Column("closed_because", sa.Text),
    sa.Index(
        "cases_one_open",
        "tenant_id",
        "binding",
        "contact",
        "category",
        unique=True,
        postgresql_where=sa.text("closed_at is null"),
    ),
)
"""At most one open for each binding, contact and category. `closed_because`: "escalated" or "quiet"."""

resolutions = tenant_table(
    metadata,
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
    sa.Index("resolutions_by_contact", "tenant_id", "contact", "at"),
    sa.Index("resolutions_by_case", "tenant_id", "case_id"),
)
"""What became of each enquiry; `id` is the enquiry's."""
