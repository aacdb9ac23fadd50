"""The plugin's registration."""

from collections.abc import Iterable

from vito_contracts.capabilities import KnowledgeBase
from vito_contracts.hooks import CapabilityOffer, Tables, hookimpl
from vito_contracts.services import Services
from vito_plugin_knowledge.settings import Settings


class Knowledge:
    """Knowledge of tenants and twins: ingest and search."""

    def __init__(self, services: Services, settings: Settings) -> None:
        self.services = services
        self.settings = settings

    @hookimpl
    def capabilities(self) -> Iterable[CapabilityOffer]:
        from vito_plugin_knowledge.embedder import HashingEmbedder
        from vito_plugin_knowledge.knowledge_base import TenantKnowledge

        yield CapabilityOffer(KnowledgeBase, TenantKnowledge(self.services, HashingEmbedder()))

    @hookimpl
    def tables(self) -> Iterable[Tables]:
        from vito_plugin_knowledge.tables import SCHEMA, metadata

        yield Tables(SCHEMA, metadata)
