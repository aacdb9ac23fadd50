"""Dead letters and lag: what an operator sees of the dispatching, and the one thing to do about it."""

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import msgspec

from vito_contracts.errors import NotFound
from vito_contracts.scope import TenantScope
from vito_core.db.pool import Pools
from vito_core.events.log import parse_position

_DEAD = (
    "select p.event, p.subscriber, p.subject, p.attempts, p.error_code, p.txid::text as txid, p.seq, e.type, e.version,"
    " e.at from core.parked_events p join core.events e on e.id = p.event where p.state = 'dead'"
    " and (p.txid, p.seq, p.subscriber) > ($1::text::xid8, $2, $3) and ($4::text is null or p.subscriber = $4)"
    " and ($5::text is null or e.type = $5) order by p.txid, p.seq, p.subscriber limit $6"
)
_REVIVE = (
    "update core.parked_events set state = 'waiting', attempts = 0, next_at = 'infinity' where state = 'dead'"
    " and ($1::uuid is null or event = $1) and ($2::text is null or subscriber = $2) returning subscriber, subject"
)
# The first waiting event of a subject is due at once, whatever is behind it waits for it.
_IN_ORDER = (
    "update core.parked_events p set next_at = case when exists (select from core.parked_events f"
    " where f.subscriber = p.subscriber and f.subject = p.subject and f.state = 'waiting'"
    " and (f.txid, f.seq) < (p.txid, p.seq)) then 'infinity' else clock_timestamp() end"
    " from (select distinct * from unnest($1::text[], $2::uuid[])) as t (subscriber, subject)"
    " where p.subscriber = t.subscriber and p.subject = t.subject and p.state = 'waiting'"
)


class DeadLetter(msgspec.Struct, frozen=True, kw_only=True):
    """An event that a subscriber failed to handle too often. `error`: the class or code of the last failure."""

    event: UUID
    subscriber: str
    type: str
    version: int
    subject: UUID
    at: dt.datetime
    attempts: int
    error: str
    position: str


class SubscriberLag(msgspec.Struct, frozen=True, kw_only=True):
    """`served`: by a dispatcher that is alive. `behind`: events it has not been told of, counted up to 10,000 for each
    shard; `oldest_seconds`: the age of the oldest of them. `parked`: events that wait on their own; `dead`: dead
    letters. `handled`, `skipped` (while off), `replayed` (kept while off, handled later): since the beginning."""

    subscriber: str
    served: bool
    behind: int
    oldest_seconds: float
    parked: int
    dead: int
    handled: int
    skipped: int
    replayed: int


class Lag(msgspec.Struct, frozen=True, kw_only=True):
    """`horizon_age_seconds`: how long the oldest running transaction has held back what was written after it."""

    subscribers: list[SubscriberLag]
    horizon_age_seconds: float


class EventDesk:
    def __init__(self, pools: Pools) -> None:
        self._pools = pools

    async def dead(
        self, scope: TenantScope, *, after: str | None, subscriber: str | None, event_type: str | None, limit: int
    ) -> list[DeadLetter]:
        place, _, last = (after or "0.0/").partition("/")
        async with self._pools.within(scope.tenant) as connection:
            rows = await connection.fetch(_DEAD, *parse_position(place), last, subscriber, event_type, limit)
        return [_letter(row) for row in rows]

    async def replay(self, scope: TenantScope, *, event: UUID | None, subscriber: str | None) -> int:
        """Dead letters wait for their subscriber again, each behind the earlier ones of its subject. Returns how many.

        Raises `NotFound` for an event that is no dead letter of this tenant.
        """
        async with self._pools.within(scope.tenant) as connection:
            rows: Sequence[Any] = await connection.fetch(_REVIVE, event, subscriber)
            if rows:
                await connection.execute(
                    _IN_ORDER, [row["subscriber"] for row in rows], [row["subject"] for row in rows]
                )
        if event is not None and not rows:
            whose = f" of subscriber {subscriber!r}" if subscriber is not None else ""
            raise NotFound(f"event {event} is no dead letter{whose}; `GET /v1/events/dead` lists yours")
        return len(rows)

    async def lag(self) -> Lag:
        """Over all tenants: numbers only."""
        async with self._pools.without_tenant() as connection:
            rows = await connection.fetch("select * from core.event_lag()")
            age = await connection.fetchval("select core.horizon_age()")
        return Lag(subscribers=[_lag(row) for row in rows], horizon_age_seconds=age)


def _letter(row: Any) -> DeadLetter:
    return DeadLetter(
        event=row["event"],
        subscriber=row["subscriber"],
        type=row["type"],
        version=row["version"],
        subject=row["subject"],
        at=row["at"],
        attempts=row["attempts"],
        error=row["error_code"],
        position=f"{row['txid']}.{row['seq']}/{row['subscriber']}",
    )


def _lag(row: Any) -> SubscriberLag:
    return SubscriberLag(
        subscriber=row["subscriber"],
        served=row["served"],
        behind=row["behind"],
        oldest_seconds=row["oldest_seconds"],
        parked=row["parked"],
        dead=row["dead"],
        handled=int(row["handled"]),
        skipped=int(row["skipped"]),
        replayed=int(row["replayed"]),
    )
