"""Every table and every definer function, in SQL, as each role that the engine acts as, within B's wall."""

import contextlib
import datetime as dt
from collections.abc import AsyncIterator
from typing import Any

import asyncpg

from tests.isolation.marks import SECRET, TENANT_TABLES
from tests.isolation.report import Report
from tests.isolation.stage import Stage

ROLES = (
    "select rolname from pg_roles where rolname in ('vito_app', 'vito_walled') or rolname like 'plugin\\_%' order by 1"
)
COLUMNS = """
select quote_ident(attname) from pg_attribute
where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' and attidentity = ''
"""
DEFINERS = """
select p.oid::regprocedure::text as signature, p.oid::regproc::text as name,
  array(select format_type(t, null) from unnest(p.proargtypes) t) as types,
  coalesce(p.proargnames[1:p.pronargs], '{}') as names
from pg_proc p where p.prosecdef order by 1
"""
ARGUMENTS: dict[str, Any] = {
    "text": f"english:{SECRET}",
    "text[]": [f"english:{SECRET}"],
    "boolean[]": [True],
    "boolean": True,
    "integer": 10,
    "bigint": 10,
    "smallint": 1,
    "double precision": 0.0,
    "bytea": b"not a hash of anything",
    "jsonb": "{}",
    "uuid[]": [],
    "interval": dt.timedelta(seconds=1),
    "timestamp with time zone": dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
    "vector": str([0.05] * 384),
}
NAMED: dict[str, Any] = {"spelt": [""], "forms": [f"simple:{SECRET}"]}


async def try_tables(stage: Stage, report: Report) -> None:
    roles = [row["rolname"] for row in await stage.admin.fetch(ROLES)]
    for row in await stage.admin.fetch(TENANT_TABLES):
        table = f'"{row["schema"]}"."{row["name"]}"'
        report.note("table", table)
        tenant = stage.a.scope.tenant
        copy = await stage.admin.fetchval(f"select to_jsonb(t)::text from {table} t where tenant_id = $1", tenant)
        if copy is None:
            report.empty_tables.append(table)
        for role in roles:
            await _as_role(stage, report, table, role, copy)


async def _as_role(stage: Stage, report: Report, table: str, role: str, copy: str | None) -> None:
    tenant = stage.a.scope.tenant
    door = f"{table} as {role}"

    async def may(right: str) -> bool:
        return bool(await stage.admin.fetchval("select has_table_privilege($1, $2, $3)", role, table, right))

    if await may("select"):
        seen = await _within(stage, role, f"select count(*) from {table} where tenant_id = $1", tenant)
        report.leak(door, [f"{seen} rows of A can be read"] if seen else [])
        for verb, statement in (
            ("update", f"update {table} set tenant_id = tenant_id where tenant_id = $1 returning 1"),
            ("delete", f"delete from {table} where tenant_id = $1 returning 1"),
        ):
            if await may(verb):
                touched = await _within(stage, role, f"with x as ({statement}) select count(*) from x", tenant)
                report.leak(door, [f"{touched} rows of A: {verb}"] if touched else [])
    if copy is not None and await may("insert"):
        columns = ", ".join(row[0] for row in await stage.admin.fetch(COLUMNS, table))
        statement = (
            f"with x as (insert into {table} ({columns}) select {columns}"
            f" from jsonb_populate_record(null::{table}, $1::jsonb) returning 1) select count(*) from x"
        )
        try:
            await _within(stage, role, statement, copy)
        except asyncpg.InsufficientPrivilegeError:
            return
        except asyncpg.PostgresError as error:
            report.leak(door, [f"an insert of A's row failed for another reason than the wall: {error.sqlstate}"])
        else:
            report.leak(door, ["a row of A could be inserted"])


async def try_definers(stage: Stage, report: Report, installation_wide: dict[str, str]) -> None:
    """`installation_wide`: functions that answer about all tenants by design, with the reason; they are not asked."""
    roles = [row["rolname"] for row in await stage.admin.fetch(ROLES)]
    for function in await stage.admin.fetch(DEFINERS):
        if function["name"] in installation_wide:
            continue
        values = [_argument(stage, *each) for each in zip(function["types"], function["names"], strict=True)]
        casts = ", ".join(f"${n}::text::{t}" if t == "vector" else f"${n}::{t}" for n, t in _numbered(function))
        for role in roles:
            if not await stage.admin.fetchval(
                "select has_function_privilege($1, $2::regprocedure, 'execute')", role, function["signature"]
            ):
                continue
            door = f"{function['signature']} as {role}"
            report.note("definer", door)
            try:
                async with _wall(stage, role):
                    answer: Any = [
                        dict(row)
                        for row in await stage.admin.fetch(f"select * from {function['name']}({casts})", *values)
                    ]
            except asyncpg.PostgresError as error:
                answer = error
            report.outcome(door, str(answer) if isinstance(answer, asyncpg.PostgresError) else None)
            report.leak(door, stage.marks.found_in(answer, str(values)))


def _numbered(function: Any) -> list[tuple[int, str]]:
    return list(enumerate(function["types"], start=1))


def _argument(stage: Stage, kind: str, name: str) -> Any:
    if kind == "uuid":
        return stage.marks.tenant if name in ("owner", "twin_owner", "tenant") else stage.marks.one(name)
    return NAMED.get(name, ARGUMENTS[kind])


async def _within(stage: Stage, role: str, statement: str, *values: Any) -> Any:
    async with _wall(stage, role):
        return await stage.admin.fetchval(statement, *values)


@contextlib.asynccontextmanager
async def _wall(stage: Stage, role: str) -> AsyncIterator[None]:
    """Whatever happens inside is rolled back."""
    transaction = stage.admin.transaction()
    await transaction.start()
    try:
        await stage.admin.execute("select set_config('app.tenant_id', $1, true)", str(stage.b.scope.tenant))
        await stage.admin.execute(f'set local role "{role}"')
        yield
    finally:
        await transaction.rollback()
