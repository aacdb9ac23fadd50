"""The sales host's own tables (schema `sales`). All personal: keyed by the contact, exported and erased with it."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB, UUID

from vito_contracts.sql import tenant_table

SCHEMA = "sales"
metadata = sa.MetaData(schema=SCHEMA)

leads = tenant_table(
    metadata,
    "leads",
    sa.Column("contact", UUID, nullable=False),
    sa.Column("binding", UUID, nullable=False),
    sa.Column("interaction", UUID, nullable=False),
    sa.Column("score", sa.Integer, nullable=False),
    sa.Column("reasons", JSONB, nullable=False),
    sa.Column("product", sa.Text),
    sa.Column("budget", sa.Text),
    sa.Column("authority", sa.Text),
    sa.Column("need", sa.Text),
    sa.Column("timeline", sa.Text),
    sa.Column("quantity", sa.Integer),
    sa.Column("stage", sa.Text, nullable=False, server_default="new"),
    sa.Column("outcome", sa.Text),
    sa.Column("lost_reason", sa.Text),
    sa.Column("demo_slot", sa.Text),
    sa.Column("demo_proposed", sa.DateTime(timezone=True)),
    sa.Column("demo_on", sa.DateTime(timezone=True)),
    sa.Column("purchased", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("deal_minor_units", sa.BigInteger),
    sa.Column("deal_currency", sa.Text),
    sa.Column("deal_value_reason", sa.Text),
    sa.Column("opt_out", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    sa.UniqueConstraint("tenant_id", "contact", name="leads_contact_key"),
)

activities = tenant_table(
    metadata,
    "activities",
    sa.Column("contact", UUID, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("direction", sa.Text, nullable=False),
    sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Index("activities_contact_idx", "tenant_id", "contact"),
)

stage_changes = tenant_table(
    metadata,
    "stage_changes",
    sa.Column("contact", UUID, nullable=False),
    sa.Column("stage", sa.Text, nullable=False),
    sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    key=("contact", "stage"),
)

customers = tenant_table(
    metadata,
    "customers",
    sa.Column("contact", UUID, nullable=False),
    sa.Column("lead", UUID, nullable=False),
    sa.Column("sku", sa.Text),
    sa.Column("quantity", sa.Integer),
    sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    sa.UniqueConstraint("tenant_id", "contact", name="customers_contact_key"),
)

steps = tenant_table(
    metadata,
    "steps",
    sa.Column("contact", UUID, nullable=False),
    sa.Column("stage", sa.Text, nullable=False),
    sa.Column("step", sa.Integer, nullable=False),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("replies_read", sa.Integer, nullable=False),
    sa.Column("message", JSONB(none_as_null=True)),
    sa.Column("result", JSONB, nullable=False),
    sa.Column("done", sa.Boolean, nullable=False),
    key=("contact", "stage", "step"),
)
