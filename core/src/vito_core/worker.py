"""The worker process: dispatcher and Temporal workers. `python -m vito_core.worker`, started by the supervisor."""

import asyncio
import os
import signal
import sys
from datetime import timedelta
from typing import Any

from temporalio.client import Client
from temporalio.service import RPCError
from temporalio.worker import Worker
from temporalio.worker.workflow_sandbox import SandboxedWorkflowRunner, SandboxRestrictions

from vito_contracts.errors import VitoError
from vito_core.approvals.expiry import keep_expiring
from vito_core.container import build
from vito_core.engine import Engine
from vito_core.journeys.connection import require_search_attribute
from vito_core.journeys.model import CORE_QUEUE, plugin_queue
from vito_core.journeys.running import running
from vito_core.journeys.workflow import JourneyWorkflow
from vito_core.logs import configure
from vito_core.personal_data.workflow import ErasureWorkflow, ExportWorkflow
from vito_core.records.deployment_keeper import keep_moving
from vito_core.settings import from_environment


def workflow_runner() -> SandboxedWorkflowRunner:
    # Not the core as a whole: the workflow must not escape the sandbox along with it.
    passed_through = ("msgspec", "vito_contracts", "vito_core.journeys.model", "vito_core.personal_data.model")
    return SandboxedWorkflowRunner(restrictions=SandboxRestrictions.default.with_passthrough_modules(*passed_through))


def workers(engine: Engine, client: Client) -> list[Worker]:
    """One for the core's queue, one for each plugin with activities."""
    activities = engine.journey_activities()
    # A killed worker's sticky queue would otherwise hold its workflows back for 10 s.
    common: dict[str, Any] = {"sticky_queue_schedule_to_start_timeout": timedelta(seconds=1)}
    core = Worker(
        client,
        task_queue=CORE_QUEUE,
        workflows=[JourneyWorkflow, ErasureWorkflow, ExportWorkflow],
        activities=[*activities.for_core(), *engine.personal_data_activities().all()],
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
        async with running(workers(engine, client)):
            engine.log.info("worker.ready", plugins=engine.journey_activities().plugins())
            # Turns are answered here too (enquiries): the lock says that this process is alive.
            recovery = asyncio.create_task(engine.recover_turns(stop))
            expiry = asyncio.create_task(keep_expiring(engine.approvals, engine.log, stop))
            deployments = asyncio.create_task(keep_moving(engine.pools, engine.types, engine.log, stop))
            requests = asyncio.create_task(engine.personal_data.keep_serving(stop))
            await engine.dispatcher().run(stop)
            await recovery
            await requests
            await expiry
            await deployments
    finally:
        await engine.close()


async def _connected(engine: Engine, stop: asyncio.Event) -> Client | None:
    while not stop.is_set():
        try:
            client = await engine.journeys.client()
            await require_search_attribute(client)
            return client
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
    try:
        asyncio.run(_main())
        code = 0
    except VitoError as error:
        sys.stderr.write(f"{error}\n")
        code = 2
    sys.stdout.flush()
    sys.stderr.flush()
    # The runtime below temporalio has been seen to abort at interpreter exit, after all work was done.
    os._exit(code)


if __name__ == "__main__":
    main()
