"""Facts about appointments: ids only."""

from uuid import UUID

from vito_contracts.events import Code, EventPayload, EventType
from vito_contracts.ids import ContactId, EffectId


class AppointmentBooked(EventPayload, frozen=True, kw_only=True):
    appointment: UUID
    contact: ContactId


class AppointmentConfirmed(EventPayload, frozen=True, kw_only=True):
    appointment: UUID
    contact: ContactId
    effect: EffectId


class AppointmentRefused(EventPayload, frozen=True, kw_only=True):
    """`code`: why the message will not be sent."""

    appointment: UUID
    contact: ContactId
    code: Code


TYPES = (
    EventType(name="appointment.booked", payload=AppointmentBooked),
    EventType(name="appointment.confirmed", payload=AppointmentConfirmed),
    EventType(name="appointment.refused", payload=AppointmentRefused),
)
