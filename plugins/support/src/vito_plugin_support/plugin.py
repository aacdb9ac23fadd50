"""The support plugin: what it registers."""

from collections.abc import Iterable
from typing import Any

import msgspec

from vito_contracts.capabilities import EnquiryResolver
from vito_contracts.events import EventType
from vito_contracts.hooks import CapabilityOffer, DataSubjects, Tables, hookimpl
from vito_contracts.ids import ContactId
from vito_contracts.journey import JourneyStage, StageActivity
from vito_contracts.scope import TenantScope
from vito_contracts.services import Services
from vito_plugin_support.events import EVENT_TYPES
from vito_plugin_support.resolver import Resolver
from vito_plugin_support.settings import Settings
from vito_plugin_support.stage import SERVE, Serve
from vito_plugin_support.store import Store
from vito_plugin_support.tables import SCHEMA, metadata


class Support:
    """Answers customers' enquiries, counts failed attempts, hands over to people."""

    def __init__(self, services: Services, settings: Settings) -> None:
        self._services = services
        self._store = Store()
        self._resolver = Resolver(services, self._store)
        self._serve = Serve(services, self._resolver)

    @hookimpl
    def capabilities(self) -> Iterable[CapabilityOffer]:
        yield CapabilityOffer(EnquiryResolver, self._resolver)

    @hookimpl
    def event_types(self) -> Iterable[EventType]:
        yield from EVENT_TYPES

    @hookimpl
    def activities(self) -> Iterable[StageActivity]:
        yield self._serve.activity()

    @hookimpl
    def journey_stages(self) -> Iterable[JourneyStage]:
        yield SERVE

    @hookimpl
    def tables(self) -> Iterable[Tables]:
        yield Tables(SCHEMA, metadata)

    @hookimpl
    def data_subjects(self) -> Iterable[DataSubjects]:
        yield DataSubjects(self._export, self._erase)

    async def _export(self, scope: TenantScope, contact: ContactId) -> dict[str, Any]:
        async with self._services.db.transaction(scope) as tx:
            kept = await self._store.of_contact(tx, contact)
        return {"enquiries": [_about_contact(each) for each in msgspec.to_builtins(kept)]}

    async def _erase(self, scope: TenantScope, contact: ContactId) -> int:
        async with self._services.db.transaction(scope) as tx:
            return await self._store.erase(tx, contact)


def _about_contact(row: dict[str, Any]) -> dict[str, Any]:
    # Where it was escalated to is the tenant's own address: it says nothing of the contact and outlives an erasure.
    return {name: value for name, value in row.items() if name != "escalated_to"}
