"""The host's table, in the schema `helpdesk`."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB, UUID

from vito_contracts.sql import tenant_table

SCHEMA = "helpdesk"
metadata = sa.MetaData(schema=SCHEMA)

tickets = tenant_table(
    metadata,
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
    sa.Index("tickets_by_age", "tenant_id", "opened_at", "id"),
    sa.Index("tickets_by_contact", "tenant_id", "contact", "opened_at", "id"),
)
"""`id` is the output's: one ticket however often it is sent. `erased`: the contact's texts are gone."""
