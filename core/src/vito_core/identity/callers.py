"""Who calls, and what it may do: an API key, a member of staff, an end user, a plugin's service account."""

import time
from typing import Generic, Protocol, TypeVar
from uuid import UUID

import msgspec

from vito_contracts.ids import RequestId, TenantId
from vito_contracts.scope import ActorKind, TenantScope
from vito_core.identity.limits import KeyLimits

MOST_BELIEVED = 10_000
B = TypeVar("B")


class Caller(Protocol):
    """What every route may ask of its caller (`request.user`). `id`: of the key, the session, the contact. `payer`: of
    the key or member of staff that its requests are counted for."""

    @property
    def tenant(self) -> TenantId: ...
    @property
    def id(self) -> UUID: ...
    @property
    def payer(self) -> UUID: ...
    @property
    def permissions(self) -> frozenset[str]: ...
    @property
    def limits(self) -> KeyLimits: ...
    @property
    def event_types(self) -> tuple[str, ...] | None:
        """Patterns of the event types it may read; None: all."""
        ...

    def scope(self, request: RequestId) -> TenantScope: ...


class Dead(msgspec.Struct, frozen=True, kw_only=True):
    """A credential that is known and opens nothing. `reason`: revoked, expired, rotated, idle and so on."""

    tenant: TenantId
    kind: ActorKind
    id: UUID
    reason: str


class Beliefs(Generic[B]):
    """What a process found out about secrets a moment ago. Unknown ones are never kept, so that guessing fills
    nothing. `seconds`: how long a revoked one may still be believed."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._known: dict[bytes, tuple[float, B]] = {}

    def get(self, hashed: bytes) -> B | None:
        found = self._known.get(hashed)
        return found[1] if found is not None and time.monotonic() - found[0] < self._seconds else None

    def keep(self, hashed: bytes, belief: B) -> None:
        if len(self._known) >= MOST_BELIEVED:
            self._known.clear()
        self._known[hashed] = (time.monotonic(), belief)

    def forget(self, hashed: bytes) -> None:
        self._known.pop(hashed, None)

    def forget_all(self) -> None:
        self._known.clear()
