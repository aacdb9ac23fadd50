"""The effects ledger: what leaves our database is planned before it is sent, and doubt is settled by looking."""

import asyncio
import time
from collections.abc import Sequence
from typing import Any

import msgspec
import structlog

from vito_contracts.effects import (
    EffectCode,
    EffectKind,
    EffectNotSent,
    EffectReceipt,
    EffectRefused,
    EffectRequest,
    EffectState,
    LookUp,
    effect_id,
)
from vito_contracts.errors import Conflict, EffectsStopped, InvalidInput, NotFound
from vito_contracts.ids import EffectId
from vito_contracts.scope import TenantScope
from vito_core.db.pool import Pools
from vito_core.effect_rows import EffectRow, EffectRows
from vito_core.events.types import EventTypes
from vito_core.telemetry.tracing import Tracing

SEND_SECONDS = 30.0
LOOK_UP_SECONDS = 10.0
LONGEST_PAUSE = 1.0


class Ledger:
    """Implements `vito_contracts.services.Effects`. Kinds are registered once at boot."""

    def __init__(self, pools: Pools, types: EventTypes, tracing: Tracing | None = None) -> None:
        self._tracing = tracing or Tracing()
        self._rows = EffectRows(pools, types)
        self._kinds: dict[str, EffectKind] = {}

    def fill(self, kinds: Sequence[tuple[str, EffectKind]]) -> None:
        self._kinds = {kind.name: kind for _, kind in kinds}

    @property
    def channels(self) -> frozenset[str]:
        """Of the registered kinds."""
        return frozenset(kind.channel for kind in self._kinds.values())

    async def perform(self, scope: TenantScope, request: EffectRequest) -> EffectReceipt:
        """Sends it once, however often it is called; the receipt says what became of it.

        Raises `EffectsStopped` while a stop holds it, `Conflict` while another attempt is under way or its end too
        fresh to judge, and what `send` raised when it did not arrive: after each of them the call is to be repeated.
        """
        kind = self._kind(request.kind)
        if not isinstance(request.payload, kind.payload):
            raise InvalidInput(f"effect {request.kind!r} takes {kind.payload.__name__} as its payload")
        effect = effect_id(scope.tenant, request.kind, request.key)
        row = await self._rows.plan(scope, effect, kind.channel, request)
        if row.final:
            return row.receipt()
        if row.state is EffectState.SENT:
            settled = await self._settle_doubt(scope, kind, row)
            if settled is not None:
                return settled
        if row.after_restore and row.attempts == 0 and await self._look(scope, kind, effect) is LookUp.CONFIRMED:
            return await self._rows.arrived(scope, effect, None)  # sent by what the backup knows nothing of
        if row.erased:
            return await self._refuse_erased(scope, row)
        payload = _payload(kind, row)
        # Counted from before the claim: an attempt that slept through its time must not wake up and send.
        deadline = asyncio.get_running_loop().time() + SEND_SECONDS
        if not await self._rows.claim(scope, row, kind.channel):
            return await self._not_claimed(scope, row)
        return await self._send(scope, kind, effect, row.attempts + 1, payload, deadline)

    async def reconcile(self, scope: TenantScope, effect: EffectId) -> EffectReceipt:
        """Looks again at an unknown effect, or a sent one whose attempt died, and settles what can be told.

        A sent effect that did not arrive is planned again: its caller's repeat sends it. Raises `NotFound`,
        `InvalidInput` when its plugin is not loaded, `Conflict` while an attempt is under way.
        """
        row = await self._existing(scope, effect)
        if row.state not in (EffectState.SENT, EffectState.UNKNOWN):
            return row.receipt()
        kind = self._kind(row.kind)
        if not _is_over(row):
            raise Conflict(f"effect {effect} is being sent; reconcile it in {2 * SEND_SECONDS:.0f} seconds")
        found = await self._look(scope, kind, effect)
        if found is LookUp.CONFIRMED:
            return await self._rows.arrived(scope, effect, None)
        if row.state is EffectState.UNKNOWN:
            if found is LookUp.ABSENT and _absence_counts(kind, row):
                code = EffectCode.DID_NOT_HAPPEN
                return await self._rows.settle(scope, effect, row.attempts, EffectState.FAILED, code)
            return row.receipt()
        if kind.repeatable or (found is LookUp.ABSENT and _absence_counts(kind, row)):
            await self._rows.let_go(scope, effect, row.attempts)
        elif found is LookUp.CANNOT_TELL:
            code = EffectCode.CANNOT_TELL
            return await self._rows.settle(scope, effect, row.attempts, EffectState.UNKNOWN, code)
        return (await self._existing(scope, effect)).receipt()

    async def decide(
        self, scope: TenantScope, effect: EffectId, *, happened: bool, reference: str | None, again: bool
    ) -> EffectReceipt:
        """A human says what became of an unknown effect. `again`: it did not happen, and the next perform may send it
        anew. Raises `NotFound`; `Conflict` in any other state than unknown."""
        if happened and again:
            raise InvalidInput("again: what happened is not sent again; leave it out, or say that it did not happen")
        row = await self._existing(scope, effect)
        if row.state is EffectState.UNKNOWN:
            receipt = await self._rows.decide(scope, effect, happened=happened, reference=reference, again=again)
            wanted = EffectState.CONFIRMED if happened else EffectState.FAILED
            if receipt.state is wanted:
                return receipt
            row = await self._existing(scope, effect)
        raise Conflict(f"effect {effect} is {row.state}; only an unknown effect is settled by hand")

    def _kind(self, name: str) -> EffectKind:
        kind = self._kinds.get(name)
        if kind is None:
            raise InvalidInput(f"no loaded plugin performs effects of kind {name!r}")
        return kind

    async def _existing(self, scope: TenantScope, effect: EffectId) -> EffectRow:
        row = await self._rows.get(scope, effect)
        if row is None:
            raise NotFound(f"no effect {effect}")
        return row

    async def _settle_doubt(self, scope: TenantScope, kind: EffectKind, row: EffectRow) -> EffectReceipt | None:
        """An earlier attempt began the call and nobody saw its end. None: send it now."""
        found = await self._look(scope, kind, row.id)
        if found is LookUp.CONFIRMED:
            return await self._rows.arrived(scope, row.id, None)
        if kind.repeatable:
            return None
        if not _is_over(row):
            return await self._await_other_attempt(scope, row.id)
        if found is LookUp.CANNOT_TELL:
            code = EffectCode.CANNOT_TELL
            return await self._rows.settle(scope, row.id, row.attempts, EffectState.UNKNOWN, code)
        if not _absence_counts(kind, row):
            raise Conflict(
                f"effect {row.id} has not arrived, and may still: what its target says counts"
                f" {kind.absent_after:g} seconds (absent_after of {kind.name!r}) after the call broke off"
            )
        return None

    async def _send(
        self, scope: TenantScope, kind: EffectKind, effect: EffectId, attempt: int, payload: Any, deadline: float
    ) -> EffectReceipt:
        try:
            async with asyncio.timeout_at(deadline):
                with self._tracing.span(
                    "effect.send", kind="CLIENT", effect=str(effect), effect_kind=kind.name, tenant=str(scope.tenant)
                ):
                    reference = await kind.send(scope, effect, payload)
        except EffectRefused as refused:
            return await self._rows.settle(scope, effect, attempt, EffectState.FAILED, refused.code)
        except EffectNotSent:
            await self._rows.let_go(scope, effect, attempt)
            raise
        except Exception as error:
            await self._rows.broke_off(scope, effect, attempt)
            found = await self._look(scope, kind, effect)
            if found is LookUp.CONFIRMED:
                return await self._rows.arrived(scope, effect, None)
            if found is LookUp.CANNOT_TELL and not kind.repeatable:
                return await self._rows.settle(scope, effect, attempt, EffectState.UNKNOWN, type(error).__name__)
            if found is LookUp.ABSENT and (kind.repeatable or kind.absent_after <= 0):
                await self._rows.let_go(scope, effect, attempt)
            raise
        return await self._rows.arrived(scope, effect, reference)

    async def _look(self, scope: TenantScope, kind: EffectKind, effect: EffectId) -> LookUp:
        """A reader that raises or hangs cannot tell."""
        try:
            async with asyncio.timeout(LOOK_UP_SECONDS):
                return await kind.look_up(scope, effect)
        except Exception as error:
            log = structlog.get_logger()
            log.warning("effect.look_up_failed", kind=kind.name, effect=str(effect), error=type(error).__name__)
            return LookUp.CANNOT_TELL

    async def _not_claimed(self, scope: TenantScope, seen: EffectRow) -> EffectReceipt:
        row = await self._existing(scope, seen.id)
        if row.final:
            return row.receipt()
        if row.attempts != seen.attempts:
            return await self._await_other_attempt(scope, row.id)
        if row.erased:
            return await self._refuse_erased(scope, row)
        raise EffectsStopped(f"effect {row.id} of kind {row.kind!r} is held by a stop; it goes out after its release")

    async def _refuse_erased(self, scope: TenantScope, row: EffectRow) -> EffectReceipt:
        # What was begun before the erasure may have arrived; what was not never will.
        state = EffectState.UNKNOWN if row.state is EffectState.SENT else EffectState.FAILED
        return await self._rows.settle(scope, row.id, row.attempts, state, EffectCode.ERASED)

    async def _await_other_attempt(self, scope: TenantScope, effect: EffectId) -> EffectReceipt:
        """What became of an attempt that is under way elsewhere. Raises `Conflict` if that is not known in time."""
        deadline, pause = time.monotonic() + SEND_SECONDS, 0.05
        while time.monotonic() < deadline:
            row = await self._existing(scope, effect)
            if row.final:
                return row.receipt()
            if row.state is not EffectState.SENT or row.broke_seconds is not None:
                break
            await asyncio.sleep(pause)
            pause = min(pause * 1.5, LONGEST_PAUSE)
        raise Conflict(f"effect {effect} is being sent by another attempt; try again later")


def _payload(kind: EffectKind, row: EffectRow) -> Any:
    """As it was planned: a repeat with another payload does not change what is sent."""
    try:
        return msgspec.json.decode(row.payload, type=kind.payload)
    except msgspec.ValidationError as error:
        raise InvalidInput(f"effect {row.id} was planned with a payload that {kind.name!r} no longer reads") from error


def _is_over(row: EffectRow) -> bool:
    """The latest attempt surely sends no more: it said so, or its time ran out long ago."""
    return row.broke_seconds is not None or (row.sent_seconds or 0.0) >= 2 * SEND_SECONDS


def _absence_counts(kind: EffectKind, row: EffectRow) -> bool:
    """Absent may mean "not there yet": the target may still be at work on a call that broke off."""
    quiet = row.broke_seconds if row.broke_seconds is not None else (row.sent_seconds or 0.0) - SEND_SECONDS
    return quiet >= kind.absent_after
