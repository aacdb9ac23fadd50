"""Idempotency keys: sent twice is done once, whatever happens in between."""

import asyncio

import asyncpg
import pytest

from vito_core.testing import furnish

TWIN = {"name": "Nora", "config": {"personality_profile": {"tone": "warm", "language": "en"}}}


def keyed(key: str) -> dict[str, str]:
    return {"idempotency-key": key}


async def names(client) -> list[str]:
    return [each["name"] for each in (await client.get("/v1/twins")).json()["items"]]


async def test_the_same_request_again_is_answered_from_what_was_kept(client, engine, tenant):
    first = await client.post("/v1/twins", json={**TWIN, "name": "Once"}, headers=keyed("k-1"))
    again = await client.post("/v1/twins", json={**TWIN, "name": "Once"}, headers=keyed("k-1"))
    assert (first.status_code, first.content) == (again.status_code, again.content)
    assert again.headers["idempotent-replayed"] == "true"
    assert again.headers["content-type"] == first.headers["content-type"]
    assert "idempotent-replayed" not in first.headers
    assert first.headers["x-request-id"] != again.headers["x-request-id"]
    assert (await names(client)).count("Once") == 1
    async with engine.pools.within(tenant.scope.tenant) as connection:
        stored = await connection.fetchval("select string_agg(answer, '') from core.answered_requests")
    assert b"Once" not in stored


async def test_a_key_belongs_to_one_request(client):
    await client.post("/v1/twins", json={**TWIN, "name": "Two"}, headers=keyed("k-2"))
    other = await client.post("/v1/twins", json={**TWIN, "name": "Three"}, headers=keyed("k-2"))
    assert (other.status_code, other.json()["type"]) == (422, "urn:vito:problem:key-reused")
    elsewhere = await client.post("/v1/stops", json={"level": "channel", "target": "email"}, headers=keyed("k-2"))
    assert elsewhere.status_code == 201


async def test_a_key_belongs_to_one_caller(client, engine):
    other = await furnish(engine, "two")
    await client.post("/v1/twins", json={**TWIN, "name": "Mine"}, headers=keyed("k-3"))
    headers = {**keyed("k-3"), "authorization": f"Bearer {other.key}"}
    theirs = await client.post("/v1/twins", json={**TWIN, "name": "Mine"}, headers=headers)
    assert theirs.status_code == 201
    assert "idempotent-replayed" not in theirs.headers


async def test_what_was_refused_leaves_the_key_free(client):
    wrong = await client.post("/v1/twins", json={"name": "Four"}, headers=keyed("k-4"))
    right = await client.post("/v1/twins", json={**TWIN, "name": "Four"}, headers=keyed("k-4"))
    assert (wrong.status_code, right.status_code) == (422, 201)


async def test_two_at_once_are_carried_out_once(client, engine, monkeypatch):
    begun, go_on = asyncio.Event(), asyncio.Event()
    create = engine.twins.create

    async def slowly(*arguments):
        begun.set()
        await go_on.wait()
        return await create(*arguments)

    monkeypatch.setattr(engine.twins, "create", slowly)
    first = asyncio.create_task(client.post("/v1/twins", json={**TWIN, "name": "Five"}, headers=keyed("k-5")))
    await begun.wait()
    second = await client.post("/v1/twins", json={**TWIN, "name": "Five"}, headers=keyed("k-5"))
    assert (second.status_code, second.json()["type"]) == (409, "urn:vito:problem:still-running")
    assert second.headers["retry-after"] == "1"
    go_on.set()
    assert (await first).status_code == 201
    third = await client.post("/v1/twins", json={**TWIN, "name": "Five"}, headers=keyed("k-5"))
    assert third.headers["idempotent-replayed"] == "true"
    assert (await names(client)).count("Five") == 1


async def altered(engine, tenant, change: str) -> None:
    async with engine.pools.within(tenant.scope.tenant) as connection:
        await connection.execute(f"update core.answered_requests set {change}")


async def test_after_a_crash_nothing_is_done_a_second_time(client, engine, tenant):
    """The process died between the work and its answer: as it left the row."""
    await client.post("/v1/twins", json={**TWIN, "name": "Six"}, headers=keyed("k-6"))
    await altered(engine, tenant, "answered = false, answer = null, key_version = null, owner = 42")
    lost = await client.post("/v1/twins", json={**TWIN, "name": "Six"}, headers=keyed("k-6"))
    assert (lost.status_code, lost.json()["type"]) == (409, "urn:vito:problem:answer-lost")
    assert (await names(client)).count("Six") == 1


async def test_what_was_cut_off_after_it_took_place_is_not_done_a_second_time(client, engine, monkeypatch):
    done, never = asyncio.Event(), asyncio.Event()
    create = engine.twins.create

    async def and_hang(*arguments):
        made = await create(*arguments)
        done.set()
        await never.wait()
        return made

    with monkeypatch.context() as patched:
        patched.setattr(engine.twins, "create", and_hang)
        asked = asyncio.create_task(client.post("/v1/twins", json={**TWIN, "name": "Cut off"}, headers=keyed("k-cut")))
        await done.wait()
        asked.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asked
    lost = await client.post("/v1/twins", json={**TWIN, "name": "Cut off"}, headers=keyed("k-cut"))
    assert (lost.status_code, lost.json()["type"]) == (409, "urn:vito:problem:answer-lost")
    assert (await names(client)).count("Cut off") == 1


async def test_while_another_process_lives_its_request_is_waited_for(client, engine, tenant):
    await client.post("/v1/twins", json={**TWIN, "name": "Seven"}, headers=keyed("k-7"))
    await altered(engine, tenant, "answered = false, answer = null, key_version = null, owner = 43")
    other = await asyncpg.connect(engine.settings.database_url)
    try:
        await other.execute("select pg_advisory_lock(43)")
        waiting = await client.post("/v1/twins", json={**TWIN, "name": "Seven"}, headers=keyed("k-7"))
    finally:
        await other.close()
    assert waiting.json()["type"] == "urn:vito:problem:still-running"


async def test_after_a_day_a_key_is_new_again(client, engine, tenant):
    await client.post("/v1/twins", json={**TWIN, "name": "Eight"}, headers=keyed("k-8"))
    await altered(engine, tenant, "begun_at = now() - interval '25 hours'")
    again = await client.post("/v1/twins", json={**TWIN, "name": "Eight and a half"}, headers=keyed("k-8"))
    assert again.status_code == 201
    assert {"Eight", "Eight and a half"} <= set(await names(client))


async def test_what_is_older_than_a_day_is_deleted(client, engine, tenant):
    await client.post("/v1/twins", json={**TWIN, "name": "Nine"}, headers=keyed("k-9"))
    await altered(engine, tenant, "begun_at = now() - interval '25 hours'")
    async with engine.pools.without_tenant() as connection:
        assert await connection.fetchval("select core.forget_answers()") > 0
        assert await connection.fetchval("select core.forget_answers()") == 0


async def test_whose_data_keys_are_erased_gets_no_old_answer(client, engine):
    other = await furnish(engine, "three")
    headers = {**keyed("k-10"), "authorization": f"Bearer {other.key}"}
    await client.post("/v1/twins", json=TWIN, headers=headers)
    await engine.keyring.erase(other.scope.tenant)
    lost = await client.post("/v1/twins", json=TWIN, headers=headers)
    assert lost.json()["type"] == "urn:vito:problem:answer-lost"


@pytest.mark.parametrize("key", ["", "x" * 201, "with space", "ñ"])
async def test_a_key_is_visible_ascii(client, key):
    refused = await client.post("/v1/twins", json=TWIN, headers={"idempotency-key": key.encode()})
    assert (refused.status_code, refused.json()["type"]) == (422, "urn:vito:problem:invalid-input")


async def test_a_message_keeps_its_own_way(client, engine, tenant):
    """A turn is kept with its key; nothing else is written for it."""
    from vito_contracts.modules import Module

    binding = str(tenant.bindings[Module.MARKETING].binding)
    opened = (await client.post("/v1/conversations", json={"binding": binding, "author": "@ana"})).json()
    url = f"/v1/conversations/{opened['id']}/messages"
    async with engine.pools.within(tenant.scope.tenant) as connection:
        before = await connection.fetchval("select count(*) from core.answered_requests")
    said = [(await client.post(url, json={"text": "hello"}, headers=keyed("m-1"))).json() for _ in range(2)]
    assert [each["repeated"] for each in said] == [False, True]
    async with engine.pools.within(tenant.scope.tenant) as connection:
        assert await connection.fetchval("select count(*) from core.answered_requests") == before
