"""Erasing and exporting a contact of the whole house, on real PostgreSQL and Temporal."""

import asyncio
import contextlib
import hashlib
import json
import os
import signal
from pathlib import Path
from uuid import UUID

import asyncpg
import pytest

from tests.house import PLUGINS, dispatching, settled
from tests.journeys.erasure_house import (
    COMMENT,
    ENQUIRY,
    HANDLE,
    REPLY,
    SAID,
    House,
    has,
    until,
    walked,
    working,
)
from vito_contracts.events import InteractionRecorded, LeadQualified
from vito_contracts.hooks import DataSubjects
from vito_contracts.ids import ContactId, new_id
from vito_contracts.modules import Module
from vito_core.bootstrap import DATABASE
from vito_core.demo.cast import read_cast, set_up
from vito_core.events.log import event_of
from vito_core.home import Home
from vito_core.personal_data import activities as steps
from vito_core.personal_data.receipts import digest_of
from vito_core.supervisor import Supervisor, Tuning
from vito_core.testing import EngineOf, admin_dsn, api_of, furnish

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "demo"


@pytest.fixture
async def made(engine_of: EngineOf, temporal: str):
    """The house with everything running but the workers."""
    engine = await engine_of(*PLUGINS, temporal=temporal)
    tenant = await furnish(engine, "one")
    async with api_of(engine) as client, dispatching(engine):
        yield House(engine, tenant, client)


@pytest.fixture
async def house(made: House):
    async with working(made.engine):
        yield made


@pytest.fixture
def everywhere(postgres):
    """Where in the whole database and among all objects of an engine some strings are found."""

    async def walk(engine, *strings: str) -> set[str]:
        database = engine.settings.database_url.rsplit("/", 1)[1]
        return await walked(admin_dsn(postgres, database), engine.settings.objects, *strings)

    return walk


async def test_nothing_of_an_erased_contact_is_left_anywhere(house: House, everywhere):
    contact = await house.live_through()
    other = (await house.comment("c2", "Another zoo entirely: what about the price?", author="somebody.else"))[
        "contact"
    ]
    export = await house.call("POST", f"/v1/contacts/{contact}/export", status=202)
    assert (await house.finished(contact, export["request"]))["state"] == "completed"
    before = await everywhere(house.engine, *SAID)
    for place in ("core.contacts.handle", "core.messages.text", "core.replies.text", "core.enquiries.text"):
        assert any(found.startswith(place) for found in before), place
    for place in ("marketing.", "sales.", "lead_gen.", "support.", "helpdesk."):
        assert any(found.startswith(place) for found in before), place
    assert any(".eml" in found for found in before)
    assert any(".json" in found for found in before)
    await house.call("POST", f"/v1/journeys/{contact}/stop", status=202)
    await house.until(f"/v1/journeys/{contact}", lambda row: row["outcome"] is not None)
    await settled(house.client)
    summary = await house.call("GET", "/v1/x/analytics-host/summary")

    done = await house.erased(contact)

    assert (done["state"], done["error_code"]) == ("completed", None)
    assert await everywhere(house.engine, *SAID) == set()
    receipt = done["receipt"]
    assert receipt["verified"]
    assert receipt["remaining_ids_valid"]
    assert receipt["mentions"] == {}
    assert receipt["searched"]["columns"] > 40
    assert receipt["searched"]["strings"] > 5
    assert receipt["digest"] == digest_of(receipt)
    assert {name for name, rows in receipt["rows"].items() if rows} >= {
        "lead-gen",
        "marketing-host",
        "sales-host",
        "support",
        "support-host",
        "analytics-host",
        "core.messages",
        "core.replies",
        "core.enquiries",
        "core.effects",
    }
    # What only counts goes on counting, and every id still leads somewhere.
    await settled(house.client)
    assert await house.call("GET", "/v1/x/analytics-host/summary") == summary
    journey = await house.call("GET", f"/v1/journeys/{contact}")
    assert (journey["author"], journey["outcome"]) == (f"erased:{contact}", "stopped")
    told = [event async for event in events(house, "contact.erased")]
    assert [event.payload["rows"] for event in told] == [sum(receipt["rows"].values())]
    # The other contact is as it was.
    held = await house.call("GET", f"/v1/contacts/{other}/export")
    assert held["core"]["messages"][0]["text"].startswith("Another zoo")
    (conversation,) = held["core"]["conversations"]
    assert (conversation["channel"], conversation["thread"]) == ("TWITTER", "post-of-the-narwhal")
    # The archive went at once, and its request says so.
    await house.call("GET", f"/v1/contacts/{contact}/requests/{export['request']}/archive", status=404)


async def test_where_an_enquiry_was_escalated_to_is_not_the_contacts(house: House, everywhere):
    """The team's address is the tenant's own: it stays, and is not taken for a word of the contact's."""
    support = house.tenant.bindings[Module.CUSTOMER_SUPPORT].binding
    rules = {"escalation_rules": {"escalate_to": "people@team.invalid"}}
    await house.call("PUT", f"/v1/bindings/{support}/context", {"context": rules})
    contact = await house.live_through()
    said = "I want a refund for the zebra invoice and to talk to a human being, at once."
    await house.call("POST", "/v1/enquiries", {"id": "e-escalated", "author": HANDLE, "text": said}, status=202)
    await settled(house.client)
    tickets = (await house.call("GET", "/v1/x/support-host/tickets"))["items"]
    assert "people@team.invalid" in [ticket["escalated_to"] for ticket in tickets]
    done = await house.erased(contact)
    assert (done["state"], done["error_code"]) == ("completed", None)
    assert await everywhere(house.engine, "zebra invoice", *SAID) == set()


async def events(house: House, *types: str):
    async with house.engine.pools.within(house.tenant.scope.tenant) as connection:
        rows = await connection.fetch("select * from core.events where type = any($1) order by txid, seq", list(types))
    for row in rows:
        yield event_of(row)


async def test_asking_again_is_the_same_erasure(house: House):
    contact = (await house.comment("c1"))["contact"]
    first, second = await asyncio.gather(
        house.call("DELETE", f"/v1/contacts/{contact}", status=202),
        house.call("DELETE", f"/v1/contacts/{contact}", status=202),
    )
    assert first["request"] == second["request"]
    done = await house.finished(contact, first["request"])
    third = await house.call("DELETE", f"/v1/contacts/{contact}", status=202)
    assert (third["request"], third["state"]) == (first["request"], "completed")
    assert (await house.finished(contact, first["request"]))["receipt"] == done["receipt"]
    assert len([event async for event in events(house, "contact.erased")]) == 1


async def test_from_the_answer_on_nothing_of_the_contact_is_taken(made: House):
    """Without a worker nothing is erased yet, and all the same the contact is gone for everybody who writes."""
    house = made
    contact = (await house.comment("c1"))["contact"]
    binding = str(house.tenant.bindings[Module.MARKETING].binding)
    opened = await house.call(
        "POST", "/v1/conversations", {"binding": binding, "platform": "TWITTER", "author": HANDLE}, 201
    )
    assert opened["contact"] == contact
    await house.call("DELETE", f"/v1/contacts/{contact}", status=202)
    said = await house.client.post(f"/v1/conversations/{opened['id']}/messages", json={"text": "hello?"})
    assert said.status_code in (404, 409), said.text
    await house.call("POST", "/v1/replies", {"id": "r9", "author": HANDLE, "text": REPLY}, 404)
    await house.call("POST", "/v1/enquiries", {"id": "e9", "author": HANDLE, "text": ENQUIRY}, 404)
    # The platform tells of the old comment once more: not taken. Its author writes anew: somebody new.
    again = await house.comment("c1", status=409)
    assert again["type"] == "urn:vito:problem:conflict"
    later = await house.comment("c2", "Hello, I am back.")
    assert later["contact"] != contact
    for table, values in {
        "replies": "(tenant_id, id, contact, text) values ($1, $2, $3, 'x')",
        "enquiries": "(tenant_id, id, contact, binding, conversation, text) values ($1, $2, $3, $2, $2, 'x')",
        "interactions": "(tenant_id, id, binding, contact, conversation, external_id, platform, post_id, language,"
        " message, reply, at) values ($1, $2, $2, $3, $2, 'x', 'x', 'x', 'x', $2, $2, now())",
        "journeys": "(tenant_id, contact, lead, binding) values ($1, $3, $2, $2)",
    }.items():
        with pytest.raises(asyncpg.PostgresError) as refused:
            async with house.engine.pools.within(house.tenant.scope.tenant) as connection:
                await connection.execute(
                    f"insert into core.{table} {values}", house.tenant.scope.tenant, new_id(), ContactId(contact)
                )
        assert refused.value.sqlstate == "VT001", table


async def test_a_turn_that_is_being_answered_leaves_nothing(house: House, everywhere, monkeypatch):
    """The mark comes between a turn's two transactions."""
    turns = house.engine.turns
    answering, go_on = asyncio.Event(), asyncio.Event()
    draft = turns._draft

    async def slow(*arguments):
        answering.set()
        await go_on.wait()
        async for step in draft(*arguments):
            yield step

    monkeypatch.setattr(turns, "_draft", slow)
    comment = asyncio.create_task(house.client.post("/v1/interactions", json=body_of(house)))
    await asyncio.wait_for(answering.wait(), 20)
    (contact,) = [c["id"] for c in (await house.call("GET", f"/v1/contacts?author={HANDLE}"))["items"]]
    done = await house.erased(contact)
    go_on.set()
    answer = await comment
    assert answer.status_code in (404, 409), answer.text
    assert done["state"] == "completed"
    assert await everywhere(house.engine, *SAID) == set()


def body_of(house: House) -> dict[str, str]:
    binding = str(house.tenant.bindings[Module.MARKETING].binding)
    return {"binding": binding, "id": "c7", "platform": "TWITTER", "post_id": "p", "author": HANDLE, "text": COMMENT}


async def test_late_events_of_an_erased_contact_bring_nothing_back_and_fail_nowhere(house: House, everywhere):
    contact = await house.live_through()
    (recorded,) = [event async for event in events(house, "interaction.recorded")]
    (lead,) = [event async for event in events(house, "lead.qualified")]
    assert (await house.erased(contact))["state"] == "completed"
    assert recorded.read(InteractionRecorded).contact == lead.read(LeadQualified).contact == UUID(contact)
    # The same facts once more under new ids, as a subscriber meets them that was away all the time.
    async with house.engine.pools.within(house.tenant.scope.tenant) as connection:
        await connection.execute(
            "insert into core.events (tenant_id, id, type, subject, payload, plugin)"
            " select tenant_id, gen_random_uuid(), type, subject, payload, plugin from core.events"
            " where type = any($1)",
            ["interaction.recorded", "lead.qualified", "reply.received", "enquiry.received"],
        )
    await settled(house.client)
    async with house.engine.pools.within(house.tenant.scope.tenant) as connection:
        assert await connection.fetch("select subscriber, error_code from core.parked_events") == []
        assert await connection.fetchval("select count(*) from core.journeys") == 1
    assert await everywhere(house.engine, *SAID) == set()
    held = await house.call("GET", f"/v1/contacts/{contact}/export")
    assert held["sales-host"]["leads"] == held["marketing-host"]["comments"] == []
    assert held["lead-gen"]["lead"] is None


async def test_a_plugin_that_keeps_failing_fails_the_request_by_name_and_it_can_be_repeated(
    house: House, everywhere, monkeypatch
):
    monkeypatch.setattr(steps, "PLUGIN_ATTEMPTS", 2)
    contact = await house.live_through()
    desk, healthy = house.engine.subjects, dict(house.engine.subjects._holders)

    async def broken(scope, contact):
        raise LookupError(f"cannot find {HANDLE}")

    desk.fill([*healthy.items(), ("support-host", DataSubjects(healthy["support-host"].export, broken))])
    failed = await house.erased(contact)
    assert (failed["state"], failed["error_plugin"], failed["error_code"]) == ("failed", "support-host", "LookupError")
    assert failed["receipt"] is None
    left = await everywhere(house.engine, *SAID)
    # The core's note of what to look for is sealed.
    assert {place.split(".")[0] for place in left} == {"helpdesk"}
    assert HANDLE not in json.dumps(failed)

    desk.fill(list(healthy.items()))
    done = await house.erased(contact)
    assert (done["id"], done["state"]) == (failed["id"], "completed")
    assert done["receipt"]["rows"]["sales-host"] > 0, "what the first run erased is in the receipt too"
    assert await everywhere(house.engine, *SAID) == set()


async def test_what_a_plugin_forgets_to_erase_is_found_out(house: House, everywhere):
    contact = await house.live_through()
    desk, healthy = house.engine.subjects, dict(house.engine.subjects._holders)

    async def forgetful(scope, contact):
        return 1

    desk.fill([*healthy.items(), ("marketing-host", DataSubjects(healthy["marketing-host"].export, forgetful))])
    failed = await house.erased(contact)
    assert (failed["state"], failed["error_plugin"], failed["error_code"]) == ("failed", "marketing-host", "still_held")

    # Asked again when the words had gone: what is left is erased, and the receipt says what was not looked for.
    async with house.engine.pools.within(house.tenant.scope.tenant) as connection:
        await connection.execute("update core.subject_requests set held_until = clock_timestamp() - interval '1 day'")
    assert await house.engine.personal_data.requests.drop_old_words(house.tenant.scope.tenant, UUID(failed["id"]))
    desk.fill(list(healthy.items()))
    done = await house.erased(contact)
    assert (done["id"], done["state"]) == (failed["id"], "completed")
    assert done["receipt"]["searched"]["name"] is False
    assert await everywhere(house.engine, *SAID) == set()


async def test_a_plugin_that_could_not_be_loaded_may_hold_something(house: House):
    contact = (await house.comment("c1"))["contact"]
    desk = house.engine.subjects
    desk.fill(list(desk._holders.items()), ["clinic"])
    failed = await house.erased(contact)
    assert (failed["state"], failed["error_plugin"], failed["error_code"]) == ("failed", "clinic", "not_loaded")


async def test_a_journey_whose_stage_never_ends_is_ended(house: House, everywhere, monkeypatch):
    monkeypatch.setattr("vito_core.personal_data.stopping.STOP_SECONDS", 1.0)
    store = house.engine.registry.plugins["sales-host"].plugin._store

    async def hang(*arguments, **more):
        await asyncio.sleep(3600)

    monkeypatch.setattr(type(store), "decide", hang)
    contact = (await house.comment("c1"))["contact"]
    await house.until(f"/v1/journeys/{contact}", lambda row: row["stage"] == "")
    await settled(house.client)
    done = await house.erased(contact)
    assert done["state"] == "completed", done
    journey = await house.call("GET", f"/v1/journeys/{contact}")
    assert (journey["outcome"], journey["reason"]) == ("stopped", "erased")
    assert await everywhere(house.engine, *SAID) == set()


async def test_the_archive_holds_everything_and_its_receipt_fits(house: House):
    contact = await house.live_through()
    asked = await house.call("POST", f"/v1/contacts/{contact}/export", status=202)
    done = await house.finished(contact, asked["request"])
    file = await house.client.get(f"/v1/contacts/{contact}/requests/{asked['request']}/archive")
    assert file.headers["content-type"].startswith("application/json")
    receipt = done["receipt"]
    assert receipt["sha256"] == hashlib.sha256(file.content).hexdigest()
    assert receipt["bytes"] == len(file.content)
    archive = file.json()
    assert set(archive["held"]) == {"core", *house.engine.subjects.plugins}
    assert archive["held"]["core"]["contact"][0]["handle"] == HANDLE
    assert receipt["entries"]["core"] >= 7
    for said in (COMMENT, REPLY, ENQUIRY):
        assert said in file.text
        assert said not in json.dumps(done)
    keys = [
        path.relative_to(house.engine.settings.objects) for path in house.engine.settings.objects.rglob("exports/*")
    ]
    assert [key.parts[0] for key in keys] == [str(house.tenant.scope.tenant)]


async def test_an_archive_expires(house: House):
    contact = (await house.comment("c1"))["contact"]
    asked = await house.call("POST", f"/v1/contacts/{contact}/export", status=202)
    await house.finished(contact, asked["request"])
    async with house.engine.pools.within(house.tenant.scope.tenant) as connection:
        await connection.execute("update core.subject_requests set completed_at = completed_at - interval '31 days'")
    path = f"/v1/contacts/{contact}/requests/{asked['request']}"
    await house.call("GET", f"{path}/archive", status=404)
    assert list(house.engine.settings.objects.rglob("exports/*.json"))
    async with serving(house.engine):
        await house.until(path, lambda row: not row["archive"])
    assert not list(house.engine.settings.objects.rglob("exports/*.json"))


@contextlib.asynccontextmanager
async def serving(engine):
    stop = asyncio.Event()
    task = asyncio.create_task(engine.personal_data.keep_serving(stop))
    try:
        yield
    finally:
        stop.set()
        await task


async def test_an_erasure_asked_for_without_temporal_is_done_later(engine_of: EngineOf, temporal: str, everywhere):
    engine = await engine_of(*PLUGINS)  # its Temporal address leads nowhere
    tenant = await furnish(engine, "one")
    async with api_of(engine) as client, dispatching(engine):
        house = House(engine, tenant, client)
        contact = (await house.comment("c1", "Nice zebrafish!"))["contact"]
        asked = await house.call("DELETE", f"/v1/contacts/{contact}", status=202)
        assert asked["state"] == "requested"
        engine.journeys._target = temporal
        async with working(engine), serving(engine):
            done = await house.finished(contact, asked["request"])
        assert done["state"] == "completed", done
        assert await everywhere(engine, "zebrafish", HANDLE) == set()


async def test_a_killed_worker_is_no_excuse(tmp_path: Path):
    """kill -9 in the middle of three erasures: each ends with one receipt, and nothing is left."""
    home = Home(tmp_path / "home")
    people = [f"{name}_{HANDLE}" for name in ("ana", "bea", "cai")]
    async with contextlib.AsyncExitStack() as ends:
        state = ends.enter_context(home.in_use())
        supervisor = Supervisor(home, state, Tuning(plugins_file=ROOT / "plugins.toml"))
        ends.push_async_callback(asyncio.to_thread, supervisor.stop)
        address = await asyncio.to_thread(supervisor.start)
        stage = await set_up(address.url, home, state, read_cast(EXAMPLE / "setup.json"), None, ())
        api = stage.brand
        ends.push_async_callback(api.close)
        contacts = []
        for author in people:
            body = {"binding": str(stage.bindings[Module.MARKETING]), "id": f"c-{author}", "platform": "TWITTER"}
            said = await api.post("/v1/interactions", {**body, "author": author, "text": COMMENT})
            contacts.append(said["contact"])
        await until(api, "/v1/journeys", lambda page: sum(has(row, "outreach_sent") for row in page["items"]) == 3)
        asked = [await api._call("DELETE", f"/v1/contacts/{contact}") for contact in contacts]
        paths = [f"/v1/contacts/{c}/requests/{a['request']}" for c, a in zip(contacts, asked, strict=True)]
        last = await until(api, paths[-1], lambda row: row["state"] != "requested", pause=0.01)
        assert last["state"] == "running", "too late to hit it in the middle"
        pid = supervisor.pid("worker")
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        rows = [await until(api, path, lambda row: row["state"] in ("completed", "failed")) for path in paths]
        assert supervisor.pid("worker") != pid
        assert [row["state"] for row in rows] == ["completed"] * 3, rows
        assert [row["receipt"]["verified"] for row in rows] == [True] * 3
        told = await until(api, "/v1/events", lambda page: len(page["items"]) >= 3, type="contact.erased")
        assert sorted(event["subject"] for event in told["items"]) == sorted(contacts)
        dsn = admin_dsn(await asyncio.to_thread(supervisor.postgres.start), DATABASE)
        assert await walked(dsn, home.folder / "objects", COMMENT, HANDLE) == set()
