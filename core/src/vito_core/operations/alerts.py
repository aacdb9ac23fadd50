"""Alerts: raised once when something is found, resolved once when it is gone, acknowledged by whoever saw it."""

import datetime as dt
from typing import Any
from uuid import UUID

import msgspec

from vito_contracts.errors import InvalidInput, NotFound
from vito_contracts.events import NewEvent
from vito_contracts.ids import TenantId, new_id
from vito_contracts.operations import AlertAcknowledged, AlertKind, AlertLevel, AlertRaised, AlertResolved
from vito_contracts.scope import TenantScope
from vito_core.db.pool import Connection, Pools
from vito_core.events.log import append, doer
from vito_core.events.types import EventTypes
from vito_core.operations.monitoring import Monitor

MESSAGES = 900
"""Of at most 1,000 in a conversation; the database's index of those near the limit begins there too."""
STORAGE_PERCENT = 80
DOCUMENT_BYTES = 1024 * 1024
MONTHS_AHEAD = 3
MOST_DOCUMENTS = 1000

# One statement, so that of two keepers one raises it. `raised`: it was not open before.
_RAISE = """
insert into core.alerts (tenant_id, id, kind, level, place, thing, value, threshold)
values ($1, $2, $3, $4, $5, $6, $7, $8)
on conflict (tenant_id, kind, place, thing) where resolved_at is null do update set value = excluded.value
  where core.alerts.value <> excluded.value
returning id, xmax = 0 as raised
"""


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """Something that is wrong now. `place`: a table, or a table's column; `thing`: the row's id."""

    tenant: TenantId
    kind: AlertKind
    level: AlertLevel
    value: int
    threshold: int
    place: str = ""
    thing: str = ""

    @property
    def name(self) -> tuple[UUID, str, str, str]:
        return self.tenant, self.kind, self.place, self.thing


class Alert(msgspec.Struct, frozen=True, kw_only=True):
    """`value`, `threshold`: messages, bytes, conversations or months, as the kind says."""

    id: UUID
    tenant: UUID
    kind: AlertKind
    level: AlertLevel
    place: str
    thing: str
    value: int
    threshold: int
    raised_at: dt.datetime
    acknowledged_at: dt.datetime | None
    resolved_at: dt.datetime | None = None


class AlertDesk:
    def __init__(self, pools: Pools, types: EventTypes, monitor: Monitor) -> None:
        self._pools = pools
        self._types = types
        self._monitor = monitor

    # -- reading --------------------------------------------------------------------------------------------------

    async def page(
        self, scope: TenantScope, *, resolved: bool, level: AlertLevel | None, after: UUID | None, limit: int
    ) -> list[Alert]:
        """The tenant's own, newest first; `resolved`: those that are over too. `after`: the last one of the page
        before. Raises `InvalidInput` if there is no such."""
        async with self._pools.within(scope.tenant) as connection:
            since = None
            if after is not None:
                since = await connection.fetchval("select raised_at from core.alerts where id = $1", after)
                if since is None:
                    raise InvalidInput(f"after: no alert {after}; give `next` of the page before")
            rows = await connection.fetch(
                "select * from core.alerts where ($1 or resolved_at is null) and ($2::text is null or level = $2)"
                " and ($3::timestamptz is null or (raised_at, id) < ($3, $4))"
                " order by raised_at desc, id desc limit $5",
                resolved,
                level,
                since,
                after,
                limit,
            )
        return [_alert(row) for row in rows]

    async def everywhere(self) -> list[Alert]:
        """All that are open, of all tenants, oldest first: ids and numbers."""
        async with self._pools.without_tenant() as connection:
            return [_alert(row) for row in await connection.fetch("select * from core.open_alerts()")]

    # -- acting ---------------------------------------------------------------------------------------------------

    async def acknowledge(self, scope: TenantScope, alert: UUID) -> Alert:
        """Somebody saw it; what is only told (level info) is over with that. Raises `NotFound`."""
        async with self._pools.within(scope.tenant) as connection:
            row = await connection.fetchrow("select * from core.alerts where id = $1 for update", alert)
            if row is None:
                raise NotFound(f"no alert {alert}")
            if row["acknowledged_at"] is None:
                row = await connection.fetchrow(
                    "update core.alerts set acknowledged_at = clock_timestamp(), acknowledged_by = $2 where id = $1"
                    " returning *",
                    alert,
                    scope.actor.id,
                )
                seen = AlertAcknowledged(alert=alert, kind=AlertKind(row["kind"]), by=doer(scope))
                event = NewEvent(type="alert.acknowledged", subject=alert, payload=seen)
                await self._tell(connection, scope.tenant, event)
            if row["level"] == AlertLevel.INFO and row["resolved_at"] is None:
                row = await self._resolve_within(connection, scope.tenant, row["id"])
        return _alert(row)

    async def look(self) -> None:
        """Raises what is found, resolves what is found no more. Harmless in several processes at once."""
        found = {each.name: each for each in await self._findings()}
        standing = await self.everywhere()
        for finding in found.values():
            async with self._pools.within(finding.tenant) as connection:
                await self.raise_within(connection, finding)
        for alert in standing:
            gone = (alert.tenant, alert.kind, alert.place, alert.thing) not in found
            if gone and alert.level is not AlertLevel.INFO:
                tenant = TenantId(alert.tenant)
                async with self._pools.within(tenant) as connection:
                    await self._resolve_within(connection, tenant, alert.id)

    async def raise_within(self, connection: Connection, found: Finding) -> None:
        """In the caller's transaction, which is the tenant's."""
        row = await connection.fetchrow(
            _RAISE,
            found.tenant,
            new_id(),
            found.kind,
            found.level,
            found.place,
            found.thing,
            found.value,
            found.threshold,
        )
        if row is not None and row["raised"]:
            raised = AlertRaised(alert=row["id"], kind=found.kind, level=found.level, value=found.value)
            await self._tell(connection, found.tenant, NewEvent(type="alert.raised", subject=row["id"], payload=raised))

    async def _resolve_within(self, connection: Connection, tenant: TenantId, alert: UUID) -> Any:
        row = await connection.fetchrow(
            "update core.alerts set resolved_at = clock_timestamp() where id = $1 and resolved_at is null returning *",
            alert,
        )
        if row is not None:
            resolved = AlertResolved(alert=alert, kind=AlertKind(row["kind"]))
            await self._tell(connection, tenant, NewEvent(type="alert.resolved", subject=alert, payload=resolved))
        return row or await connection.fetchrow("select * from core.alerts where id = $1", alert)

    async def _tell(self, connection: Connection, tenant: TenantId, event: NewEvent) -> None:
        await append(connection, tenant, "core", self._types, [event])

    # -- looking --------------------------------------------------------------------------------------------------

    async def _findings(self) -> list[Finding]:
        async with self._pools.without_tenant() as connection:
            crowded = await connection.fetch("select * from core.crowded_conversations()")
            large = await connection.fetch("select * from core.large_documents($1, $2)", DOCUMENT_BYTES, MOST_DOCUMENTS)
            platform = await connection.fetchval("select tenant_id from core.platform()")
        found = [_crowded(row) for row in crowded] + [_large(row) for row in large]
        return found if platform is None else found + await self._of_platform(TenantId(platform))

    async def _of_platform(self, platform: TenantId) -> list[Finding]:
        numbers = await self._monitor.platform()
        limit = numbers.storage_bytes * STORAGE_PERCENT // 100
        sizes = [("database", numbers.database_bytes), *((each.name, each.bytes) for each in numbers.tables)]
        found = [
            Finding(
                tenant=platform,
                kind=AlertKind.STORAGE,
                level=AlertLevel.WARNING,
                place=name,
                value=size,
                threshold=limit,
            )
            for name, size in sizes
            if limit and size > limit
        ]
        if numbers.months_ahead < MONTHS_AHEAD:
            found.append(
                Finding(
                    tenant=platform,
                    kind=AlertKind.PARTITIONS_AHEAD,
                    level=AlertLevel.WARNING,
                    place="core.messages",
                    value=numbers.months_ahead,
                    threshold=MONTHS_AHEAD,
                )
            )
        return found


def _crowded(row: Any) -> Finding:
    return Finding(
        tenant=TenantId(row["tenant_id"]),
        kind=AlertKind.CONVERSATION_MESSAGES,
        level=AlertLevel.CRITICAL,
        place="core.conversations",
        thing=str(row["conversation"]),
        value=row["messages"],
        threshold=MESSAGES,
    )


def _large(row: Any) -> Finding:
    return Finding(
        tenant=TenantId(row["tenant_id"]),
        kind=AlertKind.DOCUMENT_SIZE,
        level=AlertLevel.WARNING,
        place=row["place"],
        thing=row["id"],
        value=row["bytes"],
        threshold=DOCUMENT_BYTES,
    )


def _alert(row: Any) -> Alert:
    return Alert(
        id=row["id"],
        tenant=row["tenant_id"],
        kind=AlertKind(row["kind"]),
        level=AlertLevel(row["level"]),
        place=row["place"],
        thing=row["thing"],
        value=row["value"],
        threshold=row["threshold"],
        raised_at=row["raised_at"],
        acknowledged_at=row["acknowledged_at"],
        resolved_at=row.get("resolved_at"),
    )
