"""What is looked for after an erasure, where it is found, and what the fence refuses."""

import asyncio
import contextlib
import datetime as dt
from types import SimpleNamespace

import asyncpg
import msgspec
import pytest
from cryptography.exceptions import InvalidTag

from vito_contracts.events import ContactErased, NewEvent
from vito_contracts.ids import new_id
from vito_core.db.pool import WalledConnection
from vito_core.events.log import append
from vito_core.personal_data.core_rows import BLANKED, blank, held
from vito_core.personal_data.held import HeldWords, unseal
from vito_core.personal_data.receipts import digest_of
from vito_core.personal_data.stopping import Stopper
from vito_core.personal_data.verify import _counting, search_core, still_said, strings_of
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
    assert still_said(export, HeldWords(handle, tuple(strings))) is said


def test_without_a_name_the_texts_are_looked_for():
    assert still_said({"note": "as Ana wrote: Can I book?"}, HeldWords(None, ("Can I book?",)))
    assert not still_said({"author": "None"}, HeldWords(None, ("Can I book?",)))


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
        found = await search_core(connection, ana, HeldWords("ana_9", (TEXT,)))
        assert found.held == {"effects": 1, "replies": 1}
        assert found.columns > 40
        assert (await search_core(connection, bob, HeldWords("bob", ("something else",)))).held == {}
        by_name = await search_core(connection, ana, HeldWords("axolotl"))
        assert by_name.held == {"effects": 1, "replies": 1}
        assert (await search_core(connection, ana, HeldWords("axolot"))).held == {}
        nameless = await search_core(connection, ana, HeldWords(None, (TEXT,)))
        assert nameless.held == {"effects": 1, "replies": 1}


async def test_what_belongs_to_nobody_is_mentioned(ground):
    engine, scope, ana, _ = ground
    async with engine.pools.within(scope.tenant) as connection:
        await connection.execute("update core.tenants set name = $1", f"House of {TEXT}")
        found = await search_core(connection, ana, HeldWords("ana_9", (TEXT,)))
    assert (found.held, found.mentions) == ({}, {"contacts": 1, "tenants": 1})


async def test_a_table_of_codes_is_not_looked_through_and_a_large_one_not_for_ever(ground, monkeypatch):
    engine, scope, ana, _ = ground
    words = HeldWords("ana_9", (TEXT,))
    searched = []
    fetchval = WalledConnection.fetchval

    async def noting(self, query, *arguments, **more):
        searched.append(query)
        if 'core."tenants"' in query:
            query = query.replace("where said", "where pg_sleep(30) is null or said")
        return await fetchval(self, query, *arguments, **more)

    monkeypatch.setattr(WalledConnection, "fetchval", noting)
    monkeypatch.setattr("vito_core.personal_data.verify.SECONDS_A_TABLE", 0.3)
    async with engine.pools.within(scope.tenant) as connection:
        limit = await fetchval(connection, "show statement_timeout")
        found = await search_core(connection, ana, words)
        assert await fetchval(connection, "show statement_timeout") == limit
        assert await fetchval(connection, "select count(*) from core.contacts") == 2, "the transaction goes on"
    assert found.left_out == ["tenants"]
    assert found.mentions == {"contacts": 1}
    tables = [query.split('core."')[1].split('"')[0] for query in searched]
    assert len(tables) == len(set(tables)), "one pass for each table"
    assert not {"handled", "deliveries", "data_keys"} & set(tables)


async def test_a_row_is_written_out_once_however_many_texts_are_looked_for_in_it(ground):
    engine, scope, ana, _ = ground
    async with engine.pools.within(scope.tenant) as connection:
        query = _counting("effects", ("kind", "payload"), "subject = $1")
        lines = [row[0] for row in await connection.fetch(f"explain (verbose) {query}", ana, [TEXT, "more"], "x")]
    (looking,) = [line for line in lines if "strpos" in line and "SubPlan" not in line]
    assert "said" in looking, lines
    assert "payload" not in looking, lines


async def test_a_reference_that_is_no_key_of_ours_has_no_object(ground):
    engine, scope, _, _ = ground
    steps = engine.personal_data_activities
    engine.contributions = engine.registry.gather()
    for reference in ("https://crm.example//deals/1", "../x", "", "ref-1", "a" * 300):
        assert await steps()._has_object(scope, reference) is False


async def test_what_an_erasure_looks_for_is_sealed_and_goes_30_days_after_a_failure(ground, postgres):
    engine, scope, ana, bob = ground
    requests = engine.personal_data.requests
    asked, other = [await requests.ask_erasure(scope, each) for each in (ana, bob)]
    await requests.begin(scope.tenant, asked.id)
    await requests.note_words(scope.tenant, asked.id, [TEXT])
    await requests.note_words(scope.tenant, asked.id, [TEXT, "more"])
    assert await requests.words(scope.tenant, asked.id) == HeldWords("ana_9", tuple(sorted((TEXT, "more"))))
    async with engine.pools.within(scope.tenant) as connection:
        rows = await connection.fetch(
            "select id, contact, held, held_until, held::text as said from core.subject_requests"
        )
        assert not any(
            word in row["said"] or word.encode() in row["held"] for row in rows for word in ("ana_9", "axolotl")
        )
        swapped = next(row["held"] for row in rows if row["contact"] == ana)
    with pytest.raises(InvalidTag):
        await unseal(engine.keyring, scope.tenant, other.id, swapped)
    assert [row["held_until"] for row in rows] == [None, None], "while it runs they stay"

    await requests.fail(scope.tenant, asked.id, "LookupError", "support-host")
    assert await requests.words(scope.tenant, asked.id) != HeldWords()
    assert await requests.drop_old_words(scope.tenant, asked.id) is False
    await requests.ask_erasure(scope, ana)
    async with engine.pools.within(scope.tenant) as connection:
        assert await connection.fetchval("select held_until from core.subject_requests where id = $1", asked.id) is None
    await requests.begin(scope.tenant, asked.id)
    await requests.fail(scope.tenant, asked.id, "LookupError", "support-host")
    async with engine.pools.within(scope.tenant) as connection:
        kept = await connection.fetchval(
            "select held_until - clock_timestamp() from core.subject_requests where id = $1", asked.id
        )
        assert dt.timedelta(days=29) < kept <= dt.timedelta(days=30)
        await connection.execute("update core.subject_requests set held_until = held_until - interval '31 days'")
    async with serving(engine), asyncio.timeout(10):
        while await requests.words(scope.tenant, asked.id) != HeldWords():
            await asyncio.sleep(0.05)
    assert await requests.words(scope.tenant, other.id) == HeldWords("bob")
    assert (await requests.get(scope.tenant, asked.id)).state == "failed"


async def test_the_words_of_a_tenant_whose_keys_were_erased_are_gone_and_its_contacts_are_marked_all_the_same(ground):
    engine, scope, ana, bob = ground
    requests = engine.personal_data.requests
    before = await requests.ask_erasure(scope, ana)
    await engine.keyring.erase(scope.tenant)
    assert await requests.words(scope.tenant, before.id) == HeldWords()
    after = await requests.ask_erasure(scope, bob)
    assert await requests.words(scope.tenant, after.id) == HeldWords()
    async with engine.pools.within(scope.tenant) as connection:
        assert await connection.fetchval("select count(*) from core.contacts where erased_at is null") == 0


async def test_what_cannot_be_served_holds_up_nobody_else_and_ends_no_loop(ground, monkeypatch):
    """The store of objects raises errors of its own, which are no OSError."""
    engine, scope, ana, bob = ground
    requests, service = engine.personal_data.requests, engine.personal_data
    monkeypatch.setattr("vito_core.personal_data.service.EVERY_SECONDS", 0.05)
    asked = [await requests.ask_export(scope, each) for each in (ana, bob)]
    async with engine.pools.within(scope.tenant) as connection:
        await connection.execute(
            "update core.subject_requests set state = 'completed', archive = 'x',"
            " completed_at = clock_timestamp() - interval '31 days'"
        )

    class StoreError(Exception):
        pass

    calls = []

    async def delete(scope, key):
        calls.append(key)
        if str(asked[0].id) in key or len(calls) < 4:
            raise StoreError(f"cannot delete {key}")

    monkeypatch.setattr(service, "_objects", SimpleNamespace(delete=delete))
    due, outages = requests.due, [RuntimeError("no such table"), ConnectionError()]

    async def shaky():
        if outages:
            raise outages.pop()
        return await due()

    monkeypatch.setattr(requests, "due", shaky)
    async with serving(engine), asyncio.timeout(10):
        while (await requests.get(scope.tenant, asked[1].id)).archive:
            await asyncio.sleep(0.05)
        seen = len(calls)
        while len(calls) < seen + 2:
            await asyncio.sleep(0.05)
    assert (await requests.get(scope.tenant, asked[0].id)).archive


@contextlib.asynccontextmanager
async def serving(engine):
    stop = asyncio.Event()
    task = asyncio.create_task(engine.personal_data.keep_serving(stop))
    try:
        yield
    finally:
        stop.set()
        await task


async def test_whether_events_wait_is_asked_without_counting_them(ground, monkeypatch):
    engine, scope, ana, _ = ground
    both = "select core.has_pending_events(), core.pending_events() > 0"

    async def asked(tenant):
        async with engine.pools.within(tenant) as connection:
            return tuple(await connection.fetchrow(both))

    other, _ = await new_tenant(engine, "other")
    assert await asked(scope.tenant) == (False, False)
    async with engine.pools.within(scope.tenant) as connection:
        reply = NewEvent(type="contact.erased", subject=ana, payload=ContactErased(contact=ana, request=ana, rows=0))
        await append(connection, scope.tenant, "core", engine.types, [reply] * 3)
    assert await asked(scope.tenant) == (True, True)
    assert await asked(other.tenant) == (False, False)
    asking = []
    fetchval = WalledConnection.fetchval

    async def noting(self, query, *arguments, **more):
        asking.append(query)
        return await fetchval(self, query, *arguments, **more)

    monkeypatch.setattr(WalledConnection, "fetchval", noting)
    await engine.personal_data.requests.ask_erasure(scope, ana)
    asking.clear()
    await Stopper(engine.pools, engine.journeys, None).settle(scope.tenant, ana, 3.0)
    assert not any("core.pending_events" in query for query in asking)
    assert len(asking) < 12


async def test_both_ways_to_ask_whether_events_wait_mean_the_same(ground):
    engine, scope, _, _ = ground
    async with engine.pools.within(scope.tenant) as connection:
        bodies = {
            row["proname"]: " ".join(row["prosrc"].split())
            for row in await connection.fetch(
                "select proname, prosrc from pg_proc where proname like '%pending_events'"
            )
        }
    counting = bodies["pending_events"].replace("(select count(*) from", "exists (select from")
    assert counting.replace(") + exists", ") or exists") == bodies["has_pending_events"]


async def test_blanking_is_done_once_and_the_second_time_touches_nothing(ground):
    engine, scope, ana, bob = ground
    await say(engine, scope, ana, TEXT)
    await say(engine, scope, bob, TEXT)
    async with engine.pools.within(scope.tenant) as connection:
        first = await blank(connection, scope.tenant, ana, engine.types)
        assert {table for table, rows in first.items() if rows} == {"replies", "effects"}
        assert set(first) == set(BLANKED)
        assert set((await blank(connection, scope.tenant, ana, engine.types)).values()) == {0}
        effect = (await held(connection, ana))["effects"][0]
        assert (effect["payload"], effect["state"]) == ({}, "failed")
        assert (await held(connection, bob))["replies"][0]["text"] == TEXT
        told = "select payload ->> 'state' from core.events where type = 'effect.settled' and subject = $1"
        assert [row[0] for row in await connection.fetch(told, ana)] == ["failed"], "told once"


async def test_what_is_under_way_is_in_doubt_and_the_log_is_told(ground):
    engine, scope, ana, _ = ground
    await say(engine, scope, ana, TEXT)
    async with engine.pools.within(scope.tenant) as connection:
        await connection.execute("update core.effects set state = 'sent', sent_at = clock_timestamp(), attempts = 1")
    async with engine.pools.within(scope.tenant) as connection:
        await blank(connection, scope.tenant, ana, engine.types)
        effect = await connection.fetchrow("select * from core.effects")
        assert (effect["state"], effect["error_code"], effect["payload"]) == ("unknown", "erased", "{}")
        told = await connection.fetchrow("select subject, payload from core.events where type = 'effect.settled'")
    assert told["subject"] == ana
    assert msgspec.json.decode(told["payload"]) == {
        "effect": str(effect["id"]),
        "kind": "test.send",
        "state": "unknown",
    }


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
