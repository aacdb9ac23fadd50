"""Telling a subscriber: the gate, the version, the time limit, and a code for whatever comes of it."""

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable, Collection, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from vito_contracts.errors import AlreadyHandled, CapabilityUnavailable, EffectsStopped, TwinStopped
from vito_contracts.events import PlatformEvent
from vito_contracts.ids import RequestId, TenantId, new_id
from vito_contracts.scope import Actor, ActorKind, TenantScope
from vito_core.events.log import current, event_of
from vito_core.events.model import CORE, Subscriber
from vito_core.events.types import EventTypes
from vito_core.gate import NOBODY, PluginSet, Reason
from vito_core.telemetry import Telemetry

CONCURRENT_SUBJECTS = 8
HANDLER_SECONDS = 60.0
SLOW_SECONDS = 2.0
"""A subject that takes longer is let go: the handler that runs goes on alone, and the batch without it."""
LOOK_SECONDS = 0.5
MOST_ALONE = 64
"""Handlers of one subscriber that may go on alone at the same time."""

HANDLED, SKIPPED = "handled", "skipped"
SETTLED = (HANDLED, SKIPPED)
HELD_BACK, RUNNING = "held_back", "running"
DISABLED, UNAVAILABLE, NEWER = "plugin_disabled", "capability_unavailable", "newer_version"
STOPPED = "stopped"
PATIENT = (DISABLED, UNAVAILABLE, NEWER, STOPPED)
"""What a tenant switched off or stopped, or this release does not know yet, is no failure: such an event waits, and
never becomes a dead letter."""

Effective = Callable[[Collection[TenantId]], Awaitable[Mapping[TenantId, PluginSet]]]


class Queue(msgspec.Struct):
    """Events of one subject, in order. `outcomes`: of the first of them; the others were not begun, except that the
    handler of the very next one may go on alone (`running`)."""

    rows: list[Any]
    blocked: bool = False
    outcomes: list[str] = []
    running: bool = False

    @property
    def failed(self) -> bool:
        return bool(self.outcomes) and self.outcomes[-1] not in SETTLED


class Alone(msgspec.Struct, frozen=True):
    """An event whose handler goes on apart from its batch. `queue` holds it, and its outcome once `task` is done."""

    queue: Queue
    task: asyncio.Task[None]


class Caller:
    """Tells one subscriber. `check()` raises when nothing more may be handled."""

    def __init__(
        self,
        subscriber: Subscriber,
        effective: Effective,
        types: EventTypes,
        check: Callable[[], None],
        log: Any,
        telemetry: Telemetry,
    ) -> None:
        self._subscriber = subscriber
        self._effective = effective
        self._types = types
        self._check = check
        self._log = log
        self._telemetry = telemetry

    async def tell(self, queues: Sequence[Queue], alone: int) -> list[Alone]:
        """Subjects side by side, the events of one subject one after the other, until one of them fails.

        A slow handler does not hold up the other subjects: its event is given back to be waited for apart. `alone`: how
        many there are already.
        """
        sets = await self._sets({row["tenant_id"] for queue in queues for row in queue.rows})
        waiting = iter([queue for queue in queues if not queue.blocked])
        workers = [_Worker(self, waiting, sets) for _ in range(min(CONCURRENT_SUBJECTS, len(queues)))]
        apart: list[Alone] = []
        try:
            while workers:
                tasks = [worker.task for worker in workers]
                done, _ = await asyncio.wait(tasks, timeout=LOOK_SECONDS, return_when=asyncio.FIRST_EXCEPTION)
                for task in done:
                    task.result()
                workers = [worker for worker in workers if not worker.task.done()]
                slow = [worker for worker in workers if worker.is_slow()]
                for worker in slow[: max(MOST_ALONE - alone - len(apart), 0)]:
                    apart.append(worker.let_go())
                    workers[workers.index(worker)] = _Worker(self, waiting, sets)
        except BaseException:
            await _cancel([*(worker.task for worker in workers), *(each.task for each in apart)])
            raise
        return apart

    async def _sets(self, tenants: set[TenantId]) -> Mapping[TenantId, PluginSet]:
        return {} if self._subscriber.plugin == CORE else await self._effective(tenants)

    async def shut(self, tenants: set[TenantId]) -> set[TenantId]:
        """Those for whom the plugin is off while its events are kept."""
        sets = await self._sets(tenants)
        plugin = self._subscriber.plugin
        off = {tenant for tenant in tenants if plugin != CORE and plugin not in sets.get(tenant, NOBODY)}
        return {tenant for tenant in off if self._keeps(sets.get(tenant, NOBODY))}

    def _keeps(self, plugins: PluginSet) -> bool:
        """Whether events wait for a plugin that is off. Nobody chose that it be quarantined, so then they always do."""
        quarantined = plugins.refused.get(self._subscriber.plugin) is Reason.QUARANTINED
        return quarantined or self._subscriber.subscription.while_disabled == "replay"

    async def one(self, row: Any, sets: Mapping[TenantId, PluginSet]) -> str:
        """Tells one event. Returns an outcome."""
        self._check()
        return await self._tell(row, sets)

    async def _tell(self, row: Any, sets: Mapping[TenantId, PluginSet]) -> str:
        plugin = self._subscriber.plugin
        if plugin != CORE and plugin not in sets.get(row["tenant_id"], NOBODY):
            self._telemetry.metrics.gate_refusals.labels(plugin, "subscription").inc()
            return DISABLED if self._keeps(sets.get(row["tenant_id"], NOBODY)) else SKIPPED
        if self._types.is_newer(row["type"], row["version"]):
            return NEWER
        try:
            event = current(event_of(row), self._types)
        except Exception as error:
            self._complain(row, error)
            return "upgrade_failed"
        return await self._call(row, event)

    async def _call(self, row: Any, event: PlatformEvent) -> str:
        scope = TenantScope(
            tenant=event.tenant,
            actor=Actor(ActorKind.PLUGIN, name=self._subscriber.plugin),
            request=RequestId(new_id()),
        )
        try:
            async with asyncio.timeout(HANDLER_SECONDS):
                with self._span(row, event):
                    await self._subscriber.subscription.handler(scope, event)
        except AlreadyHandled:
            return HANDLED
        except CapabilityUnavailable:
            return UNAVAILABLE
        except (EffectsStopped, TwinStopped):
            return STOPPED
        except asyncio.CancelledError as error:
            task = asyncio.current_task()
            if task is None or task.cancelling():
                raise
            # Not ours: something the handler awaited was cancelled, and it let that through.
            self._complain(row, error)
            return type(error).__name__
        except (Exception, SystemExit) as error:
            self._complain(row, error)
            return type(error).__name__
        return HANDLED

    def _span(self, row: Any, event: PlatformEvent) -> contextlib.AbstractContextManager[Any]:
        """Below the span in which the event was written."""
        if not self._telemetry.tracing.on:
            return contextlib.nullcontext()
        return self._telemetry.tracing.span(
            "event.handle",
            parent=row["trace"],
            kind="CONSUMER",
            subscriber=self._subscriber.id,
            event_type=event.type,
            event_id=str(event.id),
            tenant=str(event.tenant),
        )

    def _complain(self, row: Any, error: BaseException) -> None:
        self._telemetry.metrics.plugin_failures.labels(self._subscriber.plugin, "subscription").inc()
        self._log.warning(
            "subscriber.failed",
            subscriber=self._subscriber.id,
            event_type=row["type"],
            event_id=str(row["id"]),
            error=type(error).__name__,
        )


async def _cancel(tasks: Sequence[asyncio.Task[None]]) -> None:
    """Does not wait for a handler that will not be cancelled."""
    for task in tasks:
        task.cancel()
    done, _ = await asyncio.wait(tasks, timeout=LOOK_SECONDS)
    for task in done:
        # Several may have failed alike (the lease is lost); one of them is told already.
        _ = task.cancelled() or task.exception()


class _Worker:
    """Takes one queue after the other; let go, it ends with the event it is at."""

    def __init__(self, caller: Caller, waiting: Iterator[Queue], sets: Mapping[TenantId, PluginSet]) -> None:
        self._caller = caller
        self._sets = sets
        self._since = time.monotonic()
        self._queue: Queue | None = None
        self._alone: Queue | None = None
        self.task = asyncio.create_task(self._work(waiting))

    def is_slow(self) -> bool:
        return self._queue is not None and time.monotonic() - self._since >= SLOW_SECONDS

    def let_go(self) -> Alone:
        assert self._queue is not None
        self._queue.running = True
        self._alone = Queue([self._queue.rows[len(self._queue.outcomes)]], False, [])
        return Alone(self._alone, self.task)

    async def _work(self, waiting: Iterator[Queue]) -> None:
        for queue in waiting:
            self._queue, self._since = queue, time.monotonic()
            for row in queue.rows:
                outcome = await self._caller.one(row, self._sets)
                if self._alone is not None:
                    self._alone.outcomes.append(outcome)
                    return
                queue.outcomes.append(outcome)
                if queue.failed:
                    break
