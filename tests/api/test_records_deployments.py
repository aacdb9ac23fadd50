"""Deployments: what each type takes, the dates that decide, pausing and ending, and the conversations they carry."""

import asyncio
import datetime as dt

import pytest
import structlog

from tests.records_house import Caller, RecordsHouse, records_house
from vito_contracts.ids import new_id
from vito_contracts.modules import Module
from vito_core.records.deployment_keeper import keep_moving, move_all_due

WIDGET = {"allowed_origins": ["https://www.lumbra.example"]}
SET_DATES = "update core.deployments set starts_at = now() + $2::interval, ends_at = now() + $3::interval where id = $1"


@pytest.fixture(scope="module")
async def house(postgres, tmp_path_factory):
    async with records_house(postgres, tmp_path_factory.mktemp("records")) as made:
        yield made


async def deployed(house: RecordsHouse, slug: str, **fields) -> tuple[Caller, str, str]:
    """A tenant, its binding, and the path of a widget's deployment."""
    made, acme = await house.furnished(slug)
    binding = str(made.bindings[Module.MARKETING].binding)
    body = {"type": "EMBEDDED_WIDGET", "binding": binding, "config": WIDGET, **fields}
    return acme, binding, f"/deployments/{(await acme.call('POST', '/deployments', 201, body))['id']}"


async def set_dates(house: RecordsHouse, acme: Caller, path: str, starts: float, ends: float | None) -> None:
    """In seconds from now, as if that time had passed."""
    async with house.engine.pools.within(acme.tenant) as connection:  # type: ignore[arg-type]
        end = None if ends is None else dt.timedelta(seconds=ends)
        await connection.execute(SET_DATES, path.rpartition("/")[2], dt.timedelta(seconds=starts), end)


@pytest.mark.parametrize(
    ("kind", "config", "says"),
    [
        ("EMBEDDED_WIDGET", {}, "allowed_origins"),
        ("EMBEDDED_WIDGET", {"allowed_origins": ["http://www.lumbra.example"]}, "allowed_origins"),
        ("EMBEDDED_WIDGET", {"allowed_origins": ["https://*"]}, "allowed_origins"),
        ("EMBEDDED_WIDGET", {**WIDGET, "custom_domain": "a.example"}, "custom_domain"),
        ("WHITE_LABEL", {}, "custom_domain"),
        ("WHITE_LABEL", {"custom_domain": "https://a.example/x"}, "custom_domain"),
        ("BRAND_CAMPAIGN", {}, "brand_id"),
        ("VIBETHINK_PORTAL", {"portal_url": "javascript:alert(1)"}, "portal_url"),
    ],
)
async def test_each_type_takes_its_own_configuration(house: RecordsHouse, kind, config, says):
    acme = await house.tenant(f"config-{new_id()}")
    body = {"type": kind, "binding": str(new_id()), "config": config}
    problem = await acme.call("POST", "/deployments", 422, body)
    assert kind in problem["detail"]
    assert says in problem["detail"]


async def test_a_campaign_is_for_a_brand_of_ones_own(house: RecordsHouse):
    made, acme = await house.furnished("campaign")
    brand = (await acme.call("POST", "/brands", 201, {"name": "Lumbra"}))["id"]
    body = {"type": "BRAND_CAMPAIGN", "binding": str(made.bindings[Module.MARKETING].binding)}
    _, other = await house.furnished("campaign-other")
    await other.call("POST", "/deployments", 404, {**body, "config": {"brand_id": brand}})
    campaign = await acme.call("POST", "/deployments", 201, {**body, "config": {"brand_id": brand}})
    assert (campaign["status"], campaign["serves"]) == ("ACTIVE", True)
    await acme.call("POST", f"/brands/{brand}/archive", 409)
    await acme.call("POST", f"/deployments/{campaign['id']}/end")
    await acme.call("POST", f"/brands/{brand}/archive")
    await acme.call("POST", "/deployments", 409, {**body, "config": {"brand_id": brand}})


async def test_a_binding_of_anothers_cannot_be_deployed(house: RecordsHouse):
    _, binding, path = await deployed(house, "mine")
    _, other = await house.furnished("theirs")
    await other.call("POST", "/deployments", 404, {"type": "EMBEDDED_WIDGET", "binding": binding, "config": WIDGET})
    for method, where in (("GET", path), ("POST", f"{path}/pause"), ("POST", f"{path}/end"), ("PATCH", path)):
        await other.call(method, where, 404, {"ends_at": None} if method == "PATCH" else None, if_match="*")


async def test_it_serves_from_its_start_to_its_end_whether_or_not_anybody_noted_it(house: RecordsHouse):
    acme, _, path = await deployed(house, "dated", starts_at="2098-01-01T00:00:00Z", ends_at="2099-01-01T00:00:00Z")
    opening = {"deployment": path.rpartition("/")[2], "author": "@ana"}

    async def seen() -> tuple[str, bool]:
        found = await acme.call("GET", path)
        listed = await acme.call("GET", f"/deployments?status={found['status']}")
        assert [each["id"] for each in listed["items"]] == [found["id"]], "the list says the same"
        await acme.call("POST", "/conversations", 201 if found["serves"] else 409, opening)
        return found["status"], found["serves"]

    assert await seen() == ("SCHEDULED", False)
    await set_dates(house, acme, path, -1, 3600)
    read = await acme.send("GET", path)
    assert await seen() == ("ACTIVE", True)
    tenant = acme.tenant
    assert await move_all_due(house.engine.pools, house.engine.types, tenant) == 1  # type: ignore[arg-type]
    assert (await acme.send("GET", path)).headers["etag"] == read.headers["etag"], "noting it changes nothing"
    await set_dates(house, acme, path, -2, -1)
    assert await seen() == ("INACTIVE", False)
    assert await move_all_due(house.engine.pools, house.engine.types, tenant) == 1  # type: ignore[arg-type]
    assert await move_all_due(house.engine.pools, house.engine.types, tenant) == 0  # type: ignore[arg-type]
    assert await seen() == ("INACTIVE", False)
    assert await house.events(tenant, "deployment.") == [
        "deployment.created",
        "deployment.started",
        "deployment.ended",
    ]


async def test_the_keeper_tells_of_starts_and_ends_and_of_each_once(house: RecordsHouse):
    acme, _, path = await deployed(house, "keeper", starts_at="2098-01-01T00:00:00Z")
    await set_dates(house, acme, path, -2, -1)
    stop = asyncio.Event()
    pools, types, log = house.engine.pools, house.engine.types, structlog.get_logger()
    keepers = [asyncio.create_task(keep_moving(pools, types, log, stop)) for _ in "ab"]
    try:
        async with asyncio.timeout(10):
            while len(await house.events(acme.tenant, "deployment.")) < 3:
                await asyncio.sleep(0.05)
    finally:
        stop.set()
        await asyncio.gather(*keepers)
    told = ["deployment.created", "deployment.started", "deployment.ended"]
    assert await house.events(acme.tenant, "deployment.") == told


async def test_a_paused_one_serves_nobody_not_even_a_conversation_that_is_open(house: RecordsHouse):
    acme, binding, path = await deployed(house, "paused")
    opening = {"deployment": path.rpartition("/")[2], "author": "@ana"}
    conversation = (await acme.call("POST", "/conversations", 201, opening))["id"]
    await acme.call("POST", "/conversations", 422, {**opening, "binding": str(new_id())})
    await acme.call("POST", "/conversations", 201, {**opening, "binding": binding})
    await acme.call("POST", "/conversations", 422, {"author": "@ana"})
    say = f"/conversations/{conversation}/messages"
    assert (await acme.call("POST", f"{path}/pause"))["status"] == "SUSPENDED"
    refused = await acme.call("POST", say, 409, {"text": "hello"})
    assert "does not serve" in refused["detail"]
    assert (await acme.call("GET", say))["items"] == [], "nothing was stored"
    await acme.call("POST", "/conversations", 409, opening)
    assert (await acme.call("POST", f"{path}/pause"))["revision"] == 2, "paused once"
    assert (await acme.call("POST", f"{path}/resume"))["serves"] is True
    # No plugin answers here: that one is asked for says that the turn was let through.
    assert (await acme.call("POST", say, 409, {"text": "hello"}))["type"] == "urn:vito:problem:capability-unavailable"
    await acme.change(f"/bindings/{binding}", {"active": False})
    shown = await acme.call("GET", path)
    assert (shown["status"], shown["serves"]) == ("ACTIVE", False)
    await acme.call("POST", "/conversations", 409, opening)
    told = ["deployment.created", "deployment.started", "deployment.paused", "deployment.resumed"]
    assert await house.events(acme.tenant, "deployment.") == told


async def test_an_ended_one_never_comes_back(house: RecordsHouse):
    acme, _, path = await deployed(house, "ended")
    ended = await acme.call("POST", f"{path}/end")
    assert (ended["status"], ended["serves"]) == ("INACTIVE", False)
    assert ended["ends_at"] is not None
    for verb in ("pause", "resume"):
        await acme.call("POST", f"{path}/{verb}", 409)
    await acme.change(path, {"ends_at": "2099-01-01T00:00:00Z"}, status=409)
    assert (await acme.call("POST", f"{path}/end"))["revision"] == ended["revision"]


async def test_dates_are_moved_only_where_they_still_lie_ahead(house: RecordsHouse):
    acme, binding, path = await deployed(house, "moved", starts_at="2098-01-01T00:00:00Z")
    body = {"type": "EMBEDDED_WIDGET", "binding": binding, "config": WIDGET}
    await acme.call("POST", "/deployments", 422, {**body, "ends_at": "2020-01-01T00:00:00Z"})
    wrong = {"starts_at": "2098-01-01T00:00:00Z", "ends_at": "2097-01-01T00:00:00Z"}
    await acme.call("POST", "/deployments", 422, {**body, **wrong})
    await acme.change(path, {"ends_at": "2097-01-01T00:00:00Z"}, status=422)
    assert (await acme.change(path, {"ends_at": "2099-01-01T00:00:00Z"}))["status"] == "SCHEDULED"
    begun = await acme.change(path, {"starts_at": None})
    assert (begun["status"], begun["serves"]) == ("ACTIVE", True)
    await acme.change(path, {"starts_at": "2098-01-01T00:00:00Z"}, status=409)
    assert (await acme.change(path, {"config": {**WIDGET, "theme": {"colour": "teal"}}}))["config"]["theme"]
    await acme.change(path, {"config": {}}, status=422)
    other = await acme.call("POST", "/deployments", 201, {**body, "starts_at": "2098-01-01T00:00:00Z"})
    await acme.call("POST", f"/deployments/{other['id']}/pause")
    assert (await acme.call("POST", f"/deployments/{other['id']}/resume"))["status"] == "SCHEDULED"
