"""Dead letters and lag: what an operator sees of the dispatching, and the one thing to do about it."""

import datetime as dt
from typing import Any, TypeAlias
from uuid import UUID

import msgspec

from vito_contracts.errors import NotFound
from vito_contracts.events import DeadLetterReplayed, NewEvent, as_code
from vito_contracts.scope import TenantScope
from vito_core.db.pool import Pools
from vito_core.events.log import append, doer, parse_position
from vito_core.events.types import EventTypes

Place: TypeAlias = tuple[str, int, str]
"""Transaction, sequence and subscriber: where a dead letter stands."""

_DEAD = (
    "select p.event, p.subscriber, p.subject, p.attempts, p.error_code, p.txid::text as txid, p.seq, e.type, e.version,"
    " e.at from core.parked_events p join core.events e on e.id = p.event where p.state = 'dead'"
    " and (p.txid, p.seq, p.subscriber) > ($1::text::xid8, $2, $3) and ($4::text is null or p.subscriber = $4)"
    " and ($5::text is null or e.type = $5) order by p.txid, p.seq, p.subscriber limit $6"
)
# All of them are due: which is the first of its subject is for the dispatcher to say, which alone settles what is
# before it. Said here, beside a dispatcher that is settling, an event would wait for one that is gone already.
_REVIVE = (
    "with dead as materialized (select tenant_id, subscriber, event from core.parked_events where state = 'dead'"
    " and ($1::uuid is null or event = $1) and ($2::text is null or subscriber = $2)"
    " and (txid, seq, subscriber) > ($3::text::xid8, $4, $5) order by txid, seq, subscriber limit $6 for update)"
    " update core.parked_events p set state = 'waiting', attempts = 0, next_at = clock_timestamp() from dead"
    " where p.tenant_id = dead.tenant_id and p.subscriber = dead.subscriber and p.event = dead.event"
    " returning p.txid::text as txid, p.seq, p.subscriber"
)
REPLAYED_AT_ONCE = 500
"""In one transaction: while it is open, whatever anybody writes after it waits to be dispatched."""
_START: Place = ("0", -1, "")


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
    def __init__(self, pools: Pools, types: EventTypes) -> None:
        self._pools = pools
        self._types = types

    async def dead(
        self, scope: TenantScope, *, after: str | None, subscriber: str | None, event_type: str | None, limit: int
    ) -> list[DeadLetter]:
        place, _, last = (after or "0.0/").partition("/")
        async with self._pools.within(scope.tenant) as connection:
            rows = await connection.fetch(_DEAD, *parse_position(place), last, subscriber, event_type, limit)
        return [_letter(row) for row in rows]

    async def replay(self, scope: TenantScope, *, event: UUID | None, subscriber: str | None) -> int:
        """Dead letters wait for their subscriber again, each behind the earlier ones of its subject. Returns how many.
        One that dies again meanwhile is not revived twice.

        Raises `NotFound` for an event that is no dead letter of this tenant.
        """
        revived, last = 0, _START
        while True:
            async with self._pools.within(scope.tenant) as connection:
                rows = await connection.fetch(_REVIVE, event, subscriber, *last, REPLAYED_AT_ONCE)
                if rows:
                    told = DeadLetterReplayed(
                        event=event,
                        subscriber=as_code(subscriber) if subscriber is not None else None,
                        replayed=len(rows),
                        by=doer(scope),
                    )
                    act = NewEvent(type="dead_letter.replayed", subject=event or scope.tenant, payload=told)
                    await append(connection, scope.tenant, "core", self._types, [act])
            revived += len(rows)
            if len(rows) < REPLAYED_AT_ONCE:
                break
            last = max(((row["txid"], row["seq"], row["subscriber"]) for row in rows), key=_order)
        if event is not None and not revived:
            whose = f" of subscriber {subscriber!r}" if subscriber is not None else ""
            raise NotFound(f"event {event} is no dead letter{whose}; `GET /v1/events/dead` lists yours")
        return revived

    async def lag(self) -> Lag:
        """Over all tenants: numbers only."""
        async with self._pools.without_tenant() as connection:
            rows = await connection.fetch("select * from core.event_lag()")
            age = await connection.fetchval("select core.horizon_age()")
        return Lag(subscribers=[_lag(row) for row in rows], horizon_age_seconds=age)


def _order(place: Place) -> tuple[int, int, str]:
    return int(place[0]), place[1], place[2]


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
