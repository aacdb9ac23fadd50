"""The host's tables, in the schema `marketing`."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import UUID

from vito_contracts.sql import tenant_table

SCHEMA = "marketing"
metadata = sa.MetaData(schema=SCHEMA)

comments = tenant_table(
    metadata,
    "comments",
    sa.Column("platform", sa.Text, nullable=False),
    sa.Column("post_id", sa.Text, nullable=False),
    sa.Column("contact", UUID, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    sa.Index("comments_by_post", "tenant_id", "platform", "post_id", "at"),
    sa.Index("comments_by_contact", "tenant_id", "contact"),
)
"""`id` is the interaction's: a comment is recorded once."""

publications = tenant_table(
    metadata,
    "publications",
    sa.Column("platform", sa.Text, nullable=False),
    sa.Column("post_id", sa.Text, nullable=False),
    sa.Column("in_reply_to", UUID),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("at", sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now()),
    sa.Index("publications_by_comment", "tenant_id", "in_reply_to"),
)
"""What the twin published: posts, and replies to comments. `id` is the output's."""
