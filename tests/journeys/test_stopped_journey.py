"""A journey in flight obeys the kill switch: nothing goes out while stopped, nothing is lost, it goes on after."""

import asyncio
import time

import pytest

from tests.target import Target, column, request
from vito_contracts.effects import EffectState, StopLevel
from vito_contracts.ids import new_id
from vito_contracts.journey import JourneyStage, Outcome, Signal, SignalReceived, StageActivity, StageResult
from vito_contracts.modules import Module
from vito_core.journeys.model import JourneyStart
from vito_core.journeys.running import running
from vito_core.testing import EngineOf, add_contact, add_plugin, furnish
from vito_core.worker import workers

OBEYED_WITHIN, RESUMED_WITHIN = 60.0, 25.0


class Reaches:
    """A stage that waits for a reply, and then writes to the contact."""

    def __init__(self, ledger) -> None:
        self.ledger, self.tried = ledger, 0

    async def run(self, scope, call):
        if call.received is None:
            return StageResult(waits_for=(Signal.REPLIED,), wait_days=3)
        self.tried += 1
        receipt = await self.ledger.perform(scope, request(str(call.step), subject=call.contact))
        assert receipt.state is EffectState.CONFIRMED
        return StageResult(provisional=Outcome.WON, milestones=("reached",))


class Journey:
    """One contact's journey through the stage above, on a real Temporal."""

    def __init__(self, engine, tenant, contact, target, stage) -> None:
        self.engine, self.tenant, self.contact = engine, tenant, contact
        self.target, self.stage = target, stage

    async def signal(self, signal: Signal) -> None:
        received = SignalReceived(id=new_id(), signal=signal)
        assert await self.engine.journeys.signal(self.tenant.scope.tenant, self.contact, received)

    async def row(self):
        return await self.engine.journey_reader.one(self.tenant.scope, self.contact)

    async def waits(self) -> bool:
        view = await self.engine.journeys.where(self.tenant.scope.tenant, self.contact)
        return view is not None and bool(view.waits_for)

    async def ended(self) -> bool:
        return (await self.row()).outcome is not None

    async def tried(self) -> bool:
        return self.stage.tried >= 3

    async def effects(self) -> list[str]:
        return await column(self.engine, self.tenant.scope, "select state from core.effects")


@pytest.fixture
async def journey(engine_of: EngineOf, temporal: str):
    engine = await engine_of(temporal=temporal)
    tenant = await furnish(engine, "one")
    contact = await add_contact(engine, tenant.scope, "@ana")
    binding = tenant.bindings[Module.SALES_CRM].binding
    target, stage = Target(), Reaches(engine.ledger)
    engine.ledger.fill([("t", target.kind(channel="email"))])
    add_plugin(engine, "reacher")
    described = JourneyStage(name="reach", order=1, module=Module.SALES_CRM, activity="reach")
    engine.contributions.journey_stages.append(("reacher", described))
    engine.contributions.activities.append(("reacher", StageActivity(name="reach", run=stage.run)))
    lead = new_id()
    async with engine.pools.within(tenant.scope.tenant) as connection:
        await connection.execute(
            "insert into core.journeys (tenant_id, contact, lead, binding) values ($1, $2, $3, $4)",
            tenant.scope.tenant,
            contact,
            lead,
            binding,
        )
    start = JourneyStart(tenant=tenant.scope.tenant, contact=contact, lead=lead, binding=binding, seconds_per_day=100.0)
    async with running(workers(engine, await engine.journeys.client())):
        assert await engine.journeys.start(start)
        begun = Journey(engine, tenant, contact, target, stage)
        await until(begun.waits)
        yield begun


@pytest.mark.parametrize("level", [StopLevel.TENANT, StopLevel.TWIN, StopLevel.CHANNEL])
async def test_a_journey_in_flight_is_held_and_goes_on_after_the_release(journey, level):
    stops, scope = journey.engine.stops, journey.tenant.scope
    names = {StopLevel.TENANT: "", StopLevel.TWIN: str(journey.tenant.twin.id), StopLevel.CHANNEL: "email"}
    stop = await stops.set(scope, level, names[level], "incident")
    stopped = time.monotonic()
    await journey.signal(Signal.REPLIED)
    await until(journey.tried)
    assert time.monotonic() - stopped < OBEYED_WITHIN
    assert journey.target.calls == 0
    assert await journey.effects() == ["planned"]
    assert (await journey.row()).outcome is None, "held is neither failed nor over"

    await stops.release(scope, stop.id)
    released = time.monotonic()
    await until(journey.ended)
    assert time.monotonic() - released < RESUMED_WITHIN
    assert len(journey.target.received) == 1
    row = await journey.row()
    assert (row.outcome, [each["name"] for each in row.stages]) == ("won", ["reached"])


async def test_who_says_stop_while_it_is_held_gets_nothing_after_the_release(journey):
    stops, scope = journey.engine.stops, journey.tenant.scope
    stop = await stops.set(scope, StopLevel.TENANT, "", "incident")
    await journey.signal(Signal.REPLIED)
    await until(journey.tried)
    await journey.signal(Signal.STOPPED)
    await until(journey.ended)
    await stops.release(scope, stop.id)
    assert (await journey.row()).outcome == "stopped"
    await asyncio.sleep(1.0)
    assert journey.target.calls == 0
    assert await journey.effects() == ["planned"]


async def until(holds) -> None:
    async with asyncio.timeout(40):
        while not await holds():
            await asyncio.sleep(0.05)
