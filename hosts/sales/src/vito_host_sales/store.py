"""The sales host's SQL, and nothing else. Every method is one transaction within the caller's tenant."""

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from vito_contracts.events import NewEvent
from vito_contracts.ids import ContactId, derived_id
from vito_contracts.journey import StageResult
from vito_contracts.money import Money
from vito_contracts.outputs import BANT, Lead
from vito_contracts.scope import TenantScope
from vito_contracts.services import Database, Row, Transaction
from vito_host_sales.records import Changes, Customer, LeadRecord, Message, Sent, StepRecord
from vito_host_sales.tables import activities, customers, leads, stage_changes, steps

_WITH_CUSTOMER = sa.select(leads, customers.c.id.label("customer")).select_from(
    leads.outerjoin(customers, (customers.c.tenant_id == leads.c.tenant_id) & (customers.c.contact == leads.c.contact))
)


class Store:
    """Rows of leads, steps, activities and customers."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def add_lead(self, scope: TenantScope, lead: Lead, now: dt.datetime) -> UUID:
        """The lead's id: the given one, or that of the lead the contact has already (one contact is one lead)."""
        row: dict[str, Any] = {name: getattr(lead.bant, name) for name in lead.bant.__struct_fields__}
        row |= {
            "id": lead.id,
            "contact": lead.contact,
            "binding": lead.binding,
            "interaction": lead.interaction,
        }
        row |= {"score": lead.score, "reasons": msgspec.to_builtins(lead.reasons), "product": lead.product}
        async with self._db.transaction(scope) as tx:
            await tx.execute(insert(leads).values(**row, created_at=now).on_conflict_do_nothing())
            held = await tx.execute(sa.select(leads.c.id).where(leads.c.contact == lead.contact))
        return UUID(str(held[0].id))

    async def has_lead(self, scope: TenantScope, lead: UUID) -> bool:
        async with self._db.transaction(scope) as tx:
            return bool(await tx.execute(sa.select(leads.c.id).where(leads.c.id == lead)))

    async def lead(self, scope: TenantScope, contact: ContactId) -> LeadRecord | None:
        async with self._db.transaction(scope) as tx:
            rows = await tx.execute(_WITH_CUSTOMER.where(leads.c.contact == contact))
        return _lead(rows[0]) if rows else None

    async def leads(self, scope: TenantScope, after: UUID | None, limit: int) -> list[LeadRecord]:
        """A page in the order of ids."""
        query = _WITH_CUSTOMER.order_by(leads.c.id).limit(limit)
        async with self._db.transaction(scope) as tx:
            rows = await tx.execute(query.where(leads.c.id > after) if after else query)
        return [_lead(row) for row in rows]

    async def steps(self, scope: TenantScope, contact: ContactId) -> list[StepRecord]:
        """The contact's decided steps in the order they were decided."""
        query = sa.select(steps).where(steps.c.contact == contact).order_by(steps.c.position)
        async with self._db.transaction(scope) as tx:
            return [_step(row) for row in await tx.execute(query)]

    async def decide(
        self,
        scope: TenantScope,
        lead: LeadRecord,
        step: StepRecord,
        *,
        changes: Changes,
        customer: Customer | None,
        events: Sequence[NewEvent],
        now: dt.datetime,
    ) -> None:
        """Keeps a decision and what it changes, before anything leaves. Raises `AlreadyHandled` if it was decided."""
        once = derived_id("decided", lead.contact, step.stage, step.step)
        row = {"contact": lead.contact, "stage": step.stage, "step": step.step, "position": step.position}
        row |= {
            "replies_read": step.replies_read,
            "done": step.done,
            "result": msgspec.to_builtins(step.result),
        }
        row |= {"message": msgspec.to_builtins(step.message) if step.message else None}
        async with self._db.transaction(scope, once=once) as tx:
            await tx.execute(insert(steps).values(**row))
            await _change(tx, lead.contact, changes)
            entered = {"contact": lead.contact, "stage": step.stage, "at": now}
            await tx.execute(insert(stage_changes).values(**entered).on_conflict_do_nothing())
            if customer:
                taken = msgspec.structs.asdict(customer) | {"created_at": now}
                await tx.execute(insert(customers).values(**taken).on_conflict_do_nothing())
            for event in events:
                await tx.emit(event)

    async def finish(
        self,
        scope: TenantScope,
        lead: LeadRecord,
        step: StepRecord,
        *,
        changes: Changes,
        sent_at: dt.datetime | None,
        events: Sequence[NewEvent],
    ) -> None:
        """The step's message was sent (`sent_at`) or will not be (None). Raises `AlreadyHandled` if that is known."""
        once = derived_id("finished", lead.contact, step.stage, step.step)
        key = (steps.c.contact == lead.contact) & (steps.c.stage == step.stage) & (steps.c.step == step.step)
        async with self._db.transaction(scope, once=once) as tx:
            result = msgspec.to_builtins(step.result)
            await tx.execute(sa.update(steps).where(key).values(result=result, done=True))
            await _change(tx, lead.contact, changes)
            if sent_at and step.message:
                out = {"id": step.message.id, "kind": step.message.kind, "text": step.message.text}
                out |= {"contact": lead.contact, "direction": "out", "at": sent_at}
                await tx.execute(insert(activities).values(**out).on_conflict_do_nothing())
            for event in events:
                await tx.emit(event)

    async def record_reply(
        self, scope: TenantScope, contact: ContactId, reply: UUID, text: str, at: dt.datetime, *, stop: bool
    ) -> None:
        """A contact's reply; `stop` closes the door for good. A contact that is no lead (any more) leaves no trace."""
        said = {"id": reply, "contact": contact, "kind": "reply", "direction": "in", "at": at, "text": text}
        async with self._db.transaction(scope) as tx:
            if not await tx.execute(sa.select(leads.c.id).where(leads.c.contact == contact)):
                return
            await tx.execute(insert(activities).values(**said).on_conflict_do_nothing())
            if stop:
                await _change(tx, contact, Changes(opt_out=True))

    async def outbox(self, scope: TenantScope, after: UUID | None, limit: int) -> list[Sent]:
        """A page of the messages sent, oldest first (ids sort by the time they were made)."""
        query = sa.select(activities).where(activities.c.direction == "out").order_by(activities.c.id).limit(limit)
        async with self._db.transaction(scope) as tx:
            rows = await tx.execute(query.where(activities.c.id > after) if after else query)
        return [Sent(id=r.id, contact=r.contact, kind=r.kind, at=r.at, text=r.text) for r in rows]

    async def export(self, scope: TenantScope, contact: ContactId) -> dict[str, Any]:
        """Table → the contact's rows as plain data."""
        found: dict[str, Any] = {}
        async with self._db.transaction(scope) as tx:
            for table in (leads, activities, stage_changes, customers, steps):
                names = [column.name for column in table.columns if column.name != "tenant_id"]
                rows = await tx.execute(sa.select(*(table.c[n] for n in names)).where(table.c.contact == contact))
                found[table.name] = [
                    {name: msgspec.to_builtins(row[i]) for i, name in enumerate(names)} for row in rows
                ]
        return found

    async def erase(self, scope: TenantScope, contact: ContactId) -> int:
        """Removes every row of the contact; how many."""
        count = 0
        async with self._db.transaction(scope) as tx:
            for table in (steps, activities, stage_changes, customers, leads):
                statement = sa.delete(table).where(table.c.contact == contact).returning(table.c.contact)
                count += len(await tx.execute(statement))
        return count


async def _change(tx: Transaction, contact: ContactId, changes: Changes) -> None:
    if values := changes.set():
        await tx.execute(sa.update(leads).where(leads.c.contact == contact).values(**values))


def _lead(row: Row) -> LeadRecord:
    bant = BANT(**{name: getattr(row, name) for name in BANT.__struct_fields__})
    known = row.deal_minor_units is not None
    names = set(LeadRecord.__struct_fields__) - {"bant", "deal_value"}
    return LeadRecord(
        bant=bant,
        deal_value=Money(row.deal_minor_units, row.deal_currency) if known else None,
        **{name: getattr(row, name) for name in names},
    )


def _step(row: Row) -> StepRecord:
    return StepRecord(
        stage=row.stage,
        step=row.step,
        position=row.position,
        replies_read=row.replies_read,
        result=msgspec.convert(row.result, StageResult),
        message=msgspec.convert(row.message, Message) if row.message else None,
        done=row.done,
    )
