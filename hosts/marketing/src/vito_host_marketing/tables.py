"""The marketing host's own tables (schema `marketing`)."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import UUID

from vito_contracts.sql import tenant_table

SCHEMA = "marketing"
metadata = sa.MetaData(schema=SCHEMA)

posts = tenant_table(
    metadata,
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
"""`text`, `type`, `content`: of posts published from here; empty for posts known only by the comments below them."""

comments = tenant_table(
    metadata,
    "comments",
    sa.Column("post", UUID, nullable=False),
    sa.Column("contact", UUID, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("language", sa.Text, nullable=False),
    sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(
        ["tenant_id", "post"], ["marketing.posts.tenant_id", "marketing.posts.id"], name="comments_post_fkey"
    ),
    sa.Index("comments_post_idx", "tenant_id", "post"),
    sa.Index("comments_contact_idx", "tenant_id", "contact"),
)
"""`id` is the interaction's."""

replies = tenant_table(
    metadata,
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
"""`id` is the content's. One reply to a comment."""
