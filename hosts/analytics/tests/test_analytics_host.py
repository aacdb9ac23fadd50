"""The analytics host on the real database: each event counts once, for its own tenant."""

import datetime as dt

import msgspec
import pytest

from vito_contracts.errors import AlreadyHandled
from vito_contracts.events import InteractionRecorded, PlatformEvent, UsageMetered
from vito_contracts.ids import new_id
from vito_contracts.journey import Outcome, StageCall
from vito_contracts.modules import Module
from vito_core.testing import EngineOf, add_contact, furnish


def event_of(scope, type_: str, subject, payload) -> PlatformEvent:
    return PlatformEvent(
        id=new_id(),
        tenant=scope.tenant,
        type=type_,
        subject=subject,
        at=dt.datetime.now(dt.UTC),
        payload=msgspec.to_builtins(payload) if not isinstance(payload, dict) else payload,
    )


@pytest.fixture
async def analytics(engine_of: EngineOf):
    engine = await engine_of("analytics-host")
    return engine, engine.registry.plugins["analytics-host"].plugin, await furnish(engine, "one")


def interaction(scope, contact) -> PlatformEvent:
    recorded = InteractionRecorded(
        interaction=new_id(),
        binding=new_id(),
        contact=contact,
        conversation=new_id(),
        platform="TWITTER",
        known=True,
    )
    return event_of(scope, "interaction.recorded", contact, recorded)


async def test_the_summary_adds_up_and_repeats_count_nothing(analytics):
    engine, plugin, tenant = analytics
    contact = await add_contact(engine, tenant.scope, "@ana")
    events = [
        interaction(tenant.scope, contact),
        interaction(tenant.scope, contact),
        event_of(tenant.scope, "lead.qualified", contact, {}),
        event_of(tenant.scope, "usage.metered", contact, UsageMetered(unit="turn", quantity=50)),
        event_of(
            tenant.scope,
            "deal.won",
            contact,
            {"contact": str(contact), "minor_units": 34_800, "currency": "USD", "reason": None},
        ),
        event_of(tenant.scope, "ticket.escalated", contact, {"ticket": str(new_id()), "contact": str(contact)}),
    ]
    for event in events:
        await plugin.on_event(tenant.scope, event)
    with pytest.raises(AlreadyHandled):
        await plugin.on_event(tenant.scope, events[3])
    summary = await plugin._analytics.summary(tenant.scope)
    assert summary.funnel["comments"] == 2
    assert summary.funnel["commented"] == summary.funnel["qualified"] == 1
    assert summary.funnel["enquiry_escalated"] == 1
    assert (summary.revenue.minor_units, summary.cost.minor_units) == (34_800, 100)
    assert summary.roi == 347.0


async def test_another_tenant_sees_none_of_it(analytics):
    engine, plugin, tenant = analytics
    other = await furnish(engine, "two")
    contact = await add_contact(engine, tenant.scope, "@ana")
    await plugin.on_event(tenant.scope, interaction(tenant.scope, contact))
    summary = await plugin._analytics.summary(other.scope)
    assert set(summary.funnel.values()) == {0}
    assert (summary.cost.minor_units, summary.roi) == (0, None)


async def test_summing_up_twice_is_summing_up_once(analytics):
    engine, plugin, tenant = analytics
    contact = await add_contact(engine, tenant.scope, "@ana")
    call = StageCall(contact=contact, lead=new_id(), step=0, outcome=Outcome.LOST, reason="price")
    for _ in range(2):
        result = await plugin.sum_up(tenant.bindings[Module.SALES_CRM], call)
    assert result.milestones == ("summarised",)
    async with engine.pools.within(tenant.scope.tenant) as connection:
        assert await connection.fetchval("select count(*) from core.events where type = 'journey.summarised'") == 1
    assert (await plugin._analytics.summary(tenant.scope)).outcomes == {"lost": 1}


async def test_erasing_a_contact_leaves_no_row_that_names_it(analytics):
    engine, plugin, tenant = analytics
    contact = await add_contact(engine, tenant.scope, "@ana")
    await plugin.on_event(tenant.scope, interaction(tenant.scope, contact))
    await plugin.on_event(tenant.scope, event_of(tenant.scope, "lead.qualified", contact, {}))
    held = (await engine.subjects.export(tenant.scope, contact))["analytics-host"]
    assert {step["step"] for step in held["steps"]} == {"commented", "qualified"}
    assert await engine.subjects.erase_plugin(tenant.scope, "analytics-host", contact) == 2
    assert (await engine.subjects.export(tenant.scope, contact))["analytics-host"] == {"steps": []}
