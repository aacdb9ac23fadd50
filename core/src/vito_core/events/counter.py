"""Positions in the log are transaction ids of the cluster that wrote them. A dump restored into a new cluster brings
them along, but not the counter: what is written then would stand before every cursor, and be told to nobody."""

import msgspec

from vito_contracts.errors import Conflict
from vito_core.db.pool import Connection

# Of one snapshot: whatever it shows was written by a transaction that began before its end.
_ENDS = (
    "select pg_snapshot_xmax(pg_current_snapshot())::text as next,"
    " (select e.txid from generate_series(0, 15) as s (shard) cross join lateral"
    " (select txid from core.events where shard = s.shard order by txid desc limit 1) e"
    " order by e.txid desc limit 1)::text as event,"
    " (select c.txid from core.cursors c order by c.txid desc limit 1)::text as cursor"
)


class Reach(msgspec.Struct, frozen=True):
    """Transaction ids: the first that is beyond everything in the log, and the next one of the cluster."""

    log: int
    next: int

    @property
    def missing(self) -> int:
        return max(self.log - self.next, 0)

    @property
    def epoch(self) -> int:
        """The upper half of a counter that is beyond the log."""
        return (self.log >> 32) + 1


async def reach(connection: Connection) -> Reach:
    row = await connection.fetchrow(_ENDS)
    # A cursor may stand at the very next transaction: that is a horizon, before which everything was seen.
    return Reach(max(int(row["event"] or 0) + 1, int(row["cursor"] or 0)), int(row["next"]))


async def require_counter(connection: Connection) -> None:
    """Raises `Conflict` where the log is further than the cluster's transaction ids. As the dispatcher's role."""
    found = await reach(connection)
    if found.missing:
        raise Conflict(
            f"the event log reaches transaction {found.log - 1}, but this PostgreSQL cluster has come to {found.next}"
            " only: it is a dump restored into a new cluster, where new events would be told to nobody. Stop the server"
            f" and run `pg_resetwal --epoch={found.epoch} DATADIR` once (see docs/backup.md)"
        )


async def use_up(connection: Connection, most: int) -> bool:
    """Advances the cluster's counter beyond the log by taking transaction ids that nobody needs: for a server whose
    files are out of reach. False, and nothing is done, where more than `most` would be needed."""
    missing = (await reach(connection)).missing
    if missing > most:
        return False
    if missing:
        await connection.execute("set synchronous_commit = off")
        await connection.execute(
            f"do $$ begin for i in 1..{missing + 1} loop perform pg_current_xact_id(); commit; end loop; end $$",
            timeout=3600,
        )
    return True
