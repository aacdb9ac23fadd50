"""One gate, every door: a plugin that is disabled, quarantined or unwilling is met nowhere. For every shipped plugin.

Agent tools would be one more door; no plugin offers any yet. Registration hooks are asked at boot, for no tenant.
"""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from temporalio.testing import ActivityEnvironment

from tests.house import PLUGINS
from vito_contracts.capabilities import capability_id
from vito_contracts.errors import CapabilityPaused, CapabilityUnavailable
from vito_contracts.ids import ContactId, new_id
from vito_contracts.journey import StageCall
from vito_contracts.modules import Module
from vito_contracts.scope import TenantScope
from vito_core.embedded.postgres import PostgresAddress
from vito_core.engine import Engine
from vito_core.events.handling import DISABLED, SKIPPED, Caller
from vito_core.events.model import Subscriber
from vito_core.gate import Reason, raise_revision
from vito_core.journeys.model import JourneyStart, PlannedStage, StageRun
from vito_core.testing import add_contact, api_of, engine_on, new_tenant
from vito_core.web.problems import problem_of

OFF = {
    "disabled": "insert into core.tenant_plugins (tenant_id, plugin, enabled) values ($1, $2, false)",
    "quarantined": "insert into core.plugin_failures (tenant_id, plugin, door, error_code, quarantined_at, retry_at)"
    " values ($1, $2, 'route', 'RuntimeError', now(), now() + interval '1 hour')",
    "refused": "insert into core.plugin_states (tenant_id, plugin, active, version, refused)"
    " values ($1, $2, false, '0', true)",
}
REASONS = {"disabled": Reason.DISABLED, "quarantined": Reason.QUARANTINED, "refused": Reason.REFUSED}
CASES = [(plugin, how) for plugin in PLUGINS for how in OFF]


class Shut(msgspec.Struct, kw_only=True):
    """A tenant for which one plugin is off."""

    scope: TenantScope
    key: str
    plugin: str
    how: str


@pytest.fixture(scope="module")
async def engine(postgres: PostgresAddress, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Engine]:
    made, _ = await engine_on(postgres, Path(tmp_path_factory.mktemp("doors")), PLUGINS, {})
    yield made
    await made.close()


@pytest.fixture(params=CASES, ids=lambda case: f"{case[0]}-{case[1]}")
async def shut(engine: Engine, request: pytest.FixtureRequest) -> Shut:
    plugin, how = request.param
    scope, key = await new_tenant(engine, f"{plugin}-{how}-{new_id()}"[:60].strip("-"))
    async with engine.pools.within(scope.tenant) as connection:
        await connection.execute(OFF[how], scope.tenant, plugin)
        await raise_revision(connection, scope.tenant)
    assert (await engine.gate.effective(scope.tenant)).refused[plugin] is REASONS[how]
    return Shut(scope=scope, key=key, plugin=plugin, how=how)


async def test_it_is_met_at_no_door(engine: Engine, shut: Shut):
    await no_capability(engine, shut)
    await no_event(engine, shut)
    await no_route(engine, shut)
    await no_stage(engine, shut)
    await no_activity(engine, shut)


async def no_capability(engine: Engine, shut: Shut) -> None:
    active = await engine.capabilities.active(shut.scope)
    for plugin, offer in engine.contributions.capabilities:
        if plugin != shut.plugin:
            continue
        if capability_id(offer.protocol) == "guardrail":
            if shut.how == "quarantined":
                with pytest.raises(CapabilityPaused, match=f"plugin {plugin}: quarantined"):
                    active.guardrails()
            else:
                assert offer.name not in [name for name, _ in active.guardrails()]
            continue
        with pytest.raises(CapabilityUnavailable, match=f"plugin {plugin}: {REASONS[shut.how]}") as refused:
            active.host(Module(offer.key)) if offer.key else active.of(offer.protocol)
        # What comes back by itself is asked for again; what the tenant has off is not.
        assert problem_of(refused.value).status == (503 if shut.how == "quarantined" else 409)


async def no_event(engine: Engine, shut: Shut) -> None:
    async def hear(*_: Any) -> None:
        pytest.fail("it was told")

    for plugin, each in engine.contributions.subscriptions:
        if plugin == shut.plugin:
            subscriber = Subscriber(
                id=f"{plugin}/{each.name}", plugin=plugin, subscription=msgspec.structs.replace(each, handler=hear)
            )
            caller = Caller(
                subscriber, engine.gate.effective_many, engine.types, lambda: None, engine.log, engine.telemetry
            )
            sets = await engine.gate.effective_many([shut.scope.tenant])
            waits = shut.how == "quarantined" or each.while_disabled == "replay"
            outcome = await caller.one({"tenant_id": shut.scope.tenant}, sets)
            assert outcome == (DISABLED if waits else SKIPPED)


async def no_route(engine: Engine, shut: Shut) -> None:
    if all(plugin != shut.plugin for plugin, _ in engine.contributions.routes):
        return
    headers = {"authorization": f"Bearer {shut.key}"}
    async with api_of(engine) as client:
        document = (await client.get("/v1/openapi/openapi.json", headers=headers)).json()
        prefix = f"/v1/x/{shut.plugin}/"
        paths = {path: operations for path, operations in document["paths"].items() if path.startswith(prefix)}
        assert paths
        for path, operations in paths.items():
            for method in operations:
                somewhere = "/".join(str(new_id()) if part.startswith("{") else part for part in path.split("/"))
                answer = await client.request(method.upper(), somewhere, headers=headers, json={})
                assert (answer.status_code, answer.json()["detail"]) == (404, "there is nothing here"), path


async def no_stage(engine: Engine, shut: Shut) -> None:
    start = JourneyStart(
        tenant=shut.scope.tenant, contact=ContactId(new_id()), lead=new_id(), binding=new_id(), seconds_per_day=1.0
    )
    plan = await ActivityEnvironment().run(engine.journey_activities().plan, start)
    assert shut.plugin not in [stage.plugin for stage in plan.stages]


async def no_activity(engine: Engine, shut: Shut) -> None:
    stages = {stage.activity: stage for plugin, stage in engine.contributions.journey_stages if plugin == shut.plugin}
    for activity in engine.journey_activities().for_plugin(shut.plugin):
        name = activity.__temporal_activity_definition.name
        stage = stages[name.partition(".")[2]]
        planned = PlannedStage(
            name=stage.name,
            plugin=shut.plugin,
            version=stage.version,
            activity=name,
            queue="q",
            closing=stage.closing,
            binding=new_id(),
            skipped=None,
        )
        call = StageCall(contact=await in_journey(engine, shut.scope), lead=new_id(), step=0)
        run = StageRun(tenant=shut.scope.tenant, stage=planned, call=call)
        assert (await ActivityEnvironment().run(activity, run)).skipped == "disabled"


async def in_journey(engine: Engine, scope: TenantScope) -> ContactId:
    contact = await add_contact(engine, scope, f"@{new_id()}")
    async with engine.pools.within(scope.tenant) as connection:
        await connection.execute(
            "insert into core.journeys (tenant_id, contact, lead, binding) values ($1, $2, $3, $4)",
            scope.tenant,
            contact,
            new_id(),
            new_id(),
        )
    return contact


async def test_all_open_while_nothing_is_off(engine: Engine):
    """The doors above are doors: the same tenant without a plugin off has them open."""
    scope, _ = await new_tenant(engine, "open")
    active = await engine.capabilities.active(scope)
    for _, offer in engine.contributions.capabilities:
        if offer.name:
            assert offer.name in [name for name, _ in active.guardrails()]
        else:
            assert active.host(Module(offer.key)) if offer.key else active.of(offer.protocol)
    assert set((await engine.gate.effective(scope.tenant)).active) == set(PLUGINS)
