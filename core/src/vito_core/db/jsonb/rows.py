"""The rows a schema is enforced on, read and written tenant by tenant, in short transactions of the app role.

Maintenance goes through the wall like everybody else: the same statements work for an administrator who is a superuser
and for one whom row level security shows nothing, and no mistake here can mix two tenants' rows.
"""

import contextlib
from collections.abc import AsyncIterator, Sequence
from uuid import UUID

import asyncpg
import msgspec

from vito_contracts.errors import InvalidInput
from vito_core.db.pool import Connection, begun, wall_sql
from vito_core.db.roles import APP

Key = list[str]
BATCH = 500

# The triggers are the list of what is enforced; there is no second one that could say something else.
_WATCHED = r"""
select t.tgrelid::regclass::text as relation, string_to_array(encode(t.tgargs, 'escape'), '\000') as arguments,
  (select array_agg(quote_ident(a.attname) order by k.place) from unnest(i.indkey) with ordinality k(attnum, place)
    join pg_attribute a on a.attrelid = t.tgrelid and a.attnum = k.attnum) as key,
  (select array_agg(format_type(a.atttypid, a.atttypmod) order by k.place)
    from unnest(i.indkey) with ordinality k(attnum, place)
    join pg_attribute a on a.attrelid = t.tgrelid and a.attnum = k.attnum) as types
from pg_trigger t join pg_index i on i.indrelid = t.tgrelid and i.indisprimary
where t.tgfoid = 'core.enforce_jsonb'::regproc and not t.tgisinternal order by 1, 2
"""


class Watched(msgspec.Struct, frozen=True):
    """One column under enforcement. `schema`: a name, or with `module_column` the beginning of one."""

    relation: str
    column: str
    schema: str
    module_column: str | None
    key: tuple[str, ...]
    types: tuple[str, ...]

    def holds(self, name: str) -> bool:
        return name == self.schema if self.module_column is None else name.startswith(self.schema)

    def only(self, name: str) -> str:
        """SQL: the rows of the tenant in $1 whose document is under the schema `name`."""
        # quote_literal is not needed: names of schemas are [a-z0-9_], by a check of their table.
        module = f" and lower({self.module_column}) = '{name.removeprefix(self.schema)}'" if self.module_column else ""
        return f"tenant_id = $1{module}"

    def place(self, parameter: int) -> str:
        """SQL: the row constructor of a key passed as text[]."""
        parts = (f"(${parameter}::text[])[{i}]::{kind}" for i, kind in enumerate(self.types, start=1))
        return f"row({', '.join(parts)})"

    def key_texts(self) -> str:
        return "array[" + ", ".join(f"{each}::text" for each in self.key) + "]"

    def keys(self) -> str:
        return ", ".join(self.key)


class RowFault(msgspec.Struct, frozen=True, kw_only=True):
    """A row that does not fit; ids and rules only, nothing of what stands in it."""

    relation: str
    key: dict[str, str]
    violation: str


async def watched(connection: Connection, name: str | None = None) -> list[Watched]:
    """What is enforced; with `name`, where that schema is."""
    found = [
        Watched(
            row["relation"],
            row["arguments"][0],
            row["arguments"][1],
            row["arguments"][2] or None if len(row["arguments"]) > 2 else None,
            tuple(row["key"]),
            tuple(row["types"]),
        )
        for row in await connection.fetch(_WATCHED)
    ]
    return [each for each in found if name is None or each.holds(name)]


@contextlib.asynccontextmanager
async def as_app(connection: Connection, tenant: UUID) -> AsyncIterator[None]:
    """A transaction of the app role within a tenant's wall. Raises `InvalidInput` for a login that may not be it."""
    try:
        async with begun(connection, wall_sql(tenant, APP)):
            yield
    except asyncpg.InsufficientPrivilegeError as error:
        if connection.is_in_transaction():  # begun, and refused the role in the same round trip
            await connection.execute("rollback")
        raise InvalidInput(
            "the administrator's login cannot act as vito_app on these tables; as a superuser: grant vito_app to it"
        ) from error


async def tenants(connection: Connection) -> list[UUID]:
    async with as_app(connection, UUID(int=0)):
        return [row["tenant_id"] for row in await connection.fetch("select tenant_id from core.active_tenants()")]


async def pages(
    connection: Connection, column: Watched, tenant: UUID, name: str, batch: int
) -> AsyncIterator[tuple[Key, Key, int]]:
    """(first key, last key, rows) of each batch of a tenant's rows, in the order of the primary key."""
    where, keys = column.only(name), column.keys()
    after: Key | None = None
    while True:
        further = f" and row({keys}) > {column.place(2)}" if after is not None else ""
        async with as_app(connection, tenant):
            rows = await connection.fetch(
                f"select {column.key_texts()} as key from {column.relation}"
                f" where {where}{further} order by {keys} limit {batch:d}",
                *(each for each in (tenant, after) if each is not None),
            )
        if not rows:
            return
        yield rows[0]["key"], rows[-1]["key"], len(rows)
        if len(rows) < batch:
            return
        after = rows[-1]["key"]


def between(column: Watched, name: str) -> str:
    """SQL: the rows of tenant $1 from key $2 to key $3."""
    keys = column.keys()
    return f"{column.only(name)} and row({keys}) >= {column.place(2)} and row({keys}) <= {column.place(3)}"


async def faults(
    connection: Connection, column: Watched, tenant: UUID, span: tuple[Key, Key], name: str, versions: Sequence[int]
) -> list[RowFault]:
    """The rows of a span that fit none of the versions; the violation told is that of the first of them."""
    async with as_app(connection, tenant):
        rows = await connection.fetch(
            f"""select key, coalesce((select core.jsonb_violation(s.schema, document) from core.jsonb_schemas s
                  where s.schema_name = $4 and s.version = ($5::integer[])[1]), '# no version is in force') as violation
                from (select {column.key_texts()} as key, {column.column} as document from {column.relation}
                  where {between(column, name)} order by {column.keys()} offset 0) span
                where not exists (select from core.jsonb_schemas s where s.schema_name = $4
                  and s.version = any($5::integer[]) and core.jsonb_matches(s.schema, document))""",
            tenant,
            *span,
            name,
            list(versions),
        )
    return [
        RowFault(
            relation=column.relation,
            key=dict(zip(column.key, row["key"], strict=True)),
            violation=row["violation"],
        )
        for row in rows
    ]
