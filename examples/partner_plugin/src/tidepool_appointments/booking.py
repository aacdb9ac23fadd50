"""Booking, and what follows: told by an event, confirmed by an effect."""

from collections.abc import Awaitable, Callable
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import msgspec

from tidepool_appointments import book
from tidepool_appointments.book import Booking
from tidepool_appointments.events import AppointmentBooked, AppointmentConfirmed, AppointmentRefused
from tidepool_appointments.gateway import KIND, Confirmation
from vito_contracts.effects import EffectReceipt, EffectRequest, EffectState
from vito_contracts.errors import AlreadyHandled
from vito_contracts.events import EventPayload, NewEvent, PlatformEvent
from vito_contracts.ids import ContactId
from vito_contracts.scope import TenantScope
from vito_contracts.services import Services

Handler = Callable[[TenantScope, PlatformEvent], Awaitable[None]]


async def take(services: Services, scope: TenantScope, booking: Booking) -> Booking:
    """Raises `NotFound` for a contact that is not the tenant's."""
    contact = (await services.conversations.contact(scope, ContactId(booking.contact))).id
    booked = AppointmentBooked(appointment=booking.id, contact=contact)
    async with services.db.transaction(scope) as tx:
        await book.write(tx, booking)
        await tx.emit(NewEvent(type="appointment.booked", subject=contact, payload=booked))
    return booking


def following(services: Services) -> Handler:
    """Handler of "appointment.booked": the contact gets its message, once."""

    async def on_booked(scope: TenantScope, event: PlatformEvent) -> None:
        told = event.read(AppointmentBooked)
        async with services.db.transaction(scope) as tx:
            booking = await book.find(tx, told.appointment)
        if booking is None:  # erased since
            return
        payload = Confirmation(appointment=booking.id, contact=told.contact, place=booking.place, at=booking.at)
        request = EffectRequest(kind=KIND, key=str(booking.id), payload=payload, subject=told.contact)
        name, state, fact = outcome(told, await services.effects.perform(scope, request))
        try:
            async with services.db.transaction(scope, once=event.id) as tx:
                await book.settle(tx, booking.id, state)
                await tx.emit(NewEvent(type=name, subject=told.contact, payload=fact))
        except AlreadyHandled:
            return

    return on_booked


def outcome(told: AppointmentBooked, receipt: EffectReceipt) -> tuple[str, str, EventPayload]:
    """(event type, state of the booking, payload)."""
    ids: dict[str, Any] = {"appointment": told.appointment, "contact": told.contact}
    if receipt.state is EffectState.CONFIRMED:
        return "appointment.confirmed", "confirmed", AppointmentConfirmed(effect=receipt.id, **ids)
    return "appointment.refused", "refused", AppointmentRefused(code=receipt.error_code or str(receipt.state), **ids)


def people(services: Services) -> SimpleNamespace:
    """`export` and `erase` of what is held about a contact."""

    async def export(scope: TenantScope, contact: ContactId) -> dict[str, Any]:
        async with services.db.transaction(scope) as tx:
            return {"appointments": msgspec.to_builtins(await book.of_contact(tx, contact))}

    async def erase(scope: TenantScope, contact: ContactId) -> int:
        async with services.db.transaction(scope) as tx:
            return await book.forget(tx, contact)

    return SimpleNamespace(export=export, erase=erase)


def next_page(found: list[Booking], limit: int) -> UUID | None:
    """Of a list that was asked for one more than the limit."""
    return found[limit - 1].id if len(found) > limit else None
