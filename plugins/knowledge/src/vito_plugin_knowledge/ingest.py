"""Ingest: documents in, chunks written in short transactions."""

import asyncio
from uuid import UUID

from vito_contracts.capabilities import IngestReport, Progress, Source
from vito_contracts.errors import InvalidInput
from vito_contracts.scope import TenantScope
from vito_contracts.services import Database
from vito_plugin_knowledge import store
from vito_plugin_knowledge.blocks import Unreadable
from vito_plugin_knowledge.chunks import Limits
from vito_plugin_knowledge.embedder import Embedder
from vito_plugin_knowledge.files import Found, Listing, list_folder, list_given, read
from vito_plugin_knowledge.preparation import Prepared, chunk_id, document_id, prepared
from vito_plugin_knowledge.settings import Settings
from vito_plugin_knowledge.tables import TWIN_CORPUS

_LONGEST_NAME = 100


def twin_of(corpus: str) -> UUID | None:
    """The twin a corpus belongs to by its name. Raises `InvalidInput` for a name that cannot be used."""
    if not corpus.strip() or len(corpus) > _LONGEST_NAME or not corpus.isprintable():
        raise InvalidInput(f"a corpus needs a name of 1 to {_LONGEST_NAME} printable characters")
    if not corpus.startswith(TWIN_CORPUS):
        return None
    try:
        twin = UUID(corpus.removeprefix(TWIN_CORPUS))
    except ValueError:
        twin = None
    if twin is None or corpus != f"{TWIN_CORPUS}{twin}":
        raise InvalidInput(f"{corpus!r} is no twin's corpus: that is \"twin:\" and the twin's id in lower case")
    return twin


class Ingest:
    """One run over one source. `pending` holds what is prepared and not yet written."""

    def __init__(self, db: Database, embedder: Embedder, settings: Settings, scope: TenantScope, corpus: str) -> None:
        self._db = db
        self._embedder = embedder
        self._settings = settings
        self._scope = scope
        self._corpus = corpus
        self._twin = twin_of(corpus)
        least = settings.chunk_min_words
        self._limits = Limits(least, max(least, settings.chunk_max_words))
        self._made_by = f"{embedder.name}/{self._limits.least}-{self._limits.most}"
        self._pending: list[Prepared] = []
        self._written = self._unchanged = self._chunks = 0

    async def run(self, source: Source, progress: Progress | None) -> IngestReport:
        listing = await asyncio.to_thread(_listed, source)
        skipped = dict(listing.skipped)
        async with self._db.transaction(self._scope) as tx:
            before = await store.stored_documents(tx, self._corpus)
        for done, found in enumerate(listing.found, start=1):
            try:
                ready = await asyncio.to_thread(self._ready, found, before.get(found.path))
            except Unreadable as reason:
                skipped[found.path] = str(reason)
            else:
                if ready is None:
                    self._unchanged += 1
                else:
                    await self._take(ready)
            if progress is not None:
                progress(done, len(listing.found), found.path)
        if self._pending:
            await self._flush()
        return IngestReport(
            corpus=self._corpus,
            documents=self._written,
            unchanged=self._unchanged,
            chunks=self._chunks,
            skipped=skipped,
        )

    def _ready(self, found: Found, before: store.Stored | None) -> Prepared | None:
        """The document made ready; None if it is unchanged."""
        content = read(found, self._settings.max_bytes)
        if before is not None and before == store.Stored(content.sha256, self._made_by):
            return None
        return prepared(found.path, content, self._limits)

    async def _take(self, ready: Prepared) -> None:
        """Writes what is pending as soon as it would be more than one batch."""
        if self._pending and self._waiting() + len(ready.chunks) > self._settings.batch_chunks:
            await self._flush()
        self._pending.append(ready)
        if self._waiting() >= self._settings.batch_chunks:
            await self._flush()

    def _waiting(self) -> int:
        return sum(len(each.chunks) for each in self._pending)

    async def _flush(self) -> None:
        """Writes what is pending: in one transaction, or more if it is one document larger than a batch."""
        pending, self._pending = self._pending, []
        rows = [await self._rows(each) for each in pending]
        size = self._settings.batch_chunks
        async with self._db.transaction(self._scope) as tx:
            await store.lock_corpus(tx, self._corpus)
            for each, own in zip(pending, rows, strict=True):
                await store.begin_document(tx, self._row(each))
                await store.add_words(tx, self._corpus, each.words)
                await store.add_chunks(tx, own[:size])
                if len(own) <= size:
                    await store.finish_document(tx, self._row(each).id)
        for each, own in zip(pending, rows, strict=True):
            await self._write_rest(self._row(each), own, size)
        self._written += len(pending)
        self._chunks += sum(map(len, rows))

    async def _write_rest(self, document: store.NewDocument, rows: list[store.NewChunk], size: int) -> None:
        for start in range(size, len(rows), size):
            async with self._db.transaction(self._scope) as tx:
                await store.lock_corpus(tx, self._corpus)
                if not await store.is_begun(tx, document):
                    return
                await store.add_chunks(tx, rows[start : start + size])
                if start + size >= len(rows):
                    await store.finish_document(tx, document.id)

    def _row(self, each: Prepared) -> store.NewDocument:
        return store.NewDocument(
            id=document_id(self._scope.tenant, self._corpus, each.path),
            corpus=self._corpus,
            path=each.path,
            title=each.title,
            sha256=each.sha256,
            made_by=self._made_by,
            language=each.language,
            twin=self._twin,
        )

    async def _rows(self, each: Prepared) -> list[store.NewChunk]:
        vectors = await self._embedder.embed(each.texts())
        document = document_id(self._scope.tenant, self._corpus, each.path)
        return [
            store.NewChunk(
                id=chunk_id(document, ordinal, chunk),
                document=document,
                corpus=self._corpus,
                ordinal=ordinal,
                language=each.language,
                heading=chunk.heading,
                keywords=each.keywords,
                text=chunk.text,
                embedding=vector,
            )
            for ordinal, (chunk, vector) in enumerate(zip(each.chunks, vectors, strict=True))
        ]


def _listed(source: Source) -> Listing:
    """Documents of the folder and those given; a given one takes the place of a file with its path."""
    given = list_given(source.documents)
    if source.folder is None:
        return given
    folder = list_folder(source.folder)
    found = {each.path: each for each in (*folder.found, *given.found)}
    return Listing(tuple(found.values()), folder.skipped | given.skipped)
