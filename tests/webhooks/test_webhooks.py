"""Endpoints, what they are sent, and what becomes of it when they misbehave."""

import asyncio
import datetime as dt
import email.utils
import json
from typing import Any

import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from tests.webhooks.ground import FAST, Ground, ground_of, sending
from tests.webhooks.receiver import Received, Receiver
from vito_core.events.log import EventReader
from vito_core.forgetting import forget_old
from vito_core.outward.client import Outward
from vito_core.testing import EngineOf, api_of, new_tenant


def verified(secret: str, received: Received) -> dict[str, Any]:
    found: dict[str, Any] = Webhook(secret).verify(received.body, received.headers)
    return found


async def test_an_event_arrives_signed_with_ids_and_numbers_only(engine_of: EngineOf):
    async with Receiver().serving() as receiver, ground_of(engine_of) as ground:
        webhook = await ground.webhook(receiver.url)
        assert webhook["secret"].startswith("whsec_")
        assert "secret" not in await ground.shown(webhook)
        (event,) = await ground.emit()
        (received,) = await receiver.got(1)
        told = verified(webhook["secret"], received)
        assert {name: told[name] for name in ("id", "type", "api_version", "version")} == {
            "id": str(event), "type": "usage.metered", "api_version": "v1", "version": 1,
        }  # fmt: skip
        assert told["data"] == {"unit": "turn", "quantity": 0}
        assert (received.headers["webhook-id"], received.headers["content-type"]) == (str(event), "application/json")
        (delivery,) = await ground.settled(webhook)
        assert (delivery["state"], delivery["status"], delivery["attempts"]) == ("delivered", 204, 1)
        with pytest.raises(WebhookVerificationError):
            verified("whsec_" + "A" * 43 + "=", received)


async def test_each_tenant_is_told_of_its_own_and_each_endpoint_of_what_it_listens_to(engine_of: EngineOf):
    async with Receiver().serving() as ours, Receiver().serving() as theirs, ground_of(engine_of) as ground:
        scope, key = await new_tenant(ground.engine, "two")
        other = Ground(ground.engine, ground.client, scope, key)
        everything = await other.webhook(theirs.url, "*")
        globbed = await ground.webhook(ours.url, "usage.*", "journey.ended")
        deaf = await ground.webhook(ours.url, "journey.*")
        await ground.emit(3)
        (event,) = await other.emit()
        assert len(await ground.settled(globbed, 3)) == 3
        found = await other.settled(everything, 2)
        assert sorted(each["type"] for each in found) == ["usage.metered", "webhook.changed"]
        assert str(event) in {each["event"] for each in found}
        assert await ground.deliveries(deaf) == []
        assert (await other.call("GET", f"/v1/webhooks/{globbed['id']}/deliveries")).status_code == 404


async def test_a_failing_endpoint_is_tried_again_under_the_same_id(engine_of: EngineOf):
    slowly = {"webhook_seconds": 1.0, "webhook_pauses": (0.1,) * 9}
    async with Receiver().serving() as receiver, ground_of(engine_of, **slowly) as ground:
        receiver.answers = [500, "reset", "hang"]
        webhook = await ground.webhook(receiver.url)
        await ground.emit()
        received = await receiver.got(4)
        (delivery,) = await ground.settled(webhook)
        assert (delivery["state"], delivery["attempts"] >= 4) == ("delivered", True)
        assert len({each.headers["webhook-id"] for each in received}) == 1
        assert len({each.body for each in received}) == 1
        assert [verified(webhook["secret"], each)["type"] for each in received] == ["usage.metered"] * len(received)


async def test_an_endpoint_where_nothing_arrives_is_disabled_visibly_and_failed_ones_are_replayed(engine_of: EngineOf):
    async with Receiver().serving() as receiver, ground_of(engine_of) as ground:
        receiver.answers = [500] * 4
        webhook = await ground.webhook(receiver.url)
        since = dt.datetime.now(dt.UTC).isoformat()
        await ground.emit()
        (delivery,) = await ground.settled(webhook)
        assert (delivery["state"], delivery["error_code"], delivery["attempts"]) == ("failed", "http", 4)
        shown = await ground.shown(webhook)
        assert (shown["state"], shown["reason_code"]) == ("disabled", "failing")
        assert "webhook.disabled" in await ground.types()
        await ground.emit()  # while it is off: not kept
        path = f"/v1/webhooks/{webhook['id']}"
        assert (await ground.call("POST", f"{path}/test")).status_code == 409
        await asyncio.sleep(0.5)
        assert (await ground.call("PATCH", path, {"on": True})).json()["state"] == "on"
        answer = await ground.call("POST", f"{path}/replay", {"since": since})
        assert (answer.status_code, answer.json()) == (202, {"replayed": 1})
        (delivery,) = await ground.settled(webhook)
        assert (delivery["state"], delivery["attempts"]) == ("delivered", 5)
        assert len({each.headers["webhook-id"] for each in receiver.received}) == 1


@pytest.mark.parametrize("value", ["9" * 5000, "Fri, 31 Dec 9999 23:59:59 -2300", "soon", "-5"])
async def test_a_pause_that_makes_no_sense_is_none_and_the_attempt_settled(engine_of: EngineOf, value: str):
    async with Receiver().serving() as receiver, ground_of(engine_of, webhook_pauses=(60,)) as ground:
        receiver.answers, receiver.headers = [503], {"retry-after": value}
        webhook = await ground.webhook(receiver.url)
        await ground.emit()
        (delivery,) = await ground.until(webhook, lambda all_: bool(all_) and all_[0]["error_code"] is not None)
        assert (delivery["state"], delivery["status"], delivery["error_code"]) == ("pending", 503, "http")
        assert (await ground.shown(webhook))["paused_until"] is None


async def test_an_attempt_that_breaks_as_nobody_thought_of_fails_in_the_end(engine_of: EngineOf, monkeypatch):
    async with Receiver().serving() as receiver, ground_of(engine_of) as ground:

        async def breaks(*_: Any, **__: Any) -> None:
            raise ArithmeticError

        monkeypatch.setattr(Outward, "send", breaks)
        webhook = await ground.webhook(receiver.url)
        await ground.emit()
        (delivery,) = await ground.settled(webhook)
        assert (delivery["state"], delivery["error_code"], delivery["attempts"]) == ("failed", "internal", 4)


async def test_one_that_says_it_is_gone_is_switched_off_at_once(engine_of: EngineOf):
    async with Receiver().serving() as receiver, ground_of(engine_of) as ground:
        receiver.answers = [410]
        webhook = await ground.webhook(receiver.url)
        await ground.emit()
        (delivery,) = await ground.settled(webhook)
        assert (delivery["state"], delivery["status"], delivery["attempts"]) == ("failed", 410, 1)
        assert (await ground.shown(webhook))["reason_code"] == "gone"


async def test_a_redirect_is_not_followed(engine_of: EngineOf):
    async with Receiver().serving() as receiver, ground_of(engine_of, webhook_pauses=(60,)) as ground:
        receiver.answers, receiver.headers = [302], {"location": "http://169.254.169.254/"}
        webhook = await ground.webhook(receiver.url)
        await ground.emit()
        (delivery,) = await ground.until(webhook, lambda all_: bool(all_) and all_[0]["status"] == 302)
        assert (delivery["state"], delivery["error_code"]) == ("pending", "http")


@pytest.mark.parametrize("answer", ["slow", "huge"])
async def test_the_status_is_enough_however_long_the_body(engine_of: EngineOf, answer: str):
    async with Receiver().serving() as receiver, ground_of(engine_of) as ground:
        receiver.answers = [answer]
        webhook = await ground.webhook(receiver.url)
        await ground.emit()
        (delivery,) = await ground.settled(webhook)
        assert (delivery["state"], delivery["attempts"]) == ("delivered", 1)


@pytest.mark.parametrize("as_date", [False, True])
async def test_a_pause_that_is_asked_for_is_kept_by_everything_of_that_endpoint(engine_of: EngineOf, as_date: bool):
    async with Receiver().serving() as receiver, ground_of(engine_of) as ground:
        at = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=60)
        receiver.answers = [429]
        receiver.headers = {"retry-after": email.utils.format_datetime(at, usegmt=True) if as_date else "60"}
        webhook = await ground.webhook(receiver.url)
        await ground.emit()
        await ground.until(webhook, lambda all_: bool(all_) and all_[0]["status"] == 429)
        paused = dt.datetime.fromisoformat((await ground.shown(webhook))["paused_until"])
        assert 50 < (paused - dt.datetime.now(dt.UTC)).total_seconds() <= 61
        await ground.emit()
        await ground.until(webhook, lambda all_: len(all_) == 2)
        await asyncio.sleep(0.7)
        assert len(receiver.received) == 1
        await ground.call("PATCH", f"/v1/webhooks/{webhook['id']}", {"on": True})
        assert len(await receiver.got(2)) == 2, "switching it on ends the pause"


async def test_a_slow_endpoint_costs_nobody_else(engine_of: EngineOf):
    async with Receiver().serving() as slow, Receiver().serving() as quick, ground_of(engine_of) as ground:
        slow.answers = ["hang"] * 100
        await ground.webhook(slow.url)
        webhook = await ground.webhook(quick.url)
        await ground.emit(30)
        await quick.got(30, 5)
        assert slow.most_open <= 4
        slow.let_go.set()
        assert {each["state"] for each in await ground.settled(webhook, 30)} == {"delivered"}


async def test_two_senders_share_the_work_and_an_endpoints_limit(engine_of: EngineOf):
    async with Receiver().serving() as receiver, ground_of(engine_of) as ground, sending(ground.engine):
        receiver.answers = ["slow-ish"] * 60
        webhook = await ground.webhook(receiver.url)
        events = await ground.emit(60)
        await receiver.got(60)
        await ground.until(webhook, lambda all_: all(each["state"] == "delivered" for each in all_))
        ids = [each.headers["webhook-id"] for each in receiver.received]
        assert sorted(ids) == sorted(str(event) for event in events), "each once"
        assert receiver.most_open <= 4


async def test_a_new_secret_signs_and_the_one_before_signs_along(engine_of: EngineOf):
    async with Receiver().serving() as receiver, ground_of(engine_of) as ground:
        first = await ground.webhook(receiver.url)
        path = f"/v1/webhooks/{first['id']}/rotate"
        second = (await ground.call("POST", path, {"grace_seconds": 60})).json()
        await ground.emit()
        received = (await receiver.got(1))[0]
        assert verified(first["secret"], received) == verified(second["secret"], received)
        third = (await ground.call("POST", path, {"grace_seconds": 0})).json()
        await ground.emit()
        received = (await receiver.got(2))[1]
        assert verified(third["secret"], received)
        with pytest.raises(WebhookVerificationError):
            verified(second["secret"], received)


async def test_secrets_are_sealed_in_the_database_and_bound_to_their_endpoint(engine_of: EngineOf):
    async with Receiver().serving() as receiver, ground_of(engine_of, webhook_pauses=(60,)) as ground:
        one, two = await ground.webhook(receiver.url), await ground.webhook(receiver.url)
        async with ground.engine.pools.within(ground.scope.tenant) as connection:
            rows = await connection.fetch("select secret::text || url as row from core.webhooks")
            assert not any(one["secret"].removeprefix("whsec_") in row["row"] for row in rows)
            await connection.execute(
                "update core.webhooks set secret = (select secret from core.webhooks where id = $1) where id = $2",
                one["id"],
                two["id"],
            )
        await ground.emit()
        (delivery,) = await ground.until(two, lambda all_: bool(all_) and all_[0]["error_code"] is not None)
        assert (delivery["error_code"], len(receiver.received)) == ("no_secret", 1)


async def test_a_test_goes_to_that_endpoint_alone(engine_of: EngineOf):
    async with Receiver().serving() as receiver, ground_of(engine_of) as ground:
        webhook, other = await ground.webhook(receiver.url, "journey.*"), await ground.webhook(receiver.url, "*")
        answer = await ground.call("POST", f"/v1/webhooks/{webhook['id']}/test")
        assert (answer.status_code, answer.json()["type"]) == (202, "webhook.tested")
        (delivery,) = await ground.settled(webhook)
        assert delivery["state"] == "delivered"
        again = await ground.call("POST", f"/v1/webhooks/{webhook['id']}/deliveries/{delivery['id']}/replay")
        assert (again.status_code, again.json()["state"]) == (202, "pending")
        (delivery,) = await ground.settled(webhook)
        assert delivery["attempts"] == 2
        assert "webhook.tested" not in {each["type"] for each in await ground.deliveries(other)}


async def test_pages_of_deliveries_hold_each_once(engine_of: EngineOf):
    async with Receiver().serving() as receiver, ground_of(engine_of) as ground:
        webhook = await ground.webhook(receiver.url)
        await ground.emit(5)
        whole = [each["id"] for each in await ground.settled(webhook, 5)]
        seen, after = [], None
        while True:
            path = f"/v1/webhooks/{webhook['id']}/deliveries"
            page = (await ground.call("GET", path, limit=2, **({"after": after} if after else {}))).json()
            seen += [each["id"] for each in page["items"]]
            after = page["next"]
            if after is None:
                break
        assert seen == whole
        assert await ground.deliveries(webhook, state="failed") == []


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ({"url": "http://127.0.0.2/"}, "no public address"),
        ({"url": "https://[::ffff:10.0.0.1]/"}, "no public address"),
        ({"url": "https://user:hush@partner.example/"}, "no user name"),
        ({"url": "ftp://partner.example/"}, "https://"),
        ({"url": "https://partner.example/", "events": ["nothing.like_it"]}, "no event type"),
        ({"url": "https://partner.example/", "events": ["lead.(.*)+"]}, "events"),
        ({"url": "https://partner.example/", "events": []}, "events"),
        ({"url": "https://partner.example/", "secret": "whsec_mine"}, "secret"),
        ({"events": ["*"]}, "url"),
    ],
)
async def test_what_cannot_be_accepted_is_explained(webhooks_api: Ground, body: Any, says: str):
    answer = await webhooks_api.call("POST", "/v1/webhooks", body)
    assert answer.status_code in (400, 422)
    assert says in answer.text
    assert "hush" not in answer.text
    assert (await webhooks_api.call("GET", "/v1/webhooks")).json()["items"] == []


async def test_what_a_delivery_changes_stands_in_nobodys_way(engine_of: EngineOf):
    """Only what somebody decided is a version: endpoints that are in use are changed, too."""
    async with Receiver().serving() as receiver, ground_of(engine_of) as ground:
        webhook = await ground.webhook(receiver.url)
        path = f"/v1/webhooks/{webhook['id']}"
        seen = (await ground.call("GET", path)).headers["etag"]
        await ground.emit()
        await ground.settled(webhook)
        assert (await ground.shown(webhook))["last_success_at"] is not None
        changed = await ground.call("PATCH", path, {"on": False}, if_match=seen)
        assert (changed.status_code, changed.json()["state"]) == (200, "off")
        tries = (("PATCH", path, {"on": True}), ("DELETE", path, None), ("POST", f"{path}/rotate", {}))
        for method, where, body in tries:
            assert (await ground.call(method, where, body, if_match=seen)).status_code == 412
        await ground.call("PATCH", path, {"on": False})
        assert (await ground.types()).count("webhook.changed") == 2, "made and switched off; nothing new is not told"
        bare = await ground.client.patch(path, json={"on": True}, headers=ground._headers)
        assert bare.status_code == 428
        assert (await ground.shown(webhook))["state"] == "off"
        assert (await ground.call("DELETE", path, if_match=changed.headers["etag"])).status_code == 204


async def test_there_is_a_most_and_a_deleted_one_is_gone(engine_of: EngineOf):
    engine = await engine_of(**FAST)
    scope, key = await new_tenant(engine, "one")
    async with api_of(engine) as client:
        ground = Ground(engine, client, scope, key)
        made = await asyncio.gather(
            *(ground.call("POST", "/v1/webhooks", {"url": "https://partner.example/"}) for _ in range(25))
        )
        codes = [each.status_code for each in made]
        assert (codes.count(201), codes.count(409)) == (20, 5)
        path = f"/v1/webhooks/{next(each for each in made if each.is_success).json()['id']}"
        assert (await ground.call("DELETE", path)).status_code == 204
        assert [(await ground.call(verb, path, {})).status_code for verb in ("GET", "PATCH", "DELETE")] == [404] * 3


async def test_deliveries_are_kept_for_thirty_days(engine_of: EngineOf):
    async with Receiver().serving() as receiver, ground_of(engine_of) as ground:
        webhook = await ground.webhook(receiver.url)
        await ground.emit(2)
        await ground.settled(webhook, 2)
        async with ground.engine.pools.within(ground.scope.tenant) as connection:
            await connection.execute(
                "update core.webhook_deliveries set created_at = now() - interval '31 days'"
                " where id = (select min(id::text)::uuid from core.webhook_deliveries)"
            )
        assert await forget_old(ground.engine) == 1
        assert len(await ground.deliveries(webhook)) == 1


async def test_an_event_that_is_told_twice_is_delivered_once(engine_of: EngineOf):
    async with Receiver().serving() as receiver, ground_of(engine_of) as ground:
        webhook = await ground.webhook(receiver.url)
        await ground.emit()
        await ground.settled(webhook)
        (subscription,) = ground.engine.webhook_deliveries.subscriptions()
        reader = EventReader(ground.engine.pools, ground.engine.types)
        (event,) = await reader.read(ground.scope, types=["usage.metered"])
        await subscription.handler(ground.scope, event)
        assert len(await ground.deliveries(webhook)) == 1
        assert json.loads(receiver.received[0].body)["id"] == str(event.id)


@pytest.fixture
async def webhooks_api(engine_of: EngineOf):
    engine = await engine_of(outward_private=("127.0.0.1/32",))
    scope, key = await new_tenant(engine, "one")
    async with api_of(engine) as client:
        yield Ground(engine, client, scope, key)
