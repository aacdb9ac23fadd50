"""The plugin's tables, in the schema `lead_gen`."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB, UUID

from vito_contracts.sql import tenant_table

SCHEMA = "lead_gen"
metadata = sa.MetaData(schema=SCHEMA)

assessments = tenant_table(
    metadata,
    "assessments",
    sa.Column("contact", UUID, nullable=False),
    sa.Column("is_lead", sa.Boolean, nullable=False),
    sa.Column("score", sa.Integer, nullable=False),
    sa.Column("reasons", JSONB, nullable=False),
    sa.Column("at", sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now()),
    sa.Index("assessments_by_contact", "tenant_id", "contact"),
)
"""`id` is the interaction's: it is assessed once. `reasons` quote the contact: personal."""

leads = tenant_table(
    metadata,
    "leads",
    sa.Column("contact", UUID, nullable=False),
    sa.Column("interaction", UUID, nullable=False),
    sa.Column("score", sa.Integer, nullable=False),
    sa.UniqueConstraint("tenant_id", "contact", name="leads_one_for_each_contact"),
)
"""One lead for each contact, however often it writes; `interaction` is the first that qualified it."""
