"""Sessions: how they begin and end, what a browser may do with them, and how attempts to log in are slowed down."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Sequence

import pytest
from argon2 import PasswordHasher

from tests.identity.house import PASSWORD, House, house_of
from vito_core.container import build
from vito_core.identity.passwords import Passwords
from vito_core.identity.permissions import PERMISSIONS
from vito_core.identity.throttle import ACCOUNT
from vito_core.testing import api_of

OTHER = "another long enough password"


@pytest.fixture(scope="module")
async def house(postgres, tmp_path_factory) -> AsyncIterator[House]:
    async with house_of(postgres, tmp_path_factory.mktemp("sessions")) as made:
        yield made


@pytest.fixture(autouse=True)
async def _nobody_waits(house) -> None:
    """All tests come from one address."""
    async with house.engine.pools.without_tenant() as connection:
        await connection.execute("delete from core.login_pauses")


async def test_a_session_is_its_users_role_until_it_logs_out(house):
    tenant = await house.tenant()
    user = await tenant.user(role="editor")
    began = (await tenant.log_in()).json()
    assert began["token"].startswith("vses_")
    me = await tenant.ok("GET", "/v1/sessions/me", by=began["token"])
    assert (me["user"], me["role"], me["token"]) == (user, "editor", None)
    assert set(me["permissions"]) == PERMISSIONS["editor"] | {"session:read", "session:write"}
    lasts = dt.datetime.fromisoformat(me["expires_at"]) - dt.datetime.now(dt.UTC)
    assert dt.timedelta(hours=11.9) < lasts <= dt.timedelta(hours=12)
    assert (await tenant.call("GET", "/v1/twins", by=began["token"])).status_code == 200
    assert (await tenant.call("GET", "/v1/keys", by=began["token"])).status_code == 403
    assert (await tenant.call("GET", "/v1/sessions/me")).status_code == 403, "a key has no session"
    await tenant.ok("DELETE", "/v1/sessions/me", by=began["token"])
    assert (await tenant.call("GET", "/v1/sessions/me", by=began["token"])).status_code == 401
    assert [each["method"] for each in await tenant.events("session.started")] == ["password"]
    assert [each["reason"] for each in await tenant.events("session.ended")] == ["logout"]
    assert began["token"] not in str(await tenant.sql("select t::text from core.sessions t"))


@pytest.mark.parametrize("column", ["expires_at", "idle_until"])
async def test_a_session_ends_by_itself(house, column):
    tenant = await house.tenant()
    await tenant.user()
    token = await tenant.token()
    await tenant.ok("GET", "/v1/sessions/me", by=token)
    await tenant.sql(f"update core.sessions set {column} = now()")
    async with asyncio.timeout(5):
        while (await tenant.call("GET", "/v1/sessions/me", by=token)).status_code != 401:
            await asyncio.sleep(0.05)
    assert [each["reason"] for each in await tenant.events("access.denied")] == [
        "expired" if column == "expires_at" else "idle"
    ]


async def test_use_keeps_a_session_awake(house):
    tenant = await house.tenant()
    await tenant.user()
    token = await tenant.token()
    await tenant.sql("update core.sessions set idle_until = now() + interval '10 minutes'")
    await tenant.ok("GET", "/v1/sessions/me", by=token)
    await house.engine.identity.aside.settled()
    (row,) = await tenant.sql("select idle_until > now() + interval '59 minutes' as awake from core.sessions")
    assert row["awake"]


async def test_every_wrong_login_gets_the_same_answer(house):
    tenant = await house.tenant()
    await tenant.user()
    wrong = [
        await tenant.log_in(password="not the password"),
        await tenant.log_in("nobody@lumbra.example"),
        await tenant.log_in(tenant="no-such-tenant"),
        await tenant.log_in(tenant="\u0000 x"),
        await tenant.log_in("' or 1=1 --"),
    ]
    assert {each.status_code for each in wrong} <= {401, 422}
    assert len({each.text for each in wrong if each.status_code == 401}) == 1
    (denied,) = await tenant.events("access.denied")
    assert (denied["kind"], denied["reason"]) == ("user", "wrong_password")


class CountingHasher(PasswordHasher):
    """How often a password was looked at, which is what takes the time."""

    looked = 0

    def verify(self, hash: str | bytes, password: str | bytes) -> bool:  # noqa: A002 - the library's own name
        self.looked += 1
        return super().verify(hash, password)


async def test_an_unknown_account_takes_the_work_of_a_wrong_password(house, monkeypatch):
    tenant = await house.tenant()
    await tenant.user()
    await tenant.ok("POST", "/v1/users", {"name": "Ben", "email": "invited@lumbra.example"})
    hasher = CountingHasher(time_cost=1, memory_cost=8 * 1024, parallelism=1)
    monkeypatch.setattr(house.engine.identity.login, "_passwords", Passwords(hasher))
    for wrong in ({}, {"email": "nobody@lumbra.example"}, {"email": "invited@lumbra.example"}, {"tenant": "nobody"}):
        before = hasher.looked
        assert (await tenant.log_in(**{"password": "not the password", **wrong})).status_code == 401
        assert hasher.looked == before + 1, wrong


async def test_attempts_are_slowed_down_over_all_processes_and_nobody_is_locked_out(house):
    tenant = await house.tenant()
    await tenant.user()
    await tenant.user("ben@lumbra.example")
    for _ in range(ACCOUNT.free):
        assert (await tenant.log_in(password="not the password")).status_code == 401
    async with house.engine.pools.without_tenant() as connection:
        # The address counts along under a key of its own, and is not slowed down yet.
        (wait,) = await connection.fetch(
            "select next_at - seen_at as s from core.login_pauses where attempts = $1 and next_at > seen_at",
            ACCOUNT.free,
        )
        assert dt.timedelta(seconds=0.9) < wait["s"] < dt.timedelta(seconds=2)
        await connection.execute(
            "update core.login_pauses set next_at = clock_timestamp() + interval '30 s'"
            " where attempts = $1 and next_at > seen_at",
            ACCOUNT.free,
        )
    second = build(house.settings)
    await second.open()
    try:
        async with api_of(second) as elsewhere:
            body = {"tenant": tenant.slug, "email": "ana@lumbra.example", "password": PASSWORD}
            held = await elsewhere.post("/v1/sessions", json=body)
    finally:
        await second.close()
    assert (held.status_code, held.json()["type"]) == (429, "urn:vito:problem:too-many-requests")
    assert 1 <= int(held.headers["retry-after"]) <= 30
    assert (await tenant.log_in("ben@lumbra.example")).status_code == 201, "another account is not held up"
    async with house.engine.pools.without_tenant() as connection:
        await connection.execute("update core.login_pauses set next_at = clock_timestamp()")
    assert (await tenant.log_in()).status_code == 201, "the right password is taken again after the pause"
    assert (await tenant.log_in(password="not the password")).status_code == 401, "and the failures are forgotten"


async def test_many_attempts_at_once_are_not_many_free_ones(house):
    tenant = await house.tenant()
    await tenant.user()
    answers = await asyncio.gather(*(tenant.log_in(password="not the password") for _ in range(12)))
    assert sum(each.status_code == 401 for each in answers) <= ACCOUNT.free + 2, (
        "two more where the machine took seconds"
    )
    assert {each.status_code for each in answers} == {401, 429}


async def test_pauses_grow_to_a_minute_and_end(house):
    tenant = await house.tenant()
    await tenant.user()
    async with house.engine.pools.without_tenant() as connection:
        await tenant.log_in(password="not the password")
        (key,) = [
            row["key"]
            for row in await connection.fetch("select key from core.login_pauses order by attempts, key limit 1")
        ]
        await connection.execute("update core.login_pauses set attempts = 500")
        await tenant.log_in(password="not the password")
        waits = await connection.fetch(
            "select extract(epoch from next_at - clock_timestamp()) as s from core.login_pauses"
        )
        assert key is not None
        assert max(row["s"] for row in waits) <= 300
        assert (await tenant.log_in()).status_code == 429
        await connection.execute(
            "update core.login_pauses set next_at = now(), seen_at = now() - interval '61 minutes'"
        )
        assert (await tenant.log_in()).status_code == 201
        await connection.execute("update core.login_pauses set attempts = 500")


async def test_a_password_of_older_parameters_is_hashed_again(house):
    tenant = await house.tenant()
    await tenant.user()
    old = PasswordHasher(time_cost=1, memory_cost=8 * 1024, parallelism=1)
    await tenant.sql("update core.users set password_hash = $1", await Passwords(old).hash(PASSWORD))
    assert (await tenant.log_in()).status_code == 201
    (row,) = await tenant.sql("select password_hash as hash from core.users")
    assert not PasswordHasher().check_needs_rehash(row["hash"])
    assert (await tenant.log_in()).status_code == 201


async def test_a_new_password_ends_the_other_sessions(house):
    tenant = await house.tenant()
    await tenant.user()
    mine, elsewhere = await tenant.token(), await tenant.token()
    wrong = await tenant.call("PUT", "/v1/sessions/me/password", {"current": OTHER, "new": OTHER}, by=mine)
    assert (wrong.status_code, "not your password" in wrong.json()["detail"]) == (422, True)
    await tenant.ok("PUT", "/v1/sessions/me/password", {"current": PASSWORD, "new": OTHER}, by=mine)
    assert (await tenant.call("GET", "/v1/sessions/me", by=mine)).status_code == 200
    assert (await tenant.call("GET", "/v1/sessions/me", by=elsewhere)).status_code == 401
    assert (await tenant.log_in()).status_code == 401
    assert (await tenant.log_in(password=OTHER)).status_code == 201


async def test_a_composed_and_a_decomposed_password_are_the_same():
    passwords = Passwords(PasswordHasher(time_cost=1, memory_cost=8 * 1024, parallelism=1))
    stored = await passwords.hash("caf\u00e9 caf\u00e9 caf\u00e9")
    assert await passwords.check("cafe\u0301 cafe\u0301 cafe\u0301", stored)
    assert not await passwords.check("cafe cafe cafe", stored)
    assert not await passwords.check("anything at all", None)
    assert not await passwords.check("anything at all", "not a hash")


@pytest.mark.parametrize(
    ("headers", "taken"),
    [
        ({}, False),
        ({"origin": "http://api.invalid"}, True),
        ({"origin": "https://evil.example"}, False),
        ({"origin": "null"}, False),
        ({"origin": "http://api.invalid.evil.example"}, False),
        ({"sec-fetch-site": "same-origin"}, True),
        ({"sec-fetch-site": "cross-site"}, False),
        ({"sec-fetch-site": "same-site"}, False),
        ({"sec-fetch-site": "cross-site", "origin": "http://api.invalid"}, False),
    ],
)
async def test_a_cookie_changes_nothing_from_elsewhere(house, headers, taken):
    tenant = await house.tenant()
    await tenant.user(role="editor")
    began = await tenant.log_in(cookie=True)
    assert began.json()["token"] is None
    (cookie,) = began.headers.get_list("set-cookie")
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Secure" not in cookie, "this is plain http"
    house.client.cookies.clear()
    sent = {"cookie": cookie.partition(";")[0]}
    assert (await house.client.get("/v1/sessions/me", headers=sent)).status_code == 200
    body = {"level": "tenant"}
    answer = await house.client.post("/v1/stops", json=body, headers={**sent, **headers})
    assert answer.status_code == (201 if taken else 403), answer.text
    assert [each["needed"] for each in await tenant.events("access.denied")] == ([] if taken else ["same_origin"])


@pytest.mark.parametrize("token", ["vses_", "vses_x", "vses_" + "x" * 5000, "vses_\u00e9", "", "null", "a.b.c"])
async def test_what_is_no_session_opens_nothing(house, token):
    headers = [(b"authorization", f"Bearer {token}".encode())]
    assert (await house.client.get("/v1/sessions/me", headers=headers)).status_code == 401


@pytest.mark.parametrize("spelling", ["ANA@lumbra.example", "\u0130vy@lumbra.example"])
async def test_an_account_has_one_pause_however_its_address_is_spelt(house, spelling, monkeypatch):
    """By the database's lower case, by which the account is looked up: Python's has two characters for \u0130."""
    tenant = await house.tenant()
    async with house.engine.pools.without_tenant() as connection:
        lower = await connection.fetchval("select lower($1)", spelling)
    counted: list[Sequence[str]] = []

    async def attempt(account: Sequence[str], address: str) -> None:
        counted.append(account)

    monkeypatch.setattr(house.engine.identity.login._throttle, "attempt", attempt)
    for email in (spelling, lower):
        await tenant.log_in(email)
    assert counted == [(tenant.slug, lower)] * 2
