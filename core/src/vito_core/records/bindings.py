"""Bindings as the API shows and changes them, those too that cannot be used now. Making one: `vito_core.twins`."""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID

import asyncpg
import msgspec

from vito_contracts.errors import Conflict, NotFound
from vito_contracts.ids import BindingId, TenantId, TwinId
from vito_contracts.modules import Module
from vito_contracts.scope import TenantScope
from vito_core.db.pool import Connection, Pools
from vito_core.events.types import EventTypes
from vito_core.records.rows import announce, change_row
from vito_core.records.versions import Seen, require_seen
from vito_core.twins import JOINED, decode_context


class BindingRecord(msgspec.Struct, frozen=True, kw_only=True):
    """`usable`: it is active, its twin has an approved version and is the tenant's own or granted to it.
    `twin_name`, `twin_version`: what speaks now; None where the tenant may not see it."""

    id: BindingId
    name: str
    module: Module
    context: dict[str, Any]
    twin: TwinId
    twin_owner: TenantId
    twin_name: str | None
    twin_version: int | None
    required_guardrails: tuple[str, ...]
    active: bool
    usable: bool
    created_at: dt.datetime
    updated_at: dt.datetime
    revision: int


class BindingRecords:
    def __init__(self, pools: Pools, types: EventTypes) -> None:
        self._pools = pools
        self._types = types

    async def page(
        self, scope: TenantScope, *, usable_only: bool, module: Module | None, after: UUID | None, limit: int
    ) -> list[BindingRecord]:
        async with self._pools.within(scope.tenant) as connection:
            rows = await connection.fetch(
                f"select * from ({JOINED}) b where (b.usable or not $1) and ($2::text is null or b.module = $2)"
                " and ($3::uuid is null or b.id > $3) order by b.id limit $4",
                usable_only,
                module,
                after,
                limit,
            )
        return [_binding(row) for row in rows]

    async def get(self, scope: TenantScope, binding: BindingId) -> BindingRecord:
        async with self._pools.within(scope.tenant) as connection:
            return await _one(connection, binding)

    async def change(
        self, scope: TenantScope, binding: BindingId, changes: Mapping[str, Any], seen: Seen
    ) -> BindingRecord:
        """Of name, required guardrails, and whether it is active. Raises `NotFound`, `Stale`, `Conflict`."""
        try:
            async with self._pools.within(scope.tenant) as connection:
                found = await _one(connection, binding, lock=True)
                require_seen(found, seen, "the binding")
                if not changes:
                    return found
                return await self._write(connection, scope, binding, changes)
        except asyncpg.UniqueViolationError as error:
            raise Conflict(f"a binding named {changes['name']!r} exists; choose another name") from error

    async def set_context(
        self, scope: TenantScope, binding: BindingId, context: dict[str, Any], seen: Seen
    ) -> BindingRecord:
        """Raises `InvalidInput` for a context that is not the module's, `NotFound`, `Stale`."""
        async with self._pools.within(scope.tenant) as connection:
            found = await _one(connection, binding, lock=True)
            require_seen(found, seen, "the binding")
            decoded = msgspec.json.encode(decode_context(found.module, context)).decode()
            return await self._write(connection, scope, binding, {"context": decoded})

    async def _write(
        self, connection: Connection, scope: TenantScope, binding: BindingId, changes: Mapping[str, Any]
    ) -> BindingRecord:
        revision = await change_row(connection, "bindings", {"tenant_id": scope.tenant, "id": binding}, changes)
        await announce(connection, self._types, scope, "binding.changed", binding, revision)
        return await _one(connection, binding)


async def _one(connection: Connection, binding: BindingId, *, lock: bool = False) -> BindingRecord:
    row = await connection.fetchrow(f"{JOINED} where b.id = $1{' for update of b' if lock else ''}", binding)
    if row is None:
        raise NotFound(f"no binding {binding}")
    return _binding(row)


def _binding(row: Any) -> BindingRecord:
    return BindingRecord(
        id=BindingId(row["id"]),
        name=row["name"],
        module=Module(row["module"]),
        context=msgspec.json.decode(row["context"]),
        twin=TwinId(row["twin"]),
        twin_owner=TenantId(row["twin_owner"]),
        twin_name=row["twin_name"],
        twin_version=row["version"],
        required_guardrails=tuple(row["required_guardrails"]),
        active=row["active"],
        usable=row["usable"],
        created_at=row["created_at"],
        updated_at=row["updated_at"],
        revision=row["revision"],
    )
