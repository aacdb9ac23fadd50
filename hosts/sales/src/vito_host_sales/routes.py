"""HTTP: leads and the outbox of the caller's tenant, below `/v1/x/sales-host/`."""

import datetime as dt
from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, QueryParameter

from vito_contracts.errors import NotFound
from vito_contracts.ids import ContactId
from vito_contracts.money import Money
from vito_contracts.outputs import BANT
from vito_contracts.scope import TenantScope
from vito_host_sales.records import LeadRecord, Sent
from vito_host_sales.store import Store

Within = NamedDependency[TenantScope]
After = FromQuery[UUID | None]
Limit = Annotated[int, QueryParameter(ge=1, le=50, description="at most so many items")]


class LeadView(msgspec.Struct, frozen=True, kw_only=True):
    """A lead as the API shows it. `demo_slot`: the contact's own words; `deal_value_reason`: why there is no value."""

    contact: UUID
    lead: UUID
    score: int
    bant: BANT
    stage: str
    outcome: str | None
    lost_reason: str | None
    demo_slot: str | None
    demo_proposed: dt.datetime | None
    deal_value: Money | None
    deal_value_reason: str | None
    opt_out: bool
    customer_id: UUID | None


class LeadPage(msgspec.Struct, frozen=True, kw_only=True):
    """`next`: hand it back as `after` for the next page; None at the end."""

    items: list[LeadView]
    next: UUID | None


class OutboxPage(msgspec.Struct, frozen=True, kw_only=True):
    items: list[Sent]
    next: UUID | None


def view(lead: LeadRecord) -> LeadView:
    return LeadView(
        contact=lead.contact,
        lead=lead.id,
        score=lead.score,
        bant=lead.bant,
        stage=lead.stage,
        outcome=lead.outcome,
        lost_reason=lead.lost_reason,
        demo_slot=lead.demo_slot,
        demo_proposed=lead.demo_proposed,
        deal_value=lead.deal_value,
        deal_value_reason=lead.deal_value_reason,
        opt_out=lead.opt_out,
        customer_id=lead.customer,
    )


def handlers(store: Store) -> tuple[Any, ...]:
    @get("/leads", summary="Leads of the tenant")
    async def leads(within: Within, after: After = None, limit: Limit = 50) -> LeadPage:
        found = await store.leads(within, after, limit)
        return LeadPage(items=[view(x) for x in found], next=found[-1].id if len(found) == limit else None)

    @get("/leads/{contact:uuid}", summary="The lead of one contact")
    async def lead(within: Within, contact: FromPath[UUID]) -> LeadView:
        found = await store.lead(within, ContactId(contact))
        if found is None:
            raise NotFound("this contact is no lead")
        return view(found)

    @get("/outbox", summary="Messages sent")
    async def outbox(within: Within, after: After = None, limit: Limit = 50) -> OutboxPage:
        sent = await store.outbox(within, after, limit)
        return OutboxPage(items=sent, next=sent[-1].id if len(sent) == limit else None)

    return leads, lead, outbox
