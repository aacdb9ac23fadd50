"""What the store keeps, as structs: a lead as it stands, a decided step, the message it sends."""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

import msgspec

from vito_contracts.ids import BindingId, ContactId
from vito_contracts.journey import Signal, StageResult
from vito_contracts.money import Money
from vito_contracts.outputs import BANT


class LeadRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One lead: what it came with, and what the journey has found out since."""

    id: UUID
    contact: ContactId
    binding: BindingId
    score: int
    product: str | None = None
    bant: BANT = BANT()
    stage: str = "new"
    outcome: str | None = None
    lost_reason: str | None = None
    demo_slot: str | None = None
    demo_proposed: dt.datetime | None = None
    demo_on: dt.datetime | None = None
    purchased: bool = False
    deal_value: Money | None = None
    deal_value_reason: str | None = None
    opt_out: bool = False
    customer: UUID | None = None


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """A message decided on. `asks`: items of BANT it asks for."""

    id: UUID
    kind: str
    subject: str
    text: str
    language: str
    asks: tuple[str, ...] = ()


class StepRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One call of a stage, decided. `done` False: its message has not been confirmed yet."""

    stage: str
    step: int
    position: int
    """Counts the contact's steps, whatever the stage."""
    replies_read: int
    result: StageResult
    message: Message | None = None
    done: bool = True

    @property
    def draft(self) -> bool:
        """Whether its message waits for approval: nothing was sent, and a later step sends it or does not."""
        return self.message is not None and Signal.DECIDED in self.result.waits_for


class Customer(msgspec.Struct, frozen=True, kw_only=True):
    id: UUID
    contact: ContactId
    lead: UUID
    sku: str | None
    quantity: int | None


class Changes(msgspec.Struct, frozen=True, kw_only=True):
    """What a step changes of its lead; UNSET: nothing."""

    stage: str | msgspec.UnsetType = msgspec.UNSET
    budget: str | msgspec.UnsetType = msgspec.UNSET
    authority: str | msgspec.UnsetType = msgspec.UNSET
    need: str | msgspec.UnsetType = msgspec.UNSET
    timeline: str | msgspec.UnsetType = msgspec.UNSET
    quantity: int | msgspec.UnsetType = msgspec.UNSET
    outcome: str | msgspec.UnsetType = msgspec.UNSET
    lost_reason: str | msgspec.UnsetType = msgspec.UNSET
    demo_slot: str | msgspec.UnsetType = msgspec.UNSET
    demo_proposed: dt.datetime | msgspec.UnsetType | None = msgspec.UNSET
    demo_on: dt.datetime | msgspec.UnsetType = msgspec.UNSET
    purchased: bool | msgspec.UnsetType = msgspec.UNSET
    deal_minor_units: int | msgspec.UnsetType = msgspec.UNSET
    deal_currency: str | msgspec.UnsetType = msgspec.UNSET
    deal_value_reason: str | msgspec.UnsetType = msgspec.UNSET
    opt_out: bool | msgspec.UnsetType = msgspec.UNSET

    def set(self) -> dict[str, object]:
        """Column → new value."""
        return {n: v for n in self.__struct_fields__ if (v := getattr(self, n)) is not msgspec.UNSET}


class Sent(msgspec.Struct, frozen=True, kw_only=True):
    """One message of the outbox."""

    id: UUID
    contact: ContactId
    kind: str
    at: dt.datetime
    text: str


def find(steps: Sequence[StepRecord], stage: str, number: int) -> StepRecord | None:
    """The decided step of that stage and number, if there is one."""
    return next((step for step in steps if step.stage == stage and step.step == number), None)
