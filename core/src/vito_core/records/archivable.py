"""Records that are one row, are shown as they are, and are archived instead of deleted: contracts, brands."""

from collections.abc import Mapping
from typing import Any, ClassVar, Generic, TypeVar
from uuid import UUID

import asyncpg
import msgspec

from vito_contracts.errors import Conflict, NotFound
from vito_contracts.ids import new_id
from vito_contracts.scope import TenantScope
from vito_core.db.pool import Connection, Pools
from vito_core.events.types import EventTypes
from vito_core.records.rows import announce, change_row, columns, record_of
from vito_core.records.versions import Seen, require_seen

ARCHIVED = "ARCHIVED"


class Archivable(msgspec.Struct, frozen=True, kw_only=True):
    """What such a record shows at least."""

    id: UUID
    status: str
    revision: int


A = TypeVar("A", bound=Archivable)


class ArchivableRecords(Generic[A]):
    """Its subclasses name the table, the noun, the struct and the column that is unique within the tenant."""

    table: ClassVar[str]
    noun: ClassVar[str]
    unique: ClassVar[str]
    shape: type[A]

    def __init__(self, pools: Pools, types: EventTypes) -> None:
        self._pools = pools
        self._types = types

    async def create(self, scope: TenantScope, values: Mapping[str, Any]) -> A:
        """Raises `Conflict` where the tenant has one of that name or number."""
        self._check(values)
        row = {"tenant_id": scope.tenant, "id": new_id(), **values}
        places = ", ".join(f"${number}" for number in range(1, len(row) + 1))
        statement = f"insert into core.{self.table} ({', '.join(row)}) values ({places}) returning *"
        try:
            async with self._pools.within(scope.tenant) as connection:
                made = record_of(await connection.fetchrow(statement, *row.values()), self.shape)
                await announce(connection, self._types, scope, f"{self.noun}.created", made.id, made.revision)
        except asyncpg.UniqueViolationError as error:
            raise self._taken(values) from error
        return made

    async def page(self, scope: TenantScope, *, status: str | None, after: UUID | None, limit: int) -> list[A]:
        """In the order in which they were made."""
        async with self._pools.within(scope.tenant) as connection:
            rows = await connection.fetch(
                f"select {columns(self.shape)} from core.{self.table} where ($1::text is null or status::text = $1)"
                " and ($2::uuid is null or id > $2) order by id limit $3",
                status,
                after,
                limit,
            )
        return [record_of(row, self.shape) for row in rows]

    async def get(self, scope: TenantScope, record: UUID) -> A:
        async with self._pools.within(scope.tenant) as connection:
            return await self._one(connection, record)

    async def change(self, scope: TenantScope, record: UUID, changes: Mapping[str, Any], seen: Seen) -> A:
        """Raises `NotFound`, `Stale`, `InvalidInput`, and `Conflict` for an archived one or a name that is taken."""
        try:
            async with self._pools.within(scope.tenant) as connection:
                found = await self._one(connection, record, lock=True)
                require_seen(found, seen, f"the {self.noun}")
                self._require_open(found)
                if not changes:
                    return found
                self._check({**msgspec.structs.asdict(found), **changes})
                return await self._write(connection, scope, record, changes, "changed")
        except asyncpg.UniqueViolationError as error:
            raise self._taken(changes) from error

    async def archive(self, scope: TenantScope, record: UUID, seen: Seen) -> A:
        """It stays readable and changes no more. Archived before: nothing happens. Raises `Conflict` while in use."""
        async with self._pools.within(scope.tenant) as connection:
            found = await self._one(connection, record, lock=True)
            require_seen(found, seen, f"the {self.noun}")
            if found.status == ARCHIVED:
                return found
            await self._require_unused(connection, record)
            return await self._write(connection, scope, record, {"status": ARCHIVED}, "archived")

    def _check(self, values: Mapping[str, Any]) -> None:
        """Raises `InvalidInput` for values that do not fit each other."""

    async def _require_unused(self, connection: Connection, record: UUID) -> None:
        """Raises `Conflict`."""

    async def _write(
        self, connection: Connection, scope: TenantScope, record: UUID, changes: Mapping[str, Any], verb: str
    ) -> A:
        key = {"tenant_id": scope.tenant, "id": record}
        revision = await change_row(connection, self.table, key, changes)
        await announce(connection, self._types, scope, f"{self.noun}.{verb}", record, revision)
        return await self._one(connection, record)

    async def _one(self, connection: Connection, record: UUID, *, lock: bool = False) -> A:
        row = await connection.fetchrow(
            f"select {columns(self.shape)} from core.{self.table} where id = $1{' for update' if lock else ''}", record
        )
        if row is None:
            raise NotFound(f"no {self.noun} {record}")
        return record_of(row, self.shape)

    def _require_open(self, record: A) -> None:
        if record.status == ARCHIVED:
            raise Conflict(f"{self.noun} {record.id} is archived: it can be read, and changes no more")

    def _taken(self, values: Mapping[str, Any]) -> Conflict:
        return Conflict(f"a {self.noun} with the {self.unique} {values.get(self.unique)!r} exists; choose another")
