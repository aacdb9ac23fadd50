"""The appointment book."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import UUID

from vito_contracts.sql import create_tenant_table

revision = "appointments_0001"
down_revision = None

SCHEMA = "appointments"


def upgrade() -> None:
    create_tenant_table(
        SCHEMA,
        "bookings",
        sa.Column("contact", UUID, nullable=False),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.Text, nullable=False, server_default="booked"),
    )
    op.create_index("bookings_by_contact", "bookings", ["tenant_id", "contact"], schema=SCHEMA)


def downgrade() -> None:
    op.drop_table("bookings", schema=SCHEMA)
