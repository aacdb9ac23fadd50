"""kill -9 of everything in turn, in mid-turn and mid-journey: nothing lost, nothing doubled.

A real supervisor with its real children; the conversation plugin speaks to a model on loopback that takes its time, so
that a turn can be hit in the middle.
"""

import asyncio
import contextlib
import os
import signal
from collections import Counter
from pathlib import Path

import msgspec
import pytest

from tests.journeys.loopback_model import SlowModel
from vito_core.demo.cast import read_cast, set_up
from vito_core.demo.client import Api
from vito_core.demo.drive import Driver
from vito_core.demo.inputs import ingest_root, read_inputs
from vito_core.demo.report import collect
from vito_core.home import Home
from vito_core.supervisor import Supervisor, Tuning

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "demo"
LEADS = ("lucia.ferrer", "priya-raman", "tom_okafor", "sofia.mendes")


@pytest.fixture
def slow_model():
    with SlowModel(seconds=0.8) as model:
        yield model


def plugins_file(folder: Path, model: SlowModel) -> Path:
    path = folder / "plugins.toml"
    text = (ROOT / "plugins.toml").read_text(encoding="utf-8")
    settings = (
        "[plugins.conversation.settings]\n"
        'model = "agno.models.openai.like:OpenAILike"\n'
        f'model_options = {{ id = "loopback", base_url = "{model.url}", api_key = "none", max_retries = 0 }}\n'
    )
    path.write_text(text.replace("[plugins.conversation]\n", f"[plugins.conversation]\n{settings}"), encoding="utf-8")
    return path


class Killer:
    """Kills one process after the other as soon as the run has come far enough."""

    def __init__(self, supervisor: Supervisor, api: Api, model: SlowModel) -> None:
        self._supervisor, self._api, self._model = supervisor, api, model
        self.killed: list[str] = []

    async def run(self) -> None:
        await self._when(lambda: self._model.requests >= 2 and self._model.answering > 0)
        self._kill("api", self._supervisor.pid("api"))
        await self._when_milestone("outreach_sent")
        self._kill("worker", self._supervisor.pid("worker"))
        await self._when_milestone("bant_answered")
        self._kill("postgres", self._supervisor.postgres.status().pid)
        await self._when_milestone("demo_booked")
        self._kill("temporal", temporal_pid(self._supervisor))

    def _kill(self, name: str, pid: int | None) -> None:
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        self.killed.append(name)

    async def _when(self, condition) -> None:
        async with asyncio.timeout(60):
            while not condition():
                await asyncio.sleep(0.01)

    async def _when_milestone(self, name: str) -> None:
        async with asyncio.timeout(60):
            while True:
                journeys = await self._api.all("/v1/journeys")
                if any(stage["name"] == name for row in journeys for stage in row["stages"]):
                    return
                await asyncio.sleep(0.05)


def temporal_pid(supervisor: Supervisor) -> int:
    state = msgspec.json.decode((supervisor.temporal.folder / "temporal.json").read_bytes())
    return int(state["pid"])


async def settle(driver: Driver, api: Api) -> None:
    async with asyncio.timeout(120):
        while True:
            await driver.answer_outreach()
            journeys = await api.all("/v1/journeys")
            won = {row["author"] for row in journeys if any(s["name"] == "won" for s in row["stages"])}
            await driver.enquire(won.__contains__)
            pending = (await api.get("/v1/pending"))["events"]
            ended = all(row["outcome"] is not None for row in journeys)
            if len(journeys) == len(LEADS) and ended and pending == 0:
                return
            await asyncio.sleep(0.2)


async def test_nothing_is_lost_or_doubled_when_everything_is_killed_in_turn(tmp_path: Path, slow_model: SlowModel):
    inputs = read_inputs(
        EXAMPLE / "knowledge", EXAMPLE / "comments.jsonl", EXAMPLE / "customers.jsonl", EXAMPLE / "catalog.json"
    )
    inputs.comments = [comment for comment in inputs.comments if comment.author in LEADS]
    inputs.customers = {author: line for author, line in inputs.customers.items() if author in LEADS}
    home = Home(tmp_path / "home")
    cast = read_cast(EXAMPLE / "setup.json")
    async with contextlib.AsyncExitStack() as ends:
        state = ends.enter_context(home.in_use())
        supervisor = Supervisor(
            home,
            state,
            Tuning(
                plugins_file=plugins_file(tmp_path, slow_model),
                seconds_per_day=1.5,
                ingest_roots=(ingest_root(home.folder, cast.brand.slug, EXAMPLE / "knowledge"),),
            ),
        )
        ends.push_async_callback(asyncio.to_thread, supervisor.stop)
        address = await asyncio.to_thread(supervisor.start)
        stage = await set_up(address.url, home, state, cast, inputs.catalog, ())
        driver, api = Driver(stage, inputs), stage.brand
        ends.push_async_callback(api.close)
        await driver.ingest("docs", lambda *_: None)
        killer = Killer(supervisor, api, slow_model)
        async with asyncio.TaskGroup() as group:
            group.create_task(killer.run())
            group.create_task(driver.comment_all(lambda: None))
            group.create_task(settle(driver, api))
        report = await collect(api)
        outbox = await api.all("/v1/x/sales-host/outbox")
    assert killer.killed == ["api", "worker", "postgres", "temporal"]
    assert driver.warnings == []
    # No lost message: every comment has exactly one reply.
    assert sorted(c.id for c in report.comments) == sorted(c.id for c in inputs.comments)
    # No lost lead, and one journey for one contact, also for the author who wrote twice.
    assert sorted(lead.author for lead in report.leads) == sorted(LEADS)
    outcomes = {lead.author: lead.outcome for lead in report.leads}
    assert outcomes["priya-raman"] == outcomes["lucia.ferrer"] == outcomes["tom_okafor"] == "won"
    assert outcomes["sofia.mendes"] == "no_reply"
    # No doubled outreach: in the ledger's words and in the files that left the engine.
    assert_each_once(f"{m['contact']}/{m['kind']}/{m['text']}" for m in outbox)
    files = list((home.folder / "objects").rglob("outbox/*.eml"))
    assert len(files) == len(outbox)
    # No doubled ticket.
    assert_each_once(f"{t.author}/{t.question}" for t in report.tickets)
    assert len(report.tickets) == sum(len(c.enquiries) for a, c in inputs.customers.items() if a in LEADS)


def assert_each_once(things) -> None:
    doubled = {thing: count for thing, count in Counter(things).items() if count > 1}
    assert doubled == {}
