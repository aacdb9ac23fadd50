"""Running Temporal workers, and ending them in bounded time.

`temporalio.worker.Worker` waits without end for its Rust core to finish, and now and then that never does (seen once in
some hundred shutdowns on a busy machine: every poller had stopped, and `finalize_shutdown` did not return). By then
nothing is left to wait for: what was being worked on has been answered, or is given to another worker by the server.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence

import structlog
from temporalio.worker import Worker

GRACE_SECONDS = 10.0


@contextlib.asynccontextmanager
async def running(workers: Sequence[Worker], grace_seconds: float = GRACE_SECONDS) -> AsyncIterator[None]:
    """The workers poll while inside. On leaving they have `grace_seconds` to end what they are at.

    A worker that fails cancels what is inside, and its error is raised.
    """
    body = asyncio.current_task()
    assert body is not None
    runs = [asyncio.create_task(worker.run()) for worker in workers]
    failures: list[BaseException] = []

    def notice(run: "asyncio.Task[None]") -> None:
        if not run.cancelled() and (error := run.exception()) is not None:
            failures.append(error)
            body.cancel()

    for run in runs:
        run.add_done_callback(notice)
    try:
        yield
    except asyncio.CancelledError:
        if not failures:
            raise
        body.uncancel()
    finally:
        for run in runs:
            run.remove_done_callback(notice)
        await _end(workers, runs, grace_seconds)
    if failures:
        raise failures[0]


async def _end(workers: Sequence[Worker], runs: Sequence["asyncio.Task[None]"], grace_seconds: float) -> None:
    stops = [asyncio.create_task(worker.shutdown()) for worker in workers]
    _, late = await asyncio.wait(runs, timeout=grace_seconds)
    for _ in range(3):  # a run takes its first cancellation as a wish to shut down
        if not late:
            break
        structlog.get_logger().warning("worker.shutdown_cut_off", workers=len(late))
        for run in late:
            run.cancel()
        _, late = await asyncio.wait(late, timeout=1.0)
    for stop in stops:
        stop.cancel()
    await asyncio.gather(*stops, *(run for run in runs if run.done()), return_exceptions=True)
