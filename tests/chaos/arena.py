"""A chaos run: real processes on a real PostgreSQL, killed at random and started again."""

import asyncio
import contextlib
import multiprocessing
import os
import random
import signal
import time
from collections.abc import AsyncIterator, Callable
from multiprocessing.process import BaseProcess
from pathlib import Path

import asyncpg
import msgspec

from tests.chaos import children
from tests.chaos.plan import EVENT, PLUGIN, SUBSCRIBERS, TABLES, TENANTS, Plan, Post
from tests.chaos.verify import Verdict, judge
from vito_core.embedded.postgres import EmbeddedPostgres, PostgresAddress
from vito_core.plugins.policy import QuarantinePolicy
from vito_core.settings import Settings, to_json
from vito_core.testing import add_plugin, admin_dsn, app_dsn, engine_on, new_tenant

LOOK_SECONDS = 0.25
POSTGRES, DISPATCHER, WRITER = "postgres", "dispatcher", "writer"
DECK = (*[WRITER] * 3, *[DISPATCHER] * 3, POSTGRES)
"""Who is killed: cards drawn until none is left, then shuffled anew; so each kind is hit, and in no fixed order."""

NEVER = QuarantinePolicy(failures=10**9)
"""The subscribers fail on purpose, all the time: what is looked for is what becomes of their events."""


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """How far a run is: events committed, times an event was handled by one of the subscribers, kills."""

    written: int = 0
    handled: int = 0
    kills: int = 0


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    verdict: Verdict
    kills: dict[str, int]
    fallen: int
    """Processes that ended by themselves, for the database was away when they started; they were started again."""
    seconds: float
    finished: bool
    """False: nothing moved any more, and there was work left."""

    @property
    def line(self) -> str:
        return self.verdict.line(sum(self.kills.values()))

    @property
    def clean(self) -> bool:
        return self.finished and self.verdict.clean


class Arena:
    """One run. `report` hears how far it is, several times a second."""

    def __init__(self, plan: Plan, folder: Path, report: Callable[[Standing], None] = lambda _: None) -> None:
        self._plan = plan
        self._folder = folder
        self._report = report
        self._chance = random.Random(plan.seed)
        self._server = EmbeddedPostgres(folder / "postgres")
        self._processes = multiprocessing.get_context("forkserver")
        self._processes.set_forkserver_preload(["tests.chaos.children"])
        self._children: dict[tuple[str, int], BaseProcess] = {}
        self._lives: dict[tuple[str, int], int] = {}
        # The first round begins with a writer: on a slow machine there may be none left to kill in the second.
        self._deck = [POSTGRES, DISPATCHER, WRITER]
        self._fallen = 0
        self.kills = dict.fromkeys(DECK, 0)

    async def run(self) -> Outcome:
        async with self._postgres() as address:
            self._address = address
            await self._prepare()
            self._began = time.monotonic()
            try:
                finished = await self._fight()
            finally:
                self._end_children()
            seconds = time.monotonic() - self._began
            verdict = await judge(admin_dsn(self._address, self._database), self._folder)
        return Outcome(
            verdict=verdict,
            kills=self.kills,
            fallen=self._fallen,
            seconds=seconds,
            finished=finished and verdict.events == self._plan.events,
        )

    @contextlib.asynccontextmanager
    async def _postgres(self) -> AsyncIterator[PostgresAddress]:
        try:
            yield await asyncio.to_thread(self._server.start)
        finally:
            await asyncio.to_thread(self._server.stop)

    async def _prepare(self) -> None:
        (self._folder / "target").mkdir()
        engine, self._settings = await engine_on(self._address, self._folder, (), {}, quarantine=NEVER)
        self._database = self._settings.database_url.rpartition("/")[2]
        try:
            add_plugin(engine, PLUGIN)
            self._tenants = [(await new_tenant(engine, f"tenant-{number}"))[0].tenant for number in range(TENANTS)]
        finally:
            await engine.close()
        connection = await asyncpg.connect(admin_dsn(self._address, self._database))
        try:
            await connection.execute(TABLES)
        finally:
            await connection.close()

    # -- the run --------------------------------------------------------------------------------------------------

    async def _fight(self) -> bool:
        """Whether everything was written and handled; False once nothing has moved for a while."""
        for kind, count in ((DISPATCHER, self._plan.dispatchers), (WRITER, self._plan.writers)):
            for number in range(count):
                self._start(kind, number)
        next_kill = self._began + self._chance.uniform(*self._plan.kill_every)
        moved, moved_at = (0, 0), self._began
        while time.monotonic() - moved_at < self._plan.stall_seconds:
            await asyncio.sleep(LOOK_SECONDS)
            self._start_again()
            standing = await self._standing()
            self._report(standing)
            if (standing.written, standing.handled) != moved:
                moved, moved_at = (standing.written, standing.handled), time.monotonic()
            if standing.handled == self._plan.events * len(SUBSCRIBERS):
                return True
            if time.monotonic() > next_kill and sum(self.kills.values()) < self._plan.kills:
                await self._kill_somebody()
                next_kill = time.monotonic() + self._chance.uniform(*self._plan.kill_every)
        return False

    async def _standing(self) -> Standing:
        connection = await asyncpg.connect(admin_dsn(self._address, self._database))
        try:
            # One statement, one snapshot: nothing is handled in it that is not written in it.
            row = await connection.fetchrow(
                "select (select count(*) from core.events where type = $1) as written,"
                " (select count(*) from chaos.handled) as handled",
                EVENT,
            )
        finally:
            await connection.close()
        return Standing(written=row["written"], handled=row["handled"], kills=sum(self.kills.values()))

    async def _kill_somebody(self) -> None:
        kind = self._draw()
        if kind == POSTGRES:
            await self._kill_postgres()
        else:
            victim = self._chance.choice(self._alive(kind))
            _end(victim)
        self.kills[kind] += 1

    def _draw(self) -> str:
        while True:
            self._deck = self._deck or self._chance.sample(DECK, len(DECK))
            kind = self._deck.pop()
            if kind == POSTGRES or self._alive(kind):
                return kind

    def _alive(self, kind: str) -> list[BaseProcess]:
        return [child for (each, _), child in self._children.items() if each == kind and child.is_alive()]

    async def _kill_postgres(self) -> None:
        pid = self._server.status().pid
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        before, self._address = self._address, await asyncio.to_thread(self._server.start)
        if before != self._address:  # somebody took its port in the meantime
            self._settings = self._settings_at(self._address)
            self._end_children()

    def _settings_at(self, address: PostgresAddress) -> Settings:
        return msgspec.structs.replace(
            self._settings,
            database_url=app_dsn(address, self._database),
            dispatcher_url=app_dsn(address, self._database, "vito_dispatcher"),
        )

    # -- children -------------------------------------------------------------------------------------------------

    def _start(self, kind: str, number: int) -> None:
        life = self._lives.get((kind, number), -1) + 1
        post = Post(
            plan=self._plan,
            settings=self._settings,
            tenants=tuple(self._tenants),
            folder=self._folder,
            number=number,
            life=life,
            began=self._began,
        )
        work = children.write if kind == WRITER else children.dispatch
        child = self._processes.Process(target=work, args=(to_json(post),), name=f"{kind}-{number}")
        child.start()
        self._children[kind, number], self._lives[kind, number] = child, life

    def _start_again(self) -> None:
        """As a supervisor would; a writer that has written everything has ended well."""
        for (kind, number), child in list(self._children.items()):
            if not child.is_alive() and child.exitcode != 0:
                self._fallen += child.exitcode != -signal.SIGKILL
                self._start(kind, number)

    def _end_children(self) -> None:
        for child in self._children.values():
            _end(child)


def _end(child: BaseProcess) -> None:
    child.kill()
    child.join(60)
    if child.is_alive():
        raise TimeoutError(f"{child.name} was killed and is still there")
