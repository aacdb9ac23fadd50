"""Every hook, on a real engine with two tenants: who has the plugin off, or is somebody else, is never its business.

`test_hook_<name>_…` exists for each hook of `PluginSpec`; a new hook without one fails here.
"""

import inspect
import re
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
import pytest
from temporalio.testing import ActivityEnvironment

from tests.house import dispatching, settled
from vito_contracts.capabilities import LeadQualifier
from vito_contracts.effects import EffectState
from vito_contracts.errors import CapabilityUnavailable, NotFound
from vito_contracts.hooks import PluginSpec
from vito_contracts.ids import ContactId, new_id
from vito_contracts.journey import StageCall
from vito_contracts.modules import Module
from vito_core.engine import Engine
from vito_core.hooks import HOOK_VALUES
from vito_core.journeys.model import JourneyStart, StageRun
from vito_core.testing import Furnished, add_contact, api_of, engine_on, furnish

INSTALLED = Path(__file__).parent / "installed"
HOOKS = [name for name, member in vars(PluginSpec).items() if inspect.isfunction(member)]
PAGE = (Path(__file__).parents[2] / "docs" / "hooks.md").read_text(encoding="utf-8")


class House(msgspec.Struct, kw_only=True):
    """`on`: has the plugin. `off`: has disabled it. `ann`, `ben`: a contact of each."""

    engine: Engine
    client: Any
    probe: Any
    on: Furnished
    off: Furnished
    ann: ContactId
    ben: ContactId

    async def get(self, tenant: Furnished, path: str) -> Any:
        return await self.client.get(path, headers={"authorization": f"Bearer {tenant.key}"})

    def called(self, hook: str) -> set[UUID]:
        """For which tenants."""
        return {tenant for what, tenant in self.probe.calls if what == hook}


@pytest.fixture(scope="module")
async def house(postgres: Any, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    sys.path.insert(0, str(INSTALLED))
    engine = None
    try:
        engine, _ = await engine_on(postgres, tmp_path_factory.mktemp("conformance"), ("probe",), {})
        on, off = await furnish(engine, "has-it"), await furnish(engine, "has-it-not")
        await engine.gate.switch(off.scope.tenant, "probe", False)
        ann, ben = await add_contact(engine, on.scope, "@ann"), await add_contact(engine, off.scope, "@ben")
        probe = engine.registry.plugins["probe"].plugin
        async with api_of(engine) as client:
            yield House(engine=engine, client=client, probe=probe, on=on, off=off, ann=ann, ben=ben)
    finally:
        if engine is not None:
            await engine.close()
        sys.path.remove(str(INSTALLED))
        for name in [each for each in sys.modules if each.split(".")[0] == "hook_probe"]:
            del sys.modules[name]


@pytest.mark.parametrize("hook", HOOKS)
def test_a_hook_has_its_test_its_signature_and_its_value(hook: str):
    tests = [name for name in globals() if re.match(rf"test_hook_{hook}_", name)]
    assert tests, f"write test_hook_{hook}_…: the plugin off for one tenant, on for another"
    signature = re.search(r"def .*(?=:)", inspect.getsource(getattr(PluginSpec, hook)))
    assert signature is not None
    assert f"{signature[0]}: ..." in PAGE
    assert hook in HOOK_VALUES


def test_the_probe_has_every_hook(house: House):
    assert set(house.engine.registry.plugins["probe"].hooks) == set(HOOKS)


async def test_hook_capabilities_answers_nobody_who_has_it_off(house: House):
    provider = await house.engine.capabilities.of(house.on.bindings[Module.MARKETING], LeadQualifier)
    await provider.assess(house.on.bindings[Module.MARKETING], None)
    with pytest.raises(CapabilityUnavailable, match="disabled for the tenant"):
        await house.engine.capabilities.of(house.off.bindings[Module.MARKETING], LeadQualifier)
    assert house.called("capabilities") == {house.on.scope.tenant}


async def test_hook_subscriptions_tells_nobody_who_has_it_off_and_each_of_its_own(house: House):
    await house.probe.write(house.on.scope, house.ann)
    await house.probe.write(house.off.scope, house.ben)
    async with dispatching(house.engine):
        for tenant in (house.on, house.off):
            await settled(house.client, authorization=f"Bearer {tenant.key}")
    assert house.called("subscriptions") == {house.on.scope.tenant}


async def test_hook_event_types_are_read_by_their_tenant_alone(house: House):
    await house.probe.write(house.on.scope, house.ann)
    seen = await house.probe.services.events.read(house.off.scope, types=("probe.noted",))
    assert {event.tenant for event in seen} <= {house.off.scope.tenant}
    assert await house.probe.services.events.read(house.on.scope, types=("probe.noted",))
    assert await house.probe.services.events.read(house.off.scope, types=("probe.noted",), subject=house.ann) == []


async def test_hook_routes_do_not_exist_for_who_has_it_off(house: House):
    assert (await house.get(house.off, "/v1/x/probe/notes")).status_code == 404
    assert (await house.get(house.on, "/v1/x/probe/notes")).status_code == 200
    assert house.called("routes") == {house.on.scope.tenant}


async def test_hook_activities_run_for_nobody_who_has_it_off(house: House):
    (run,) = house.engine.journey_activities().for_plugin("probe")
    (stage,) = (await plan(house, house.on, house.ann)).stages
    for tenant, contact in ((house.on, house.ann), (house.off, house.ben)):
        binding = tenant.bindings[Module.SALES_CRM].binding
        await begin_journey(house, tenant, contact, binding)
        call = StageRun(
            tenant=tenant.scope.tenant,
            stage=msgspec.structs.replace(stage, binding=binding),
            call=StageCall(contact=contact, lead=new_id(), step=0),
        )
        answer = await ActivityEnvironment().run(run, call)
        assert answer.skipped == (None if tenant is house.on else "disabled")
    assert house.called("activities") == {house.on.scope.tenant}


async def test_hook_journey_stages_are_in_no_journey_of_who_has_it_off(house: House):
    assert [stage.name for stage in (await plan(house, house.on, house.ann)).stages] == ["look"]
    assert (await plan(house, house.off, house.ben)).stages == ()


async def begin_journey(house: House, tenant: Furnished, contact: ContactId, binding: UUID) -> None:
    row = "insert into core.journeys (tenant_id, contact, lead, binding) values ($1, $2, $3, $4)"
    async with house.engine.pools.within(tenant.scope.tenant) as connection:
        await connection.execute(row, tenant.scope.tenant, contact, new_id(), binding)


async def plan(house: House, tenant: Furnished, contact: ContactId) -> Any:
    binding = tenant.bindings[Module.SALES_CRM].binding
    start = JourneyStart(
        tenant=tenant.scope.tenant, contact=contact, lead=new_id(), binding=binding, seconds_per_day=1.0
    )
    return await house.engine.journey_activities().plan(start)


async def test_hook_tables_show_each_tenant_its_own_rows(house: House):
    await house.probe.write(house.on.scope, house.ann)
    assert house.ann in await house.probe.read(house.on.scope)
    assert house.ann not in await house.probe.read(house.off.scope)


async def test_hook_effects_are_sent_and_seen_within_their_tenant(house: House):
    assert (await house.probe.ping(house.on.scope, house.ann)).state is EffectState.CONFIRMED
    assert house.called("effects") == {house.on.scope.tenant}
    assert (await house.get(house.off, "/v1/effects")).json()["items"] == []


async def test_hook_approval_kinds_are_asked_within_their_tenant(house: House):
    asked = await house.probe.ask(house.on.scope, house.ann)
    assert (await house.probe.services.approvals.get(house.on.scope, asked.id)).id == asked.id
    with pytest.raises(NotFound):
        await house.probe.services.approvals.get(house.off.scope, asked.id)


async def test_hook_data_subjects_reach_what_is_held_though_the_plugin_is_off_and_nothing_else(house: House):
    """Disabled is not erased: the one hook that is asked all the same, of the tenant's own rows."""
    await house.probe.write(house.on.scope, house.ann)
    await house.probe.write(house.off.scope, house.ben)
    assert (await house.engine.subjects.export(house.off.scope, house.ben))["probe"]["notes"]
    assert await house.engine.subjects.export_plugin(house.off.scope, "probe", house.ann) == {"notes": []}
    assert await house.engine.subjects.erase_plugin(house.off.scope, "probe", house.ann) == 0
    assert house.ann in await house.probe.read(house.on.scope)


async def test_what_is_asked_of_effects_and_data_subjects_is_traced(house: House, monkeypatch: pytest.MonkeyPatch):
    seen: set[tuple[str, str, str]] = set()
    tracer = house.engine.care.watch._tracer
    monkeypatch.setattr(tracer, "on", True)
    monkeypatch.setattr(tracer, "line", lambda door, plugin, call, *_: seen.add((door, plugin, call)))
    await house.probe.ping(house.on.scope, new_id())
    await house.engine.subjects.export_plugin(house.on.scope, "probe", house.ann)
    await house.engine.subjects.erase_plugin(house.off.scope, "probe", house.ann)
    assert seen == {
        ("effect", "probe", "probe.ping.send"),
        ("data_subject", "probe", "export"),
        ("data_subject", "probe", "erase"),
    }


async def test_hook_lifecycle_is_told_of_the_tenant_that_changed_and_of_no_other(house: House):
    third = await furnish(house.engine, "changes-its-mind")
    await house.engine.care.lifecycle.disable(third.scope, "probe")
    await house.engine.care.lifecycle.enable(third.scope, "probe")
    assert [tenant for what, tenant in house.probe.calls if what == "lifecycle"] == [third.scope.tenant] * 2
