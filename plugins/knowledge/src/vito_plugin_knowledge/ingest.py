"""Ingest: documents in, chunks written in short transactions."""

import asyncio
from uuid import UUID

from vito_contracts.capabilities import IngestReport, Progress, Source
from vito_contracts.errors import InvalidInput
from vito_contracts.scope import TenantScope
from vito_contracts.services import Database, Transaction
from vito_plugin_knowledge import store
from vito_plugin_knowledge.chunks import Limits
from vito_plugin_knowledge.embedder import Embedder
from vito_plugin_knowledge.files import Found, Listing, Unreadable, list_folder, list_given, read
from vito_plugin_knowledge.preparation import Prepared, chunk_id, document_id, prepared
from vito_plugin_knowledge.settings import Settings
from vito_plugin_knowledge.tables import TWIN_CORPUS
from vito_plugin_knowledge.terms import signature

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
        raise InvalidInput(f'{corpus!r} is no twin\'s corpus: that is "twin:" and the twin\'s id in lower case')
    return twin


class Ingest:
    """One run over one source. `pending` holds what is prepared and not yet written."""

    def __init__(
        self, db: Database, embedder: Embedder, settings: Settings, scope: TenantScope, corpus: str
    ) -> None:
        self._db = db
        self._embedder = embedder
        self._settings = settings
        self._scope = scope
        self._corpus = corpus
        self._twin = twin_of(corpus)
        self._limits = Limits(settings.chunk_min_words, max(settings.chunk_min_words, settings.chunk_max_words))
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
                await self._take(ready)
            if progress is not None:
                progress(done, len(listing.found), found.path)
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

    async def _take(self, ready: Prepared | None) -> None:
        if ready is None:
            self._unchanged += 1
            return
        if sum(len(each.chunks) for each in (*self._pending, ready)) > self._settings.batch_chunks:
            await self._flush()
        self._pending.append(ready)
        if len(ready.chunks) > self._settings.batch_chunks:
            await self._flush()

    async def _flush(self) -> None:
        """Writes what is pending: small documents together, one that is larger than a batch in several transactions."""
        pending, self._pending = self._pending, []
        if not pending:
            return
        rows = {each.path: await self._rows(each) for each in pending}
        size = self._settings.batch_chunks
        for start in range(0, max(len(each) for each in rows.values()), size):
            async with self._db.transaction(self._scope) as tx:
                await store.lock_corpus(tx, self._corpus)
                for each in pending:
                    await self._write(tx, each, rows[each.path], start, size)
        self._written += len(pending)
        self._chunks += sum(len(each) for each in rows.values())

    async def _write(
        self, tx: Transaction, each: Prepared, rows: list[store.NewChunk], start: int, size: int
    ) -> None:
        document = document_id(self._scope.tenant, self._corpus, each.path)
        if start == 0:
            new = store.NewDocument(
                id=document,
                corpus=self._corpus,
                path=each.path,
                title=each.title,
                made_by=self._made_by,
                language=each.language,
                twin=self._twin,
            )
            await store.begin_document(tx, new)
            words = sorted(each.words)
            await store.add_words(tx, self._corpus, words, [signature(word) for word in words])
        await store.add_chunks(tx, rows[start : start + size])
        if start < len(rows) <= start + size:
            await store.finish_document(tx, document, each.sha256)

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
