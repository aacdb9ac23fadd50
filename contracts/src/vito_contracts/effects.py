"""Effects: what leaves our database. An id is made before the call, so that doubt can be settled afterwards."""

from collections.abc import Awaitable, Callable
from enum import StrEnum
from typing import Any
from uuid import UUID

import msgspec

from vito_contracts.ids import EffectId
from vito_contracts.scope import TenantScope


class EffectState(StrEnum):
    PLANNED = "planned"
    SENT = "sent"
    """The call was begun; whether it arrived is not known yet."""
    CONFIRMED = "confirmed"
    FAILED = "failed"
    """The target refused: it did not happen."""
    UNKNOWN = "unknown"
    """Nobody can tell whether it happened. Never repeated blindly: a human decides."""


class LookUp(StrEnum):
    CONFIRMED = "confirmed"
    ABSENT = "absent"
    CANNOT_TELL = "cannot_tell"


class EffectRefused(Exception):
    """Raised by `send`: the target answered that it did not and will not do it. `code` is stored, no free text."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


Send = Callable[[TenantScope, EffectId, Any], Awaitable[str]]
"""Performs it; returns the target's own reference. A time-out or a broken connection simply propagates."""
LookUpCall = Callable[[TenantScope, EffectId], Awaitable[LookUp]]


class EffectKind(msgspec.Struct, frozen=True, kw_only=True):
    """Registered by a plugin, never passed as a closure, so that a restart finds it again.

    `name` starts with the plugin's id and a dot. `repeatable`: sending twice with the same effect id is harmless
    (the target dedupes on it).
    """

    name: str
    payload: type[msgspec.Struct]
    send: Send
    look_up: LookUpCall
    repeatable: bool = False


class EffectRequest(msgspec.Struct, frozen=True, kw_only=True):
    """`key` names the intent: the same kind and key of one tenant is the same effect, performed once."""

    kind: str
    key: str
    payload: msgspec.Struct
    subject: UUID
    """Whom it concerns, usually the contact."""


class EffectReceipt(msgspec.Struct, frozen=True, kw_only=True):
    id: EffectId
    state: EffectState
    reference: str | None = None
    error_code: str | None = None
