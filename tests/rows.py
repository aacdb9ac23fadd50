"""Rows for tables nobody wrote a test for, and what tells whether they survived: for migrations, which move data."""

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID, uuid4

import asyncpg

NOW = dt.datetime.now(dt.UTC).isoformat()
"""Tables partitioned by month have a partition for it."""
TENANTS = (UUID(int=1), UUID(int=2))

# What a column's type and checks do not tell. `{n}`: the tenant's number. None: left empty.
KNOWN: dict[str, str | None] = {
    "core.contacts.erased_at": None,
    "core.revenue_transactions.amount_minor": "2",  # of shares of 1 and 1
    "core.stops.level": "twin",
    "core.tenants.slug": "tenant-{n}",
    "core.tenants.kind": "talent",
    "core.bindings.module": "MARKETING",
    "core.twin_versions.config": json.dumps({"personality_profile": {"tone": "warm", "language": "en"}}),
}
VALUES = {
    "boolean": "true",
    "bytea": "\\x00ff",
    "date": "2026-01-02",
    "double precision": "1.5",
    "inet": "127.0.0.1",
    "integer": "1",
    "interval": "1 hour",
    "bigint": "1",
    "jsonb": "{}",
    "numeric": "1",
    "smallint": "1",
    "text": "text-{n}",
    "text[]": "{a,b}",
    "timestamp with time zone": NOW,
    "uuid[]": "{}",
    "xid8": "7",
    "vector(384)": str([0.5] * 384),
    "bit(256)": "01" * 128,
}
COLUMNS = """
select n.nspname || '.' || c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
  a.attnotnull as required, a.atthasdef or a.attidentity <> '' as given, a.attgenerated <> '' as generated,
  (select e.enumlabel from pg_enum e where e.enumtypid = a.atttypid order by e.enumsortorder limit 1) as label,
  (select (regexp_match(pg_get_constraintdef(k.oid), $re$ANY \\(\\(?ARRAY\\['([^']+)'$re$))[1] from pg_constraint k
    where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum] limit 1) as allowed
from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
where n.nspname = $1 and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'alembic_version'
  and a.attnum > 0 and not a.attisdropped
order by c.oid, a.attnum
"""
REFERENCES = """
select n.nspname || '.' || c.relname as table, fn.nspname || '.' || f.relname as parent,
  array(select a.attname::text from unnest(k.conkey) with ordinality u (num, i) join pg_attribute a
    on a.attrelid = c.oid and a.attnum = u.num order by u.i) as here,
  array(select a.attname::text from unnest(k.confkey) with ordinality u (num, i) join pg_attribute a
    on a.attrelid = f.oid and a.attnum = u.num order by u.i) as there
from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
  join pg_class f on f.oid = k.confrelid join pg_namespace fn on fn.oid = f.relnamespace
where k.contype = 'f' and k.conparentid = 0 and n.nspname = $1
"""


class Filler:
    """Gives every empty table of a schema a row for each of two tenants, parents first. Keeps what it wrote."""

    def __init__(self, connection: Any, schema: str) -> None:
        self._connection = connection
        self._schema = schema
        self._rows: dict[tuple[str, UUID], Any] = {}

    async def fill(self) -> None:
        tables: dict[str, list[Any]] = {}
        for column in await self._connection.fetch(COLUMNS, self._schema):
            tables.setdefault(column["table"], []).append(column)
        references = await self._connection.fetch(REFERENCES, self._schema)
        for table in _parents_first(tables, references):
            if not await self._connection.fetchval(f"select exists (select from {table})"):
                for number, tenant in enumerate(TENANTS, 1):
                    own = [each for each in references if each["table"] == table]
                    await self._insert(table, tables[table], own, number, tenant)

    async def _insert(self, table: str, columns: list[Any], references: list[Any], n: int, tenant: UUID) -> None:
        empty = {name for name, value in KNOWN.items() if value is None}
        whole = {
            each["name"]: each
            for each in columns
            if not (each["generated"] or each["given"] or f"{table}.{each['name']}" in empty)
        }
        least = {name: each for name, each in whole.items() if each["required"]}
        referring = {name for each in references for name in each["here"]}
        for chosen in (whole, least):
            values = {
                name: _value(table, column, n)
                for name, column in chosen.items()
                if column["required"] or name not in referring
            }
            for each in references:
                parent = self._rows.get((each["parent"], tenant))
                if parent is not None:
                    values |= {
                        here: str(parent[there]) for here, there in zip(each["here"], each["there"], strict=True)
                    }
            if any(each["name"] == "tenant_id" for each in columns):
                values["tenant_id"] = str(tenant)
            types = {each["name"]: each["type"] for each in columns}
            items = ", ".join(f"cast(${i}::text as {types[name]})" for i, name in enumerate(values, 1))
            statement = f"insert into {table} ({', '.join(values)}) values ({items}) on conflict do nothing returning *"
            try:
                async with self._connection.transaction():
                    self._rows[table, tenant] = await self._connection.fetchrow(statement, *values.values())
                return
            except asyncpg.CheckViolationError:
                if chosen is least:
                    raise


def _value(table: str, column: Any, n: int) -> str:
    known = KNOWN.get(f"{table}.{column['name']}")
    if known is not None:
        return known.replace("{n}", str(n))
    if column["type"] == "uuid":
        return str(uuid4())
    found = column["allowed"] or column["label"]
    return found or VALUES[column["type"]].replace("{n}", str(n))


def _parents_first(tables: Iterable[str], references: list[Any]) -> Iterator[str]:
    waiting = dict.fromkeys(tables)
    while waiting:
        held = {
            each["table"] for each in references if each["parent"] in waiting and each["parent"] != each["table"]
        } & waiting.keys()
        ready = [table for table in waiting if table not in held]
        assert ready, f"tables refer to each other in a circle: {', '.join(waiting)}"
        for table in ready:
            del waiting[table]
            yield table


Contents = dict[str, list[dict[str, str | None]]]


async def contents(connection: Any, schema: str) -> Contents:
    """Table → all its rows, each value as text."""
    tables: dict[str, list[str]] = {}
    for column in await connection.fetch(COLUMNS, schema):
        tables.setdefault(column["table"], []).append(column["name"])
    found = {}
    for table, names in tables.items():
        listed = ", ".join(f"{name}::text as {name}" for name in names)
        found[table] = [dict(row) for row in await connection.fetch(f"select {listed} from {table}")]
    return found


def differences(before: Contents, after: Contents, multiplied: Iterable[str] = ()) -> list[str]:
    """What differs in the tables and columns that are in both. `multiplied`: tables where a row may become many."""
    differing = []
    for table in before.keys() & after.keys():
        old, new = before[table], after[table]
        columns = sorted(set(old[0] if old else ()) & set(new[0] if new else ()))
        kept, found = (sorted(str([row[name] for name in columns]) for row in rows) for rows in (old, new))
        if kept != found and not (table in multiplied and set(kept) == set(found)):
            differing.append(f"{table} {columns}: {kept} became {found}")
    return differing


STRUCTURE = (
    # columns; their order is not compared, for a column that went and came back stands last
    """select format('%s.%s %s %s %s %s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
         a.attgenerated::text || a.attidentity::text, pg_get_expr(d.adbin, d.adrelid))
       from pg_class c join pg_attribute a on a.attrelid = c.oid
       left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
       where c.relnamespace = $1 and c.relkind in ('r', 'p', 'v', 'm') and a.attnum > 0 and not a.attisdropped""",
    """select format('%s %s %s rls %s %s', c.relname, c.relkind, c.reloptions, c.relrowsecurity, c.relforcerowsecurity)
       from pg_class c where c.relnamespace = $1 and c.relkind <> 'i' and c.relkind <> 'I'""",
    """select format('%s grants %s to %s', c.relname, g.privilege_type,
         case g.grantee when 0 then 'public' else pg_get_userbyid(g.grantee) end)
       from pg_class c, aclexplode(c.relacl) g where c.relnamespace = $1""",
    """select format('%s.%s grants %s to %s', c.relname, a.attname, g.privilege_type, pg_get_userbyid(g.grantee))
       from pg_class c join pg_attribute a on a.attrelid = c.oid, aclexplode(a.attacl) g where c.relnamespace = $1""",
    """select format('%s %s %s', k.conrelid::regclass, k.conname, pg_get_constraintdef(k.oid))
       from pg_constraint k where k.connamespace = $1""",
    "select indexdef from pg_indexes where schemaname = $1::oid::regnamespace::text",
    """select format('%s %s %s', p.polrelid::regclass, p.polname, array[p.polcmd::text, p.polpermissive::text,
         p.polroles::text, pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)])
       from pg_policy p join pg_class c on c.oid = p.polrelid where c.relnamespace = $1""",
    """select pg_get_triggerdef(t.oid) from pg_trigger t join pg_class c on c.oid = t.tgrelid
       where c.relnamespace = $1 and not t.tgisinternal""",
    """select format('%s owner %s %s', pg_get_functiondef(p.oid), pg_get_userbyid(p.proowner),
         array(select a::text from unnest(p.proacl) a order by 1))
       from pg_proc p where p.pronamespace = $1 and p.prokind = 'f'""",
    """select format('%s %s', t.typname, array(select e.enumlabel from pg_enum e where e.enumtypid = t.oid
         order by e.enumsortorder)) from pg_type t where t.typnamespace = $1 and t.typtype in ('e', 'd')""",
    "select format('schema grants %s', a) from pg_namespace n, unnest(n.nspacl) a where n.oid = $1",
)


async def structure(connection: Any, schema: str) -> set[str]:
    """All that a schema is made of but Alembic's own table, in words: equal sets are equal schemas."""
    namespace = await connection.fetchval("select to_regnamespace($1)::oid", schema)
    found = {" ".join(row[0].split()) for query in STRUCTURE for row in await connection.fetch(query, namespace)}
    return {each for each in found if "alembic_version" not in each}
