"""Heartbeats of an activity: a killed worker is noticed in seconds, not at the activity's time-out."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

from temporalio import activity

EVERY_SECONDS = 2.0


@contextlib.asynccontextmanager
async def heartbeats() -> AsyncIterator[None]:
    """While inside, Temporal hears from this worker."""

    async def beat() -> None:
        while True:
            activity.heartbeat()
            await asyncio.sleep(EVERY_SECONDS)

    task = asyncio.create_task(beat())
    try:
        yield
    finally:
        task.cancel()
