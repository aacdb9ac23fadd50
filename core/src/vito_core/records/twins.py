"""Twins and their versions as the API shows and changes them. Making and approving them: `vito_core.twins`."""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID

import asyncpg
import msgspec

from vito_contracts.errors import Conflict, NotFound
from vito_contracts.ids import TenantId, TwinId
from vito_contracts.record_events import TwinVersionChanged
from vito_contracts.scope import TenantScope
from vito_contracts.twin import Twin, TwinConfig, TwinVersionState
from vito_core.db.pool import Connection, Pools
from vito_core.events.log import doer
from vito_core.events.types import EventTypes
from vito_core.records.rows import announce, change_row, tell
from vito_core.records.versions import Seen, require_seen

_NEWEST = """
select t.tenant_id, t.id, t.name, t.retired_at, t.created_at, t.updated_at, t.revision, v.version, v.state, v.config
from core.twins t join lateral (select version, state, config from core.twin_versions v
  where v.tenant_id = t.tenant_id and v.twin = t.id order by version desc limit 1) v on true
where t.tenant_id = $1
"""
_VERSION = "select version, state, config, created_at from core.twin_versions where tenant_id = $1 and twin = $2"
_RETIRE = """
update core.twin_versions set state = 'retired' where tenant_id = $1 and twin = $2 and state <> 'retired'
  and ($3::integer is null or version = $3) returning version
"""


class TwinRecord(Twin, frozen=True, kw_only=True):
    """A twin with its newest version. `retired_at`: since when it speaks no more, for good."""

    retired_at: dt.datetime | None
    created_at: dt.datetime
    updated_at: dt.datetime
    revision: int


class VersionRecord(msgspec.Struct, frozen=True, kw_only=True):
    twin: TwinId
    version: int
    state: TwinVersionState
    config: TwinConfig
    created_at: dt.datetime


class TwinRecords:
    """The tenant's own; a twin that is lent to it is its owner's to show."""

    def __init__(self, pools: Pools, types: EventTypes) -> None:
        self._pools = pools
        self._types = types

    async def page(self, scope: TenantScope, *, after: UUID | None, limit: int) -> list[TwinRecord]:
        async with self._pools.within(scope.tenant) as connection:
            rows = await connection.fetch(
                f"{_NEWEST} and ($2::uuid is null or t.id > $2) order by t.id limit $3", scope.tenant, after, limit
            )
        return [_twin(row) for row in rows]

    async def get(self, scope: TenantScope, twin: TwinId) -> TwinRecord:
        async with self._pools.within(scope.tenant) as connection:
            return await _one(connection, scope.tenant, twin)

    async def versions(self, scope: TenantScope, twin: TwinId, *, after: int, limit: int) -> list[VersionRecord]:
        """Oldest first, those later than `after`. Raises `NotFound` for a twin that is not there."""
        async with self._pools.within(scope.tenant) as connection:
            rows = await connection.fetch(
                f"{_VERSION} and version > $3 order by version limit $4", scope.tenant, twin, after, limit
            )
            if not rows:
                await _one(connection, scope.tenant, twin)
        return [_version(twin, row) for row in rows]

    async def version(self, scope: TenantScope, twin: TwinId, version: int) -> VersionRecord:
        async with self._pools.within(scope.tenant) as connection:
            return await one_version(connection, scope.tenant, twin, version)

    async def change(self, scope: TenantScope, twin: TwinId, changes: Mapping[str, Any], seen: Seen) -> TwinRecord:
        """Of its name. Raises `NotFound`, `Stale`, and `Conflict` for a name that is taken or a twin that was
        retired."""
        try:
            async with self._pools.within(scope.tenant) as connection:
                found = await _one(connection, scope.tenant, twin, lock=True)
                require_seen(found, seen, "the twin")
                if found.retired_at is not None:
                    raise Conflict(f"twin {twin} was retired: it can be read, and changes no more")
                if not changes:
                    return found
                return await self._write(connection, scope, twin, changes, "changed")
        except asyncpg.UniqueViolationError as error:
            raise Conflict(f"a twin named {changes['name']!r} exists; choose another name") from error

    async def retire(self, scope: TenantScope, twin: TwinId, seen: Seen) -> TwinRecord:
        """With all its versions, for good: the next turn of any binding to it is refused."""
        async with self._pools.within(scope.tenant) as connection:
            found = await _one(connection, scope.tenant, twin, lock=True)
            require_seen(found, seen, "the twin")
            if found.retired_at is not None:
                return found
            await self._retire_versions(connection, scope, twin, None)
            retired_at = await connection.fetchval("select now()")
            return await self._write(connection, scope, twin, {"retired_at": retired_at}, "retired")

    async def retire_version(self, scope: TenantScope, twin: TwinId, version: int, seen: Seen) -> VersionRecord:
        """It speaks no more; the newest version that is approved does, if there is one. `seen`: of the version."""
        async with self._pools.within(scope.tenant) as connection:
            await _one(connection, scope.tenant, twin, lock=True)
            require_seen(await one_version(connection, scope.tenant, twin, version), seen, "the version")
            if await self._retire_versions(connection, scope, twin, version):
                await change_row(connection, "twins", {"tenant_id": scope.tenant, "id": twin}, {})
            return await one_version(connection, scope.tenant, twin, version)

    async def _retire_versions(
        self, connection: Connection, scope: TenantScope, twin: TwinId, version: int | None
    ) -> bool:
        rows = await connection.fetch(_RETIRE, scope.tenant, twin, version)
        told = [TwinVersionChanged(twin=twin, version=row["version"], by=doer(scope)) for row in rows]
        await tell(connection, self._types, scope.tenant, [("twin.version_retired", twin, each) for each in told])
        return bool(rows)

    async def _write(
        self, connection: Connection, scope: TenantScope, twin: TwinId, changes: Mapping[str, Any], verb: str
    ) -> TwinRecord:
        revision = await change_row(connection, "twins", {"tenant_id": scope.tenant, "id": twin}, changes)
        await announce(connection, self._types, scope, f"twin.{verb}", twin, revision)
        return await _one(connection, scope.tenant, twin)


async def _one(connection: Connection, tenant: TenantId, twin: TwinId, *, lock: bool = False) -> TwinRecord:
    row = await connection.fetchrow(f"{_NEWEST} and t.id = $2{' for update of t' if lock else ''}", tenant, twin)
    if row is None:
        raise NotFound(f"no twin {twin}")
    return _twin(row)


async def one_version(connection: Connection, tenant: TenantId, twin: TwinId, version: int) -> VersionRecord:
    row = await connection.fetchrow(f"{_VERSION} and version = $3", tenant, twin, version)
    if row is None:
        raise NotFound(f"no version {version} of twin {twin}")
    return _version(twin, row)


def _twin(row: Any) -> TwinRecord:
    return TwinRecord(
        id=TwinId(row["id"]),
        owner=TenantId(row["tenant_id"]),
        name=row["name"],
        version=row["version"],
        state=TwinVersionState(row["state"]),
        config=msgspec.json.decode(row["config"], type=TwinConfig),
        retired_at=row["retired_at"],
        created_at=row["created_at"],
        updated_at=row["updated_at"],
        revision=row["revision"],
    )


def _version(twin: TwinId, row: Any) -> VersionRecord:
    return VersionRecord(
        twin=twin,
        version=row["version"],
        state=TwinVersionState(row["state"]),
        config=msgspec.json.decode(row["config"], type=TwinConfig),
        created_at=row["created_at"],
    )
