"""The dispatcher: reads the log in order and tells subscribers, at least once, in order for each subject.

Position is (transaction id, sequence) and the horizon is the oldest running transaction: a transaction that commits
late has a lower id than the horizon once it is gone, so its events are still ahead of every cursor.
One dispatcher serves a subscriber at a time: it holds the subscriber's advisory lock, which dies with its connection.
"""

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import asyncpg
import msgspec

from vito_contracts.errors import AlreadyHandled, CapabilityUnavailable
from vito_contracts.events import PlatformEvent
from vito_contracts.hooks import Subscription
from vito_contracts.ids import TenantId, new_id
from vito_contracts.scope import Actor, ActorKind, TenantScope
from vito_core.db.pool import Connection, set_json_codec
from vito_core.events.log import event_of
from vito_core.gate import PluginSet

BATCH = 200
CONCURRENT_SUBJECTS = 8
HANDLER_SECONDS = 60.0
MAX_ATTEMPTS = 8
IDLE_SECONDS, BUSY_SECONDS = 0.15, 0.0

CORE = "core"

DISABLED, UNAVAILABLE = "plugin_disabled", "capability_unavailable"
PATIENT = (DISABLED, UNAVAILABLE)
"""What a tenant switched off is no failure: such an event waits, and never becomes a dead letter."""
PATIENT_AFTER = 4


class Subscriber(msgspec.Struct, frozen=True, kw_only=True):
    """`id`: the cursor's name, "<plugin>/<subscription>"."""

    id: str
    plugin: str
    subscription: Subscription


class _Round(msgspec.Struct):
    handled: dict[TenantId, int] = {}
    skipped: dict[TenantId, int] = {}


class Dispatcher:
    """`effective(tenant)` is the gate; `log(event, **fields)` hears of failures."""

    def __init__(
        self,
        dsn: str,
        subscribers: Sequence[Subscriber],
        effective: Callable[[TenantId], Awaitable[PluginSet]],
        log: Any,
    ) -> None:
        self._dsn = dsn
        self._subscribers = tuple(subscribers)
        self._effective = effective
        self._log = log

    async def run(self, stop: asyncio.Event) -> None:
        """Until `stop` is set. A lost database connection is reported and made anew."""
        await self._register()
        async with asyncio.TaskGroup() as group:
            for subscriber in self._subscribers:
                group.create_task(self._serve_for_ever(subscriber, stop))

    async def _register(self) -> None:
        """All cursors at once, so that "nothing is pending" is never said before every subscriber is known."""
        connection = await asyncpg.connect(self._dsn)
        try:
            await connection.execute(
                "insert into core.cursors (subscriber) select unnest($1::text[]) on conflict do nothing",
                [subscriber.id for subscriber in self._subscribers],
            )
        finally:
            await connection.close(timeout=2)

    async def _serve_for_ever(self, subscriber: Subscriber, stop: asyncio.Event) -> None:
        while not stop.is_set():
            try:
                await self._serve(subscriber, stop)
            except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError) as error:
                self._log.warning("dispatcher.reconnects", subscriber=subscriber.id, error=type(error).__name__)
                await _pause(stop, 0.5)

    async def _serve(self, subscriber: Subscriber, stop: asyncio.Event) -> None:
        connection = await asyncpg.connect(self._dsn)
        try:
            await set_json_codec(connection)
            while not await connection.fetchval(
                "select pg_try_advisory_lock(hashtextextended($1, 0))", f"dispatch/{subscriber.id}"
            ):
                await _pause(stop, 1.0)
                if stop.is_set():
                    return
            while not stop.is_set():
                busy = await self._retry_parked(connection, subscriber)
                busy = await self._next_batch(connection, subscriber) or busy
                await _pause(stop, BUSY_SECONDS if busy else IDLE_SECONDS)
        finally:
            await connection.close(timeout=2)

    async def _next_batch(self, connection: Connection, subscriber: Subscriber) -> bool:
        horizon = await connection.fetchval("select pg_snapshot_xmin(pg_current_snapshot())::text")
        rows = await connection.fetch(
            "select *, txid::text as txid_text from core.events e, (select txid as cursor_txid, seq as cursor_seq"
            " from core.cursors where subscriber = $1) c where (e.txid, e.seq) > (cursor_txid, cursor_seq)"
            " and e.txid < $2::text::xid8 and e.type = any($3) order by e.txid, e.seq limit $4",
            subscriber.id,
            horizon,
            list(subscriber.subscription.types),
            BATCH,
        )
        parked = await connection.fetch(
            "select tenant_id, subject from core.parked_events where subscriber = $1 and state = 'waiting'",
            subscriber.id,
        )
        held = {(row["tenant_id"], row["subject"]) for row in parked}
        done = await self._handle_all(connection, subscriber, rows, held)
        # Fewer than a full batch: everything below the horizon was seen, also the types this subscriber ignores.
        position = (rows[-1]["txid_text"], rows[-1]["seq"]) if len(rows) == BATCH else (horizon, -1)
        async with connection.transaction():
            await connection.execute(
                "update core.cursors set txid = $2::text::xid8, seq = $3 where subscriber = $1",
                subscriber.id,
                *position,
            )
            await _count(connection, subscriber, done)
        return bool(rows)

    async def _handle_all(
        self, connection: Connection, subscriber: Subscriber, rows: Sequence[Any], held: set[tuple[Any, Any]]
    ) -> _Round:
        """Subjects side by side, the events of one subject one after the other."""
        done = _Round({}, {})
        by_subject: dict[tuple[Any, Any], list[Any]] = {}
        for row in rows:
            by_subject.setdefault((row["tenant_id"], row["subject"]), []).append(row)
        limit = asyncio.Semaphore(CONCURRENT_SUBJECTS)
        failed: list[tuple[Any, str]] = []

        async def one_subject(subject: tuple[Any, Any], events: list[Any]) -> None:
            async with limit:
                blocked = subject in held
                for row in events:
                    error = "held_back" if blocked else await self._handle(subscriber, event_of(row), done)
                    if error is not None:
                        blocked = True
                        failed.append((row, error))

        async with asyncio.TaskGroup() as group:
            for subject, events in by_subject.items():
                group.create_task(one_subject(subject, events))
        for row, error in failed:
            await self._park(connection, subscriber, row, error)
        return done

    async def _handle(self, subscriber: Subscriber, event: PlatformEvent, done: _Round) -> str | None:
        """None when the event is settled, else a code that says what went wrong."""
        if subscriber.plugin != CORE and subscriber.plugin not in await self._effective(event.tenant):
            if subscriber.subscription.while_disabled == "replay":
                return DISABLED
            done.skipped[event.tenant] = done.skipped.get(event.tenant, 0) + 1
            return None
        scope = TenantScope(
            tenant=event.tenant,
            actor=Actor(ActorKind.PLUGIN, name=subscriber.plugin),
            request=new_id(),  # type: ignore[arg-type]
        )
        try:
            async with asyncio.timeout(HANDLER_SECONDS):
                await subscriber.subscription.handler(scope, event)
        except AlreadyHandled:
            pass
        except CapabilityUnavailable:
            return UNAVAILABLE
        except Exception as error:
            self._log.warning(
                "subscriber.failed",
                subscriber=subscriber.id,
                event_type=event.type,
                event_id=str(event.id),
                error=type(error).__name__,
            )
            return type(error).__name__
        done.handled[event.tenant] = done.handled.get(event.tenant, 0) + 1
        return None

    async def _park(self, connection: Connection, subscriber: Subscriber, row: Any, error: str) -> None:
        """The event waits on its own; later events of its subject queue up behind it, other subjects go on."""
        await connection.execute(
            "insert into core.parked_events (tenant_id, subscriber, event, subject, txid, seq, attempts, next_at,"
            " state, error_code) values ($1, $2, $3, $4, $5::text::xid8, $6, $7, $8, 'waiting', $9)"
            " on conflict do nothing",
            row["tenant_id"],
            subscriber.id,
            row["id"],
            row["subject"],
            row["txid_text"],
            row["seq"],
            0 if error == "held_back" else 1,
            _next_attempt(1),
            error,
        )

    async def _retry_parked(self, connection: Connection, subscriber: Subscriber) -> bool:
        rows = await connection.fetch(
            "select distinct on (p.tenant_id, p.subject) e.*, p.attempts, p.txid::text as txid_text, p.next_at"
            " from core.parked_events p join core.events e on e.tenant_id = p.tenant_id and e.id = p.event"
            " where p.subscriber = $1 and p.state = 'waiting' order by p.tenant_id, p.subject, p.txid, p.seq",
            subscriber.id,
        )
        now = dt.datetime.now(dt.UTC)
        due = [row for row in rows if row["next_at"] <= now or row["attempts"] == 0]
        for row in due:
            done = _Round({}, {})
            error = await self._handle(subscriber, event_of(row), done)
            await self._settle_parked(connection, subscriber, row, error)
            await _count(connection, subscriber, done)
        return bool(due)

    async def _settle_parked(self, connection: Connection, subscriber: Subscriber, row: Any, error: str | None) -> None:
        where = "where tenant_id = $1 and subscriber = $2 and event = $3"
        key = (row["tenant_id"], subscriber.id, row["id"])
        if error is None:
            await connection.execute(f"delete from core.parked_events {where}", *key)
            return
        attempts = row["attempts"] + (error not in PATIENT)
        dead = attempts >= MAX_ATTEMPTS
        if dead:
            self._log.error("event.dead", subscriber=subscriber.id, event_id=str(row["id"]), error=error)
        await connection.execute(
            f"update core.parked_events set attempts = $4, next_at = $5, state = $6, error_code = $7 {where}",
            *key,
            max(attempts, 1),
            _next_attempt(PATIENT_AFTER if error in PATIENT else max(attempts, 1)),
            "dead" if dead else "waiting",
            error,
        )


async def _count(connection: Connection, subscriber: Subscriber, done: _Round) -> None:
    tenants = sorted({*done.handled, *done.skipped})
    if tenants:
        await connection.execute(
            "insert into core.deliveries (tenant_id, subscriber, handled, skipped)"
            " select t, $2, h, s from unnest($1::uuid[], $3::bigint[], $4::bigint[]) as x (t, h, s)"
            " on conflict (tenant_id, subscriber) do update set handled = core.deliveries.handled + excluded.handled,"
            " skipped = core.deliveries.skipped + excluded.skipped",
            tenants,
            subscriber.id,
            [done.handled.get(tenant, 0) for tenant in tenants],
            [done.skipped.get(tenant, 0) for tenant in tenants],
        )


def _next_attempt(attempts: int) -> dt.datetime:
    return dt.datetime.now(dt.UTC) + dt.timedelta(seconds=min(0.25 * 2**attempts, 300))


async def _pause(stop: asyncio.Event, seconds: float) -> None:
    if seconds == 0.0:
        await asyncio.sleep(0)
        return
    try:
        await asyncio.wait_for(stop.wait(), seconds)
    except TimeoutError:
        return
