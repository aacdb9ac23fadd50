"""A message that waits for a human (setting `outreach_approval`).

The step that decides on a message then leaves a draft and asks; a later step sends what was approved, or does not. Both
are decided like every other step, so that a repeated call asks the same question and sends the same message once.
"""

import datetime as dt
from collections.abc import Sequence
from enum import Enum
from typing import Annotated

import msgspec

from vito_contracts.approvals import Approval, ApprovalKind, ApprovalRequest, ApprovalState
from vito_contracts.ids import ContactId
from vito_contracts.journey import Outcome, Signal, SignalReceived, StageResult
from vito_contracts.scope import BindingScope
from vito_contracts.services import Services
from vito_host_sales import messages
from vito_host_sales.decide import FAREWELL, OUTREACH
from vito_host_sales.records import Message, StepRecord


class Draft(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an approver reads, and may change."""

    subject: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
    text: Annotated[str, msgspec.Meta(min_length=1, max_length=20_000)]

    def __post_init__(self) -> None:
        for name, value in (("subject", self.subject), ("text", self.text)):
            if not value.strip():
                raise ValueError(f"'{name}' is blank")


KIND = ApprovalKind(name="sales-host.outreach", proposal=Draft, title="A message to a lead")


class Verdict(Enum):
    WAIT = "wait"
    SEND = "send"
    DROP = "drop"
    """It is not sent, and nobody else's word changed anything."""
    ANEW = "anew"
    """The contact did something that the draft knows nothing of: it is void."""


class Approver:
    """Asks for a draft's approval, and says what is to become of it."""

    def __init__(self, services: Services) -> None:
        self._services = services

    async def ask(self, scope: BindingScope, contact: ContactId, draft: StepRecord) -> Approval:
        """However often it is called, one question for each message."""
        assert draft.message is not None
        proposal = Draft(subject=draft.message.subject, text=draft.message.text)
        request = ApprovalRequest(
            kind=KIND.name,
            key=str(draft.message.id),
            subject=contact,
            proposal=proposal,
            expires_in=dt.timedelta(days=draft.result.wait_days),
        )
        return await self._services.approvals.ask(scope, request)

    async def verdict(
        self,
        scope: BindingScope,
        contact: ContactId,
        draft: StepRecord,
        received: SignalReceived | None,
        *,
        fresh: bool,
    ) -> tuple[Verdict, Approval]:
        """`fresh`: a reply came that the draft's decision has not read."""
        approval = await self.ask(scope, contact, draft)
        signal = received.signal if received else None
        if signal is Signal.DECIDED or (signal is Signal.REPLIED and not fresh):
            return _of(approval), approval
        # From here on nobody may approve it any more; who was quicker was quicker.
        approval = await self._services.approvals.withdraw(scope, approval.id)
        if signal is Signal.TIMED_OUT:
            return _of(approval), approval
        return Verdict.DROP if _is_farewell(draft) else Verdict.ANEW, approval

    async def approved(self, scope: BindingScope, draft: Message, approval: Approval) -> Message:
        """The message in the approver's wording. No wording drops the disclosure of an AI's first message."""
        if approval.state is not ApprovalState.EDITED:
            return draft
        edited = approval.proposed(Draft)
        text = edited.text
        if draft.kind == OUTREACH:
            twin, _ = await self._services.twins.config(scope)
            text = messages.disclosed(text, twin, draft.language)
        return msgspec.structs.replace(draft, subject=edited.subject, text=text)


def waiting_draft(steps: Sequence[StepRecord], stage: str) -> StepRecord | None:
    """The stage's draft that nothing has become of yet."""
    own = [step for step in steps if step.stage == stage]
    return own[-1] if own and own[-1].draft else None


def not_sent(draft: StepRecord, approval: Approval) -> StageResult:
    """A human did not want it, or did not say: a human goes on. The farewell is missed by nobody."""
    if _is_farewell(draft):
        return StageResult()
    return StageResult(outcome=Outcome.ESCALATED, reason=f"approval_{approval.state}")


def _of(approval: Approval) -> Verdict:
    if approval.state is ApprovalState.PENDING:
        return Verdict.WAIT
    return Verdict.SEND if approval.granted else Verdict.DROP


def _is_farewell(draft: StepRecord) -> bool:
    return draft.message is not None and draft.message.kind == FAREWELL
