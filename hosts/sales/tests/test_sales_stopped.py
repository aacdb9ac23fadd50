"""Outreach and the kill switch, outreach and erasure: what does not go out, and what becomes of the step."""

from typing import Any

import pytest

from vito_contracts.effects import StopLevel
from vito_contracts.errors import EffectsStopped
from vito_contracts.journey import Outcome


@pytest.mark.parametrize("level", [StopLevel.CHANNEL, StopLevel.TWIN])
async def test_outreach_is_held_by_a_stop_and_goes_out_after_it(desk: Any, level: StopLevel) -> None:
    stops, scope = desk.engine.stops, desk.tenant.scope
    target = {StopLevel.CHANNEL: "email", StopLevel.TWIN: str(desk.tenant.twin.id)}[level]
    stop = await stops.set(scope, level, target, "incident")
    for _ in range(2):
        with pytest.raises(EffectsStopped):
            await desk.call("reach_out", 0)
    assert await desk.kinds() == []
    assert (await desk.record()).outcome is None, "held is not lost"
    await stops.release(scope, stop.id)
    result = await desk.call("reach_out", 0)
    assert result.waits_for
    assert await desk.kinds() == ["outreach"]


async def test_a_contact_erased_while_its_message_was_held_is_not_written_to(desk: Any) -> None:
    stop = await desk.engine.stops.set(desk.tenant.scope, StopLevel.TENANT, "", "incident")
    with pytest.raises(EffectsStopped):
        await desk.call("reach_out", 0)
    async with desk.engine.pools.within(desk.tenant.scope.tenant) as connection:
        await connection.execute("update core.contacts set erased_at = clock_timestamp() where id = $1", desk.contact)
    await desk.engine.stops.release(desk.tenant.scope, stop.id)
    result = await desk.call("reach_out", 0)
    assert (result.outcome, result.reason) == (Outcome.STOPPED, "erased")
    assert await desk.kinds() == []
