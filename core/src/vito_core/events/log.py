"""Appending to the log and reading a tenant's part of it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import msgspec

from vito_contracts.events import NewEvent, PlatformEvent
from vito_contracts.ids import EventId, TenantId, new_id
from vito_contracts.scope import TenantScope
from vito_core.db.pool import Connection, Pools
from vito_core.events.types import EventTypes

_INSERT = (
    "insert into core.events (tenant_id, id, type, subject, payload, plugin)"
    " select $1, e.id, e.type, e.subject, e.payload, $6"
    " from unnest($2::uuid[], $3::text[], $4::uuid[], $5::jsonb[]) with ordinality as e (id, type, subject, payload, n)"
    " order by e.n on conflict do nothing"
)


async def append(
    connection: Connection, tenant: TenantId, plugin: str, types: EventTypes, events: Sequence[NewEvent]
) -> None:
    """Writes events in the caller's transaction, in order, in one statement."""
    await connection.execute(
        _INSERT,
        tenant,
        [event.id or new_id() for event in events],
        [event.type for event in events],
        [event.subject for event in events],
        [types.encode(event, plugin) for event in events],
        plugin,
    )


def event_of(row: Any) -> PlatformEvent:
    return PlatformEvent(
        id=EventId(row["id"]),
        tenant=TenantId(row["tenant_id"]),
        type=row["type"],
        subject=row["subject"],
        at=row["at"],
        payload=msgspec.json.decode(row["payload"]),
        plugin=row["plugin"],
    )


class EventReader:
    """Implements `vito_contracts.services.Events`."""

    def __init__(self, pools: Pools) -> None:
        self._pools = pools

    async def read(
        self, scope: TenantScope, *, types: Sequence[str] = (), subject: UUID | None = None, limit: int = 1000
    ) -> Sequence[PlatformEvent]:
        async with self._pools.within(scope.tenant) as connection:
            rows = await connection.fetch(
                "select * from core.events where ($1::text[] = '{}' or type = any($1))"
                " and ($2::uuid is null or subject = $2) order by txid, seq limit $3",
                list(types),
                subject,
                limit,
            )
        return [event_of(row) for row in rows]

    async def counts(self, scope: TenantScope) -> dict[str, int]:
        async with self._pools.within(scope.tenant) as connection:
            rows = await connection.fetch("select type, count(*) as n from core.events group by type order by type")
        return {row["type"]: row["n"] for row in rows}
