"""The analytics host: what it contributes to the engine."""

import contextlib
from collections.abc import Iterable
from typing import Any

from vito_contracts.capabilities import Host
from vito_contracts.errors import AlreadyHandled
from vito_contracts.events import EventType, PlatformEvent
from vito_contracts.hooks import CapabilityOffer, DataSubjects, Routes, Subscription, Tables, hookimpl
from vito_contracts.ids import ContactId
from vito_contracts.journey import JourneyStage, StageActivity, StageCall, StageResult
from vito_contracts.modules import Module
from vito_contracts.scope import BindingScope, TenantScope
from vito_contracts.services import Services
from vito_host_analytics.events import EVENT_TYPES
from vito_host_analytics.funnel import TYPES, fact_of
from vito_host_analytics.host import AnalyticsHost
from vito_host_analytics.settings import Settings
from vito_host_analytics.store import Store
from vito_host_analytics.tables import SCHEMA, metadata

SUM_UP = "sum_up"


class AnalyticsPlugin:
    """Keeps the books from the event log and sums up every journey at its end."""

    def __init__(self, services: Services, settings: Settings) -> None:
        self._services = services
        self._settings = settings
        self._store = Store(services.db)
        self._analytics = AnalyticsHost(services, self._store)

    @hookimpl
    def capabilities(self) -> Iterable[CapabilityOffer]:
        yield CapabilityOffer(Host, self._analytics, key=Module.ANALYTICS)

    @hookimpl
    def subscriptions(self) -> Iterable[Subscription]:
        yield Subscription(TYPES, self.on_event, while_disabled="replay")

    @hookimpl
    def activities(self) -> Iterable[StageActivity]:
        yield StageActivity(name=SUM_UP, run=self.sum_up)

    @hookimpl
    def journey_stages(self) -> Iterable[JourneyStage]:
        yield JourneyStage(name=SUM_UP, order=900, module=Module.ANALYTICS, activity=SUM_UP, closing=True)

    @hookimpl
    def event_types(self) -> Iterable[EventType]:
        yield from EVENT_TYPES

    @hookimpl
    def tables(self) -> Iterable[Tables]:
        yield Tables(SCHEMA, metadata)

    @hookimpl
    def routes(self) -> Iterable[Routes]:
        from vito_host_analytics.routes import handlers

        yield Routes(handlers(self._analytics, self._store))

    @hookimpl
    def data_subjects(self) -> Iterable[DataSubjects]:
        yield DataSubjects(self.export, self.erase)

    async def on_event(self, scope: TenantScope, event: PlatformEvent) -> None:
        fact = fact_of(event)
        if fact is not None:
            await self._store.add(scope, event, fact)

    async def sum_up(self, scope: BindingScope, call: StageCall) -> StageResult:
        """Closes the books of one journey. The log is read once more, as its latest events may not have come by yet."""
        for event in await self._services.events.read(scope, types=TYPES, subject=call.contact):
            with contextlib.suppress(AlreadyHandled):
                await self.on_event(scope, event)
        outcome = call.outcome.value if call.outcome else None
        await self._store.summarise(scope, call.contact, outcome, call.reason)
        return StageResult(milestones=("summarised",))

    async def export(self, scope: TenantScope, contact: ContactId) -> dict[str, Any]:
        return await self._store.export(scope, contact)

    async def erase(self, scope: TenantScope, contact: ContactId) -> int:
        return await self._store.erase(scope, contact)
