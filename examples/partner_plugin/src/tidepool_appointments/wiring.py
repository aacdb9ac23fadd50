"""The plugin: a function that closes over its services and gives back its hooks."""

from collections.abc import Iterable
from types import SimpleNamespace

from tidepool_appointments.book import SCHEMA, metadata
from tidepool_appointments.booking import following, people
from tidepool_appointments.desk import desk
from tidepool_appointments.events import TYPES
from tidepool_appointments.gateway import confirming
from tidepool_appointments.settings import Settings
from vito_contracts.capabilities import Guardrail
from vito_contracts.effects import EffectKind
from vito_contracts.events import EventType
from vito_contracts.hooks import CapabilityOffer, DataSubjects, Routes, Subscription, Tables, hookimpl
from vito_contracts.services import Services


def appointments(services: Services, installed: Settings) -> SimpleNamespace:
    confirmation, hang_up = confirming(services, installed)
    on_booked, held = following(services), people(services)

    @hookimpl
    def capabilities() -> Iterable[CapabilityOffer]:
        return [CapabilityOffer(Guardrail, desk(services), name="desk")]

    @hookimpl
    def event_types() -> Iterable[EventType]:
        return TYPES

    @hookimpl
    def subscriptions() -> Iterable[Subscription]:
        return [Subscription(("appointment.booked",), on_booked, while_disabled="replay")]

    @hookimpl
    def effects() -> Iterable[EffectKind]:
        return [confirmation]

    @hookimpl
    def tables() -> Iterable[Tables]:
        return [Tables(SCHEMA, metadata)]

    @hookimpl
    def routes() -> Iterable[Routes]:
        from tidepool_appointments.routes import handlers

        return [Routes(handlers(services))]

    @hookimpl
    def data_subjects() -> Iterable[DataSubjects]:
        return [DataSubjects(held.export, held.erase)]

    return SimpleNamespace(
        capabilities=capabilities,
        event_types=event_types,
        subscriptions=subscriptions,
        effects=effects,
        tables=tables,
        routes=routes,
        data_subjects=data_subjects,
        close=hang_up,
    )
