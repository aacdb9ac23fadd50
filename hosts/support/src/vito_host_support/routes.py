"""HTTP: the tenant's tickets, read only."""

import datetime as dt
from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, QueryParameter

from vito_contracts.conversation import Citation
from vito_contracts.errors import InvalidInput, NotFound
from vito_contracts.outputs import EnquiryCategory, SupportTicket, TicketStatus
from vito_contracts.scope import TenantScope
from vito_contracts.services import Services, Transaction
from vito_host_support.store import TicketStore

MOST = 50


class TicketView(msgspec.Struct, frozen=True, kw_only=True):
    """A ticket as clients see it; times in UTC."""

    id: UUID
    contact: UUID
    category: EnquiryCategory
    status: TicketStatus
    question: str
    answer: str
    citations: tuple[Citation, ...]
    attempt: int
    escalated_to: str | None
    escalation_reason: str | None
    opened_at: dt.datetime


class TicketList(msgspec.Struct, frozen=True, kw_only=True):
    """Newest first. `next`: pass it as `after` for the following page; None on the last."""

    items: list[TicketView]
    next: UUID | None = None


class _Desk:
    def __init__(self, services: Services, store: TicketStore) -> None:
        self._services = services
        self._store = store

    async def ticket(self, scope: TenantScope, ticket: UUID) -> TicketView:
        async with self._services.db.transaction(scope) as tx:
            filed = await self._store.get(tx, ticket)
        if filed is None:
            raise NotFound(f"no ticket {ticket}")
        return _view(filed.ticket)

    async def tickets(
        self,
        scope: TenantScope,
        status: TicketStatus | None,
        contact: UUID | None,
        after: UUID | None,
        limit: int,
    ) -> TicketList:
        async with self._services.db.transaction(scope) as tx:
            behind = await self._cursor(tx, after)
            # One more than asked for tells whether there is a next page.
            found = await self._store.page(tx, status=status, contact=contact, after=behind, limit=limit + 1)
        page = [_view(ticket) for ticket in found[:limit]]
        return TicketList(items=page, next=page[-1].id if len(found) > limit else None)

    async def _cursor(self, tx: Transaction, after: UUID | None) -> SupportTicket | None:
        if after is None:
            return None
        filed = await self._store.get(tx, after)
        if filed is None:
            raise InvalidInput(f"after={after}: no such ticket; pass the `next` of the page before")
        return filed.ticket


def handlers(services: Services, store: TicketStore) -> tuple[Any, ...]:
    """The route handlers, bound to the plugin's services."""
    desk = _Desk(services, store)

    @get("/tickets", summary="Tickets, newest first")
    async def list_tickets(
        within: NamedDependency[TenantScope],
        status: FromQuery[TicketStatus | None] = None,
        contact: FromQuery[UUID | None] = None,
        after: FromQuery[UUID | None] = None,
        limit: Annotated[int, QueryParameter(ge=1, le=MOST)] = 20,
    ) -> TicketList:
        """The tenant's tickets, newest first; filtered by status and contact."""
        return await desk.tickets(within, status, contact, after, limit)

    @get("/tickets/{ticket:uuid}", summary="One ticket")
    async def get_ticket(within: NamedDependency[TenantScope], ticket: FromPath[UUID]) -> TicketView:
        """One ticket."""
        return await desk.ticket(within, ticket)

    return (list_tickets, get_ticket)


def _view(ticket: SupportTicket) -> TicketView:
    return TicketView(**{name: getattr(ticket, name) for name in TicketView.__struct_fields__})
