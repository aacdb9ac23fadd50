"""All SQL of the plugin."""

from collections.abc import Sequence
from uuid import UUID

import msgspec
import sqlalchemy as sa
from pgvector.sqlalchemy import VECTOR
from sqlalchemy.dialects.postgresql import ARRAY, insert

from vito_contracts.conversation import Passage
from vito_contracts.services import Transaction
from vito_plugin_knowledge.embedder import DIMENSIONS
from vito_plugin_knowledge.tables import chunks, documents
from vito_plugin_knowledge.terms import SIGNATURE_BITS, Terms, signature

_AT_ONCE = 50
"""Chunks in one statement: their vectors become text on the event loop, 50 of them in some 10 ms."""

_LOCK = sa.text("select pg_advisory_xact_lock(hashtextextended(current_setting('app.tenant_id') || :corpus, 0))")
_ADD_WORDS = sa.text(
    "insert into knowledge.vocabulary (corpus, word, signature)"
    f" select :corpus, word, bits::bit({SIGNATURE_BITS}) from unnest(:words, :bits) as new (word, bits)"
    " on conflict do nothing"
).bindparams(sa.bindparam("words", type_=ARRAY(sa.Text)), sa.bindparam("bits", type_=ARRAY(sa.Text)))
_SEARCH = sa.text(
    "select id, corpus, source, title, passage, relevance from knowledge.search(:forms, :asked, :spelt, :spoken,"
    " cast(:wanted as public.vector), :names, :twin, :twin_owner, :threshold, :most)"
).bindparams(
    sa.bindparam("forms", type_=ARRAY(sa.Text)),
    sa.bindparam("asked", type_=ARRAY(sa.Boolean)),
    sa.bindparam("spelt", type_=ARRAY(sa.Text)),
    sa.bindparam("spoken", type_=sa.Text),
    sa.bindparam("wanted", type_=VECTOR(DIMENSIONS)),
    sa.bindparam("names", type_=ARRAY(sa.Text)),
    sa.bindparam("twin", type_=sa.Uuid),
    sa.bindparam("twin_owner", type_=sa.Uuid),
    sa.bindparam("threshold", type_=sa.Double),
    sa.bindparam("most", type_=sa.Integer),
)


class NewDocument(msgspec.Struct, frozen=True, kw_only=True):
    """A row of `documents` to be."""

    id: UUID
    corpus: str
    path: str
    title: str
    sha256: str
    made_by: str
    language: str
    twin: UUID | None


class NewChunk(msgspec.Struct, frozen=True, kw_only=True):
    """A row of `chunks` to be."""

    id: UUID
    document: UUID
    corpus: str
    ordinal: int
    language: str
    heading: str
    keywords: str
    text: str
    embedding: list[float]


class Stored(msgspec.Struct, frozen=True):
    """What the database holds of a document: its content's hash, and what made its chunks."""

    sha256: str
    made_by: str


async def stored_documents(tx: Transaction, corpus: str) -> dict[str, Stored]:
    """Path → what is stored whole."""
    columns = documents.c.path, documents.c.sha256, documents.c.made_by
    query = sa.select(*columns).where((documents.c.corpus == corpus) & documents.c.whole)
    return {row.path: Stored(row.sha256, row.made_by) for row in await tx.execute(query)}


async def lock_corpus(tx: Transaction, corpus: str) -> None:
    """Until the transaction ends nobody else writes this corpus of the tenant: two ingests take turns."""
    await tx.execute(_LOCK, {"corpus": corpus})


async def begin_document(tx: Transaction, document: NewDocument) -> None:
    """Takes the place of the document with this path. It is not whole until `finish_document`."""
    await tx.execute(sa.delete(documents).where(documents.c.id == document.id))
    await tx.execute(sa.insert(documents).values(**msgspec.structs.asdict(document), whole=False))


async def is_begun(tx: Transaction, document: NewDocument) -> bool:
    """Whether this content of the document is still being written; False if another ingest has replaced it."""
    same = (documents.c.id == document.id) & (documents.c.sha256 == document.sha256) & ~documents.c.whole
    return bool(await tx.execute(sa.select(documents.c.id).where(same)))


async def finish_document(tx: Transaction, document: UUID) -> None:
    await tx.execute(sa.update(documents).where(documents.c.id == document).values(whole=True))


async def add_chunks(tx: Transaction, new: Sequence[NewChunk]) -> None:
    """Adding a chunk that is there already changes nothing: its id follows from its text."""
    for start in range(0, len(new), _AT_ONCE):
        rows = [msgspec.structs.asdict(chunk) for chunk in new[start : start + _AT_ONCE]]
        await tx.execute(insert(chunks).on_conflict_do_nothing(), rows)


async def add_words(tx: Transaction, corpus: str, words: Sequence[tuple[str, str]]) -> None:
    """Words with their signatures, to the corpus's vocabulary."""
    if words:
        spelt = {"words": [word for word, _ in words], "bits": [bits for _, bits in words]}
        await tx.execute(_ADD_WORDS, {"corpus": corpus, **spelt})


async def search(
    tx: Transaction,
    terms: Terms,
    vector: Sequence[float],
    *,
    corpora: Sequence[str],
    twin: UUID,
    twin_owner: UUID,
    threshold: float,
    limit: int,
) -> list[Passage]:
    """Best first; one statement. The database function sees to the tenant and to the grant."""
    rows = await tx.execute(
        _SEARCH,
        {
            "forms": [" ".join(term.forms) for term in terms.terms],
            "asked": [term.asked for term in terms.terms],
            "spelt": [signature(term.word) if term.word else "" for term in terms.terms],
            "spoken": terms.language,
            "wanted": list(vector),
            "names": list(corpora),
            "twin": twin,
            "twin_owner": twin_owner,
            "threshold": threshold,
            "most": limit,
        },
    )
    return [
        Passage(
            id=row.id,
            corpus=row.corpus,
            source=row.source,
            title=row.title,
            text=row.passage,
            relevance=min(1.0, row.relevance),
        )
        for row in rows
    ]
