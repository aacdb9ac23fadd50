"""Approvals: the queue of one tenant, whatever module asks, and the decision."""

from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Router, get, post
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from vito_contracts.approvals import ApprovalState, ReasonCode
from vito_core.approvals.records import ApprovalRow, ApprovalView, Decision
from vito_core.web.depends import TheEngine, Within
from vito_core.web.paging import PageLimit, next_after
from vito_core.web.shapes import Body


class Approvals(msgspec.Struct, kw_only=True):
    """`next`: give it as `after` to go on; None on the last page."""

    items: list[ApprovalRow]
    next: UUID | None = None


class Verb(StrEnum):
    APPROVE = "approve"
    EDIT = "edit"
    REJECT = "reject"


_STATES = {
    Verb.APPROVE: ApprovalState.APPROVED,
    Verb.EDIT: ApprovalState.EDITED,
    Verb.REJECT: ApprovalState.REJECTED,
}


class DecisionBody(Body, frozen=True, kw_only=True):
    """`proposal`: with "edit", the whole proposal as it is to be. `reason_code`: with "reject". `note`: own words."""

    decision: Verb
    proposal: dict[str, Any] | None = None
    reason_code: ReasonCode | None = None
    note: Annotated[str, msgspec.Meta(max_length=2_000)] | None = None


@get("/", summary="The queue, longest waiting first")
async def list_approvals(
    engine: TheEngine,
    within: Within,
    approval_state: Annotated[ApprovalState | None, QueryParameter(name="state")] = None,
    kind: FromQuery[str | None] = None,
    after: FromQuery[UUID | None] = None,
    limit: PageLimit = 50,
) -> Approvals:
    rows = await engine.approvals.queue(within, state=approval_state, kind=kind, after=after, limit=limit)
    return Approvals(items=rows, next=next_after(rows, limit))


@get(
    "/{approval:uuid}", operation_id="get_approval", summary="One approval: what is proposed, and the schema of an edit"
)
async def show(engine: TheEngine, within: Within, approval: FromPath[UUID]) -> ApprovalView:
    return await engine.approvals.show(within, approval)


@post(
    "/{approval:uuid}/decide",
    operation_id="decide_approval",
    status_code=200,
    summary="Approve, edit and approve, or reject",
)
async def decide(
    engine: TheEngine, within: Within, approval: FromPath[UUID], data: JSONBody[DecisionBody]
) -> ApprovalView:
    decision = Decision(
        state=_STATES[data.decision], proposal=data.proposal, reason_code=data.reason_code, note=data.note
    )
    return await engine.approvals.decide(within, approval, decision)


router = Router(
    "/v1/approvals", route_handlers=[list_approvals, show, decide], opt={"resource": "approvals"}, tags=["approvals"]
)
