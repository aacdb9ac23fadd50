"""What the same turn costs at least: Litestar, agno, asyncpg, two rows. No tenant, no key, no event, no guardrail."""

import contextlib
import os
from collections.abc import AsyncIterator
from uuid import UUID, uuid4

import asyncpg
import msgspec
from litestar import Litestar, post
from litestar.datastructures import State

from bench.peer.agent import answer

TABLES = """
create table if not exists messages (
  id uuid primary key, conversation uuid not null, ordinal bigint generated always as identity,
  speaker text not null, text text not null);
create index if not exists messages_by_conversation on messages (conversation, ordinal desc);
"""
HISTORY = 10


class Said(msgspec.Struct):
    text: str


@post("/conversations/{conversation:uuid}/messages", status_code=200)
async def say(state: State, conversation: UUID, data: Said) -> dict[str, str]:
    insert = "insert into messages (id, conversation, speaker, text) values ($1, $2, $3, $4)"
    async with state.pool.acquire() as connection:
        rows = await connection.fetch(
            "select speaker, text from messages where conversation = $1 order by ordinal desc limit $2",
            conversation,
            HISTORY,
        )
        await connection.execute(insert, uuid4(), conversation, "user", data.text)
    text, _ = await answer([(row["speaker"], row["text"]) for row in reversed(rows)], data.text)
    async with state.pool.acquire() as connection:
        await connection.execute(insert, uuid4(), conversation, "assistant", text)
    return {"text": text}


def application() -> Litestar:
    @contextlib.asynccontextmanager
    async def lifespan(app: Litestar) -> AsyncIterator[None]:
        async with asyncpg.create_pool(os.environ["PEER_DATABASE"], min_size=16, max_size=16) as pool:
            await pool.execute(TABLES)
            app.state.pool = pool
            yield

    return Litestar([say], lifespan=[lifespan], openapi_config=None, logging_config=None)
