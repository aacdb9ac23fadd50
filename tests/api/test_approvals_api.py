"""Approvals over HTTP and on the command line: the queue, the decision, and who may not."""

import asyncio
import datetime as dt
import json
from types import SimpleNamespace
from typing import Annotated
from uuid import uuid4

import httpx
import jsonschema
import msgspec
import pytest
from click.testing import CliRunner

from tests.approval_queue import asking
from vito_contracts.approvals import ApprovalKind, ApprovalRequest
from vito_contracts.ids import new_id
from vito_contracts.tenancy import Role
from vito_core.cli import remote, vito
from vito_core.testing import api_of, engine_on, new_tenant


class Post(msgspec.Struct, frozen=True, kw_only=True):
    text: Annotated[str, msgspec.Meta(min_length=1, max_length=20)]
    loud: bool = False


class Desk:
    """Two tenants' API; the first has a plugin that asks."""

    def __init__(self, engine, client, scope, key, other_key) -> None:
        self.engine, self.client, self.scope = engine, client, scope
        self.key, self.other_key = key, other_key
        self.plugin = asking(engine, "poster")

    async def ask(self, key: str = "k", days: float = 1.0, kind: str = "poster.post"):
        request = ApprovalRequest(
            kind=kind, key=key, subject=new_id(), proposal=Post(text="hello"), expires_in=dt.timedelta(days=days)
        )
        return await self.plugin.ask(self.scope, request)

    async def call(self, method: str, path: str, body=None, key: str | None = None, **params):
        headers = {"authorization": f"Bearer {key or self.key}"}
        return await self.client.request(
            method, f"/v1/approvals{path}", json=body, params=params or None, headers=headers
        )

    async def decide(self, approval, **body):
        return await self.call("POST", f"/{approval.id}/decide", body)


@pytest.fixture(scope="module")
async def engine(postgres, tmp_path_factory):
    """One for all: every test has tenants of its own."""
    made, _ = await engine_on(postgres, tmp_path_factory.mktemp("approvals"), (), {})
    yield made
    await made.close()


@pytest.fixture
async def desk(engine):
    kinds = [ApprovalKind(name=f"poster.{name}", proposal=Post, title=f"A {name}") for name in ("post", "video")]
    engine.approvals.fill([("poster", kind) for kind in kinds])
    scope, key = await new_tenant(engine, f"t-{uuid4().hex}")
    _, other_key = await new_tenant(engine, f"t-{uuid4().hex}")
    async with api_of(engine) as client:
        yield Desk(engine, client, scope, key, other_key)


async def test_the_queue_in_pages_and_by_state_and_kind(desk: Desk):
    asked = [await desk.ask(f"k{number}") for number in range(3)]
    video = await desk.ask("v", kind="poster.video")
    await desk.decide(asked[1], decision="approve")
    first = (await desk.call("GET", "", limit=2)).json()
    assert [item["id"] for item in first["items"]] == [str(asked[0].id), str(asked[1].id)]
    rest = (await desk.call("GET", "", limit=2, after=first["next"])).json()
    assert [item["id"] for item in rest["items"]] == [str(asked[2].id), str(video.id)]
    last = (await desk.call("GET", "", limit=2, after=rest["next"])).json()
    assert last == {"items": [], "next": None}
    pending = (await desk.call("GET", "", state="pending", kind="poster.post")).json()
    assert [item["id"] for item in pending["items"]] == [str(asked[0].id), str(asked[2].id)]
    assert "hello" not in json.dumps(first), "the queue holds no texts"


@pytest.mark.parametrize("query", [{"limit": 51}, {"limit": 0}, {"state": "maybe"}, {"after": "x"}])
async def test_bad_queries_are_refused(desk: Desk, query):
    answer = await desk.call("GET", "", **query)
    assert answer.status_code == 422
    assert answer.headers["content-type"].startswith("application/problem+json")


async def test_one_approval_shows_what_an_edit_must_look_like(desk: Desk):
    asked = await desk.ask()
    shown = (await desk.call("GET", f"/{asked.id}")).json()
    assert (shown["title"], shown["proposal"], shown["state"]) == (
        "A post",
        {"text": "hello", "loud": False},
        "pending",
    )
    jsonschema.validate(shown["proposal"], shown["edit_schema"])
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"text": ""}, shown["edit_schema"])


async def test_approve(desk: Desk):
    asked = await desk.ask()
    answer = await desk.decide(asked, decision="approve", note="fine")
    assert answer.status_code == 200
    assert (answer.json()["state"], answer.json()["note"]) == ("approved", "fine")
    assert answer.json()["decided_by"] is not None
    assert (await desk.plugin.get(desk.scope, asked.id)).granted


async def test_edit(desk: Desk):
    asked = await desk.ask()
    answer = (await desk.decide(asked, decision="edit", proposal={"text": "better"})).json()
    assert (answer["state"], answer["edited"]) == ("edited", {"text": "better", "loud": False})


async def test_reject(desk: Desk):
    asked = await desk.ask()
    answer = (await desk.decide(asked, decision="reject", reason_code="off_brand")).json()
    assert (answer["state"], answer["reason_code"]) == ("rejected", "off_brand")


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        ({"decision": "edit", "proposal": {"text": ""}}, 422, "text"),
        ({"decision": "edit", "proposal": {"text": "x", "txet": 1}}, 422, "txet"),
        ({"decision": "edit", "proposal": {"text": "a\x00b"}}, 422, "stored"),
        ({"decision": "edit"}, 422, "proposal"),
        ({"decision": "reject"}, 422, "reason_code"),
        ({"decision": "approve", "proposal": {"text": "x"}}, 422, "edit"),
        ({"decision": "reject", "reason_code": "Not on brand, sorry"}, 422, "reason_code"),
        ({"decision": "maybe"}, 422, "decision"),
        ({"decison": "approve"}, 422, "decison"),
        ({}, 422, "decision"),
    ],
)
async def test_a_decision_that_cannot_be_accepted_decides_nothing(desk: Desk, body, status: int, words: str):
    asked = await desk.ask()
    answer = await desk.decide(asked, **body)
    assert (answer.status_code, words in answer.text) == (status, True), answer.text
    assert (await desk.call("GET", f"/{asked.id}")).json()["state"] == "pending"


async def test_only_one_of_many_deciders_is_told_yes(desk: Desk):
    asked = await desk.ask()
    bodies = [{"decision": "approve"}, {"decision": "reject", "reason_code": "no"}] * 4
    answers = await asyncio.gather(*(desk.decide(asked, **body) for body in bodies))
    assert sorted(answer.status_code for answer in answers) == [200] + [409] * 7
    assert "already" in next(answer for answer in answers if answer.status_code == 409).json()["detail"]


async def test_an_expired_one_can_no_longer_be_decided_and_says_so(desk: Desk):
    asked = await desk.ask(days=0.2 / 86_400)
    await asyncio.sleep(0.3)
    answer = await desk.decide(asked, decision="approve")
    assert (answer.status_code, answer.json()["type"]) == (409, "urn:vito:problem:conflict")
    assert "expired at" in answer.json()["detail"]
    assert (await desk.call("GET", "", state="pending")).json()["items"] == []
    assert (await desk.call("GET", f"/{asked.id}")).json()["state"] == "expired"


async def test_to_another_tenant_it_does_not_exist(desk: Desk):
    asked = await desk.ask()
    nowhere = await desk.call("GET", f"/{new_id()}", key=desk.other_key)
    for method, path, body in (
        ("GET", f"/{asked.id}", None),
        ("POST", f"/{asked.id}/decide", {"decision": "approve"}),
    ):
        answer = await desk.call(method, path, body, key=desk.other_key)
        assert (answer.status_code, answer.json()["type"]) == (404, nowhere.json()["type"])
    assert (await desk.call("GET", "", key=desk.other_key)).json()["items"] == []
    assert (await desk.call("GET", f"/{asked.id}")).json()["state"] == "pending"


async def test_a_page_after_an_approval_that_is_not_ones_own_is_refused(desk: Desk):
    asked = await desk.ask()
    for after, key in ((new_id(), desk.key), (asked.id, desk.other_key)):
        answer = await desk.call("GET", f"?after={after}", key=key)
        assert (answer.status_code, answer.json()["type"]) == (422, "urn:vito:problem:invalid-input"), answer.text


async def test_a_viewer_sees_and_does_not_decide(desk: Desk):
    asked = await desk.ask()
    viewer = await desk.engine.tenancy.add_key(desk.scope.tenant, "viewer", Role.VIEWER)
    assert (await desk.call("GET", f"/{asked.id}", key=viewer)).status_code == 200
    answer = await desk.call("POST", f"/{asked.id}/decide", {"decision": "approve"}, key=viewer)
    assert (answer.status_code, answer.json()["type"]) == (403, "urn:vito:problem:forbidden")
    assert (await desk.call("GET", f"/{asked.id}")).json()["state"] == "pending"


async def test_answers_fit_the_document(desk: Desk):
    headers = {"authorization": f"Bearer {desk.key}"}
    document = (await desk.client.get("/v1/openapi/openapi.json", headers=headers)).json()
    asked = await desk.ask()
    for method, template, body in (
        ("GET", "/v1/approvals", None),
        ("GET", "/v1/approvals/{approval}", None),
        ("POST", "/v1/approvals/{approval}/decide", {"decision": "approve"}),
    ):
        path = template.format(approval=asked.id).removeprefix("/v1/approvals")
        answer = await desk.call(method, path, body)
        described = document["paths"][template][method.lower()]["responses"]["200"]["content"]
        schema = next(iter(described.values()))["schema"]
        jsonschema.validate(answer.json(), {**schema, "components": document["components"]})


# ------------------------------------------------------------------------------------------------- the command line


@pytest.fixture
async def command(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    """`vito approvals …` against the API in process; the way there is what every command shares."""
    loop = asyncio.get_running_loop()

    def request(method: str, url: str, **more) -> httpx.Response:
        more.pop("timeout")
        return asyncio.run_coroutine_threadsafe(desk.client.request(method, url, **more), loop).result(20)

    look = SimpleNamespace(
        url="http://api.invalid", state=SimpleNamespace(keys={"one": desk.key, "two": desk.other_key})
    )
    monkeypatch.setattr("httpx.request", request)
    monkeypatch.setattr("vito_core.home.Home.look", lambda _: look)

    async def run(*arguments: str, tenant: str = "one", stdin: str | None = None):
        whole = ["approvals", *arguments, "--tenant", tenant]
        return await asyncio.to_thread(CliRunner().invoke, vito, whole, input=stdin)

    return run


async def test_list_and_show(desk: Desk, command):
    asked = [await desk.ask(f"k{number}") for number in range(60)]
    listed = json.loads((await command("list", "--json")).output)["approvals"]
    assert [row["id"] for row in listed] == [str(each.id) for each in asked]
    assert len(json.loads((await command("list", "--json", "--limit", "7")).output)["approvals"]) == 7
    table = (await command("list", "--kind", "poster.post", "--limit", "1")).output
    assert str(asked[0].id) in table
    assert "pending" in table
    shown = (await command("show", str(asked[0].id))).output
    assert "hello" in shown
    assert json.loads((await command("show", str(asked[0].id), "--json")).output)["title"] == "A post"
    assert json.loads((await command("list", "--json", tenant="two")).output)["approvals"] == []


async def test_decide(desk: Desk, command, tmp_path):
    edit = tmp_path / "edit.json"
    edit.write_text('{"text": "better"}')
    for arguments, stdin, state in (
        (("--approve", "--note", "fine"), None, "approved"),
        (("--edit", str(edit)), None, "edited"),
        (("--edit", "-"), '{"text": "best"}', "edited"),
        (("--reject", "off_brand"), None, "rejected"),
    ):
        asked = await desk.ask(str(new_id()))
        done = await command("decide", str(asked.id), *arguments, stdin=stdin)
        assert (done.exit_code, done.output) == (0, f"{asked.id}: {state}\n")
    assert json.loads((await command("list", "--json", "--state", "edited")).output)["approvals"][1]["id"]
    assert json.loads((await command("list", "--json")).output)["approvals"] == []
    assert len(json.loads((await command("list", "--json", "--state", "all")).output)["approvals"]) == 4


@pytest.mark.parametrize("arguments", [(), ("--approve", "--reject", "no"), ("--edit", "-", "--approve")])
async def test_exactly_one_decision(desk: Desk, command, arguments):
    asked = await desk.ask()
    done = await command("decide", str(asked.id), *arguments, stdin="{}")
    assert done.exit_code == 2
    assert (await desk.plugin.get(desk.scope, asked.id)).state == "pending"


@pytest.mark.parametrize("text", ["{", "[]"])
async def test_an_edit_that_is_no_object_is_refused_here(desk: Desk, command, text: str):
    asked = await desk.ask()
    done = await command("decide", str(asked.id), "--edit", "-", stdin=text)
    assert (done.exit_code, "--edit" in done.output) == (2, True)


async def test_what_the_api_refuses_is_one_line(desk: Desk, command):
    asked = await desk.ask()
    await desk.decide(asked, decision="approve")
    done = await command("decide", str(asked.id), "--approve")
    assert "was approved already" in str(done.exception)
    wrong = await command("decide", str(asked.id), "--reject", "Not on brand")
    assert "reason_code" in str(wrong.exception)
    unknown = await command("show", str(new_id()))
    assert str(unknown.exception).startswith("no approval ")


def test_an_engine_that_does_not_answer_is_one_line(monkeypatch: pytest.MonkeyPatch, tmp_path):
    from vito_contracts.errors import InvalidInput

    look = SimpleNamespace(url="http://127.0.0.1:1", state=SimpleNamespace(keys={"one": "key"}))
    monkeypatch.setattr("vito_core.home.Home.look", lambda _: look)
    with pytest.raises(InvalidInput, match="does not answer"):
        remote.call(tmp_path, "one", "GET", "/v1/approvals")
    with pytest.raises(InvalidInput, match="no key of a tenant 'two'; known: one"):
        remote.call(tmp_path, "two", "GET", "/v1/approvals")
