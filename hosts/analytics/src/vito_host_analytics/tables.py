"""The host's tables, in the schema `analytics`: pseudonymous ids, codes and numbers only."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import UUID

from vito_contracts.sql import tenant_table

SCHEMA = "analytics"
metadata = sa.MetaData(schema=SCHEMA)

interactions = tenant_table(
    metadata,
    "interactions",
    sa.Column("contact", UUID, nullable=False),
    sa.Column("known", sa.Boolean),
    sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    sa.Index("interactions_by_contact", "tenant_id", "contact"),
)
"""`known` None: told by the output, before the event said whether the twin knew the answer."""

steps = tenant_table(
    metadata,
    "steps",
    sa.Column("contact", UUID, nullable=False),
    sa.Column("step", sa.Text, nullable=False),
    sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    key=("contact", "step"),
)
"""The first time a contact reached a step of the funnel."""

tickets = tenant_table(
    metadata,
    "tickets",
    sa.Column("contact", UUID, nullable=False),
    sa.Column("status", sa.Text, nullable=False),
)
deals = tenant_table(
    metadata,
    "deals",
    sa.Column("contact", UUID, nullable=False),
    sa.Column("minor_units", sa.BigInteger),
    sa.Column("currency", sa.Text),
    sa.Column("reason", sa.Text, nullable=False),
    key=("contact",),
)
outcomes = tenant_table(
    metadata,
    "outcomes",
    sa.Column("contact", UUID, nullable=False),
    sa.Column("outcome", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    key=("contact",),
)
usage = tenant_table(
    metadata,
    "usage",
    sa.Column("unit", sa.Text, nullable=False),
    sa.Column("quantity", sa.BigInteger, nullable=False),
    key=("unit",),
)
