"""The archive job: conversations that nobody touched for a year become read-only, tenant by tenant, batch by batch.

A run is a row; whoever works on it holds that row for one batch, so that of several workers one goes on, and a new
one where another ended. What was archived commits together with how far the run came.
"""

import asyncio
import datetime as dt
from typing import Any
from uuid import UUID

import msgspec

from vito_contracts.errors import NotFound
from vito_contracts.events import NewEvent
from vito_contracts.ids import TenantId, new_id
from vito_contracts.operations import AlertKind, AlertLevel, ArchiveCompleted
from vito_core.db.pool import Pools
from vito_core.events.log import append
from vito_core.events.types import EventTypes
from vito_core.operations.alerts import AlertDesk, Finding

CRON = "0 2 1 * *"
"""At 02:00 UTC on the first of each month."""
UNTOUCHED = dt.timedelta(days=365)
BATCH = 500
LISTED = 50

_HOLD = "select archived from core.archive_runs where id = $1 and completed_at is null for update skip locked"
_BATCH = """
with picked as materialized (
  select id from core.conversations where tenant_id = $1 and archived_at is null and updated_at < $2
    and ($3::uuid is null or id > $3) order by id limit $4 for update skip locked)
update core.conversations c set archived_at = clock_timestamp() from picked
where c.tenant_id = $1 and c.id = picked.id returning c.id
"""
_REPORT = """
insert into core.archive_reports (tenant_id, run, archived, reached, completed_at)
values ($1, $2, $3, $4, case when $5 then clock_timestamp() end)
on conflict (tenant_id, run) do update set archived = core.archive_reports.archived + excluded.archived,
  reached = coalesce(excluded.reached, core.archive_reports.reached), completed_at = excluded.completed_at
returning archived
"""
_COMPLETE = (
    "update core.archive_runs set completed_at = clock_timestamp() where id = $1 and completed_at is null returning *"
)


class ArchiveRun(msgspec.Struct, frozen=True, kw_only=True):
    """`scheduled_for`: None where somebody asked for it. `untouched_since`: what was last touched before that is
    archived. `tenants`: of how many."""

    id: UUID
    scheduled_for: dt.datetime | None
    untouched_since: dt.datetime
    created_at: dt.datetime
    completed_at: dt.datetime | None
    archived: int
    batches: int
    tenants: int


class ArchivePreview(msgspec.Struct, frozen=True, kw_only=True):
    """What a run begun now would archive."""

    untouched_since: dt.datetime
    conversations: int
    tenants: int


class Away(Exception):
    """Another worker is at it, or it is done."""


def last_due(now: dt.datetime) -> dt.datetime:
    """The latest time before `now` (UTC) at which `CRON` falls due."""
    minute, hour, day, *_ = CRON.split()
    this_month = now.replace(day=int(day), hour=int(hour), minute=int(minute), second=0, microsecond=0)
    if this_month <= now:
        return this_month
    return (this_month.replace(day=1) - dt.timedelta(days=1)).replace(day=int(day))


class Archive:
    def __init__(self, pools: Pools, types: EventTypes, alerts: AlertDesk, log: Any) -> None:
        self._pools = pools
        self._types = types
        self._alerts = alerts
        self._log = log

    # -- asking ---------------------------------------------------------------------------------------------------

    async def preview(self) -> ArchivePreview:
        since = dt.datetime.now(dt.UTC) - UNTOUCHED
        rows = await self._to_archive(since, None)
        return ArchivePreview(untouched_since=since, conversations=sum(rows.values()), tenants=len(rows))

    async def request(self) -> ArchiveRun:
        """A run that a worker takes up within seconds; the one that is under way, if there is one."""
        async with self._pools.without_tenant() as connection:
            row = await connection.fetchrow(
                "select * from core.archive_runs where completed_at is null order by created_at limit 1"
            )
            if row is None:
                since = dt.datetime.now(dt.UTC) - UNTOUCHED
                row = await connection.fetchrow(
                    "insert into core.archive_runs (id, untouched_since) values ($1, $2) returning *", new_id(), since
                )
        return _run(row)

    async def run(self, run: UUID) -> ArchiveRun:
        """Raises `NotFound`."""
        async with self._pools.without_tenant() as connection:
            row = await connection.fetchrow("select * from core.archive_runs where id = $1", run)
        if row is None:
            raise NotFound(f"no run {run} of the archive job; `GET /v1/platform/archive` lists them")
        return _run(row)

    async def runs(self, after: UUID | None = None, limit: int = LISTED) -> list[ArchiveRun]:
        """Newest first; `after`: the last of the page before."""
        async with self._pools.without_tenant() as connection:
            rows = await connection.fetch(
                "select * from core.archive_runs where $1::uuid is null or id < $1 order by id desc limit $2",
                after,
                limit,
            )
        return [_run(row) for row in rows]

    # -- working --------------------------------------------------------------------------------------------------

    async def look(self, stop: asyncio.Event, now: dt.datetime | None = None) -> None:
        """Begins the run that is due, and goes on with whatever is not done, until `stop` is set."""
        await self._schedule(now or dt.datetime.now(dt.UTC))
        async with self._pools.without_tenant() as connection:
            rows = await connection.fetch(
                "select * from core.archive_runs where completed_at is null order by created_at"
            )
        for row in rows:
            try:
                await self._carry_on(_run(row), stop)
            except Away:
                continue

    async def _schedule(self, now: dt.datetime) -> None:
        """A time that passed while nothing ran is made up for; one before the installation began is not."""
        due = last_due(now)
        async with self._pools.without_tenant() as connection:
            await connection.execute(
                "insert into core.archive_runs (id, scheduled_for, untouched_since) select $1, $2, $3"
                " from core.platform() p where p.since < $2 on conflict do nothing",
                new_id(),
                due,
                due - UNTOUCHED,
            )

    async def _carry_on(self, run: ArchiveRun, stop: asyncio.Event) -> None:
        while tenants := await self._to_archive(run.untouched_since, run.id):
            for tenant in tenants:
                while await self._batch(run, tenant):
                    if stop.is_set():
                        raise Away
        await self._complete(run)

    async def _to_archive(self, since: dt.datetime, run: UUID | None) -> dict[TenantId, int]:
        async with self._pools.without_tenant() as connection:
            rows = await connection.fetch("select * from core.tenants_to_archive($1, $2)", since, run)
        return {TenantId(row["tenant_id"]): row["conversations"] for row in rows}

    async def _batch(self, run: ArchiveRun, tenant: TenantId) -> bool:
        """Whether the tenant has more. Raises `Away` where another worker holds the run."""
        async with self._pools.within(tenant) as connection:
            if await connection.fetchrow(_HOLD, run.id) is None:
                raise Away
            report = await connection.fetchrow(
                "select reached, completed_at from core.archive_reports where run = $1", run.id
            )
            if report is not None and report["completed_at"] is not None:
                return False  # another worker ended this tenant since it was listed: it is told of once
            reached = report["reached"] if report is not None else None
            done = [row["id"] for row in await connection.fetch(_BATCH, tenant, run.untouched_since, reached, BATCH)]
            last = len(done) < BATCH
            archived = await connection.fetchval(_REPORT, tenant, run.id, len(done), max(done, default=None), last)
            await connection.execute(
                "update core.archive_runs set archived = archived + $2, batches = batches + $3, tenants = tenants + $4"
                " where id = $1",
                run.id,
                len(done),
                int(bool(done)),
                int(last and archived > 0),
            )
            if last and archived:
                completed = ArchiveCompleted(run=run.id, archived=archived)
                event = NewEvent(type="archive.completed", subject=run.id, payload=completed)
                await append(connection, tenant, "core", self._types, [event])
                await self._alerts.raise_within(connection, _finding(tenant, run.id, archived))
        return not last

    async def _complete(self, run: ArchiveRun) -> None:
        done = None
        async with self._pools.without_tenant() as connection:
            platform = await connection.fetchval("select tenant_id from core.platform()")
            if platform is None:
                done = await connection.fetchrow(_COMPLETE, run.id)
        if platform is not None:
            async with self._pools.within(TenantId(platform)) as connection:
                done = await connection.fetchrow(_COMPLETE, run.id)
                if done is not None:
                    found = _finding(TenantId(platform), run.id, done["archived"])
                    await self._alerts.raise_within(connection, msgspec.structs.replace(found, place="platform"))
        if done is not None:
            self._log.info("archive.completed", run=run.id, archived=done["archived"], tenants=done["tenants"])


def _finding(tenant: TenantId, run: UUID, archived: int) -> Finding:
    return Finding(
        tenant=tenant,
        kind=AlertKind.ARCHIVE_COMPLETED,
        level=AlertLevel.INFO,
        thing=str(run),
        value=archived,
        threshold=0,
    )


def _run(row: Any) -> ArchiveRun:
    return ArchiveRun(**{name: row[name] for name in ArchiveRun.__struct_fields__})
