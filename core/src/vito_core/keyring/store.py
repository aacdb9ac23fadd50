"""Where wrapped data keys are kept: `core.data_keys`, behind the wall."""

import contextlib
from collections.abc import AsyncIterator
from typing import Protocol

import asyncpg
import msgspec

from vito_contracts.errors import NotFound
from vito_contracts.ids import TenantId
from vito_core.db.pool import Connection, wall_sql
from vito_core.db.roles import APP


class WrappedKey(msgspec.Struct, frozen=True):
    """`wrapped` None: erased; what was encrypted with it is unreadable for ever. `retired`: it encrypts nothing new."""

    version: int
    wrapped: bytes | None
    wrapped_by: str
    retired: bool


class Doors(Protocol):
    """`Pools` is one; `AdminDoors` another."""

    def within(self, tenant: TenantId) -> contextlib.AbstractAsyncContextManager[Connection]: ...
    def without_tenant(self) -> contextlib.AbstractAsyncContextManager[Connection]: ...


_WALL = "select current_setting('role'), coalesce(current_setting('app.tenant_id', true), '')"
_WALL_AS_BEFORE = "select set_config('role', $1, true), set_config('app.tenant_id', $2, true)"


class AdminDoors:
    """The owner's one connection, acting as the app role: the owner itself would see the keys of all tenants. In a
    transaction of the caller's, what is done behind several doors holds as a whole or not at all; each of them closes
    behind whoever leaves."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @contextlib.asynccontextmanager
    async def within(self, tenant: TenantId) -> AsyncIterator[Connection]:
        async with self._connection.transaction():
            before = await self._connection.fetchrow(_WALL)
            await self._connection.execute(wall_sql(tenant, APP))
            yield self._connection
            await self._connection.execute(_WALL_AS_BEFORE, *before)

    @contextlib.asynccontextmanager
    async def without_tenant(self) -> AsyncIterator[Connection]:
        async with self._connection.transaction():
            before = await self._connection.fetchrow(_WALL)
            await self._connection.execute(f"set local role {APP}")
            yield self._connection
            await self._connection.execute(_WALL_AS_BEFORE, *before)


class DatabaseKeys:
    """Every statement names the tenant beside the wall: what an erasure takes does not come back."""

    def __init__(self, pools: Doors) -> None:
        self._pools = pools

    async def of(self, tenant: TenantId) -> list[WrappedKey]:
        """Ascending by version."""
        async with self._pools.within(tenant) as connection:
            return await _read(connection, tenant)

    async def add(self, tenant: TenantId, expected: int, key: WrappedKey) -> bool:
        """Adds a version and retires the others, if `expected` is still the newest version (0: none yet); False if
        another process was faster. Raises `NotFound` for an unknown tenant."""
        try:
            async with self._pools.within(tenant) as connection:
                await connection.execute(
                    "select pg_advisory_xact_lock(hashtextextended($1, 0))", f"core.data_keys/{tenant}"
                )
                newest = "select coalesce(max(version), 0) from core.data_keys where tenant_id = $1"
                if await connection.fetchval(newest, tenant) != expected:
                    return False
                await connection.execute(
                    "update core.data_keys set retired_at = clock_timestamp()"
                    " where tenant_id = $1 and retired_at is null",
                    tenant,
                )
                await connection.execute(
                    "insert into core.data_keys (tenant_id, version, wrapped, wrapped_by) values ($1, $2, $3, $4)",
                    tenant,
                    key.version,
                    key.wrapped,
                    key.wrapped_by,
                )
        except asyncpg.ForeignKeyViolationError as error:
            raise NotFound(f"no tenant {tenant}") from error
        return True

    async def replace(self, tenant: TenantId, before: WrappedKey, wrapped: bytes, wrapped_by: str) -> None:
        """The same data key under another master key."""
        async with self._pools.within(tenant) as connection:
            await connection.execute(
                "update core.data_keys set wrapped = $4, wrapped_by = $5"
                " where tenant_id = $1 and version = $2 and wrapped = $3",
                tenant,
                before.version,
                before.wrapped,
                wrapped,
                wrapped_by,
            )

    async def erase(self, tenant: TenantId) -> int:
        """How many keys were erased. The versions stay taken, so that an old payload never meets a new key."""
        async with self._pools.within(tenant) as connection:
            rows = await connection.fetch(
                "update core.data_keys set wrapped = null, wrapped_by = '',"
                " retired_at = coalesce(retired_at, clock_timestamp())"
                " where tenant_id = $1 and wrapped is not null returning version",
                tenant,
            )
        return len(rows)

    async def masters(self) -> dict[str, int]:
        """Id of a master key → how many data keys it wraps, over all tenants."""
        async with self._pools.without_tenant() as connection:
            rows = await connection.fetch("select wrapped_by, data_keys from core.data_key_masters()")
        return {row["wrapped_by"]: row["data_keys"] for row in rows}

    async def tenants(self) -> list[TenantId]:
        async with self._pools.without_tenant() as connection:
            return [TenantId(row["tenant_id"]) for row in await connection.fetch("select * from core.active_tenants()")]


async def _read(connection: Connection, tenant: TenantId) -> list[WrappedKey]:
    rows = await connection.fetch(
        "select version, wrapped, wrapped_by, retired_at is not null as retired from core.data_keys"
        " where tenant_id = $1 order by version",
        tenant,
    )
    return [WrappedKey(row["version"], row["wrapped"], row["wrapped_by"], row["retired"]) for row in rows]
