"""Journeys: what a stage of the durable workflow is told and what it answers."""

from collections.abc import Awaitable, Callable
from enum import StrEnum
from uuid import UUID

import msgspec

from vito_contracts.ids import ContactId
from vito_contracts.modules import Module
from vito_contracts.scope import BindingScope


class Signal(StrEnum):
    REPLIED = "replied"
    ENQUIRED = "enquired"
    PURCHASED = "purchased"
    STOPPED = "stopped"
    DECIDED = "decided"
    """An approval about the contact was decided or expired."""
    TIMED_OUT = "timed_out"
    """Not sent from outside: the durable timer of the stage ran out."""


class Outcome(StrEnum):
    WON = "won"
    LOST = "lost"
    NO_REPLY = "no_reply"
    STOPPED = "stopped"
    ESCALATED = "escalated"


class SignalReceived(msgspec.Struct, frozen=True, kw_only=True):
    """`reference`: the id of the reply, enquiry, purchase or approval it announces. `id` dedupes: signals come at least
    once."""

    id: UUID
    signal: Signal
    reference: UUID | None = None


class StageCall(msgspec.Struct, frozen=True, kw_only=True):
    """One call of a stage. `step` counts from 0 within the stage and makes a repeated call recognisable."""

    contact: ContactId
    lead: UUID
    step: int
    received: SignalReceived | None = None
    """None on entering the stage."""
    outcome: Outcome | None = None
    """Set for closing stages: how the journey ended."""
    reason: str = ""


class StageResult(msgspec.Struct, frozen=True, kw_only=True):
    """What the workflow does next.

    Neither `waits_for` nor `outcome`: the stage is done, the next one begins. `waits_for`: called again with the
    signal, or with TIMED_OUT after `wait_days`. `outcome`: the journey is over; closing stages still run.
    `provisional`: the outcome unless a later stage ends the journey with another; the journey goes on.
    """

    waits_for: tuple[Signal, ...] = ()
    wait_days: float = 0.0
    outcome: Outcome | None = None
    provisional: Outcome | None = None
    reason: str = ""
    milestones: tuple[str, ...] = ()


class StageActivity(msgspec.Struct, frozen=True, kw_only=True):
    """Code that runs as a Temporal activity on the plugin's task queue. Must be idempotent by (contact, step)."""

    name: str
    run: Callable[[BindingScope, StageCall], Awaitable[StageResult]]


class JourneyStage(msgspec.Struct, frozen=True, kw_only=True):
    """A stage a plugin adds to journeys. `activity` names a `StageActivity` of the same plugin.

    `order`: stages run in ascending order (sales 100–399, support 400–599, analytics from 900).
    `module`: the stage runs in the tenant's binding for it; without one it is skipped, visibly.
    `closing`: runs whatever the outcome (summing up). `version`: of the stage's contract: raise it when a journey
    begun under the old one could not go on with the new.
    """

    name: str
    order: int
    module: Module
    activity: str
    version: int = 1
    closing: bool = False
