"""What waits without counting attempts: noticed soon when its reason is gone, so that the pauses between attempts may
be long; and subjects whose first event has no time, which nothing else would ever find."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from vito_contracts.ids import TenantId
from vito_core.db.pool import Connection
from vito_core.events.handling import DISABLED, STOPPED, UNAVAILABLE, Effective
from vito_core.events.model import CORE
from vito_core.gate import NOBODY, PluginSet

PAIRS_AT_ONCE = 1000
"""Subscribers with a tenant; those beyond are looked at next time."""
ROWS_AT_ONCE = 2000
_FIRST = ("", UUID(int=0))

# From one pair to the next by the index, however many events each has.
_SHUT = (
    "with recursive pair as ((select p.subscriber, p.tenant_id from core.parked_events p where p.state = 'waiting'"
    " and p.error_code in ('plugin_disabled', 'capability_unavailable') and (p.subscriber, p.tenant_id) > ($1, $2)"
    " order by p.subscriber, p.tenant_id limit 1) union all select n.* from pair cross join lateral"
    " (select p.subscriber, p.tenant_id from core.parked_events p where p.state = 'waiting'"
    " and p.error_code in ('plugin_disabled', 'capability_unavailable')"
    " and (p.subscriber, p.tenant_id) > (pair.subscriber, pair.tenant_id)"
    " order by p.subscriber, p.tenant_id limit 1) n) select * from pair limit $3"
)
_OPEN = (
    "with shut as materialized (select p.tenant_id, p.subscriber, p.event"
    " from unnest($1::text[], $2::uuid[], $3::text[]) as o (subscriber, tenant_id, code)"
    " join core.parked_events p on p.subscriber = o.subscriber and p.tenant_id = o.tenant_id"
    " and p.error_code = o.code where p.state = 'waiting'"
    " and p.error_code in ('plugin_disabled', 'capability_unavailable') and p.next_at <> 'infinity'"
    " and p.next_at > statement_timestamp() limit $4 for update of p skip locked)"
    " update core.parked_events p set next_at = clock_timestamp() from shut where p.tenant_id = shut.tenant_id"
    " and p.subscriber = shut.subscriber and p.event = shut.event"
)
_RELEASE = (
    "with held as materialized (select p.tenant_id, p.subscriber, p.event from core.parked_events p"
    " where p.subscriber = any($1) and p.state = 'waiting' and p.error_code = $2 and p.next_at <> 'infinity'"
    " and p.next_at > statement_timestamp() limit $3 for update skip locked)"
    " update core.parked_events p set next_at = clock_timestamp() from held where p.tenant_id = held.tenant_id"
    " and p.subscriber = held.subscriber and p.event = held.event"
)
# One walk along the subjects. Asked of each event, "is there an earlier one?" read all that its subscriber had parked
# whenever the plan dated from a time when that was little: two minutes for 40,000, and dispatchers did nothing else.
_FIND_STUCK = (
    "update core.parked_events p set next_at = clock_timestamp() from (select distinct on"
    " (w.subscriber, w.tenant_id, w.subject) w.subscriber, w.tenant_id, w.event, w.next_at"
    " from unnest($1::text[], $2::smallint[]) as c (s, n)"
    " join core.parked_events w on w.subscriber = c.s and w.shard = c.n and w.state = 'waiting'"
    " order by w.subscriber, w.tenant_id, w.subject, w.txid, w.seq) as first"
    " where first.next_at = 'infinity' and p.tenant_id = first.tenant_id and p.subscriber = first.subscriber"
    " and p.event = first.event and p.state = 'waiting' and p.next_at = 'infinity' returning p.subscriber"
)


class Patience:
    """`subscribers`: id → plugin."""

    def __init__(self, subscribers: Mapping[str, str], effective: Effective) -> None:
        self._subscribers = subscribers
        self._effective = effective
        self._after = _FIRST
        self._revisions: dict[TenantId, int] = {}

    async def reopen(self, connection: Connection) -> None:
        """Events whose plugin is on again are due, and, once the tenant's plugins changed, those that lacked a
        capability."""
        pairs = await connection.fetch(_SHUT, *self._after, PAIRS_AT_ONCE)
        self._after = tuple(pairs[-1]) if len(pairs) == PAIRS_AT_ONCE else _FIRST
        mine = [(row["subscriber"], row["tenant_id"]) for row in pairs if row["subscriber"] in self._subscribers]
        if not mine:
            return
        sets = await self._effective({tenant for _, tenant in mine})
        changed = self._changed(sets)
        opened = [
            (subscriber, tenant, code)
            for subscriber, tenant in mine
            for code, is_open in (
                (DISABLED, self._is_on(subscriber, sets.get(tenant, NOBODY))),
                (UNAVAILABLE, tenant in changed),
            )
            if is_open
        ]
        if opened:
            await connection.execute(_OPEN, *(list(column) for column in zip(*opened, strict=True)), ROWS_AT_ONCE)

    def _changed(self, sets: Mapping[TenantId, PluginSet]) -> set[TenantId]:
        before, after = self._revisions, {tenant: plugins.revision for tenant, plugins in sets.items()}
        self._revisions = before | after
        return {tenant for tenant, revision in after.items() if before.get(tenant, revision) != revision}

    def _is_on(self, subscriber: str, plugins: PluginSet) -> bool:
        plugin = self._subscribers[subscriber]
        return plugin == CORE or plugin in plugins


async def released(connection: Connection, subscribers: Collection[str]) -> None:
    """Some stop was released: what any stop held is due. Which one held it nobody noted."""
    await connection.execute(_RELEASE, list(subscribers), STOPPED, ROWS_AT_ONCE)


async def find_stuck(connection: Connection, cursors: Sequence[tuple[str, int]]) -> list[str]:
    """The first waiting event of a subject has a time, whatever went wrong before. Returns the subscriber of each event
    that had none."""
    rows = await connection.fetch(_FIND_STUCK, [each for each, _ in cursors], [shard for _, shard in cursors])
    return [row["subscriber"] for row in rows]
