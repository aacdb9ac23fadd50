"""The journey workflow on a real Temporal server, with stages made for the test."""

import asyncio
import contextlib

import pytest

from vito_contracts.ids import ContactId, new_id
from vito_contracts.journey import JourneyStage, Outcome, Signal, SignalReceived, StageActivity, StageResult
from vito_contracts.modules import Module
from vito_core.journeys.model import JourneyStart
from vito_core.journeys.running import running
from vito_core.testing import EngineOf, add_contact, add_plugin, furnish
from vito_core.worker import workers

WAIT = StageResult(waits_for=(Signal.REPLIED,), wait_days=3)


class Script:
    """A stage that answers by a script, one entry for each step, and remembers how it was called."""

    def __init__(self, *answers: StageResult) -> None:
        self.answers = answers
        self.calls: list[tuple[int, Signal | None]] = []

    async def run(self, scope, call):
        self.calls.append((call.step, call.received.signal if call.received is not None else None))
        return self.answers[min(call.step, len(self.answers) - 1)]


@pytest.fixture
async def journeys(engine_of: EngineOf, temporal: str):
    engine = await engine_of(temporal=temporal)
    tenant = await furnish(engine, "one")
    contact = await add_contact(engine, tenant.scope, "@ana")
    async with contextlib.AsyncExitStack() as stack:

        async def start(seconds_per_day: float = 100.0, **stages: Script):
            for order, (name, script) in enumerate(stages.items()):
                stage = JourneyStage(
                    name=name,
                    order=order,
                    module=Module.SALES_CRM,
                    activity=name,
                    closing=name.startswith("closing"),
                )
                plugin = f"plugin-{name.replace('_', '-')}"
                add_plugin(engine, plugin)
                engine.contributions.journey_stages.append((plugin, stage))
                engine.contributions.activities.append((plugin, StageActivity(name=name, run=script.run)))
            await stack.enter_async_context(running(workers(engine, await engine.journeys.client())))
            lead = new_id()
            async with engine.pools.within(tenant.scope.tenant) as connection:
                await connection.execute(
                    "insert into core.journeys (tenant_id, contact, lead, binding) values ($1, $2, $3, $4)",
                    tenant.scope.tenant,
                    contact,
                    lead,
                    tenant.bindings[Module.SALES_CRM].binding,
                )
            begun = JourneyStart(
                tenant=tenant.scope.tenant,
                contact=contact,
                lead=lead,
                binding=tenant.bindings[Module.SALES_CRM].binding,
                seconds_per_day=seconds_per_day,
            )
            assert await engine.journeys.start(begun)
            assert not await engine.journeys.start(begun), "one contact, one journey"

        yield Journeys(engine, tenant, contact), start


class Journeys:
    def __init__(self, engine, tenant, contact: ContactId) -> None:
        self.engine, self.tenant, self.contact = engine, tenant, contact

    async def signal(self, signal: Signal, id_=None) -> bool:
        received = SignalReceived(id=id_ or new_id(), signal=signal)
        return await self.engine.journeys.signal(self.tenant.scope.tenant, self.contact, received)

    async def until_waiting(self, stage: str):
        async with asyncio.timeout(20):
            while True:
                view = await self.engine.journeys.where(self.tenant.scope.tenant, self.contact)
                if view is not None and view.stage == stage and view.waits_for:
                    return view
                await asyncio.sleep(0.05)

    async def end(self):
        async with asyncio.timeout(30):
            while True:
                row = await self.engine.journey_reader.one(self.tenant.scope, self.contact)
                if row is not None and row.outcome is not None:
                    return row
                await asyncio.sleep(0.05)

    async def event_types(self) -> list[str]:
        async with self.engine.pools.within(self.tenant.scope.tenant) as connection:
            return [row["type"] for row in await connection.fetch("select type from core.events order by txid, seq")]


async def test_stages_run_in_order_and_the_provisional_outcome_stands(journeys):
    journey, start = journeys
    first = Script(WAIT, StageResult(milestones=("greeted",)))
    second = Script(StageResult(provisional=Outcome.WON, milestones=("won",)))
    closing = Script(StageResult(milestones=("summed",)))
    await start(first=first, second=second, closing=closing)
    view = await journey.until_waiting("first")
    assert view.waits_for == ("replied",)
    repeated = new_id()
    assert await journey.signal(Signal.REPLIED, repeated)
    await journey.signal(Signal.REPLIED, repeated)
    row = await journey.end()
    assert (row.outcome, [stage["name"] for stage in row.stages]) == ("won", ["greeted", "won", "summed"])
    assert first.calls == [(0, None), (1, Signal.REPLIED)]
    assert (await journey.event_types()).count("journey.ended") == 1
    async with asyncio.timeout(20):  # the row says it is over a moment before the workflow has closed
        while await journey.signal(Signal.REPLIED):
            await asyncio.sleep(0.05)


async def test_silence_is_a_signal_too(journeys):
    journey, start = journeys
    asked = Script(WAIT, StageResult(outcome=Outcome.NO_REPLY, reason="no_reply"))
    await start(seconds_per_day=0.2, asked=asked)
    assert (await journey.end()).outcome == "no_reply"
    assert asked.calls == [(0, None), (1, Signal.TIMED_OUT)]


async def test_stop_ends_it_although_the_stage_does_not_wait_for_it(journeys):
    journey, start = journeys
    closing = Script(StageResult())
    await start(asked=Script(WAIT), closing=closing)
    await journey.until_waiting("asked")
    await journey.signal(Signal.STOPPED)
    assert (await journey.end()).outcome == "stopped"
    assert closing.calls == [(0, None)], "closing stages run whatever the outcome"


async def test_a_signal_that_comes_early_waits_for_its_stage(journeys):
    journey, start = journeys
    served = Script(StageResult(waits_for=(Signal.ENQUIRED,), wait_days=1), StageResult(provisional=Outcome.WON))
    await start(asked=Script(WAIT, StageResult()), served=served)
    await journey.until_waiting("asked")
    await journey.signal(Signal.ENQUIRED)
    await journey.signal(Signal.REPLIED)
    assert (await journey.end()).outcome == "won"
    assert served.calls == [(0, None), (1, Signal.ENQUIRED)]


async def test_a_plugin_disabled_in_mid_flight_is_skipped_visibly(journeys):
    journey, start = journeys
    later = Script(StageResult(provisional=Outcome.WON))
    await start(asked=Script(WAIT, StageResult()), later=later)
    await journey.until_waiting("asked")
    await journey.engine.gate.switch(journey.tenant.scope.tenant, "plugin-later", False)
    await journey.signal(Signal.REPLIED)
    row = await journey.end()
    assert (row.outcome, row.reason) == ("lost", "no_stage_decided")
    assert [stage["name"] for stage in row.stages] == ["skipped:disabled"]
    assert later.calls == []


async def test_a_stage_that_fails_is_tried_again(journeys):
    journey, start = journeys

    class Shaky(Script):
        async def run(self, scope, call):
            answer = await super().run(scope, call)
            if len(self.calls) == 1:
                raise ConnectionError
            return answer

    shaky = Shaky(StageResult(provisional=Outcome.WON))
    await start(shaky=shaky)
    assert (await journey.end()).outcome == "won"
    assert shaky.calls == [(0, None), (0, None)]
