"""The routes about contacts: who may ask, what another tenant sees, what comes back."""

import pytest

from tests.house import PLUGINS
from vito_contracts.ids import new_id
from vito_contracts.modules import Module
from vito_contracts.tenancy import Role
from vito_core.testing import EngineOf, add_contact, api_of, furnish


class Caller:
    def __init__(self, client, key: str) -> None:
        self._client, self._headers = client, {"authorization": f"Bearer {key}"}

    async def call(self, method: str, path: str, status: int):
        answer = await self._client.request(method, path, headers=self._headers)
        assert answer.status_code == status, (method, path, answer.text)
        return answer.json()


@pytest.fixture
async def house(engine_of: EngineOf):
    engine = await engine_of(*PLUGINS)  # no Temporal: a request is a row, whoever does it
    a, b = await furnish(engine, "a"), await furnish(engine, "b")
    async with api_of(engine) as client:
        yield engine, a, b, client


async def test_a_request_is_answered_at_once_and_can_be_followed(house):
    engine, a, _, client = house
    caller = Caller(client, a.key)
    contact = await add_contact(engine, a.scope, "@ana")
    export = await caller.call("POST", f"/v1/contacts/{contact}/export", 202)
    assert export["state"] == "requested"
    asked = await caller.call("DELETE", f"/v1/contacts/{contact}", 202)
    assert set(asked) == {"request", "state", "requested_at"}
    row = await caller.call("GET", f"/v1/contacts/{contact}/requests/{asked['request']}", 200)
    assert (row["kind"], row["state"], row["receipt"], row["archive"]) == ("erase", "requested", None, False)
    assert row["requested_by"].startswith("api_key:")
    assert "held" not in row, "what is looked for is the engine's own note"
    await caller.call("GET", f"/v1/contacts/{contact}/requests/{export['request']}/archive", 404)
    gone = await caller.call("POST", f"/v1/contacts/{contact}/export", 409)
    assert "erased" in gone["detail"]


async def test_another_tenants_contacts_and_requests_do_not_exist(house):
    engine, a, b, client = house
    contact, theirs = await add_contact(engine, a.scope, "@ana"), await add_contact(engine, b.scope, "@bob")
    mine, other = Caller(client, a.key), Caller(client, b.key)
    request = (await mine.call("POST", f"/v1/contacts/{contact}/export", 202))["request"]
    for method, path in (
        ("GET", f"/v1/contacts/{contact}/export"),
        ("POST", f"/v1/contacts/{contact}/export"),
        ("DELETE", f"/v1/contacts/{contact}"),
        ("GET", f"/v1/contacts/{contact}/requests/{request}"),
        ("GET", f"/v1/contacts/{theirs}/requests/{request}"),
        ("GET", f"/v1/contacts/{contact}/requests/{request}/archive"),
        ("DELETE", f"/v1/contacts/{new_id()}"),
    ):
        await other.call(method, path, 404)
    # Nor does a request exist below another contact of the same tenant.
    second = await add_contact(engine, a.scope, "@second")
    await mine.call("GET", f"/v1/contacts/{second}/requests/{request}", 404)
    held = await mine.call("GET", f"/v1/contacts/{contact}/export", 200)
    assert held["core"]["contact"][0]["handle"] == "@ana"


@pytest.mark.parametrize("role", list(Role))
async def test_who_somebody_is_does_not_open_all_that_is_held(house, role):
    engine, a, _, client = house
    contact = await add_contact(engine, a.scope, "@ana")
    asked = await Caller(client, a.key).call("POST", f"/v1/contacts/{contact}/export", 202)
    caller = Caller(client, await engine.tenancy.add_key(a.scope.tenant, str(role), role))
    whole = role in (Role.PLATFORM_ADMIN, Role.TENANT_ADMIN, Role.AUDITOR)
    await caller.call("GET", "/v1/contacts", 200)
    await caller.call("GET", f"/v1/contacts/{contact}/export", 200 if whole else 403)
    # Without Temporal nobody makes the archive: whoever may have it is told that there is none.
    archive = f"/v1/contacts/{contact}/requests/{asked['request']}/archive"
    await caller.call("GET", archive, 404 if whole else 403)


async def test_a_viewer_may_look_but_not_ask(house):
    engine, a, _, client = house
    contact = await add_contact(engine, a.scope, "@ana")
    viewer = Caller(client, await engine.tenancy.add_key(a.scope.tenant, "viewer", Role.VIEWER))
    await viewer.call("DELETE", f"/v1/contacts/{contact}", 403)
    await viewer.call("POST", f"/v1/contacts/{contact}/export", 403)
    assert (await viewer.call("GET", "/v1/contacts?author=@ana", 200))["items"][0]["id"] == str(contact)


async def test_contacts_are_found_by_name_and_platform_page_after_page(house):
    engine, a, b, client = house
    caller = Caller(client, a.key)
    ids = [str(await add_contact(engine, a.scope, f"@{number}")) for number in range(3)]
    await add_contact(engine, b.scope, "@1")
    binding = str(a.bindings[Module.MARKETING].binding)
    headers = {"authorization": f"Bearer {a.key}"}
    body = {"binding": binding, "platform": "OTHER", "author": "@1"}
    opened = await client.post("/v1/conversations", json=body, headers=headers)
    named = (await caller.call("GET", "/v1/contacts?author=@1", 200))["items"]
    assert {each["id"] for each in named} == {ids[1], opened.json()["contact"]}
    (one,) = (await caller.call("GET", "/v1/contacts?author=@1&platform=OTHER", 200))["items"]
    assert (one["author"], one["platform"], one["erased_at"]) == ("@1", "OTHER", None)
    seen, after = [], ""
    while after is not None:
        page = await caller.call("GET", f"/v1/contacts?limit=3{after and f'&after={after}'}", 200)
        seen += [each["id"] for each in page["items"]]
        after = page["next"]
    assert sorted(seen) == sorted([*ids, opened.json()["contact"]])
    await caller.call("GET", "/v1/contacts?limit=51", 422)
