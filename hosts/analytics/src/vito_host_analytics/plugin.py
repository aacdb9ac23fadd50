"""The analytics host: what it registers, and how it follows the log."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from vito_contracts.capabilities import Host
from vito_contracts.events import (
    EventPayload,
    EventType,
    InteractionRecorded,
    JourneyEnded,
    JourneyMilestone,
    NewEvent,
    PlatformEvent,
    UsageMetered,
)
from vito_contracts.hooks import CapabilityOffer, DataSubjects, Routes, Subscription, Tables, hookimpl
from vito_contracts.ids import ContactId, EventId, derived_id
from vito_contracts.journey import JourneyStage, StageActivity, StageCall, StageResult
from vito_contracts.modules import Module
from vito_contracts.money import Money
from vito_contracts.scope import BindingScope, TenantScope
from vito_contracts.services import Services, Transaction
from vito_host_analytics import store
from vito_host_analytics.host import Analytics
from vito_host_analytics.settings import Settings
from vito_host_analytics.tables import SCHEMA, metadata


class JourneySummarised(EventPayload, frozen=True, kw_only=True):
    """`journey.summarised`: the contact's journey stands in analytics."""

    contact: ContactId
    outcome: str


class AnalyticsHost:
    def __init__(self, services: Services, settings: Settings) -> None:
        self._services = services
        self._analytics = Analytics(services)
        self._handlers = {
            "interaction.recorded": self._interaction,
            "lead.qualified": self._qualified,
            "journey.milestone_reached": self._milestone,
            "journey.ended": self._ended,
            "deal.won": self._deal,
            "ticket.resolved": self._ticket,
            "ticket.escalated": self._ticket,
            "usage.metered": self._usage,
        }

    @hookimpl
    def capabilities(self) -> Iterable[CapabilityOffer]:
        yield CapabilityOffer(Host, self._analytics, key=Module.ANALYTICS)

    @hookimpl
    def subscriptions(self) -> Iterable[Subscription]:
        yield Subscription(tuple(self._handlers), self.on_event, while_disabled="replay")

    @hookimpl
    def event_types(self) -> Iterable[EventType]:
        yield EventType(name="journey.summarised", payload=JourneySummarised)

    @hookimpl
    def tables(self) -> Iterable[Tables]:
        yield Tables(SCHEMA, metadata)

    @hookimpl
    def activities(self) -> Iterable[StageActivity]:
        yield StageActivity(name="sum_up", run=self.sum_up)

    @hookimpl
    def journey_stages(self) -> Iterable[JourneyStage]:
        yield JourneyStage(name="sum_up", order=900, module=Module.ANALYTICS, activity="sum_up", closing=True)

    @hookimpl
    def routes(self) -> Iterable[Routes]:
        from vito_host_analytics.routes import handlers

        yield Routes(handlers(self._services, self._analytics))

    @hookimpl
    def data_subjects(self) -> Iterable[DataSubjects]:
        yield DataSubjects(self._export, self._erase)

    async def on_event(self, scope: TenantScope, event: PlatformEvent) -> None:
        """Each event counts once, however often it is told."""
        async with self._services.db.transaction(scope, once=event.id) as tx:
            await self._handlers[event.type](tx, event)

    async def sum_up(self, scope: BindingScope, call: StageCall) -> StageResult:
        """Closes a journey: its outcome stands in analytics from now on."""
        assert call.outcome is not None
        summarised = NewEvent(
            type="journey.summarised",
            subject=call.contact,
            payload=JourneySummarised(contact=call.contact, outcome=call.outcome),
            id=EventId(derived_id(scope.tenant, "journey.summarised", call.contact)),
        )
        async with self._services.db.transaction(scope) as tx:
            await store.set_outcome(tx, call.contact, call.outcome, call.reason)
            await tx.emit(summarised)
        return StageResult(milestones=("summarised",))

    async def _interaction(self, tx: Transaction, event: PlatformEvent) -> None:
        recorded = event.read(InteractionRecorded)
        await store.add_interaction(tx, recorded.interaction, recorded.contact, event.at, known=recorded.known)

    async def _qualified(self, tx: Transaction, event: PlatformEvent) -> None:
        await store.add_step(tx, event.subject, "qualified", event.at)

    async def _milestone(self, tx: Transaction, event: PlatformEvent) -> None:
        reached = event.read(JourneyMilestone)
        await store.add_step(tx, reached.contact, reached.milestone, event.at)

    async def _ended(self, tx: Transaction, event: PlatformEvent) -> None:
        ended = event.read(JourneyEnded)
        await store.set_outcome(tx, ended.contact, ended.outcome, ended.reason)

    async def _deal(self, tx: Transaction, event: PlatformEvent) -> None:
        won = event.payload
        value = Money(won["minor_units"], won["currency"]) if won["minor_units"] is not None else None
        await store.set_deal(tx, UUID(won["contact"]), value, won["reason"] or "")

    async def _ticket(self, tx: Transaction, event: PlatformEvent) -> None:
        status = event.type.removeprefix("ticket.")
        await store.set_ticket(tx, UUID(event.payload["ticket"]), UUID(event.payload["contact"]), status)

    async def _usage(self, tx: Transaction, event: PlatformEvent) -> None:
        metered = event.read(UsageMetered)
        await store.add_usage(tx, metered.unit, metered.quantity)

    async def _export(self, scope: TenantScope, contact: ContactId) -> dict[str, Any]:
        async with self._services.db.transaction(scope) as tx:
            return {"steps": [{"step": step, "at": at.isoformat()} for step, at in await store.journey(tx, contact)]}

    async def _erase(self, scope: TenantScope, contact: ContactId) -> int:
        async with self._services.db.transaction(scope) as tx:
            return await store.erase(tx, contact)
