"""Reading the ledger: what a tenant's effects came to. Ids, codes and times; never what is sent."""

import datetime as dt
from uuid import UUID

import msgspec

from vito_contracts.effects import EffectState
from vito_contracts.errors import InvalidInput, NotFound
from vito_contracts.ids import EffectId
from vito_contracts.scope import TenantScope
from vito_core.db.pool import Pools
from vito_core.effects import SEND_SECONDS

_VIEW = f"""
select e.id, e.kind, coalesce(e.channel, split_part(e.kind, '.', 1)) as channel, e.state, e.subject, e.twin, e.attempts,
  e.reference, e.error_code, e.again, e.planned_at, e.sent_at, e.settled_at, e.settled_by,
  extract(epoch from clock_timestamp() - coalesce(e.settled_at, e.sent_at, e.planned_at))::float8 as age_seconds,
  case when e.state = 'planned' then core.effects_stopped(
    e.twin_owner, e.twin, coalesce(e.channel, split_part(e.kind, '.', 1))) else false end as held,
  e.state = 'unknown' or e.state = 'sent' and (e.broke_at is not null
    or e.sent_at < clock_timestamp() - interval '{2 * SEND_SECONDS:g} seconds') as reconcilable
from core.effects e
"""


class EffectView(msgspec.Struct, frozen=True, kw_only=True):
    """An effect as the API shows it.

    `age_seconds`: how long it has been in its state. `held`: a stop keeps it planned. `reconcilable`: it is in doubt
    and no attempt is under way. `again`: it failed, and the next perform may send it anew. `settled_by`: the key that
    decided, None where the ledger itself did.
    """

    id: EffectId
    kind: str
    channel: str
    state: EffectState
    subject: UUID
    twin: UUID | None
    attempts: int
    reference: str | None
    error_code: str | None
    again: bool
    planned_at: dt.datetime
    sent_at: dt.datetime | None
    settled_at: dt.datetime | None
    settled_by: UUID | None
    age_seconds: float
    held: bool
    reconcilable: bool


class EffectBook:
    def __init__(self, pools: Pools) -> None:
        self._pools = pools

    async def one(self, scope: TenantScope, effect: UUID) -> EffectView:
        async with self._pools.within(scope.tenant) as connection:
            row = await connection.fetchrow(f"{_VIEW} where e.id = $1", effect)
        if row is None:
            raise NotFound(f"no effect {effect}")
        return msgspec.convert(dict(row), EffectView)

    async def all(
        self, scope: TenantScope, *, state: EffectState | None, kind: str | None, after: UUID | None, limit: int
    ) -> list[EffectView]:
        """Newest plan first; `after`: the last effect of the page before. Raises `InvalidInput` if there is no such."""
        async with self._pools.within(scope.tenant) as connection:
            since = None
            if after is not None:
                since = await connection.fetchval("select planned_at from core.effects where id = $1", after)
                if since is None:
                    raise InvalidInput(f"after: no effect {after}; give `next` of the page before")
            rows = await connection.fetch(
                f"{_VIEW} where ($1::text is null or e.state = $1) and ($2::text is null or e.kind = $2)"
                " and ($3::timestamptz is null or (e.planned_at, e.id) < ($3, $4))"
                " order by e.planned_at desc, e.id desc limit $5",
                state,
                kind,
                since,
                after,
                limit,
            )
        return [msgspec.convert(dict(row), EffectView) for row in rows]

    async def summary(self, scope: TenantScope) -> dict[EffectState, int]:
        """How many effects of the tenant are in each state."""
        async with self._pools.within(scope.tenant) as connection:
            rows = await connection.fetch("select state, count(*) as number from core.effects group by state")
        return dict.fromkeys(EffectState, 0) | {EffectState(row["state"]): row["number"] for row in rows}

    async def everywhere(self) -> dict[EffectState, int]:
        """The same over all tenants: numbers, and nobody's."""
        async with self._pools.without_tenant() as connection:
            rows = await connection.fetch("select state, number from core.effects_by_state()")
        return dict.fromkeys(EffectState, 0) | {EffectState(row["state"]): row["number"] for row in rows}
