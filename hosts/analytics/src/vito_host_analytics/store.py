"""The host's SQL. Each method runs in the transaction it is given."""

import datetime as dt
from typing import Any
from uuid import UUID

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from vito_contracts.money import Money
from vito_contracts.services import Transaction
from vito_host_analytics.money import Deal
from vito_host_analytics.tables import deals, interactions, outcomes, steps, tickets, usage


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """Everything the summary is computed from."""

    comments: int
    commented: int
    answered: int
    steps: dict[str, int]
    tickets: dict[str, int]
    outcomes: dict[str, int]
    usage: dict[str, int]
    deals: list[Deal]


async def add_interaction(
    tx: Transaction, interaction: UUID, contact: UUID, at: dt.datetime, *, known: bool | None
) -> bool:
    """False: it was counted before."""
    added = insert(interactions).values(id=interaction, contact=contact, at=at, known=known)
    known_now = sa.func.coalesce(added.excluded.known, interactions.c.known)
    # xmax is 0 only for a row that this statement inserted.
    statement: sa.Executable = added.on_conflict_do_update(index_elements=["tenant_id", "id"], set_={"known": known_now}).returning(
        sa.literal_column("xmax = 0")
    )
    return bool((await tx.execute(statement))[0][0])


async def add_step(tx: Transaction, contact: UUID, step: str, at: dt.datetime) -> None:
    await tx.execute(insert(steps).values(contact=contact, step=step, at=at).on_conflict_do_nothing())


async def set_ticket(tx: Transaction, ticket: UUID, contact: UUID, status: str) -> None:
    added = insert(tickets).values(id=ticket, contact=contact, status=status)
    await tx.execute(added.on_conflict_do_update(index_elements=["tenant_id", "id"], set_={"status": status}))


async def set_deal(tx: Transaction, contact: UUID, value: Money | None, reason: str) -> None:
    values = {
        "minor_units": value.minor_units if value is not None else None,
        "currency": value.currency if value is not None else None,
        "reason": reason,
    }
    added = insert(deals).values(contact=contact, **values)
    await tx.execute(added.on_conflict_do_update(index_elements=["tenant_id", "contact"], set_=values))


async def set_outcome(tx: Transaction, contact: UUID, outcome: str, reason: str) -> None:
    values = {"outcome": outcome, "reason": reason}
    added = insert(outcomes).values(contact=contact, **values)
    await tx.execute(added.on_conflict_do_update(index_elements=["tenant_id", "contact"], set_=values))


async def add_usage(tx: Transaction, unit: str, quantity: int) -> None:
    added = insert(usage).values(unit=unit, quantity=quantity)
    total = usage.c.quantity + added.excluded.quantity
    await tx.execute(added.on_conflict_do_update(index_elements=["tenant_id", "unit"], set_={"quantity": total}))


async def counts(tx: Transaction) -> Counts:
    c = interactions.c
    seen = (
        await tx.execute(
            sa.select(
                sa.func.count(), sa.func.count(c.contact.distinct()), sa.func.count().filter(c.known.is_(True))
            ).select_from(interactions)
        )
    )[0]
    return Counts(
        comments=seen[0],
        commented=seen[1],
        answered=seen[2],
        steps=await _grouped(tx, steps.c.step),
        tickets=await _grouped(tx, tickets.c.status),
        outcomes=await _grouped(tx, outcomes.c.outcome),
        usage={row.unit: row.quantity for row in await tx.execute(sa.select(usage.c.unit, usage.c.quantity))},
        deals=[_deal(row) for row in await tx.execute(sa.select(deals).order_by(deals.c.contact))],
    )


async def journey(tx: Transaction, contact: UUID) -> list[tuple[str, dt.datetime]]:
    """Steps of one contact in the order they were reached."""
    query = sa.select(steps.c.step, steps.c.at).where(steps.c.contact == contact).order_by(steps.c.at, steps.c.step)
    return [(row.step, row.at) for row in await tx.execute(query)]


async def erase(tx: Transaction, contact: UUID) -> int:
    """Rows that name the contact; usage names nobody and stays, and so does what money was earned."""
    touched = 0
    for table in (interactions, steps, tickets, outcomes):
        rows = await tx.execute(table.delete().where(table.c.contact == contact).returning(table.c.contact))
        touched += len(rows)
    return touched


async def _grouped(tx: Transaction, column: Any) -> dict[str, int]:
    rows = await tx.execute(sa.select(column, sa.func.count()).group_by(column).order_by(column))
    return {row[0]: row[1] for row in rows}


def _deal(row: Any) -> Deal:
    value = Money(row.minor_units, row.currency) if row.minor_units is not None else None
    return Deal(value=value, reason=row.reason)
