"""Approvals: a human decision asked for. Expired means: not done."""

import datetime as dt
import re
from enum import StrEnum
from typing import Annotated, Any, TypeVar
from uuid import UUID

import msgspec

from vito_contracts.errors import NotFound
from vito_contracts.events import ActPayload, Code, EventPayload

S = TypeVar("S", bound=msgspec.Struct)

_NAME = re.compile(r"[a-z][a-z0-9-]*\.[a-z][a-z0-9_-]*")
_LONGEST = 100

ReasonCode = Annotated[
    str,
    msgspec.Meta(
        pattern=r"^[a-z][a-z0-9_]*$(?!\n)",
        max_length=60,
        description="A code of small letters, digits and underscores, such as wrong_tone",
    ),
]
"""A code such as `off_brand`, never a sentence: a sentence belongs into the note."""


class ApprovalState(StrEnum):
    PENDING = "pending"
    APPROVED = "approved"
    EDITED = "edited"
    """Approved in the approver's own wording."""
    REJECTED = "rejected"
    EXPIRED = "expired"
    """Nobody decided in time, or whoever asked took the question back."""


class ApprovalKind(msgspec.Struct, frozen=True, kw_only=True):
    """Registered by a plugin, so that an edit can be checked while the plugin is off.

    `name` starts with the plugin's id and a dot. `proposal`: struct of what is proposed; an approver's edit must fit
    it, so its fields carry their limits. `title`: what is asked, for the approver.
    """

    name: str
    proposal: type[msgspec.Struct]
    title: str

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name) or len(self.name) > _LONGEST:
            raise ValueError(f"approval kind {self.name!r}: name it <plugin>.<name>, lower case, at most {_LONGEST}")


class ApprovalRequest(msgspec.Struct, frozen=True, kw_only=True):
    """`key` names the question: the same kind and key of one tenant is the same approval, with its first proposal.

    `subject`: whom or what it is about; a contact where the proposal holds anything about one, so that it is erased
    with it, and so that the contact's journey hears of the decision.
    `expires_in`: real time, or faster where the installation runs its days faster.
    """

    kind: str
    key: str
    subject: UUID
    proposal: msgspec.Struct
    expires_in: dt.timedelta


class Approval(msgspec.Struct, frozen=True, kw_only=True):
    """An approval as whoever asked sees it."""

    id: UUID
    kind: str
    subject: UUID
    state: ApprovalState
    asked_at: dt.datetime
    expires_at: dt.datetime
    decided_at: dt.datetime | None = None
    decided_by: UUID | None = None
    reason_code: str | None = None
    proposal: dict[str, Any]
    """As edited, if it was; empty once the subject was erased. Read it with `proposed`."""

    @property
    def granted(self) -> bool:
        """Whether it may be done, in the wording of `proposed`."""
        return self.state in (ApprovalState.APPROVED, ApprovalState.EDITED)

    def proposed(self, struct: type[S]) -> S:
        """What was decided on: never the caller's own copy. Raises `NotFound` once the subject was erased."""
        if not self.proposal:
            raise NotFound(f"the proposal of approval {self.id} was erased with its subject")
        return msgspec.convert(self.proposal, struct)


class ApprovalRequested(EventPayload, frozen=True, kw_only=True):
    """`approval.requested`: a human is asked."""

    approval: UUID
    kind: Code


class ApprovalDecided(ActPayload, frozen=True, kw_only=True):
    """`approval.decided`: approved, edited, rejected or expired; told once for each approval."""

    approval: UUID
    kind: Code
    state: ApprovalState
