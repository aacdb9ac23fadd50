"""What every benchmark is handed: how thorough to be, where to report progress, a real database."""

import contextlib
import os
import tempfile
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from pathlib import Path
from typing import Any

import asyncpg

from bench.measure import Result, Rounds, Side, interleave
from vito_core.embedded.postgres import EmbeddedPostgres, PostgresAddress
from vito_core.engine import Engine
from vito_core.testing import admin_dsn, engine_on

ROOT = Path(__file__).resolve().parent.parent

PLAIN = """
create schema bench;
create table bench.events (like core.events including all);
create table bench.tenants (like core.tenants including all);
create table bench.messages (id uuid primary key, conversation uuid not null, text text not null);
insert into bench.tenants select * from core.tenants;
grant usage on schema bench to vito_app;
grant select, insert on all tables in schema bench to vito_app;
"""
"""Tables with the same columns, defaults and indexes, and no row level security."""


class Session:
    """`begin(what, ticks)` starts a progress bar, `tick()` moves it. One PostgreSQL serves the whole run."""

    def __init__(
        self, quick: bool, stack: contextlib.ExitStack, begin: Callable[[str, int], None], tick: Callable[[], None]
    ) -> None:
        self.quick = quick
        self._stack = stack
        self._begin = begin
        self._tick = tick
        self._postgres: PostgresAddress | None = None
        self._folder: Path | None = None

    def choose(self, full: int, quick: int) -> int:
        return quick if self.quick else full

    async def interleave(self, what: str, sides: Mapping[str, Side], rounds: int) -> Rounds:
        self._begin(what, (rounds + 1) * len(sides))
        return await interleave(sides, rounds, self._tick)

    @contextlib.asynccontextmanager
    async def engine(self, *plugins: str, **settings: Any) -> AsyncIterator[Engine]:
        """An open engine on a database of its own."""
        self._begin("a database", 0)
        address = self._server()
        assert self._folder is not None
        engine, _ = await engine_on(address, self._folder, plugins, {}, **settings)
        try:
            yield engine
        finally:
            await engine.close()

    def admin_dsn(self, engine: Engine) -> str:
        """The owner's way into an engine's database."""
        return admin_dsn(self._server(), engine.settings.database_url.rpartition("/")[2])

    async def plain_tables(self, engine: Engine) -> None:
        """Adds the schema `bench` to an engine's database; tenants made by now are in it."""
        connection = await asyncpg.connect(self.admin_dsn(engine))
        try:
            await connection.execute(PLAIN)
        finally:
            await connection.close()

    def _server(self) -> PostgresAddress:
        if self._postgres is None:
            folder = Path(self._stack.enter_context(tempfile.TemporaryDirectory(prefix="vito-bench-")))
            server = EmbeddedPostgres(folder / "postgres")
            self._stack.callback(server.stop)
            self._postgres, self._folder = server.start(), folder
        return self._postgres


Benchmark = Callable[[Session], Coroutine[Any, Any, Result]]


@contextlib.asynccontextmanager
async def connected(engine: Engine, count: int = 1) -> AsyncIterator[list[Any]]:
    """Bare asyncpg connections as the app role: no pool, no wall, no codec."""
    async with contextlib.AsyncExitStack() as stack:
        connections = []
        for _ in range(count):
            connection = await asyncpg.connect(engine.settings.database_url)
            stack.push_async_callback(connection.close)
            connections.append(connection)
        yield connections


def real_data() -> Path | None:
    """As the tests look for it: `VITO_TEST_DATA`, else ../shared/data."""
    named = os.environ.get("VITO_TEST_DATA")
    folder = Path(named) if named else ROOT.parent / "shared" / "data"
    return folder if folder.is_dir() else None
