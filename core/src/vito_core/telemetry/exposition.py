"""Everything at `/metrics`: what the processes counted, and numbers of the database as they are now."""

import asyncio
import os
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import msgspec
from prometheus_client import CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily

from vito_core.db.pool import UNUSABLE
from vito_core.events.desk import EventDesk, Lag
from vito_core.settings import SHARED_METRICS

if TYPE_CHECKING:
    from vito_core.engine import Engine
    from vito_core.operations.alerts import Alert
    from vito_core.operations.archive import ArchiveRun
    from vito_core.operations.monitoring import PlatformNumbers

BELIEVED_SECONDS = 5.0
MEDIA_TYPE = "text/plain; version=0.0.4"


class Numbers(msgspec.Struct, kw_only=True):
    """One look at the database."""

    lag: Lag
    effects: dict[str, int]
    approvals_pending: int
    event_positions: int
    alerts: list[Any]
    runs: list[Any]
    platform: Any


class Exposition:
    def __init__(self, engine: "Engine") -> None:
        self._engine = engine
        self._last: tuple[float, Numbers] | None = None
        self._lock = asyncio.Lock()

    async def render(self) -> bytes:
        """In the text format. A database that is away costs its own numbers, and `vito_database_up` says so."""
        try:
            numbers = await self._numbers()
        except UNUSABLE:
            numbers = None
        found = CollectorRegistry()
        found.register(_Now(self._engine, numbers))
        ProcessCollector(registry=found)
        return self._counted() + generate_latest(found)

    def _counted(self) -> bytes:
        if not os.environ.get(SHARED_METRICS):
            return generate_latest(self._engine.telemetry.metrics.registry)
        from prometheus_client.multiprocess import MultiProcessCollector

        shared = CollectorRegistry()
        MultiProcessCollector(shared)  # type: ignore[no-untyped-call]
        return generate_latest(shared)

    async def _numbers(self) -> Numbers:
        async with self._lock:
            if self._last is None or time.monotonic() - self._last[0] > BELIEVED_SECONDS:
                async with asyncio.timeout(BELIEVED_SECONDS):
                    self._last = time.monotonic(), await self._look()
            return self._last[1]

    async def _look(self) -> Numbers:
        engine = self._engine
        async with engine.pools.without_tenant() as connection:
            counts = await connection.fetchrow("select * from core.platform_counts()")
        return Numbers(
            lag=await EventDesk(engine.pools, engine.types).lag(),
            effects={str(state): number for state, number in (await engine.effect_book.everywhere()).items()},
            approvals_pending=counts["approvals_pending"],
            event_positions=counts["event_positions"],
            alerts=await engine.operations.alerts.everywhere(),
            runs=await engine.operations.archive.runs(),
            platform=await engine.operations.monitor.recent(),
        )


class _Now:
    """A collector for one exposition."""

    def __init__(self, engine: "Engine", numbers: Numbers | None) -> None:
        self._engine = engine
        self._numbers = numbers

    def collect(self) -> Iterator[Any]:
        yield _gauge("vito_database_up", "1 if the database answered", [((), int(self._numbers is not None))])
        usage = self._engine.pools.usage()
        pools = [((name, state), pair[at]) for name, pair in usage.items() for at, state in enumerate(("open", "busy"))]
        yield _gauge("vito_db_connections", "Of the process that answered", pools, "pool", "state")
        failed = [((each.id,), int(each.error is not None)) for each in self._engine.registry.plugins.values()]
        yield _gauge("vito_plugin_failed", "1 if it could not be loaded", failed, "plugin")
        if self._numbers is not None:
            yield from _of_log(self._numbers)
            yield from _of_decisions(self._numbers)
            yield from _of_storage(self._numbers.platform)
            yield from _of_archive(self._numbers.runs)


def _of_log(numbers: Numbers) -> Iterator[Any]:
    lag = numbers.lag
    yield _counter("vito_events_appended", "Positions given; a repeat uses one up", [((), numbers.event_positions)])
    yield _gauge("vito_event_horizon_age_seconds", "Of the oldest transaction", [((), lag.horizon_age_seconds)])
    for name, says in {
        "served": "1 if a dispatcher serves it",
        "behind": "Events it was not told of, up to 10,000 a shard",
        "oldest_seconds": "Age of the oldest of them",
        "parked": "Events that wait on their own",
        "dead": "Dead letters",
    }.items():
        rows = [((each.subscriber,), float(getattr(each, name))) for each in lag.subscribers]
        yield _gauge(f"vito_subscriber_{name}", says, rows, "subscriber")
    for name in ("handled", "skipped", "replayed"):
        rows = [((each.subscriber,), float(getattr(each, name))) for each in lag.subscribers]
        yield _counter(f"vito_subscriber_{name}", f"Events {name}, since the beginning", rows, "subscriber")


def _of_decisions(numbers: Numbers) -> Iterator[Any]:
    effects = [((state,), number) for state, number in numbers.effects.items()]
    yield _gauge("vito_effects", "Effects by state", effects, "state")
    yield _gauge("vito_approvals_pending", "Approvals that wait for a human", [((), numbers.approvals_pending)])
    raised: dict[tuple[str, ...], float] = {}
    alerts: list[Alert] = numbers.alerts
    for each in alerts:
        raised[each.kind, each.level] = raised.get((each.kind, each.level), 0) + 1
    yield _gauge("vito_alerts_open", "Alerts not resolved", list(raised.items()), "kind", "level")


def _of_storage(numbers: "PlatformNumbers") -> Iterator[Any]:
    tables = [((each.name,), each.bytes) for each in numbers.tables]
    yield _gauge("vito_table_bytes", "Tables with their indexes", tables, "table")
    yield _gauge("vito_database_bytes", "The whole database", [((), numbers.database_bytes)])
    yield _gauge("vito_storage_bytes", "What is allocated, by its setting", [((), numbers.storage_bytes)])
    largest: dict[tuple[str, ...], float] = {}
    for each in numbers.documents:
        largest[(each.place,)] = max(largest.get((each.place,), 0), each.bytes)
    yield _gauge("vito_document_largest_bytes", "The largest JSONB field", list(largest.items()), "column")
    this = numbers.growth[:1]
    yield _gauge(
        "vito_conversations_begun", "This month's, or the latest's", [((), each.conversations) for each in this]
    )
    yield _gauge("vito_conversation_messages_avg", "Of those", [((), each.avg_messages) for each in this])
    yield _gauge("vito_conversation_messages_max", "Of those", [((), each.max_messages) for each in this])
    yield _gauge("vito_partitions_ahead", "Months with a partition of messages", [((), numbers.months_ahead)])


def _of_archive(runs: "list[ArchiveRun]") -> Iterator[Any]:
    done = [each for each in runs if each.completed_at is not None]
    times = [((), each.completed_at.timestamp()) for each in done[:1] if each.completed_at is not None]
    yield _gauge("vito_archive_completed_timestamp_seconds", "When the last run ended", times)
    yield _gauge("vito_archive_archived", "Conversations it archived", [((), each.archived) for each in done[:1]])
    yield _gauge("vito_archive_unfinished", "Runs that are not done", [((), len(runs) - len(done))])


def _gauge(name: str, says: str, rows: Any, *labels: str) -> GaugeMetricFamily:
    family = GaugeMetricFamily(name, says, labels=labels)
    for values, number in rows:
        family.add_metric([str(each) for each in values], number)
    return family


def _counter(name: str, says: str, rows: Any, *labels: str) -> CounterMetricFamily:
    family = CounterMetricFamily(name, says, labels=labels)
    for values, number in rows:
        family.add_metric([str(each) for each in values], number)
    return family
