"""Small writes that no request waits for: when a key was used, what was denied."""

import asyncio
from collections.abc import Coroutine
from typing import Any

MOST_WAITING = 1000


class Aside:
    """Lost with the process, and when the database is slower than what is noted: nothing here may matter more."""

    def __init__(self, log: Any) -> None:
        self._log = log
        self._tasks: set[asyncio.Task[None]] = set()

    def do(self, work: Coroutine[Any, Any, None]) -> None:
        if len(self._tasks) >= MOST_WAITING:
            work.close()
            self._log.warning("aside.full", waiting=len(self._tasks))
            return
        task = asyncio.create_task(self._done(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def settled(self) -> None:
        """Returns once everything begun is written, what it began in its turn included."""
        while self._tasks:
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _done(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except Exception as error:
            self._log.warning("aside.failed", error=type(error).__name__)
