"""What must never show on B's side: every id in A's rows, and a word that only A's people and pages use."""

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

import msgspec

SECRET = "zanzibar"
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")

TENANT_TABLES = """
select n.nspname as schema, c.relname as name, c.relkind = 'p' as partitioned
from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute t on t.attrelid = c.oid
where t.attname = 'tenant_id' and c.relkind in ('r', 'p') and not c.relispartition and n.nspname !~ '^(pg_|information)'
order by 1, 2
"""
UUID_COLUMNS = """
select table_schema as schema, table_name as name, column_name as column from information_schema.columns
where data_type = 'uuid' and column_name <> 'tenant_id'
"""


class Marks:
    """A's ids by the name of what they identify ("contact", "binding", …), and how to find them in an answer."""

    def __init__(self, tenant: UUID) -> None:
        self.tenant = tenant
        self.by_name: dict[str, list[UUID]] = defaultdict(list)
        self.where: dict[str, str] = {str(tenant): "core.tenants.tenant_id"}

    def add(self, schema: str, table: str, column: str, values: Iterable[UUID]) -> None:
        name = _singular(table) if column == "id" else column
        for value in values:
            self.where.setdefault(str(value), f"{schema}.{table}.{column}")
            if value not in self.by_name[name]:
                self.by_name[name].append(value)

    def forget(self, others: Iterable[UUID]) -> None:
        """Ids that B's rows hold too, such as a derived one of the installation."""
        for each in others:
            self.where.pop(str(each), None)

    def one(self, name: str) -> UUID:
        """An id for a parameter or field of that name."""
        found = self.by_name.get(name) or self.by_name["contact"]
        return found[0]

    def several(self, name: str) -> list[UUID]:
        """Up to three of that name, and one of everything else: an id of the wrong kind must not work either."""
        others = [ids[0] for other, ids in self.by_name.items() if other != name and ids]
        return [*self.by_name.get(name, ())[:3], *others]

    def found_in(self, answer: Any, sent: str = "") -> list[str]:
        """What of A is in an answer beside what B itself had sent."""
        text = answer if isinstance(answer, str) else _plain(answer)
        ids = set(_UUID.findall(text.lower())) - set(_UUID.findall(sent.lower()))
        found = [f"{each} ({self.where[each]})" for each in sorted(ids) if each in self.where]
        if SECRET in text.lower() and SECRET not in sent.lower():
            found.append(f"the word {SECRET!r}")
        return found


async def marks_of(admin: Any, tenant: UUID, other: UUID) -> Marks:
    """`admin`: a connection that sees all rows."""
    marks = Marks(tenant)
    tables = {(row["schema"], row["name"]) for row in await admin.fetch(TENANT_TABLES)}
    for row in await admin.fetch(UUID_COLUMNS):
        if (row["schema"], row["name"]) not in tables:
            continue
        query = (
            f'select distinct "{row["column"]}" as id from "{row["schema"]}"."{row["name"]}" where tenant_id = $1'
            f' and "{row["column"]}" is not null order by 1 limit 500'
        )
        own = [each["id"] for each in await admin.fetch(query, tenant)]
        marks.add(row["schema"], row["name"], row["column"], own)
        marks.forget(each["id"] for each in await admin.fetch(query, other))
    return marks


async def fingerprint(admin: Any, tenant: UUID) -> dict[str, str]:
    """Table → digest of the tenant's rows; empty for none."""
    found = {}
    for row in await admin.fetch(TENANT_TABLES):
        table = f'"{row["schema"]}"."{row["name"]}"'
        rows = await admin.fetch(f"select t::text as row from {table} t where tenant_id = $1 order by 1", tenant)
        text = "\n".join(each["row"] for each in rows)
        found[f"{row['schema']}.{row['name']}"] = hashlib.sha256(text.encode()).hexdigest() if rows else ""
    return found


async def rows_with_secret(admin: Any, tenant: UUID) -> list[str]:
    """Tables in which a tenant's rows hold A's word."""
    found = []
    for row in await admin.fetch(TENANT_TABLES):
        table = f'"{row["schema"]}"."{row["name"]}"'
        query = f"select true from {table} t where tenant_id = $1 and t::text ilike '%{SECRET}%' limit 1"
        if await admin.fetchval(query, tenant):
            found.append(f"{row['schema']}.{row['name']}")
    return found


def _singular(table: str) -> str:
    return table[:-3] + "y" if table.endswith("ies") else table.removesuffix("s")


def _plain(answer: Any) -> str:
    if isinstance(answer, BaseException):
        return f"{type(answer).__name__}: {answer}"
    try:
        return json.dumps(msgspec.to_builtins(answer), default=str)
    except TypeError:
        return repr(answer)
