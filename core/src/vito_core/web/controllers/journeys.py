"""Journeys: where each contact is, and the outside signals that move it."""

from uuid import UUID

import msgspec
from litestar import Router, get, post
from litestar.params import FromPath, FromQuery

from vito_contracts.errors import NotFound
from vito_contracts.ids import ContactId
from vito_contracts.scope import TenantScope
from vito_core.engine import Engine
from vito_core.journeys.model import JourneyView
from vito_core.journeys.service import JourneyRow, purchase_signal, stop_signal
from vito_core.web.depends import TheEngine, Within
from vito_core.web.paging import PageLimit, next_after


class Journeys(msgspec.Struct, kw_only=True):
    """`next`: give it as `after` to go on; None on the last page."""

    items: list[JourneyRow]
    next: UUID | None = None


@get("/", summary="All journeys, each with its milestones")
async def list_journeys(
    engine: TheEngine,
    within: Within,
    after: FromQuery[UUID | None] = None,
    limit: PageLimit = 50,
) -> Journeys:
    rows = await engine.journey_reader.all(within, after, limit)
    return Journeys(items=rows, next=next_after(rows, limit, lambda row: row.contact))


@get("/{contact:uuid}", summary="One contact's journey")
async def get_journey(engine: TheEngine, within: Within, contact: FromPath[UUID]) -> JourneyRow:
    return await _own(engine, within, contact)


@get(
    "/{contact:uuid}/where",
    operation_id="locate_journey",
    summary="Where the running workflow is and what it waits for",
)
async def where(engine: TheEngine, within: Within, contact: FromPath[UUID]) -> JourneyView:
    await _own(engine, within, contact)
    view = await engine.journeys.where(within.tenant, ContactId(contact))
    if view is None:
        raise NotFound(f"the journey of contact {contact} has not started yet")
    return view


@post("/{contact:uuid}/stop", operation_id="stop_journey", status_code=202, summary="Stop it: nothing more goes out")
async def stop(engine: TheEngine, within: Within, contact: FromPath[UUID]) -> dict[str, bool]:
    await _own(engine, within, contact)
    signal = stop_signal(within.tenant, ContactId(contact))
    return {"running": await engine.journeys.signal(within.tenant, ContactId(contact), signal)}


@post("/{contact:uuid}/purchase", operation_id="note_purchase", status_code=202, summary="The contact bought elsewhere")
async def purchase(engine: TheEngine, within: Within, contact: FromPath[UUID]) -> dict[str, bool]:
    await _own(engine, within, contact)
    signal = purchase_signal(within.tenant, ContactId(contact))
    return {"running": await engine.journeys.signal(within.tenant, ContactId(contact), signal)}


async def _own(engine: Engine, within: TenantScope, contact: UUID) -> JourneyRow:
    row = await engine.journey_reader.one(within, ContactId(contact))
    if row is None:
        raise NotFound(f"contact {contact} has no journey")
    return row


router = Router(
    "/v1/journeys",
    route_handlers=[list_journeys, get_journey, where, stop, purchase],
    opt={"resource": "journeys"},
    tags=["journeys"],
)
