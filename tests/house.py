"""The whole house, for tests that cross members: all plugins on one engine, its dispatcher running."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

from httpx import AsyncClient

from vito_core.engine import Engine

PLUGINS = (
    "knowledge",
    "conversation",
    "lead-gen",
    "support",
    "marketing-host",
    "sales-host",
    "support-host",
    "analytics-host",
)


@contextlib.asynccontextmanager
async def dispatching(engine: Engine) -> AsyncIterator[None]:
    """While inside, events are told to their subscribers."""
    stop = asyncio.Event()
    task = asyncio.create_task(engine.dispatcher().run(stop))
    try:
        yield
    finally:
        stop.set()
        await task


async def settled(client: AsyncClient, **headers: str) -> None:
    """Returns once every subscriber has handled every event of the caller's tenant."""
    async with asyncio.timeout(20):
        while (await client.get("/v1/pending", headers=headers)).json()["events"]:
            await asyncio.sleep(0.05)
