"""HTTP below `/v1/x/appointments/`."""

import datetime as dt
from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromQuery, JSONBody, QueryParameter

from tidepool_appointments import book, booking
from tidepool_appointments.book import Booking
from vito_contracts.errors import InvalidInput
from vito_contracts.ids import new_id
from vito_contracts.scope import TenantScope
from vito_contracts.services import Services

MOST = 50


class Wanted(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`at`: with its offset from UTC."""

    contact: UUID
    place: Annotated[
        str, msgspec.Meta(min_length=1, max_length=200, pattern=r"^[^\x00]*$", description="Without a NUL character")
    ]
    at: Annotated[dt.datetime, msgspec.Meta(tz=True)]


class BookingPage(msgspec.Struct, frozen=True, kw_only=True):
    """`next`: give it as `before` to go on; None on the last page."""

    items: list[Booking]
    next: UUID | None = None


def handlers(services: Services) -> tuple[Any, ...]:
    @post("/bookings", summary="Book an appointment for a contact; it is confirmed by message")
    async def add(within: NamedDependency[TenantScope], data: JSONBody[Wanted]) -> Booking:
        try:
            at = data.at.astimezone(dt.UTC)
        except OverflowError as error:
            raise InvalidInput("at: this time does not exist in UTC") from error
        wanted = Booking(id=new_id(), contact=data.contact, place=data.place, at=at)
        return await booking.take(services, within, wanted)

    @get("/bookings", summary="The tenant's appointments, newest first")
    async def all_of_them(
        within: NamedDependency[TenantScope],
        before: FromQuery[UUID | None] = None,
        limit: Annotated[int, QueryParameter(ge=1, le=MOST)] = MOST,
    ) -> BookingPage:
        async with services.db.transaction(within) as tx:
            found = await book.page(tx, before, limit + 1)
        return BookingPage(items=found[:limit], next=booking.next_page(found, limit))

    return (add, all_of_them)
