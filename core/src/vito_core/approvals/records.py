"""What the queue shows of an approval, to approvers and to whoever asked."""

import datetime as dt
from typing import Any
from uuid import UUID

import msgspec

from vito_contracts.approvals import Approval, ApprovalDecided, ApprovalState, ReasonCode
from vito_contracts.events import NewEvent


class ApprovalRow(msgspec.Struct, frozen=True, kw_only=True):
    """One approval of the queue, without what anybody wrote."""

    id: UUID
    kind: str
    plugin: str
    key: str
    subject: UUID
    binding: UUID | None
    state: ApprovalState
    asked_at: dt.datetime
    expires_at: dt.datetime
    decided_at: dt.datetime | None
    decided_by: UUID | None
    reason_code: str | None


class ApprovalView(ApprovalRow, frozen=True, kw_only=True):
    """One approval with its texts. `proposal`: as it was asked; empty once its subject was erased.

    `title`, `edit_schema`: what is asked, and the JSON schema of an edit; None while no loaded plugin registers the
    kind: it can then be approved or rejected, not edited.
    """

    title: str | None
    proposal: dict[str, Any]
    edited: dict[str, Any] | None
    note: str | None
    edit_schema: dict[str, Any] | None


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """What an approver decided. `state`: approved, edited or rejected. `proposal`: the edit; `note`: own words."""

    state: ApprovalState
    proposal: dict[str, Any] | None = None
    reason_code: ReasonCode | None = None
    note: str | None = None


ROW_FIELDS = ApprovalRow.__struct_fields__


def row_of(row: Any) -> ApprovalRow:
    return ApprovalRow(**_fields(row))


def view_of(row: Any, title: str | None, edit_schema: dict[str, Any] | None) -> ApprovalView:
    return ApprovalView(
        **_fields(row),
        title=title,
        proposal=msgspec.json.decode(row["proposal"]),
        edited=msgspec.json.decode(row["edited"]) if row["edited"] is not None else None,
        note=row["note"],
        edit_schema=edit_schema,
    )


def approval_of(row: Any) -> Approval:
    """As whoever asked sees it."""
    return Approval(
        id=row["id"],
        kind=row["kind"],
        subject=row["subject"],
        state=ApprovalState(row["state"]),
        asked_at=row["asked_at"],
        expires_at=row["expires_at"],
        decided_at=row["decided_at"],
        decided_by=row["decided_by"],
        reason_code=row["reason_code"],
        proposal=msgspec.json.decode(row["proposal"] if row["edited"] is None else row["edited"]),
    )


def decided_event(row: Any, by: str = "") -> NewEvent:
    """What the log is told of an approval that has just left the state pending."""
    payload = ApprovalDecided(approval=row["id"], kind=row["kind"], state=ApprovalState(row["state"]), by=by)
    return NewEvent(type="approval.decided", subject=row["subject"], payload=payload)


def _fields(row: Any) -> dict[str, Any]:
    return {name: row[name] for name in ROW_FIELDS} | {"state": ApprovalState(row["state"])}
