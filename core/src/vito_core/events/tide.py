"""One cheap look at the log for all subscribers: how far each shard reaches, and what kind of events are new there."""

from collections.abc import Sequence

import msgspec

from vito_core.db.pool import Connection
from vito_core.events.model import Position

# The horizon and the ends of the shards are of one snapshot: what lies below it is there, for good.
_ENDS = (
    "with h as materialized (select pg_snapshot_xmin(pg_current_snapshot()) as xmin)"
    " select h.xmin::text as horizon, s.shard, e.txid::text, e.seq"
    " from h cross join generate_series(0, 15) as s (shard) cross join lateral (select txid, seq from core.events"
    " where shard = s.shard and txid < h.xmin order by txid desc, seq desc limit 1) e"
)
_NEW_TYPES = (
    "select n.shard, array_agg(distinct e.type) as types"
    " from unnest($1::smallint[], $2::text[]::xid8[], $3::bigint[]) as n (shard, txid, seq)"
    " join core.events e on e.shard = n.shard and (e.txid, e.seq) > (n.txid, n.seq) and e.txid < $4::text::xid8"
    " group by n.shard"
)
# `statement_timestamp`, and not more than a few of them: asked ten times a second, also while thousands are due.
_DUE = (
    "select s.subscriber, p.shard from unnest($1::text[]) as s (subscriber) cross join lateral"
    " (select distinct d.shard from (select shard from core.parked_events where subscriber = s.subscriber"
    " and state = 'waiting' and next_at <= statement_timestamp() order by next_at limit 1000) d) p"
)


class Moved(msgspec.Struct, frozen=True):
    """A shard that got longer. `types`: of the new events; None where nobody looked."""

    before: Position
    types: frozenset[str] | None


class Tide:
    """How far the log reaches below the horizon. `ends`: shard → position of its last event."""

    def __init__(self) -> None:
        self.horizon = 0
        self.ends: dict[int, Position] = {}

    async def look(self, connection: Connection) -> dict[int, Moved]:
        """The shards that moved since the last look."""
        rows = await connection.fetch(_ENDS)
        if not rows:
            return {}
        ends = {row["shard"]: (int(row["txid"]), row["seq"]) for row in rows}
        horizon = int(rows[0]["horizon"])
        grown = [shard for shard, end in ends.items() if end > self.ends.get(shard, (0, -1))]
        known = [shard for shard in grown if shard in self.ends]
        types = await self._types(connection, known, horizon) if known else {}
        moved = {
            shard: Moved(self.ends.get(shard, (0, -1)), types.get(shard) if shard in self.ends else None)
            for shard in grown
        }
        self.horizon, self.ends = horizon, self.ends | ends
        return moved

    async def _types(self, connection: Connection, shards: Sequence[int], horizon: int) -> dict[int, frozenset[str]]:
        rows = await connection.fetch(
            _NEW_TYPES,
            shards,
            [str(self.ends[shard][0]) for shard in shards],
            [self.ends[shard][1] for shard in shards],
            str(horizon),
        )
        return {row["shard"]: frozenset(row["types"]) for row in rows}


async def due(connection: Connection, subscribers: Sequence[str]) -> set[tuple[str, int]]:
    """The (subscriber, shard) with parked events whose time has come."""
    rows = await connection.fetch(_DUE, subscribers)
    return {(row["subscriber"], row["shard"]) for row in rows}
