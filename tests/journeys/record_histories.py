"""Records the journeys that `test_replay.py` replays: `python -m tests.journeys.record_histories FOLDER`.

Run it for each release that changes the workflow, into a folder of the release's name below `histories/`; recorded
folders are never changed. Payloads are sealed with the test kit's master key and the data key written beside them.
"""

import asyncio
import base64
import re
import sys
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import msgspec

from vito_contracts.ids import new_id
from vito_contracts.journey import JourneyStage, Outcome, Signal, SignalReceived, StageActivity, StageResult
from vito_contracts.modules import Module
from vito_core.embedded.postgres import EmbeddedPostgres, PostgresAddress
from vito_core.embedded.temporal import EmbeddedTemporal
from vito_core.engine import Engine
from vito_core.journeys.model import SEARCH_ATTRIBUTES, JourneyStart, workflow_id
from vito_core.journeys.running import running
from vito_core.keyring.store import DatabaseKeys
from vito_core.testing import Furnished, add_contact, add_plugin, engine_on, furnish
from vito_core.worker import workers

REPLIED, ENQUIRED, STOPPED = Signal.REPLIED, Signal.ENQUIRED, Signal.STOPPED
WAIT = StageResult(waits_for=(REPLIED,), wait_days=3)
Run = Callable[[Any, Any], Awaitable[StageResult]]


class Case(msgspec.Struct, kw_only=True):
    """`stages`: what each answers, step by step. `signals`: sent when that stage waits. `ends` False: it still runs."""

    stages: dict[str, tuple[StageResult, ...]]
    signals: tuple[tuple[str, Signal], ...] = ()
    seconds_per_day: float = 100.0
    ends: bool = True


CLOSING = (StageResult(milestones=("summed",)),)
CASES = {
    "won": Case(
        stages={
            "reach_out": (WAIT, StageResult(milestones=("bant_answered",))),
            "win": (StageResult(provisional=Outcome.WON, milestones=("won",)),),
            "serve": (StageResult(waits_for=(ENQUIRED,), wait_days=3), StageResult()),
            "closing": CLOSING,
        },
        signals=(("reach_out", REPLIED), ("serve", ENQUIRED)),
    ),
    "lost": Case(
        stages={"reach_out": (WAIT, StageResult(outcome=Outcome.LOST, reason="not_now")), "closing": CLOSING},
        signals=(("reach_out", REPLIED),),
    ),
    "stopped": Case(stages={"reach_out": (WAIT,), "closing": CLOSING}, signals=(("reach_out", STOPPED),)),
    "timed_out": Case(
        stages={"reach_out": (WAIT, StageResult(outcome=Outcome.NO_REPLY, reason="no_reply")), "closing": CLOSING},
        seconds_per_day=0.1,
    ),
    "waiting": Case(stages={"reach_out": (WAIT,), "closing": CLOSING}, ends=False),
}


def scripted(answers: tuple[StageResult, ...]) -> Run:
    async def run(_scope: Any, call: Any) -> StageResult:
        return answers[min(call.step, len(answers) - 1)]

    return run


def install(engine: Engine, case: Case) -> None:
    assert engine.contributions is not None
    for order, (name, answers) in enumerate(case.stages.items()):
        plugin = f"plugin-{name.replace('_', '-')}"
        add_plugin(engine, plugin)
        stage = JourneyStage(name=name, order=order, module=Module.SALES_CRM, activity=name, closing=name == "closing")
        engine.contributions.journey_stages.append((plugin, stage))
        engine.contributions.activities.append((plugin, StageActivity(name=name, run=scripted(answers))))


async def begin(engine: Engine, tenant: Furnished, case: Case) -> str:
    contact = await add_contact(engine, tenant.scope, "@ana")
    lead, binding = new_id(), tenant.bindings[Module.SALES_CRM].binding
    async with engine.pools.within(tenant.scope.tenant) as connection:
        await connection.execute(
            "insert into core.journeys (tenant_id, contact, lead, binding) values ($1, $2, $3, $4)",
            tenant.scope.tenant,
            contact,
            lead,
            binding,
        )
    start = JourneyStart(
        tenant=tenant.scope.tenant, contact=contact, lead=lead, binding=binding, seconds_per_day=case.seconds_per_day
    )
    await engine.journeys.start(start)
    for stage, signal in case.signals:
        await until_waiting(engine, tenant, contact, stage)
        await engine.journeys.signal(tenant.scope.tenant, contact, SignalReceived(id=new_id(), signal=signal))
    if not case.ends:
        await until_waiting(engine, tenant, contact, "reach_out")
    return workflow_id(tenant.scope.tenant, contact)


async def until_waiting(engine: Engine, tenant: Furnished, contact: Any, stage: str) -> None:
    async with asyncio.timeout(30):
        while True:
            view = await engine.journeys.where(tenant.scope.tenant, contact)
            if view is not None and view.stage == stage and view.waits_for:
                return
            await asyncio.sleep(0.05)


async def record(name: str, address: PostgresAddress, temporal: str, scratch: Path, folder: Path) -> None:
    engine, _ = await engine_on(address, scratch, (), {}, temporal=temporal)
    try:
        tenant = await furnish(engine, "one")
        install(engine, CASES[name])
        client = await engine.journeys.of(tenant.scope.tenant)
        async with running(workers(engine, await engine.journeys.client())):
            handle = client.get_workflow_handle(await begin(engine, tenant, CASES[name]))
            if CASES[name].ends:
                await handle.result()
            (folder / f"{name}.json").write_text(tidied((await handle.fetch_history()).to_json()), encoding="utf-8")
        keys = await DatabaseKeys(engine.pools).of(tenant.scope.tenant)
        wrapped = {each.version: base64.b64encode(each.wrapped or b"").decode() for each in keys}
        (folder / f"{name}.keys").write_text(msgspec.json.encode(wrapped).decode() + "\n", encoding="utf-8")
    finally:
        await engine.close()


def tidied(history: str) -> str:
    """Without blanks and without the recording machine's name."""
    compact = msgspec.json.encode(msgspec.json.decode(history)).decode()
    return re.sub(r'\d+@[^":]+', "worker", compact) + "\n"


async def main(folder: Path) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        postgres = EmbeddedPostgres(Path(scratch) / "postgres")
        temporal = EmbeddedTemporal(Path(scratch) / "temporal", SEARCH_ATTRIBUTES)
        try:
            address, target = postgres.start(), temporal.start().target
            for name in CASES:
                await record(name, address, target, Path(scratch), folder)
        finally:
            temporal.stop()
            postgres.stop()


if __name__ == "__main__":
    chosen = Path(sys.argv[1])
    chosen.mkdir(parents=True, exist_ok=True)
    asyncio.run(main(chosen))
