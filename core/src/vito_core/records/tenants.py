"""Tenants: each its own record; the platform every tenant's record, and none of its rows."""

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from typing import Any
from uuid import UUID

from vito_contracts.errors import Conflict, NotFound
from vito_contracts.ids import TenantId
from vito_contracts.scope import TenantScope
from vito_contracts.tenancy import Tenant, TenantKind
from vito_core.db.pool import Connection, Pools
from vito_core.events.types import EventTypes
from vito_core.records.rows import announce, change_row, record_of
from vito_core.records.versions import Seen, require_seen

_FIELDS = "tenant_id as id, slug, name, kind, tier, status::text, created_at, updated_at, revision"


class TenantStatus(StrEnum):
    """ACTIVE: its keys open doors. In every other state they are nobody's. ARCHIVED is for good."""

    ACTIVE = "ACTIVE"
    SUSPENDED = "SUSPENDED"
    INACTIVE = "INACTIVE"
    PENDING_SETUP = "PENDING_SETUP"
    ARCHIVED = "ARCHIVED"
    SCHEDULED = "SCHEDULED"


_VERBS = {TenantStatus.ACTIVE: "resumed", TenantStatus.SUSPENDED: "suspended", TenantStatus.ARCHIVED: "archived"}


class TenantRecord(Tenant, frozen=True, kw_only=True):
    status: TenantStatus
    created_at: dt.datetime
    updated_at: dt.datetime
    revision: int


class TenantRecords:
    def __init__(self, pools: Pools, types: EventTypes) -> None:
        self._pools = pools
        self._types = types

    async def own(self, scope: TenantScope) -> TenantRecord:
        async with self._pools.within(scope.tenant) as connection:
            return await _one(connection, scope.tenant)

    async def page(self, scope: TenantScope, *, after: UUID | None, limit: int) -> list[TenantRecord]:
        """All tenants, in the order in which they were made, to the platform; to anybody else none."""
        async with self._pools.within(scope.tenant) as connection:
            rows = await connection.fetch(f"select {_FIELDS} from core.tenant_records(null, $1, $2)", after, limit)
        return [record_of(row, TenantRecord) for row in rows]

    async def get(self, scope: TenantScope, tenant: TenantId) -> TenantRecord:
        """Any tenant's, to the platform. Raises `NotFound`."""
        async with self._pools.within(scope.tenant) as connection:
            row = await connection.fetchrow(f"select {_FIELDS} from core.tenant_records($1, null, 1)", tenant)
        if row is None:
            raise NotFound(f"no tenant {tenant}")
        return record_of(row, TenantRecord)

    async def change(
        self, scope: TenantScope, tenant: TenantId, changes: Mapping[str, Any], seen: Seen
    ) -> TenantRecord:
        """`tenant`: the caller's own, or, to the platform, any. Raises `NotFound`, `Stale`."""
        await self._require_reach(scope, tenant)
        async with self._pools.within(tenant) as connection:
            found = await _one(connection, tenant, lock=True)
            require_seen(found, seen, "the tenant")
            if not changes:
                return found
            return await self._write(connection, scope, tenant, changes, "changed")

    async def set_status(self, scope: TenantScope, tenant: TenantId, status: TenantStatus, seen: Seen) -> TenantRecord:
        """Suspends, resumes or archives. Raises `Conflict` for the platform's own tenant and for one that is archived,
        `NotFound`, `Stale`."""
        await self._require_reach(scope, tenant)
        async with self._pools.within(tenant) as connection:
            found = await _one(connection, tenant, lock=True)
            require_seen(found, seen, "the tenant")
            if found.kind is TenantKind.PLATFORM:
                raise Conflict("the platform's own tenant cannot be suspended or archived: nobody could resume it")
            if found.status is status:
                return found
            if found.status is TenantStatus.ARCHIVED:
                raise Conflict("this tenant is archived, for good; make another one")
            return await self._write(connection, scope, tenant, {"status": status}, _VERBS[status])

    async def _require_reach(self, scope: TenantScope, tenant: TenantId) -> None:
        if tenant != scope.tenant:
            await self.get(scope, tenant)

    async def _write(
        self, connection: Connection, scope: TenantScope, tenant: TenantId, changes: Mapping[str, Any], verb: str
    ) -> TenantRecord:
        revision = await change_row(connection, "tenants", {"tenant_id": tenant}, changes)
        if "tier" in changes:
            # What the tenant is entitled to is remembered under this number.
            await connection.execute(
                "update core.tenants set plugin_revision = plugin_revision + 1 where tenant_id = $1", tenant
            )
        await announce(connection, self._types, scope, f"tenant.{verb}", tenant, revision, tenant)
        return await _one(connection, tenant)


async def _one(connection: Connection, tenant: TenantId, *, lock: bool = False) -> TenantRecord:
    row = await connection.fetchrow(
        f"select {_FIELDS} from core.tenants where tenant_id = $1{' for update' if lock else ''}", tenant
    )
    if row is None:
        raise NotFound(f"no tenant {tenant}")
    return record_of(row, TenantRecord)
