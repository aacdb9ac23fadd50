"""The effects ledger: what leaves our database is planned before it is sent, and doubt is settled by looking."""

import asyncio
import datetime as dt
import time
from collections.abc import Sequence
from typing import Any

import msgspec

from vito_contracts.effects import (
    EffectKind,
    EffectReceipt,
    EffectRefused,
    EffectRequest,
    EffectState,
    LookUp,
)
from vito_contracts.errors import Conflict, InvalidInput
from vito_contracts.ids import EffectId, derived_id
from vito_contracts.scope import TenantScope
from vito_core.db.pool import Pools

SEND_SECONDS = 30.0
SETTLED = (EffectState.CONFIRMED, EffectState.FAILED, EffectState.UNKNOWN)


class Ledger:
    """Implements `vito_contracts.services.Effects`. Kinds are registered once at boot."""

    def __init__(self, pools: Pools) -> None:
        self._pools = pools
        self._kinds: dict[str, EffectKind] = {}

    def fill(self, kinds: Sequence[tuple[str, EffectKind]]) -> None:
        self._kinds = {kind.name: kind for _, kind in kinds}

    async def perform(self, scope: TenantScope, request: EffectRequest) -> EffectReceipt:
        kind = self._kinds.get(request.kind)
        if kind is None:
            raise InvalidInput(f"no loaded plugin performs effects of kind {request.kind!r}")
        if not isinstance(request.payload, kind.payload):
            raise InvalidInput(f"effect {request.kind!r} takes {kind.payload.__name__} as its payload")
        effect = EffectId(derived_id(scope.tenant, "effect", request.kind, request.key))
        row = await self._plan(scope, effect, request)
        if EffectState(row["state"]) in SETTLED:
            return _receipt(effect, row)
        if row["state"] == EffectState.SENT:
            settled = await self._settle_doubt(scope, effect, kind, row["sent_at"])
            if settled is not None:
                return settled
        payload = msgspec.json.decode(row["payload"], type=kind.payload)
        if not await self._claim(scope, effect, row["attempts"]):
            return await self._await_other_attempt(scope, effect)
        return await self._send(scope, effect, kind, payload)

    async def _plan(self, scope: TenantScope, effect: EffectId, request: EffectRequest) -> Any:
        async with self._pools.within(scope.tenant) as connection:
            await connection.execute(
                "insert into core.effects (tenant_id, id, kind, key, subject, payload, state)"
                " values ($1, $2, $3, $4, $5, $6, 'planned') on conflict do nothing",
                scope.tenant,
                effect,
                request.kind,
                request.key,
                request.subject,
                msgspec.json.encode(request.payload).decode(),
            )
            return await connection.fetchrow("select * from core.effects where id = $1", effect)

    async def _settle_doubt(
        self, scope: TenantScope, effect: EffectId, kind: EffectKind, sent_at: dt.datetime
    ) -> EffectReceipt | None:
        """An earlier attempt began the call and nobody saw its end. None: send it now.

        Absent may mean: not there yet. What must not repeat waits until the other attempt's time is surely over.
        """
        found = await kind.look_up(scope, effect)
        if found is LookUp.CONFIRMED:
            return await self._settle(scope, effect, EffectState.CONFIRMED)
        if kind.repeatable:
            return None
        if found is LookUp.ABSENT:
            if dt.datetime.now(dt.UTC) - sent_at < dt.timedelta(seconds=2 * SEND_SECONDS):
                return await self._await_other_attempt(scope, effect)
            return None
        return await self._settle(scope, effect, EffectState.UNKNOWN, error_code="cannot_tell")

    async def _send(self, scope: TenantScope, effect: EffectId, kind: EffectKind, payload: Any) -> EffectReceipt:
        try:
            async with asyncio.timeout(SEND_SECONDS):
                reference = await kind.send(scope, effect, payload)
        except EffectRefused as refused:
            return await self._settle(scope, effect, EffectState.FAILED, error_code=refused.code)
        except Exception as error:
            found = await kind.look_up(scope, effect)
            if found is LookUp.CONFIRMED:
                return await self._settle(scope, effect, EffectState.CONFIRMED)
            if found is LookUp.ABSENT:
                # It did not happen: the caller's retry may send it again.
                await self._back_to_planned(scope, effect)
                raise
            return await self._settle(scope, effect, EffectState.UNKNOWN, error_code=type(error).__name__)
        return await self._settle(scope, effect, EffectState.CONFIRMED, reference=reference)

    async def _claim(self, scope: TenantScope, effect: EffectId, attempts: int) -> bool:
        """Only one of several attempts that read the same row goes on to send."""
        async with self._pools.within(scope.tenant) as connection:
            claimed = await connection.execute(
                "update core.effects set state = 'sent', attempts = attempts + 1, sent_at = clock_timestamp()"
                " where id = $1 and attempts = $2 and state in ('planned', 'sent')",
                effect,
                attempts,
            )
        return bool(claimed != "UPDATE 0")

    async def _await_other_attempt(self, scope: TenantScope, effect: EffectId) -> EffectReceipt:
        """What became of an attempt that is under way elsewhere. Raises `Conflict` if that is not known in time."""
        deadline = time.monotonic() + SEND_SECONDS
        while time.monotonic() < deadline:
            async with self._pools.within(scope.tenant) as connection:
                row = await connection.fetchrow("select * from core.effects where id = $1", effect)
            if EffectState(row["state"]) in SETTLED:
                return _receipt(effect, row)
            if row["state"] == EffectState.PLANNED:
                break
            await asyncio.sleep(0.05)
        raise Conflict(f"effect {effect} is being sent by another attempt; try again later")

    async def _back_to_planned(self, scope: TenantScope, effect: EffectId) -> None:
        async with self._pools.within(scope.tenant) as connection:
            await connection.execute(
                "update core.effects set state = 'planned' where id = $1 and state = 'sent'", effect
            )

    async def _settle(
        self,
        scope: TenantScope,
        effect: EffectId,
        state: EffectState,
        *,
        reference: str | None = None,
        error_code: str | None = None,
    ) -> EffectReceipt:
        async with self._pools.within(scope.tenant) as connection:
            row = await connection.fetchrow(
                "update core.effects set state = $2, reference = coalesce($3, reference), error_code = $4,"
                " settled_at = now() where id = $1 returning *",
                effect,
                state,
                reference,
                error_code,
            )
        return _receipt(effect, row)


def _receipt(effect: EffectId, row: Any) -> EffectReceipt:
    return EffectReceipt(
        id=effect, state=EffectState(row["state"]), reference=row["reference"], error_code=row["error_code"]
    )
