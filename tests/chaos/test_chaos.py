"""The chaos run, small and seeded; and the verdict itself: a fault planted in a clean run must be found."""

import asyncio
import contextlib
import random
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest

from tests.chaos.arena import DISPATCHER, POSTGRES, WRITER, Arena
from tests.chaos.plan import EVENT, PLUGIN, TABLES, Noted, Plan, subjects_of
from tests.chaos.subscribers import KIND, Subscribers, Target
from tests.chaos.verify import Verdict, judge
from tests.house import dispatching
from vito_contracts.events import NewEvent
from vito_core.embedded.postgres import PostgresAddress
from vito_core.events.log import append
from vito_core.testing import EngineOf, admin_dsn, new_tenant

SMALL = Plan(
    seed=20,
    events=1500,
    writers=3,
    dispatchers=2,
    write_seconds=8.0,
    stall_seconds=40.0,
    kill_every=(0.4, 0.8),
    kills=7,
)


async def test_nothing_is_lost_reordered_or_doubled(tmp_path: Path):
    outcome = await Arena(SMALL, tmp_path).run()
    assert outcome.clean, f"{outcome.line}: {outcome.verdict}"
    assert outcome.verdict.events == SMALL.events
    assert all(outcome.kills[each] > 0 for each in (WRITER, DISPATCHER, POSTGRES)), outcome.kills


class Clean:
    """A small run without kills, whose database and target a test may spoil before it is judged."""

    def __init__(self, dsn: str, folder: Path) -> None:
        self.dsn = dsn
        self.folder = folder

    async def spoil(self, statement: str) -> None:
        connection = await asyncpg.connect(self.dsn)
        try:
            done = await connection.execute(statement)
        finally:
            await connection.close()
        assert not done.endswith(" 0"), "the fault was not planted"

    async def verdict(self) -> Verdict:
        return await judge(self.dsn, self.folder)


@contextlib.asynccontextmanager
async def all_handled(dsn: str, events: int) -> AsyncIterator[None]:
    yield
    connection = await asyncpg.connect(dsn)
    try:
        async with asyncio.timeout(20):
            while await connection.fetchval("select count(*) from chaos.handled") < 3 * events:
                await asyncio.sleep(0.05)
    finally:
        await connection.close()


@pytest.fixture
async def clean(engine_of: EngineOf, postgres: PostgresAddress, tmp_path: Path) -> Clean:
    engine = await engine_of()
    folder = tmp_path / "run"
    (folder / "target").mkdir(parents=True)
    dsn = admin_dsn(postgres, engine.settings.database_url.rpartition("/")[2])
    run = Clean(dsn, folder)
    await run.spoil(TABLES)
    # No trouble at random: each of these runs is clean but for the one fault its test plants.
    steady = random.Random(0)
    steady.random = lambda: 0.5  # type: ignore[method-assign]
    Subscribers(engine, steady).join(Target(folder / "target", steady))
    scope, _ = await new_tenant(engine, "one")
    subject = subjects_of(SMALL, 0, 0)[0]
    noted = [Noted(number=number, effect=number in (2, 3)) for number in range(1, 6)]
    events = [NewEvent(type=EVENT, subject=subject, payload=each) for each in noted]
    async with dispatching(engine), all_handled(dsn, len(events)), engine.pools.within(scope.tenant) as connection:
        await append(connection, scope.tenant, PLUGIN, engine.types, events)
    (folder / "acknowledged-0-0-0").write_text(f"{subject} 5\n", encoding="utf-8")
    return run


async def test_a_clean_run_is_called_clean(clean: Clean):
    verdict = await clean.verdict()
    assert verdict.clean
    assert verdict.line(7) == "chaos: events=5 lost=0 reordered=0 effects_doubled=0 kills=7"


PLANTED = {
    "a subscriber missed an event": (
        "delete from chaos.handled where subscriber = 'flaky' and number = 3",
        {"lost": 1},
    ),
    "an event in the middle vanished": (
        "delete from core.events where (payload->>'number')::integer = 3 and type = 'chaos.noted'",
        {"missing": 1},
    ),
    "the newest event vanished after its commit was answered": (
        "delete from core.events where (payload->>'number')::integer = 5 and type = 'chaos.noted'",
        {"missing": 1},
    ),
    "a subscriber handled two events in the wrong order": (
        "update chaos.handled set number = 7 - number where subscriber = 'recorder' and number in (3, 4)",
        {"reordered": 1, "overtaken": 1},
    ),
    "the log has two events in the wrong order": (
        "update core.events set payload = jsonb_set(payload, '{number}', to_jsonb(7 - (payload->>'number')::integer))"
        " where (payload->>'number')::integer in (3, 4) and type = 'chaos.noted'",
        {"reordered": 1, "misplaced": 1},
    ),
    "an effect was never settled": (
        f"update core.effects set state = 'sent' where id = (select min(id::text)::uuid from core.effects"
        f" where kind = '{KIND}')",
        {"unsettled": 1, "lost": 1},
    ),
    "an effect was forgotten": (
        f"delete from core.effects where id = (select min(id::text)::uuid from core.effects where kind = '{KIND}')",
        {"unsettled": 1, "lost": 1},
    ),
}


@pytest.mark.parametrize("fault", PLANTED)
async def test_the_verdict_finds_a_planted_fault(clean: Clean, fault: str):
    statement, found = PLANTED[fault]
    await clean.spoil(statement)
    verdict = await clean.verdict()
    assert {name: getattr(verdict, name) for name in found} == found
    assert not verdict.clean


async def test_the_verdict_finds_an_effect_that_arrived_twice(clean: Clean):
    arrived = min((clean.folder / "target").iterdir())
    with arrived.open("ab") as file:
        file.write(b"x")
    verdict = await clean.verdict()
    assert verdict.line(0) == "chaos: events=5 lost=0 reordered=0 effects_doubled=1 kills=0"
    assert not verdict.clean


async def test_the_verdict_finds_an_effect_confirmed_that_never_arrived(clean: Clean):
    min((clean.folder / "target").iterdir()).unlink()
    verdict = await clean.verdict()
    assert (verdict.unfounded, verdict.lost) == (1, 1)


def test_a_plan_shares_out_all_its_events():
    odd = Plan(
        seed=1,
        events=1003,
        writers=3,
        dispatchers=1,
        write_seconds=1,
        stall_seconds=1,
        kill_every=(1, 1),
        kills=0,
    )
    assert sum(odd.quota(writer, lane) for writer in range(3) for lane in range(odd.lanes)) == 1003
