"""Approvals: a human decision asked for. Expired means: not done."""

import datetime as dt
from enum import StrEnum
from uuid import UUID

import msgspec


class ApprovalState(StrEnum):
    PENDING = "pending"
    APPROVED = "approved"
    EDITED = "edited"
    REJECTED = "rejected"
    EXPIRED = "expired"


class Approval(msgspec.Struct, frozen=True, kw_only=True):
    """`kind`: what is asked, prefixed with the plugin's id. `subject`: the thing it is about."""

    id: UUID
    kind: str
    subject: UUID
    state: ApprovalState = ApprovalState.PENDING
    expires_at: dt.datetime | None = None
    decided_by: UUID | None = None
