"""The worker process: dispatcher and Temporal workers. `python -m vito_core.worker`, started by the supervisor."""

import asyncio
import contextlib
import os
import signal
import sys
from datetime import timedelta
from typing import Any

from temporalio.client import Client
from temporalio.service import RPCError
from temporalio.worker import Worker
from temporalio.worker.workflow_sandbox import SandboxedWorkflowRunner, SandboxRestrictions

from vito_core.container import build
from vito_core.engine import Engine
from vito_core.journeys.model import CORE_QUEUE, plugin_queue
from vito_core.journeys.service import connect
from vito_core.journeys.workflow import JourneyWorkflow
from vito_core.logs import configure
from vito_core.settings import from_environment


def workflow_runner() -> SandboxedWorkflowRunner:
    # Not the core as a whole: the workflow must not escape the sandbox along with it.
    passed_through = ("msgspec", "vito_contracts", "vito_core.journeys.model")
    return SandboxedWorkflowRunner(restrictions=SandboxRestrictions.default.with_passthrough_modules(*passed_through))


def workers(engine: Engine, client: Client) -> list[Worker]:
    """One for the core's queue, one for each plugin with activities."""
    activities = engine.journey_activities()
    # A killed worker's sticky queue would otherwise hold its workflows back for 10 s.
    common: dict[str, Any] = {"sticky_queue_schedule_to_start_timeout": timedelta(seconds=1)}
    core = Worker(
        client,
        task_queue=CORE_QUEUE,
        workflows=[JourneyWorkflow],
        activities=activities.for_core(),
        workflow_runner=workflow_runner(),
        **common,
    )
    return [core] + [
        Worker(client, task_queue=plugin_queue(plugin), activities=activities.for_plugin(plugin), **common)
        for plugin in activities.plugins()
    ]


async def run(engine: Engine, stop: asyncio.Event) -> None:
    await engine.open()
    try:
        client = await _connected(engine, stop)
        if client is None:
            return
        async with contextlib.AsyncExitStack() as stack:
            for worker in workers(engine, client):
                await stack.enter_async_context(worker)
            engine.log.info("worker.ready", plugins=engine.journey_activities().plugins())
            # Turns are answered here too (enquiries): the lock says that this process is alive.
            recovery = asyncio.create_task(engine.recover_turns(stop))
            await engine.dispatcher().run(stop)
            await recovery
    finally:
        await engine.close()


async def _connected(engine: Engine, stop: asyncio.Event) -> Client | None:
    while not stop.is_set():
        try:
            return await connect(engine.settings.temporal, engine.settings.temporal_namespace)
        except (RPCError, RuntimeError, OSError) as error:
            engine.log.warning("worker.waits_for_temporal", error=type(error).__name__)
            await asyncio.sleep(0.5)
    return None


async def _main() -> None:
    configure()
    engine = build(from_environment())
    engine.load()
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    await run(engine, stop)


def main() -> None:
    asyncio.run(_main())
    sys.stdout.flush()
    sys.stderr.flush()
    # The runtime below temporalio has been seen to abort at interpreter exit, after all work was done.
    os._exit(0)


if __name__ == "__main__":
    main()
