"""Which dispatcher serves which cursor.

A dispatcher is one row with a lease, and one advisory lock. It is dead when its lock is free (its connection is gone)
or its lease has run out (it hangs); deleting the row frees all its cursors at once. So staying alive costs one row a
second, however many cursors there are.
"""

import time
from collections.abc import Mapping, Sequence
from uuid import UUID

from vito_core.db.pool import Connection
from vito_core.events.counter import require_counter
from vito_core.events.model import SHARDS, Held, LeaseLost, Subscriber

LEASE_SECONDS = 6.0
MARGIN_SECONDS = 1.0
"""So long before its lease runs out a dispatcher that cannot renew it has stopped."""

_BEAT = (
    "update core.dispatchers set lease_until = clock_timestamp() + make_interval(secs => $2),"
    " horizon = pg_snapshot_xmin(pg_current_snapshot()),"
    " horizon_since = case when horizon = pg_snapshot_xmin(pg_current_snapshot()) then horizon_since"
    " else clock_timestamp() end where id = $1 returning id"
)
# A lease that ends in the far future was written before the database's clock was set back.
_REAP = (
    "delete from core.dispatchers where id <> $1 and (lease_until not between clock_timestamp()"
    " and clock_timestamp() + make_interval(secs => 2 * $2)"
    " or pg_try_advisory_xact_lock(hashtextextended('dispatcher/' || id::text, 0))) returning id"
)
_CLAIM = (
    "update core.cursors c set owner = $1, fence = c.fence + 1 from unnest($2::text[], $3::smallint[]) as w (s, n)"
    " where c.subscriber = w.s and c.shard = w.n and c.owner is null"
    " returning c.subscriber, c.shard, c.fence, c.txid::text, c.seq"
)
# The rows are locked in one order, whoever saves: two savers never wait for each other. A position never goes back: the
# flush of a quiet cursor may come after the commit of a batch that began later.
_SAVE = (
    "with h as (select * from unnest($2::text[], $3::smallint[], $4::bigint[], $5::text[]::xid8[], $6::bigint[])"
    " as u (subscriber, shard, fence, txid, seq)), mine as materialized (select c.subscriber, c.shard"
    " from core.cursors c join h on c.subscriber = h.subscriber and c.shard = h.shard and c.fence = h.fence"
    " where c.owner = $1 order by c.subscriber, c.shard for update of c)"
    " update core.cursors c set txid = case when (h.txid, h.seq) > (c.txid, c.seq) then h.txid else c.txid end,"
    " seq = case when (h.txid, h.seq) > (c.txid, c.seq) then h.seq else c.seq end from h, mine"
    " where c.subscriber = h.subscriber and c.shard = h.shard and mine.subscriber = c.subscriber"
    " and mine.shard = c.shard and c.owner = $1 and c.fence = h.fence returning c.subscriber, c.shard"
)
# Their handlers ran in a dispatcher that is gone, or said so before it gave the cursor back.
_ORPHANS = (
    "update core.parked_events p set next_at = clock_timestamp() from unnest($1::text[], $2::smallint[]) as c (s, n)"
    " where p.subscriber = c.s and p.shard = c.n and p.state = 'waiting' and p.error_code = 'running'"
    " and p.next_at <> 'infinity'"
)


class Leases:
    """One dispatcher's membership. `connection` holds its advisory lock and is used for nothing else."""

    def __init__(self, connection: Connection, me: UUID) -> None:
        self._connection = connection
        self.me = me
        self._until = 0.0

    def check(self) -> None:
        """Raises `LeaseLost` where another dispatcher may be serving by now. By this machine's monotonic clock, counted
        from before the renewal was sent: never later than the database's."""
        if time.monotonic() >= self._until:
            raise LeaseLost

    def left(self) -> float:
        """Seconds."""
        return max(self._until - time.monotonic(), 0.0)

    async def join(self, subscribers: Sequence[Subscriber]) -> None:
        """All cursors at once, so that "nothing is pending" is never said before every subscriber is known.

        Raises `Conflict` for a log that this cluster cannot have written.
        """
        await require_counter(self._connection)
        ids = [each.id for each in subscribers]
        # First the lock, then the row: a row whose lock is free is taken for dead.
        await self._connection.execute(
            "select pg_advisory_lock(hashtextextended('dispatcher/' || $1::uuid::text, 0))", self.me
        )
        began = time.monotonic()
        async with self._connection.transaction():
            await self._connection.executemany(
                "insert into core.subscribers (subscriber, types) values ($1, $2)"
                " on conflict (subscriber) do update set types = excluded.types",
                sorted((each.id, list(each.subscription.types)) for each in subscribers),
            )
            await self._connection.execute(
                "insert into core.cursors (subscriber, shard) select s, n from unnest($1::text[]) s,"
                " generate_series(0, $2::int - 1) n order by s, n on conflict do nothing",
                ids,
                SHARDS,
            )
            await self._connection.execute(
                "insert into core.dispatchers (id, subscribers, lease_until)"
                " values ($1, $2, clock_timestamp() + make_interval(secs => $3))",
                self.me,
                ids,
                LEASE_SECONDS,
            )
        self._extend(began)

    async def beat(self) -> None:
        """Renews the lease. Raises `LeaseLost` once the others have given this dispatcher up."""
        began = time.monotonic()
        if await self._connection.fetchval(_BEAT, self.me, LEASE_SECONDS, timeout=self.left()) is None:
            raise LeaseLost
        self._extend(began)

    def _extend(self, began: float) -> None:
        self._until = began + LEASE_SECONDS - MARGIN_SECONDS

    async def reap(self) -> list[UUID]:
        """Removes dispatchers that are dead; their cursors are free from then on."""
        return [row["id"] for row in await self._connection.fetch(_REAP, self.me, LEASE_SECONDS, timeout=self.left())]

    async def members(self) -> list[tuple[UUID, frozenset[str]]]:
        rows = await self._connection.fetch(
            "select id, subscribers from core.dispatchers order by id", timeout=self.left()
        )
        return [(row["id"], frozenset(row["subscribers"])) for row in rows]

    async def claim(self, wanted: Sequence[tuple[str, int]]) -> list[tuple[str, int, Held]]:
        """Takes those of the cursors that are free."""
        subscribers, shards = zip(*sorted(wanted), strict=True)
        rows = await self._connection.fetch(_CLAIM, self.me, subscribers, shards, timeout=self.left())
        if rows:
            mine = [row["subscriber"] for row in rows], [row["shard"] for row in rows]
            await self._connection.execute(_ORPHANS, *mine, timeout=self.left())
        return [
            (row["subscriber"], row["shard"], Held(fence=row["fence"], position=(int(row["txid"]), row["seq"])))
            for row in rows
        ]

    async def leave(self) -> None:
        await self._connection.execute("delete from core.dispatchers where id = $1", self.me, timeout=self.left())


async def release(connection: Connection, me: UUID, subscriber: str, fences: Mapping[int, int]) -> None:
    """Gives cursors back for another dispatcher. `fences`: shard → fence."""
    await connection.execute(
        "update core.cursors c set owner = null from unnest($3::smallint[], $4::bigint[]) as h (shard, fence)"
        " where c.subscriber = $2 and c.shard = h.shard and c.owner = $1 and c.fence = h.fence",
        me,
        subscriber,
        list(fences),
        list(fences.values()),
    )


async def save(connection: Connection, me: UUID, held: Sequence[tuple[str, int, Held]]) -> set[tuple[str, int]]:
    """Writes positions. Returns the (subscriber, shard) that are still held: for the others nothing was changed."""
    rows = await connection.fetch(
        _SAVE,
        me,
        [subscriber for subscriber, _, _ in held],
        [shard for _, shard, _ in held],
        [each.fence for _, _, each in held],
        [str(each.position[0]) for _, _, each in held],
        [each.position[1] for _, _, each in held],
    )
    return {(row["subscriber"], row["shard"]) for row in rows}


def share(members: Sequence[tuple[UUID, frozenset[str]]], me: UUID, subscriber: str) -> set[int]:
    """The shards of a subscriber that are this dispatcher's: all who serve it take turns, in the order they joined."""
    serving = [member for member, subscribers in members if subscriber in subscribers]
    return {shard for shard in range(SHARDS) if serving[shard % len(serving)] == me} if me in serving else set()
