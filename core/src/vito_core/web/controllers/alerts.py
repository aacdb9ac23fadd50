"""Alerts: a tenant's own, and all that are open for the platform."""

from uuid import UUID

import msgspec
from litestar import Router, get, post
from litestar.params import FromPath, FromQuery

from vito_contracts.operations import AlertLevel
from vito_core.operations.alerts import Alert
from vito_core.web.depends import TheEngine, Within
from vito_core.web.paging import PageLimit, next_after


class AlertPage(msgspec.Struct, kw_only=True):
    """`next`: give it as `after` to go on; None on the last page."""

    items: list[Alert]
    next: UUID | None = None


@get("/", summary="Your alerts that are open, newest first; with `resolved`, all there were")
async def list_alerts(
    engine: TheEngine,
    within: Within,
    resolved: FromQuery[bool] = False,
    level: FromQuery[AlertLevel | None] = None,
    after: FromQuery[UUID | None] = None,
    limit: PageLimit = 50,
) -> AlertPage:
    rows = await engine.operations.alerts.page(within, resolved=resolved, level=level, after=after, limit=limit)
    return AlertPage(items=rows, next=next_after(rows, limit))


@post("/{alert:uuid}/acknowledge", status_code=200, summary="Somebody saw it; what is only told is over with that")
async def acknowledge(engine: TheEngine, within: Within, alert: FromPath[UUID]) -> Alert:
    return await engine.operations.alerts.acknowledge(within, alert)


router = Router(
    "/v1/alerts", route_handlers=[list_alerts, acknowledge], opt={"resource": "alerts"}, tags=["operations"]
)
