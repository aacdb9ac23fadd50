"""Grants as the API shows and changes them. Giving one: `vito_core.twins`."""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from vito_contracts.errors import Conflict, NotFound
from vito_contracts.ids import GrantId
from vito_contracts.scope import TenantScope
from vito_contracts.twin import Grant
from vito_core.db.pool import Connection, Pools
from vito_core.events.types import EventTypes
from vito_core.records.rows import announce, change_row, record_of, require_order
from vito_core.records.versions import Seen, require_seen

_READ = (
    "select id, tenant_id as owner, grantee, twin, parts, uses, starts_at, ends_at, revoked_at, updated_at, revision"
    " from core.grants"
)


class GrantRecord(Grant, frozen=True, kw_only=True):
    updated_at: dt.datetime
    revision: int


class GrantRecords:
    """Given ones and received ones are shown; the giver alone changes them."""

    def __init__(self, pools: Pools, types: EventTypes) -> None:
        self._pools = pools
        self._types = types

    async def page(self, scope: TenantScope, *, after: UUID | None, limit: int) -> list[GrantRecord]:
        async with self._pools.within(scope.tenant) as connection:
            rows = await connection.fetch(
                f"{_READ} where $1::uuid is null or id > $1 order by id limit $2", after, limit
            )
        return [record_of(row, GrantRecord) for row in rows]

    async def get(self, scope: TenantScope, grant: GrantId) -> GrantRecord:
        async with self._pools.within(scope.tenant) as connection:
            row = await connection.fetchrow(f"{_READ} where id = $1", grant)
        if row is None:
            raise NotFound(f"no grant {grant}")
        return record_of(row, GrantRecord)

    async def change(self, scope: TenantScope, grant: GrantId, changes: Mapping[str, Any], seen: Seen) -> GrantRecord:
        """Of `ends_at`, earlier or later or none. Raises `NotFound`, `Stale`, `InvalidInput`, and `Conflict` for a
        revoked one."""
        async with self._pools.within(scope.tenant) as connection:
            found = await _given(connection, scope, grant)
            require_seen(found, seen, "the grant")
            if found.revoked_at is not None:
                raise Conflict(f"grant {grant} was revoked: give a new one")
            if not changes:
                return found
            require_order(found.starts_at, changes.get("ends_at"))
            return await self._write(connection, scope, grant, changes, "changed")

    async def revoke(self, scope: TenantScope, grant: GrantId, seen: Seen) -> GrantRecord:
        """At once and for good; revoked before: nothing happens."""
        async with self._pools.within(scope.tenant) as connection:
            found = await _given(connection, scope, grant)
            require_seen(found, seen, "the grant")
            if found.revoked_at is not None:
                return found
            revoked_at = await connection.fetchval("select now()")
            return await self._write(connection, scope, grant, {"revoked_at": revoked_at}, "revoked")

    async def _write(
        self, connection: Connection, scope: TenantScope, grant: GrantId, changes: Mapping[str, Any], verb: str
    ) -> GrantRecord:
        revision = await change_row(connection, "grants", {"tenant_id": scope.tenant, "id": grant}, changes)
        await announce(connection, self._types, scope, f"grant.{verb}", grant, revision)
        return record_of(
            await connection.fetchrow(f"{_READ} where tenant_id = $1 and id = $2", scope.tenant, grant), GrantRecord
        )


async def _given(connection: Connection, scope: TenantScope, grant: GrantId) -> GrantRecord:
    """Locked. Raises `NotFound`, also for one that was received."""
    row = await connection.fetchrow(f"{_READ} where tenant_id = $1 and id = $2 for update", scope.tenant, grant)
    if row is None:
        raise NotFound(f"no grant {grant} of yours")
    return record_of(row, GrantRecord)
