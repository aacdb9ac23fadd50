"""The processes behind the API: `python -m vito_core.worker [worker|dispatcher|all]`, started by the supervisor.

A worker runs journeys for Temporal; a dispatcher tells events to their subscribers and sees to what is due.
"""

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
from vito_core.db.pool import UNUSABLE
from vito_core.engine import Engine
from vito_core.forgetting import keep_forgetting
from vito_core.journeys.connection import require_search_attribute
from vito_core.journeys.model import CORE_QUEUE, plugin_queue
from vito_core.journeys.running import running
from vito_core.journeys.workflow import JourneyWorkflow
from vito_core.logs import configure
from vito_core.personal_data.workflow import ErasureWorkflow, ExportWorkflow
from vito_core.records.deployment_keeper import keep_moving
from vito_core.roles import Role
from vito_core.rounds import pause
from vito_core.settings import from_environment
from vito_core.telemetry.port import OperationsPort

RECONNECT_SECONDS = 0.5
HANDED_OVER = 0.8
"""Of the time to end in, what activities have before they are given to another worker."""


def workflow_runner() -> SandboxedWorkflowRunner:
    # Not the core as a whole: the workflow must not escape the sandbox along with it.
    passed_through = ("msgspec", "vito_contracts", "vito_core.journeys.model", "vito_core.personal_data.model")
    return SandboxedWorkflowRunner(restrictions=SandboxRestrictions.default.with_passthrough_modules(*passed_through))


def workers(engine: Engine, client: Client) -> list[Worker]:
    """One for the core's queue, one for each plugin with activities."""
    activities = engine.journey_activities()
    # A killed worker's sticky queue would otherwise hold its workflows back for 10 s.
    common: dict[str, Any] = {
        "sticky_queue_schedule_to_start_timeout": timedelta(seconds=1),
        # Activities that take longer are cancelled, and begun again by another worker.
        "graceful_shutdown_timeout": timedelta(seconds=engine.settings.drain_seconds * HANDED_OVER),
    }
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


async def run(engine: Engine, stop: asyncio.Event, role: Role = Role.ALL) -> None:
    """Until `stop` is set; then what was begun is finished, and cursors are given back."""
    await engine.open()
    try:
        async with OperationsPort(engine.health, engine.exposition).listening(engine.settings.worker_address):
            await _serve(engine, stop, role)
    except* VitoError as group:
        raise _first(group) from group
    finally:
        await engine.close()


async def _serve(engine: Engine, stop: asyncio.Event, role: Role) -> None:
    async with asyncio.TaskGroup() as group:
        # Turns are answered here too (enquiries): the lock says that this process is alive.
        group.create_task(engine.recover_turns(stop))
        group.create_task(engine.keep_metering(stop))
        group.create_task(_beside_temporal(engine, stop, role))
        if role is not Role.WORKER:
            group.create_task(_dispatch(engine, stop))


async def _beside_temporal(engine: Engine, stop: asyncio.Event, role: Role) -> None:
    """A dispatcher only makes sure that Temporal is fit for what it starts there; it dispatches meanwhile."""
    client = await _connected(engine, stop)
    if client is not None and role is not Role.DISPATCHER:
        await _work(engine, client, stop)


async def _work(engine: Engine, client: Client, stop: asyncio.Event) -> None:
    await _rebuilt(engine, stop)
    async with running(workers(engine, client), engine.settings.drain_seconds):
        engine.log.info("worker.ready", plugins=engine.journey_activities().plugins())
        await stop.wait()


async def _dispatch(engine: Engine, stop: asyncio.Event) -> None:
    async with asyncio.TaskGroup() as group:
        for task in (
            engine.dispatcher().run(stop),
            keep_expiring(engine.approvals, engine.log, stop),
            keep_moving(engine.pools, engine.types, engine.log, stop),
            engine.personal_data.keep_serving(stop),
            engine.care.caretaker.keep(stop),
            engine.sender.keep_sending(stop),
            engine.usage_teller.keep_telling(stop),
            keep_forgetting(engine, stop),
            engine.operations.keep(stop),
        ):
            group.create_task(task)


async def _connected(engine: Engine, stop: asyncio.Event) -> Client | None:
    while not stop.is_set():
        try:
            client = await engine.journeys.client()
            await require_search_attribute(client)
            return client
        except (RPCError, RuntimeError, *UNUSABLE) as error:
            engine.log.warning("worker.waits_for_temporal", error=type(error).__name__)
            await pause(stop, RECONNECT_SECONDS)
    return None


async def _rebuilt(engine: Engine, stop: asyncio.Event) -> None:
    """Before any journey goes on: those that a restore left open."""
    rebuild = engine.journey_rebuild()
    while not stop.is_set():
        try:
            await rebuild.run()
        except* (RPCError, RuntimeError, *UNUSABLE) as group:
            engine.log.warning("worker.rebuilds_again", errors=[type(each).__name__ for each in group.exceptions])
            await pause(stop, RECONNECT_SECONDS)
        else:
            return


def _first(group: BaseExceptionGroup[VitoError]) -> VitoError:
    first = group.exceptions[0]
    return _first(first) if isinstance(first, BaseExceptionGroup) else first


async def _main(role: Role) -> None:
    configure(role.behind)
    engine = build(from_environment())
    engine.telemetry.tracing.start(role.behind)
    engine.load()
    stop, loop, me = asyncio.Event(), asyncio.get_running_loop(), asyncio.current_task()
    assert me is not None

    def told() -> None:
        """The second time whatever is under way is dropped: what others cannot see finished, they begin again."""
        if stop.is_set():
            me.cancel()
        engine.draining = True
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, told)
    await run(engine, stop, role)


def main() -> None:
    role = Role(sys.argv[1]) if len(sys.argv) > 1 else Role.ALL
    try:
        asyncio.run(_main(role))
        code = 0
    except VitoError as error:
        sys.stderr.write(f"{error}\n")
        code = 2
    except asyncio.CancelledError:
        code = 1
    sys.stdout.flush()
    sys.stderr.flush()
    # The runtime below temporalio has been seen to abort at interpreter exit, after all work was done.
    os._exit(code)


if __name__ == "__main__":
    main()
