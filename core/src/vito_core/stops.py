"""Stops: the kill switch of a tenant, of one twin, of one channel.

What obeys them asks the database each time: effects `core.effects_stopped`, turns `core.turn_stopped`.
"""

import datetime as dt
from typing import Any
from uuid import UUID

import msgspec

from vito_contracts.effects import StopLevel, StopReleased, StopSet
from vito_contracts.errors import InvalidInput, NotFound
from vito_contracts.events import EventPayload, NewEvent
from vito_contracts.ids import new_id
from vito_contracts.scope import TenantScope
from vito_core.db.pool import Connection, Pools
from vito_core.effects import Ledger
from vito_core.events.log import append, doer
from vito_core.events.types import EventTypes

# One that stands already is locked, and given back as it is: no release comes between the look and the answer.
_SET = """
insert into core.stops as s (tenant_id, id, level, target, reason_code, set_by) values ($1, $2, $3, $4, $5, $6)
on conflict (tenant_id, level, target) where released_at is null do update set level = s.level
returning s.id, s.id = $2 as new
"""
_SELECT = """
with planned as materialized (
  select e.twin::text as twin, coalesce(e.channel, split_part(e.kind, '.', 1)) as channel, count(*) as number
  from core.effects e where e.state = 'planned' group by 1, 2)
select s.*, case when s.released_at is null then (select coalesce(sum(p.number), 0)::bigint from planned p
  where case s.level when 'tenant' then true when 'twin' then p.twin = s.target else p.channel = s.target end)
  else 0 end as held
from core.stops s
"""


class Stop(msgspec.Struct, frozen=True, kw_only=True):
    """`target`: the twin's id, or the channel's name; empty for the whole tenant. `held`: planned effects of this
    tenant that it holds now (a twin's owner is not told of its grantees')."""

    id: UUID
    level: StopLevel
    target: str
    reason_code: str
    set_at: dt.datetime
    set_by: UUID | None
    released_at: dt.datetime | None
    released_by: UUID | None
    held: int = 0


class Stops:
    def __init__(self, pools: Pools, types: EventTypes, ledger: Ledger) -> None:
        self._pools = pools
        self._types = types
        self._ledger = ledger

    async def set(self, scope: TenantScope, level: StopLevel, target: str, reason_code: str) -> Stop:
        """Repeatable: one that stands already is given back as it is.

        Raises `InvalidInput` for a target that does not go with the level or a channel that nothing goes out by,
        `NotFound` for a twin that is neither this tenant's own nor lent to it.
        """
        async with self._pools.within(scope.tenant) as connection:
            target = await _target(connection, level, target, self._ledger.channels)
            made = await connection.fetchrow(_SET, scope.tenant, new_id(), level, target, reason_code, scope.actor.id)
            stop = made["id"]
            if made["new"]:
                payload = StopSet(stop=stop, level=level, reason=reason_code, by=doer(scope))
                await self._tell(connection, scope, "stop.set", payload, stop)
            return _stop(await connection.fetchrow(f"{_SELECT} where s.id = $1", stop))

    async def release(self, scope: TenantScope, stop: UUID) -> Stop:
        """Repeatable. Raises `NotFound`."""
        async with self._pools.within(scope.tenant) as connection:
            released = await connection.fetchval(
                "update core.stops set released_at = clock_timestamp(), released_by = $2"
                " where id = $1 and released_at is null returning level",
                stop,
                scope.actor.id,
            )
            row = await connection.fetchrow(f"{_SELECT} where s.id = $1", stop)
            if row is None:
                raise NotFound(f"no stop {stop}")
            if released is not None:
                payload = StopReleased(stop=stop, level=StopLevel(released), by=doer(scope))
                await self._tell(connection, scope, "stop.released", payload, stop)
            return _stop(row)

    async def all(self, scope: TenantScope, *, released: bool, after: UUID | None, limit: int) -> list[Stop]:
        """Newest first; `after`: the last stop of the page before; `released`: those that no longer hold too."""
        async with self._pools.within(scope.tenant) as connection:
            rows = await connection.fetch(
                f"{_SELECT} where (s.released_at is null or $1) and ($2::uuid is null or s.id < $2)"
                " order by s.id desc limit $3",
                released,
                after,
                limit,
            )
        return [_stop(row) for row in rows]

    async def _tell(
        self, connection: Connection, scope: TenantScope, name: str, payload: EventPayload, stop: UUID
    ) -> None:
        event = NewEvent(type=name, subject=stop, payload=payload)
        await append(connection, scope.tenant, "core", self._types, [event])


async def _target(connection: Connection, level: StopLevel, target: str, channels: frozenset[str]) -> str:
    if level is StopLevel.TENANT:
        if target:
            raise InvalidInput("target: a stop of the whole tenant takes none; leave it out")
        return ""
    if not target:
        raise InvalidInput(f"target: a stop at level {level} needs the {level} it stops")
    if level is StopLevel.CHANNEL:
        return _channel(target, channels)
    try:
        twin = UUID(target)
    except ValueError as error:
        raise InvalidInput("target: a stop at level twin needs the twin's id, a UUID") from error
    known = await connection.fetchval(
        "select exists (select from core.twins where id = $1) or exists (select from core.bindings where twin = $1)",
        twin,
    )
    if not known:
        raise NotFound(f"no twin {twin} of yours or lent to you")
    return str(twin)


def _channel(target: str, known: frozenset[str]) -> str:
    """A channel of that name, however it is capitalised: a stop of none would hold nothing, and say that it does."""
    channel = target.lower()
    if known and channel not in known:
        raise InvalidInput(f"target: no channel {target!r}; known: {', '.join(sorted(known))}")
    return channel


def _stop(row: Any) -> Stop:
    return msgspec.convert(dict(row), Stop)
