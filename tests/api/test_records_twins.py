"""Twins and their versions, grants, bindings: read, changed, retired, and what of it the next turn feels."""

import asyncio

import pytest

from tests.records_house import RecordsHouse, records_house
from vito_contracts.ids import new_id
from vito_contracts.modules import Module

CONFIG = {"personality_profile": {"tone": "warm", "language": "en"}}


@pytest.fixture(scope="module")
async def house(postgres, tmp_path_factory):
    async with records_house(postgres, tmp_path_factory.mktemp("records")) as made:
        yield made


async def test_a_twin_is_renamed_and_its_versions_are_read(house: RecordsHouse):
    made, acme = await house.furnished("versions")
    path = f"/twins/{made.twin.id}"
    for number in (2, 3):
        assert (await acme.call("POST", f"{path}/versions", 201, {"config": CONFIG}))["version"] == number
    pages = await acme.pages(f"{path}/versions", 2)
    assert [[(each["version"], each["state"]) for each in page] for page in pages] == [
        [(1, "approved"), (2, "draft")],
        [(3, "draft")],
    ]
    before = await acme.send("GET", path)
    assert (before.json()["version"], before.json()["state"]) == (3, "draft")
    await acme.call("POST", f"{path}/versions/3/approve")
    await acme.call("PATCH", path, 412, {"name": "New"}, if_match=before.headers["etag"])
    assert (await acme.change(path, {"name": "Robin"}))["name"] == "Robin"
    assert (await acme.call("GET", f"{path}/versions/2"))["config"]["personality_profile"]["tone"] == "warm"
    await acme.call("GET", f"{path}/versions/9", 404)
    _, other = await house.furnished("versions-other")
    for where in (path, f"{path}/versions", f"{path}/versions/1"):
        await other.call("GET", where, 404)
    assert await house.events(acme.tenant, "twin.") == [
        "twin.created",
        "twin.version_approved",
        "twin.version_added",
        "twin.version_added",
        "twin.version_approved",
        "twin.changed",
    ]


async def test_versions_added_at_once_get_a_number_each(house: RecordsHouse):
    made, acme = await house.furnished("at-once")
    path = f"/twins/{made.twin.id}/versions"
    answers = await asyncio.gather(*(acme.call("POST", path, 201, {"config": CONFIG}) for _ in range(5)))
    assert sorted(each["version"] for each in answers) == [2, 3, 4, 5, 6]


async def test_a_retired_version_speaks_no_more_nor_does_a_retired_twin(house: RecordsHouse):
    made, acme = await house.furnished("retired")
    path, binding = f"/twins/{made.twin.id}", f"/bindings/{made.bindings[Module.MARKETING].binding}"
    await acme.call("POST", f"{path}/versions", 201, {"config": CONFIG})
    await acme.call("POST", f"{path}/versions/2/approve")
    assert (await acme.call("GET", binding))["twin_version"] == 2
    assert (await acme.call("POST", f"{path}/versions/2/retire"))["state"] == "retired"
    assert (await acme.call("GET", binding))["twin_version"] == 1
    await acme.call("POST", f"{path}/versions/2/approve", 409)
    assert (await acme.call("POST", f"{path}/retire"))["retired_at"] is not None
    shown = await acme.call("GET", binding)
    assert (shown["twin_version"], shown["active"], shown["usable"]) == (None, True, False)
    await acme.call("POST", f"{path}/versions", 409, {"config": CONFIG})
    await acme.call("POST", f"{path}/versions/1/approve", 409)
    await acme.change(path, {"name": "New"}, status=409)
    opening = {"binding": binding.rpartition("/")[2], "author": "@ana"}
    await acme.call("POST", "/conversations", 422, opening)


async def test_the_end_of_a_grant_is_moved_by_its_giver_alone(house: RecordsHouse):
    made, owner = await house.furnished("giver")
    _, borrower = await house.furnished("borrower")
    body = {"twin": str(made.twin.id), "grantee": borrower.tenant, "uses": ["MARKETING"]}
    await owner.call("POST", "/grants", 422, {**body, "ends_at": "2020-01-01T00:00:00Z"})
    grant = await owner.call("POST", "/grants", 201, body)
    path = f"/grants/{grant['id']}"
    bound = {"name": "lent", "module": "MARKETING", "twin": str(made.twin.id), "twin_owner": owner.tenant}
    binding = f"/bindings/{(await borrower.call('POST', '/bindings', 201, bound))['id']}"
    assert (await borrower.call("GET", path))["id"] == grant["id"]
    await borrower.change(path, {"ends_at": None}, status=404)
    await owner.change(path, {"ends_at": "2020-01-01T00:00:00Z"}, status=422)
    assert (await owner.change(path, {"ends_at": "2099-01-01T00:00:00Z"}))["ends_at"] == "2099-01-01T00:00:00Z"
    assert (await borrower.call("GET", binding))["usable"] is True
    await owner.call("POST", f"{path}/revoke")
    shown = await borrower.call("GET", binding)
    assert (shown["usable"], shown["twin_name"]) == (False, None)
    await owner.change(path, {"ends_at": None}, status=409)
    assert await house.events(owner.tenant, "grant.") == ["grant.created", "grant.changed", "grant.revoked"]


async def test_a_binding_that_is_switched_off_is_found_when_asked_for(house: RecordsHouse):
    made, acme = await house.furnished("switched")
    binding = str(made.bindings[Module.SALES_CRM].binding)
    tag = (await acme.send("GET", f"/bindings/{binding}")).headers["etag"]
    changed = await acme.change(f"/bindings/{binding}", {"active": False, "required_guardrails": ["disclosure"]})
    assert (changed["usable"], changed["required_guardrails"]) == (False, ["disclosure"])
    await acme.call("PUT", f"/bindings/{binding}/context", 412, {"context": {}}, if_match=tag)
    assert binding not in [each["id"] for each in (await acme.call("GET", "/bindings"))["items"]]
    every = await acme.call("GET", "/bindings?usable=false&module=SALES_CRM")
    assert [each["id"] for each in every["items"]] == [binding]
    await acme.call("POST", "/conversations", 404, {"binding": binding, "author": "@ana"})
    await acme.change(f"/bindings/{binding}", {"name": f"switched {Module.MARKETING}"}, status=409)
    await acme.call("GET", f"/bindings/{new_id()}", 404)
