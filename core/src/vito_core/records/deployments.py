"""Deployments as the API makes, shows and changes them."""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID

import asyncpg
import msgspec

from vito_contracts.conversation import DeploymentType
from vito_contracts.deployments import DeploymentConfig, DeploymentStatus, config_type
from vito_contracts.errors import Conflict, InvalidInput, NotFound
from vito_contracts.ids import BindingId, DeploymentId, new_id
from vito_contracts.scope import TenantScope
from vito_core.db.pool import Connection, Pools
from vito_core.events.types import EventTypes
from vito_core.records.deployment_rows import READ, DeploymentRecord, deployment_of, move_due, moved, one
from vito_core.records.rows import announce, change_row, require_order, tell
from vito_core.records.versions import Seen, require_seen


class DeploymentRecords:
    def __init__(self, pools: Pools, types: EventTypes) -> None:
        self._pools = pools
        self._types = types

    async def create(
        self,
        scope: TenantScope,
        *,
        kind: DeploymentType,
        binding: BindingId,
        config: Mapping[str, Any],
        starts_at: dt.datetime | None,
        ends_at: dt.datetime | None,
    ) -> DeploymentRecord:
        """Without `starts_at` it serves at once. Raises `InvalidInput`, `NotFound` for a binding or a brand."""
        decoded = _decode(kind, config)
        require_order(starts_at, ends_at)
        deployment = DeploymentId(new_id())
        try:
            async with self._pools.within(scope.tenant) as connection:
                now = await connection.fetchval("select now()")
                _require_future(ends_at, now)
                await _require_brand(connection, decoded)
                begun = starts_at or now
                await connection.execute(
                    "insert into core.deployments (tenant_id, id, binding, type, config, status, starts_at, ends_at)"
                    " values ($1, $2, $3, $4, $5, $6, $7, $8)",
                    scope.tenant,
                    deployment,
                    binding,
                    kind,
                    msgspec.json.encode(decoded).decode(),
                    DeploymentStatus.SCHEDULED,
                    begun,
                    ends_at,
                )
                await announce(connection, self._types, scope, "deployment.created", deployment, 1)
                await move_due(connection, self._types, scope, deployment=deployment)
                return await one(connection, deployment)
        except asyncpg.ForeignKeyViolationError as error:
            raise NotFound(f"no binding {binding}") from error

    async def page(
        self,
        scope: TenantScope,
        *,
        status: DeploymentStatus | None,
        kind: DeploymentType | None,
        binding: BindingId | None,
        after: UUID | None,
        limit: int,
    ) -> list[DeploymentRecord]:
        """In the order in which they were made."""
        async with self._pools.within(scope.tenant) as connection:
            rows = await connection.fetch(
                f"select * from ({READ}) d where ($1::text is null or d.status = $1)"
                " and ($2::text is null or d.type = $2) and ($3::uuid is null or d.binding = $3)"
                " and ($4::uuid is null or d.id > $4) order by d.id limit $5",
                status,
                kind,
                binding,
                after,
                limit,
            )
        return [deployment_of(row) for row in rows]

    async def get(self, scope: TenantScope, deployment: DeploymentId) -> DeploymentRecord:
        async with self._pools.within(scope.tenant) as connection:
            return await one(connection, deployment)

    async def change(
        self, scope: TenantScope, deployment: DeploymentId, changes: Mapping[str, Any], seen: Seen
    ) -> DeploymentRecord:
        """Of `config`, `ends_at`, and `starts_at` while it has not begun. Raises `NotFound`, `Stale`, `InvalidInput`,
        and `Conflict` once it has ended."""
        async with self._pools.within(scope.tenant) as connection:
            found = await self._open(connection, scope, deployment, seen)
            if not changes:
                return found
            now = await connection.fetchval("select now()")
            given = dict(changes)
            if "starts_at" in given:
                if found.starts_at is None or found.starts_at <= now:
                    raise Conflict(f"deployment {deployment} has begun: its start cannot be moved any more")
                given["starts_at"] = given["starts_at"] or now
            require_order(given.get("starts_at", found.starts_at), given.get("ends_at", found.ends_at))
            if "ends_at" in given:
                _require_future(given["ends_at"], now)
            if "config" in given:
                decoded = _decode(found.type, given["config"])
                await _require_brand(connection, decoded)
                given["config"] = msgspec.json.encode(decoded).decode()
            revision = await _write(connection, scope, deployment, given)
            await announce(connection, self._types, scope, "deployment.changed", deployment, revision)
            await move_due(connection, self._types, scope, deployment=deployment)
            return await one(connection, deployment)

    async def pause(self, scope: TenantScope, deployment: DeploymentId, seen: Seen) -> DeploymentRecord:
        """It serves nobody until it is resumed; its end comes all the same. Raises `Conflict` once it has ended."""
        async with self._pools.within(scope.tenant) as connection:
            found = await self._open(connection, scope, deployment, seen)
            if found.status is DeploymentStatus.SUSPENDED:
                return found
            return await self._set(connection, scope, found, "paused", DeploymentStatus.SUSPENDED)

    async def resume(self, scope: TenantScope, deployment: DeploymentId, seen: Seen) -> DeploymentRecord:
        """It serves again, or waits for its start again. Raises `Conflict` once it has ended."""
        async with self._pools.within(scope.tenant) as connection:
            found = await self._open(connection, scope, deployment, seen)
            if found.status is not DeploymentStatus.SUSPENDED:
                return found
            waits = found.starts_at is not None and found.starts_at > await connection.fetchval("select now()")
            status = DeploymentStatus.SCHEDULED if waits else DeploymentStatus.ACTIVE
            return await self._set(connection, scope, found, "resumed", status)

    async def end(self, scope: TenantScope, deployment: DeploymentId, seen: Seen) -> DeploymentRecord:
        """At once and for good; ended before: nothing happens."""
        async with self._pools.within(scope.tenant) as connection:
            found = await self._settled(connection, scope, deployment, seen)
            if found.status is DeploymentStatus.INACTIVE:
                return found
            now = await connection.fetchval("select now()")
            # One that never began keeps the dates it was to have.
            begun = found.starts_at is None or found.starts_at < now
            dates = {"ends_at": now} if begun else {}
            return await self._set(connection, scope, found, "ended", DeploymentStatus.INACTIVE, dates)

    async def _set(
        self,
        connection: Connection,
        scope: TenantScope,
        found: DeploymentRecord,
        verb: str,
        status: DeploymentStatus,
        dates: Mapping[str, Any] | None = None,
    ) -> DeploymentRecord:
        await _write(connection, scope, found.id, {"status": status, **(dates or {})})
        since = await connection.fetchval("select now()")
        event = moved(scope, verb, found.id, found.binding, status, since)
        await tell(connection, self._types, scope.tenant, [event])
        return await one(connection, found.id)

    async def _open(
        self, connection: Connection, scope: TenantScope, deployment: DeploymentId, seen: Seen
    ) -> DeploymentRecord:
        found = await self._settled(connection, scope, deployment, seen)
        if found.status is DeploymentStatus.INACTIVE:
            raise Conflict(f"deployment {deployment} has ended: it can be read, and changes no more")
        return found

    async def _settled(
        self, connection: Connection, scope: TenantScope, deployment: DeploymentId, seen: Seen
    ) -> DeploymentRecord:
        """Locked, with what its dates moved already noted, so that events come in the order of what happened."""
        found = await one(connection, deployment, lock=True)
        require_seen(found, seen, "the deployment")
        await move_due(connection, self._types, scope, deployment=deployment)
        return found


async def _write(
    connection: Connection, scope: TenantScope, deployment: DeploymentId, changes: Mapping[str, Any]
) -> int:
    return await change_row(connection, "deployments", {"tenant_id": scope.tenant, "id": deployment}, changes)


def _decode(kind: DeploymentType, config: Mapping[str, Any]) -> DeploymentConfig:
    """Raises `InvalidInput` naming type and key."""
    try:
        return msgspec.convert(config, config_type(kind))
    except msgspec.ValidationError as error:
        raise InvalidInput(f"config of a {kind} deployment: {error}") from error


async def _require_brand(connection: Connection, config: DeploymentConfig) -> None:
    brand = getattr(config, "brand_id", None)
    if brand is None:
        return
    status = await connection.fetchval("select status::text from core.brands where id = $1 for share", brand)
    if status is None:
        raise NotFound(f"no brand {brand}")
    if status != "ACTIVE":
        raise Conflict(f"brand {brand} is archived")


def _require_future(ends_at: dt.datetime | None, now: dt.datetime) -> None:
    if ends_at is not None and ends_at <= now:
        raise InvalidInput("'ends_at' has passed already; give a later one, or end the deployment")
