"""A plugin that keeps failing is left alone, seen by all processes, and taken back once it answers again."""

import asyncio
import contextlib
from unittest.mock import ANY

import asyncpg
import pytest
import sqlalchemy.exc
from litestar import get
from litestar.exceptions import PermissionDeniedException

from tests.house import dispatching
from tests.log import emit, metered, until
from tests.plugin_log import told
from tests.qualifier import PATIENT, Qualifier, ask, engine_with
from tests.target import Target, request
from vito_contracts.capabilities import EnquiryResolver, Guardrail
from vito_contracts.effects import EffectNotSent, EffectState
from vito_contracts.errors import CapabilityUnavailable, InvalidInput, PermissionMissing
from vito_contracts.hooks import CapabilityOffer, Routes, Subscription
from vito_contracts.ids import new_id
from vito_contracts.modules import Module
from vito_core.container import build
from vito_core.db.pool import Pools
from vito_core.plugins.faults import is_fault
from vito_core.plugins.policy import QuarantinePolicy
from vito_core.testing import EngineOf, add_plugin, api_of, furnish, new_tenant
from vito_core.web.problems import problem_of

POLICY = QuarantinePolicy(failures=3, pause_seconds=0.4, tenants=2)


async def fail(engine, scope, times: int) -> None:
    for _ in range(times):
        with pytest.raises(RuntimeError):
            await ask(engine, scope)


async def test_it_is_left_alone_for_that_tenant_in_every_process_and_comes_back(engine_of: EngineOf):
    qualifier = Qualifier()
    engine = engine_with(await engine_of(quarantine=POLICY), qualifier)
    second = build(engine.settings)
    await second.open()
    try:
        engine_with(second, qualifier)
        scope, _ = await new_tenant(engine, "one")
        other, _ = await new_tenant(engine, "two")
        qualifier.fault = RuntimeError("a defect")
        await fail(engine, scope, 2)
        await fail(second, scope, 1)
        for each in (engine, second):
            with pytest.raises(CapabilityUnavailable, match="plugin shop: quarantined after repeated failures"):
                await ask(each, scope)
        assert qualifier.calls == 3
        with pytest.raises(RuntimeError):
            await ask(engine, other)
        await asyncio.sleep(POLICY.pause_seconds)
        qualifier.fault = None
        await ask(second, scope)
    finally:
        await second.close()
    events = await told(engine, scope)
    assert [name for name, _ in events] == ["plugin.quarantined", "plugin.recovered"]
    assert events[0][1] == {
        "plugin": "shop",
        "version": "0",
        "door": "capability",
        "error": "RuntimeError",
        "failures": 3,
        "pause_seconds": 0,
    }
    qualifier.fault = RuntimeError("again")
    await fail(engine, scope, 2)
    assert "shop" in await engine.gate.effective(scope.tenant), "it begins anew, with all its patience"


async def test_the_tenant_sees_since_when_and_why(engine_of: EngineOf):
    qualifier = Qualifier()
    engine = engine_with(await engine_of(quarantine=PATIENT), qualifier)
    scope, key = await new_tenant(engine, "one")
    qualifier.fault = RuntimeError("Maria's number is 555")
    await fail(engine, scope, 3)
    async with api_of(engine) as client:
        shown = (await client.get("/v1/plugins/shop", headers={"authorization": f"Bearer {key}"})).json()
        (listed,) = (await client.get("/v1/plugins", headers={"authorization": f"Bearer {key}"})).json()["items"]
    told_of = ("quarantined after repeated failures", "capability", "RuntimeError")
    assert (shown["status"], shown["failed_at"], shown["failed_with"]) == told_of
    assert shown["quarantined_until"] == listed["quarantined_until"] > shown["failed_last"]
    assert "Maria" not in str(shown)


async def test_a_try_that_fails_doubles_the_pause(engine_of: EngineOf):
    qualifier = Qualifier()
    engine = engine_with(await engine_of(quarantine=POLICY), qualifier)
    scope, _ = await new_tenant(engine, "one")
    qualifier.fault = RuntimeError("a defect")
    await fail(engine, scope, 3)
    await asyncio.sleep(POLICY.pause_seconds)
    await fail(engine, scope, 1)
    await asyncio.sleep(POLICY.pause_seconds)
    with pytest.raises(CapabilityUnavailable):
        await ask(engine, scope)
    await asyncio.sleep(POLICY.pause_seconds)
    qualifier.fault = None
    await ask(engine, scope)
    assert [name for name, _ in await told(engine, scope)] == [
        "plugin.quarantined",
        "plugin.quarantined",
        "plugin.recovered",
    ]
    assert QuarantinePolicy().pause(100) == QuarantinePolicy().longest_seconds


async def test_several_tenants_hit_is_everybody_until_one_answer_is_right_again(engine_of: EngineOf):
    qualifier = Qualifier()
    engine = engine_with(await engine_of(quarantine=POLICY), qualifier)
    await engine.care.caretaker.note_versions()
    scopes = [(await new_tenant(engine, f"tenant-{n}"))[0] for n in range(3)]
    for scope in scopes:
        assert "shop" in await engine.gate.effective(scope.tenant)
    qualifier.fault = RuntimeError("a defect")
    for scope in scopes[:2]:
        await fail(engine, scope, 3)
    with pytest.raises(CapabilityUnavailable, match="quarantined"):
        await ask(engine, scopes[2])
    await asyncio.sleep(POLICY.pause_seconds)
    qualifier.fault = None
    await ask(engine, scopes[2])
    for scope in scopes[::-1]:
        await ask(engine, scope)
    assert not engine.gate.trying
    async with engine.pools.without_tenant() as connection:
        assert await connection.fetchval("select count(quarantined_at) from core.plugin_installations") == 0


async def test_what_the_caller_or_the_tenant_brought_about_does_not_count(engine_of: EngineOf):
    qualifier = Qualifier()
    engine = engine_with(await engine_of(quarantine=PATIENT), qualifier)
    scope, _ = await new_tenant(engine, "one")
    for refusal in (InvalidInput("no"), PermissionDeniedException("no"), asyncio.CancelledError()):
        qualifier.fault = refusal
        for _ in range(5):
            with pytest.raises(type(refusal)):
                await ask(engine, scope)
    assert "shop" in await engine.gate.effective(scope.tenant)


def lost(sqlstate: str) -> Exception:
    error = asyncpg.PostgresError()
    error.sqlstate = sqlstate
    return sqlalchemy.exc.DBAPIError("select 1", {}, error)


@pytest.mark.parametrize(
    ("error", "counts"),
    [
        (RuntimeError(), True),
        (TimeoutError(), True),
        (SystemExit(), True),
        (PermissionMissing("shop", "approvals:ask"), True),
        (ExceptionGroup("", [InvalidInput(""), RuntimeError()]), True),
        (ExceptionGroup("", [InvalidInput("")]), False),
        (lost("42P01"), True),
        (lost("22021"), False),
        (lost("57P01"), False),
        (lost("53300"), False),
        (sqlalchemy.exc.TimeoutError(), False),
        (UnicodeEncodeError("utf-8", "\ud800", 0, 1, "surrogate"), False),
        (KeyboardInterrupt(), False),
    ],
)
def test_whose_fault_it_is(error, counts):
    assert is_fault(error) is counts


async def test_one_that_hangs_until_it_is_cut_off_counts(engine_of: EngineOf):
    engine = engine_with(await engine_of(quarantine=PATIENT, turn_seconds=0.2), Qualifier())
    scope, _ = await new_tenant(engine, "one")
    for _ in range(3):
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.2):
                await (await engine.capabilities.of(scope, EnquiryResolver)).resolve(scope, None)
    assert "shop" not in await engine.gate.effective(scope.tenant)
    assert (await told(engine, scope))[0][1]["error"] == "TimeoutError"


async def test_a_quarantined_guardrail_blocks_whether_a_binding_names_it_or_not(engine_of: EngineOf):
    engine = await engine_of(quarantine=PATIENT)
    add_plugin(engine, "censor", CapabilityOffer(Guardrail, Qualifier(), name="censor"))
    tenant = await furnish(engine, "one")
    active = await engine.capabilities.active(tenant.scope)
    assert [name for name, _ in active.guardrails()] == ["censor"]
    for _ in range(3):
        await engine.care.quarantine.failed(tenant.scope.tenant, "censor", "capability", "RuntimeError")
    with pytest.raises(CapabilityUnavailable, match="guardrail censor"):
        (await engine.capabilities.active(tenant.bindings[Module.MARKETING])).guardrails()


async def test_events_wait_for_it_and_come_in_order_when_it_is_back(engine_of: EngineOf):
    heard: list[int] = []
    broken = True

    async def hear(scope, event) -> None:
        if broken:
            raise RuntimeError
        heard.append(event.payload["quantity"])

    engine = await engine_of(quarantine=PATIENT)
    add_plugin(engine, "shop", subscriptions=(Subscription(("usage.metered",), hear),))
    scope, _ = await new_tenant(engine, "one")
    subject = new_id()
    async with dispatching(engine):
        await emit(engine, scope, *(metered(new_id(), 100 + number) for number in range(3)))
        async with asyncio.timeout(10):
            while "shop" in await engine.gate.effective(scope.tenant):
                await asyncio.sleep(0.02)
        await emit(engine, scope, *(metered(subject, number) for number in range(3)))
        await asyncio.sleep(0.3)
        assert heard == []
        broken = False
        assert await engine.care.quarantine.release(scope, "shop")
        await until(lambda: len(heard) == 6)
    assert [number for number in heard if number < 100] == [0, 1, 2], "nothing was skipped"


async def test_one_event_that_is_tried_again_and_again_is_one_failure(engine_of: EngineOf):
    tries = 0

    async def hear(scope, event) -> None:
        nonlocal tries
        tries += 1
        raise RuntimeError

    engine = await engine_of(quarantine=PATIENT)
    add_plugin(engine, "shop", subscriptions=(Subscription(("usage.metered",), hear),))
    scope, _ = await new_tenant(engine, "one")
    async with dispatching(engine):
        await emit(engine, scope, metered(new_id(), 1))
        await until(lambda: tries >= 4)
    assert "shop" in await engine.gate.effective(scope.tenant)


async def send(engine, scope, target: Target, key: str) -> None:
    with contextlib.suppress(ConnectionError, EffectNotSent):
        await engine.ledger.perform(scope, request(key))


async def test_an_effect_that_breaks_counts_once_and_a_refusal_does_not(engine_of: EngineOf):
    target, engine = Target(), await engine_of(quarantine=PATIENT)
    add_plugin(engine, "shop")
    engine.ledger.fill([("shop", engine.care.watch.effect("shop", target.kind(repeatable=True)))])
    scope, _ = await new_tenant(engine, "one")
    for target.mode in ("refuses", "not_sent"):
        for number in range(4):
            await send(engine, scope, target, f"{target.mode} {number}")
    target.mode = "breaks_before"
    for _ in range(4):
        await send(engine, scope, target, "the same")
    await send(engine, scope, target, "another")
    assert "shop" in await engine.gate.effective(scope.tenant)
    await send(engine, scope, target, "a third")
    assert "shop" not in await engine.gate.effective(scope.tenant)
    assert (await told(engine, scope))[-1][1]["door"] == "effect"


@pytest.mark.parametrize(("reader", "state"), [("", EffectState.CONFIRMED), ("raises", EffectState.UNKNOWN)])
async def test_what_becomes_of_an_effect_is_told_by_looking_though_its_failure_counts(
    engine_of: EngineOf, reader: str, state: EffectState
):
    target, engine = Target("breaks_after", reader), await engine_of(quarantine=PATIENT)
    add_plugin(engine, "shop")
    engine.ledger.fill([("shop", engine.care.watch.effect("shop", target.kind()))])
    scope, _ = await new_tenant(engine, "one")
    for number in range(3):
        assert (await engine.ledger.perform(scope, request(str(number)))).state is state
    assert "shop" not in await engine.gate.effective(scope.tenant)


async def test_a_route_that_breaks_counts_and_a_refusal_does_not(engine_of: EngineOf):
    @get("/broken")
    async def broken() -> None:
        raise RuntimeError("a defect")

    @get("/refuses")
    async def refuses() -> None:
        raise InvalidInput("not so")

    engine = await engine_of(quarantine=PATIENT)
    add_plugin(engine, "shop")
    engine.contributions.routes.append(("shop", Routes((broken, refuses))))
    scope, key = await new_tenant(engine, "one")
    headers = {"authorization": f"Bearer {key}"}
    async with api_of(engine) as client:
        refused = [(await client.get("/v1/x/shop/refuses", headers=headers)).status_code for _ in range(5)]
        failed = [(await client.get("/v1/x/shop/broken", headers=headers)).status_code for _ in range(4)]
        released = await client.post("/v1/plugins/shop/release", headers=headers)
        after = await client.get("/v1/x/shop/refuses", headers=headers)
    assert (refused, failed) == ([422] * 5, [500, 500, 500, 404])
    assert (released.json()["status"], after.status_code) == ("active", 422)
    assert (await told(engine, scope))[-1] == ("plugin.recovered", {"plugin": "shop", "by_hand": True, "by": ANY})


async def test_a_database_that_cannot_be_reached_is_not_the_plugins_fault():
    pools = Pools("postgresql://nobody@127.0.0.1:9/nothing")
    for connect in (pools.open, pools.engine.connect().__aenter__):
        with pytest.raises(ConnectionRefusedError) as away:
            await connect()
        assert not is_fault(away.value)
        assert problem_of(away.value).status == 503
    await pools.close()
    assert is_fault(ConnectionRefusedError("of a host that the plugin asked"))


async def test_what_fails_before_a_plugins_handler_is_answered_as_everywhere(engine_of: EngineOf, monkeypatch):
    @get("/fine")
    async def fine() -> None: ...

    engine = await engine_of(quarantine=PATIENT)
    add_plugin(engine, "shop")
    engine.contributions.routes.append(("shop", Routes((fine,))))

    async def away(_: str) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr(engine.identity, "caller", away)
    async with api_of(engine) as client:
        answer = await client.get("/v1/x/shop/fine", headers={"authorization": "Bearer anything"})
    assert (answer.status_code, answer.json()["type"]) == (503, "urn:vito:problem:unavailable")
