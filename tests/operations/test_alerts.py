"""The specification's three questions and four alerts, with its figures."""

import datetime as dt
import json
import secrets
from uuid import uuid4

import pytest

from tests.operations.talk import events, opened
from vito_contracts.modules import Module
from vito_core.operations.alerts import DOCUMENT_BYTES, MESSAGES, STORAGE_PERCENT
from vito_core.turn_store import MESSAGE_LIMIT


def test_the_specifications_figures():
    assert (MESSAGE_LIMIT, MESSAGES, STORAGE_PERCENT, DOCUMENT_BYTES) == (1_000, 900, 80, 1_048_576)


async def filled(admin, tenant, conversation: str, messages: int) -> None:
    """As if so many messages had been said."""
    await admin.execute("update core.conversations set message_count = $2 where id = $1", conversation, messages)
    await admin.execute(
        "insert into core.messages (tenant_id, id, conversation, ordinal, speaker, text, at)"
        " values ($1, gen_random_uuid(), $2, $3, 'twin', '', now())",
        tenant.scope.tenant,
        conversation,
        messages,
    )


async def alerts(client, key, **query) -> list[dict]:
    return (await client.get("/v1/alerts", headers=key, params=query)).json()["items"]


async def test_a_conversation_is_critical_from_900_messages_on(client, engine, admin, tenant, key):
    full, fuller, fine = [await opened(client, tenant, f"@c{number}") for number in range(3)]
    await filled(admin, tenant, fine, 899)
    await filled(admin, tenant, full, 900)
    await filled(admin, tenant, fuller, 1_000)
    for _ in range(2):
        await engine.operations.alerts.look()
    found = await alerts(client, key)
    assert {(each["thing"], each["level"], each["kind"], each["value"]) for each in found} == {
        (full, "critical", "conversation_messages", 900),
        (fuller, "critical", "conversation_messages", 1_000),
    }
    raised = await events(admin, tenant.scope.tenant, "alert.raised")
    assert len(raised) == 2, "once, however often it is looked"
    assert {json.loads(each["payload"])["value"] for each in raised} == {900, 1_000}


async def test_what_is_gone_is_resolved_once_and_raised_anew_when_it_comes_back(client, engine, admin, tenant, key):
    conversation = await opened(client, tenant)
    await filled(admin, tenant, conversation, 950)
    await engine.operations.alerts.look()
    await admin.execute("update core.conversations set archived_at = now() where id = $1", conversation)
    for _ in range(2):
        await engine.operations.alerts.look()
    assert await alerts(client, key) == []
    (over,) = await alerts(client, key, resolved=True)
    assert over["resolved_at"] is not None
    assert len(await events(admin, tenant.scope.tenant, "alert.resolved")) == 1
    await admin.execute("update core.conversations set archived_at = null where id = $1", conversation)
    await engine.operations.alerts.look()
    assert len(await alerts(client, key)) == 1
    assert len(await alerts(client, key, resolved=True)) == 2


async def test_an_acknowledged_alert_stays_open_and_says_so(client, engine, admin, tenant, key, platform):
    conversation = await opened(client, tenant)
    await filled(admin, tenant, conversation, 901)
    await engine.operations.alerts.look()
    (alert,) = await alerts(client, key)
    answer = await client.post(f"/v1/alerts/{alert['id']}/acknowledge", headers=key)
    assert answer.json()["acknowledged_at"] is not None
    assert (await alerts(client, key))[0]["acknowledged_at"] == answer.json()["acknowledged_at"]
    assert (await client.post(f"/v1/alerts/{uuid4()}/acknowledge", headers=key)).status_code == 404
    assert (await client.post(f"/v1/alerts/{alert['id']}/acknowledge", headers=platform)).status_code == 404


async def test_a_document_above_one_megabyte_is_a_warning(client, engine, admin, tenant, key):
    binding = tenant.bindings[Module.MARKETING].binding
    for size, expected in ((DOCUMENT_BYTES // 2, 0), (DOCUMENT_BYTES + 10, 1)):
        words = json.dumps({"notes": secrets.token_hex(size)[:size]})
        await admin.execute("alter table core.bindings disable trigger user")
        await admin.execute("update core.bindings set context = $2 where id = $1", binding, words)
        await admin.execute("alter table core.bindings enable trigger user")
        await engine.operations.alerts.look()
        found = [each for each in await alerts(client, key) if each["kind"] == "document_size"]
        assert len(found) == expected, size
    assert (found[0]["level"], found[0]["place"], found[0]["thing"]) == (
        "warning",
        "core.bindings.context",
        str(binding),
    )
    assert found[0]["value"] > DOCUMENT_BYTES
    largest = (await client.get("/v1/monitoring", headers=key)).json()["documents"][0]
    assert (largest["id"], largest["bytes"]) == (str(binding), found[0]["value"])


async def test_storage_above_80_percent_of_what_is_allocated_is_a_warning(client, engine, platform, monkeypatch):
    numbers = (await client.get("/v1/platform/monitoring", headers=platform)).json()
    largest = numbers["tables"][0]
    for allocated, expected in (
        (0, set()),
        (numbers["database_bytes"] * 10, set()),
        (largest["bytes"] * 100 // 81, {"database", largest["name"]}),
    ):
        monkeypatch.setattr(engine.operations.monitor, "storage_bytes", allocated)
        await engine.operations.alerts.look()
        found = [each for each in await alerts(client, platform) if each["kind"] == "storage"]
        assert {each["place"] for each in found} >= expected
        assert bool(found) == bool(expected)
        assert {each["level"] for each in found} <= {"warning"}
    monkeypatch.setattr(engine.operations.monitor, "storage_bytes", 0)
    await engine.operations.alerts.look()


async def test_months_without_a_partition_of_messages_are_told_in_time(client, engine, platform, monkeypatch):
    import vito_core.operations.alerts as module

    await engine.operations.alerts.look()
    assert [each for each in await alerts(client, platform) if each["kind"] == "partitions_ahead"] == []
    monkeypatch.setattr(module, "MONTHS_AHEAD", 30)
    await engine.operations.alerts.look()
    (found,) = [each for each in await alerts(client, platform) if each["kind"] == "partitions_ahead"]
    assert (found["level"], found["value"]) == ("warning", 23)
    monkeypatch.undo()
    await engine.operations.alerts.look()


async def test_the_platform_sees_numbers_and_ids_of_all_and_nobody_else_does(
    client, engine, admin, tenant, key, platform
):
    conversation = await opened(client, tenant, "@planted-name")
    await filled(admin, tenant, conversation, 900)
    await engine.operations.alerts.look()
    for path in ("/v1/platform/alerts", "/v1/platform/monitoring", "/v1/platform/archive"):
        assert (await client.get(path, headers=key)).status_code == 403
        answer = await client.get(path, headers=platform)
        assert answer.status_code == 200
        assert "planted" not in answer.text
    everything = (await client.get("/v1/platform/alerts", headers=platform)).json()
    assert (str(tenant.scope.tenant), conversation) in {(each["tenant"], each["thing"]) for each in everything["items"]}
    assert everything["open"] == len(everything["items"])


async def test_growth_counts_a_months_conversations_with_their_average_and_maximum(
    client, admin, tenant, key, platform
):
    for number, messages in enumerate((10, 20, 60)):
        conversation = await opened(client, tenant, f"@g{number}")
        await admin.execute("update core.conversations set message_count = $2 where id = $1", conversation, messages)
    (month,) = (await client.get("/v1/monitoring", headers=key)).json()["growth"]
    this = dt.datetime.now(dt.UTC).date().replace(day=1).isoformat()
    assert month == {"month": this, "conversations": 3, "avg_messages": 30.0, "max_messages": 60}
    over_all = (await client.get("/v1/platform/monitoring", headers=platform)).json()["growth"][0]
    assert over_all["month"] == this
    assert over_all["conversations"] >= 3


@pytest.mark.parametrize("query", [{"level": "loud"}, {"limit": 51}, {"after": str(uuid4())}])
async def test_what_is_asked_wrongly_is_a_problem_and_not_a_page(client, key, query):
    answer = await client.get("/v1/alerts", headers=key, params=query)
    assert (answer.status_code // 100, answer.headers["content-type"]) == (4, "application/problem+json")
