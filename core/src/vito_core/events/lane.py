"""One subscriber's way through the log, for the shards this dispatcher holds of it."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from vito_core.db.pool import UNUSABLE, Connection
from vito_core.events.handling import Alone, Caller, Queue
from vito_core.events.leases import release, save
from vito_core.events.model import Held, Position, Subscriber
from vito_core.events.parking import Subject, count, heads, park, postpone, put_in_order, settle, waiting
from vito_core.events.tide import Moved, Tide

BATCH = 400
SMALLEST = 25
"""Of one shard, however many shards share a batch."""
RETRY_SECONDS = 0.5
FIRST = UUID(int=0)

_READ = (
    "select e.*, e.txid::text as txid_text, exists (select from core.parked_events p where p.subscriber = $1"
    " and p.tenant_id = e.tenant_id and p.subject = e.subject and p.state = 'waiting') as held"
    " from unnest($2::smallint[], $3::text[]::xid8[], $4::bigint[]) as c (shard, txid, seq) cross join lateral"
    " (select * from core.events w where w.shard = c.shard and (w.txid, w.seq) > (c.txid, c.seq)"
    " and w.txid < $5::text::xid8 and w.type = any($6) order by w.txid, w.seq limit $7) e order by e.txid, e.seq"
)


class Lane:
    """`held`: shard → cursor. `wanted`: the shards that should be held here; the others are given back between two
    batches. `due`: shards with parked events whose time has come."""

    def __init__(self, subscriber: Subscriber, pool: Any, me: UUID, tide: Tide, caller: Caller, log: Any) -> None:
        self.id = subscriber.id
        self.held: dict[int, Held] = {}
        self.wanted: set[int] = set()
        self.due: set[int] = set()
        self.busy: frozenset[int] = frozenset()
        self.wake = asyncio.Event()
        self._types = frozenset(subscriber.subscription.types)
        self._pool = pool
        self._me = me
        self._tide = tide
        self._caller = caller
        self._log = log
        self._alone: list[Alone] = []
        self._after = FIRST

    def take(self, shard: int, held: Held) -> None:
        self.held[shard] = held
        self.wake.set()

    def notice(self, moved: Mapping[int, Moved]) -> None:
        """What is new and of no interest is passed over without a question to the database."""
        for shard, how in moved.items():
            held = self.held.get(shard)
            if held is None:
                continue
            caught_up = held.position >= how.before and shard not in self.busy
            if caught_up and how.types is not None and not how.types & self._types:
                held.position, held.saved = (self._tide.horizon, -1), False
            else:
                self.wake.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Until `stop` is set (and `wake` with it); what was begun is finished."""
        try:
            while not stop.is_set() or self._alone:
                await self.wake.wait()
                self.wake.clear()
                if await self._tried(self._settle_alone if stop.is_set() else self._step):
                    self.wake.set()
        finally:
            for each in self._alone:
                each.task.cancel()

    async def _tried(self, step: Callable[[], Awaitable[bool]]) -> bool:
        """Whether there may be more to do."""
        try:
            return await step()
        except UNUSABLE as error:
            self._log.warning("dispatcher.retries", subscriber=self.id, error=type(error).__name__)
            await asyncio.sleep(RETRY_SECONDS)
            return True
        finally:
            self.busy = frozenset()

    async def _step(self) -> bool:
        await self._settle_alone()
        await self._give_back()
        retried = await self._retry()
        return await self._advance() or retried

    async def _give_back(self) -> None:
        staying = self.wanted | {each.queue.rows[0]["shard"] for each in self._alone}
        leaving = {shard: held for shard, held in self.held.items() if shard not in staying}
        if leaving:
            async with self._pool.acquire() as connection, connection.transaction():
                await save(connection, self._me, [(self.id, shard, held) for shard, held in leaving.items()])
                await release(connection, self._me, self.id, {shard: held.fence for shard, held in leaving.items()})
            for shard in leaving:
                del self.held[shard]

    async def _advance(self) -> bool:
        """The next batch. False: there is nothing more below the horizon."""
        behind = {s: held for s, held in self.held.items() if held.position < self._tide.ends.get(s, (0, -1))}
        if not behind:
            return False
        self.busy = frozenset(behind)
        horizon, size = self._tide.horizon, max(BATCH // len(behind), SMALLEST)
        async with self._pool.acquire() as connection:
            rows = await connection.fetch(
                _READ,
                self.id,
                list(behind),
                [str(held.position[0]) for held in behind.values()],
                [held.position[1] for held in behind.values()],
                str(horizon),
                list(self._types),
                size,
            )
        reached = _reached(behind, rows, horizon, size)
        if not rows:
            for shard, held in behind.items():
                held.position, held.saved = reached[shard], False
            return True
        queues, begun = _queues(rows), self._begun()
        for queue in queues:
            # Its handler goes on alone, and the commit that should have parked it failed.
            queue.blocked = queue.blocked or _subject(queue) in begun
        await self._tell(queues)
        moved = {shard: Held(fence=held.fence, position=reached[shard]) for shard, held in behind.items()}
        async with self._pool.acquire() as connection, connection.transaction():
            queues = await self._still_ours(connection, moved, queues)
            await park(connection, self.id, queues)
            await count(connection, self.id, queues)
        self.held |= {shard: held for shard, held in moved.items() if shard in self.held}
        return True

    async def _retry(self) -> bool:
        shards = [shard for shard in self.due if shard in self.held]
        self.due.clear()
        if not shards:
            return False
        self.busy = frozenset(shards)
        subjects = await self._next_due(shards)
        if not subjects:
            return False
        shut = await self._caller.shut({tenant for tenant, _ in subjects})
        async with self._pool.acquire() as connection:
            await postpone(connection, self.id, shards, shut)
            served = [subject for subject in subjects if subject[0] not in shut]
            queues = _queues(await waiting(connection, self.id, served)) if served else []
        if queues:
            await self._tell(queues)
            await self._settle(queues)
        self.due |= set(shards)
        return True

    async def _next_due(self, shards: Sequence[int]) -> list[Subject]:
        """Goes round the tenants, so that none of them waits for all events of another."""
        begun = self._begun()
        async with self._pool.acquire() as connection:
            await put_in_order(connection, self.id, shards)
            found = await heads(connection, self.id, shards, self._after)
            if not found and self._after != FIRST:
                found = await heads(connection, self.id, shards, FIRST)
        self._after = found[-1][0] if found else FIRST
        return [subject for subject in found if subject not in begun]

    def _begun(self) -> set[Subject]:
        return {_subject(each.queue) for each in self._alone}

    async def _tell(self, queues: Sequence[Queue]) -> None:
        for each in await self._caller.tell(queues, len(self._alone)):
            self._alone.append(each)
            each.task.add_done_callback(lambda _: self.wake.set())

    async def _settle_alone(self) -> bool:
        """What came of handlers that went on alone. Always False: the next one that is done wakes the lane."""
        done = [each for each in self._alone if each.task.done()]
        for each in done:
            each.task.result()
        if done:
            settled = await self._settle([each.queue for each in done])
            self._alone = [each for each in self._alone if each not in done]
            self.due |= {queue.rows[0]["shard"] for queue in settled}
        return False

    async def _settle(self, queues: Sequence[Queue]) -> list[Queue]:
        """Writes what became of parked events. Returns the queues that were still this dispatcher's to settle."""
        shards = {queue.rows[0]["shard"] for queue in queues}
        async with self._pool.acquire() as connection, connection.transaction():
            cursors = {shard: self.held[shard] for shard in shards if shard in self.held}
            ours = await self._still_ours(connection, cursors, queues)
            dead = await settle(connection, self.id, ours)
            await count(connection, self.id, ours, parked=True)
        for row in dead:
            self._log.error("event.dead", subscriber=self.id, event_type=row["type"], event_id=str(row["id"]))
        return ours

    async def _still_ours(
        self, connection: Connection, cursors: Mapping[int, Held], queues: Sequence[Queue]
    ) -> list[Queue]:
        """Saves the cursors; leaves out what was handled for those that another dispatcher holds by now."""
        kept = await save(connection, self._me, [(self.id, shard, held) for shard, held in cursors.items()])
        for shard in cursors:
            if (self.id, shard) not in kept:
                self._log.warning("dispatcher.fenced", subscriber=self.id, shard=shard)
                self.held.pop(shard, None)
        return [queue for queue in queues if (self.id, queue.rows[0]["shard"]) in kept]


def _queues(rows: Sequence[Any]) -> list[Queue]:
    by_subject: dict[Subject, Queue] = {}
    for row in rows:
        queue = by_subject.setdefault((row["tenant_id"], row["subject"]), Queue([], bool(row.get("held")), []))
        queue.rows.append(row)
    return list(by_subject.values())


def _subject(queue: Queue) -> Subject:
    return queue.rows[0]["tenant_id"], queue.rows[0]["subject"]


def _reached(behind: Mapping[int, Held], rows: Sequence[Any], horizon: int, size: int) -> dict[int, Position]:
    """Fewer than asked for: everything below the horizon was seen, also the types this subscriber ignores."""
    found = Counter(row["shard"] for row in rows)
    last = {row["shard"]: (int(row["txid_text"]), row["seq"]) for row in rows}
    return {shard: last[shard] if found[shard] == size else (horizon, -1) for shard in behind}
