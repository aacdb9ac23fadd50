"""The plugin's tables, as used at run time; `migrations/` makes the same."""

import sqlalchemy as sa
from pgvector.sqlalchemy import VECTOR
from sqlalchemy.dialects.postgresql import BIT, TSVECTOR, UUID

from vito_contracts.sql import tenant_table
from vito_plugin_knowledge.embedder import DIMENSIONS
from vito_plugin_knowledge.terms import SIGNATURE_BITS

SCHEMA = "knowledge"
TWIN_CORPUS = "twin:"
"""A corpus named "twin:<uuid>" belongs to that twin; any other to the tenant's bindings."""

metadata = sa.MetaData(schema=SCHEMA)

documents = tenant_table(
    metadata,
    "documents",
    sa.Column("corpus", sa.Text, nullable=False),
    sa.Column("path", sa.Text, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("sha256", sa.Text, nullable=False),
    sa.Column("whole", sa.Boolean, nullable=False),
    sa.Column("made_by", sa.Text, nullable=False),
    sa.Column("language", sa.Text, nullable=False),
    sa.Column("twin", UUID),
    sa.Column("ingested_at", sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now()),
    sa.UniqueConstraint("tenant_id", "corpus", "path", name="documents_by_path"),
    sa.UniqueConstraint("tenant_id", "id", "corpus", name="documents_by_corpus"),
)
"""`sha256`: of the content, in hex. `whole`: all its chunks are there. `made_by`: embedder and chunk sizes."""

chunks = tenant_table(
    metadata,
    "chunks",
    sa.Column("document", UUID, nullable=False),
    sa.Column("corpus", sa.Text, nullable=False),
    sa.Column("ordinal", sa.Integer, nullable=False),
    sa.Column("language", sa.Text, nullable=False),
    sa.Column("heading", sa.Text, nullable=False),
    sa.Column("keywords", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("embedding", VECTOR(DIMENSIONS), nullable=False),
    sa.Column("tsv", TSVECTOR, sa.FetchedValue(), nullable=False),
    sa.ForeignKeyConstraint(
        ["tenant_id", "document", "corpus"],
        [documents.c.tenant_id, documents.c.id, documents.c.corpus],
        name="chunks_of_document",
        ondelete="CASCADE",
    ),
    sa.Index("chunks_of_corpus", "tenant_id", "corpus"),
    sa.Index("chunks_of_document", "tenant_id", "document"),
    sa.Index("chunks_by_word", "tsv", postgresql_using="gin", postgresql_with={"fastupdate": "off"}),
)
"""`heading`: title and headings above the passage. `tsv`: the database makes it of the columns beside it."""

vocabulary = tenant_table(
    metadata,
    "vocabulary",
    sa.Column("corpus", sa.Text, nullable=False),
    sa.Column("word", sa.Text, nullable=False),
    sa.Column("signature", BIT(SIGNATURE_BITS), nullable=False),
    key=("corpus", "word"),
)
"""Words of the pages, for the misspelt ones of questions. `signature`: a word's trigrams as a set of bits."""
