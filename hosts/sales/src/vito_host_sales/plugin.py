"""The sales host: what it contributes to the engine."""

from collections.abc import Iterable
from typing import Any

from vito_contracts.approvals import ApprovalKind
from vito_contracts.capabilities import Host
from vito_contracts.effects import EffectKind, effect_id
from vito_contracts.errors import NotFound
from vito_contracts.events import EventType, PlatformEvent, ReplyReceived
from vito_contracts.hooks import CapabilityOffer, DataSubjects, Lifecycle, Routes, Subscription, Tables, hookimpl
from vito_contracts.ids import ContactId
from vito_contracts.journey import JourneyStage, StageActivity
from vito_contracts.modules import Module
from vito_contracts.scope import TenantScope
from vito_contracts.services import Services
from vito_host_sales import approving
from vito_host_sales.decide import BOOK, QUALIFY, REACH_OUT, WIN
from vito_host_sales.delivery import effect_key
from vito_host_sales.events import EVENT_TYPES
from vito_host_sales.host import SalesHost
from vito_host_sales.outreach import KIND, Outbox, outbox_key
from vito_host_sales.reading import asks_to_stop
from vito_host_sales.records import LeadRecord
from vito_host_sales.settings import Settings
from vito_host_sales.stages import SalesStages
from vito_host_sales.store import Store
from vito_host_sales.tables import SCHEMA, metadata

LEADS_AT_ONCE = 500
_ORDER = {REACH_OUT: 100, QUALIFY: 200, BOOK: 300, WIN: 390}


class SalesPlugin:
    """Takes leads over and works on them until they are won or lost."""

    def __init__(self, services: Services, settings: Settings) -> None:
        self._services = services
        self._settings = settings
        self._store = Store(services.db)
        self._stages = SalesStages(services, self._store)
        self._outbox = Outbox(services.objects, services.conversations, services.clock, self)

    @hookimpl
    def capabilities(self) -> Iterable[CapabilityOffer]:
        host = SalesHost(self._services, self._store)
        yield CapabilityOffer(Host, host, key=Module.SALES_CRM)

    @hookimpl
    def activities(self) -> Iterable[StageActivity]:
        for stage in _ORDER:
            yield StageActivity(name=stage, run=self._stages.activity(stage))

    @hookimpl
    def journey_stages(self) -> Iterable[JourneyStage]:
        for stage, order in _ORDER.items():
            yield JourneyStage(name=stage, order=order, module=Module.SALES_CRM, activity=stage)

    @hookimpl
    def effects(self) -> Iterable[EffectKind]:
        yield self._outbox.kind()

    @hookimpl
    def approval_kinds(self) -> Iterable[ApprovalKind]:
        yield approving.KIND

    @hookimpl
    def subscriptions(self) -> Iterable[Subscription]:
        yield Subscription(("reply.received",), self.on_reply, while_disabled="replay")

    @hookimpl
    def event_types(self) -> Iterable[EventType]:
        yield from EVENT_TYPES

    @hookimpl
    def tables(self) -> Iterable[Tables]:
        yield Tables(SCHEMA, metadata)

    @hookimpl
    def routes(self) -> Iterable[Routes]:
        from vito_host_sales.routes import handlers

        yield Routes(handlers(self._store))

    @hookimpl
    def data_subjects(self) -> Iterable[DataSubjects]:
        yield DataSubjects(self.export, self.erase)

    @hookimpl
    def lifecycle(self) -> Iterable[Lifecycle]:
        yield Lifecycle(export=self.export_all, erase=self.erase_all)

    async def on_reply(self, scope: TenantScope, event: PlatformEvent) -> None:
        """Keeps the reply as an activity and honours a wish to stop at once, whether a stage waits for it or not."""
        told: ReplyReceived = event.read(ReplyReceived)
        try:
            text = await self._services.conversations.reply_text(scope, told.reply)
        except NotFound:  # erased since
            return
        stop = asks_to_stop(text)
        await self._store.record_reply(scope, told.contact, told.reply, text, event.at, stop=stop)

    async def opted_out(self, scope: TenantScope, contact: ContactId) -> bool:
        """True also for a contact without a lead: nobody asked for a message to it."""
        lead = await self._store.lead(scope, contact)
        return lead is None or lead.opt_out

    async def export(self, scope: TenantScope, contact: ContactId) -> dict[str, Any]:
        return await self._store.export(scope, contact)

    async def erase(self, scope: TenantScope, contact: ContactId) -> int:
        """The messages that were sent to the contact, and its rows."""
        messages = await self._message_keys(scope, contact)
        for key in messages:
            await self._services.objects.delete(scope, key)
        return len(messages) + await self._store.erase(scope, contact)

    async def _message_keys(self, scope: TenantScope, contact: ContactId) -> list[str]:
        """By the steps, not by what was told of them: a message may have left without anybody having noted it."""
        steps = [step for step in await self._store.steps(scope, contact) if step.message is not None]
        return [outbox_key(effect_id(scope.tenant, KIND, effect_key(contact, step))) for step in steps]

    async def _all_message_keys(self, scope: TenantScope) -> list[str]:
        keys: list[str] = []
        page: list[LeadRecord] = []
        while page := await self._store.leads(scope, page[-1].id if page else None, LEADS_AT_ONCE):
            for lead in page:
                keys += await self._message_keys(scope, lead.contact)
        return keys

    async def export_all(self, scope: TenantScope) -> dict[str, Any]:
        """The messages of all contacts, which are files and not rows."""
        found = {key: await self._services.objects.get(scope, key) for key in await self._all_message_keys(scope)}
        return {"messages": {key: data.decode("utf-8", "replace") for key, data in found.items() if data is not None}}

    async def erase_all(self, scope: TenantScope) -> int:
        erased = 0
        for key in await self._all_message_keys(scope):
            erased += await self._services.objects.get(scope, key) is not None
            await self._services.objects.delete(scope, key)
        return erased
