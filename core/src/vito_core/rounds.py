"""What a process does again and again, until it is told to stop."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from typing import Any


async def every(
    seconds: float, look: Callable[[], Awaitable[object]], complaint: str, log: Any, stop: asyncio.Event
) -> None:
    """Looks at once, then every so many seconds until `stop` is set. A look that fails is reported under the code
    `complaint`, and the next one comes all the same."""
    while not stop.is_set():
        try:
            await look()
        except Exception as error:
            log.warning(complaint, error=type(error).__name__)
        await pause(stop, seconds)


async def pause(stop: asyncio.Event, seconds: float) -> None:
    """So long, or until `stop` is set."""
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), seconds)
