"""The stage *serve*, with a resolver that says what it is told to."""

from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest

from vito_contracts.errors import NotFound
from vito_contracts.ids import ContactId, new_id
from vito_contracts.journey import Signal, SignalReceived, StageCall, StageResult
from vito_contracts.modules import Module
from vito_contracts.outputs import EnquiryCategory, Resolution, TicketStatus
from vito_plugin_support.settings import Settings
from vito_plugin_support.stage import SERVE, Serve

WAITING = StageResult(waits_for=(Signal.ENQUIRED,), wait_days=14.0)
GONE = new_id()


class World:
    """Services and resolver in one."""

    def __init__(self, status: TicketStatus = TicketStatus.RESOLVED) -> None:
        self.status = status
        self.resolved: list[Any] = []
        self.warnings: list[str] = []
        self.settings = SimpleNamespace(of=self._settings)
        self.conversations = SimpleNamespace(enquiry=self._enquiry)
        self.log = SimpleNamespace(warning=lambda event, **_: self.warnings.append(event))

    async def _settings(self, scope: Any, of: type[Settings]) -> Settings:
        return of()

    async def _enquiry(self, scope: Any, enquiry: UUID) -> Any:
        if enquiry == GONE:
            raise NotFound("no such enquiry")
        return SimpleNamespace(id=enquiry)

    async def resolve(self, scope: Any, enquiry: Any) -> Resolution:
        self.resolved.append(enquiry.id)
        return Resolution(ticket=new_id(), category=EnquiryCategory.TECHNICAL, status=self.status)

    async def call(self, signal: Signal | None, reference: UUID | None = None) -> StageResult:
        world: Any = self
        received = SignalReceived(id=new_id(), signal=signal, reference=reference) if signal else None
        call = StageCall(contact=ContactId(new_id()), lead=new_id(), step=1 if signal else 0, received=received)
        scope: Any = None
        return await Serve(world, world).run(scope, call)


def test_where_it_stands_in_the_journey() -> None:
    assert (SERVE.name, SERVE.order, SERVE.module, SERVE.closing) == (
        "serve",
        400,
        Module.CUSTOMER_SUPPORT,
        False,
    )


async def test_on_entering_it_waits() -> None:
    assert await World().call(None) == WAITING


@pytest.mark.parametrize(
    ("status", "milestone"),
    [
        (TicketStatus.RESOLVED, "enquiry_answered"),
        (TicketStatus.OPEN, "enquiry_answered"),
        (TicketStatus.ESCALATED, "enquiry_escalated"),
    ],
)
async def test_an_enquiry_is_resolved_and_it_waits_again(status: TicketStatus, milestone: str) -> None:
    world, enquiry = World(status), new_id()
    result = await world.call(Signal.ENQUIRED, enquiry)
    assert (result.waits_for, result.wait_days, result.milestones) == ((Signal.ENQUIRED,), 14.0, (milestone,))
    assert world.resolved == [enquiry]


@pytest.mark.parametrize("signal", [Signal.TIMED_OUT, Signal.STOPPED])
async def test_silence_or_a_stop_ends_the_stage(signal: Signal) -> None:
    assert await World().call(signal) == StageResult()


@pytest.mark.parametrize("signal", [Signal.PURCHASED, Signal.REPLIED])
async def test_other_signals_change_nothing(signal: Signal) -> None:
    world = World()
    assert await world.call(signal, new_id()) == WAITING
    assert world.resolved == []


@pytest.mark.parametrize("reference", [None, GONE])
async def test_an_enquiry_that_is_not_there_is_passed_over(reference: UUID | None) -> None:
    world = World()
    assert await world.call(Signal.ENQUIRED, reference) == WAITING
    assert len(world.warnings) == 1
