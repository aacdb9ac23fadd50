"""One contact's journey on the real database: steps, summing up, HTTP and what the host takes and tells."""

import datetime as dt
from typing import Any

import pytest
from litestar import Litestar
from litestar.di import Provide
from litestar.testing import TestClient

from vito_contracts.conversation import Interaction
from vito_contracts.errors import AlreadyHandled, InvalidInput
from vito_contracts.events import PlatformEvent
from vito_contracts.ids import BindingId, ConversationId, EventId, InteractionId, RequestId, TenantId, new_id
from vito_contracts.inputs import AnalyticsData, InputKind, InputQuery
from vito_contracts.journey import Outcome, StageCall
from vito_contracts.modules import Module
from vito_contracts.money import Money
from vito_contracts.outputs import Content
from vito_contracts.scope import SYSTEM, TenantScope
from vito_core.testing import EngineOf, add_contact, furnish, log_of
from vito_host_analytics.books import CostLine
from vito_host_analytics.host import Summary
from vito_host_analytics.records import Journey, Step
from vito_host_analytics.routes import handlers

START = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)


class Books:
    """The plugin of one tenant and a contact, and a clock that goes on a minute with every event."""

    def __init__(self, plugin: Any, tenant: Any, contact: Any) -> None:
        self.plugin, self.tenant, self.contact, self.now = plugin, tenant, contact, START

    async def tell(self, type_: str, **payload: Any) -> PlatformEvent:
        self.now += dt.timedelta(minutes=1)
        event = PlatformEvent(
            id=EventId(new_id()),
            tenant=self.tenant.scope.tenant,
            type=type_,
            subject=self.contact,
            at=self.now,
            payload={"contact": str(self.contact), **payload},
        )
        await self.plugin.on_event(self.tenant.scope, event)
        return event

    async def whole_way(self) -> None:
        await self.tell("interaction.recorded")
        await self.tell("comment.answered")
        await self.tell("lead.qualified")
        await self.tell("journey.started", lead=str(new_id()))
        for milestone in ("outreach_sent", "bant_answered", "demo_booked", "won", "customer_created"):
            await self.tell("journey.milestone_reached", milestone=milestone, stage="x")
        await self.tell("deal.won", minor_units=12_000, currency="USD")
        await self.tell("ticket.resolved", category="general")
        await self.tell("usage.metered", unit="turn", quantity=10)

    async def journey(self) -> Journey:
        found = await self.plugin._store.journey(self.tenant.scope, self.contact)
        assert found is not None
        return found


@pytest.fixture
async def books(engine_of: EngineOf) -> Books:
    engine = await engine_of("analytics-host")
    tenant = await furnish(engine, "acme", contexts={Module.ANALYTICS: {}})
    contact = await add_contact(engine, tenant.scope, "ana")
    return Books(engine.registry.plugins["analytics-host"].plugin, tenant, contact)


async def test_the_steps_of_a_journey_stand_in_order(books: Books) -> None:
    await books.whole_way()
    found = await books.journey()
    assert [each.step for each in found.steps] == [
        "commented",
        "answered",
        "qualified",
        "outreach_sent",
        "bant_answered",
        "demo_booked",
        "won",
        "customer",
        "enquiry_answered",
    ]
    assert found.deals[0].minor_units == 12_000


async def test_a_step_counts_once_for_each_contact(books: Books) -> None:
    for _ in range(3):
        await books.tell("interaction.recorded")
    summary = await books.plugin._analytics.summary(books.tenant.scope)
    assert (summary.funnel["commented"], summary.funnel["comments"]) == (1, 3)
    assert (await books.journey()).steps[0].at == START + dt.timedelta(minutes=1)


async def test_a_repeated_event_is_entered_once(books: Books) -> None:
    event = await books.tell("usage.metered", unit="turn", quantity=10)
    with pytest.raises(AlreadyHandled):
        await books.plugin.on_event(books.tenant.scope, event)
    summary = await books.plugin._analytics.summary(books.tenant.scope)
    assert [(line.unit, line.quantity) for line in summary.cost_lines] == [("turn", 10)]


async def test_summing_up(books: Books) -> None:
    await books.whole_way()
    scope = books.tenant.bindings[Module.ANALYTICS]
    call = StageCall(contact=books.contact, lead=new_id(), step=0, outcome=Outcome.WON)
    results = [await books.plugin.sum_up(scope, call) for _ in range(2)]
    assert [each.milestones for each in results] == [("summarised",)] * 2
    [told] = await log_of(books.plugin._services, scope, types=("journey.summarised",))
    assert told.payload == {
        "contact": str(books.contact),
        "outcome": "won",
        "reason": "",
        "steps": 9,
        "minor_units": 12_000,
        "currency": "USD",
    }
    found = await books.journey()
    assert (found.outcome, found.summarised) == ("won", True)


async def test_what_it_takes_and_tells(books: Books) -> None:
    await books.whole_way()
    host, scope = books.plugin._analytics, books.tenant.bindings[Module.ANALYTICS]
    told = Interaction(
        id=InteractionId(new_id()),
        binding=BindingId(new_id()),
        contact=books.contact,
        conversation=ConversationId(new_id()),
        platform="TWITTER",
        post_id="p",
        language="en",
        text="Tell me more",
        reply="Sure",
        at=START,
    )
    assert [(await host.accept(scope, told)).repeated for _ in range(2)] == [False, True]
    with pytest.raises(InvalidInput, match="Content"):
        await host.accept(scope, Content(id=new_id(), binding=told.binding, type="POSTS", platform="X", text="x"))
    data = await host.provide(scope, InputKind.ANALYTICS, InputQuery())
    assert isinstance(data, AnalyticsData)
    assert (data.revenue, data.cost, data.roi) == (Money(12_000, "USD"), Money(20, "USD"), 599.0)
    assert await host.provide(scope, InputKind.PRODUCT, InputQuery()) is None
    assert (await books.plugin.export(books.tenant.scope, books.contact))["interactions"][0]["id"] == str(told.id)


async def test_an_erased_contact_goes_on_counting_as_nobody(books: Books) -> None:
    await books.whole_way()
    before = await books.plugin._analytics.summary(books.tenant.scope)
    assert await books.plugin.erase(books.tenant.scope, books.contact) > 0
    assert await books.plugin.export(books.tenant.scope, books.contact) == {"steps": []}
    assert await books.plugin._analytics.summary(books.tenant.scope) == before


def test_over_http() -> None:
    contact, scope = new_id(), TenantScope(tenant=TenantId(new_id()), actor=SYSTEM, request=RequestId(new_id()))
    line = CostLine(unit="turn", quantity=10, minor_units=2, per=1, cost=Money(20, "USD"))

    class Rows:
        async def summary(self, scope: Any) -> Summary:
            return Summary(
                funnel={"commented": 1},
                outcomes={},
                revenue=Money(0, "USD"),
                cost=Money(20, "USD"),
                cost_lines=(line,),
                roi=-1.0,
                excluded=(),
            )

        async def journey(self, scope: Any, asked: Any) -> Journey:
            return Journey(contact=asked, steps=(Step(step="commented", at=START),))

    rows: Any = Rows()
    within = Provide(lambda: scope, sync_to_thread=False)
    with TestClient(Litestar(list(handlers(rows, rows)), dependencies={"within": within})) as client:
        summary = client.get("/summary").json()
        assert summary["cost_lines"][0]["cost"] == {"minor_units": 20, "currency": "USD"}
        assert client.get(f"/journeys/{contact}").json()["steps"][0]["step"] == "commented"
