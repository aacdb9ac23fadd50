"""Appending to the event log over a bare INSERT, and dispatching over a bare read of the same events."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import msgspec

from bench.measure import Comparison, Result, Side
from bench.session import Session, connected
from vito_contracts.events import NewEvent, PlatformEvent, UsageMetered
from vito_contracts.hooks import Subscription
from vito_contracts.ids import new_id
from vito_contracts.scope import TenantScope
from vito_core.engine import Engine
from vito_core.events.log import append, event_of
from vito_core.testing import add_plugin, new_tenant

SUBJECTS = 50
PAGE = 200
"""As many as the dispatcher reads at once."""

_BARE_ONE = (
    "insert into bench.events (tenant_id, id, type, subject, payload, plugin) values ($1, $2, $3, $4, $5, 'core')"
)
_BARE_MANY = (
    "insert into bench.events (tenant_id, id, type, subject, payload, plugin) select $1, e.*, 'core'"
    " from unnest($2::uuid[], $3::text[], $4::uuid[], $5::jsonb[]) as e"
)
_BARE_READ = (
    "select * from core.events where tenant_id = $1 and type = 'usage.metered' and (txid, seq) > ($2::text::xid8, $3)"
    " order by txid, seq limit $4"
)


async def run(session: Session) -> Result:
    appended, append_facts = await _append(session)
    dispatched, dispatch_facts = await _dispatch(session)
    return Result(comparisons=appended + dispatched, facts=append_facts | dispatch_facts)


def _event(subject: UUID) -> NewEvent:
    return NewEvent(type="usage.metered", subject=subject, payload=UsageMetered(unit="turn", quantity=1))


async def _append(session: Session) -> tuple[list[Comparison], dict[str, Any]]:
    comparisons: list[Comparison] = []
    per_second: dict[str, dict[str, float]] = {}
    async with session.engine() as engine, connected(engine) as (connection,):
        scope, _ = await new_tenant(engine, "bench")
        await session.plain_tables(engine)
        for size, transactions in ((1, session.choose(300, 60)), (50, session.choose(60, 12))):
            rounds = await session.interleave(
                f"append, {size} in a transaction",
                {
                    "append": _appending(engine, scope, size, transactions),
                    "bare INSERT": _inserting(connection, scope, size, transactions),
                },
                session.choose(15, 5),
            )
            comparisons.append(rounds.compare(f"an event, {size} in a transaction", "append", "bare INSERT"))
            per_second[f"{size}_in_a_transaction"] = {
                "append": rounds.per_second("append"),
                "bare_insert": rounds.per_second("bare INSERT"),
            }
    return comparisons, {"appended_per_second": per_second}


def _appending(engine: Engine, scope: TenantScope, size: int, transactions: int) -> Side:
    async def side() -> float:
        began = time.perf_counter()
        for _ in range(transactions):
            subject = new_id()
            async with engine.pools.within(scope.tenant) as connection:
                await append(connection, scope.tenant, "core", engine.types, [_event(subject) for _ in range(size)])
        return (time.perf_counter() - began) / (transactions * size)

    return side


def _inserting(connection: Any, scope: TenantScope, size: int, transactions: int) -> Side:
    async def side() -> float:
        began = time.perf_counter()
        for _ in range(transactions):
            events = [_event(subject) for subject in [new_id()] * size]
            payloads = [msgspec.json.encode(event.payload).decode() for event in events]
            async with connection.transaction():
                if size == 1:
                    event = events[0]
                    await connection.execute(_BARE_ONE, scope.tenant, new_id(), event.type, event.subject, payloads[0])
                else:
                    await connection.execute(
                        _BARE_MANY,
                        scope.tenant,
                        [new_id() for _ in events],
                        [event.type for event in events],
                        [event.subject for event in events],
                        payloads,
                    )
        return (time.perf_counter() - began) / (transactions * size)

    return side


class Audience:
    """Counts what its subscribers hear, and when the first and the last of it came."""

    def __init__(self) -> None:
        self.began = self.ended = 0.0
        self._left = 0
        self._all = asyncio.Event()

    def expect(self, count: int) -> None:
        self._left = count
        self.began = 0.0
        self._all.clear()

    async def hear(self, scope: TenantScope, event: PlatformEvent) -> None:
        self.began = self.began or time.perf_counter()
        self._left -= 1
        if self._left == 0:
            self.ended = time.perf_counter()
            self._all.set()

    async def all_heard(self) -> None:
        async with asyncio.timeout(120):
            await self._all.wait()


class Hall:
    """An engine with a tenant and so many subscribers."""

    def __init__(self, engine: Engine, scope: TenantScope, subscribers: int) -> None:
        self.engine = engine
        self.scope = scope
        self.subscribers = subscribers
        self.audience = Audience()
        for number in range(subscribers):
            add_plugin(
                engine,
                f"listener-{number}",
                subscriptions=(Subscription(("usage.metered",), self.audience.hear),),
            )

    async def fill(self, count: int) -> None:
        subjects = [new_id() for _ in range(SUBJECTS)]
        for start in range(0, count, PAGE):
            events = [_event(subjects[n % SUBJECTS]) for n in range(start, min(start + PAGE, count))]
            async with self.engine.pools.within(self.scope.tenant) as connection:
                await append(connection, self.scope.tenant, "core", self.engine.types, events)

    def dispatching(self, count: int) -> Side:
        """Seconds for one event to be handled by every subscriber, from the first handled to the last."""

        async def side() -> float:
            await self.fill(count)
            self.audience.expect(count * self.subscribers)
            stop = asyncio.Event()
            dispatcher = asyncio.create_task(self.engine.dispatcher().run(stop))
            try:
                await self.audience.all_heard()
            finally:
                stop.set()
                await dispatcher
            return (self.audience.ended - self.audience.began) / count

        return side

    def reading(self, connection: Any, count: int) -> Side:
        """The same from a loop over the table: no gate, no cursor, no order for each subject, no time limit."""

        async def side() -> float:
            await self.fill(count)
            self.audience.expect(count)
            position, done = ("0", -1), 0
            row = await connection.fetchrow(
                "select txid::text, seq from core.events order by txid desc, seq desc offset $1 limit 1", count
            )
            if row is not None:
                position = (row["txid"], row["seq"])
            began = time.perf_counter()
            while done < count:
                rows = await connection.fetch(_BARE_READ, self.scope.tenant, *position, PAGE)
                for row in rows:
                    await self.audience.hear(self.scope, event_of(row))
                done += len(rows)
                position = (str(rows[-1]["txid"]), rows[-1]["seq"])
            return (time.perf_counter() - began) / count

        return side


@contextlib.asynccontextmanager
async def _hall(session: Session, subscribers: int) -> AsyncIterator[Hall]:
    async with session.engine() as engine:
        scope, _ = await new_tenant(engine, "bench")
        yield Hall(engine, scope, subscribers)


async def _dispatch(session: Session) -> tuple[list[Comparison], dict[str, Any]]:
    count = session.choose(1000, 200)
    one, five, bare = "dispatcher, 1 subscriber", "dispatcher, 5 subscribers", "bare read"
    async with (
        _hall(session, 1) as single,
        _hall(session, 5) as full,
        _hall(session, 0) as empty,
        connected(empty.engine) as (connection,),
    ):
        # As the app role the bare reader sees nothing without a tenant; this is the connection's own, for good.
        await connection.execute("select set_config('app.tenant_id', $1, false)", str(empty.scope.tenant))
        rounds = await session.interleave(
            "dispatch",
            {
                one: single.dispatching(count),
                five: full.dispatching(count),
                bare: empty.reading(connection, count),
            },
            session.choose(9, 3),
        )
    comparisons = [
        rounds.compare("an event told to every subscriber", one, bare),
        rounds.compare("an event told to every subscriber", five, one),
    ]
    per_second = {"1_subscriber": rounds.per_second(one), "5_subscribers": rounds.per_second(five)}
    return comparisons, {"dispatched_per_second": per_second, "events_per_round": count, "subjects": SUBJECTS}
