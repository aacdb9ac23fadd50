"""The plugin's SQL, and nothing else. The tenant is the transaction's; no statement names it."""

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from vito_contracts.ids import BindingId, ContactId, EnquiryId, new_id
from vito_contracts.outputs import EnquiryCategory, TicketStatus
from vito_contracts.services import Row, Transaction
from vito_plugin_support.cases import Attempt
from vito_plugin_support.kept import Kept
from vito_plugin_support.tables import cases, resolutions


class Store:
    """Every method runs in the transaction it is given."""

    async def kept(self, tx: Transaction, enquiry: EnquiryId) -> Kept | None:
        rows = await tx.execute(sa.select(*_KEPT).where(resolutions.c.id == enquiry))
        return _to_kept(rows[0]) if rows else None

    async def keep(self, tx: Transaction, kept: Kept) -> None:
        await tx.execute(resolutions.insert().values(**_to_columns(kept)))

    async def open_attempts(
        self, tx: Transaction, binding: BindingId, contact: ContactId, until: dt.datetime
    ) -> Sequence[Attempt]:
        """The contact's answered enquiries up to a moment, in cases that are still open; oldest first."""
        r = resolutions.c
        rows = await tx.execute(
            sa.select(r.id, r.case_id, cases.c.category, r.question, r.at, r.status, r.failed)
            .join_from(resolutions, cases, (cases.c.tenant_id == r.tenant_id) & (cases.c.id == r.case_id))
            .where(r.binding == binding, r.contact == contact, r.at <= until, cases.c.closed_at.is_(None))
            .order_by(r.at, r.id)
        )
        return [_to_attempt(row) for row in rows]

    async def open_case(
        self,
        tx: Transaction,
        binding: BindingId,
        contact: ContactId,
        category: EnquiryCategory,
        at: dt.datetime,
    ) -> UUID:
        """The open case, made if there is none, and locked: its enquiries are counted one after the other."""
        c = cases.c
        values = {"binding": binding, "contact": contact, "category": category.value}
        await tx.execute(insert(cases).values(id=new_id(), opened_at=at, **values).on_conflict_do_nothing())
        rows = await tx.execute(
            sa.select(c.id)
            .where(
                c.binding == binding,
                c.contact == contact,
                c.category == category.value,
                c.closed_at.is_(None),
            )
            .with_for_update()
        )
        return UUID(str(rows[0].id))

    async def close(self, tx: Transaction, which: Collection[UUID], at: dt.datetime, because: str) -> None:
        if which:
            await tx.execute(
                cases.update()
                .where(cases.c.id.in_(which), cases.c.closed_at.is_(None))
                .values(closed_at=at, closed_because=because)
            )

    async def fail(self, tx: Transaction, enquiry: UUID, case: UUID) -> None:
        """Marks an attempt as failed; it counts in the given case from now on."""
        await tx.execute(resolutions.update().where(resolutions.c.id == enquiry).values(failed=True, case_id=case))

    async def counts(self, tx: Transaction, case: UUID) -> tuple[int, int]:
        """(attempts, failed attempts) of a case."""
        failed = sa.func.count().filter(resolutions.c.failed)
        rows = await tx.execute(
            sa.select(sa.func.count(), failed).select_from(resolutions).where(resolutions.c.case_id == case)
        )
        return int(rows[0][0]), int(rows[0][1])

    async def of_contact(self, tx: Transaction, contact: ContactId) -> Sequence[Kept]:
        """Everything about a contact, oldest first."""
        query = sa.select(*_KEPT).where(resolutions.c.contact == contact)
        return [_to_kept(row) for row in await tx.execute(query.order_by(resolutions.c.at, resolutions.c.id))]

    async def erase(self, tx: Transaction, contact: ContactId) -> int:
        """Blanks the contact's texts and keeps the counts; how many rows had any."""
        rows = await tx.execute(
            resolutions.update()
            .where(resolutions.c.contact == contact, resolutions.c.erased.is_(False))
            .values(question="", answer="", citations=[], erased=True)
            .returning(resolutions.c.id)
        )
        return len(rows)


_KEPT = tuple(resolutions.c[name] for name in Kept.__struct_fields__)


def _to_columns(kept: Kept) -> dict[str, Any]:
    columns = {name: getattr(kept, name) for name in Kept.__struct_fields__}
    reason = kept.escalation_reason
    return columns | {
        "category": kept.category.value,
        "status": kept.status.value,
        "citations": msgspec.to_builtins(kept.citations),
        "escalation_reason": reason.value if reason else None,
    }


def _to_kept(row: Row) -> Kept:
    return msgspec.convert({name: getattr(row, name) for name in Kept.__struct_fields__}, Kept)


def _to_attempt(row: Row) -> Attempt:
    return Attempt(
        enquiry=UUID(str(row.id)),
        case=UUID(str(row.case_id)),
        category=EnquiryCategory(row.category),
        question=row.question,
        at=row.at,
        status=TicketStatus(row.status),
        failed=row.failed,
    )
