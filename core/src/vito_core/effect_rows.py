"""Rows of the ledger: each step is one statement, and a step that settles an effect says so in the log with it."""

import datetime as dt
from typing import Any
from uuid import UUID

import msgspec

from vito_contracts.effects import (
    EffectCode,
    EffectReceipt,
    EffectRequest,
    EffectSettled,
    EffectState,
)
from vito_contracts.events import NewEvent
from vito_contracts.ids import EffectId
from vito_contracts.scope import BindingScope, TenantScope
from vito_core.db.pool import Connection, Pools
from vito_core.events.log import append, doer
from vito_core.events.types import EventTypes

_GET = """
select e.*, extract(epoch from clock_timestamp() - e.sent_at)::float8 as sent_seconds,
  extract(epoch from clock_timestamp() - e.broke_at)::float8 as broke_seconds,
  exists (select from core.contacts c where c.id = e.subject and c.erased_at is not null) as erased,
  exists (select from core.restores r where e.planned_at between r.restored_at and r.restored_at + interval '30 days')
    as after_restore
from core.effects e where e.id = $1
"""
# The lock makes an erasure that has begun visible here, and one that begins now wait until its updates see this row.
_PLAN = """
with subject as materialized (select erased_at is not null as erased from core.contacts where id = $5 for share),
known as (select coalesce((select erased from subject), false) as erased)
insert into core.effects
  (tenant_id, id, kind, key, subject, payload, channel, twin_owner, twin, state, error_code, settled_at)
select $1, $2, $3, $4, $5, case when erased then '{}' else $6::jsonb end, $7, $8, $9,
  case when erased then 'failed' else 'planned' end, case when erased then $10 end,
  case when erased then clock_timestamp() end
from known on conflict do nothing returning state
"""
# The lock of _PLAN, in a statement of its own: the claim after it sees whatever was committed while it was waited for.
_LOCK_SUBJECT = """
select from core.contacts where id = (select subject from core.effects where id = $1) for share
"""
_CLAIM = """
update core.effects e set state = 'sent', attempts = attempts + 1, sent_at = clock_timestamp(), broke_at = null,
  settled_at = null, error_code = null, again = false, channel = $3,
  twin_owner = coalesce(e.twin_owner, $4), twin = coalesce(e.twin, $5)
where e.id = $1 and e.attempts = $2 and (e.state in ('planned', 'sent') or e.state = 'failed' and e.again)
  and not core.effects_stopped(coalesce(e.twin_owner, $4), coalesce(e.twin, $5), $3)
  and not exists (select from core.contacts c where c.id = e.subject and c.erased_at is not null)
"""
# Whoever saw it arrive is believed, even when doubt was settled otherwise meanwhile.
_ARRIVED = """
update core.effects set state = 'confirmed', reference = coalesce($2, reference), error_code = null, again = false,
  settled_at = clock_timestamp(), settled_by = null
where id = $1 and state <> 'confirmed' returning *
"""
_SETTLE = """
update core.effects set state = $3, error_code = $4, settled_at = clock_timestamp(), settled_by = null,
  broke_at = coalesce(broke_at, clock_timestamp())
where id = $1 and attempts = $2 and state in ('planned', 'sent', 'unknown') and state <> $3 returning *
"""
CLOSE_OF_SUBJECT = """
update core.effects set state = case state when 'planned' then 'failed' else 'unknown' end, error_code = 'erased',
  settled_at = clock_timestamp(), settled_by = null
where subject = $1 and state in ('planned', 'sent') returning id, kind, subject, state
"""
"""What was not sent never will be, and what was under way is in doubt until its answer comes."""
_DECIDE = """
update core.effects set state = case when $2 then 'confirmed' else 'failed' end,
  reference = coalesce($3, reference), error_code = case when $2 then null else $4 end, again = $5,
  settled_at = clock_timestamp(), settled_by = $6
where id = $1 and state = 'unknown' returning *
"""


class EffectRow(msgspec.Struct, frozen=True, kw_only=True):
    """One effect as it stood when it was read; ages are seconds of the database's clock."""

    id: EffectId
    kind: str
    subject: UUID
    payload: str
    state: EffectState
    attempts: int
    reference: str | None
    error_code: str | None
    again: bool
    planned_at: dt.datetime
    sent_seconds: float | None
    broke_seconds: float | None
    """Since the latest attempt ended without an answer; None while it is, or may be, under way."""
    erased: bool
    """Its subject is an erased contact."""
    after_restore: bool
    """Planned when the database had been restored not long before: it may have been sent by what was lost."""

    @property
    def final(self) -> bool:
        return self.state in (EffectState.CONFIRMED, EffectState.UNKNOWN) or (
            self.state is EffectState.FAILED and not self.again
        )

    def receipt(self) -> EffectReceipt:
        return EffectReceipt(id=self.id, state=self.state, reference=self.reference, error_code=self.error_code)


class EffectRows:
    def __init__(self, pools: Pools, types: EventTypes) -> None:
        self._pools = pools
        self._types = types

    async def get(self, scope: TenantScope, effect: EffectId) -> EffectRow | None:
        async with self._pools.within(scope.tenant) as connection:
            return _row(await connection.fetchrow(_GET, effect))

    async def plan(self, scope: TenantScope, effect: EffectId, channel: str, request: EffectRequest) -> EffectRow:
        """The row of this intent, written now if it is new. Of an erased subject nothing is written but the refusal."""
        async with self._pools.within(scope.tenant) as connection:
            known = _row(await connection.fetchrow(_GET, effect))
            if known is not None:
                return known
            payload = msgspec.json.encode(request.payload).decode()
            made = await connection.fetchval(
                _PLAN,
                scope.tenant,
                effect,
                request.kind,
                request.key,
                request.subject,
                payload,
                channel,
                *_twin(scope),
                EffectCode.ERASED,
            )
            row = _row(await connection.fetchrow(_GET, effect))
            assert row is not None
            if made == EffectState.FAILED:
                await self._tell(connection, scope, row.id, row.kind, row.subject, row.state)
            return row

    async def claim(self, scope: TenantScope, row: EffectRow, channel: str) -> bool:
        """The right to send, for one of several attempts that read the same row. Stops and erasure are asked in the
        very statement that claims: what is committed before it holds the effect back. An erasure that has begun is
        waited for; one that begins now waits for the claim."""
        async with self._pools.within(scope.tenant) as connection:
            await connection.execute(_LOCK_SUBJECT, row.id)
            claimed = await connection.execute(_CLAIM, row.id, row.attempts, channel, *_twin(scope))
        return bool(claimed != "UPDATE 0")

    async def arrived(self, scope: TenantScope, effect: EffectId, reference: str | None) -> EffectReceipt:
        return await self._change(scope, effect, _ARRIVED, reference)

    async def settle(
        self, scope: TenantScope, effect: EffectId, attempts: int, state: EffectState, error_code: str
    ) -> EffectReceipt:
        """Changes nothing once a later attempt has begun, or the effect arrived: then the receipt says that."""
        return await self._change(scope, effect, _SETTLE, attempts, state, error_code)

    async def decide(
        self, scope: TenantScope, effect: EffectId, *, happened: bool, reference: str | None, again: bool
    ) -> EffectReceipt:
        """A human's word on an unknown effect; changes nothing in any other state."""
        code = EffectCode.DID_NOT_HAPPEN
        return await self._change(scope, effect, _DECIDE, happened, reference, code, again, scope.actor.id)

    async def let_go(self, scope: TenantScope, effect: EffectId, attempts: int) -> None:
        """It was not sent: the caller's repeat may."""
        await self._mark(scope, "state = 'planned'", effect, attempts)

    async def broke_off(self, scope: TenantScope, effect: EffectId, attempts: int) -> None:
        """The attempt is over, and what became of it is in doubt."""
        await self._mark(scope, "broke_at = clock_timestamp()", effect, attempts)

    async def _mark(self, scope: TenantScope, change: str, effect: EffectId, attempts: int) -> None:
        async with self._pools.within(scope.tenant) as connection:
            await connection.execute(
                f"update core.effects set {change} where id = $1 and attempts = $2 and state = 'sent'",
                effect,
                attempts,
            )

    async def _change(self, scope: TenantScope, effect: EffectId, statement: str, *values: Any) -> EffectReceipt:
        async with self._pools.within(scope.tenant) as connection:
            changed = await connection.fetchrow(statement, effect, *values)
            found = changed or await connection.fetchrow("select * from core.effects where id = $1", effect)
            state = EffectState(found["state"])
            if changed is not None:
                await self._tell(connection, scope, effect, found["kind"], found["subject"], state)
        return EffectReceipt(id=effect, state=state, reference=found["reference"], error_code=found["error_code"])

    async def _tell(
        self, connection: Connection, scope: TenantScope, effect: EffectId, kind: str, subject: UUID, state: EffectState
    ) -> None:
        event = settled_event(effect, kind, subject, state, doer(scope))
        await append(connection, scope.tenant, "core", self._types, [event])


def settled_event(effect: EffectId, kind: str, subject: UUID, state: EffectState, by: str = "") -> NewEvent:
    payload = EffectSettled(effect=effect, kind=kind, state=state, by=by)
    return NewEvent(type="effect.settled", subject=subject, payload=payload)


def _twin(scope: TenantScope) -> tuple[UUID | None, UUID | None]:
    """(owner, twin) on whose behalf it is; nobody's without a binding."""
    return (scope.twin_owner, scope.twin.twin) if isinstance(scope, BindingScope) else (None, None)


def _row(found: Any) -> EffectRow | None:
    return msgspec.convert(dict(found), EffectRow) if found is not None else None
