"""The archive job: who is archived and when, one runner at a time, and what an archived conversation still does."""

import asyncio
import datetime as dt
import json
from uuid import UUID

import pytest

from tests.operations.talk import events, old_conversations, opened, said
from vito_contracts.modules import Module
from vito_core.operations import archive
from vito_core.operations.archive import BATCH, CRON, UNTOUCHED, last_due
from vito_core.testing import add_contact


def test_the_specifications_figures():
    assert (CRON, UNTOUCHED.days, BATCH) == ("0 2 1 * *", 365, 500)


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2026-03-01T01:59:59", "2026-02-01T02:00:00"),
        ("2026-03-01T02:00:00", "2026-03-01T02:00:00"),
        ("2026-01-01T00:00:00", "2025-12-01T02:00:00"),
        ("2026-03-31T12:00:00", "2026-03-01T02:00:00"),
    ],
)
def test_it_falls_due_at_two_on_the_first_of_the_month(now, due):
    at = dt.datetime.fromisoformat(now).replace(tzinfo=dt.UTC)
    assert last_due(at) == dt.datetime.fromisoformat(due).replace(tzinfo=dt.UTC)


async def worked(engine, **more) -> None:
    await engine.operations.archive.look(asyncio.Event(), **more)


async def archived(admin, tenant) -> int:
    query = "select count(*) from core.conversations where tenant_id = $1 and is_archived"
    return await admin.fetchval(query, tenant.scope.tenant)


async def asked(client, platform) -> dict:
    return (await client.post("/v1/platform/archive", json={}, headers=platform)).json()["run"]


async def test_what_nobody_touched_for_365_days_is_archived_in_batches_of_500(
    client, engine, admin, tenant, key, platform
):
    contact = await add_contact(engine, tenant.scope, "@old")
    await old_conversations(admin, tenant, 1_001, 365.01, contact)
    await old_conversations(admin, tenant, 3, 364.9, contact)
    preview = (await client.post("/v1/platform/archive", json={"dry_run": True}, headers=platform)).json()["preview"]
    assert preview["conversations"] == 1_001
    assert await archived(admin, tenant) == 0, "a dry run changes nothing"
    run = await asked(client, platform)
    assert run["completed_at"] is None
    assert (await asked(client, platform))["id"] == run["id"], "one at a time"
    await worked(engine)
    done = (await client.get(f"/v1/platform/archive/{run['id']}", headers=platform)).json()
    assert (done["archived"], done["batches"], done["tenants"]) == (1_001, 3, 1)
    assert done["completed_at"] is not None
    assert await archived(admin, tenant) == 1_001
    (told,) = await events(admin, tenant.scope.tenant, "archive.completed")
    assert json.loads(told["payload"]) == {"run": run["id"], "archived": 1_001}
    (alert,) = (await client.get("/v1/alerts?level=info", headers=key)).json()["items"]
    assert (alert["kind"], alert["value"], alert["thing"]) == ("archive_completed", 1_001, run["id"])
    await engine.operations.alerts.look()
    assert (await client.get("/v1/alerts?level=info", headers=key)).json()["items"], "told until somebody saw it"
    await client.post(f"/v1/alerts/{alert['id']}/acknowledge", headers=key)
    assert (await client.get("/v1/alerts?level=info", headers=key)).json()["items"] == []


async def test_four_workers_archive_everything_once_and_one_that_dies_is_gone_on_for(
    client, engine, admin, tenant, platform, monkeypatch
):
    contact = await add_contact(engine, tenant.scope, "@old")
    await old_conversations(admin, tenant, 120, 400, contact)
    monkeypatch.setattr(archive, "BATCH", 10)
    run = await asked(client, platform)
    stopped = asyncio.Event()
    stopped.set()
    await engine.operations.archive.look(stopped)
    assert await archived(admin, tenant) == 10, "a worker that is told to end does so after a batch"
    for _ in range(5):
        await asyncio.gather(*(worked(engine) for _ in range(4)))
    done = (await client.get(f"/v1/platform/archive/{run['id']}", headers=platform)).json()
    assert (done["archived"], done["tenants"]) == (120, 1)
    assert done["completed_at"] is not None
    assert len(await events(admin, tenant.scope.tenant, "archive.completed")) == 1


async def test_past_runs_are_listed_newest_first_page_by_page(client, engine, platform):
    made = []
    for _ in range(3):
        made.append((await asked(client, platform))["id"])
        await worked(engine)
    pages, after = [], None
    while True:
        query = {"limit": 2} | ({"after": after} if after else {})
        page = (await client.get("/v1/platform/archive", params=query, headers=platform)).json()
        pages += [each["id"] for each in page["items"]]
        after = page["next"]
        if after is None:
            break
    assert pages[:3] == made[::-1]
    assert len(set(pages)) == len(pages)


async def test_the_schedule_begins_one_run_a_month_and_makes_up_for_a_missed_one(engine, admin, platform):
    before = await admin.fetchval("select count(*) from core.archive_runs")
    later = dt.datetime.now(dt.UTC).replace(day=15) + dt.timedelta(days=62)
    await worked(engine, now=dt.datetime.now(dt.UTC) - dt.timedelta(days=62))
    assert await admin.fetchval("select count(*) from core.archive_runs") == before, "before there was anybody"
    for _ in range(3):
        await asyncio.gather(worked(engine, now=later), worked(engine, now=later))
    (run,) = await admin.fetch("select * from core.archive_runs where scheduled_for is not null")
    assert run["scheduled_for"] == last_due(later)
    assert run["untouched_since"] == last_due(later) - dt.timedelta(days=365)
    assert run["completed_at"] is not None


async def test_an_archived_conversation_is_read_and_not_written(client, admin, tenant, key):
    conversation = await opened(client, tenant)
    first = await said(client, tenant, conversation)
    await admin.execute("update core.conversations set archived_at = now() where id = $1", UUID(conversation))
    answer = await said(client, tenant, conversation)
    assert (answer.status_code, answer.json()["type"]) == (409, "urn:vito:problem:conflict")
    assert "archived" in answer.json()["detail"]
    messages = await client.get(f"/v1/conversations/{conversation}/messages", headers=key)
    assert [each["text"] for each in messages.json()["items"]][-1] == first.json()["text"]


async def test_a_comment_after_the_archive_goes_on_in_a_new_conversation(client, admin, tenant, key):
    async def comment(number: int):
        body = {"id": f"c{number}", "platform": "TWITTER", "post_id": "p", "author": "@back", "text": "Hello again?"}
        body["binding"] = str(tenant.bindings[Module.MARKETING].binding)
        answer = await client.post("/v1/interactions", json=body, headers=key)
        assert answer.is_success, answer.text
        query = "select conversation from core.interactions where tenant_id = $1 and external_id = $2"
        return await admin.fetchval(query, tenant.scope.tenant, f"c{number}")

    first = await comment(1)
    assert await comment(2) == first
    await admin.execute("update core.conversations set archived_at = now() where id = $1", first)
    second = await comment(3)
    assert second != first
    assert await comment(4) == second
