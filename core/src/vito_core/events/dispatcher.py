"""The dispatcher: reads the log in order and tells subscribers, at least once, in order for each subject.

Position is (transaction id, sequence) and the horizon is the oldest running transaction: a transaction that commits
late has a lower id than the horizon once it is gone, so its events are still ahead of every cursor.
Several dispatchers share the cursors among them; see `leases`.
"""

import asyncio
import contextlib
import itertools
from collections.abc import Sequence
from typing import Any

import asyncpg

from vito_contracts.ids import new_id
from vito_core.db.pool import UNUSABLE, Connection, set_json_codec
from vito_core.events.handling import HANDLER_SECONDS, Caller, Effective
from vito_core.events.lane import Lane
from vito_core.events.leases import Leases, save, share
from vito_core.events.model import CORE, LeaseLost, Subscriber
from vito_core.events.patience import Patience, find_stuck, released
from vito_core.events.tide import Tide, due
from vito_core.events.types import EventTypes
from vito_core.rounds import pause
from vito_core.telemetry import Telemetry

__all__ = ["CORE", "HANDLER_SECONDS", "Dispatcher", "Subscriber"]

BEAT_SECONDS = 1.0
LIVELY_SECONDS, QUIET_SECONDS = 0.05, 0.1
"""Between two looks at the log, when the last one found something and when not."""
REOPEN_SECONDS = 1.0
STUCK_EVERY = 30
"""Each so many looks for plugins that are on again, one for events that nothing would wake."""
CONNECTIONS = 5
AGAIN_SECONDS = 0.5

RELEASED = "stop.released"

_GONE = (*UNUSABLE, LeaseLost)


class Dispatcher:
    """`effective(tenants)` is the gate; `log(event, **fields)` hears of failures."""

    def __init__(
        self,
        dsn: str,
        subscribers: Sequence[Subscriber],
        effective: Effective,
        types: EventTypes,
        log: Any,
        telemetry: Telemetry | None = None,
    ) -> None:
        self._dsn = dsn
        self._subscribers = tuple(subscribers)
        self._effective = effective
        self._types = types
        self._log = log
        self._telemetry = telemetry or Telemetry()

    async def run(self, stop: asyncio.Event) -> None:
        """Until `stop` is set. A lost database connection or lease is reported, and begun anew under a new name."""
        while not stop.is_set():
            try:
                await self._serve(stop)
            except* _GONE as group:
                names = sorted({type(error).__name__ for error in _leaves(group)})
                self._log.warning("dispatcher.reconnects", errors=names)
                await pause(stop, AGAIN_SECONDS)

    async def _serve(self, stop: asyncio.Event) -> None:
        async with contextlib.AsyncExitStack() as stack:
            connection = await asyncpg.connect(self._dsn)
            stack.callback(connection.terminate)
            pool = await asyncpg.create_pool(self._dsn, min_size=1, max_size=CONNECTIONS, init=set_json_codec)
            stack.callback(pool.terminate)
            leases = Leases(connection, new_id())
            await leases.join(self._subscribers)
            patience = Patience({each.id: each.plugin for each in self._subscribers}, self._effective)
            term = _Term(leases, connection, pool, self._lanes(leases, pool), patience, self._log)
            await term.run(stop)
            await leases.leave()
            await pool.close()
            await connection.close(timeout=2)

    def _lanes(self, leases: Leases, pool: Any) -> tuple[Tide, list[Lane]]:
        tide = Tide()
        common = self._effective, self._types, leases.check, self._log, self._telemetry
        callers = [Caller(each, *common) for each in self._subscribers]
        return tide, [
            Lane(each, pool, leases.me, tide, caller, self._log)
            for each, caller in zip(self._subscribers, callers, strict=True)
        ]


class _Term:
    """One membership, from joining to leaving or to losing the lease."""

    def __init__(
        self,
        leases: Leases,
        connection: Connection,
        pool: Any,
        lanes: tuple[Tide, list[Lane]],
        patience: Patience,
        log: Any,
    ) -> None:
        self._leases = leases
        self._pool = pool
        self._tide, lanes_of = lanes
        self._lanes = {lane.id: lane for lane in lanes_of}
        self._patience = patience
        self._log = log
        self._cut, self._taken = asyncio.Event(), asyncio.Event()
        connection.add_termination_listener(lambda _: self._cut.set())

    async def run(self, stop: asyncio.Event) -> None:
        """A lane that is cancelled because the lease is lost leaves its batch as it is: others begin it again."""
        async with asyncio.TaskGroup() as group:
            tasks = (self._keep(), self._watch(), self._reopen(), self._wake_at(stop))
            helpers = [group.create_task(each) for each in tasks]
            async with asyncio.TaskGroup() as lanes:
                for lane in self._lanes.values():
                    lanes.create_task(lane.run(stop))
            await stop.wait()
            await self._flush()
            for helper in helpers:
                helper.cancel()

    async def _keep(self) -> None:
        """The lease, and the fair share of the cursors."""
        while True:
            await self._leases.beat()
            for dead in await self._leases.reap():
                self._log.warning("dispatcher.gone", dispatcher=str(dead))
            await self._balance()
            await self._flush()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._cut.wait(), BEAT_SECONDS)
                raise LeaseLost

    async def _balance(self) -> None:
        members = await self._leases.members()
        missing = []
        for lane in self._lanes.values():
            lane.wanted = share(members, self._leases.me, lane.id)
            missing += [(lane.id, shard) for shard in lane.wanted - lane.held.keys()]
            if lane.held.keys() - lane.wanted:
                lane.wake.set()
        if missing:
            for subscriber, shard, held in await self._leases.claim(missing):
                self._lanes[subscriber].take(shard, held)
            self._taken.set()

    async def _watch(self) -> None:
        while True:
            async with self._pool.acquire() as connection:
                moved = await self._tide.look(connection)
                # None: nobody looked which types are new, be it at the beginning.
                if any(how.types is None or RELEASED in how.types for how in moved.values()):
                    await released(connection, list(self._lanes))
                ready = await due(connection, list(self._lanes))
            for lane in self._lanes.values():
                lane.notice(moved)
            for subscriber, shard in ready:
                self._lanes[subscriber].due.add(shard)
                self._lanes[subscriber].wake.set()
            await asyncio.sleep(LIVELY_SECONDS if moved else QUIET_SECONDS)

    async def _reopen(self) -> None:
        """What can go on, and would not be looked at for a while or ever."""
        for number in itertools.count():
            try:
                await self._find(stuck=number % STUCK_EVERY == 0 or self._taken.is_set())
            except UNUSABLE as error:
                self._log.warning("dispatcher.retries", helper="reopen", error=type(error).__name__)
            await asyncio.sleep(REOPEN_SECONDS)

    async def _find(self, *, stuck: bool) -> None:
        self._taken.clear()
        async with self._pool.acquire() as connection:
            await self._patience.reopen(connection)
            held = [(lane.id, shard) for lane in self._lanes.values() for shard in lane.held]
            found = await find_stuck(connection, held) if stuck and held else []
        for subscriber in sorted(set(found)):
            self._log.error("event.was_stuck", subscriber=subscriber, events=found.count(subscriber))

    async def _wake_at(self, stop: asyncio.Event) -> None:
        await stop.wait()
        for lane in self._lanes.values():
            lane.wake.set()

    async def _flush(self) -> None:
        """Writes down how far the quiet cursors came."""
        quiet = [
            (lane.id, shard, held)
            for lane in self._lanes.values()
            for shard, held in lane.held.items()
            if not held.saved and shard not in lane.busy
        ]
        if not quiet:
            return
        for _, _, held in quiet:
            held.saved = True
        async with self._pool.acquire() as connection:
            await save(connection, self._leases.me, quiet)


def _leaves(group: BaseExceptionGroup[BaseException]) -> list[BaseException]:
    return [
        leaf
        for error in group.exceptions
        for leaf in (_leaves(error) if isinstance(error, BaseExceptionGroup) else [error])
    ]
