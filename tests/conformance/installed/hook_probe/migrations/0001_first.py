"""Notes."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import UUID

from vito_contracts.sql import create_tenant_table

revision = "probe_0001"
down_revision = None


def upgrade() -> None:
    create_tenant_table("hook_probe", "notes", sa.Column("contact", UUID, nullable=False))


def downgrade() -> None:
    op.drop_table("notes", schema="hook_probe")
