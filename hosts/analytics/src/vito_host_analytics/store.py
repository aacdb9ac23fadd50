"""The analytics host's SQL, and nothing else. Every method is one transaction within the caller's tenant."""

import datetime as dt
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from vito_contracts.conversation import Interaction
from vito_contracts.events import NewEvent, PlatformEvent
from vito_contracts.ids import ContactId, EventId, derived_id, new_id
from vito_contracts.scope import TenantScope
from vito_contracts.services import Database, Row, Transaction
from vito_host_analytics.books import DealSum
from vito_host_analytics.events import JourneySummarised
from vito_host_analytics.funnel import Fact
from vito_host_analytics.records import Journey, Step, Totals
from vito_host_analytics.tables import counters, deals, funnel_steps, interactions, journeys, usage

_BY_CURRENCY = sa.select(
    deals.c.currency,
    sa.func.count().label("deals"),
    sa.func.coalesce(sa.func.sum(deals.c.minor_units), 0).label("minor_units"),
).group_by(deals.c.currency)


class Store:
    """Counters, and one row for each contact's step."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def add(self, scope: TenantScope, event: PlatformEvent, fact: Fact) -> None:
        """Enters one event into the books. Raises `AlreadyHandled` for an event that was entered before."""
        async with self._db.transaction(scope, once=event.id) as tx:
            await _enter(tx, event, fact)

    async def totals(self, scope: TenantScope) -> Totals:
        outcome = sa.select(journeys.c.outcome, sa.func.count().label("n")).where(journeys.c.outcome.is_not(None))
        async with self._db.transaction(scope) as tx:
            steps = await tx.execute(
                sa.select(funnel_steps.c.step, sa.func.count().label("n")).group_by(funnel_steps.c.step)
            )
            outcomes = await tx.execute(outcome.group_by(journeys.c.outcome))
            counted = await tx.execute(sa.select(counters.c.value).where(counters.c.name == "comments"))
            sums = await tx.execute(_BY_CURRENCY.order_by(deals.c.currency))
            used = await tx.execute(sa.select(usage.c.unit, usage.c.quantity))
        return Totals(
            steps={row.step: row.n for row in steps},
            comments=counted[0].value if counted else 0,
            outcomes={row.outcome: row.n for row in outcomes},
            deals=tuple(_sum(row) for row in sums),
            usage={row.unit: row.quantity for row in used},
        )

    async def journey(self, scope: TenantScope, contact: ContactId) -> Journey | None:
        async with self._db.transaction(scope) as tx:
            return await _journey(tx, contact)

    async def summarise(self, scope: TenantScope, contact: ContactId, outcome: str | None, reason: str) -> None:
        """Closes the books of one journey; `outcome` None: as the steps tell. Idempotent."""
        async with self._db.transaction(scope) as tx:
            found = await _journey(tx, contact)
            steps = found.steps if found else ()
            ended = outcome or ("won" if any(each.step == "won" for each in steps) else "")
            row: dict[str, Any] = {"outcome": ended or None, "reason": reason, "steps": len(steps)}
            await _keep_journey(tx, contact, row)
            known = [each for each in (found.deals if found else ()) if each.currency is not None]
            paid = known[0] if len(known) == 1 else None
            told = JourneySummarised(
                contact=contact,
                outcome=ended,
                reason=reason,
                steps=len(steps),
                minor_units=paid.minor_units if paid else None,
                currency=paid.currency if paid else None,
            )
            event = EventId(derived_id(scope.tenant, "journey.summarised", contact))
            await tx.emit(NewEvent(type="journey.summarised", subject=contact, payload=told, id=event))

    async def note(self, scope: TenantScope, interaction: Interaction) -> bool:
        """Keeps the id of an interaction handed over; False if it is kept already."""
        row = {"id": interaction.id, "contact": interaction.contact, "at": interaction.at}
        written = insert(interactions).values(**row).on_conflict_do_nothing().returning(interactions.c.id)
        async with self._db.transaction(scope) as tx:
            return bool(await tx.execute(written))

    async def export(self, scope: TenantScope, contact: ContactId) -> dict[str, Any]:
        """The contact's journey, and the ids of its interactions, as plain data."""
        query = sa.select(interactions.c.id, interactions.c.at).where(interactions.c.contact == contact)
        async with self._db.transaction(scope) as tx:
            found = await _journey(tx, contact)
            noted = await tx.execute(query.order_by(interactions.c.at))
        held: dict[str, Any] = {"steps": []}
        if found:
            held |= {name: value for name, value in msgspec.to_builtins(found).items() if value and name != "contact"}
        if noted:
            held["interactions"] = [{"id": str(row.id), "at": row.at.isoformat()} for row in noted]
        return held

    async def erase(self, scope: TenantScope, contact: ContactId) -> int:
        """Cuts the contact's rows loose: they go on counting under a fresh random id that leads to nobody. How many."""
        nobody, count = new_id(), 0
        async with self._db.transaction(scope) as tx:
            for table in (funnel_steps, journeys, deals):
                values = {"contact": nobody} | ({"lead": None} if table is journeys else {})
                loosened = sa.update(table).where(table.c.contact == contact).values(**values)
                count += len(await tx.execute(loosened.returning(table.c.contact)))
            gone = sa.delete(interactions).where(interactions.c.contact == contact).returning(interactions.c.id)
            return count + len(await tx.execute(gone))


async def _enter(tx: Transaction, event: PlatformEvent, fact: Fact) -> None:
    if fact.unit is not None:
        await _count(tx, usage, {"unit": fact.unit}, usage.c.quantity, fact.quantity)
    if fact.comment:
        await _count(tx, counters, {"name": "comments"}, counters.c.value, 1)
    if fact.contact is None:
        return
    if fact.step is not None:
        await _take_step(tx, fact.contact, fact.step, event.at)
    if fact.started is not None:
        await _keep_journey(tx, fact.contact, {"lead": fact.started, "started_at": event.at})
    if fact.outcome is not None:
        ended = {"ended_at": event.at, "outcome": fact.outcome, "reason": fact.reason}
        await _keep_journey(tx, fact.contact, ended)
    if fact.deal is not None:
        row = {"id": event.id, "contact": fact.contact, "at": event.at} | msgspec.structs.asdict(fact.deal)
        await tx.execute(insert(deals).values(**row).on_conflict_do_nothing())


async def _take_step(tx: Transaction, contact: ContactId, step: str, at: dt.datetime) -> None:
    """The first time counts, whichever event of it comes first."""
    new = insert(funnel_steps).values(contact=contact, step=step, at=at)
    earliest = sa.func.least(funnel_steps.c.at, new.excluded.at)
    await tx.execute(new.on_conflict_do_update(index_elements=["tenant_id", "contact", "step"], set_={"at": earliest}))


async def _keep_journey(tx: Transaction, contact: ContactId, values: dict[str, Any]) -> None:
    new = insert(journeys).values(contact=contact, **values)
    await tx.execute(new.on_conflict_do_update(index_elements=["tenant_id", "contact"], set_=values))


async def _count(tx: Transaction, table: sa.Table, key: dict[str, str], total: Any, more: int) -> None:
    new = insert(table).values(**key, **{total.name: more})
    added = {total.name: total + new.excluded[total.name]}
    await tx.execute(new.on_conflict_do_update(index_elements=["tenant_id", *key], set_=added))


async def _journey(tx: Transaction, contact: ContactId) -> Journey | None:
    taken = await tx.execute(
        sa.select(funnel_steps.c.step, funnel_steps.c.at)
        .where(funnel_steps.c.contact == contact)
        .order_by(funnel_steps.c.at, funnel_steps.c.step)
    )
    kept = await tx.execute(sa.select(journeys).where(journeys.c.contact == contact))
    if not taken and not kept:
        return None
    sums = await tx.execute(_BY_CURRENCY.where(deals.c.contact == contact).order_by(deals.c.currency))
    steps = tuple(Step(step=row.step, at=row.at) for row in taken)
    money = tuple(_sum(row) for row in sums)
    if not kept:
        return Journey(contact=contact, steps=steps, deals=money)
    names = ("started_at", "ended_at", "outcome", "reason")
    values = {name: getattr(kept[0], name) for name in names}
    return Journey(contact=contact, steps=steps, deals=money, summarised=kept[0].steps is not None, **values)


def _sum(row: Row) -> DealSum:
    return DealSum(currency=row.currency, deals=row.deals, minor_units=int(row.minor_units))
