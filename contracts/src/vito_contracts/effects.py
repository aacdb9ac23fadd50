"""Effects: what leaves our database. An id is made before the call, so that doubt can be settled afterwards."""

import re
from collections.abc import Awaitable, Callable
from enum import StrEnum
from typing import Any
from uuid import UUID

import msgspec

from vito_contracts.events import ActPayload, Code
from vito_contracts.ids import EffectId, TenantId, derived_id
from vito_contracts.scope import TenantScope

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*(\.[a-z0-9][a-z0-9_-]*)+")
_CHANNEL = re.compile(r"[a-z0-9][a-z0-9_-]*")
_LONGEST = 100


class EffectState(StrEnum):
    PLANNED = "planned"
    SENT = "sent"
    """The call was begun; whether it arrived is not known yet."""
    CONFIRMED = "confirmed"
    FAILED = "failed"
    """It did not happen and will not: the target refused, or the subject was erased."""
    UNKNOWN = "unknown"
    """Nobody can tell whether it happened. Never repeated blindly: a human decides."""


class LookUp(StrEnum):
    CONFIRMED = "confirmed"
    ABSENT = "absent"
    CANNOT_TELL = "cannot_tell"


class EffectCode(StrEnum):
    """`error_code` where the ledger itself, not the target, says why."""

    ERASED = "erased"
    """The subject is a contact that was erased: nothing goes out to it any more."""
    DID_NOT_HAPPEN = "did_not_happen"
    """Doubt was settled: the target, or a human, says that it never arrived."""
    CANNOT_TELL = "cannot_tell"


def effect_id(tenant: TenantId, kind: str, key: str) -> EffectId:
    """The same kind and key of one tenant is the same effect: its id is known before anything is sent."""
    return EffectId(derived_id(tenant, "effect", kind, key))


class EffectRefused(Exception):
    """Raised by `send`: the target answered that it did not and will not do it. `code` is stored, no free text."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class EffectNotSent(Exception):
    """Raised by `send`: the call certainly never reached the target (no connection, told to come back later).

    The effect is planned again and the caller's repeat sends it. Any other exception means doubt.
    """


Send = Callable[[TenantScope, EffectId, Any], Awaitable[str]]
"""Performs it; returns the target's own reference. A time-out or a broken connection simply propagates.

The effect id was made and stored before the call and is the same at every attempt: hand it to the target as its
idempotency key wherever it takes one, and as the reference that `look_up` asks for.
"""
LookUpCall = Callable[[TenantScope, EffectId], Awaitable[LookUp]]
"""Asks the target about an earlier attempt. Raising, or no answer within 10 s, counts as `CANNOT_TELL`."""


class EffectKind(msgspec.Struct, frozen=True, kw_only=True):
    """Registered by a plugin, never passed as a closure, so that a restart finds it again.

    `name` starts with the plugin's id and a dot; both are lower case, digits, "-" and "_". `repeatable`: sending twice
    with the same effect id is harmless (the target dedupes on it). `channel`: the way out that the kill switch closes
    by name, e.g. "email", "crm", "payments"; by default the plugin's id. `absent_after`: seconds for which the target
    may still carry out a call that broke off; only then does its `ABSENT` let what must not repeat be sent again.
    """

    name: str
    payload: type[msgspec.Struct]
    send: Send
    look_up: LookUpCall
    repeatable: bool = False
    channel: str = ""
    absent_after: float = 30.0

    def __post_init__(self) -> None:
        if not self.channel:
            msgspec.structs.force_setattr(self, "channel", self.name.split(".")[0])
        if not _NAME.fullmatch(self.name) or len(self.name) > _LONGEST:
            raise ValueError(f"effect kind {self.name!r}: name it <plugin>.<name>, lower case, at most {_LONGEST}")
        if not _CHANNEL.fullmatch(self.channel) or len(self.channel) > _LONGEST:
            raise ValueError(f"effect kind {self.name!r}: channel {self.channel!r} must be one lower-case word")


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


class StopLevel(StrEnum):
    """How far a stop reaches within the tenant that set it; a twin's owner stops the twin for its grantees too."""

    TENANT = "tenant"
    TWIN = "twin"
    CHANNEL = "channel"


class EffectSettled(ActPayload, frozen=True, kw_only=True):
    """`effect.settled`: confirmed, failed or unknown. Told again when doubt is settled later."""

    effect: EffectId
    kind: Code
    state: EffectState


class StopSet(ActPayload, frozen=True, kw_only=True):
    """`stop.set`: from now on effects within its reach are held."""

    stop: UUID
    level: StopLevel
    reason: Code


class StopReleased(ActPayload, frozen=True, kw_only=True):
    """`stop.released`: what it held goes on, unless another stop holds it."""

    stop: UUID
    level: StopLevel
