"""All that a plugin holds of a tenant: its tables row by row, read and deleted as the plugin's own role.

The tables are those of its schema in the database, not those it speaks of: an erasure is true even for a plugin that
forgot one.
"""

import graphlib
from collections.abc import AsyncIterator
from typing import Any

import msgspec
import sqlalchemy as sa

from vito_contracts.ids import TenantId
from vito_core.db.database import PluginDatabase
from vito_core.db.pool import Pools
from vito_core.events.types import EventTypes
from vito_core.plugins.calls import system_scope
from vito_core.registry import Loaded

PAGE = 500
BATCH = 2000
"""Rows deleted in one transaction: writers stay short, the event log waits for them."""

_TABLES = sa.text("""
select c.relname as name, c.relkind = 'p' as partitioned,
  exists (select from pg_constraint k where k.conrelid = c.oid and k.confrelid = c.oid) as refers_to_itself,
  array(select a.attname::text from pg_index i cross join unnest(i.indkey) with ordinality u (num, n)
    join pg_attribute a on a.attrelid = c.oid and a.attnum = u.num
    where i.indrelid = c.oid and i.indisprimary and a.attname <> 'tenant_id' order by u.n) as key,
  array(select format_type(a.atttypid, a.atttypmod) from pg_index i
    cross join unnest(i.indkey) with ordinality u (num, n)
    join pg_attribute a on a.attrelid = c.oid and a.attnum = u.num
    where i.indrelid = c.oid and i.indisprimary and a.attname <> 'tenant_id' order by u.n) as types,
  array(select distinct f.relname::text from pg_constraint k join pg_class f on f.oid = k.confrelid
    where k.conrelid = c.oid and k.contype = 'f' and f.relnamespace = c.relnamespace and f.oid <> c.oid) as parents
from pg_class c join pg_attribute t on t.attrelid = c.oid and t.attname = 'tenant_id'
where c.relnamespace = to_regnamespace(quote_ident(:schema)) and c.relkind in ('r', 'p') and not c.relispartition
order by c.relname
""")
_TENANT = "tenant_id = current_setting('app.tenant_id')::uuid"


class Holdings:
    def __init__(self, pools: Pools, types: EventTypes) -> None:
        self._pools = pools
        self._types = types

    async def rows(self, tenant: TenantId, loaded: Loaded) -> AsyncIterator[tuple[str, str]]:
        """(table, row as JSON) of every row, in the order of the tables' keys, page by page."""
        for table in await self._tables(tenant, loaded):
            last: list[str] | None = None
            while True:
                page = await self._page(tenant, loaded, table, last)
                for row in page:
                    yield table["name"], row[0]
                if len(page) < PAGE:
                    break
                last = list(page[-1])[1:]

    async def erase(self, tenant: TenantId, loaded: Loaded) -> AsyncIterator[int]:
        """Deletes every row, what refers to another first; after each short transaction, how many it took."""
        tables = {table["name"]: table for table in await self._tables(tenant, loaded)}
        children_last = graphlib.TopologicalSorter({name: table["parents"] for name, table in tables.items()})
        for name in reversed(list(children_last.static_order())):
            while taken := await self._delete(tenant, loaded, tables[name]):
                yield taken

    async def _tables(self, tenant: TenantId, loaded: Loaded) -> list[dict[str, Any]]:
        if loaded.schema is None:
            return []
        async with self._database(loaded).transaction(system_scope(tenant)) as tx:
            return [dict(row._mapping) for row in await tx.execute(_TABLES, {"schema": loaded.schema})]

    async def _page(self, tenant: TenantId, loaded: Loaded, table: dict[str, Any], last: list[str] | None) -> list[Any]:
        key = [f'"{name}"' for name in table["key"]]
        after = ""
        if last is not None:
            given = (f"cast(cast(:k{n} as text) as {kind})" for n, kind in enumerate(table["types"]))
            after = f" and ({', '.join(key)}) > ({', '.join(given)})"
        shown = "".join(f", {name}::text" for name in key)
        order = f" order by {', '.join(key)}" if key else ""
        statement = f"select to_jsonb(t)::text{shown} from {_name(loaded, table)} t where {_TENANT}{after}{order}"
        if key:  # a table without a key of its own holds one row for a tenant
            statement += f" limit {PAGE}"
        async with self._database(loaded).transaction(system_scope(tenant)) as tx:
            given_last = {f"k{n}": value for n, value in enumerate(last or ())}
            return list(await tx.execute(sa.text(statement), given_last))

    async def _delete(self, tenant: TenantId, loaded: Loaded, table: dict[str, Any]) -> int:
        name = _name(loaded, table)
        if table["refers_to_itself"]:
            chosen = _TENANT
        elif table["partitioned"]:
            chosen = f"(tableoid, ctid) in (select tableoid, ctid from {name} where {_TENANT} limit {BATCH})"
        else:
            chosen = f"ctid = any(array(select ctid from {name} where {_TENANT} limit {BATCH}))"
        counted = (
            f"with gone as (delete from {name} where {chosen} and {_TENANT} returning 1) select count(*) from gone"
        )
        async with self._database(loaded).transaction(system_scope(tenant)) as tx:
            return int((await tx.execute(sa.text(counted)))[0][0])

    def _database(self, loaded: Loaded) -> PluginDatabase:
        return PluginDatabase(self._pools, loaded, self._types)


def _name(loaded: Loaded, table: dict[str, Any]) -> str:
    return f'"{loaded.schema}"."{table["name"]}"'


def line(**fields: Any) -> bytes:
    """One line of an export."""
    return msgspec.json.encode(fields) + b"\n"
