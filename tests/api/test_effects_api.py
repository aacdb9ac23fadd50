"""Effects and stops over the API: pages, settling, the wall, and who may do what; the commands on the same answers."""

import json

import pytest
from click.testing import CliRunner

from tests.target import KIND, Target, alter, request
from vito_contracts.effects import EffectState
from vito_contracts.errors import EffectsStopped
from vito_contracts.ids import new_id
from vito_contracts.manifest import ComplianceTier
from vito_contracts.tenancy import Role, TenantKind
from vito_core.cli import vito
from vito_core.testing import EngineOf, api_of, new_tenant, scope_of


class Api:
    """Two tenants, a target, and a client that speaks with the first one's key unless told otherwise."""

    def __init__(self, engine, client, scope, key, other_key) -> None:
        self.engine, self.client, self.scope, self.key, self.other_key = engine, client, scope, key, other_key
        self.target = Target()
        engine.ledger.fill([("t", self.target.kind(channel="email"))])

    async def call(self, method: str, path: str, status: int = 200, body=None, key: str | None = None):
        headers = {"authorization": f"Bearer {key or self.key}"}
        answer = await self.client.request(method, f"/v1{path}", json=body, headers=headers)
        assert answer.status_code == status, answer.text
        return answer.json()

    async def unknown(self, key: str = "k"):
        self.target.mode, self.target.reader = "breaks_after", "blind"
        receipt = await self.engine.ledger.perform(self.scope, request(key))
        assert receipt.state is EffectState.UNKNOWN
        return receipt.id

    async def with_role(self, role: Role) -> str:
        return await self.engine.tenancy.add_key(self.scope.tenant, str(role), role)


@pytest.fixture
async def api(engine_of: EngineOf):
    engine = await engine_of()
    scope, key = await new_tenant(engine, "one")
    _, other_key = await new_tenant(engine, "two")
    async with api_of(engine) as client:
        yield Api(engine, client, scope, key, other_key)


async def test_the_list_has_pages_and_filters_and_never_the_payload(api: Api):
    for number in range(5):
        await api.engine.ledger.perform(api.scope, request(str(number)))
    await api.unknown()
    seen, after = [], ""
    while after is not None:
        page = await api.call("GET", f"/effects?limit=4{after}")
        seen += page["items"]
        after = f"&after={page['next']}" if page["next"] else None
    assert len({row["id"] for row in seen}) == len(seen) == 6
    assert [row["planned_at"] for row in seen] == sorted((row["planned_at"] for row in seen), reverse=True)
    assert seen[0] | {"kind": KIND, "channel": "email", "state": "unknown", "attempts": 1, "held": False} == seen[0]
    assert "hello" not in json.dumps(seen)
    assert len((await api.call("GET", "/effects?state=confirmed"))["items"]) == 5
    assert len((await api.call("GET", f"/effects?state=unknown&kind={KIND}"))["items"]) == 1
    assert (await api.call("GET", "/effects?kind=x.y"))["items"] == []
    await api.call("GET", "/effects?state=lost", 422)
    await api.call("GET", "/effects?limit=51", 422)
    await api.call("GET", f"/effects?after={new_id()}", 422)


async def test_counts_of_a_tenant_and_of_all(api: Api):
    await api.engine.ledger.perform(api.scope, request())
    await api.unknown("doubt")
    wanted = {"planned": 0, "sent": 0, "confirmed": 1, "failed": 0, "unknown": 1}
    assert await api.call("GET", "/effects/summary") == wanted
    assert (await api.call("GET", "/effects/summary", key=api.other_key))["confirmed"] == 0
    await api.call("GET", "/effects/everywhere", 403)
    platform = await api.engine.tenancy.create(
        slug="vito-internal",
        name="platform",
        kind=TenantKind.PLATFORM,
        tier=ComplianceTier.FREE,
        role=Role.PLATFORM_ADMIN,
    )
    assert await api.call("GET", "/effects/everywhere", key=platform.key) == wanted


async def test_a_sent_effect_whose_attempt_died_shows_its_age(api: Api):
    await api.engine.ledger.perform(api.scope, request())
    shown = []
    for age in ("1 second", "5 minutes"):
        await alter(api.engine, api.scope, f"state = 'sent', settled_at = null, sent_at = now() - interval '{age}'")
        [row] = (await api.call("GET", "/effects?state=sent"))["items"]
        shown.append((row["reconcilable"], row["age_seconds"] >= 300))
    assert shown == [(False, False), (True, True)]
    assert (await api.call("POST", f"/effects/{row['id']}/reconcile"))["state"] == "confirmed"


async def test_doubt_is_settled_over_the_api(api: Api):
    first, second = await api.unknown("1"), await api.unknown("2")
    assert (await api.call("POST", f"/effects/{first}/reconcile"))["state"] == "unknown"
    api.target.reader = ""
    assert (await api.call("POST", f"/effects/{first}/reconcile"))["state"] == "confirmed"
    body = {"happened": False, "again": True}
    settled = await api.call("POST", f"/effects/{second}/settle", body=body)
    assert (settled["state"], settled["error_code"], settled["again"]) == ("failed", "did_not_happen", True)
    assert settled["settled_by"] is not None
    assert (await api.call("POST", f"/effects/{second}/settle", 409, body))["type"].endswith("conflict")
    await api.call("POST", f"/effects/{second}/settle", 422, {"happened": True, "again": True})
    await api.call("POST", f"/effects/{second}/settle", 422, {"happened": True, "reference": "a sentence by a person"})
    await api.call("POST", f"/effects/{second}/settle", 422, {"happend": True})


async def test_stops_are_set_listed_and_released(api: Api):
    body = {"level": "channel", "target": "email", "reason_code": "incident"}
    stop = await api.call("POST", "/stops", 201, body)
    assert (stop["level"], stop["target"], stop["reason_code"]) == ("channel", "email", "incident")
    with pytest.raises(EffectsStopped):
        await api.engine.ledger.perform(api.scope, request())
    [held] = (await api.call("GET", "/effects?state=planned"))["items"]
    assert held["held"] is True
    assert [(row["id"], row["held"]) for row in (await api.call("GET", "/stops"))["items"]] == [(stop["id"], 1)]
    assert (await api.call("DELETE", f"/stops/{stop['id']}"))["released_at"] is not None
    assert (await api.call("GET", "/stops"))["items"] == []
    assert len((await api.call("GET", "/stops?released=true"))["items"]) == 1
    assert (await api.engine.ledger.perform(api.scope, request())).state is EffectState.CONFIRMED
    for wrong in ({}, {"level": "all"}, *({"level": "tenant", "reason_code": code} for code in ("a b", "abc\n"))):
        await api.call("POST", "/stops", 422, wrong)
    await api.call("POST", "/stops", 422, {"level": "tenant", "target": "x"})
    assert "known: email" in (await api.call("POST", "/stops", 422, {"level": "channel", "target": "emial"}))["detail"]


async def test_a_refusal_says_what_would_be_taken(api: Api):
    asked = [
        ("POST", "/stops", {"level": "channels"}, "tenant, twin, channel"),
        ("POST", f"/approvals/{new_id()}/decide", {"decision": "yes"}, "approve, edit, reject"),
        ("GET", "/approvals?state=open", None, "pending, approved, edited, rejected, expired"),
        ("GET", "/effects?state=open", None, "planned, sent, confirmed, failed, unknown"),
    ]
    for method, path, body, allowed in asked:
        [error] = (await api.call(method, path, 422, body))["errors"]
        assert error["message"].endswith(f"it takes one of {allowed}")
    [error] = (await api.call("POST", "/stops", 422))["errors"]
    assert error["message"] == "a JSON body is needed"


async def test_stops_have_pages(api: Api):
    channels = [f"c{n}" for n in range(3)]
    api.engine.ledger.fill([("t", api.target.kind(f"t.{channel}", channel=channel)) for channel in channels])
    made = [await api.call("POST", "/stops", 201, {"level": "channel", "target": channel}) for channel in channels]
    first = await api.call("GET", "/stops?limit=2")
    rest = await api.call("GET", f"/stops?limit=2&after={first['next']}")
    assert [row["id"] for row in first["items"] + rest["items"]] == [row["id"] for row in reversed(made)]
    assert rest["next"] is None


async def test_another_tenants_effects_and_stops_do_not_exist(api: Api):
    effect = await api.unknown()
    stop = await api.call("POST", "/stops", 201, {"level": "tenant"})
    for stranger in (effect, new_id()):
        await api.call("GET", f"/effects/{stranger}", 404, key=api.other_key)
        await api.call("POST", f"/effects/{stranger}/reconcile", 404, key=api.other_key)
        await api.call("POST", f"/effects/{stranger}/settle", 404, {"happened": True}, key=api.other_key)
        await api.call("GET", f"/effects?after={stranger}", 422, key=api.other_key)
    await api.call("DELETE", f"/stops/{stop['id']}", 404, key=api.other_key)
    assert (await api.call("GET", "/effects", key=api.other_key))["items"] == []
    assert (await api.call("GET", "/stops?released=true", key=api.other_key))["items"] == []
    assert (await api.engine.ledger.perform(scope_of(await tenant_of(api)), request())).state is EffectState.CONFIRMED


async def tenant_of(api: Api):
    """The other tenant's id, as its own key tells it; it is not stopped by the first one's stop."""
    api.target.mode, api.target.reader = "works", ""
    return (await api.call("GET", "/tenants/me", key=api.other_key))["id"]


async def test_who_may_only_read_settles_and_stops_nothing(api: Api):
    effect, viewer = await api.unknown(), await api.with_role(Role.VIEWER)
    assert (await api.call("GET", f"/effects/{effect}", key=viewer))["state"] == "unknown"
    await api.call("GET", "/stops", key=viewer)
    await api.call("POST", f"/effects/{effect}/reconcile", 403, key=viewer)
    await api.call("POST", f"/effects/{effect}/settle", 403, {"happened": True}, key=viewer)
    await api.call("POST", "/stops", 403, {"level": "tenant"}, key=viewer)
    await api.call("DELETE", f"/stops/{new_id()}", 403, key=viewer)


class Remote:
    """Stands for the API below the commands: answers by path, and remembers what was asked."""

    def __init__(self, answers: dict[str, list[dict] | dict]) -> None:
        self.answers, self.asked = answers, []

    def call(self, home, tenant, method, path, *, params=None, body=None):
        self.asked.append((method, path, body))
        return self.answers[path]

    def pages(self, home, tenant, path, params, most=None):
        self.asked.append(("GET", path, params))
        return [row for row in self.answers[path] if params.get("state") in (None, row.get("state"))]


EFFECT = str(new_id())
ROW = {
    "id": EFFECT, "kind": KIND, "channel": "email", "state": "unknown",
    "held": False, "reconcilable": True, "age_seconds": 90.0, "error_code": "TimeoutError",
}  # fmt: skip
STOP = {
    "id": str(new_id()), "level": "channel", "target": "email", "held": 1,
    "reason_code": "manual", "set_at": "2026-01-01T00:00:00Z", "released_at": None,
}  # fmt: skip


@pytest.fixture
def remote(monkeypatch) -> Remote:
    found = Remote({
        "/v1/effects": [ROW],
        f"/v1/effects/{EFFECT}/reconcile": ROW | {"state": "confirmed", "error_code": None},
        f"/v1/effects/{EFFECT}/settle": ROW | {"state": "failed", "error_code": "did_not_happen"},
        "/v1/stops": [STOP],
        f"/v1/stops/{STOP['id']}": STOP,
    })  # fmt: skip
    for module, paging in (("effects", "each_of"), ("stops", "pages")):
        monkeypatch.setattr(f"vito_core.cli.{module}.call", found.call)
        monkeypatch.setattr(f"vito_core.cli.{module}.{paging}", found.pages)
    return found


def run(*arguments: str, code: int = 0) -> str:
    done = CliRunner().invoke(vito, [*arguments, "--tenant", "one"])
    assert done.exit_code == code, done.output
    return done.output


def test_commands_on_effects(remote: Remote):
    shown = run("effects", "list")
    assert [word for word in (EFFECT, "unknown", "1 min") if word not in shown] == []
    assert json.loads(run("effects", "list", "--json"))["effects"] == [ROW]
    assert run("effects", "reconcile", EFFECT) == f"{EFFECT}  {KIND}  confirmed\n"
    assert run("effects", "reconcile", "--all") == f"{EFFECT}  {KIND}  confirmed\n"
    assert "failed (did_not_happen)" in run("effects", "settle", EFFECT, "--did-not-happen", "--again")
    assert remote.asked[-1][2] == {"happened": False, "reference": None, "again": True}
    assert "name one effect" in run("effects", "reconcile", code=2)
    assert "name one effect" in run("effects", "reconcile", EFFECT, "--all", code=2)
    run("effects", "settle", EFFECT, code=2)


def test_commands_on_stops(remote: Remote):
    shown = run("stops", "list")
    assert [word for word in (STOP["id"], "email", "manual") if word not in shown] == []
    assert run("stops", "release", STOP["id"]) == f"{STOP['id']}: channel email goes on\n"
    remote.answers["/v1/stops"] = STOP
    assert (
        run("stops", "set", "--channel", "email") == f"{STOP['id']}: channel email is stopped; 1 planned effect held\n"
    )
    run("stops", "set", "--twin", EFFECT, "--reason", "incident")
    run("stops", "set")
    assert [body["level"] for _, _, body in remote.asked[-3:]] == ["channel", "twin", "tenant"]
    assert "not both" in run("stops", "set", "--twin", EFFECT, "--channel", "email", code=2)
