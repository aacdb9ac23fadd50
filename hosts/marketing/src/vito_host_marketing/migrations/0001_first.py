"""Comments and publications."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import UUID

from vito_contracts.sql import create_tenant_table

revision = "marketing_0001"
down_revision = None

SCHEMA = "marketing"


def upgrade() -> None:
    create_tenant_table(
        SCHEMA,
        "comments",
        sa.Column("platform", sa.Text, nullable=False),
        sa.Column("post_id", sa.Text, nullable=False),
        sa.Column("contact", UUID, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("comments_by_post", "comments", ["tenant_id", "platform", "post_id", "at"], schema=SCHEMA)
    op.create_index("comments_by_contact", "comments", ["tenant_id", "contact"], schema=SCHEMA)
    create_tenant_table(
        SCHEMA,
        "publications",
        sa.Column("platform", sa.Text, nullable=False),
        sa.Column("post_id", sa.Text, nullable=False),
        sa.Column("in_reply_to", UUID),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now()),
    )
    op.create_index("publications_by_comment", "publications", ["tenant_id", "in_reply_to"], schema=SCHEMA)


def downgrade() -> None:
    op.drop_table("publications", schema=SCHEMA)
    op.drop_table("comments", schema=SCHEMA)
