"""Stops: the kill switch of a tenant, a twin, a channel."""

from typing import Annotated
from uuid import UUID

import msgspec
from litestar import Router, delete, get, post
from litestar.params import FromPath, FromQuery, JSONBody

from vito_contracts.effects import StopLevel
from vito_contracts.events import Code
from vito_core.stops import Stop
from vito_core.web.depends import TheEngine, Within
from vito_core.web.paging import PageLimit, next_after
from vito_core.web.shapes import Body


class StopBody(Body, frozen=True, kw_only=True):
    """`target`: the twin's id, or the channel's name; none for the whole tenant. `reason_code`: one word."""

    level: StopLevel
    target: Code = ""
    reason_code: Annotated[Code, msgspec.Meta(min_length=1)] = "manual"


class StopPage(msgspec.Struct, kw_only=True):
    """`next`: give it as `after` to go on; None on the last page."""

    items: list[Stop]
    next: UUID | None = None


@get("/", summary="Your stops that hold now; with `released`, all there ever were")
async def list_stops(
    engine: TheEngine,
    within: Within,
    released: FromQuery[bool] = False,
    after: FromQuery[UUID | None] = None,
    limit: PageLimit = 50,
) -> StopPage:
    rows = await engine.stops.all(within, released=released, after=after, limit=limit)
    return StopPage(items=rows, next=next_after(rows, limit))


@post("/", summary="Hold everything back: of the tenant, a twin, or a channel")
async def set_stop(engine: TheEngine, within: Within, data: JSONBody[StopBody]) -> Stop:
    return await engine.stops.set(within, data.level, data.target, data.reason_code)


@delete("/{stop:uuid}", status_code=200, summary="Release a stop: what it held goes on")
async def release_stop(engine: TheEngine, within: Within, stop: FromPath[UUID]) -> Stop:
    return await engine.stops.release(within, stop)


router = Router(
    "/v1/stops", route_handlers=[list_stops, set_stop, release_stop], opt={"resource": "stops"}, tags=["stops"]
)
