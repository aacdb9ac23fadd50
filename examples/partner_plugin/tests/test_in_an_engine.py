"""With the engine's kit: the table, the routes, the event that leads to the message, export and erasure."""

import asyncio

import pytest

from tidepool_appointments.book import SCHEMA
from vito_contracts.ids import new_id
from vito_core.testing import add_contact, api_of, furnish

BOOKINGS = "/v1/x/appointments/bookings"


@pytest.fixture
async def house(engine_of, gateway):
    engine = await engine_of("appointments", settings={"appointments": {"gateway": gateway.url}})
    async with api_of(engine) as client:
        yield engine, client


def headers(tenant):
    return {"authorization": f"Bearer {tenant.key}"}


async def book(client, tenant, contact, status=201):
    body = {"contact": str(contact), "place": "Quay 3", "at": "2026-05-04T15:30:00Z"}
    answer = await client.post(BOOKINGS, json=body, headers=headers(tenant))
    assert answer.status_code == status, answer.text
    return answer.json()


async def listed(client, tenant):
    return (await client.get(BOOKINGS, headers=headers(tenant))).json()["items"]


async def dispatched(engine, client, tenant):
    """Until every subscriber was told of everything."""
    stop = asyncio.Event()
    task = asyncio.create_task(engine.dispatcher().run(stop))
    async with asyncio.timeout(20):
        while (await client.get("/v1/pending", headers=headers(tenant))).json()["events"]:
            await asyncio.sleep(0.05)
    stop.set()
    await task


async def test_a_booking_is_confirmed_by_message(house, gateway):
    engine, client = house
    acme = await furnish(engine, "acme")
    booked = await book(client, acme, await add_contact(engine, acme.scope, "@ann"))
    assert booked["state"] == "booked"
    await dispatched(engine, client, acme)
    assert [(each["id"], each["state"]) for each in await listed(client, acme)] == [(booked["id"], "confirmed")]
    assert [message["to"] for message in gateway.messages.values()] == ["@ann"]


async def test_another_tenant_sees_no_booking_and_books_for_no_foreign_contact(house):
    engine, client = house
    acme, other = await furnish(engine, "acme"), await furnish(engine, "other")
    ann = await add_contact(engine, acme.scope, "@ann")
    await book(client, acme, ann)
    assert await listed(client, other) == []
    await book(client, other, ann, status=404)
    await book(client, acme, new_id(), status=404)


async def test_what_is_held_about_a_contact_is_exported_and_erased(house):
    engine, client = house
    acme = await furnish(engine, "acme")
    ann, ben = [await add_contact(engine, acme.scope, name) for name in ("@ann", "@ben")]
    await book(client, acme, ann)
    await book(client, acme, ben)
    held = engine.registry.plugins["appointments"].plugin.data_subjects()[0]
    exported = await held.export(acme.scope, ann)
    assert [each["place"] for each in exported["appointments"]] == ["Quay 3"]
    assert (await held.erase(acme.scope, ann), await held.erase(acme.scope, ann)) == (1, 0)
    assert [each["contact"] for each in await listed(client, acme)] == [str(ben)]


async def test_its_schema_is_the_one_it_names(house):
    engine, _ = house
    assert engine.registry.plugins["appointments"].schema == SCHEMA
