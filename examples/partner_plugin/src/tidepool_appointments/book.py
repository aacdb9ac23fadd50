"""The appointment book: one table, and the functions that touch it."""

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from vito_contracts.services import Transaction
from vito_contracts.sql import tenant_table

SCHEMA = "appointments"
metadata = sa.MetaData(schema=SCHEMA)

bookings = tenant_table(
    metadata,
    "bookings",
    sa.Column("contact", postgresql.UUID, nullable=False),
    sa.Column("place", sa.Text, nullable=False),
    sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("state", sa.Text, nullable=False, server_default="booked"),
    sa.Index("bookings_by_contact", "tenant_id", "contact"),
)


class Booking(msgspec.Struct, frozen=True, kw_only=True):
    """`state`: booked, confirmed or refused."""

    id: UUID
    contact: UUID
    place: str
    at: dt.datetime
    state: str = "booked"


async def write(tx: Transaction, booking: Booking) -> None:
    await tx.execute(bookings.insert().values(**msgspec.structs.asdict(booking)))


async def find(tx: Transaction, appointment: UUID) -> Booking | None:
    return next(iter(_read(await tx.execute(sa.select(bookings).where(bookings.c.id == appointment)))), None)


async def page(tx: Transaction, before: UUID | None, limit: int) -> list[Booking]:
    query = sa.select(bookings).order_by(bookings.c.id.desc()).limit(limit)
    return _read(await tx.execute(query if before is None else query.where(bookings.c.id < before)))


async def of_contact(tx: Transaction, contact: UUID) -> list[Booking]:
    query = sa.select(bookings).where(bookings.c.contact == contact).order_by(bookings.c.id)
    return _read(await tx.execute(query))


async def settle(tx: Transaction, appointment: UUID, state: str) -> None:
    await tx.execute(bookings.update().where(bookings.c.id == appointment).values(state=state))


async def forget(tx: Transaction, contact: UUID) -> int:
    return len(await tx.execute(bookings.delete().where(bookings.c.contact == contact).returning(bookings.c.id)))


def _read(rows: Sequence[Any]) -> list[Booking]:
    return [Booking(**{name: getattr(row, name) for name in Booking.__struct_fields__}) for row in rows]
