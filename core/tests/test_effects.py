"""The ledger: planned before sent, doubt settled by looking, nothing done twice."""

import asyncio

import msgspec
import pytest

from tests.target import Target, alter, column, ledger_with, request
from vito_contracts.effects import EffectKind, EffectNotSent, EffectRequest, EffectState, StopLevel
from vito_contracts.errors import Conflict, EffectsStopped, InvalidInput
from vito_contracts.ids import new_id
from vito_core.testing import EngineOf, add_contact

LONG_AGO = "clock_timestamp() - interval '10 minutes'"
SETTLED = "select payload->>'state' from core.events where type = 'effect.settled' order by txid, seq"


async def test_the_same_intent_is_performed_once(engine_of: EngineOf):
    target = Target()
    engine, scope = await ledger_with(engine_of, target)
    first = await engine.ledger.perform(scope, request())
    again = await engine.ledger.perform(scope, request())
    assert first.state is EffectState.CONFIRMED
    assert again == first
    assert target.received == [str(first.id)]
    assert await column(engine, scope, SETTLED) == ["confirmed"]


async def test_a_break_after_arrival_is_settled_by_looking(engine_of: EngineOf):
    target = Target("breaks_after")
    engine, scope = await ledger_with(engine_of, target)
    assert (await engine.ledger.perform(scope, request())).state is EffectState.CONFIRMED
    assert len(target.received) == 1


@pytest.mark.parametrize("kind", [{"repeatable": True}, {"absent_after": 0.0}])
async def test_a_break_before_arrival_is_sent_again_by_the_retry(engine_of: EngineOf, kind):
    target = Target("breaks_before")
    engine, scope = await ledger_with(engine_of, target, **kind)
    with pytest.raises(ConnectionError):
        await engine.ledger.perform(scope, request())
    target.mode = "works"
    assert (await engine.ledger.perform(scope, request())).state is EffectState.CONFIRMED
    assert len(target.received) == 1


async def test_absent_right_after_a_break_is_not_believed_of_what_must_not_repeat(engine_of: EngineOf):
    """The target took the call, works on it slowly, and shows it only later."""
    target = Target("breaks_before")
    engine, scope = await ledger_with(engine_of, target)
    with pytest.raises(ConnectionError):
        await engine.ledger.perform(scope, request())
    target.mode = "works"
    with pytest.raises(Conflict, match="absent_after"):
        await engine.ledger.perform(scope, request())
    [effect] = await column(engine, scope, "select id from core.effects")
    target.received.append(str(effect))
    assert (await engine.ledger.perform(scope, request())).state is EffectState.CONFIRMED
    assert target.calls == 1


async def test_absent_long_after_a_break_is_believed(engine_of: EngineOf):
    target = Target("breaks_before")
    engine, scope = await ledger_with(engine_of, target)
    with pytest.raises(ConnectionError):
        await engine.ledger.perform(scope, request())
    target.mode = "works"
    await alter(engine, scope, "broke_at = clock_timestamp() - interval '31 seconds'")
    assert (await engine.ledger.perform(scope, request())).state is EffectState.CONFIRMED
    assert len(target.received) == 1


async def test_what_never_reached_the_target_is_planned_again(engine_of: EngineOf):
    target = Target("not_sent")
    engine, scope = await ledger_with(engine_of, target)
    with pytest.raises(EffectNotSent):
        await engine.ledger.perform(scope, request())
    assert await column(engine, scope, "select state from core.effects") == ["planned"]
    target.mode = "works"
    assert (await engine.ledger.perform(scope, request())).state is EffectState.CONFIRMED


async def test_a_crash_between_sent_and_settled_does_not_send_twice(engine_of: EngineOf, monkeypatch):
    target = Target()
    engine, scope = await ledger_with(engine_of, target)

    async def crash(*_, **__):
        raise RuntimeError("power cut")

    with monkeypatch.context() as patch:
        patch.setattr(engine.ledger._rows, "arrived", crash)
        with pytest.raises(RuntimeError):
            await engine.ledger.perform(scope, request())
    assert (await engine.ledger.perform(scope, request())).state is EffectState.CONFIRMED
    assert target.calls == 1


async def test_a_crash_between_claim_and_call_is_sent_once_its_time_is_over(engine_of: EngineOf, monkeypatch):
    target = Target()
    engine, scope = await ledger_with(engine_of, target)

    async def crash(*_, **__):
        raise asyncio.CancelledError

    with monkeypatch.context() as patch:
        patch.setattr(engine.ledger, "_send", crash)
        with pytest.raises(asyncio.CancelledError):
            await engine.ledger.perform(scope, request())
    monkeypatch.setattr("vito_core.effects.SEND_SECONDS", 0.3)
    with pytest.raises(Conflict):
        await engine.ledger.perform(scope, request())
    assert target.calls == 0
    await alter(engine, scope, f"sent_at = {LONG_AGO}")
    assert (await engine.ledger.perform(scope, request())).state is EffectState.CONFIRMED
    assert target.calls == 1


@pytest.mark.parametrize("reader", ["blind", "raises", "hangs"])
@pytest.mark.parametrize("mode", ["breaks_after", "hangs"])
async def test_what_cannot_be_told_stays_unknown_and_is_never_repeated(engine_of: EngineOf, monkeypatch, mode, reader):
    monkeypatch.setattr("vito_core.effects.SEND_SECONDS", 0.3)
    monkeypatch.setattr("vito_core.effects.LOOK_UP_SECONDS", 0.2)
    target = Target(mode, reader)
    engine, scope = await ledger_with(engine_of, target)
    assert (await engine.ledger.perform(scope, request())).state is EffectState.UNKNOWN
    assert (await engine.ledger.perform(scope, request())).state is EffectState.UNKNOWN
    assert target.calls == 1
    assert await column(engine, scope, SETTLED) == ["unknown"]


@pytest.mark.parametrize("reader", ["raises", "hangs"])
async def test_a_dead_attempt_whose_target_cannot_tell_is_unknown(engine_of: EngineOf, monkeypatch, reader):
    monkeypatch.setattr("vito_core.effects.LOOK_UP_SECONDS", 0.2)
    target = Target(reader=reader)
    engine, scope = await ledger_with(engine_of, target)
    await engine.ledger.perform(scope, request())
    await alter(engine, scope, f"state = 'sent', sent_at = {LONG_AGO}")
    receipt = await engine.ledger.perform(scope, request())
    assert (receipt.state, receipt.error_code) == (EffectState.UNKNOWN, "cannot_tell")
    assert target.calls == 1


async def test_a_blind_second_attempt_does_not_settle_one_under_way(engine_of: EngineOf):
    target = Target("waits", "blind")
    engine, scope = await ledger_with(engine_of, target)
    first = asyncio.create_task(engine.ledger.perform(scope, request()))
    await target.arriving.wait()
    second = asyncio.create_task(engine.ledger.perform(scope, request()))
    await asyncio.sleep(0.2)
    target.go_on.set()
    assert (await first).state is (await second).state is EffectState.CONFIRMED
    assert await column(engine, scope, SETTLED) == ["confirmed"]


async def test_what_may_repeat_is_sent_again_when_nobody_can_tell(engine_of: EngineOf):
    target = Target("breaks_after", "raises")
    engine, scope = await ledger_with(engine_of, target, repeatable=True)
    with pytest.raises(TimeoutError):
        await engine.ledger.perform(scope, request())
    target.mode = "works"
    assert (await engine.ledger.perform(scope, request())).state is EffectState.CONFIRMED
    assert target.received[0] == target.received[1], "the same id, so that the target can tell"


async def test_a_late_arrival_is_believed_over_doubt(engine_of: EngineOf):
    target = Target("waits")
    engine, scope = await ledger_with(engine_of, target)
    first = asyncio.create_task(engine.ledger.perform(scope, request()))
    await target.arriving.wait()
    await alter(engine, scope, "state = 'unknown'")
    target.go_on.set()
    assert (await first).state is EffectState.CONFIRMED
    assert await column(engine, scope, "select state from core.effects") == ["confirmed"]


async def test_a_late_failure_does_not_undo_a_later_attempt(engine_of: EngineOf):
    target = Target("waits")
    engine, scope = await ledger_with(engine_of, target, repeatable=True)
    first = asyncio.create_task(engine.ledger.perform(scope, request()))
    await target.arriving.wait()
    await alter(engine, scope, "attempts = attempts + 1")
    [effect] = await column(engine, scope, "select id from core.effects")
    receipt = await engine.ledger._rows.settle(scope, effect, 1, EffectState.FAILED, "late")
    assert receipt.state is EffectState.SENT
    target.go_on.set()
    assert (await first).state is EffectState.CONFIRMED


async def test_an_attempt_that_slept_through_its_time_sends_nothing(engine_of: EngineOf, monkeypatch):
    monkeypatch.setattr("vito_core.effects.SEND_SECONDS", 0.1)
    target = Target("waits")
    engine, scope = await ledger_with(engine_of, target)
    claim = engine.ledger._rows.claim

    async def slow(*arguments):
        claimed = await claim(*arguments)
        await asyncio.sleep(0.3)
        return claimed

    monkeypatch.setattr(engine.ledger._rows, "claim", slow)
    target.go_on.set()
    target_send = target.send

    async def send(*arguments):
        await asyncio.sleep(0)  # as any real call, it waits for the network before it says anything
        return await target_send(*arguments)

    engine.ledger.fill([("t", msgspec.structs.replace(target.kind(), send=send))])
    with pytest.raises(TimeoutError):
        await engine.ledger.perform(scope, request())
    assert target.received == []


async def test_a_refusal_is_final_and_keeps_only_its_code(engine_of: EngineOf):
    engine, scope = await ledger_with(engine_of, Target("refuses"))
    receipt = await engine.ledger.perform(scope, request())
    assert (receipt.state, receipt.error_code) == (EffectState.FAILED, "blocked")
    assert await column(engine, scope, SETTLED) == ["failed"]


async def test_unknown_kinds_and_foreign_payloads_are_refused(engine_of: EngineOf):
    engine, scope = await ledger_with(engine_of, Target())
    with pytest.raises(InvalidInput, match="no loaded plugin"):
        await engine.ledger.perform(
            scope, EffectRequest(kind="x.y", key="k", payload=request().payload, subject=new_id())
        )
    with pytest.raises(InvalidInput, match="takes Note"):
        await engine.ledger.perform(
            scope, EffectRequest(kind="t.note", key="k", payload=msgspec.defstruct("Other", [])(), subject=new_id())
        )


@pytest.mark.parametrize("wrong", [{"name": "pinger"}, {"name": "t.Send Mail"}, {"channel": "e mail"}])
def test_names_that_no_event_and_no_stop_could_carry_are_refused(wrong):
    target = Target()
    good = {"name": "t.note", "payload": msgspec.Struct, "send": target.send, "look_up": target.look_up}
    with pytest.raises(ValueError, match="effect kind"):
        EffectKind(**good | wrong)
    assert EffectKind(**good).channel == "t"


async def test_of_two_attempts_at_once_only_one_sends(engine_of: EngineOf):
    target = Target("waits")
    engine, scope = await ledger_with(engine_of, target)
    first = asyncio.create_task(engine.ledger.perform(scope, request()))
    await target.arriving.wait()
    second = asyncio.create_task(engine.ledger.perform(scope, request()))
    await asyncio.sleep(0.3)
    assert not second.done()
    target.go_on.set()
    assert await first == await second
    assert target.calls == 1


async def test_of_many_attempts_from_the_start_only_one_sends(engine_of: EngineOf):
    target = Target()
    engine, scope = await ledger_with(engine_of, target)
    receipts = await asyncio.gather(*(engine.ledger.perform(scope, request()) for _ in range(8)))
    assert {receipt.state for receipt in receipts} == {EffectState.CONFIRMED}
    assert target.calls == 1


async def test_an_attempt_that_takes_too_long_elsewhere_is_a_conflict(engine_of: EngineOf, monkeypatch):
    target = Target("breaks_after")
    engine, scope = await ledger_with(engine_of, target)
    await engine.ledger.perform(scope, request())
    await alter(engine, scope, "state = 'sent', sent_at = clock_timestamp(), broke_at = null")
    target.received.clear()
    monkeypatch.setattr("vito_core.effects.SEND_SECONDS", 0.2)
    with pytest.raises(Conflict, match="another attempt"):
        await engine.ledger.perform(scope, request())
    assert target.calls == 1


async def erase(engine, scope, contact):
    async with engine.pools.within(scope.tenant) as connection:
        await connection.execute("update core.contacts set erased_at = clock_timestamp() where id = $1", contact)


async def test_nothing_goes_out_to_an_erased_contact_and_nothing_of_it_is_kept(engine_of: EngineOf):
    target = Target()
    engine, scope = await ledger_with(engine_of, target)
    contact = await add_contact(engine, scope, "@ana")
    await erase(engine, scope, contact)
    for _ in range(2):
        receipt = await engine.ledger.perform(scope, request(subject=contact))
        assert (receipt.state, receipt.error_code) == (EffectState.FAILED, "erased")
    assert target.calls == 0
    assert await column(engine, scope, "select payload from core.effects") == ["{}"]
    assert await column(engine, scope, SETTLED) == ["failed"]


@pytest.mark.parametrize(
    ("before", "after"), [("planned", EffectState.FAILED), ("sent", EffectState.UNKNOWN)], ids=["planned", "in doubt"]
)
async def test_what_was_planned_before_the_erasure_stays_here(engine_of: EngineOf, before: str, after: EffectState):
    target = Target("not_sent")
    engine, scope = await ledger_with(engine_of, target, repeatable=True)
    contact = await add_contact(engine, scope, "@ana")
    with pytest.raises(EffectNotSent):
        await engine.ledger.perform(scope, request(subject=contact))
    target.mode = "works"
    await alter(engine, scope, f"state = '{before}'")
    await erase(engine, scope, contact)
    receipt = await engine.ledger.perform(scope, request(subject=contact))
    assert (receipt.state, receipt.error_code) == (after, "erased")
    assert target.received == []


async def test_leave_to_send_anew_ends_with_the_erasure(engine_of: EngineOf):
    target = Target("refuses")
    engine, scope = await ledger_with(engine_of, target)
    contact = await add_contact(engine, scope, "@ana")
    await engine.ledger.perform(scope, request(subject=contact))
    await alter(engine, scope, "again = true, payload = '{}'")
    await erase(engine, scope, contact)
    assert (await engine.ledger.perform(scope, request(subject=contact))).state is EffectState.FAILED
    assert target.calls == 1


async def test_an_erasure_under_way_is_waited_for(engine_of: EngineOf):
    """Planning and erasing at the same instant: no row is written that the erasure did not see."""
    target = Target()
    engine, scope = await ledger_with(engine_of, target)
    contact = await add_contact(engine, scope, "@ana")
    async with engine.pools.within(scope.tenant) as connection:
        await connection.execute("update core.contacts set erased_at = clock_timestamp() where id = $1", contact)
        performing = asyncio.create_task(engine.ledger.perform(scope, request(subject=contact)))
        await asyncio.sleep(0.2)
        assert not performing.done()
    assert (await performing).error_code == "erased"
    assert await column(engine, scope, "select payload from core.effects") == ["{}"]


async def test_an_erasure_under_way_is_waited_for_by_what_was_planned_long_ago(engine_of: EngineOf):
    """The mark is set, not committed: a claim that read over it would send after the erasure was answered."""
    target = Target("not_sent")
    engine, scope = await ledger_with(engine_of, target)
    contact = await add_contact(engine, scope, "@ana")
    with pytest.raises(EffectNotSent):
        await engine.ledger.perform(scope, request(subject=contact))
    target.mode, target.calls = "works", 0
    async with engine.pools.within(scope.tenant) as connection:
        await connection.execute("update core.contacts set erased_at = clock_timestamp() where id = $1", contact)
        performing = asyncio.create_task(engine.ledger.perform(scope, request(subject=contact)))
        await asyncio.sleep(0.3)
        assert target.calls == 0
        assert not performing.done()
    receipt = await performing
    assert (receipt.state, receipt.error_code) == (EffectState.FAILED, "erased")
    assert target.calls == 0


async def test_a_stop_set_while_the_claim_waits_for_an_erasure_that_is_given_up_holds(engine_of: EngineOf):
    target = Target("not_sent")
    engine, scope = await ledger_with(engine_of, target)
    contact = await add_contact(engine, scope, "@ana")
    with pytest.raises(EffectNotSent):
        await engine.ledger.perform(scope, request(subject=contact))
    target.mode, target.calls = "works", 0
    async with engine.pools.within(scope.tenant) as connection:
        await connection.execute("select from core.contacts where id = $1 for update", contact)
        performing = asyncio.create_task(engine.ledger.perform(scope, request(subject=contact)))
        await asyncio.sleep(0.3)
        await engine.stops.set(scope, StopLevel.TENANT, "", "manual")
    with pytest.raises(EffectsStopped):
        await performing
    assert target.calls == 0
