"""API keys: shown once, hold what they were given and no more, end when they should, and leave a trace in the log."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import pytest

from tests.identity.house import House, Tenant, house_of
from vito_contracts.ids import new_id
from vito_contracts.tenancy import Role
from vito_core.identity.limits import KeyLimits
from vito_core.identity.secrets import secret_hash
from vito_core.tenancy import KeyHolder, Tenancy


@pytest.fixture(scope="module")
async def house(postgres, tmp_path_factory) -> AsyncIterator[House]:
    async with house_of(postgres, tmp_path_factory.mktemp("keys")) as made:
        yield made


def soon(seconds: float) -> str:
    return (dt.datetime.now(dt.UTC) + dt.timedelta(seconds=seconds)).isoformat()


async def test_a_secret_is_shown_once_and_stored_as_a_hash(house):
    tenant = await house.tenant()
    made = await tenant.key_of(name="ci", role="editor")
    assert made["secret"].startswith("vito_")
    one = await tenant.ok("GET", f"/v1/keys/{made['key']['id']}")
    assert one == made["key"]
    listed = await tenant.call("GET", "/v1/keys")
    assert made["secret"] not in listed.text
    assert [each["name"] for each in listed.json()["items"]] == ["ci", "first key"]
    (row,) = await tenant.sql("select key_hash, t::text as row from core.api_keys t where name = 'ci'")
    assert row["key_hash"] == secret_hash(made["secret"])
    assert made["secret"] not in row["row"]
    (created,) = await tenant.events("key.created")
    assert (created["key"], created["role"], created["by"]) == (one["id"], "editor", one["created_by"])


async def test_a_key_with_scopes_opens_these_alone(house):
    tenant = await house.tenant()
    made = await tenant.key_of(scopes=["contacts:read"])
    assert made["key"]["role"] == "tenant_admin", "its ceiling is the creator's role"
    assert (await tenant.call("GET", "/v1/contacts", by=made["secret"])).status_code == 200
    whole = f"/v1/contacts/{new_id()}/export"
    for method, path in (("GET", "/v1/twins"), ("POST", "/v1/twins"), ("GET", "/v1/keys"), ("GET", whole)):
        refused = await tenant.call(method, path, {}, by=made["secret"])
        assert (refused.status_code, refused.json()["type"]) == (403, "urn:vito:problem:forbidden")
    denied = await tenant.events("access.denied")
    assert {(each["reason"], each["needed"]) for each in denied} == {
        ("no_permission", "twins:read"),
        ("no_permission", "twins:write"),
        ("no_permission", "keys:read"),
        ("no_permission", "subjects:read"),
    }
    assert {each["caller"] for each in denied} == {made["key"]["id"]}


async def test_nobody_hands_out_more_than_it_holds(house):
    tenant = await house.tenant()
    clerk = await tenant.key_of(scopes=["keys:write", "keys:read", "twins:read"])
    for wanted in (
        {"role": "tenant_admin"},
        {"role": "viewer"},
        {"scopes": ["twins:write"]},
        {"role": "platform_admin"},
    ):
        refused = await tenant.call("POST", "/v1/keys", {"name": "more", **wanted}, by=clerk["secret"])
        assert refused.status_code == 403, wanted
        assert "hands out" in refused.json()["detail"]
    made = await tenant.ok("POST", "/v1/keys", {"name": "less", "scopes": ["twins:read"]}, by=clerk["secret"])
    assert made["key"]["created_by"] == clerk["key"]["id"]
    (admin,) = [each for each in (await tenant.ok("GET", "/v1/keys"))["items"] if each["name"] == "first key"]
    stolen = await tenant.call("POST", f"/v1/keys/{admin['id']}/rotate", {}, by=clerk["secret"])
    assert stolen.status_code == 403, "a new secret of a mightier key is might handed out"
    assert (await tenant.call("GET", "/v1/keys")).status_code == 200
    assert len(await tenant.events("access.denied")) >= 2


async def test_a_limited_key_hands_on_its_limits(house):
    tenant = await house.tenant()
    limits = {"rate_per_second": 5.0, "burst": 10, "monthly_quota": None}
    clerk = await tenant.key_of(scopes=["keys:write", "twins:read"], limits=limits)
    made = await tenant.ok("POST", "/v1/keys", {"name": "x", "scopes": ["twins:read"]}, by=clerk["secret"])
    assert made["key"]["limits"] == limits
    more = {"name": "x", "scopes": ["twins:read"], "limits": {"burst": 11}}
    assert (await tenant.call("POST", "/v1/keys", more, by=clerk["secret"])).status_code == 403
    holder = await house.engine.tenancy.holder(made["secret"])
    assert holder is not None
    assert holder.limits == KeyLimits(rate_per_second=5.0, burst=10)


async def test_a_key_is_refused_within_a_second_of_its_end(house):
    tenant = await house.tenant()
    made = await tenant.key_of(role="viewer", expires_at=soon(3600))
    assert (await tenant.call("GET", "/v1/twins", by=made["secret"])).status_code == 200
    await tenant.sql("update core.api_keys set expires_at = now() where role = 'viewer'")
    async with asyncio.timeout(5):
        while (await tenant.call("GET", "/v1/twins", by=made["secret"])).status_code != 401:
            await asyncio.sleep(0.05)
    (denied,) = await tenant.events("access.denied")
    assert (denied["reason"], denied["caller"], denied["kind"]) == ("expired", made["key"]["id"], "api_key")
    assert (await tenant.call("POST", f"/v1/keys/{made['key']['id']}/rotate", {})).status_code == 409


async def test_a_rotated_key_has_two_secrets_for_the_grace_period(house):
    tenant = await house.tenant()
    made = await tenant.key_of(role="viewer")
    path = f"/v1/keys/{made['key']['id']}/rotate"
    second = await tenant.ok("POST", path, {"grace_seconds": 60})
    assert second["key"]["old_secret_until"] is not None
    works = [(await tenant.call("GET", "/v1/twins", by=each["secret"])).status_code for each in (made, second)]
    assert works == [200, 200]
    third = await tenant.ok("POST", path, {"grace_seconds": 0})
    works = [(await tenant.call("GET", "/v1/twins", by=each["secret"])).status_code for each in (made, second, third)]
    assert works == [401, 401, 200]
    assert {each["reason"] for each in await tenant.events("access.denied")} == {"rotated"}
    assert len(await tenant.events("key.rotated")) == 2


async def test_a_revoked_key_is_dead_in_every_process_within_a_second(house):
    tenant = await house.tenant()
    other = Tenancy(house.engine.pools, key_seconds=1.0)
    made = await tenant.key_of(role="viewer")
    assert isinstance(await other.resolve(made["secret"]), KeyHolder)
    await tenant.ok("DELETE", f"/v1/keys/{made['key']['id']}")
    assert (await tenant.call("GET", "/v1/twins", by=made["secret"])).status_code == 401, "at once where it was revoked"
    async with asyncio.timeout(5):
        while await other.holder(made["secret"]) is not None:
            await asyncio.sleep(0.05)
    again = await tenant.ok("DELETE", f"/v1/keys/{made['key']['id']}")
    assert again["revoked_at"] is not None
    assert len(await tenant.events("key.revoked")) == 1
    assert made["key"]["id"] not in [each["id"] for each in (await tenant.ok("GET", "/v1/keys"))["items"]]
    assert made["key"]["id"] in [each["id"] for each in (await tenant.ok("GET", "/v1/keys?revoked=true"))["items"]]


async def test_a_flood_of_equal_denials_is_one_event_a_minute(house):
    tenant = await house.tenant()
    made = await tenant.key_of(role="viewer")
    await tenant.ok("DELETE", f"/v1/keys/{made['key']['id']}")
    before = await tenant.sql("select count(*) from core.events")
    for _ in range(30):
        assert (await tenant.call("GET", "/v1/twins", by=made["secret"])).status_code == 401
    await house.engine.identity.aside.settled()
    after = await tenant.sql("select count(*) from core.events")
    assert after[0][0] - before[0][0] <= 2, "two, if the minute changed meanwhile"


async def test_when_a_key_was_used_is_written_beside_the_request(house):
    tenant = await house.tenant()
    made = await tenant.key_of(role="viewer")
    assert made["key"]["last_used_at"] is None
    for _ in range(3):
        await tenant.ok("GET", "/v1/twins", by=made["secret"])
    await house.engine.identity.aside.settled()
    first = await tenant.ok("GET", f"/v1/keys/{made['key']['id']}")
    assert first["last_used_at"] is not None
    house.engine.tenancy.forget_keys()
    await tenant.ok("GET", "/v1/twins", by=made["secret"])
    await house.engine.identity.aside.settled()
    assert await tenant.ok("GET", f"/v1/keys/{made['key']['id']}") == first, "not again within the minute"


@pytest.mark.parametrize(
    "wanted",
    [
        {"expires_at": "2020-01-01T00:00:00Z"},
        {"expires_at": "2030-01-01T00:00:00"},
        {"scopes": []},
        {"scopes": ["twins:read\n"]},
        {"scopes": ["everything"]},
        {"role": "viewer", "scopes": ["twins:write"]},
        {"plugin": "not-installed"},
        {"limits": {"burst": 0}},
        {"limits": {"rate_per_second": -1}},
        {"limits": {"monthly_quota": 2**70}},
        {"name": ""},
        {"name": "nul\x00"},
        {"role": "owner"},
        {"secret": "vito_mine"},
    ],
)
async def test_what_makes_no_key_is_refused_with_words(house, wanted):
    tenant = await house.tenant()
    answer = await tenant.call("POST", "/v1/keys", {"name": "bad", **wanted})
    assert answer.status_code in (400, 422), answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert len((await tenant.ok("GET", "/v1/keys"))["items"]) == 1


async def test_keys_are_paged_and_those_of_others_are_not_there(house):
    tenant, other = await house.tenant(), await house.tenant()
    made = [(await tenant.key_of(name=f"k{number}"))["key"]["id"] for number in range(3)]
    first = await tenant.ok("GET", "/v1/keys?limit=2")
    assert [each["id"] for each in first["items"]] == made[:0:-1]
    rest = await tenant.ok("GET", f"/v1/keys?limit=2&after={first['next']}")
    assert [each["name"] for each in rest["items"]] == ["k0", "first key"]
    for method, path in (("GET", ""), ("PATCH", ""), ("DELETE", ""), ("POST", "/rotate")):
        for key in (made[0], str(new_id())):
            assert (await other.call(method, f"/v1/keys/{key}{path}", {})).status_code == 404
    assert UUID(made[0])


LESSER = {"name": "x", "scopes": ["twins:read"]}


async def refused(tenant: Tenant, method: str, path: str, body: dict[str, Any], by: str) -> str:
    """What the refusal says."""
    answer = await tenant.call(method, path, body, by=by)
    assert (answer.status_code, answer.json()["type"]) == (403, "urn:vito:problem:forbidden"), answer.text
    return str(answer.json()["detail"])


async def test_a_key_with_a_quota_does_not_multiply_it(house):
    tenant = await house.tenant()
    clerk = await tenant.key_of(scopes=["keys:write", "twins:read"], limits={"monthly_quota": 100})
    other = await tenant.key_of(**LESSER, limits={"monthly_quota": 1})
    path = f"/v1/keys/{other['key']['id']}"
    for method, where, body in (
        ("POST", "/v1/keys", LESSER),
        ("POST", f"{path}/rotate", {}),
        ("PATCH", path, {"limits": {"monthly_quota": 2}}),
    ):
        assert "quota of its own" in await refused(tenant, method, where, body, clerk["secret"])
    own = f"/v1/keys/{clerk['key']['id']}"
    lower = await tenant.ok("PATCH", own, {"limits": {"monthly_quota": 50}}, by=clerk["secret"])
    assert lower["limits"]["monthly_quota"] == 50
    for more in (51, None):
        await refused(tenant, "PATCH", own, {"limits": {"monthly_quota": more}}, clerk["secret"])
    assert (await tenant.call("POST", f"{own}/rotate", {}, by=clerk["secret"])).status_code == 200, "its own secret"


async def test_an_ending_key_makes_and_reaches_none_that_lasts_longer(house):
    tenant = await house.tenant()
    end, sooner, later = soon(3600), soon(1800), soon(7200)
    clerk = await tenant.key_of(scopes=["keys:write", "twins:read"], expires_at=end)
    made = await tenant.ok("POST", "/v1/keys", LESSER, by=clerk["secret"])
    assert made["key"]["expires_at"] == clerk["key"]["expires_at"]
    assert (await tenant.events("key.created"))[-1]["expires_at"] is not None
    await tenant.ok("POST", "/v1/keys", {**LESSER, "expires_at": sooner}, by=clerk["secret"])
    assert "expires_at" in await refused(tenant, "POST", "/v1/keys", {**LESSER, "expires_at": later}, clerk["secret"])
    for lasting in (await tenant.key_of(**LESSER), await tenant.key_of(**LESSER, expires_at=later)):
        await refused(tenant, "POST", f"/v1/keys/{lasting['key']['id']}/rotate", {}, clerk["secret"])
    own = f"/v1/keys/{clerk['key']['id']}"
    for longer in (later, None):
        await refused(tenant, "PATCH", own, {"expires_at": longer}, clerk["secret"])


async def test_a_limited_key_reaches_none_with_looser_limits(house):
    tenant = await house.tenant()
    clerk = await tenant.key_of(scopes=["keys:write", "twins:read"], limits={"rate_per_second": 5.0})
    wanted: tuple[tuple[dict[str, float], int], ...] = (
        ({}, 403),
        ({"rate_per_second": 6.0}, 403),
        ({"rate_per_second": 5.0}, 200),
    )
    for limits, status in wanted:
        other = await tenant.key_of(**LESSER, limits=limits)
        path = f"/v1/keys/{other['key']['id']}"
        for method, where, body in (("POST", f"{path}/rotate", {}), ("PATCH", path, {"name": "y"})):
            assert (await tenant.call(method, where, body, by=clerk["secret"])).status_code == status, (where, limits)
    assert {each["needed"] for each in await tenant.events("access.denied")} == {"own_limits"}


async def test_a_rotated_secret_makes_rotates_and_changes_nothing(house):
    tenant = await house.tenant()
    clerk = await tenant.key_of(scopes=["keys:write", "keys:read", "twins:read"])
    own = f"/v1/keys/{clerk['key']['id']}"
    newest = (await tenant.ok("POST", f"{own}/rotate", {}))["secret"]
    assert (await tenant.call("GET", "/v1/keys", by=clerk["secret"])).status_code == 200, "the old one still works"
    for method, path, body in (("POST", "/v1/keys", LESSER), ("POST", f"{own}/rotate", {}), ("PATCH", own, {})):
        assert "rotated" in await refused(tenant, method, path, body, clerk["secret"])
    await tenant.ok("POST", "/v1/keys", LESSER, by=newest)


async def test_staff_is_bounded_by_its_role_alone(house):
    tenant = await house.tenant()
    await tenant.user(role=Role.TENANT_ADMIN)
    session = await tenant.token()
    made = await tenant.ok("POST", "/v1/keys", {"name": "x", "expires_at": soon(1e6)}, by=session)
    path = f"/v1/keys/{made['key']['id']}"
    await tenant.ok("POST", f"{path}/rotate", {}, by=session)
    changed = await tenant.ok("PATCH", path, {"expires_at": None, "limits": {"monthly_quota": 7}}, by=session)
    assert (changed["expires_at"], changed["limits"]["monthly_quota"]) == (None, 7)


async def test_a_changed_key_is_what_was_asked_for_and_the_log_says_so(house):
    tenant = await house.tenant()
    made = await tenant.key_of(name="before", role="viewer", limits={"burst": 3, "monthly_quota": 1})
    path = f"/v1/keys/{made['key']['id']}"
    statuses = [(await tenant.call("GET", "/v1/twins", by=made["secret"])).status_code for _ in range(2)]
    assert statuses == [200, 429]
    change = {"name": "after", "limits": {"monthly_quota": None, "rate_per_second": 9.0}, "expires_at": soon(3600)}
    changed = await tenant.ok("PATCH", path, change)
    assert changed["name"] == "after"
    assert changed["limits"] == {"rate_per_second": 9.0, "burst": 3, "monthly_quota": None}, "what is absent stays"
    await tenant.ok("PATCH", path, {"name": "after"})
    assert (await tenant.call("GET", "/v1/twins", by=made["secret"])).status_code == 200, "at once where it was changed"
    (event,) = await tenant.events("key.changed")
    assert "after" not in str(event)
    assert (event["rate_per_second"], event["burst"], event["monthly_quota"]) == (9.0, 3, None)
    await tenant.ok("DELETE", path)
    assert (await tenant.call("PATCH", path, {"name": "x"})).status_code == 409


async def test_two_who_change_one_key_are_told_and_its_use_is_no_change(house):
    tenant = await house.tenant()
    made = await tenant.key_of(role="viewer")
    path = f"/v1/keys/{made['key']['id']}"
    seen = {"if-match": (await tenant.call("GET", path)).headers["etag"]}
    await tenant.ok("GET", "/v1/twins", by=made["secret"])
    await tenant.sql("update core.api_keys set last_used_at = clock_timestamp()")
    first = await tenant.call("PATCH", path, {"name": "first"}, headers=seen)
    assert first.json()["name"] == "first", first.text
    tries = (("PATCH", path, {"name": "second"}), ("DELETE", path, None), ("POST", f"{path}/rotate", {}))
    for method, where, body in tries:
        stale = await tenant.call(method, where, body, headers=seen)
        assert (stale.status_code, stale.json()["type"]) == (412, "urn:vito:problem:precondition-failed")
    bare = await house.client.patch(path, json={}, headers={"authorization": f"Bearer {tenant.key}"})
    assert bare.status_code == 428
    revoked = await tenant.call("DELETE", path, headers={"if-match": first.headers["etag"]})
    assert revoked.json()["revoked_at"] is not None


@pytest.mark.parametrize(
    "change", [{"name": ""}, {"expires_at": "2020-01-01T00:00:00Z"}, {"limits": {"burst": 0}}, {"scopes": ["x:read"]}]
)
async def test_what_changes_no_key_is_refused_with_words(house, change):
    tenant = await house.tenant()
    made = await tenant.key_of()
    answer = await tenant.call("PATCH", f"/v1/keys/{made['key']['id']}", change)
    assert answer.status_code in (400, 422), answer.text
    assert await tenant.ok("GET", f"/v1/keys/{made['key']['id']}") == made["key"]


async def test_who_may_not_read_the_log_names_no_endpoint_for_it(house):
    tenant = await house.tenant()
    body = {"url": "https://hooks.example/all", "events": ["*"]}
    changes = (("POST", "/v1/webhooks"), ("PATCH", f"/v1/webhooks/{new_id()}"))
    for scopes, statuses in ((["webhooks:write"], [403, 403]), (["webhooks:write", "events:read"], [201, 404])):
        key = await tenant.key_of(scopes=scopes)
        answers = [await tenant.call(method, path, body, by=key["secret"]) for method, path in changes]
        assert [each.status_code for each in answers] == statuses, scopes
    assert {each["needed"] for each in await tenant.events("access.denied")} == {"events:read"}


@pytest.mark.parametrize("moment", ["9999-12-31T23:59:59.999999Z", "9999-12-31T00:00:00-00:01", "0001-01-01T00:00:00Z"])
async def test_an_end_beyond_all_times_is_refused(house, moment):
    """They are infinities to the database's driver: such a key could neither be changed nor rotated."""
    tenant = await house.tenant()
    made = await tenant.key_of()
    for method, path in (("POST", "/v1/keys"), ("PATCH", f"/v1/keys/{made['key']['id']}")):
        refused = await tenant.call(method, path, {"name": "x", "expires_at": moment})
        [error] = refused.json()["errors"]
        assert (refused.status_code, error["key"], error["source"]) == (422, "expires_at", "body")
        assert "to 9999-12-31T00:00:00Z is taken" in error["message"]
    latest = await tenant.key_of(expires_at="9999-12-31T00:00:00Z")
    path = f"/v1/keys/{latest['key']['id']}"
    assert (await tenant.ok("PATCH", path, {"name": "y"}))["expires_at"] == "9999-12-31T00:00:00Z"
    await tenant.ok("POST", f"{path}/rotate", {})


async def test_a_rate_that_is_next_to_nothing_is_refused_and_one_from_before_still_answers(house):
    tenant = await house.tenant()
    for rate in (1e-306, 5e-324, 0.0009):
        refused = await tenant.call("POST", "/v1/keys", {"name": "x", "limits": {"rate_per_second": rate}})
        assert refused.status_code == 422, refused.text
    made = await tenant.key_of(role="viewer", limits={"rate_per_second": 0.001, "burst": 1})
    await tenant.sql("update core.api_keys set rate_per_second = 1e-306 where name = 'made'")
    answers = [await tenant.call("GET", "/v1/twins", by=made["secret"]) for _ in range(2)]
    assert [each.status_code for each in answers] == [200, 429]
    assert int(answers[1].headers["retry-after"]) <= 366 * 86_400


async def test_the_last_way_in_for_an_administrator_stays(house):
    tenant = await house.tenant()
    [first] = (await tenant.ok("GET", "/v1/keys"))["items"]
    path = f"/v1/keys/{first['id']}"
    for other in (
        {"role": "editor"},
        {"scopes": ["keys:write"]},
        {"role": "tenant_admin", "expires_at": soon(3600)},
        {"role": "tenant_admin", "limits": {"monthly_quota": 1000}},
    ):
        bounded = await tenant.key_of(**other)
        for method, change in (
            ("DELETE", None),
            ("PATCH", {"expires_at": soon(1)}),
            ("PATCH", {"limits": {"burst": 1}}),
        ):
            refused = await tenant.call(method, path, change)
            assert (refused.status_code, "the last way in" in refused.text) == (409, True), (other, method)
        await tenant.ok("DELETE", f"/v1/keys/{bounded['key']['id']}")
    await tenant.ok("PATCH", path, {"name": "renamed"})
    await tenant.user("ana@lumbra.example", Role.TENANT_ADMIN)
    await tenant.ok("PATCH", path, {"limits": {"burst": 90}})
    await tenant.ok("DELETE", path)
    assert (await tenant.call("GET", "/v1/keys")).status_code == 401


async def test_a_sole_key_with_bounds_from_before_stays_too(house):
    tenant = await house.tenant()
    [first] = (await tenant.ok("GET", "/v1/keys"))["items"]
    path = f"/v1/keys/{first['id']}"
    await tenant.sql("update core.api_keys set rate_per_second = 50")
    tries = (("DELETE", None), ("PATCH", {"expires_at": soon(1)}))
    for method, change in tries:
        assert (await tenant.call(method, path, change)).status_code == 409, method
    await tenant.ok("PATCH", path, {"limits": {"rate_per_second": 40.0}})
    await tenant.key_of(role="tenant_admin", limits={"rate_per_second": 30.0})
    await tenant.ok("DELETE", path)


async def test_two_last_keys_do_not_end_each_other(house):
    tenant = await house.tenant()
    await tenant.key_of(role="tenant_admin")
    paths = [f"/v1/keys/{each['id']}" for each in (await tenant.ok("GET", "/v1/keys"))["items"]]
    answers = await asyncio.gather(*(tenant.call("DELETE", path) for path in paths))
    assert sorted(each.status_code for each in answers) in ([200, 401], [200, 409])


async def test_a_scope_that_is_named_twice_is_held_once(house):
    tenant = await house.tenant()
    made = await tenant.key_of(scopes=["twins:read", "keys:read", "twins:read"])
    assert made["key"]["scopes"] == ["twins:read", "keys:read"]
