"""Appending to the event log over a bare INSERT; dispatching over a bare read of the same events, and with more
tenants and subscribers over few of them."""

import asyncio
import contextlib
import random
import statistics
import time
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import asyncpg
import msgspec

from bench.measure import Comparison, Result, Side, percentile, rounded
from bench.session import Session, connected
from vito_contracts.events import NewEvent, PlatformEvent, UsageMetered
from vito_contracts.hooks import Subscription
from vito_contracts.ids import RequestId, TenantId, new_id
from vito_contracts.scope import SYSTEM, TenantScope
from vito_core.engine import Engine
from vito_core.events.log import append, event_of
from vito_core.testing import add_plugin, new_tenant

PAGE = 200
TENANTS, SUBSCRIBERS = (10, 1_000, 10_000), (1, 5, 20)
QUICK_TENANTS, QUICK_SUBSCRIBERS = (10, 100), (1, 5)

_BARE_ONE = (
    "insert into bench.events (tenant_id, id, type, subject, payload, plugin) values ($1, $2, $3, $4, $5, 'core')"
)
_BARE_MANY = (
    "insert into bench.events (tenant_id, id, type, subject, payload, plugin) select $1, e.*, 'core'"
    " from unnest($2::uuid[], $3::text[], $4::uuid[], $5::jsonb[]) as e"
)
_BARE_READ = (
    "select * from core.events where type = 'usage.metered' and (txid, seq) > ($1::text::xid8, $2)"
    " order by txid, seq limit $3"
)
# One round trip for many tenants; within the wall all the same, row by row.
_MAKE_TENANTS = """do $do$ declare id uuid; begin for number in 1..{count} loop
  id := gen_random_uuid();
  perform set_config('app.tenant_id', id::text, true);
  insert into core.tenants (tenant_id, slug, name, kind, tier)
    values (id, 'bench-' || number, 'Bench', 'brand', 'ENTERPRISE');
end loop; end $do$"""
_MAKE_EVENTS = """do $do$ declare id uuid; begin foreach id in array '{{{tenants}}}'::uuid[] loop
  perform set_config('app.tenant_id', id::text, true);
  insert into core.events (tenant_id, id, type, subject, payload, plugin) values
    (id, gen_random_uuid(), 'usage.metered', gen_random_uuid(), '{{"unit": "turn", "quantity": 1}}', 'core');
end loop; end $do$"""


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
        async with asyncio.timeout(300):
            await self._all.wait()


class Hall:
    """An engine with so many tenants and subscribers, each of which hears every event.

    `processor`: for each round, seconds of processor time that this process took to tell one event to one subscriber;
    other work on the machine does not show in it, and neither does PostgreSQL's part.
    """

    def __init__(self, engine: Engine, tenants: list[UUID], subscribers: int) -> None:
        self.engine = engine
        self.subscribers = subscribers
        self.audience = Audience()
        self.processor: list[float] = []
        self._tenants = tenants
        self._chance = random.Random(1)  # noqa: S311 - which tenants, the same in every run
        for number in range(subscribers):
            add_plugin(
                engine, f"listener-{number}", subscriptions=(Subscription(("usage.metered",), self.audience.hear),)
            )

    async def fill(self, count: int) -> None:
        """Each event of a tenant drawn anew, about a subject of its own."""
        for start in range(0, count, PAGE):
            drawn = self._chance.choices(self._tenants, k=min(PAGE, count - start))
            async with self.engine.pools.without_tenant() as connection:
                await connection.execute(_MAKE_EVENTS.format(tenants=",".join(map(str, drawn))))

    @contextlib.asynccontextmanager
    async def dispatching(self) -> AsyncIterator[None]:
        stop = asyncio.Event()
        dispatcher = asyncio.create_task(self.engine.dispatcher().run(stop))
        try:
            yield
        finally:
            stop.set()
            await dispatcher

    def telling(self, count: int) -> Side:
        """Seconds for one event to be handled by one subscriber, from the first handled to the last."""

        async def side() -> float:
            await self.fill(count)
            self.audience.expect(count * self.subscribers)
            began = time.process_time()
            async with self.dispatching():
                await self.audience.all_heard()
            self.processor.append((time.process_time() - began) / (count * self.subscribers))
            return (self.audience.ended - self.audience.began) / (count * self.subscribers)

        return side

    async def lags(self, count: int) -> list[float]:
        """Seconds from the commit of one event to the last subscriber that handled it, with nothing else going on."""
        taken = []
        self.audience.expect(self.subscribers)
        async with self.dispatching():
            await self.fill(1)
            await self.audience.all_heard()
            for _ in range(count):
                # Not in step with the dispatcher's looks at the log.
                await asyncio.sleep(0.05 + self._chance.random() * 0.2)
                self.audience.expect(self.subscribers)
                await self.fill(1)
                committed = time.perf_counter()
                await self.audience.all_heard()
                taken.append(max(self.audience.ended - committed, 0.0))
        return taken

    def reading(self, connection: Any, count: int) -> Side:
        """The same from a loop over the table: no gate, no cursor, no order for each subject, no time limit."""

        async def side() -> float:
            await self.fill(count)
            self.audience.expect(count)
            scope = TenantScope(tenant=TenantId(self._tenants[0]), actor=SYSTEM, request=RequestId(new_id()))
            position, done = ("0", -1), 0
            row = await connection.fetchrow(
                "select txid::text, seq from core.events order by txid desc, seq desc offset $1 limit 1", count
            )
            if row is not None:
                position = (row["txid"], row["seq"])
            began = time.perf_counter()
            while done < count:
                rows = await connection.fetch(_BARE_READ, *position, PAGE)
                for row in rows:
                    await self.audience.hear(scope, event_of(row))
                done += len(rows)
                position = (str(rows[-1]["txid"]), rows[-1]["seq"])
            return (time.perf_counter() - began) / count

        return side


@contextlib.asynccontextmanager
async def _hall(session: Session, tenants: int, subscribers: int) -> AsyncIterator[Hall]:
    async with session.engine() as engine:
        async with engine.pools.without_tenant() as connection:
            await connection.execute(_MAKE_TENANTS.format(count=tenants))
            made = [row["tenant_id"] for row in await connection.fetch("select * from core.active_tenants()")]
        yield Hall(engine, made, subscribers)


async def _dispatch(session: Session) -> tuple[list[Comparison], dict[str, Any]]:
    count = session.choose(2000, 400)
    tenants = QUICK_TENANTS if session.quick else TENANTS
    subscribers = QUICK_SUBSCRIBERS if session.quick else SUBSCRIBERS
    sizes = [(number, audience) for number in tenants for audience in subscribers]
    async with contextlib.AsyncExitStack() as stack:
        halls = {_name(*size): await stack.enter_async_context(_hall(session, *size)) for size in sizes}
        empty = await stack.enter_async_context(_hall(session, 10, 0))
        # The dispatcher's role sees all tenants' events, as the dispatcher does.
        bare = await asyncpg.connect(empty.engine.settings.dispatcher_url)
        stack.push_async_callback(bare.close)
        sides = {name: hall.telling(count) for name, hall in halls.items()}
        sides["bare read"] = empty.reading(bare, count)
        rounds = await session.interleave("dispatch", sides, session.choose(5, 3))
        lags = {name: await hall.lags(session.choose(40, 8)) for name, hall in halls.items()}
    smallest = _name(*sizes[0])
    comparisons = [rounds.compare("an event told to one subscriber", smallest, "bare read")]
    comparisons += [
        rounds.compare("an event told to one of the subscribers", name, smallest) for name in halls if name != smallest
    ]
    facts = {
        "told_per_second": {name: rounds.per_second(name) for name in halls},
        "dispatchers_own_processor_us_for_one": {
            name: rounded(statistics.median(hall.processor[1:]) * 1e6) for name, hall in halls.items()
        },
        "commit_to_last_handler_ms": {name: _milliseconds(taken) for name, taken in lags.items()},
        "events_per_round": count,
    }
    return comparisons, facts


def _name(tenants: int, subscribers: int) -> str:
    return f"{tenants} tenants, {subscribers} subscriber{'s' * (subscribers > 1)}"


def _milliseconds(seconds: list[float]) -> dict[str, float]:
    return {"p50": rounded(statistics.median(seconds) * 1e3), "p99": percentile([each * 1e3 for each in seconds], 99)}
