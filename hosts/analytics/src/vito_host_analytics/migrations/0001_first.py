"""Funnel, money and usage."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import UUID

from vito_contracts.sql import create_tenant_table

revision = "analytics_0001"
down_revision = None

SCHEMA = "analytics"
TABLES = ("interactions", "steps", "tickets", "deals", "outcomes", "usage")


def _contact() -> sa.Column[sa.Uuid]:
    return sa.Column("contact", UUID, nullable=False)


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=nullable)


def _at() -> sa.Column[sa.DateTime]:
    return sa.Column("at", sa.DateTime(timezone=True), nullable=False)


def upgrade() -> None:
    create_tenant_table(SCHEMA, "interactions", _contact(), sa.Column("known", sa.Boolean), _at())
    op.create_index("interactions_by_contact", "interactions", ["tenant_id", "contact"], schema=SCHEMA)
    create_tenant_table(SCHEMA, "steps", _contact(), _text("step"), _at(), key=("contact", "step"))
    create_tenant_table(SCHEMA, "tickets", _contact(), _text("status"))
    create_tenant_table(
        SCHEMA,
        "deals",
        _contact(),
        sa.Column("minor_units", sa.BigInteger),
        _text("currency", nullable=True),
        _text("reason"),
        key=("contact",),
    )
    create_tenant_table(SCHEMA, "outcomes", _contact(), _text("outcome"), _text("reason"), key=("contact",))
    create_tenant_table(
        SCHEMA, "usage", _text("unit"), sa.Column("quantity", sa.BigInteger, nullable=False), key=("unit",)
    )


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table, schema=SCHEMA)
