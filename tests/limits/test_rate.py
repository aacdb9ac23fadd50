"""The rate of a key, over all processes; floods without one."""

import asyncio
import time
from collections import Counter
from unittest.mock import Mock

import asyncpg
import pytest
from litestar.exceptions import NotAuthorizedException

from tests.limits.ground import Door, house_of
from vito_contracts.ids import TenantId, new_id
from vito_core.forgetting import forget_old
from vito_core.identity.limits import KeyLimits
from vito_core.limits import limiter
from vito_core.testing import EngineOf, new_tenant
from vito_core.web.limiting import Failures, Flood, FloodGuard


async def hammer(doors: list[Door], seconds: float, at_once: int = 4) -> Counter[int]:
    """As fast as they can; how many answers of each status."""
    until, codes = time.monotonic() + seconds, Counter[int]()

    async def one(door: Door) -> None:
        while time.monotonic() < until:
            codes[(await door.get()).status_code] += 1

    await asyncio.gather(*(one(door) for door in doors for _ in range(at_once)))
    return codes


async def test_two_processes_share_the_rate_of_a_key(engine_of: EngineOf):
    rate, burst, seconds = 20.0, 40, 2.0
    async with house_of(engine_of, 2, rate_per_second=rate, rate_burst=burst) as house:
        began = time.monotonic()
        codes = await hammer(house.doors, seconds)
        took = time.monotonic() - began
    most = burst + rate * (took + 2)
    assert 0.5 * (burst + rate * seconds) < codes[200] <= most
    assert codes[429] > 0
    assert set(codes) == {200, 429}


async def test_a_refusal_says_when_to_go_on_and_going_on_then_works(engine_of: EngineOf):
    async with house_of(engine_of, rate_per_second=2.0, rate_burst=4) as house:
        (door,) = house.doors
        answers = [await door.get() for _ in range(6)]
        assert [each.status_code for each in answers] == [200] * 4 + [429] * 2
        refused = answers[-1]
        assert refused.json()["type"] == "urn:vito:problem:too-many-requests"
        assert refused.headers["content-type"] == "application/problem+json"
        assert refused.headers["ratelimit-policy"] == '"rate";q=4;w=2'
        assert refused.headers["ratelimit"].startswith('"rate";r=0;t=')
        assert 1 <= int(refused.headers["retry-after"]) <= 2
        await asyncio.sleep(int(refused.headers["retry-after"]))
        assert (await door.get()).status_code == 200


async def test_the_headers_count_down(engine_of: EngineOf):
    async with house_of(engine_of, rate_per_second=1.0, rate_burst=10) as house:
        left = [(await house.doors[0].get()).headers["ratelimit"] for _ in range(3)]
    assert [each.split(";")[1] for each in left] == ["r=9", "r=8", "r=7"]


async def test_each_key_has_a_bucket_of_its_own(engine_of: EngineOf):
    async with house_of(engine_of, rate_per_second=0.1, rate_burst=2) as house:
        (door,) = house.doors
        assert [(await door.get()).status_code for _ in range(3)] == [200, 200, 429]
        other = await house.engine.tenancy.add_key(house.scope.tenant, "second", "viewer")
        _, stranger = await new_tenant(house.engine, "two")
        for key in (other, stranger):
            assert (await Door(door.engine, door.client, key).get()).status_code == 200
        assert (await door.get()).status_code == 429


async def test_a_keys_own_limits_go_before_the_installations(engine_of: EngineOf):
    async with house_of(engine_of, rate_per_second=0.1, rate_burst=1) as house:
        limiting, caller = house.engine.limiter, new_id()
        own = KeyLimits(rate_per_second=0.1, burst=3)
        verdicts = [await limiting.admit(house.scope.tenant, caller, own) for _ in range(4)]
        assert [each.refused for each in verdicts] == [None] * 3 + ["rate"]
        free = KeyLimits(rate_per_second=0)
        assert {(await limiting.admit(house.scope.tenant, caller, free)).refused for _ in range(50)} == {None}


async def test_most_requests_ask_nobody(engine_of: EngineOf, monkeypatch):
    async with house_of(engine_of, rate_per_second=1000.0, rate_burst=1000) as house:
        asked = 0
        plain = house.engine.pools.without_tenant

        def counted():
            nonlocal asked
            asked += 1
            return plain()

        monkeypatch.setattr(house.engine.pools, "without_tenant", counted)
        for _ in range(500):
            verdict = await house.engine.limiter.admit(house.scope.tenant, house.key, KeyLimits())
            assert verdict.refused is None
        assert asked <= 500 / 100


async def test_tokens_that_are_not_used_soon_are_gone(engine_of: EngineOf, monkeypatch):
    """Otherwise a process that held some for an hour could add them to somebody else's burst."""
    async with house_of(engine_of, 2, rate_per_second=0.01, rate_burst=40) as house:
        monkeypatch.setattr(limiter, "_batch", lambda _: 10)
        one, two = (door.engine.limiter for door in house.doors)
        assert (await one.admit(house.scope.tenant, house.key, KeyLimits())).refused is None
        for _ in range(30):
            await two.admit(house.scope.tenant, house.key, KeyLimits())
        one._tokens[house.key].until = 0.0
        assert (await one.admit(house.scope.tenant, house.key, KeyLimits())).refused == "rate"


async def test_without_the_database_the_rate_lets_through_and_says_so(engine_of: EngineOf, monkeypatch):
    async with house_of(engine_of, rate_per_second=1.0, rate_burst=1) as house:
        said: list[str] = []
        monkeypatch.setattr(house.engine.limiter, "_log", Mock(warning=lambda event, **_: said.append(event)))

        def gone():
            raise ConnectionRefusedError

        monkeypatch.setattr(house.engine.pools, "without_tenant", gone)
        verdicts = [await house.engine.limiter.admit(house.scope.tenant, house.key, KeyLimits()) for _ in range(20)]
        assert {each.refused for each in verdicts} == {None}
        assert said == ["limits.let_through"]


async def test_a_mistake_of_ours_lets_nobody_through(engine_of: EngineOf, monkeypatch):
    async with house_of(engine_of, rate_per_second=1.0, rate_burst=1) as house:
        mistaken = limiter._TAKE.replace("core.", "core.no_")
        assert mistaken != limiter._TAKE
        monkeypatch.setattr(limiter, "_TAKE", mistaken)
        with pytest.raises(asyncpg.PostgresError):
            await house.engine.limiter.admit(house.scope.tenant, house.key, KeyLimits())


async def test_a_lost_bucket_is_a_full_one(engine_of: EngineOf):
    """The table is unlogged: after a crash of the database it is empty."""
    async with house_of(engine_of, rate_per_second=0.1, rate_burst=2) as house:
        tenant, caller = house.scope.tenant, house.key
        for _ in range(3):
            verdict = await house.engine.limiter.admit(tenant, caller, KeyLimits())
        assert verdict.refused == "rate"
        async with house.engine.pools.within(tenant) as connection:
            await connection.execute("delete from core.rate_buckets")
            await connection.execute(
                "insert into core.rate_buckets values ($1, $2, 0, now() - interval '2 days')", tenant, new_id()
            )
        assert await forget_old(house.engine) == 1, "one of long ago"
        house.engine.limiter._tokens.clear()
        assert (await house.engine.limiter.admit(tenant, caller, KeyLimits())).refused is None


async def test_the_function_cannot_be_used_on_another_tenants_bucket(engine_of: EngineOf):
    """It sets the wall itself; within a foreign wall a row of A's is neither seen nor changed."""
    async with house_of(engine_of, rate_per_second=0.1, rate_burst=2) as house:
        await house.engine.limiter.admit(house.scope.tenant, house.key, KeyLimits())
        async with house.engine.pools.within(TenantId(new_id())) as connection:
            assert await connection.fetchval("select count(*) from core.rate_buckets") == 0
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.execute(
                    "insert into core.rate_buckets values ($1, $2, 0, now())", house.scope.tenant, new_id()
                )


async def test_a_flood_without_a_key_is_cut_off_and_who_is_known_passes(engine_of: EngineOf):
    async with house_of(engine_of, failures_per_minute=6) as house:
        (door,) = house.doors
        assert (await door.get()).status_code == 200
        bad = Door(door.engine, door.client, "vito_guess")
        paths = ("/v1/bindings", "/v1/twins", "/v1/stops") * 3
        codes = [(await bad.get(path)).status_code for path in paths]
        assert codes == [401] * 6 + [429] * 3
        refused = await bad.get()
        assert (int(refused.headers["retry-after"]) > 0, refused.json()["status"]) == (True, 429)
        assert (await door.get()).status_code == 200, "behind the same address, but known"
        assert (await door.client.get("/health")).status_code == 200


async def test_a_new_log_in_is_no_fresh_bucket(engine_of: EngineOf):
    async with house_of(engine_of, rate_per_second=0.001, rate_burst=2) as house:
        (door,) = house.doors
        invite = {"name": "Ana", "email": "ana@one.example", "role": "viewer"}
        invited = (await door.client.post("/v1/users", json=invite, headers=door.headers)).json()
        accepted = {"invitation": invited["invitation"], "password": "correct horse battery staple"}
        await door.client.post("/v1/invitations/accept", json=accepted)
        log_in = {"tenant": "one", "email": invite["email"], "password": accepted["password"]}
        codes = []
        for _ in range(3):
            token = (await door.client.post("/v1/sessions", json=log_in)).json()["token"]
            codes.append((await Door(house.engine, door.client, token).get()).status_code)
        assert codes == [200, 200, 429]


async def test_one_end_user_does_not_use_up_what_its_payer_has_for_all(engine_of: EngineOf):
    async with house_of(engine_of, rate_per_second=0.001, rate_burst=2) as house:
        tenant, own = house.scope.tenant, KeyLimits(rate_per_second=0.001, burst=3)
        ann, bob = new_id(), new_id()
        verdicts = [
            await house.engine.limiter.admit_for(tenant, who, house.key, own) for who in (ann, ann, ann, bob, bob)
        ]
        assert [each.refused for each in verdicts] == [None, None, "rate", None, "rate"], "two of ann's, three of all"
        assert verdicts[3].policy.startswith('"rate";q=2;'), "its own, not the payer's"


async def test_tries_at_the_routes_that_answer_anybody_count_along(engine_of: EngineOf):
    async with house_of(engine_of, failures_per_minute=4, metrics_token="scrape-me") as house:
        (door,) = house.doors
        scraper = {"authorization": "Bearer scrape-me"}
        assert (await door.get()).status_code == 200
        assert (await door.client.get("/metrics", headers=scraper)).status_code == 200
        accepted = {"invitation": "vinv_guessed", "password": "a password that is long"}
        codes = []
        for _ in range(2):
            codes.append((await door.client.get("/metrics", headers={"authorization": "Bearer x"})).status_code)
            codes.append((await door.client.post("/v1/invitations/accept", json=accepted)).status_code)
        assert codes == [401, 404] * 2
        for path in ("/metrics", "/v1/sessions/oidc/start?tenant=one", "/v1/sessions/oidc/callback", "/v1/bindings"):
            assert (await door.client.get(path)).status_code == 429, path
        refused = await door.client.post("/v1/invitations/accept", json=accepted)
        assert (refused.status_code, int(refused.headers["retry-after"]) > 0) == (429, True)
        assert (await door.client.get("/metrics", headers=scraper)).status_code == 200, "known, behind the same address"
        assert (await door.get()).status_code == 200


async def test_a_whole_network_of_ipv6_counts_as_one_address():
    async def nobody(*_: object) -> None:
        raise NotAuthorizedException

    guard = FloodGuard(nobody, Failures(3))
    for number, refused in enumerate([NotAuthorizedException] * 3 + [Flood]):
        client = (f"2001:db8:0:1:{number:x}::1", 1)
        with pytest.raises(refused):
            await guard({"route_handler": Mock(opt={}), "headers": [], "client": client}, Mock(), Mock())
