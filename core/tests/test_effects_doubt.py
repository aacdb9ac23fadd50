"""Doubt settled afterwards: by asking the target again, or by a human."""

import asyncio

import pytest

from tests.target import Target, alter, column, ledger_with, request
from vito_contracts.effects import EffectState
from vito_contracts.errors import Conflict, InvalidInput, NotFound
from vito_contracts.ids import new_id
from vito_core.testing import EngineOf, new_tenant

LONG_AGO = "clock_timestamp() - interval '10 minutes'"


async def in_doubt(engine_of: EngineOf, **kind):
    """A target that took the call, an engine that does not know: state unknown."""
    target = Target("breaks_after", "blind")
    engine, scope = await ledger_with(engine_of, target, **kind)
    receipt = await engine.ledger.perform(scope, request())
    assert receipt.state is EffectState.UNKNOWN
    return engine, scope, target, receipt.id


async def test_reconcile_settles_what_the_target_can_tell_by_now(engine_of: EngineOf):
    engine, scope, target, effect = await in_doubt(engine_of)
    assert (await engine.ledger.reconcile(scope, effect)).state is EffectState.UNKNOWN
    target.reader = ""
    assert (await engine.ledger.reconcile(scope, effect)).state is EffectState.CONFIRMED
    assert (await engine.ledger.perform(scope, request())).state is EffectState.CONFIRMED
    assert target.calls == 1


async def test_reconcile_believes_absence_only_after_a_while(engine_of: EngineOf):
    engine, scope, target, effect = await in_doubt(engine_of)
    target.reader = ""
    target.received.clear()
    assert (await engine.ledger.reconcile(scope, effect)).state is EffectState.UNKNOWN
    await alter(engine, scope, f"broke_at = {LONG_AGO}")
    receipt = await engine.ledger.reconcile(scope, effect)
    assert (receipt.state, receipt.error_code) == (EffectState.FAILED, "did_not_happen")
    assert (await engine.ledger.perform(scope, request())).state is EffectState.FAILED
    assert target.calls == 1


@pytest.mark.parametrize(
    ("reader", "arrived", "kind", "state"),
    [
        ("", True, {}, EffectState.CONFIRMED),
        ("", False, {}, EffectState.PLANNED),
        ("blind", True, {}, EffectState.UNKNOWN),
        ("raises", True, {"repeatable": True}, EffectState.PLANNED),
    ],
    ids=["arrived", "absent", "blind", "repeatable"],
)
async def test_reconcile_of_a_sent_effect_whose_attempt_died(engine_of: EngineOf, reader, arrived, kind, state):
    target = Target()
    engine, scope = await ledger_with(engine_of, target, **kind)
    effect = (await engine.ledger.perform(scope, request())).id
    await alter(engine, scope, f"state = 'sent', settled_at = null, sent_at = {LONG_AGO}")
    if not arrived:
        target.received.clear()
    target.reader = reader
    assert (await engine.ledger.reconcile(scope, effect)).state is state


async def test_reconcile_leaves_an_attempt_under_way_alone(engine_of: EngineOf):
    target = Target("waits", "blind")
    engine, scope = await ledger_with(engine_of, target)
    first = asyncio.create_task(engine.ledger.perform(scope, request()))
    await target.arriving.wait()
    [effect] = await column(engine, scope, "select id from core.effects")
    with pytest.raises(Conflict, match="is being sent"):
        await engine.ledger.reconcile(scope, effect)
    target.go_on.set()
    assert (await first).state is EffectState.CONFIRMED


async def test_what_is_settled_or_planned_has_nothing_to_reconcile(engine_of: EngineOf):
    target = Target("refuses", "raises")
    engine, scope = await ledger_with(engine_of, target)
    effect = (await engine.ledger.perform(scope, request())).id
    assert (await engine.ledger.reconcile(scope, effect)).state is EffectState.FAILED
    await alter(engine, scope, "state = 'planned'")
    assert (await engine.ledger.reconcile(scope, effect)).state is EffectState.PLANNED


async def test_a_kind_that_is_not_loaded_any_more_is_said(engine_of: EngineOf):
    engine, scope, _, effect = await in_doubt(engine_of)
    engine.ledger.fill([])
    with pytest.raises(InvalidInput, match="no loaded plugin"):
        await engine.ledger.reconcile(scope, effect)


async def test_a_human_says_that_it_happened(engine_of: EngineOf):
    engine, scope, target, effect = await in_doubt(engine_of)
    receipt = await engine.ledger.decide(scope, effect, happened=True, reference="inv-7", again=False)
    assert (receipt.state, receipt.reference, receipt.error_code) == (EffectState.CONFIRMED, "inv-7", None)
    assert await engine.ledger.perform(scope, request()) == receipt
    assert target.calls == 1


async def test_a_human_says_that_it_did_not_happen(engine_of: EngineOf):
    engine, scope, target, effect = await in_doubt(engine_of)
    receipt = await engine.ledger.decide(scope, effect, happened=False, reference=None, again=False)
    assert (receipt.state, receipt.error_code) == (EffectState.FAILED, "did_not_happen")
    assert await engine.ledger.perform(scope, request()) == receipt
    assert target.calls == 1


async def test_only_a_stated_again_lets_it_be_sent_anew_once(engine_of: EngineOf):
    engine, scope, target, effect = await in_doubt(engine_of)
    await engine.ledger.decide(scope, effect, happened=False, reference=None, again=True)
    target.mode, target.reader = "works", ""
    assert (await engine.ledger.perform(scope, request())).state is EffectState.CONFIRMED
    assert (await engine.ledger.perform(scope, request())).state is EffectState.CONFIRMED
    assert target.calls == 2
    settled = "select payload->>'state' from core.events where type = 'effect.settled' order by txid, seq"
    assert await column(engine, scope, settled) == ["unknown", "failed", "confirmed"]


async def test_of_two_people_who_decide_one_wins(engine_of: EngineOf):
    engine, scope, _, effect = await in_doubt(engine_of)
    said = await asyncio.gather(
        engine.ledger.decide(scope, effect, happened=True, reference=None, again=False),
        engine.ledger.decide(scope, effect, happened=False, reference=None, again=False),
        return_exceptions=True,
    )
    assert sum(isinstance(each, Conflict) for each in said) == 1


@pytest.mark.parametrize("state", ["planned", "sent", "confirmed", "failed"])
async def test_only_the_unknown_is_settled_by_hand(engine_of: EngineOf, state: str):
    engine, scope, _, effect = await in_doubt(engine_of)
    await alter(engine, scope, f"state = '{state}'")
    with pytest.raises(Conflict, match=f"is {state}; only an unknown effect"):
        await engine.ledger.decide(scope, effect, happened=True, reference=None, again=False)
    with pytest.raises(InvalidInput, match="again"):
        await engine.ledger.decide(scope, effect, happened=True, reference=None, again=True)


async def test_another_tenants_effect_does_not_exist(engine_of: EngineOf):
    engine, _, _, effect = await in_doubt(engine_of)
    other, _ = await new_tenant(engine, "two")
    for stranger in (effect, new_id()):
        with pytest.raises(NotFound):
            await engine.ledger.reconcile(other, stranger)
        with pytest.raises(NotFound):
            await engine.ledger.decide(other, stranger, happened=True, reference=None, again=False)
