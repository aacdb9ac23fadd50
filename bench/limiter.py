"""What limits cost a request: an authenticated one with the limiter on over the same with it off, in one run."""

import time
import timeit
from typing import Any

import httpx

from bench.measure import Result, Side
from bench.session import Session
from vito_core.engine import Engine
from vito_core.identity.limits import KeyLimits
from vito_core.testing import api_of, new_tenant

GENEROUS = {"rate_per_second": 1e6, "rate_burst": 1_000_000, "failures_per_minute": 120}
"""Nobody is refused; every request is asked about."""
PATH = "/v1/stops"


async def run(session: Session) -> Result:
    times, rounds = session.choose(300, 60), session.choose(25, 7)
    async with (
        session.engine(**GENEROUS) as limited,
        session.engine(**GENEROUS, monthly_quota=10**9) as with_quota,
        session.engine() as unlimited,
        api_of(limited) as limited_api,
        api_of(with_quota) as quota_api,
        api_of(unlimited) as unlimited_api,
    ):
        sides = {
            "with a rate": await _asking(limited, limited_api, times),
            "with rate and quota": await _asking(with_quota, quota_api, times),
            "without limits": await _asking(unlimited, unlimited_api, times),
        }
        requests = await session.interleave("requests", sides, rounds)
        answers = {"Limiter.admit": await _admitting(limited, times), "plain dict": _looking_up(times)}
        alone = await session.interleave("the limiter alone", answers, rounds)
    return Result(
        comparisons=[
            requests.compare("an authenticated request", "with a rate", "without limits"),
            requests.compare("an authenticated request", "with rate and quota", "without limits"),
            alone.compare("the limiter's answer", "Limiter.admit", "plain dict"),
        ],
        facts={"requests_per_round": times},
    )


async def _asking(engine: Engine, client: httpx.AsyncClient, times: int) -> Side:
    """One query of one table, in process: no network, so that the limiter shows."""
    _, key = await new_tenant(engine, "bench")
    headers = {"authorization": f"Bearer {key}"}

    async def side() -> float:
        began = time.perf_counter()
        for _ in range(times):
            (await client.get(PATH, headers=headers)).raise_for_status()
        return (time.perf_counter() - began) / times

    return side


async def _admitting(engine: Engine, times: int) -> Side:
    scope, _ = await new_tenant(engine, "alone")
    limits = KeyLimits()

    async def side() -> float:
        began = time.perf_counter()
        for _ in range(times):
            await engine.limiter.admit(scope.tenant, scope.tenant, limits)
        return (time.perf_counter() - began) / times

    return side


def _looking_up(times: int) -> Side:
    names: dict[str, Any] = {"table": {1: 2}}

    async def side() -> float:
        return timeit.Timer("table[1]", globals=names).timeit(times) / times

    return side
