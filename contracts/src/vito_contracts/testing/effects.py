"""The effects ledger of the kit: the engine's rules of doubt, in memory, with faults on demand."""

import datetime as dt
from enum import StrEnum
from uuid import UUID

import msgspec

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
from vito_contracts.errors import Conflict, EffectsStopped, InvalidInput
from vito_contracts.ids import EffectId, TenantId
from vito_contracts.manifest import Manifest
from vito_contracts.permissions import PERFORMS_EFFECTS
from vito_contracts.scope import TenantScope
from vito_contracts.testing.log import require
from vito_contracts.testing.small import KitClock

_FINAL = (EffectState.CONFIRMED, EffectState.FAILED, EffectState.UNKNOWN)


class Fault(StrEnum):
    """How the next call of a kind breaks off."""

    BEFORE_ARRIVAL = "before"
    AFTER_ARRIVAL = "after"
    """The target has it, and its answer is lost."""


class KitEffect(msgspec.Struct, kw_only=True):
    """One row. `attempts`: how often the call was begun."""

    id: EffectId
    tenant: TenantId
    kind: str
    subject: UUID
    payload: bytes
    state: EffectState = EffectState.PLANNED
    reference: str | None = None
    error_code: str | None = None
    attempts: int = 0
    broke_off: dt.datetime | None = None

    def receipt(self) -> EffectReceipt:
        return EffectReceipt(id=self.id, state=self.state, reference=self.reference, error_code=self.error_code)


class EffectBook:
    """Of all plugins of a kit: a test looks into it, and may perform an effect as a plugin would."""

    def __init__(self, clock: KitClock) -> None:
        self.kinds: dict[str, EffectKind] = {}
        self.rows: dict[EffectId, KitEffect] = {}
        self.stopped: set[tuple[TenantId, str]] = set()
        """(tenant, channel) that the kill switch holds."""
        self._faults: dict[str, Fault] = {}
        self._clock = clock

    def of(self, scope: TenantScope) -> list[KitEffect]:
        """The tenant's, in the order they were planned."""
        return [row for row in self.rows.values() if row.tenant == scope.tenant]

    def break_off(self, kind: str, fault: Fault) -> None:
        """The next call of this kind breaks off, before or after it arrived."""
        self._faults[kind] = fault

    async def perform(self, scope: TenantScope, request: EffectRequest) -> EffectReceipt:
        kind = self.kinds.get(request.kind)
        if kind is None:
            raise InvalidInput(f"no loaded plugin performs effects of kind {request.kind!r}")
        if not isinstance(request.payload, kind.payload):
            raise InvalidInput(f"effect {request.kind!r} takes {kind.payload.__name__} as its payload")
        row = self._planned(scope, request)
        if row.state in _FINAL or (row.state is EffectState.SENT and await self._settled(scope, kind, row)):
            return row.receipt()
        if (scope.tenant, kind.channel) in self.stopped:
            raise EffectsStopped(f"effect {row.id} of kind {row.kind!r} is held by a stop")
        return await self._send(scope, kind, row)

    def _planned(self, scope: TenantScope, request: EffectRequest) -> KitEffect:
        identifier = effect_id(scope.tenant, request.kind, request.key)
        encoded = msgspec.json.encode(request.payload)
        planned = KitEffect(
            id=identifier, tenant=scope.tenant, kind=request.kind, subject=request.subject, payload=encoded
        )
        return self.rows.setdefault(identifier, planned)

    async def _settled(self, scope: TenantScope, kind: EffectKind, row: KitEffect) -> bool:
        """Whether an earlier doubt is over; False: send it again. Raises `Conflict` while absence proves nothing."""
        found = await _look(scope, kind, row)
        if found is LookUp.CONFIRMED:
            row.state = EffectState.CONFIRMED
            return True
        if kind.repeatable:
            return False
        if found is LookUp.CANNOT_TELL:
            row.state, row.error_code = EffectState.UNKNOWN, EffectCode.CANNOT_TELL
            return True
        if row.broke_off is not None and (self._clock.now() - row.broke_off).total_seconds() < kind.absent_after:
            raise Conflict(f"effect {row.id} has not arrived, and may still: advance the clock {kind.absent_after:g} s")
        return False

    async def _send(self, scope: TenantScope, kind: EffectKind, row: KitEffect) -> EffectReceipt:
        row.state = EffectState.SENT
        row.attempts += 1
        try:
            row.reference = await self._call(scope, kind, row)
            row.state = EffectState.CONFIRMED
        except EffectRefused as refused:
            row.state, row.error_code = EffectState.FAILED, refused.code
        except EffectNotSent:
            row.state = EffectState.PLANNED
            raise
        except Exception as error:
            row.broke_off = self._clock.now()
            found = await _look(scope, kind, row)
            if found is LookUp.CONFIRMED:
                row.state = EffectState.CONFIRMED
            elif found is LookUp.CANNOT_TELL and not kind.repeatable:
                row.state, row.error_code = EffectState.UNKNOWN, type(error).__name__
            else:
                if found is LookUp.ABSENT and (kind.repeatable or kind.absent_after <= 0):
                    row.state = EffectState.PLANNED
                raise
        return row.receipt()

    async def _call(self, scope: TenantScope, kind: EffectKind, row: KitEffect) -> str:
        fault = self._faults.pop(kind.name, None)
        if fault is Fault.BEFORE_ARRIVAL:
            raise ConnectionError(f"{kind.name}: broken off before it arrived, as the test asked for")
        reference = await kind.send(scope, row.id, msgspec.json.decode(row.payload, type=kind.payload))
        if fault is Fault.AFTER_ARRIVAL:
            raise TimeoutError(f"{kind.name}: the answer was lost, as the test asked for")
        return reference


class KitEffects:
    """Implements `Effects` for one plugin, which needs the permission "effects:perform"."""

    def __init__(self, book: EffectBook, manifest: Manifest) -> None:
        self._book = book
        self._manifest = manifest

    async def perform(self, scope: TenantScope, request: EffectRequest) -> EffectReceipt:
        require(self._manifest, PERFORMS_EFFECTS)
        return await self._book.perform(scope, request)


async def _look(scope: TenantScope, kind: EffectKind, row: KitEffect) -> LookUp:
    """A reader that raises cannot tell."""
    try:
        return await kind.look_up(scope, row.id)
    except Exception:
        return LookUp.CANNOT_TELL
