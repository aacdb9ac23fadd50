"""Posts, comments and replies."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import UUID

from vito_contracts.sql import create_tenant_table

revision = "marketing_0001"
down_revision = None
branch_labels = None
depends_on = None

SCHEMA = "marketing"


def upgrade() -> None:
    create_tenant_table(
        SCHEMA,
        "posts",
        sa.Column("platform", sa.Text, nullable=False),
        sa.Column("post_id", sa.Text, nullable=False),
        sa.Column("type", sa.Text),
        sa.Column("text", sa.Text),
        sa.Column("content", UUID),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("tenant_id", "platform", "post_id", name="posts_platform_key"),
        sa.UniqueConstraint("tenant_id", "content", name="posts_content_key"),
    )
    create_tenant_table(
        SCHEMA,
        "comments",
        sa.Column("post", UUID, nullable=False),
        sa.Column("contact", UUID, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "post"], ["marketing.posts.tenant_id", "marketing.posts.id"], name="comments_post_fkey"
        ),
    )
    op.create_index("comments_post_idx", "comments", ["tenant_id", "post"], schema=SCHEMA)
    op.create_index("comments_contact_idx", "comments", ["tenant_id", "contact"], schema=SCHEMA)
    create_tenant_table(
        SCHEMA,
        "replies",
        sa.Column("comment", UUID, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "comment"],
            ["marketing.comments.tenant_id", "marketing.comments.id"],
            name="replies_comment_fkey",
            ondelete="CASCADE",
        ),
        sa.UniqueConstraint("tenant_id", "comment", name="replies_comment_key"),
    )


def downgrade() -> None:
    for table in ("replies", "comments", "posts"):
        op.drop_table(table, schema=SCHEMA)
