"""Every hook. `calls`: (what, tenant) of each call."""

import datetime as dt
from uuid import UUID

import msgspec
import sqlalchemy as sa
from litestar import get
from litestar.di import NamedDependency

from hook_probe.tables import SCHEMA, metadata, notes
from vito_contracts.approvals import ApprovalKind, ApprovalRequest
from vito_contracts.capabilities import LeadQualifier
from vito_contracts.effects import EffectKind, EffectRequest, LookUp
from vito_contracts.events import EventPayload, EventType, NewEvent
from vito_contracts.hooks import CapabilityOffer, DataSubjects, Lifecycle, Routes, Subscription, Tables, hookimpl
from vito_contracts.ids import ContactId, new_id
from vito_contracts.journey import JourneyStage, StageActivity, StageResult
from vito_contracts.modules import Module
from vito_contracts.outputs import LeadAssessment
from vito_contracts.scope import TenantScope


class Noted(EventPayload, frozen=True, kw_only=True):
    contact: ContactId


class Ping(msgspec.Struct):
    contact: UUID


class Probe:
    def __init__(self, services, settings):
        self.services = services
        self.calls = []

    def note(self, what, scope):
        self.calls.append((what, scope.tenant))

    async def write(self, scope, contact):
        """A row and an event."""
        async with self.services.db.transaction(scope) as tx:
            await tx.execute(notes.insert().values(id=new_id(), contact=contact))
            await tx.emit(NewEvent(type="probe.noted", subject=contact, payload=Noted(contact=contact)))

    async def read(self, scope):
        async with self.services.db.transaction(scope) as tx:
            return [row.contact for row in await tx.execute(sa.select(notes))]

    async def ping(self, scope, contact):
        request = EffectRequest(kind="probe.ping", key=str(contact), payload=Ping(contact), subject=contact)
        return await self.services.effects.perform(scope, request)

    async def ask(self, scope, contact):
        hour = dt.timedelta(hours=1)
        asked = ApprovalRequest(
            kind="probe.ping", key=str(contact), subject=contact, proposal=Ping(contact), expires_in=hour
        )
        return await self.services.approvals.ask(scope, asked)

    @hookimpl
    def capabilities(self):
        yield CapabilityOffer(LeadQualifier, self)

    async def assess(self, scope, interaction):
        self.note("capabilities", scope)
        return LeadAssessment(is_lead=False, score=0, reasons=())

    @hookimpl
    def subscriptions(self):
        yield Subscription(("probe.noted",), self.on_noted)

    async def on_noted(self, scope, event):
        assert event.tenant == scope.tenant
        self.note("subscriptions", scope)

    @hookimpl
    def event_types(self):
        yield EventType(name="probe.noted", payload=Noted)

    @hookimpl
    def routes(self):
        @get("/notes", summary="Notes")
        async def listed(within: NamedDependency[TenantScope]) -> list[UUID]:
            self.note("routes", within)
            return await self.read(within)

        yield Routes((listed,))

    @hookimpl
    def activities(self):
        yield StageActivity(name="look", run=self.look)

    async def look(self, scope, call):
        self.note("activities", scope)
        return StageResult()

    @hookimpl
    def journey_stages(self):
        yield JourneyStage(name="look", order=50, module=Module.SALES_CRM, activity="look")

    @hookimpl
    def tables(self):
        yield Tables(SCHEMA, metadata)

    @hookimpl
    def effects(self):
        yield EffectKind(name="probe.ping", payload=Ping, send=self.send, look_up=self.look_up)

    async def send(self, scope, effect, payload):
        self.note("effects", scope)
        return "pong"

    async def look_up(self, scope, effect):
        return LookUp.CANNOT_TELL

    @hookimpl
    def approval_kinds(self):
        yield ApprovalKind(name="probe.ping", proposal=Ping, title="A ping")

    @hookimpl
    def data_subjects(self):
        yield DataSubjects(self.export, self.erase)

    async def export(self, scope, contact):
        self.note("data_subjects", scope)
        return {"notes": [str(each) for each in await self.read(scope) if each == contact]}

    async def erase(self, scope, contact):
        self.note("data_subjects", scope)
        async with self.services.db.transaction(scope) as tx:
            gone = await tx.execute(notes.delete().where(notes.c.contact == contact).returning(notes.c.id))
        return len(gone)

    @hookimpl
    def lifecycle(self):
        yield Lifecycle(on_enabled=self.on_change, on_disabled=self.on_change)

    async def on_change(self, scope):
        self.note("lifecycle", scope)
