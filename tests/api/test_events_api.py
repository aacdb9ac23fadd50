"""The event log over the API: own events only, dead letters and replay, facts from outside, lag."""

import asyncio
import json
from uuid import UUID

import pytest

from tests.house import PLUGINS
from vito_contracts.events import Code, EventPayload, EventType, NewEvent, UsageMetered
from vito_contracts.hooks import Subscription
from vito_contracts.ids import new_id
from vito_contracts.outside_events import ALIASES
from vito_contracts.tenancy import Role
from vito_core.events.log import append
from vito_core.events.types import EventTypes
from vito_core.testing import EngineOf, add_plugin, api_of, new_tenant

DEPLOYED = {
    "source": "ci.example",
    "id": "run-1",
    "type": "CODE_DEPLOYMENT",
    "at": "2026-01-02T03:04:05Z",
    "reference": "release-7",
    "fields": {"environment": "production", "revision": "3f2c1e", "outcome": "passed"},
}


class Failing:
    def __init__(self) -> None:
        self.failing = True
        self.heard: list[int] = []

    async def hear(self, scope, event) -> None:
        if self.failing and event.payload["quantity"] != 99:
            raise RuntimeError("not today")
        self.heard.append(event.payload["quantity"])


@pytest.fixture
async def house(engine_of: EngineOf):
    engine = await engine_of()
    (one, key), (two, other) = await new_tenant(engine, "one"), await new_tenant(engine, "two")
    async with api_of(engine) as client:
        client.headers["authorization"] = f"Bearer {key}"
        yield engine, client, one, two, {"authorization": f"Bearer {other}"}


async def emit(engine, scope, subject: UUID, *numbers: int) -> list[UUID]:
    events = [
        NewEvent(type="usage.metered", subject=subject, payload=UsageMetered(unit="turn", quantity=n), id=new_id())
        for n in numbers
    ]
    async with engine.pools.within(scope.tenant) as connection:
        await append(connection, scope.tenant, "core", engine.types, events)
    return [event.id for event in events]


async def test_the_log_is_paged_filtered_and_ones_own(house):
    engine, client, one, two, _ = house
    ana, bo = new_id(), new_id()
    await emit(engine, one, ana, *range(60))
    await emit(engine, one, bo, 60)
    await emit(engine, two, ana, 77)
    seen, after = [], None
    while True:
        page = (await client.get("/v1/events", params={"after": after} if after else {})).json()
        assert len(page["items"]) <= 50
        seen += [item["payload"]["quantity"] for item in page["items"]]
        after = page["next"]
        if after is None:
            break
    assert seen == list(range(61))
    only = (await client.get("/v1/events", params={"subject": str(bo)})).json()["items"]
    assert [item["payload"]["quantity"] for item in only] == [60]
    assert only[0]["version"] == 1
    assert (await client.get("/v1/events", params={"type": "lead.qualified"})).json()["items"] == []
    assert (await client.get("/v1/events", params={"after": "x"})).status_code == 422
    assert (await client.get("/v1/events", params={"limit": 51})).status_code in (400, 422)


async def test_an_outside_fact_is_written_once(house):
    _, client, _, _, other = house
    first = await client.post("/v1/events", json=DEPLOYED)
    assert first.status_code == 201, first.text
    again = await client.post("/v1/events", json={**DEPLOYED, "type": "code.deployed"})
    assert (again.status_code, again.json()["id"]) == (200, first.json()["id"])
    assert again.json()["repeated"]
    changed = {**DEPLOYED, "fields": {**DEPLOYED["fields"], "environment": "staging"}}
    assert (await client.post("/v1/events", json=changed)).status_code == 409
    elsewhere = await client.post("/v1/events", json=DEPLOYED, headers=other)
    assert elsewhere.status_code == 201
    assert elsewhere.json()["id"] != first.json()["id"]
    items = (await client.get("/v1/events")).json()["items"]
    assert [item["type"] for item in items] == ["code.deployed"]
    assert items[0]["payload"]["occurred_at"] == "2026-01-02T03:04:05Z"
    assert items[0]["payload"]["environment"] == "production"


async def test_out_of_order_facts_keep_their_time_and_their_subject(house):
    _, client, *_ = house
    late = {**DEPLOYED, "id": "run-2", "at": "2026-03-01T00:00:00+02:00"}
    early = {**DEPLOYED, "id": "run-3", "at": "2025-03-01T00:00:00Z"}
    subjects = [(await client.post("/v1/events", json=body)).json()["subject"] for body in (late, early)]
    assert subjects[0] == subjects[1]
    items = (await client.get("/v1/events")).json()["items"]
    assert [item["payload"]["external"] for item in items] == ["run-2", "run-3"]
    assert items[0]["payload"]["occurred_at"] == "2026-02-28T22:00:00Z"


REFUSED = [
    ({"type": "coffee.spilled"}, "code.deployed"),
    ({"type": "lead.qualified"}, "code.deployed"),
    ({"fields": {"environment": "the big one"}}, "a code was expected"),
    ({"fields": {"actor": "ana@example.com"}}, "a code was expected"),
    ({"fields": {"colour": "red"}}, "colour"),
    ({"fields": {"source": "hr"}}, "source"),
    ({"version": 2}, "versions 1 to 1"),
    ({"version": 0}, "versions 1 to 1"),
    ({"id": "two words"}, "id"),
    ({"id": ""}, "id"),
    ({"at": "2026-01-02T03:04:05"}, "at"),
    ({"hello": 1}, "hello"),
    ({"at": "9999-12-31T23:59:59-12:00"}, "at: in UTC"),
    ({"at": "0001-01-01T00:00:00+12:00"}, "at: in UTC"),
    ({"source": "ci\n"}, "source"),
    ({"fields": {"actor": "u-1\n"}}, "a code was expected"),
    ({"type": "test.executed", "fields": {"passed": -1}}, "passed"),
    ({"type": "test.executed", "fields": {"failed": 2**53 + 1}}, "failed"),
    ({"type": "training.completed", "fields": {"score": -0.5}}, "score"),
    ({"type": "training.completed", "fields": {"score": 1e300}}, "score"),
]


async def test_what_cannot_be_taken_is_refused_and_nothing_is_written(house):
    _, client, *_ = house
    for change, says in REFUSED:
        answer = await client.post("/v1/events", json={**DEPLOYED, **change})
        assert answer.status_code in (400, 422), answer.text
        assert answer.headers["content-type"].startswith("application/problem+json")
        assert says in answer.text
    assert (await client.get("/v1/events")).json()["items"] == []


@pytest.mark.parametrize("depth", [900, 20_000])
async def test_a_body_that_is_nested_too_deeply_is_refused(house, depth):
    _, client, *_ = house
    nested = '{"a":' * depth + "1" + "}" * depth
    deep = json.dumps({**DEPLOYED, "fields": {}}).replace('"fields": {}', f'"fields": {nested}')
    answer = await client.post("/v1/events", content=deep, headers={"content-type": "application/json"})
    assert answer.status_code in (400, 422), answer.text
    assert answer.headers["content-type"].startswith("application/problem+json")
    if depth > 1000:
        assert (answer.status_code, answer.json()["detail"]) == (400, "the body is nested too deeply")


async def test_every_name_of_the_specification_is_taken(house):
    _, client, *_ = house
    for number, (alias, name) in enumerate(ALIASES.items()):
        body = {"source": "ci", "id": str(number), "type": alias}
        answer = await client.post("/v1/events", json=body)
        assert (answer.status_code, answer.json()["type"]) == (201, name)
    assert len(ALIASES) == 35


class Shipped(EventPayload, frozen=True, kw_only=True):
    source: Code
    external: Code
    environment: Code


async def test_an_old_version_is_brought_up_to_date(house):
    engine, client, *_ = house

    def named(payload):
        return {**{k: v for k, v in payload.items() if k != "env"}, "environment": payload["env"]}

    kind = EventType(name="box.shipped", payload=Shipped, version=2, upgrades=(named,), outside=True)
    engine.types.register(kind, "core")
    old = {"source": "ci", "id": "1", "type": "box.shipped", "version": 1, "fields": {"env": "prod"}}
    assert (await client.post("/v1/events", json=old)).status_code == 201
    new = {"source": "ci", "id": "1", "type": "box.shipped", "fields": {"environment": "prod"}}
    assert (await client.post("/v1/events", json=new)).status_code == 200
    (item,) = (await client.get("/v1/events")).json()["items"]
    assert (item["version"], item["payload"]["environment"]) == (2, "prod")
    unfit = {**old, "id": "2", "fields": {}}
    assert (await client.post("/v1/events", json=unfit)).status_code == 422


async def test_a_viewer_may_read_and_not_tell(house):
    engine, client, one, *_ = house
    key = await engine.tenancy.add_key(one.tenant, "reader", Role.VIEWER)
    headers = {"authorization": f"Bearer {key}"}
    assert (await client.get("/v1/events", headers=headers)).status_code == 200
    for path in ("/v1/events", f"/v1/events/dead/{new_id()}/replay", "/v1/events/dead/replay?subscriber=x"):
        assert (await client.post(path, headers=headers, json=DEPLOYED)).status_code == 403


async def dispatching_until(engine, condition) -> None:
    stop = asyncio.Event()
    task = asyncio.create_task(engine.dispatcher().run(stop))
    try:
        async with asyncio.timeout(20):
            while not await condition():
                await asyncio.sleep(0.05)
    finally:
        stop.set()
        await task


async def test_dead_letters_are_listed_and_replayed_in_order(house, monkeypatch):
    engine, client, one, _, other = house
    monkeypatch.setattr("vito_core.events.parking.MAX_ATTEMPTS", 2)
    listener = Failing()
    add_plugin(engine, "listener", subscriptions=(Subscription(("usage.metered",), listener.hear),))
    ids = await emit(engine, one, new_id(), 1, 2, 99)

    async def all_dead() -> bool:
        return len((await client.get("/v1/events/dead")).json()["items"]) == 2 and listener.heard == [99]

    await dispatching_until(engine, all_dead)
    items = (await client.get("/v1/events/dead", params={"subscriber": "listener/main"})).json()["items"]
    assert [UUID(item["event"]) for item in items] == ids[:2]
    assert {item["error"] for item in items} == {"RuntimeError"}
    assert {item["attempts"] for item in items} == {2}
    page = (await client.get("/v1/events/dead", params={"limit": 1})).json()
    rest = (await client.get("/v1/events/dead", params={"limit": 1, "after": page["next"]})).json()
    assert [UUID(each["items"][0]["event"]) for each in (page, rest)] == ids[:2]
    assert (await client.get("/v1/events/dead", params={"type": "lead.qualified"})).json()["items"] == []

    strangers = await client.post(f"/v1/events/dead/{ids[0]}/replay", headers=other)
    assert strangers.status_code == 404
    assert (await client.get("/v1/events/dead", headers=other)).json()["items"] == []
    whole = await client.post("/v1/events/dead/replay", params={"subscriber": "listener/main"}, headers=other)
    assert whole.json() == {"replayed": 0}
    assert (await client.post(f"/v1/events/dead/{ids[2]}/replay")).status_code == 404

    listener.failing = False
    assert (await client.post(f"/v1/events/dead/{ids[1]}/replay")).json() == {"replayed": 1}
    whole = await client.post("/v1/events/dead/replay", params={"subscriber": "listener/main"})
    assert whole.json() == {"replayed": 1}
    await dispatching_until(engine, lambda: _is(len(listener.heard) == 3))
    assert listener.heard == [99, 1, 2]
    assert (await client.get("/v1/events/dead")).json()["items"] == []


async def _is(value: bool) -> bool:
    return value


async def test_the_lag_is_for_the_platform(house, monkeypatch):
    engine, client, one, _, _ = house
    monkeypatch.setattr("vito_core.events.parking.MAX_ATTEMPTS", 1)
    assert (await client.get("/v1/events/lag")).status_code == 403
    key = await engine.tenancy.add_key(one.tenant, "operator", Role.PLATFORM_ADMIN)
    headers = {"authorization": f"Bearer {key}"}
    listener = Failing()
    add_plugin(engine, "listener", subscriptions=(Subscription(("usage.metered",), listener.hear),))
    await emit(engine, one, new_id(), 1)
    await emit(engine, one, new_id(), 99)

    async def numbers(wanted) -> bool:
        answer = (await client.get("/v1/events/lag", headers=headers)).json()
        rows = {row["subscriber"]: row for row in answer["subscribers"]}
        return "listener/main" in rows and wanted(rows["listener/main"], answer)

    await dispatching_until(
        engine,
        lambda: numbers(lambda row, _: (row["dead"], row["handled"], row["behind"], row["served"]) == (1, 1, 0, True)),
    )
    await emit(engine, one, new_id(), 5, 6)
    assert await numbers(lambda row, _: row["behind"] == 2 and row["oldest_seconds"] > 0 and not row["served"])

    async def held() -> bool:
        return await numbers(lambda _, answer: answer["horizon_age_seconds"] > 1.0)

    async with engine.pools.within(one.tenant) as connection:
        await connection.fetchval("select pg_current_xact_id()")
        await dispatching_until(engine, held)


async def test_every_shipped_type_is_registered_with_struct_and_version_and_no_text(engine_of: EngineOf):
    engine = await engine_of(*PLUGINS)
    found = {each.name: (plugin, each) for plugin, each in engine.types}
    assert len({plugin for plugin, _ in found.values()}) >= 5
    for name, (_, each) in found.items():
        assert name == name.lower()
        assert "." in name
        assert issubclass(each.payload, EventPayload)
        assert each.version >= 1
        EventTypes().register(renamed(each), "nobody")
    for alias, name in ALIASES.items():
        assert found[name][1].outside, alias


def renamed(each: EventType) -> EventType:
    """The same type under a name nobody owns: registration judges its struct again."""
    return EventType(name=f"again.{each.name}", payload=each.payload, version=each.version, upgrades=each.upgrades)
