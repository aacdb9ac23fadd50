"""A tenant's event log: reading it, dead letters and their replay, facts from outside; for the platform, the lag."""

from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Response, Router, get, post
from litestar.openapi import ResponseSpec
from litestar.params import FromPath, FromQuery, JSONBody

from vito_contracts.events import Code
from vito_core.engine import Engine
from vito_core.events.desk import DeadLetter, EventDesk, Lag
from vito_core.events.intake import OutsideEvent, OutsideIntake, Taken
from vito_core.events.log import EventReader, EventRow
from vito_core.web.depends import TheEngine, Within
from vito_core.web.paging import PageLimit, next_after
from vito_core.web.shapes import Moment

ACode = Annotated[Code, msgspec.Meta(min_length=1)]


class EventPage(msgspec.Struct, kw_only=True):
    """`next`: give it as `after` to go on; None on the last page."""

    items: list[EventRow]
    next: str | None = None


class DeadPage(msgspec.Struct, kw_only=True):
    items: list[DeadLetter]
    next: str | None = None


class OutsideBody(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`id`: the source's own id of the fact; the same again changes nothing. `type`: "code.deployed" or
    CODE_DEPLOYMENT. `fields`: what else the type holds: ids, codes and numbers. `reference`: what it is about; facts
    with the same one stay in order."""

    source: ACode
    id: ACode
    type: ACode
    version: int | None = None
    at: Moment | None = None
    subject: UUID | None = None
    reference: ACode | None = None
    fields: dict[str, Any] = {}


class Replayed(msgspec.Struct, kw_only=True):
    replayed: int


@get("/", summary="Your log, oldest first; events become visible when nothing can come before them any more")
async def list_events(
    engine: TheEngine,
    within: Within,
    after: FromQuery[str | None] = None,
    type: FromQuery[str | None] = None,  # noqa: A002 - the parameter's name on the wire
    subject: FromQuery[UUID | None] = None,
    limit: PageLimit = 50,
) -> EventPage:
    reader = EventReader(engine.pools, engine.types)
    rows = await reader.page(within, after=after, event_type=type, subject=subject, limit=limit)
    return EventPage(items=rows, next=next_after(rows, limit, lambda row: row.position))


@post(
    "/",
    operation_id="tell_event",
    summary="A fact from outside (CI, HR, tracker)",
    responses={200: ResponseSpec(Taken, generate_examples=False, description="It was told before")},
)
async def tell(engine: TheEngine, within: Within, data: JSONBody[OutsideBody]) -> Response[Taken]:
    told = OutsideEvent(
        source=data.source,
        id=data.id,
        type=data.type,
        version=data.version,
        at=data.at,
        subject=data.subject,
        reference=data.reference,
        fields=data.fields,
    )
    taken = await OutsideIntake(engine.pools, engine.types).take(within, told)
    return Response(taken, status_code=200 if taken.repeated else 201)


@get(
    "/dead",
    operation_id="list_dead_letters",
    summary="Dead letters: events that a subscriber failed to handle too often",
)
async def list_dead(
    engine: TheEngine,
    within: Within,
    after: FromQuery[str | None] = None,
    subscriber: FromQuery[str | None] = None,
    type: FromQuery[str | None] = None,  # noqa: A002 - the parameter's name on the wire
    limit: PageLimit = 50,
) -> DeadPage:
    rows = await _desk(engine).dead(within, after=after, subscriber=subscriber, event_type=type, limit=limit)
    return DeadPage(items=rows, next=next_after(rows, limit, lambda row: row.position))


@post(
    "/dead/{event:uuid}/replay",
    operation_id="replay_dead_letter",
    status_code=202,
    summary="Hand a dead letter to its subscriber again",
)
async def replay(
    engine: TheEngine, within: Within, event: FromPath[UUID], subscriber: FromQuery[str | None] = None
) -> Replayed:
    return Replayed(replayed=await _desk(engine).replay(within, event=event, subscriber=subscriber))


@post(
    "/dead/replay",
    operation_id="replay_dead_letters",
    status_code=202,
    summary="Hand all dead letters of a subscriber to it again",
)
async def replay_all(engine: TheEngine, within: Within, subscriber: FromQuery[str]) -> Replayed:
    return Replayed(replayed=await _desk(engine).replay(within, event=None, subscriber=subscriber))


@get(
    "/lag",
    operation_id="get_event_lag",
    needs="platform:read",
    summary="How far behind each subscriber is, over all tenants",
)
async def lag(engine: TheEngine) -> Lag:
    return await _desk(engine).lag()


def _desk(engine: Engine) -> EventDesk:
    return EventDesk(engine.pools, engine.types)


router = Router(
    "/v1/events",
    route_handlers=[list_events, tell, list_dead, replay, replay_all, lag],
    opt={"resource": "events"},
    tags=["events"],
)
