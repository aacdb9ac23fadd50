"""What the tenant wall costs: a tenant's query over raw asyncpg, and the search through it over the search without."""

import time
from typing import Any

import asyncpg

from bench.measure import Result, Side
from bench.session import Session, connected
from vito_contracts.capabilities import Document, KnowledgeBase, Source
from vito_contracts.ids import new_id
from vito_contracts.modules import Module
from vito_core.engine import Engine
from vito_core.testing import Furnished, furnish

TENANTS = 10
MESSAGES = 400
"""Of each tenant, in conversations of 20."""
PAGES = 60
SUBJECTS = "invoices calendars webhooks templates seats exports filters labels drafts themes".split()

_OWN = "select text from {schema}.messages where tenant_id = $1 and conversation = $2 order by at desc limit 20"
_WALLED = "select text from core.messages where conversation = $1 order by at desc limit 20"
_SEARCH = (
    "select id, relevance from {schema}.search($1::text[], $2::boolean[], $3::text[], $4, $5::text::public.vector,"
    " $6::text[], $7, $8, $9, $10)"
)


async def run(session: Session) -> Result:
    result = Result(comparisons=[])
    async with session.engine("knowledge") as engine, connected(engine) as (connection,):
        tenants = [await furnish(engine, f"tenant-{n}", contexts={Module.MARKETING: {}}) for n in range(TENANTS)]
        for tenant in tenants:
            await _learn(engine, tenant)
        conversation, *_ = [await _talk(engine, tenant) for tenant in tenants]
        await _without_wall(session, engine)
        times = session.choose(200, 40)
        rounds = await session.interleave(
            "a tenant's query",
            {
                "within the wall": _within(engine, tenants[0], conversation, times),
                "raw asyncpg": _raw(connection, tenants[0], conversation, times),
            },
            session.choose(15, 5),
        )
        result.comparisons.append(rounds.compare("20 messages of a conversation", "within the wall", "raw asyncpg"))
        times = session.choose(20, 5)
        sides = {
            "through the wall": _searching(connection, "knowledge", tenants[0], times),
            "without it": _searching(connection, "plain_knowledge", tenants[0], times),
        }
        rounds = await session.interleave("a search", sides, session.choose(15, 5))
        result.comparisons.append(rounds.compare("a search of 60 passages", "through the wall", "without it"))
        found = [await _found(connection, schema, tenants[0]) for schema in ("knowledge", "plain_knowledge")]
        if not found[0] or found[0] != found[1]:
            result.faults.append("the search through the wall finds other passages than the one without it")
        result.facts = {"tenants": TENANTS, "messages": TENANTS * MESSAGES, "passages": TENANTS * PAGES}
    return result


async def _learn(engine: Engine, tenant: Furnished) -> None:
    knowledge = await engine.capabilities.of(tenant.bindings[Module.MARKETING], KnowledgeBase)
    documents = tuple(
        Document(path=f"{number}.md", text=f"# Page {number}\n\n{_prose(number)}\n") for number in range(PAGES)
    )
    await knowledge.ingest(tenant.scope, Source(corpus="docs", documents=documents))


def _prose(number: int) -> str:
    subject = SUBJECTS[number % len(SUBJECTS)]
    return f"You find {subject} in the settings. Number {number} of them tells how {subject} are shared with the team."


async def _talk(engine: Engine, tenant: Furnished) -> Any:
    """Messages straight into the table; returns one of the conversations."""
    async with engine.pools.within(tenant.scope.tenant) as connection:
        conversations = [new_id() for _ in range(MESSAGES // 20)]
        await connection.executemany(
            "insert into core.messages (tenant_id, id, conversation, ordinal, speaker, text, at)"
            " values ($1, $2, $3, $4, 'end_user', $5, clock_timestamp())",
            [
                (tenant.scope.tenant, new_id(), conversations[n % len(conversations)], n, _prose(n))
                for n in range(MESSAGES)
            ],
        )
    return conversations[0]


async def _without_wall(session: Session, engine: Engine) -> None:
    """Copies of the tables without row level security, and of the search as a plain function over them."""
    connection = await asyncpg.connect(session.admin_dsn(engine))
    try:
        await connection.execute("create schema plain_core; create schema plain_knowledge")
        for schema, tables in (("core", ["messages"]), ("knowledge", ["documents", "chunks", "vocabulary"])):
            for table in tables:
                await connection.execute(f"create table plain_{schema}.{table} (like {schema}.{table} including all)")
                columns = await connection.fetchval(
                    "select string_agg(quote_ident(column_name), ', ') from information_schema.columns"
                    " where table_schema = $1 and table_name = $2 and is_generated = 'NEVER'",
                    schema,
                    table,
                )
                await connection.execute(
                    f"insert into plain_{schema}.{table} ({columns}) select {columns} from {schema}.{table}"
                )
        source = await connection.fetchval("select pg_get_functiondef('knowledge.search'::regproc)")
        plain = source.replace("knowledge.", "plain_knowledge.").replace(" SECURITY DEFINER", "")
        await connection.execute(plain)
        for schema in ("plain_core", "plain_knowledge", "knowledge"):
            await connection.execute(f"grant usage on schema {schema} to vito_app")
        await connection.execute(
            "grant select on all tables in schema plain_core, plain_knowledge to vito_app;"
            " grant execute on all functions in schema plain_knowledge, knowledge to vito_app; analyze"
        )
    finally:
        await connection.close()


def _within(engine: Engine, tenant: Furnished, conversation: Any, times: int) -> Side:
    async def side() -> float:
        began = time.perf_counter()
        for _ in range(times):
            async with engine.pools.within(tenant.scope.tenant) as connection:
                assert len(await connection.fetch(_WALLED, conversation)) == 20
        return (time.perf_counter() - began) / times

    return side


def _raw(connection: Any, tenant: Furnished, conversation: Any, times: int) -> Side:
    query = _OWN.format(schema="plain_core")

    async def side() -> float:
        began = time.perf_counter()
        for _ in range(times):
            assert len(await connection.fetch(query, tenant.scope.tenant, conversation)) == 20
        return (time.perf_counter() - began) / times

    return side


def _searching(connection: Any, schema: str, tenant: Furnished, times: int) -> Side:
    async def side() -> float:
        began = time.perf_counter()
        for _ in range(times):
            assert await _found(connection, schema, tenant)
        return (time.perf_counter() - began) / times

    return side


async def _found(connection: Any, schema: str, tenant: Furnished) -> list[Any]:
    """Both in a transaction that names the tenant, so that nothing but the wall differs."""
    scope = tenant.bindings[Module.MARKETING]
    forms, vector = ["english:webhooks spanish:webhooks simple:webhooks"], [0.05] * 384
    async with connection.transaction():
        await connection.execute("select set_config('app.tenant_id', $1, true)", str(scope.tenant))
        rows = await connection.fetch(
            _SEARCH.format(schema=schema),
            forms, [True], [""], "en", str(vector), [], scope.twin.twin, scope.twin_owner, 0.1, 8,
        )  # fmt: skip
    return [row["id"] for row in rows]
