"""Sizes, growth and the archive job, as numbers and ids."""

from uuid import UUID

import msgspec
from litestar import Router, get, post
from litestar.params import FromPath, FromQuery, JSONBody

from vito_core.operations.alerts import Alert
from vito_core.operations.archive import ArchivePreview, ArchiveRun
from vito_core.operations.monitoring import PlatformNumbers, TenantNumbers
from vito_core.web.depends import TheEngine, Within
from vito_core.web.paging import PageLimit, next_after
from vito_core.web.shapes import Body

SHOWN_ALERTS = 500


class OpenAlerts(msgspec.Struct, kw_only=True):
    """`open`: how many there are; at most 500 are listed, oldest first."""

    items: list[Alert]
    open: int


class ArchiveRuns(msgspec.Struct, kw_only=True):
    """`next`: give it as `after` to go on; None on the last page."""

    items: list[ArchiveRun]
    next: UUID | None = None


class ArchiveBody(Body, frozen=True, kw_only=True):
    """`dry_run`: only say what would be archived."""

    dry_run: bool = False


class ArchiveAnswer(msgspec.Struct, kw_only=True):
    """`preview` of a dry run, else the `run` that was begun or is under way."""

    preview: ArchivePreview | None = None
    run: ArchiveRun | None = None


@get("/monitoring", summary="Sizes of tables and documents, growth of conversations, over all tenants")
async def platform_monitoring(engine: TheEngine) -> PlatformNumbers:
    return await engine.operations.monitor.platform()


@get("/alerts", summary="Every tenant's open alerts: ids and numbers")
async def platform_alerts(engine: TheEngine) -> OpenAlerts:
    found = await engine.operations.alerts.everywhere()
    return OpenAlerts(items=found[:SHOWN_ALERTS], open=len(found))


@get("/archive", summary="Runs of the archive job, newest first")
async def archive_runs(engine: TheEngine, after: FromQuery[UUID | None] = None, limit: PageLimit = 50) -> ArchiveRuns:
    rows = await engine.operations.archive.runs(after, limit)
    return ArchiveRuns(items=rows, next=next_after(rows, limit))


@get("/archive/{run:uuid}", summary="One run of the archive job")
async def archive_run(engine: TheEngine, run: FromPath[UUID]) -> ArchiveRun:
    return await engine.operations.archive.run(run)


@post("/archive", status_code=200, summary="Run the archive job now, or say what it would do")
async def start_archive(engine: TheEngine, data: JSONBody[ArchiveBody]) -> ArchiveAnswer:
    if data.dry_run:
        return ArchiveAnswer(preview=await engine.operations.archive.preview())
    return ArchiveAnswer(run=await engine.operations.archive.request())


@get(
    "/v1/monitoring",
    summary="Your largest documents, and how your conversations grow",
    resource="usage",
    tags=["operations"],
)
async def monitoring(engine: TheEngine, within: Within) -> TenantNumbers:
    return await engine.operations.monitor.tenant(within)


platform_router = Router(
    "/v1/platform",
    route_handlers=[platform_monitoring, platform_alerts, archive_runs, archive_run, start_archive],
    opt={"resource": "platform"},
    tags=["operations"],
)
