"""The host's SQL, and nothing else. The tenant is the transaction's; no statement names it."""

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from vito_contracts.ids import ContactId
from vito_contracts.outputs import SupportTicket, TicketStatus
from vito_contracts.services import Row, Transaction
from vito_host_support.tables import tickets

_TICKET = tuple(tickets.c[name] for name in SupportTicket.__struct_fields__)


class Filed(msgspec.Struct, frozen=True):
    """A ticket as stored. `erased`: its texts are gone, so nothing can be compared with it any more."""

    ticket: SupportTicket
    erased: bool


class TicketStore:
    """Every method runs in the transaction it is given."""

    async def file(self, tx: Transaction, ticket: SupportTicket) -> bool:
        """Stores a ticket; False, and nothing changed, where its id is taken."""
        values: dict[str, Any] = msgspec.to_builtins(ticket, builtin_types=(UUID, dt.datetime))
        statement = insert(tickets).values(**values).on_conflict_do_nothing().returning(tickets.c.id)
        return bool(await tx.execute(statement))

    async def get(self, tx: Transaction, ticket: UUID) -> Filed | None:
        rows = await tx.execute(sa.select(*_TICKET, tickets.c.erased).where(tickets.c.id == ticket))
        return Filed(_to_ticket(rows[0]), bool(rows[0].erased)) if rows else None

    async def page(
        self,
        tx: Transaction,
        *,
        status: TicketStatus | None,
        contact: UUID | None,
        after: SupportTicket | None,
        limit: int,
    ) -> Sequence[SupportTicket]:
        """Newest first, from the one behind `after` on."""
        t = tickets.c
        query = sa.select(*_TICKET).order_by(t.opened_at.desc(), t.id.desc()).limit(limit)
        if status is not None:
            query = query.where(t.status == status.value)
        if contact is not None:
            query = query.where(t.contact == contact)
        if after is not None:
            query = query.where(sa.tuple_(t.opened_at, t.id) < sa.tuple_(after.opened_at, after.id))
        return [_to_ticket(row) for row in await tx.execute(query)]

    async def of_contact(self, tx: Transaction, contact: ContactId) -> Sequence[SupportTicket]:
        """All of a contact's tickets, oldest first."""
        query = sa.select(*_TICKET).where(tickets.c.contact == contact)
        return [_to_ticket(row) for row in await tx.execute(query.order_by(tickets.c.opened_at, tickets.c.id))]

    async def erase(self, tx: Transaction, contact: ContactId) -> int:
        """Blanks the texts of a contact's tickets and keeps the rows; how many had any."""
        rows = await tx.execute(
            tickets.update()
            .where(tickets.c.contact == contact, tickets.c.erased.is_(False))
            .values(question="", answer="", citations=[], erased=True)
            .returning(tickets.c.id)
        )
        return len(rows)


def _to_ticket(row: Row) -> SupportTicket:
    return msgspec.convert({name: getattr(row, name) for name in SupportTicket.__struct_fields__}, SupportTicket)
