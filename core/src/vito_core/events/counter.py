"""Positions in the log are transaction ids of the cluster that wrote them. A dump restored into a new cluster brings
them along, but not the counter: what is written then would stand before every cursor, and be told to nobody."""

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


async def require_counter(connection: Connection) -> None:
    """Raises `Conflict` where the log is further than the cluster's transaction ids. As the dispatcher's role."""
    row = await connection.fetchrow(_ENDS)
    # A cursor may stand at the very next transaction: that is a horizon, before which everything was seen.
    reached = max(int(row["event"] or 0) + 1, int(row["cursor"] or 0))
    if reached > int(row["next"]):
        raise Conflict(
            f"the event log reaches transaction {reached - 1}, but this PostgreSQL cluster has come to {row['next']}"
            " only: it is a dump restored into a new cluster, where new events would be told to nobody. Stop the server"
            f" and run `pg_resetwal --epoch={(reached >> 32) + 1} DATADIR` once (see docs/database.md)"
        )
