"""What is looked for after an erasure, where it is found, and what the fence refuses."""

import asyncio

import asyncpg
import pytest

from vito_contracts.ids import new_id
from vito_core.personal_data.core_rows import BLANKED, blank, held
from vito_core.personal_data.receipts import digest_of
from vito_core.personal_data.verify import search_core, still_said, strings_of
from vito_core.testing import EngineOf, add_contact, new_tenant

TEXT = 'She said "hello"\nto the\taxolotl, twice over'


def test_strings_that_could_be_a_persons():
    export = {
        "messages": [{"text": "Can I book a demo?", "speaker": "end_user", "at": "2026-11-20T16:00:00Z"}],
        "lead": {
            "id": "01a1f9ba-d937-7253-a26d-0d8ea7935a72",
            "budget": "200 USD",
            "score": 100,
            "reasons": ["mañana"],
        },
        "mail": "ana@example.com",
        "none": None,
        "gone": "[erased]",
        "short": "a b",
    }
    assert strings_of(export) == {"Can I book a demo?", "200 USD", "mañana", "ana@example.com"}


@pytest.mark.parametrize(
    ("export", "handle", "strings", "said"),
    [
        ({"note": "as Ana wrote: Can I book a demo?"}, "ana_9", {"Can I book a demo?"}, True),
        ({"note": "write to ana_9, please"}, "ana_9", set(), True),
        ({"author": "ana_9"}, "ana_9", set(), True),
        ({"author": "ana_91"}, "ana_9", set(), False),
        ({"outcome": "won"}, "won", set(), False),  # a contact of that name is no reason to find a code
        ({"note": "what won said"}, "won", set(), True),
        ({"steps": []}, "ana_9", {"Can I book a demo?"}, False),
    ],
)
def test_what_an_export_still_says(export, handle, strings, said):
    assert still_said(export, handle, strings) is said


def test_a_receipts_digest_does_not_depend_on_the_order_of_keys():
    receipt = {"request": "r", "rows": {"b": 1, "a": 2}}
    assert digest_of(receipt) == digest_of({"rows": {"a": 2, "b": 1}, "request": "r", "digest": "x"})
    assert digest_of(receipt) != digest_of({**receipt, "request": "s"})


@pytest.fixture
async def ground(engine_of: EngineOf):
    engine = await engine_of()
    scope, _ = await new_tenant(engine, "one")
    return engine, scope, await add_contact(engine, scope, "ana_9"), await add_contact(engine, scope, "bob")


async def say(engine, scope, contact, text: str) -> None:
    async with engine.pools.within(scope.tenant) as connection:
        await connection.execute(
            "insert into core.replies (tenant_id, id, contact, text) values ($1, $2, $3, $4)",
            scope.tenant,
            new_id(),
            contact,
            text,
        )
        await connection.execute(
            "insert into core.effects (tenant_id, id, kind, key, subject, payload, state)"
            " values ($1, $2, 'test.send', $3, $4, jsonb_build_object('text', $5::text), 'planned')",
            scope.tenant,
            new_id(),
            str(new_id()),
            contact,
            text,
        )


async def test_the_search_finds_texts_and_documents_of_the_contact_and_of_nobody_else(ground):
    engine, scope, ana, bob = ground
    await say(engine, scope, ana, TEXT)
    await say(engine, scope, bob, TEXT)
    async with engine.pools.within(scope.tenant) as connection:
        found = await search_core(connection, ana, "ana_9", {TEXT})
        assert found.held == {"effects": 1, "replies": 1}
        assert found.columns > 40
        assert (await search_core(connection, bob, "bob", {"something else"})).held == {}
        by_name = await search_core(connection, ana, "axolotl", set())
        assert by_name.held == {"effects": 1, "replies": 1}
        assert (await search_core(connection, ana, "axolot", set())).held == {}


async def test_what_belongs_to_nobody_is_mentioned(ground):
    engine, scope, ana, _ = ground
    async with engine.pools.within(scope.tenant) as connection:
        await connection.execute("update core.tenants set name = $1", f"House of {TEXT}")
        found = await search_core(connection, ana, "ana_9", {TEXT})
    assert (found.held, found.mentions) == ({}, {"contacts": 1, "tenants": 1})


async def test_blanking_is_done_once_and_the_second_time_touches_nothing(ground):
    engine, scope, ana, bob = ground
    await say(engine, scope, ana, TEXT)
    await say(engine, scope, bob, TEXT)
    async with engine.pools.within(scope.tenant) as connection:
        first = await blank(connection, ana)
        assert {table for table, rows in first.items() if rows} == {"replies", "effects"}
        assert set(first) == set(BLANKED)
        assert set((await blank(connection, ana)).values()) == {0}
        effect = (await held(connection, ana))["effects"][0]
        assert (effect["payload"], effect["state"]) == ({}, "failed")
        assert (await held(connection, bob))["replies"][0]["text"] == TEXT


async def test_the_mark_waits_for_whoever_is_writing_and_stops_whoever_comes_later(ground):
    engine, scope, ana, _ = ground
    requests = engine.personal_data.requests
    async with engine.pools.within(scope.tenant) as connection:
        insert = "insert into core.replies (tenant_id, id, contact, text) values ($1, $2, $3, 'x')"
        await connection.execute(insert, scope.tenant, new_id(), ana)
        marking = asyncio.create_task(requests.ask_erasure(scope, ana))
        await asyncio.sleep(0.3)
        assert not marking.done()
    assert (await marking).state == "requested"
    with pytest.raises(asyncpg.PostgresError) as refused:
        async with engine.pools.within(scope.tenant) as connection:
            await connection.execute(insert, scope.tenant, new_id(), ana)
    assert refused.value.sqlstate == "VT001"


async def test_due_requests_are_found_across_tenants_by_id_only(ground):
    engine, scope, ana, bob = ground
    requests = engine.personal_data.requests
    asked = await requests.ask_erasure(scope, ana)
    assert await requests.due() == [], "whoever asked may be starting it"
    async with engine.pools.within(scope.tenant) as connection:
        await connection.execute("update core.subject_requests set touched_at = touched_at - interval '1 minute'")
    assert await requests.due() == [(scope.tenant, asked.id)]
    await requests.touch(scope.tenant, asked.id)
    assert await requests.due() == []
    archived = await requests.ask_export(scope, bob)
    async with engine.pools.within(scope.tenant) as connection:
        await connection.execute(
            "update core.subject_requests set state = 'completed', archive = 'x',"
            " completed_at = clock_timestamp() - interval '31 days' where id = $1",
            archived.id,
        )
    assert await requests.due() == [(scope.tenant, archived.id)]
