"""What the host registers, its HTTP routes, and what it accepts and provides."""

import datetime as dt
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import msgspec
import pytest
from litestar import Litestar
from litestar.di import Provide
from litestar.testing import TestClient

from vito_contracts.capabilities import Host
from vito_contracts.contexts import ContentType
from vito_contracts.errors import InvalidInput
from vito_contracts.events import EventPayload
from vito_contracts.ids import ContactId, RequestId, TenantId, new_id
from vito_contracts.inputs import CustomerData, InputKind, InputQuery, ProductData
from vito_contracts.manifest import read_manifest
from vito_contracts.modules import Module
from vito_contracts.money import Money
from vito_contracts.outputs import BANT, Content
from vito_contracts.scope import SYSTEM, Level, TenantScope
from vito_host_sales.plugin import SalesPlugin
from vito_host_sales.records import LeadRecord, Sent
from vito_host_sales.routes import handlers
from vito_host_sales.settings import Settings

SCOPE = TenantScope(tenant=TenantId(new_id()), actor=SYSTEM, request=RequestId(new_id()))


def test_manifest() -> None:
    manifest = read_manifest(Path(str(files("vito_host_sales"))) / "plugin.toml")
    assert (manifest.id, manifest.level, manifest.personal_data) == ("sales-host", Level.TENANT, True)
    assert manifest.contract_fits()


async def test_contributions(desk: Any) -> None:
    plugin: SalesPlugin = desk.plugin
    [offer] = plugin.capabilities()
    assert (offer.protocol, offer.key, offer.provider.module) == (Host, "SALES_CRM", Module.SALES_CRM)
    stages = list(plugin.journey_stages())
    assert [(stage.name, stage.order) for stage in stages] == [
        ("reach_out", 100),
        ("qualify", 200),
        ("book", 300),
        ("win", 390),
    ]
    assert {stage.activity for stage in stages} == {each.name for each in plugin.activities()}
    [effect] = plugin.effects()
    assert (effect.name, effect.repeatable) == ("sales-host.outreach", True)


def test_events_hold_ids_codes_and_numbers_only() -> None:
    nothing: Any = SimpleNamespace(db=None, objects=None, conversations=None, clock=None)
    plugin = SalesPlugin(nothing, Settings())
    codes = {"kind", "stage", "reason", "currency"}
    for each in plugin.event_types():
        assert issubclass(each.payload, EventPayload)
        for field in msgspec.structs.fields(each.payload):
            assert field.name in codes or "str" not in str(field.type), f"{each.name}.{field.name}"


@pytest.mark.parametrize("bad", [{"reply_wait_days": 0}, {"reminders": -1}, {"days": 3}, {"demo_proposals": 0}])
def test_settings_are_checked(bad: dict[str, float]) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(bad, Settings)


async def test_a_lead_is_taken_once_and_a_contact_is_one_lead(desk: Any) -> None:
    host = next(iter(desk.plugin.capabilities())).provider
    again = await host.accept(desk.scope, desk.lead)
    assert (again.repeated, again.plugin) == (True, "sales-host")
    other = msgspec.structs.replace(desk.lead, id=new_id(), score=99)
    taken = await host.accept(desk.scope, other)
    assert (taken.id, taken.details) == (other.id, {"lead": str(desk.lead.id)})
    assert len(await desk.store.leads(desk.tenant.scope, None, 50)) == 1


async def test_only_leads_are_taken(desk: Any) -> None:
    host = next(iter(desk.plugin.capabilities())).provider
    post = Content(id=new_id(), binding=desk.scope.binding, type=ContentType.POSTS, platform="TWITTER", text="x")
    with pytest.raises(InvalidInput, match="Content"):
        await host.accept(desk.scope, post)


async def test_what_it_tells_of_customers_and_products(desk: Any) -> None:
    host = next(iter(desk.plugin.capabilities())).provider
    await desk.run("We'll take 10 seats")
    customer = await host.provide(desk.scope, InputKind.CUSTOMER, InputQuery(contact=desk.contact))
    assert isinstance(customer, CustomerData)
    assert (customer.stage, customer.deal_value) == ("won", Money(12000, "USD"))
    assert customer.customer_id
    elsewhere = desk.tenant.bindings[Module.MARKETING]
    products = await host.provide(elsewhere, InputKind.PRODUCT, InputQuery(text="team"))
    assert isinstance(products, ProductData)
    assert [each.sku for each in products.catalog.products] == ["team"]
    assert await host.provide(desk.scope, InputKind.ANALYTICS, InputQuery()) is None
    unknown = InputQuery(contact=ContactId(new_id()))
    assert await host.provide(desk.scope, InputKind.CUSTOMER, unknown) is None


LEAD = LeadRecord(
    id=new_id(),
    contact=ContactId(new_id()),
    binding=new_id(),  # type: ignore[arg-type]
    score=70,
    bant=BANT(need="a planner", quantity=3),
    stage="win",
    outcome="won",
    demo_slot="Tuesday at 10",
    deal_value=Money(3600, "USD"),
    customer=new_id(),
)


class Rows:
    async def leads(self, scope: TenantScope, after: UUID | None, limit: int) -> list[LeadRecord]:
        return [LEAD][:limit]

    async def lead(self, scope: TenantScope, contact: UUID) -> LeadRecord | None:
        return LEAD if contact == LEAD.contact else None

    async def outbox(self, scope: TenantScope, after: UUID | None, limit: int) -> list[Sent]:
        at = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)
        return [Sent(id=new_id(), contact=LEAD.contact, kind="outreach", at=at, text="Hi")]


@pytest.fixture
def client() -> Iterator[TestClient[Litestar]]:
    rows: Any = Rows()
    app = Litestar(list(handlers(rows)), dependencies={"within": Provide(lambda: SCOPE, sync_to_thread=False)})
    with TestClient(app) as client:
        yield client


def test_leads_over_http(client: TestClient[Litestar]) -> None:
    page = client.get("/leads").json()
    [item] = page["items"]
    assert page["next"] is None
    assert item["bant"] == {"budget": None, "authority": None, "need": "a planner", "timeline": None, "quantity": 3}
    assert item["deal_value"] == {"minor_units": 3600, "currency": "USD"}
    assert item["customer_id"] == str(LEAD.customer)
    assert client.get(f"/leads/{LEAD.contact}").json() == item
    assert client.get("/leads", params={"limit": 1}).json()["next"] == str(LEAD.id)


@pytest.mark.parametrize("query", [{"limit": 51}, {"limit": 0}, {"after": "x"}])
def test_bad_pages_are_refused(client: TestClient[Litestar], query: dict[str, Any]) -> None:
    assert client.get("/leads", params=query).status_code == 400
    assert client.get("/outbox", params=query).status_code == 400


def test_the_outbox_over_http(client: TestClient[Litestar]) -> None:
    [item] = client.get("/outbox").json()["items"]
    assert (item["contact"], item["kind"], item["text"]) == (str(LEAD.contact), "outreach", "Hi")
