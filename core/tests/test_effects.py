"""The ledger: planned before sent, doubt settled by looking, nothing done twice."""

import asyncio

import msgspec
import pytest

from vito_contracts.effects import EffectKind, EffectRefused, EffectRequest, EffectState, LookUp
from vito_contracts.errors import Conflict, InvalidInput
from vito_contracts.ids import new_id
from vito_core.testing import EngineOf, new_tenant


class Note(msgspec.Struct):
    text: str


class Target:
    """Something outside our database. `mode` says how it misbehaves."""

    def __init__(self, mode: str = "works") -> None:
        self.mode = mode
        self.received: list[str] = []
        self.calls = 0

    async def send(self, scope, effect_id, payload):
        self.calls += 1
        if self.mode == "refuses":
            raise EffectRefused("blocked")
        if self.mode == "breaks_before":
            raise ConnectionError
        self.received.append(str(effect_id))
        if self.mode == "breaks_after":
            raise TimeoutError
        return "ref-1"

    async def look_up(self, scope, effect_id):
        if self.mode == "blind":
            return LookUp.CANNOT_TELL
        return LookUp.CONFIRMED if str(effect_id) in self.received else LookUp.ABSENT


async def ledger_with(engine_of: EngineOf, target: Target, **kind):
    engine = await engine_of()
    engine.ledger.fill(
        [("t", EffectKind(name="t.note", payload=Note, send=target.send, look_up=target.look_up, **kind))]
    )
    scope, _ = await new_tenant(engine, "one")
    return engine, scope


def request(key: str = "k") -> EffectRequest:
    return EffectRequest(kind="t.note", key=key, payload=Note("hello"), subject=new_id())


async def test_the_same_intent_is_performed_once(engine_of: EngineOf):
    target = Target()
    engine, scope = await ledger_with(engine_of, target)
    first = await engine.ledger.perform(scope, request())
    again = await engine.ledger.perform(scope, request())
    assert first.state is EffectState.CONFIRMED
    assert again == first
    assert target.calls == 1


async def test_a_break_after_arrival_is_settled_by_looking(engine_of: EngineOf):
    target = Target("breaks_after")
    engine, scope = await ledger_with(engine_of, target)
    assert (await engine.ledger.perform(scope, request())).state is EffectState.CONFIRMED
    assert len(target.received) == 1


async def test_a_break_before_arrival_is_sent_again_by_the_retry(engine_of: EngineOf):
    target = Target("breaks_before")
    engine, scope = await ledger_with(engine_of, target)
    with pytest.raises(ConnectionError):
        await engine.ledger.perform(scope, request())
    target.mode = "works"
    assert (await engine.ledger.perform(scope, request())).state is EffectState.CONFIRMED
    assert len(target.received) == 1


async def test_a_crash_between_sent_and_settled_does_not_send_twice(engine_of: EngineOf, monkeypatch):
    target = Target()
    engine, scope = await ledger_with(engine_of, target)

    async def crash(*_, **__):
        raise RuntimeError("power cut")

    with monkeypatch.context() as patch:
        patch.setattr(engine.ledger, "_settle", crash)
        with pytest.raises(RuntimeError):
            await engine.ledger.perform(scope, request())
    assert (await engine.ledger.perform(scope, request())).state is EffectState.CONFIRMED
    assert target.calls == 1


async def test_what_cannot_be_told_stays_unknown_and_is_never_repeated(engine_of: EngineOf):
    target = Target("breaks_after")
    engine, scope = await ledger_with(engine_of, target)
    target.look_up = Target("blind").look_up  # type: ignore[method-assign]
    engine.ledger.fill([("t", EffectKind(name="t.note", payload=Note, send=target.send, look_up=target.look_up))])
    assert (await engine.ledger.perform(scope, request())).state is EffectState.UNKNOWN
    assert (await engine.ledger.perform(scope, request())).state is EffectState.UNKNOWN
    assert target.calls == 1


async def test_a_refusal_is_final_and_keeps_only_its_code(engine_of: EngineOf):
    engine, scope = await ledger_with(engine_of, Target("refuses"))
    receipt = await engine.ledger.perform(scope, request())
    assert (receipt.state, receipt.error_code) == (EffectState.FAILED, "blocked")


async def test_unknown_kinds_and_foreign_payloads_are_refused(engine_of: EngineOf):
    engine, scope = await ledger_with(engine_of, Target())
    with pytest.raises(InvalidInput, match="no loaded plugin"):
        await engine.ledger.perform(scope, EffectRequest(kind="x.y", key="k", payload=Note("a"), subject=new_id()))
    with pytest.raises(InvalidInput, match="takes Note"):
        await engine.ledger.perform(
            scope, EffectRequest(kind="t.note", key="k", payload=msgspec.defstruct("Other", [])(), subject=new_id())
        )


async def test_of_two_attempts_at_once_only_one_sends(engine_of: EngineOf):
    target = Target()
    engine, scope = await ledger_with(engine_of, target)
    arrived, go_on = asyncio.Event(), asyncio.Event()
    send = target.send

    async def slow(scope_, effect_id, payload):
        arrived.set()
        await go_on.wait()
        return await send(scope_, effect_id, payload)

    engine.ledger.fill([("t", EffectKind(name="t.note", payload=Note, send=slow, look_up=target.look_up))])
    first = asyncio.create_task(engine.ledger.perform(scope, request()))
    await arrived.wait()
    second = asyncio.create_task(engine.ledger.perform(scope, request()))
    await asyncio.sleep(0.3)
    assert not second.done()
    go_on.set()
    assert await first == await second
    assert target.calls == 1


async def test_an_attempt_that_takes_too_long_elsewhere_is_a_conflict(engine_of: EngineOf, monkeypatch):
    target = Target("breaks_after")
    engine, scope = await ledger_with(engine_of, target)
    await engine.ledger.perform(scope, request())
    async with engine.pools.within(scope.tenant) as connection:
        await connection.execute("update core.effects set state = 'sent', sent_at = now()")
    target.received.clear()
    monkeypatch.setattr("vito_core.effects.SEND_SECONDS", 0.2)
    with pytest.raises(Conflict, match="another attempt"):
        await engine.ledger.perform(scope, request())
    assert target.calls == 1
