"""The processes of a chaos run that get killed: a writer, a dispatcher. Each starts from what the database says."""

import asyncio
import multiprocessing
import os
import random
import threading
import time
from uuid import UUID

import vito_core.effects
from tests.chaos.machine_clock import MachineClock
from tests.chaos.plan import EVENT, PLUGIN, Noted, Post, subjects_of
from tests.chaos.subscribers import Subscribers, Target, register
from vito_contracts.events import NewEvent
from vito_contracts.ids import TenantId
from vito_core.container import build
from vito_core.db.pool import GONE, Connection, Pools
from vito_core.events.log import append
from vito_core.events.types import EventTypes
from vito_core.logs import configure
from vito_core.settings import from_json

SEND_SECONDS = 1.0
"""Instead of the ledger's 30: an effect that a killed process had begun is looked after within the run."""
ROLLED_BACK = 0.05


class _ChangedItsMind(Exception):
    """Rolls a writer's transaction back: numbers of the sequence are used up, and nothing is there."""


def write(text: str) -> None:
    """A writer: several lanes side by side, each with subjects of its own."""
    post = _begin(text, "writer")
    asyncio.run(_write(post))
    os._exit(0)


def dispatch(text: str) -> None:
    """A dispatcher with the three subscribers, until it is killed."""
    post = _begin(text, "dispatcher")
    asyncio.run(_dispatch(post))


def _begin(text: str, name: str) -> Post:
    post = from_json(text, Post)
    descriptor = os.open(post.folder / f"{name}-{post.number}.log", os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    for stream in (1, 2):
        os.dup2(descriptor, stream)
    configure()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    return post


def _end_with_parent() -> None:
    """A run that was itself killed leaves no writer or dispatcher behind."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)


def _set_clock(post: Post) -> None:
    """Once all is imported and registered: what looks at types takes the altered clock for another type."""
    MachineClock(post.plan.clocks[post.number % len(post.plan.clocks)]).install()


async def _dispatch(post: Post) -> None:
    vito_core.effects.SEND_SECONDS = SEND_SECONDS
    chance = random.Random(f"{post.plan.seed}/dispatcher/{post.number}/{post.life}")
    engine = build(post.settings)
    engine.load()
    Subscribers(engine, chance).join(Target(post.folder / "target", chance))
    _set_clock(post)
    await engine.open()
    await engine.dispatcher().run(asyncio.Event())


async def _write(post: Post) -> None:
    pools = Pools(post.settings.database_url, size=post.plan.lanes)
    await pools.open()
    types = EventTypes()
    register(types)
    _set_clock(post)
    try:
        async with asyncio.TaskGroup() as group:
            for lane in range(post.plan.lanes):
                group.create_task(Lane(post, lane, pools, types).write_all())
    finally:
        await pools.close()


class Lane:
    """Subjects that only this lane writes. After any break it counts anew what the database has."""

    def __init__(self, post: Post, lane: int, pools: Pools, types: EventTypes) -> None:
        self._post = post
        self._pools = pools
        self._types = types
        self._chance = random.Random(f"{post.plan.seed}/writer/{post.number}/{lane}/{post.life}")
        self._tenant = TenantId(post.tenants[(post.number + lane) % len(post.tenants)])
        self._subjects = subjects_of(post.plan, post.number, lane)
        self._quota = post.plan.quota(post.number, lane)
        self._lock = 7_000_000 + post.number * 1000 + lane
        self._acknowledged = post.folder / f"acknowledged-{post.number}-{lane}-{post.life}"
        self._heads: dict[UUID, int] | None = None

    async def write_all(self) -> None:
        while self._heads is None or sum(self._heads.values()) < self._quota:
            try:
                await self._write_some()
            except _ChangedItsMind:
                continue
            except GONE:
                # Whether the commit arrived is not known.
                self._heads = None
                await asyncio.sleep(0.2)

    async def _write_some(self) -> None:
        async with self._pools.within(self._tenant) as connection:
            # The server may still be busy with what a killed writer of these subjects had sent.
            await connection.execute("select pg_advisory_xact_lock($1::bigint)", self._lock)
            heads = dict(self._heads or await self._committed(connection))
            events = self._draw(heads)
            await append(connection, self._tenant, PLUGIN, self._types, events)
            await asyncio.sleep(self._hold())
            if self._chance.random() < ROLLED_BACK:
                raise _ChangedItsMind
        self._heads = heads
        self._acknowledge(heads)
        await self._keep_pace(sum(heads.values()))

    async def _committed(self, connection: Connection) -> dict[UUID, int]:
        rows = await connection.fetch(
            "select subject, max((payload->>'number')::integer) as head from core.events"
            " where type = $1 and subject = any($2) group by subject",
            EVENT,
            self._subjects,
        )
        return dict.fromkeys(self._subjects, 0) | {row["subject"]: row["head"] for row in rows}

    def _draw(self, heads: dict[UUID, int]) -> list[NewEvent]:
        """Some more events, and `heads` moved on with them."""
        size = min(self._chance.randint(1, self._post.plan.batch), self._quota - sum(heads.values()))
        events = []
        for subject in self._chance.choices(self._subjects, k=size):
            heads[subject] += 1
            noted = Noted(number=heads[subject], effect=self._chance.random() < self._post.plan.effect_share)
            events.append(NewEvent(type=EVENT, subject=subject, payload=noted))
        return events

    def _hold(self) -> float:
        """How long a transaction stays open: most end at once, some so late that hundreds overtake them."""
        kind = self._chance.random()
        return 0.0 if kind < 0.6 else self._chance.random() * (0.05 if kind < 0.9 else 0.6)

    def _acknowledge(self, heads: dict[UUID, int]) -> None:
        """What the database has promised to keep, noted where it cannot take it back."""
        with self._acknowledged.open("a", encoding="utf-8") as file:
            file.write("".join(f"{subject} {head}\n" for subject, head in heads.items()))

    async def _keep_pace(self, written: int) -> None:
        due = self._post.began + self._post.plan.write_seconds * written / self._quota
        await asyncio.sleep(max(0.0, due - time.monotonic()))
