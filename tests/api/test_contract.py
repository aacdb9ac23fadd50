"""The API as described: keys everywhere, problem+json for every error, responses that fit the OpenAPI document."""

import json

import jsonschema
import pytest

from tests.house import PLUGINS, dispatching, settled
from vito_contracts.ids import new_id
from vito_contracts.modules import Module
from vito_contracts.tenancy import Role
from vito_core.testing import EngineOf, api_of, furnish
from vito_core.turn_model import Released, TurnFailed

PAGE = "# Plans\n\nThe Team plan costs 29 dollars per seat and month. The free trial lasts 14 days.\n"


@pytest.fixture
async def house(engine_of: EngineOf, temporal: str, tmp_path):
    engine = await engine_of(*PLUGINS, temporal=temporal, ingest_roots=(tmp_path / "pages",))
    tenant = await furnish(engine, "one")
    async with api_of(engine) as client:
        client.headers["authorization"] = f"Bearer {tenant.key}"
        yield engine, tenant, client


class Parameters(dict):
    """A value of the right kind for any path parameter."""

    def __missing__(self, name: str) -> str:
        return {"version": "1", "plugin": "lead-gen"}.get(name, str(new_id()))


async def document_of(client) -> dict:
    return (await client.get("/v1/openapi/openapi.json")).json()


async def test_no_route_but_health_answers_without_a_key(house):
    _, _, client = house
    document = await document_of(client)
    del client.headers["authorization"]
    asked = 0
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            if operation.get("security") == [] and not path.startswith("/health"):
                continue  # a login or an invitation: it is the key
            url = path.format_map(Parameters())
            answer = await client.request(method, url)
            asked += 1
            if path.startswith("/health"):
                assert answer.status_code == 200
            else:
                assert answer.status_code == 401, (method, path)
                assert answer.headers["content-type"].startswith("application/problem+json")
    assert asked > 35
    assert (await client.get("/v1/openapi/openapi.json")).status_code == 401


@pytest.mark.parametrize("key", ["nonsense", "vito_nonsense", "", "Bearer"])
async def test_a_wrong_key_is_refused_without_saying_more(house, key):
    _, _, client = house
    answer = await client.get("/v1/tenants/me", headers={"authorization": f"Bearer {key}"})
    assert answer.status_code == 401
    assert answer.json()["type"] == "urn:vito:problem:not-authenticated"


async def test_a_tenants_key_makes_no_tenants(house):
    _, _, client = house
    answer = await client.post("/v1/tenants", json={"slug": "x", "name": "X"})
    assert (answer.status_code, answer.json()["type"]) == (403, "urn:vito:problem:forbidden")


async def test_responses_fit_the_document(house):
    """Every answer of a whole small journey is validated against the schema its operation promises."""
    engine, tenant, client = house
    document = await document_of(client)
    binding = str(tenant.bindings[Module.MARKETING].binding)
    checked: list[str] = []

    async def call(method: str, template: str, body=None, **ids):
        answer = await client.request(method, template.format(**ids), json=body)
        operation = document["paths"][template][method.lower()]
        described = operation["responses"].get(str(answer.status_code))
        assert described is not None, (method, template, answer.status_code, answer.text)
        schema = next(iter(described.get("content", {}).values()), {}).get("schema")
        if schema:
            schema = {**schema, "components": document["components"]}
            jsonschema.validate(answer.json(), schema)
        checked.append(f"{method} {template}")
        return answer.json()

    async with dispatching(engine):
        await call("GET", "/v1/tenants/me")
        await call("GET", "/v1/twins")
        await call("GET", "/v1/bindings")
        await call("GET", "/v1/grants")
        await call("POST", "/v1/knowledge", {"corpus": "docs", "documents": [{"path": "p.md", "text": PAGE}]})
        opened = await call("POST", "/v1/conversations", {"binding": binding, "author": "@ana"})
        message = {"text": "How much does the Team plan cost?"}
        await call("POST", "/v1/conversations/{conversation}/messages", message, conversation=opened["id"])
        await call("GET", "/v1/conversations/{conversation}/messages", conversation=opened["id"])
        comment = {"binding": binding, "id": "1", "platform": "TWITTER", "author": "@bo", "lang": "en"}
        comment["text"] = "Please send me a quote for a team of 12 and book a demo."
        said = await call("POST", "/v1/interactions", comment)
        await settled(client)
        await call("GET", "/v1/interactions")
        await call("GET", "/v1/journeys")
        await call("GET", "/v1/journeys/{contact}", contact=said["contact"])
        await call("POST", "/v1/replies", {"id": "1", "author": "@bo", "text": "yes please"})
        await call("POST", "/v1/enquiries", {"id": "1", "author": "@bo", "text": "How long is the trial?"})
        await settled(client)
        await call("GET", "/v1/plugins")
        await call("GET", "/v1/pending")
        for path in document["paths"]:
            if path.startswith("/v1/x/") and "get" in document["paths"][path] and "{" not in path:
                await call("GET", path)
        await call("GET", "/v1/contacts/{contact}/export", contact=said["contact"])
        await call("DELETE", "/v1/contacts/{contact}", contact=said["contact"])
    assert len(checked) > 24


async def test_a_message_can_be_streamed_and_repeated(house):
    _, tenant, client = house
    binding = str(tenant.bindings[Module.MARKETING].binding)
    opened = (await client.post("/v1/conversations", json={"binding": binding, "author": "@ana"})).json()
    url, headers = f"/v1/conversations/{opened['id']}/messages", {"idempotency-key": "k1"}
    streamed = await client.post(url, json={"text": "hello"}, headers={**headers, "accept": "text/event-stream"})
    events = [line.removeprefix("event: ") for line in streamed.text.splitlines() if line.startswith("event: ")]
    assert events[0] == "reply.delta"
    assert events[-1] == "reply.completed"
    again = (await client.post(url, json={"text": "hello"}, headers=headers)).json()
    assert again["repeated"] is True
    assert again["id"] in streamed.text
    conflict = await client.post(url, json={"text": "something else"}, headers=headers)
    assert (conflict.status_code, conflict.json()["type"]) == (409, "urn:vito:problem:conflict")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({}, "author"),
        ({"author": "x"}, "binding"),
        ({"binding": "not-a-uuid", "author": "x"}, "binding"),
        ({"binding": "00000000-0000-0000-0000-000000000000", "author": "x"}, "no binding"),
        ({"binding": "00000000-0000-0000-0000-000000000000", "author": "x", "bindng": 1}, "bindng"),
    ],
)
async def test_bad_bodies_name_what_is_wrong(house, body, words):
    _, _, client = house
    answer = await client.post("/v1/conversations", json=body)
    assert answer.status_code in (400, 404, 422)
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert words in answer.text


@pytest.mark.parametrize(
    "odd", ["a\x00b", "\ud800", "🏳️\u200d🌈 \u202eabc", "x" * 9_999, "' or 1=1 --", "{{7*7}} ${7*7}"]
)
async def test_odd_text_is_stored_as_it_is_or_refused(house, odd):
    _, tenant, client = house
    binding = str(tenant.bindings[Module.MARKETING].binding)
    for field in ("text", "author", "id", "platform"):
        body = {"binding": binding, "id": field, "platform": "P", "author": "@a", "text": "hello", field: odd}
        answer = await client.post(
            "/v1/interactions", content=json.dumps(body), headers={"content-type": "application/json"}
        )
        assert answer.status_code in (200, 400, 422), (field, answer.status_code)
        if answer.status_code == 200 and field == "text":
            stored = (await client.get("/v1/interactions")).json()["items"]
            assert odd in [item["text"] for item in stored]


async def test_bodies_that_are_no_json_and_numbers_that_fit_nowhere_are_4xx(house):
    _, tenant, client = house
    for content in (b"{", b"\xff\xfe", b"[]", b'{"text": "\xff"}', b""):
        answer = await client.post("/v1/replies", content=content, headers={"content-type": "application/json"})
        assert answer.status_code in (400, 422), content
        assert answer.headers["content-type"].startswith("application/problem+json")
    approved = await client.post(f"/v1/twins/{tenant.twin.id}/versions/99999999999/approve")
    assert approved.status_code in (404, 422)


async def test_a_stream_that_is_refused_is_a_status_and_one_that_fails_later_ends_with_a_problem(house, monkeypatch):
    engine, tenant, client = house
    binding = str(tenant.bindings[Module.MARKETING].binding)
    opened = (await client.post("/v1/conversations", json={"binding": binding, "author": "@ana"})).json()
    url = f"/v1/conversations/{opened['id']}/messages"
    streamed = await client.post(url, json={"text": "  "}, headers={"accept": "text/event-stream"})
    assert (streamed.status_code, streamed.json()["type"]) == (422, "urn:vito:problem:invalid-input")

    async def breaks_off(*_):
        yield Released(text="The ")
        raise TurnFailed("model_gone")

    monkeypatch.setattr(engine.turns, "stream", breaks_off)
    streamed = await client.post(url, json={"text": "hello"}, headers={"accept": "text/event-stream"})
    assert streamed.status_code == 200
    assert streamed.text.index("event: reply.delta") < streamed.text.index("event: problem")
    assert "urn:vito:problem:turn-failed" in streamed.text


async def test_what_a_path_takes_is_told_to_those_who_may_read_it(house):
    _, _, client = house
    told = await client.options("/v1/brands")
    assert (told.status_code, "POST" in told.headers["allow"]) == (204, True)
    for key in ("", "Bearer vito_wrong"):
        refused = await client.options("/v1/x/lead-gen/assessments", headers={"authorization": key})
        assert (refused.status_code, refused.json()["type"]) == (401, "urn:vito:problem:not-authenticated")


async def test_a_foreign_twin_cannot_be_bound_by_leaving_out_its_owner(house):
    _, _, client = house
    body = {"name": "b", "module": "MARKETING", "twin": str(new_id())}
    answer = await client.post("/v1/bindings", json=body)
    assert answer.status_code == 404
    assert len((await client.get("/v1/bindings")).json()["items"]) == 3


async def taken(client, folder, **headers) -> tuple[int, str]:
    answer = await client.post("/v1/knowledge", json={"corpus": "docs", "folder": str(folder)}, headers=headers)
    return answer.status_code, answer.json().get("detail", "")


async def test_a_folder_is_read_by_the_tenant_it_belongs_to_alone(house, tmp_path):
    engine, tenant, client = house
    await furnish(engine, "two")
    root, elsewhere = tmp_path / "pages", tmp_path / "elsewhere"
    for folder in (root / "one" / "deep", root / str(tenant.scope.tenant), root / "two", elsewhere):
        folder.mkdir(parents=True)
        (folder / "a.md").write_text(PAGE)
    (root / "one" / "way-out").symlink_to("/etc")
    (root / "one" / "across").symlink_to(root / "two")
    for folder in ("one", "one/deep", tenant.scope.tenant):
        assert await taken(client, root / str(folder)) == (200, "")
    refused = {
        await taken(client, folder)
        for folder in (
            "/etc",
            "relative",
            root,
            root / "two",
            root / "one" / "..",
            root / "one" / ".." / "two",
            root / "one" / "way-out",
            root / "one" / "across",
            root / "one" / "not-there",
            root / "one" / ("x" * 300),
            root / "not-there",
            elsewhere,
        )
    }
    assert [status for status, _ in refused] == [422], "and all in the same words"
    platform = await engine.tenancy.add_key(tenant.scope.tenant, "operator", Role.PLATFORM_ADMIN)
    for folder, status in ((root / "two", 200), (root, 200), (elsewhere, 422)):
        assert (await taken(client, folder, authorization=f"Bearer {platform}"))[0] == status


async def test_the_operator_may_point_a_tenants_folder_elsewhere(house, tmp_path):
    _, _, client = house
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "a.md").write_text(PAGE)
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "one").symlink_to(tmp_path / "elsewhere")
    for folder in ("pages/one", "elsewhere"):
        assert await taken(client, tmp_path / folder) == (200, "")


async def test_a_context_of_another_module_is_refused_by_name(house):
    _, tenant, client = house
    binding = tenant.bindings[Module.CUSTOMER_SUPPORT].binding
    answer = await client.put(f"/v1/bindings/{binding}/context", json={"context": {"brand_guidelines": []}})
    assert answer.status_code == 422
    assert "CUSTOMER_SUPPORT" in answer.json()["detail"]
    assert "brand_guidelines" in answer.json()["detail"]
