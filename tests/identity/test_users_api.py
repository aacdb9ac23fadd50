"""Staff: invited, changed, removed; the last administrator stays; what is personal stays in one row."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator

import pytest

from tests.identity.house import PASSWORD, House, house_of


@pytest.fixture(scope="module")
async def house(postgres, tmp_path_factory) -> AsyncIterator[House]:
    async with house_of(postgres, tmp_path_factory.mktemp("users")) as made:
        yield made


async def accept(house: House, invitation: str, password: str = PASSWORD):
    body = {"invitation": invitation, "password": password}
    return await house.client.post("/v1/invitations/accept", json=body)


async def test_an_invitation_sets_the_password_once(house):
    tenant = await house.tenant()
    invited = await tenant.ok("POST", "/v1/users", {"name": "Ana", "email": "Ana@Lumbra.example", "role": "editor"})
    user = invited["user"]
    assert (user["status"], user["role"], user["email"]) == ("PENDING_SETUP", "editor", "Ana@Lumbra.example")
    assert (await tenant.log_in()).status_code == 401, "no password yet"
    assert (await accept(house, invited["invitation"])).json() == {"user": user["id"]}
    assert (await accept(house, invited["invitation"])).status_code == 404
    assert (await tenant.log_in("ana@lumbra.EXAMPLE")).status_code == 201
    one = await tenant.ok("GET", f"/v1/users/{user['id']}")
    assert one["status"] == "ACTIVE"
    assert invited["invitation"] not in str(await tenant.sql("select t::text from core.users t"))
    assert PASSWORD not in str(await tenant.sql("select t::text from core.users t"))


async def test_a_new_invitation_voids_the_one_before_and_an_old_one_expires(house):
    tenant = await house.tenant()
    first = await tenant.ok("POST", "/v1/users", {"name": "Ana", "email": "ana@lumbra.example"})
    path = f"/v1/users/{first['user']['id']}/invitation"
    second = await tenant.ok("POST", path)
    assert (await accept(house, first["invitation"])).status_code == 404
    await tenant.sql("update core.users set invitation_until = now()")
    assert (await accept(house, second["invitation"])).status_code == 404
    third = await tenant.ok("POST", path)
    assert (await accept(house, third["invitation"])).status_code == 200


@pytest.mark.parametrize("password", ["", "short", "x" * 11, "x" * 1001])
async def test_a_password_has_its_length(house, password):
    tenant = await house.tenant()
    invited = await tenant.ok("POST", "/v1/users", {"name": "Ana", "email": "ana@lumbra.example"})
    assert (await accept(house, invited["invitation"], password)).status_code in (400, 422)
    assert (await accept(house, invited["invitation"], "ümläut " + "x" * 990)).status_code == 200


@pytest.mark.parametrize("email", ["", "ana", "@", "ana@", "a b@c", "ana@x\n", "ana@x\x00y", "a" * 250 + "@b.cd"])
async def test_what_is_no_address_is_refused(house, email):
    tenant = await house.tenant()
    answer = await tenant.call("POST", "/v1/users", {"name": "Ana", "email": email})
    assert answer.status_code in (400, 422)


async def test_an_address_is_one_users(house):
    tenant, other = await house.tenant(), await house.tenant()
    await tenant.user("ana@lumbra.example")
    taken = await tenant.call("POST", "/v1/users", {"name": "B", "email": "ANA@lumbra.example"})
    assert taken.status_code == 409
    assert "ana" not in taken.text.lower(), "the problem repeats no address"
    await other.user("ana@lumbra.example")
    assert (await other.log_in()).json()["tenant"] == str(other.scope.tenant)


async def test_the_last_administrator_can_neither_go_nor_step_down(house):
    tenant = await house.tenant()
    first = await tenant.user("one@lumbra.example", "tenant_admin")
    path = f"/v1/users/{first}"
    for method, body in (("DELETE", None), ("PATCH", {"role": "viewer"}), ("PATCH", {"status": "INACTIVE"})):
        refused = await tenant.call(method, path, body)
        assert refused.status_code == 409
        assert "last active tenant_admin" in refused.json()["detail"]
    second = await tenant.user("two@lumbra.example", "tenant_admin")
    both = [tenant.call("PATCH", f"/v1/users/{each}", {"role": "viewer"}) for each in (first, second)]
    assert sorted(answer.status_code for answer in await asyncio.gather(*both)) == [200, 409]


async def test_nobody_makes_or_touches_a_mightier_user(house):
    tenant = await house.tenant()
    admin = await tenant.user("admin@lumbra.example", "tenant_admin")
    clerk = (await tenant.key_of(scopes=["users:write", "users:read"]))["secret"]
    body = {"name": "E", "email": "eve@lumbra.example", "role": "tenant_admin"}
    assert (await tenant.call("POST", "/v1/users", body, by=clerk)).status_code == 403
    for method, path, change in (
        ("PATCH", "", {"name": "E"}),
        ("DELETE", "", None),
        ("POST", "/invitation", None),
    ):
        assert (await tenant.call(method, f"/v1/users/{admin}{path}", change, by=clerk)).status_code == 403
    body["role"] = "platform_admin"
    assert (await tenant.call("POST", "/v1/users", body)).status_code == 403, "a tenant makes no platform administrator"


async def test_a_key_with_limits_or_an_end_lets_nobody_in(house):
    """Who logs in has neither: the key would be rid of its own."""
    tenant = await house.tenant()
    user = await tenant.user()
    body = {"name": "E", "email": "eve@lumbra.example", "role": "viewer"}
    tries = (
        ("POST", "/v1/users", body),
        ("POST", f"/v1/users/{user}/invitation", None),
        ("PATCH", f"/v1/users/{user}", {"email": "eve@lumbra.example"}),
    )
    end = (dt.datetime.now(dt.UTC) + dt.timedelta(hours=1)).isoformat()
    for own in ({"limits": {"monthly_quota": 100}}, {"limits": {"rate_per_second": 30.0}}, {"expires_at": end}):
        key = await tenant.key_of(role="tenant_admin", **own)
        for method, path, change in tries:
            # What it rests on is looked at only where it may change something at all.
            stale = {"headers": {"if-match": '"another"'}} if method == "PATCH" else {}
            refused = await tenant.call(method, path, change, by=key["secret"], **stale)
            assert (refused.status_code, "of its own" in refused.text) == (403, True), (own, method, refused.text)
    assert {each["needed"] for each in await tenant.events("access.denied")} == {"own_limits", "own_end"}
    unbounded = await tenant.key_of(role="tenant_admin")
    for method, path, change in tries[1:]:
        await tenant.ok(method, path, change, by=unbounded["secret"])
    await tenant.ok("POST", f"/v1/keys/{unbounded['key']['id']}/rotate", {})
    rotated = await tenant.call(*tries[0], by=unbounded["secret"])
    assert (rotated.status_code, "rotated" in rotated.text) == (403, True)


async def test_of_many_who_change_one_thing_at_once_one_does(house):
    tenant = await house.tenant()
    webhook = await tenant.ok("POST", "/v1/webhooks", {"url": "https://hooks.example/"})
    for path, field, value in (
        (f"/v1/users/{await tenant.user()}", "name", "n"),
        (f"/v1/keys/{(await tenant.key_of())['key']['id']}", "name", "n"),
        (f"/v1/webhooks/{webhook['id']}", "url", "https://hooks.example/"),
    ):
        seen = {"if-match": (await tenant.call("GET", path)).headers["etag"]}
        changes = [{field: f"{value}{number}"} for number in range(8)]
        answers = await asyncio.gather(*(tenant.call("PATCH", path, change, headers=seen) for change in changes))
        assert sorted(each.status_code for each in answers) == [200] + [412] * 7, path
        [done] = [each.json()[field] for each in answers if each.status_code == 200]
        assert (await tenant.ok("GET", path))[field] == done


async def test_a_change_of_role_or_status_ends_the_sessions(house):
    tenant = await house.tenant()
    user = await tenant.user()
    for change, reason in (({"role": "viewer"}, "ended"), ({"status": "INACTIVE"}, "ended")):
        token = await tenant.token()
        assert (await tenant.call("GET", "/v1/sessions/me", by=token)).status_code == 200
        await tenant.ok("PATCH", f"/v1/users/{user}", change)
        assert (await tenant.call("GET", "/v1/sessions/me", by=token)).status_code == 401
        assert reason in {each["reason"] for each in await tenant.events("access.denied")}
    assert (await tenant.log_in()).status_code == 401, "an inactive user does not log in"
    await tenant.ok("PATCH", f"/v1/users/{user}", {"status": "ACTIVE"})
    token = await tenant.token()
    renamed = await tenant.ok("PATCH", f"/v1/users/{user}", {"name": "Ana B."})
    assert renamed["name"] == "Ana B."
    assert (await tenant.call("GET", "/v1/sessions/me", by=token)).status_code == 200, "a new name ends nothing"


async def test_two_who_change_one_user_at_once_are_told(house):
    tenant = await house.tenant()
    user = await tenant.user()
    path = f"/v1/users/{user}"
    seen = {"if-match": (await tenant.call("GET", path)).headers["etag"]}
    first = await tenant.call("PATCH", path, {"name": "First"}, headers=seen)
    assert first.json()["name"] == "First"
    for method, body in (("PATCH", {"name": "Second"}), ("DELETE", None)):
        stale = await tenant.call(method, path, body, headers=seen)
        assert (stale.status_code, stale.json()["type"]) == (412, "urn:vito:problem:precondition-failed")
    unread = await tenant.house.client.patch(
        path, json={"name": "Second"}, headers={"authorization": f"Bearer {tenant.key}"}
    )
    assert unread.status_code == 428
    again = await tenant.call("POST", f"{path}/invitation", headers=seen)
    assert again.status_code == 412
    same = await tenant.call("GET", path, headers={"if-none-match": first.headers["etag"]})
    assert same.status_code == 304
    await tenant.ok("PATCH", path, {"name": "First"})
    assert (await tenant.call("GET", path)).headers["etag"] == first.headers["etag"], "nothing new, no new version"
    assert len(await tenant.events("user.changed")) == 1
    assert (await tenant.ok("GET", path))["name"] == "First"


async def test_a_removed_user_is_erased_and_its_id_stays(house):
    tenant = await house.tenant()
    user = await tenant.user("carla@lumbra.example", "viewer")
    token = await tenant.token("carla@lumbra.example")
    removed = await tenant.ok("DELETE", f"/v1/users/{user}")
    assert (removed["name"], removed["email"], removed["status"]) == ("[erased]", None, "ARCHIVED")
    assert (await tenant.call("GET", "/v1/twins", by=token)).status_code == 401
    assert (await tenant.log_in("carla@lumbra.example")).status_code == 401
    assert "carla" not in str(await tenant.sql("select t::text from core.users t")).lower()
    assert "carla" not in str(await tenant.sql("select payload::text from core.events")).lower()
    assert (await tenant.ok("GET", "/v1/users"))["items"] == []
    assert len((await tenant.ok("GET", "/v1/users?removed=true"))["items"]) == 1
    assert (await tenant.call("PATCH", f"/v1/users/{user}", {"name": "x"})).status_code == 409
    assert (await tenant.call("DELETE", f"/v1/users/{user}")).status_code == 200, "repeatable"
    kinds = ("user.invited", "user.password_set", "session.started", "session.ended", "user.removed")
    assert [len(await tenant.events(kind)) for kind in kinds] == [1, 1, 1, 1, 1]


async def test_users_of_others_are_not_there(house):
    tenant, other = await house.tenant(), await house.tenant()
    user = await tenant.user()
    for method, path in (("GET", ""), ("PATCH", ""), ("DELETE", ""), ("POST", "/invitation")):
        assert (await other.call(method, f"/v1/users/{user}{path}", {})).status_code == 404
