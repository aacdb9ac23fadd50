"""The least that a request costs on Litestar: no key, no tenant, no wall. One query; or two rows and a stream."""

import contextlib
import os
from collections.abc import AsyncIterator
from uuid import UUID

import asyncpg
from litestar import Litestar, get, post
from litestar.datastructures import State
from litestar.response import ServerSentEvent

from bench.peer.agent import answer
from bench.peer.litestar_bare import HISTORY, TABLES, Said
from vito_contracts.ids import new_id


@get("/tenants/{tenant:uuid}")
async def tenant_of(state: State, tenant: UUID) -> dict[str, str]:
    async with state.pool.acquire() as connection:
        row = await connection.fetchrow("select * from core.tenants where tenant_id = $1", tenant)
    return {name: str(row[name]) for name in ("tenant_id", "slug", "name", "kind", "tier")}


@post("/conversations/{conversation:uuid}/messages", status_code=200)
async def say(state: State, conversation: UUID, data: Said) -> ServerSentEvent:
    async def stream() -> AsyncIterator[str]:
        insert = "insert into messages (id, conversation, speaker, text) values ($1, $2, $3, $4)"
        async with state.pool.acquire() as connection:
            rows = await connection.fetch(
                "select speaker, text from messages where conversation = $1 order by ordinal desc limit $2",
                conversation,
                HISTORY,
            )
            await connection.execute(insert, new_id(), conversation, "user", data.text)
        text, _ = await answer([(row["speaker"], row["text"]) for row in reversed(rows)], data.text)
        yield text
        async with state.pool.acquire() as connection:
            await connection.execute(insert, new_id(), conversation, "assistant", text)

    return ServerSentEvent(stream())


def application() -> Litestar:
    @contextlib.asynccontextmanager
    async def lifespan(app: Litestar) -> AsyncIterator[None]:
        async with asyncpg.create_pool(os.environ["PEER_DATABASE"], min_size=4, max_size=16) as pool:
            await pool.execute(TABLES)
            app.state.pool = pool
            yield

    return Litestar([tenant_of, say], lifespan=[lifespan], openapi_config=None, logging_config=None)
