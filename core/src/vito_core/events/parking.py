"""Events that wait on their own: those that failed, those held back behind them, and dead letters.

Of the waiting events of one subject only the first has a time (`next_at`); the others wait for it to be settled.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any, TypeAlias
from uuid import UUID

from vito_contracts.ids import TenantId
from vito_core.db.pool import Connection
from vito_core.events.handling import (
    DISABLED,
    HANDLED,
    HANDLER_SECONDS,
    HELD_BACK,
    PATIENT,
    RUNNING,
    SKIPPED,
    Queue,
)

Subject: TypeAlias = tuple[TenantId, UUID]
"""(tenant, subject): what has an order."""

MAX_ATTEMPTS = 8
PATIENT_SECONDS, PATIENT_LONGEST = 4.0, 60.0
"""The first pause of what waits patiently, and the longest; each is twice the one before. `patience` ends it early."""
RUNNING_SECONDS = HANDLER_SECONDS + 30.0
"""When an event whose handler goes on alone is tried again, should nobody ever say what came of it. Who takes over its
shard does not wait so long."""
LONGEST_SECONDS = 300.0
SUBJECTS_AT_ONCE, EVENTS_AT_ONCE = 50, 100
TENANTS_SHARE = 10
"""Subjects of one tenant in a round, so that those of the next are not far behind."""
ROWS_AT_ONCE = 2000

_PARK = (
    "insert into core.parked_events (tenant_id, subscriber, event, subject, txid, seq, attempts, pauses, next_at,"
    " state, error_code) select p.tenant_id, $1, p.event, p.subject, p.txid, p.seq, p.attempts, p.pauses,"
    " coalesce(clock_timestamp() + make_interval(secs => p.delay), 'infinity'), 'waiting', p.error_code"
    " from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::text[]::xid8[], $6::bigint[], $7::int[], $8::smallint[],"
    " $9::float8[], $10::text[]) as p (tenant_id, event, subject, txid, seq, attempts, pauses, delay, error_code)"
    " on conflict do nothing"
)
# `statement_timestamp`, because an index is not asked for a time that changes while it is asked. Whether there is an
# earlier event is a value and no `exists`: joined as a set, with no statistics yet, it took minutes.
_EARLIER = (
    "(select true from core.parked_events f where f.subscriber = $1 and f.tenant_id = h.tenant_id"
    " and f.subject = h.subject and f.state = 'waiting' and (f.txid, f.seq) < (h.txid, h.seq)"
    " order by f.txid, f.seq limit 1)"
)
_ORDER = (
    "update core.parked_events p set next_at = 'infinity' from (select h.tenant_id, h.event from core.parked_events h"
    " where h.subscriber = $1 and h.shard = any($2) and h.state = 'waiting' and h.next_at <= statement_timestamp()"
    f" and {_EARLIER} is not null limit $3) as l"
    " where p.tenant_id = l.tenant_id and p.subscriber = $1 and p.event = l.event"
)
# From tenant to tenant by the index, a few subjects of each. The pair is compared as one: without statistics, too, the
# index of a tenant's events is taken then, and not that of everybody's.
_HEADS = (
    "with recursive t as ((select w.tenant_id from core.parked_events w where w.subscriber = $1"
    " and w.state = 'waiting' and w.tenant_id > $3 order by w.tenant_id limit 1)"
    " union all select n.tenant_id from t cross join lateral (select w.tenant_id from core.parked_events w"
    " where w.subscriber = $1 and w.state = 'waiting' and w.tenant_id > t.tenant_id order by w.tenant_id limit 1) n)"
    " select d.tenant_id, d.subject from t cross join lateral (select h.tenant_id, h.subject"
    " from core.parked_events h where h.subscriber = $1 and h.tenant_id = t.tenant_id and h.shard = any($2)"
    " and h.state = 'waiting' and (h.tenant_id, h.next_at) <= (t.tenant_id, statement_timestamp())"
    f" and {_EARLIER} is null order by h.tenant_id, h.next_at limit $4) d limit $5"
)
_QUEUES = (
    "select e.*, p.attempts, p.pauses, p.error_code, p.txid::text as txid_text"
    " from unnest($2::uuid[], $3::uuid[]) as head (tenant_id, subject) cross join lateral"
    " (select * from core.parked_events w where w.subscriber = $1 and w.tenant_id = head.tenant_id"
    " and w.subject = head.subject and w.state = 'waiting' order by w.txid, w.seq limit $4) p"
    " join core.events e on e.tenant_id = p.tenant_id and e.id = p.event order by p.txid, p.seq"
)
_POSTPONE = (
    "update core.parked_events p set error_code = $4, pauses = least(p.pauses + 1, $7),"
    " next_at = clock_timestamp() + make_interval(secs => least($5 * 2 ^ p.pauses, $6))"
    " from (select h.tenant_id, h.event from core.parked_events h where h.subscriber = $1 and h.tenant_id = any($2)"
    " and h.shard = any($3) and h.state = 'waiting' and h.next_at <= statement_timestamp()"
    f" and {_EARLIER} is null limit $8) as d"
    " where p.tenant_id = d.tenant_id and p.subscriber = $1 and p.event = d.event"
)
_SETTLE = (
    "delete from core.parked_events p using unnest($2::uuid[], $3::uuid[]) as s (tenant_id, event)"
    " where p.tenant_id = s.tenant_id and p.subscriber = $1 and p.event = s.event"
)
_FAIL = (
    "update core.parked_events p set attempts = f.attempts, pauses = f.pauses, error_code = f.error_code,"
    " state = case when f.dead then 'dead' else 'waiting' end,"
    " next_at = case when f.dead then 'infinity' else clock_timestamp() + make_interval(secs => f.delay) end"
    " from unnest($2::uuid[], $3::uuid[], $4::int[], $5::smallint[], $6::text[], $7::boolean[], $8::float8[])"
    " as f (tenant_id, event, attempts, pauses, error_code, dead, delay)"
    " where p.tenant_id = f.tenant_id and p.subscriber = $1 and p.event = f.event"
)
_WAKE = (
    "update core.parked_events p set next_at = clock_timestamp() from (select distinct on (w.tenant_id, w.subject)"
    " w.tenant_id, w.event from unnest($2::uuid[], $3::uuid[]) as s (tenant_id, subject)"
    " join core.parked_events w on w.subscriber = $1 and w.tenant_id = s.tenant_id and w.subject = s.subject"
    " and w.state = 'waiting' order by w.tenant_id, w.subject, w.txid, w.seq) as first"
    " where p.tenant_id = first.tenant_id and p.subscriber = $1 and p.event = first.event and p.next_at = 'infinity'"
)
_RUN_ON = (
    "update core.parked_events p set error_code = $4, next_at = clock_timestamp() + make_interval(secs => $5)"
    " from unnest($2::uuid[], $3::uuid[]) as r (tenant_id, event)"
    " where p.tenant_id = r.tenant_id and p.subscriber = $1 and p.event = r.event"
)
_COUNT = (
    "insert into core.deliveries (tenant_id, subscriber, handled, skipped, replayed)"
    " select t, $1, h, s, r from unnest($2::uuid[], $3::bigint[], $4::bigint[], $5::bigint[]) as x (t, h, s, r)"
    " order by t on conflict (tenant_id, subscriber) do update set"
    " handled = core.deliveries.handled + excluded.handled, skipped = core.deliveries.skipped + excluded.skipped,"
    " replayed = core.deliveries.replayed + excluded.replayed"
)


MOST_PAUSES = 16
"""Counted; by then they are long since the longest."""


def delay(code: str, attempts: int, pauses: int = 0) -> float:
    """Seconds until the next attempt. `pauses`: how many patient ones there were before."""
    if code == RUNNING:
        return RUNNING_SECONDS
    if code in PATIENT:
        return min(PATIENT_SECONDS * (1 << pauses), PATIENT_LONGEST)
    return min(0.25 * (1 << max(attempts, 1)), LONGEST_SECONDS)


async def park(connection: Connection, subscriber: str, queues: Sequence[Queue]) -> None:
    """What the queues of a batch left unsettled waits on its own; other subjects go on."""
    columns: list[list[Any]] = [[], [], [], [], [], [], [], [], []]
    for queue in queues:
        begun = len(queue.outcomes) - queue.failed
        for place, row in enumerate(queue.rows[begun:]):
            code = HELD_BACK
            if place == 0 and (queue.failed or queue.running):
                code = RUNNING if queue.running else queue.outcomes[-1]
            attempts = int(code not in (*PATIENT, HELD_BACK, RUNNING))
            seconds = None if code == HELD_BACK else delay(code, attempts)
            values = (
                row["tenant_id"],
                row["id"],
                row["subject"],
                row["txid_text"],
                row["seq"],
                attempts,
                int(code in PATIENT),
                seconds,
                code,
            )
            for column, value in zip(columns, values, strict=True):
                column.append(value)
    if columns[0]:
        await connection.execute(_PARK, subscriber, *columns)


async def put_in_order(connection: Connection, subscriber: str, shards: Sequence[int]) -> None:
    """What is due behind an earlier event of its subject (it was revived, say) waits to be woken. Only for who holds
    the shards: nobody else can know that the earlier one is not being settled in this moment."""
    await connection.execute(_ORDER, subscriber, shards, ROWS_AT_ONCE)


async def heads(connection: Connection, subscriber: str, shards: Sequence[int], after: UUID) -> list[Subject]:
    """Subjects whose first waiting event is due, a few of each tenant, beginning with the tenant after `after`."""
    rows = await connection.fetch(_HEADS, subscriber, shards, after, TENANTS_SHARE, SUBJECTS_AT_ONCE)
    return [(row["tenant_id"], row["subject"]) for row in rows]


async def waiting(connection: Connection, subscriber: str, subjects: Sequence[Subject]) -> list[Any]:
    """Rows of the subjects' waiting events, in order."""
    tenants, names = [tenant for tenant, _ in subjects], [subject for _, subject in subjects]
    return list(await connection.fetch(_QUEUES, subscriber, tenants, names, EVENTS_AT_ONCE))


async def postpone(connection: Connection, subscriber: str, shards: Sequence[int], tenants: Collection[UUID]) -> None:
    """What is due of tenants whose plugin is off waits on, without being read."""
    if tenants:
        pause = DISABLED, PATIENT_SECONDS, PATIENT_LONGEST, MOST_PAUSES
        await connection.execute(_POSTPONE, subscriber, list(tenants), shards, *pause, ROWS_AT_ONCE)


async def settle(connection: Connection, subscriber: str, queues: Sequence[Queue]) -> list[Any]:
    """Writes what became of waiting events. Returns the rows that are dead letters now."""
    done = [row for queue in queues for row in queue.rows[: len(queue.outcomes) - queue.failed]]
    failed = [(queue.rows[len(queue.outcomes) - 1], queue.outcomes[-1]) for queue in queues if queue.failed]
    # A row of a batch, whose handler went on alone, was parked without an attempt.
    attempts = [row.get("attempts", 0) + (code not in PATIENT) for row, code in failed]
    pauses = [row.get("pauses", 0) for row, _ in failed]
    dead = [number >= MAX_ATTEMPTS for number in attempts]
    if done:
        await connection.execute(_SETTLE, subscriber, [row["tenant_id"] for row in done], [row["id"] for row in done])
    if failed:
        await connection.execute(
            _FAIL,
            subscriber,
            [row["tenant_id"] for row, _ in failed],
            [row["id"] for row, _ in failed],
            attempts,
            [
                min(so_far + 1, MOST_PAUSES) if code in PATIENT else 0
                for (_, code), so_far in zip(failed, pauses, strict=True)
            ],
            [code for _, code in failed],
            dead,
            [delay(code, number, so_far) for (_, code), number, so_far in zip(failed, attempts, pauses, strict=True)],
        )
    heads = [queue.rows[0] for queue in queues]
    await connection.execute(_WAKE, subscriber, [row["tenant_id"] for row in heads], [row["subject"] for row in heads])
    running = [queue.rows[len(queue.outcomes)] for queue in queues if queue.running]
    if running:
        keys = [row["tenant_id"] for row in running], [row["id"] for row in running]
        await connection.execute(_RUN_ON, subscriber, *keys, RUNNING, RUNNING_SECONDS)
    return [row for (row, _), is_dead in zip(failed, dead, strict=True) if is_dead]


async def count(connection: Connection, subscriber: str, queues: Sequence[Queue], *, parked: bool = False) -> None:
    """Adds up for each tenant what was handled, skipped, and handled later because the plugin had been off."""
    handled: Counter[Any] = Counter()
    skipped: Counter[Any] = Counter()
    replayed: Counter[Any] = Counter()
    for queue in queues:
        for row, outcome in zip(queue.rows, queue.outcomes, strict=False):
            handled[row["tenant_id"]] += outcome == HANDLED
            skipped[row["tenant_id"]] += outcome == SKIPPED
            replayed[row["tenant_id"]] += parked and outcome == HANDLED and queue.rows[0].get("error_code") == DISABLED
    tenants = [tenant for tenant in handled if handled[tenant] or skipped[tenant]]
    if tenants:
        await connection.execute(
            _COUNT,
            subscriber,
            tenants,
            [handled[tenant] for tenant in tenants],
            [skipped[tenant] for tenant in tenants],
            [replayed[tenant] for tenant in tenants],
        )
