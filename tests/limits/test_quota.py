"""The monthly quota of a key: never exceeded, by however many processes."""

import asyncio
import datetime as dt
from collections import Counter

import pytest

from tests.limits.ground import Door, house_of
from vito_core.identity.limits import KeyLimits
from vito_core.limits.quota import QuotaUnknown
from vito_core.testing import EngineOf

QUOTA = 230


async def test_two_processes_together_never_exceed_it_and_all_of_it_can_be_used(engine_of: EngineOf):
    async with house_of(engine_of, 2, monthly_quota=QUOTA) as house:
        codes = Counter[int]()

        async def one(door) -> None:
            for _ in range(QUOTA):
                codes[(await door.get()).status_code] += 1

        await asyncio.gather(*(one(door) for door in house.doors))
        assert (codes[200], codes[429]) == (QUOTA, QUOTA)
        refused = await house.doors[0].get()
        problem = refused.json()
        assert (problem["type"], problem["status"]) == ("urn:vito:problem:quota-exceeded", 429)
        assert 0 < int(refused.headers["retry-after"]) <= 31 * 86_400
        assert refused.headers["ratelimit"].startswith('"month";r=0;t=')
        assert refused.headers["ratelimit-policy"].startswith(f'"month";q={QUOTA};w=')


async def test_a_raised_quota_counts_within_seconds_and_the_state_is_shown(engine_of: EngineOf, monkeypatch):
    async with house_of(engine_of, monthly_quota=0) as house:
        tenant, limiter = house.scope.tenant, house.engine.limiter
        monkeypatch.setattr("vito_core.limits.quota.ASK_AGAIN_SECONDS", 0.0)
        for _ in range(3):
            verdict = await limiter.admit(tenant, house.key, KeyLimits(monthly_quota=2))
        assert verdict.refused == "quota"
        assert (await limiter.admit(tenant, house.key, KeyLimits(monthly_quota=3))).refused is None
        (row,) = await house.doors[0].usage()
        month = dt.datetime.now(dt.UTC).date().replace(day=1).isoformat()
        assert (row["plan"], row["quota"]) == ("quota", {"month": month, "limit": 3, "used": 3})


async def test_what_is_held_and_not_used_is_given_back(engine_of: EngineOf):
    async with house_of(engine_of, 2) as house:
        limits, tenant = KeyLimits(monthly_quota=1000), house.scope.tenant
        one, two = (door.engine for door in house.doors)
        await one.limiter.admit(tenant, house.key, limits)
        assert await _taken(house) == 20
        await one.quotas.give_back()
        assert await _taken(house) == 20, "not too long yet"
        one.quotas._units[house.key].until = 0.0
        await one.quotas.give_back()
        assert await _taken(house) == 1
        await two.limiter.admit(tenant, house.key, limits)
        await two.quotas.give_back(everything=True)
        assert await _taken(house) == 2


async def test_what_cannot_be_known_is_refused(engine_of: EngineOf, monkeypatch):
    async with house_of(engine_of, monthly_quota=100) as house:
        (door,) = house.doors
        await house.engine.tenancy.holder(door.headers["authorization"].removeprefix("Bearer "))

        def gone():
            raise ConnectionRefusedError

        monkeypatch.setattr(house.engine.pools, "without_tenant", gone)
        answer = await door.get()
        assert (answer.status_code, answer.json()["type"]) == (503, "urn:vito:problem:unavailable")
        with pytest.raises(QuotaUnknown):
            await house.engine.limiter.admit(house.scope.tenant, house.key, KeyLimits())


async def test_a_key_whose_own_quota_is_nothing_asks_nothing(engine_of: EngineOf):
    """Else a key that is limited could make one that is not."""
    async with house_of(engine_of) as house:
        verdict = await house.engine.limiter.admit(house.scope.tenant, house.key, KeyLimits(monthly_quota=0))
        assert verdict.refused == "quota"


async def test_the_limits_that_a_key_was_made_with_hold(engine_of: EngineOf):
    async with house_of(engine_of) as house:
        (door,) = house.doors
        body = {"name": "partner", "role": "viewer", "limits": {"monthly_quota": 3, "rate_per_second": 1, "burst": 2}}
        made = (await door.client.post("/v1/keys", json=body, headers=door.headers)).json()
        partner = Door(door.engine, door.client, made["secret"])
        answers = [await partner.get() for _ in range(3)]
        assert [each.status_code for each in answers] == [200, 200, 429]
        assert answers[0].headers["ratelimit-policy"].startswith('"rate";q=2;w=2, "month";q=3;w=')
        (row,) = [each for each in await door.usage() if each["key"] == made["key"]["id"]]
        assert (row["plan"], row["quota"]["limit"], row["requests"]) == ("quota", 3, 2)


async def test_a_new_month_begins_anew(engine_of: EngineOf):
    async with house_of(engine_of, monthly_quota=1) as house:
        async with house.engine.pools.within(house.scope.tenant) as connection:
            await connection.execute(
                "insert into core.quota_use (tenant_id, caller, month, quota, taken)"
                " values ($1, $2, date_trunc('month', now() - interval '40 days'), 1, 1)",
                house.scope.tenant,
                house.key,
            )
        assert [(await house.doors[0].get()).status_code for _ in range(2)] == [200, 429]


async def _taken(house) -> int:
    async with house.engine.pools.within(house.scope.tenant) as connection:
        taken: int = await connection.fetchval("select sum(taken)::int from core.quota_use")
    return taken
