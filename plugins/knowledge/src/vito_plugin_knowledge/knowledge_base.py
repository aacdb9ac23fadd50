"""The capability: `KnowledgeBase` over the plugin's tables."""

from collections.abc import Sequence

from vito_contracts.capabilities import IngestReport, Progress, Source
from vito_contracts.conversation import Passage, Query
from vito_contracts.scope import BindingScope, TenantScope
from vito_contracts.services import Services
from vito_plugin_knowledge import store
from vito_plugin_knowledge.embedder import Embedder
from vito_plugin_knowledge.ingest import Ingest
from vito_plugin_knowledge.settings import Settings
from vito_plugin_knowledge.terms import terms_of


class TenantKnowledge:
    """Implements `vito_contracts.capabilities.KnowledgeBase`."""

    def __init__(self, services: Services, embedder: Embedder) -> None:
        self._services = services
        self._embedder = embedder

    async def search(self, scope: BindingScope, query: Query) -> Sequence[Passage]:
        terms = terms_of(query.text)
        if not terms.terms or query.limit < 1:
            return ()
        settings = await self._services.settings.of(scope, Settings)
        vector = (await self._embedder.embed([terms.text]))[0]
        async with self._services.db.transaction(scope) as tx:
            return await store.search(
                tx,
                terms,
                vector,
                corpora=query.corpora,
                twin=scope.twin.twin,
                twin_owner=scope.twin_owner,
                threshold=settings.relevance_threshold,
                limit=query.limit,
            )

    async def ingest(self, scope: TenantScope, source: Source, progress: Progress | None = None) -> IngestReport:
        """Raises `InvalidInput` for a corpus name or folder that cannot be used; skips bad documents."""
        settings = await self._services.settings.of(scope, Settings)
        run = Ingest(self._services.db, self._embedder, settings, scope, source.corpus)
        report = await run.run(source, progress)
        self._services.log.info(
            "knowledge.ingested",
            documents=report.documents,
            unchanged=report.unchanged,
            chunks=report.chunks,
            skipped=len(report.skipped),
        )
        return report
