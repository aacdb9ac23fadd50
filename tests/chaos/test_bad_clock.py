"""Machine clocks that jump, or differ by a day between processes: order and leases hold, turns are still stored."""

from pathlib import Path

import asyncpg
import pytest

from tests.chaos.arena import Arena
from tests.chaos.ground import Caller, Listener, Parrot, at_last, until, write
from tests.chaos.machine_clock import MachineClock
from tests.chaos.plan import Plan
from tests.house import dispatching
from vito_contracts.ids import new_id
from vito_core.testing import EngineOf, api_of, furnish, new_tenant

DAY = 86_400.0
JUMPS = {"a day ahead": DAY, "a day behind": -DAY, "back to 1971, as without a battery": -54 * 365 * DAY}

SKEWED = Plan(
    seed=3,
    events=500,
    writers=2,
    dispatchers=3,
    write_seconds=4.0,
    stall_seconds=40.0,
    kill_every=(0.5, 1.0),
    kills=3,
    clocks=(DAY, -DAY, 0.0),
)


@pytest.fixture
def clock_of(monkeypatch: pytest.MonkeyPatch):
    """Call it when the engine is built: what looks at types takes the altered clock for another type."""
    return lambda: MachineClock().install(monkeypatch.setattr)


async def test_processes_that_disagree_by_days_share_the_log(tmp_path: Path):
    outcome = await Arena(SKEWED, tmp_path).run()
    assert outcome.clean, f"{outcome.line}: {outcome.verdict}"


@pytest.mark.parametrize("jump", JUMPS)
async def test_a_retry_comes_in_time_when_the_clock_jumps(engine_of: EngineOf, clock_of, jump: str):
    """A pause written down before the jump is neither skipped for good nor slept for a day."""
    engine = await engine_of()
    listener = Listener()
    listener.join(engine, "listener")
    scope, _ = await new_tenant(engine, "one")
    subject = new_id()
    listener.raises = {2}
    clock = clock_of()
    async with dispatching(engine):
        await write(engine, scope, *((subject, number) for number in (1, 2, 3)))
        await until(lambda: listener.tries.count(2) >= 1)
        clock.ahead = JUMPS[jump]
        await write(engine, scope, (subject, 4))
        await until(lambda: listener.tries.count(2) >= 2)
        clock.ahead = -JUMPS[jump] if abs(JUMPS[jump]) == DAY else 0.0
        listener.raises = set()
        await until(lambda: len(listener.heard) == 4)
    assert listener.numbers(subject) == [1, 2, 3, 4]


@pytest.mark.parametrize("jump", JUMPS)
async def test_turns_are_stored_in_the_order_they_were_said(engine_of: EngineOf, clock_of, jump: str):
    engine = await engine_of()
    Parrot().join(engine)
    tenant = await furnish(engine, "one")
    async with api_of(engine) as client:
        clock = clock_of()
        caller = Caller(client, tenant)
        await caller.open()
        for text, ahead in (("one", 0.0), ("two", JUMPS[jump]), ("three", 0.0)):
            clock.ahead = ahead
            answer = await caller.say(text, key=text)
            assert answer.status_code == 200, answer.text
        said = [text for word in ("one", "two", "three") for text in (word, f"You said: {word}.")]
        assert await caller.messages() == said


async def test_a_turn_left_behind_is_taken_up_whatever_the_clock_says(engine_of: EngineOf, clock_of):
    """Whether its process is gone is a question of seconds of the database's clock."""
    engine = await engine_of()
    parrot = Parrot()
    parrot.join(engine)
    tenant = await furnish(engine, "one")

    async def cut() -> None:
        parrot.during = None
        raise asyncpg.ConnectionDoesNotExistError("the database went away")

    async with api_of(engine) as client:
        caller = Caller(client, tenant)
        await caller.open()
        clock = clock_of()
        parrot.during = cut
        assert (await caller.say("hello", key="k")).status_code == 503
        clock.ahead = -DAY

        async def again() -> None:
            assert (await caller.say("hello", key="k")).status_code == 200

        await at_last(again, seconds=30)
        assert await caller.messages() == ["hello", "You said: hello."]
