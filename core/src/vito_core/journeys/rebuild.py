"""After a restore PostgreSQL and Temporal differ. The database is the truth: every journey that is open there is begun
anew at the step it had reached, and what Temporal runs that the database does not know is ended."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Sequence
from typing import Any
from uuid import UUID

import asyncpg
import msgspec
from temporalio.service import RPCError, RPCStatusCode

from vito_contracts.ids import BindingId, ContactId, TenantId
from vito_contracts.journey import SignalReceived, StageResult
from vito_core.db.pool import Pools
from vito_core.events.log import current, event_of
from vito_core.events.types import EventTypes
from vito_core.journeys.model import WORKFLOW, JourneyStart, Resumed, tenant_of, workflow_id
from vito_core.journeys.service import SIGNALLED, JourneyClient, signal_of

AT_ONCE = 16
_LOCK = 4_242_019
_PENDING = "select exists (select from core.restores where journeys_rebuilt_at is null)"
_DONE = "update core.restores set journeys_rebuilt_at = clock_timestamp() where journeys_rebuilt_at is null"
_OPEN = (
    "select j.contact, j.lead, j.binding, j.stage from core.journeys j join core.contacts c on c.id = j.contact"
    " where j.ended_at is null and c.erased_at is null"
)
_STEPS = (
    "select stage, step, received, result, extract(epoch from clock_timestamp() - at)::float8 as ago"
    " from core.journey_steps where contact = $1 order by at, step"
)
_REQUESTS = "select id, contact from core.subject_requests where state in ('requested', 'running')"


class Rebuilt(msgspec.Struct, frozen=True):
    """How many journeys were begun anew, and how many workflows were ended."""

    journeys: int
    ended: int


class JourneyRebuild:
    """`tenants`: the ids of all."""

    def __init__(
        self,
        pools: Pools,
        dsn: str,
        client: JourneyClient,
        types: EventTypes,
        tenants: Callable[[], Awaitable[Sequence[TenantId]]],
        seconds_per_day: float,
        log: Any,
    ) -> None:
        self._pools = pools
        self._dsn = dsn
        self._client = client
        self._types = types
        self._tenants = tenants
        self._seconds_per_day = seconds_per_day
        self._log = log

    async def run(self) -> Rebuilt | None:
        """None: nothing was restored since the last time, or another worker is at it. Repeatable: what is broken off
        is begun again."""
        async with self._pools.without_tenant() as connection:
            if not await connection.fetchval(_PENDING):
                return None
        connection = await asyncpg.connect(self._dsn)
        try:
            if not await connection.fetchval("select pg_try_advisory_lock($1::bigint)", _LOCK):
                return None
            rebuilt = await self._rebuild()
            await connection.execute(_DONE)
        finally:
            await connection.close()
        self._log.info("journeys.rebuilt", journeys=rebuilt.journeys, ended=rebuilt.ended)
        return rebuilt

    async def _rebuild(self) -> Rebuilt:
        limit, known, journeys = asyncio.Semaphore(AT_ONCE), set[str](), 0
        for tenant in await self._tenants():
            async with self._pools.within(tenant) as connection:
                rows = await connection.fetch(_OPEN)
                requests = await connection.fetch(_REQUESTS)
            async with asyncio.TaskGroup() as group:
                for row in rows:
                    group.create_task(self._begin(tenant, row, limit))
            journeys += len(rows)
            known |= {workflow_id(tenant, row["contact"]) for row in rows}
            known |= {f"{tenant}/{each}" for row in requests for each in (row["contact"], row["id"])}
        return Rebuilt(journeys, await self._end_unknown(known))

    async def _begin(self, tenant: TenantId, row: Any, limit: asyncio.Semaphore) -> None:
        contact = ContactId(row["contact"])
        async with limit:
            async with self._pools.within(tenant) as connection:
                steps = await connection.fetch(_STEPS, contact)
                milestones = await connection.fetch(
                    "select milestone from core.journey_milestones where contact = $1 order by at, step", contact
                )
            resumed = resumed_at(row["stage"], steps, tuple(each["milestone"] for each in milestones))
            await self._client.start_anew(
                JourneyStart(
                    tenant=tenant,
                    contact=contact,
                    lead=row["lead"],
                    binding=BindingId(row["binding"]),
                    seconds_per_day=self._seconds_per_day,
                    resumed=resumed,
                )
            )
            # Read after the start: what is committed from now on, the dispatcher tells a journey that is there.
            for signal in await self._signals(tenant, contact):
                if signal.id not in resumed.seen:
                    await self._client.signal(tenant, contact, signal)

    async def _signals(self, tenant: TenantId, contact: ContactId) -> list[SignalReceived]:
        async with self._pools.within(tenant) as connection:
            rows = await connection.fetch(
                "select * from core.events where subject = $1 and type = any($2) order by txid, seq",
                contact,
                list(SIGNALLED),
            )
        return [signal_of(current(event_of(row), self._types)) for row in rows]

    async def _end_unknown(self, known: set[str]) -> int:
        """Journeys, erasures and exports that were begun after the backup: the database knows nothing of them."""
        client, ended = await self._client.client(), 0
        async for each in client.list_workflows("ExecutionStatus = 'Running'"):
            tenant = tenant_of(each.id)
            if tenant is None or _is_known(each.id, each.workflow_type, known):
                continue
            handle = (await self._client.of(tenant)).get_workflow_handle(each.id, run_id=each.run_id)
            with contextlib.suppress(_Gone):
                await _terminate(handle)
                ended += 1
        return ended


class _Gone(Exception):
    pass


async def _terminate(handle: Any) -> None:
    try:
        await handle.terminate(reason="restored")
    except RPCError as error:
        if error.status is RPCStatusCode.NOT_FOUND:
            raise _Gone from error
        raise


def _is_known(workflow: str, kind: str | None, known: set[str]) -> bool:
    if kind == WORKFLOW:
        return workflow in known
    # "<tenant>/erasure/<contact>" and "<tenant>/export/<contact>/<request>"
    tenant, _, rest = workflow.partition("/")
    return f"{tenant}/{rest.rpartition('/')[2]}" in known


def resumed_at(stage: str, steps: Sequence[Any], milestones: tuple[str, ...]) -> Resumed:
    """`steps`: rows of core.journey_steps, oldest first. Without any, the stage that was noted is begun anew, which it
    bears: stages are idempotent by step."""
    results = [msgspec.json.decode(row["result"], type=StageResult) for row in steps]
    seen: tuple[UUID, ...] = tuple(row["received"] for row in steps if row["received"] is not None)
    provisional = next((each.provisional for each in reversed(results) if each.provisional is not None), None)
    if not steps:
        return Resumed(stage=stage, milestones=milestones)
    latest = steps[-1]
    order = list(dict.fromkeys(row["stage"] for row in steps))
    return Resumed(
        done=tuple(name for name in order if name != latest["stage"]),
        stage=latest["stage"],
        step=latest["step"],
        result=results[-1],
        waited_seconds=latest["ago"],
        provisional=provisional,
        milestones=milestones,
        seen=seen,
    )
