"""The analytics host's own tables (schema `analytics`): small counters and one row for each contact's step.

Pseudonymous ids only. `contact` is nowhere part of a name or a text.
"""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import UUID

from vito_contracts.sql import tenant_table

SCHEMA = "analytics"
metadata = sa.MetaData(schema=SCHEMA)

funnel_steps = tenant_table(
    metadata,
    "funnel_steps",
    sa.Column("contact", UUID, nullable=False),
    sa.Column("step", sa.Text, nullable=False),
    sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    key=("contact", "step"),
)

journeys = tenant_table(
    metadata,
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
"""`steps`: set when the journey was summed up."""

deals = tenant_table(
    metadata,
    "deals",
    sa.Column("contact", UUID, nullable=False),
    sa.Column("minor_units", sa.BigInteger),
    sa.Column("currency", sa.Text),
    sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    sa.Index("deals_contact_idx", "tenant_id", "contact"),
)
"""`id` is the event's."""

counters = tenant_table(
    metadata,
    "counters",
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("value", sa.BigInteger, nullable=False),
    key=("name",),
)

usage = tenant_table(
    metadata,
    "usage",
    sa.Column("unit", sa.Text, nullable=False),
    sa.Column("quantity", sa.BigInteger, nullable=False),
    key=("unit",),
)

interactions = tenant_table(
    metadata,
    "interactions",
    sa.Column("contact", UUID, nullable=False),
    sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    sa.Index("interactions_contact_idx", "tenant_id", "contact"),
)
"""Interactions handed over as outputs: ids and times."""
