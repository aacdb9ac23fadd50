"""Appending to the log and reading a tenant's part of it."""

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import msgspec

from vito_contracts.errors import InvalidInput
from vito_contracts.events import Code, NewEvent, PlatformEvent, as_code
from vito_contracts.ids import EventId, TenantId, new_id
from vito_contracts.scope import TenantScope
from vito_core.db.pool import Connection, Pools
from vito_core.events.types import EventTypes

_INSERT = (
    "insert into core.events (tenant_id, id, type, version, subject, payload, plugin)"
    " select $1, e.id, e.type, e.version, e.subject, e.payload, $7"
    " from unnest($2::uuid[], $3::text[], $4::smallint[], $5::uuid[], $6::jsonb[])"
    " with ordinality as e (id, type, version, subject, payload, n) order by e.n on conflict do nothing"
)
# Below the horizon only: a reader that goes on after the last position it saw misses nothing that commits late.
_PAGE = (
    "select *, txid::text as txid_text from core.events where txid < pg_snapshot_xmin(pg_current_snapshot())"
    " and (txid, seq) > ($1::text::xid8, $2) and ($3::text is null or type = $3)"
    " and ($4::uuid is null or subject = $4) order by txid, seq limit $5"
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
        [types.version(event.type) for event in events],
        [event.subject for event in events],
        [types.encode(event, plugin) for event in events],
        plugin,
    )


def event_of(row: Any) -> PlatformEvent:
    """The event as it was written."""
    return PlatformEvent(
        id=EventId(row["id"]),
        tenant=TenantId(row["tenant_id"]),
        type=row["type"],
        subject=row["subject"],
        at=row["at"],
        payload=msgspec.json.decode(row["payload"]),
        plugin=row["plugin"],
        version=row["version"],
    )


def current(event: PlatformEvent, types: EventTypes) -> PlatformEvent:
    """The event as this engine's own version of its type. Raises whatever an upgrade function raises."""
    payload, version = types.upgraded(event.type, event.version, event.payload)
    if version == event.version:
        return event
    return msgspec.structs.replace(event, payload=payload, version=version)


def doer(scope: TenantScope) -> Code:
    """Who acts, as payloads say it: "api_key:<id>"; "platform/…" for the platform on a tenant that is not its own."""
    actor = scope.actor
    return as_code(f"{'platform/' if actor.platform else ''}{actor.kind}:{actor.id or actor.name}")


class EventRow(msgspec.Struct, frozen=True, kw_only=True):
    """An event as the API lists it. `position`: where it stands in the log; give it as `after` to go on."""

    id: UUID
    type: str
    version: int
    subject: UUID
    at: dt.datetime
    plugin: str
    payload: dict[str, Any]
    position: str


def parse_position(text: str) -> tuple[str, int]:
    """A position, written as transaction, dot, sequence, as the database takes it. Raises `InvalidInput`."""
    found = re.fullmatch(r"([0-9]{1,19})\.([0-9]{1,18})", text)
    if found is None:
        raise InvalidInput("'after' is no position of an event; give the 'next' of the page before")
    return found[1], int(found[2])


class EventReader:
    """Implements `vito_contracts.services.Events`. Old payloads are read as the current version of their type."""

    def __init__(self, pools: Pools, types: EventTypes) -> None:
        self._pools = pools
        self._types = types

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
        return [current(event_of(row), self._types) for row in rows]

    async def counts(self, scope: TenantScope) -> dict[str, int]:
        async with self._pools.within(scope.tenant) as connection:
            rows = await connection.fetch("select type, count(*) as n from core.events group by type order by type")
        return {row["type"]: row["n"] for row in rows}

    async def page(
        self, scope: TenantScope, *, after: str | None, event_type: str | None, subject: UUID | None, limit: int
    ) -> list[EventRow]:
        """Events as they were written, oldest first, after a position; only what no running transaction can precede."""
        start = parse_position(after) if after is not None else ("0", -1)
        async with self._pools.within(scope.tenant) as connection:
            rows = await connection.fetch(_PAGE, *start, event_type, subject, limit)
        return [
            EventRow(
                id=row["id"],
                type=row["type"],
                version=row["version"],
                subject=row["subject"],
                at=row["at"],
                plugin=row["plugin"],
                payload=msgspec.json.decode(row["payload"]),
                position=f"{row['txid_text']}.{row['seq']}",
            )
            for row in rows
        ]
