import asyncio
import contextlib

import pytest

from vito_core.journeys.running import running


class FakeWorker:
    """Behaves as temporalio's: a run's first cancellation is a wish to shut down, and its core may never finish."""

    def __init__(self, *, finishes: bool = True, fails: bool = False) -> None:
        self.finishes = finishes
        self.fails = fails
        self.stop = asyncio.Event()
        self.complete = asyncio.Event()

    async def run(self) -> None:
        if self.fails:
            raise RuntimeError("no such namespace")
        with contextlib.suppress(asyncio.CancelledError):
            await self.stop.wait()
        if not self.finishes:
            with contextlib.suppress(asyncio.CancelledError):
                await asyncio.Event().wait()
        self.complete.set()

    async def shutdown(self) -> None:
        self.stop.set()
        await self.complete.wait()


async def test_workers_run_while_inside_and_end_with_it():
    workers = [FakeWorker(), FakeWorker()]
    async with running(workers):
        await asyncio.sleep(0)
        assert not any(worker.complete.is_set() for worker in workers)
    assert all(worker.complete.is_set() for worker in workers)


async def test_a_worker_whose_core_never_finishes_holds_nobody_up():
    before = asyncio.all_tasks()
    async with asyncio.timeout(20):
        async with running([FakeWorker(finishes=False), FakeWorker()], grace_seconds=0.05):
            pass
    assert asyncio.all_tasks() == before


async def test_a_worker_that_fails_ends_what_is_inside_with_its_error():
    with pytest.raises(RuntimeError, match="no such namespace"):
        async with running([FakeWorker(), FakeWorker(fails=True)]):
            await asyncio.sleep(60)
    await asyncio.sleep(0)  # the cancellation was for the inside alone
