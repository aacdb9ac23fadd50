"""Which plugin a failure counts against that passes through several: the one that it comes from."""

import asyncio
import contextlib
import dataclasses
from typing import Any

import pytest
from litestar import Request, get

from tests.house import dispatching
from tests.log import emit, metered
from tests.qualifier import PATIENT, Qualifier, ask, engine_with
from vito_contracts.capabilities import EnquiryResolver, LeadQualifier
from vito_contracts.errors import InvalidInput
from vito_contracts.hooks import Routes, Subscription
from vito_contracts.ids import new_id
from vito_core.plugins.frames import SAME_CUT_OFF
from vito_core.plugins.policy import QuarantinePolicy
from vito_core.testing import EngineOf, add_plugin, api_of, new_tenant


async def as_it_is(engine, scope) -> None:
    await ask(engine, scope)


async def in_a_group(engine, scope) -> None:
    async with asyncio.TaskGroup() as group:
        group.create_task(ask(engine, scope))


async def as_a_cause(engine, scope) -> None:
    try:
        await ask(engine, scope)
    except RuntimeError as error:
        raise LookupError("nobody could say") from error


async def until_too_late(engine, scope) -> None:
    async with asyncio.timeout(0.25):
        await (await engine.capabilities.of(scope, EnquiryResolver)).resolve(scope, None)


async def in_a_group_until_too_late(engine, scope) -> None:
    resolver = await engine.capabilities.of(scope, EnquiryResolver)
    async with asyncio.timeout(0.25), asyncio.TaskGroup() as group:
        group.create_task(resolver.resolve(scope, None))


async def of_many(engine, scope) -> None:
    await asyncio.gather(*(ask(engine, scope) for _ in range(20)))


async def beside_a_refusal(engine, scope) -> None:
    try:
        await ask(engine, scope)
    except RuntimeError as error:
        raise ExceptionGroup("", [InvalidInput("not so"), error]) from None


async def taken_out_of_its_group(engine, scope) -> None:
    try:
        await in_a_group(engine, scope)
    except ExceptionGroup as group:
        raise group.exceptions[0] from group


async def its_own_out_of_a_group(engine, scope) -> None:
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(and_breaks_itself(engine, scope))
    except ExceptionGroup as group:
        raise group.exceptions[0] from group


async def and_then_hangs_itself(engine, scope) -> None:
    with contextlib.suppress(TimeoutError):
        await until_too_late(engine, scope)
    async with asyncio.timeout(2 * SAME_CUT_OFF):
        await asyncio.sleep(60)


async def twice_in_a_group(engine, scope) -> None:
    shared = asyncio.ensure_future(ask(engine, scope))

    async def wait_for_it() -> None:
        await asyncio.shield(shared)

    async with asyncio.TaskGroup() as group:
        group.create_task(wait_for_it())
        group.create_task(wait_for_it())


async def with_too_little(engine, scope) -> None:
    await (await engine.capabilities.of(scope, LeadQualifier)).assess(scope)


async def and_breaks_itself(engine, scope) -> None:
    with contextlib.suppress(RuntimeError):
        await ask(engine, scope)
    raise ZeroDivisionError


@pytest.mark.parametrize(
    ("call", "stays"),
    [
        (as_it_is, {"teller"}),
        (in_a_group, {"teller"}),
        (as_a_cause, {"teller"}),
        (until_too_late, {"teller"}),
        (in_a_group_until_too_late, {"teller"}),
        (of_many, {"teller"}),
        (beside_a_refusal, {"teller"}),
        (twice_in_a_group, {"teller"}),
        (taken_out_of_its_group, {"teller"}),
        (its_own_out_of_a_group, set()),
        (with_too_little, {"shop"}),
        (and_breaks_itself, set()),
    ],
)
async def test_a_failure_counts_where_it_comes_from(engine_of: EngineOf, call, stays):
    """Its error passes through the route or the subscription that called it, which are not to blame for it."""
    qualifier = Qualifier()
    qualifier.fault = RuntimeError("a defect; the same object each time")
    engine = engine_with(await engine_of(quarantine=PATIENT, turn_seconds=0.3), qualifier)

    async def hear(scope, _) -> None:
        await call(engine, scope)

    @get("/asks")
    async def asks(request: Request[Any, Any, Any]) -> None:
        await call(engine, request.auth)

    add_plugin(engine, "teller", subscriptions=(Subscription(("usage.metered",), hear),))
    engine.contributions.routes.append(("teller", Routes((asks,))))
    by_route, key = await new_tenant(engine, "by-route")
    by_event, _ = await new_tenant(engine, "by-event")
    async with api_of(engine) as client, dispatching(engine):
        for number in range(5):
            await client.get("/v1/x/teller/asks", headers={"authorization": f"Bearer {key}"})
            await emit(engine, by_event, metered(new_id(), number))
        await quarantined(engine, by_event, {"shop", "teller"} - stays)
    for scope in (by_route, by_event):
        effective = await engine.gate.effective(scope.tenant)
        assert {each for each in ("shop", "teller") if each in effective} == stays


async def test_who_got_over_anothers_hang_and_hangs_itself_is_to_blame(engine_of: EngineOf):
    engine = engine_with(await engine_of(quarantine=PATIENT, turn_seconds=0.3), Qualifier())
    add_plugin(engine, "teller")
    scope, _ = await new_tenant(engine, "one")

    async def call(scope) -> None:
        await and_then_hangs_itself(engine, scope)

    watched = engine.care.watch.call("teller", "activity", "call", call, 30.0)
    for _ in range(PATIENT.failures):
        with pytest.raises(TimeoutError):
            await watched(scope)
    effective = await engine.gate.effective(scope.tenant)
    assert ("shop" in effective, "teller" in effective) == (False, False)


async def quarantined(engine, scope, plugins: set[str]) -> None:
    async with asyncio.timeout(15):
        for each in plugins:
            while each in await engine.gate.effective(scope.tenant):
                await asyncio.sleep(0.02)


@dataclasses.dataclass(frozen=True)
class Frozen(Exception):
    code: int = 1


async def test_an_error_that_takes_no_notes_counts_like_every_other(engine_of: EngineOf):
    qualifier = Qualifier()
    qualifier.fault = Frozen()
    engine = engine_with(await engine_of(quarantine=PATIENT), qualifier)
    scope, _ = await new_tenant(engine, "one")
    for _ in range(3):
        with pytest.raises(Frozen):
            await ask(engine, scope)
    assert "shop" not in await engine.gate.effective(scope.tenant)


async def test_one_error_that_reaches_several_tenants_counts_for_each(engine_of: EngineOf):
    """They wait for the same thing, a connection that is being made: its error is one object."""
    qualifier = Qualifier()
    engine = engine_with(await engine_of(quarantine=PATIENT), qualifier)
    scopes = [(await new_tenant(engine, slug))[0] for slug in ("one", "two")]
    for _ in range(PATIENT.failures):
        qualifier.waits_for = asyncio.get_running_loop().create_future()
        asked = [asyncio.create_task(ask(engine, scope)) for scope in scopes]
        await asyncio.sleep(0.05)
        qualifier.waits_for.set_exception(RuntimeError("no connection"))
        await asyncio.gather(*asked, return_exceptions=True)
    for scope in scopes:
        assert "shop" not in await engine.gate.effective(scope.tenant)


class Broken:
    """A stream by hand, whose end breaks as well."""

    def __init__(self, *errors: Exception) -> None:
        self.errors = list(errors)

    def __aiter__(self):
        return self

    async def __anext__(self):
        raise self.errors[0]

    async def aclose(self):
        raise self.errors[-1]


async def test_a_stream_that_breaks_counts_once_wherever_it_does(engine_of: EngineOf):
    def no_stream(scope):
        return "no iterator"

    def begins_badly(scope):
        raise ZeroDivisionError

    def breaks_twice(scope):
        return Broken(RuntimeError(), ValueError())

    async def ends_badly(scope):
        try:
            yield 1
        finally:
            raise ZeroDivisionError

    engine = await engine_of(quarantine=QuarantinePolicy(failures=2, pause_seconds=600.0))
    ways = {
        "no-stream": (no_stream, TypeError),
        "begins": (begins_badly, ZeroDivisionError),
        "ends": (ends_badly, ZeroDivisionError),
        "twice": (breaks_twice, ValueError),
    }
    for slug, (call, error) in ways.items():
        add_plugin(engine, slug)
        scope, _ = await new_tenant(engine, slug)
        stream = engine.care.watch.stream(slug, "capability", slug, call, 10.0)
        for stays in (True, False):
            with contextlib.suppress(StopAsyncIteration), pytest.raises(error):  # noqa: PT012
                parts = stream(scope)
                await anext(parts)
                await parts.aclose()
            assert (slug in await engine.gate.effective(scope.tenant)) is stays, slug
