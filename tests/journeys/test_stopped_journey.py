"""A journey in flight obeys the kill switch: nothing goes out while stopped, nothing is lost, it goes on after."""

import asyncio
import contextlib
import time

import pytest

from tests.target import Target, column, request
from vito_contracts.effects import EffectState, StopLevel
from vito_contracts.ids import new_id
from vito_contracts.journey import JourneyStage, Outcome, Signal, SignalReceived, StageActivity, StageResult
from vito_contracts.modules import Module
from vito_core.journeys.model import JourneyStart
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


@pytest.mark.parametrize("level", [StopLevel.TENANT, StopLevel.TWIN, StopLevel.CHANNEL])
async def test_a_journey_in_flight_is_held_and_goes_on_after_the_release(engine_of: EngineOf, temporal: str, level):
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
    async with contextlib.AsyncExitStack() as stack:
        for worker in workers(engine, await engine.journeys.client()):
            await stack.enter_async_context(worker)
        assert await engine.journeys.start(start)
        await until(lambda: waits(engine, tenant, contact))

        names = {StopLevel.TENANT: "", StopLevel.TWIN: str(tenant.twin.id), StopLevel.CHANNEL: "email"}
        stop = await engine.stops.set(tenant.scope, level, names[level], "incident")
        stopped = time.monotonic()
        signal = SignalReceived(id=new_id(), signal=Signal.REPLIED)
        assert await engine.journeys.signal(tenant.scope.tenant, contact, signal)
        await until(lambda: _true(stage.tried >= 3))
        assert time.monotonic() - stopped < OBEYED_WITHIN
        assert target.calls == 0
        assert await column(engine, tenant.scope, "select state from core.effects") == ["planned"]
        row = await engine.journey_reader.one(tenant.scope, contact)
        assert row is not None
        assert row.outcome is None, "held is neither failed nor over"

        await engine.stops.release(tenant.scope, stop.id)
        released = time.monotonic()
        await until(lambda: ended(engine, tenant, contact))
        assert time.monotonic() - released < RESUMED_WITHIN
    assert len(target.received) == 1
    row = await engine.journey_reader.one(tenant.scope, contact)
    assert (row.outcome, [each["name"] for each in row.stages]) == ("won", ["reached"])


async def until(holds) -> None:
    async with asyncio.timeout(40):
        while not await holds():
            await asyncio.sleep(0.05)


async def _true(value: bool) -> bool:
    return value


async def waits(engine, tenant, contact) -> bool:
    view = await engine.journeys.where(tenant.scope.tenant, contact)
    return view is not None and bool(view.waits_for)


async def ended(engine, tenant, contact) -> bool:
    row = await engine.journey_reader.one(tenant.scope, contact)
    return row is not None and row.outcome is not None
