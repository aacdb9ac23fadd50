"""One chat turn without model time, over HTTP, side by side: the engine, agno's AgentOS, the least on Litestar.

`python -m bench.side_by_side [--quick]` writes bench/results/turn.json. All servers have the same PostgreSQL, the same
stub model, one process each; in every round each of them gets the same load in turn, so that what disturbs the machine
disturbs all. Ratios are taken round by round and the median is kept.
"""

import argparse
import asyncio
import contextlib
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import asyncpg
import msgspec
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from bench import machine
from bench.measure import percentile, rounded
from bench.peer.load import TURNS, Laps, Order
from bench.session import ROOT
from vito_contracts.capabilities import Document, KnowledgeBase, Source
from vito_contracts.modules import Module
from vito_core.embedded.postgres import EmbeddedPostgres, PostgresAddress
from vito_core.embedded.processes import free_port
from vito_core.settings import ENVIRONMENT, to_json
from vito_core.testing import admin_dsn, engine_on, furnish

RESULT = Path(__file__).parent / "results" / "turn.json"
CONNECTIONS = 16
START_SECONDS = 60.0
REPORT_SECONDS = 11.0
PAGE = "# Plans\n\nThe Team plan costs 40 USD a month and comes with seven seats.\n"


class Figures(msgspec.Struct, kw_only=True):
    """Of one server, over the rounds: medians. `transactions_per_turn`: commits and rollbacks in its own database."""

    rps: float
    p50_ms: float
    p99_ms: float
    rss_mb: float
    transactions_per_turn: float


class SideBySide(msgspec.Struct, kw_only=True):
    """results/turn.json. `shipped`: the engine with its own plugins, which also search knowledge and guard replies."""

    ours: Figures
    agentos: Figures
    litestar_bare: Figures
    shipped: Figures
    ratio_rps: float
    """ours ÷ agentos."""
    ratio_p99: float
    """ours ÷ agentos."""
    shipped_ratio_rps: float
    """shipped ÷ agentos: here both ask the model through an agno `Agent`."""
    shipped_ratio_p99: float
    connections: int
    turns_in_a_session: int
    rounds: int
    quick: bool
    machine: machine.Machine


class Server:
    """One uvicorn process, and where its rows go."""

    def __init__(self, kind: str, database: str, environment: dict[str, str], *, key: str = "", binding: str = ""):
        self.kind = kind
        self.database = database
        self._key = key
        self._binding = binding
        self._environment = environment
        self.port = free_port()
        self.rounds: list[Laps] = []
        self.transactions_per_turn = 0.0
        self.rss_mb = 0.0

    @contextlib.contextmanager
    def running(self) -> Iterator[None]:
        module = "ours" if self.kind == "ours" else self.kind
        target = "vito_core.web.serve" if self.kind == "shipped" else "uvicorn"
        arguments = [str(self.port)] if self.kind == "shipped" else [
            "--factory", f"bench.peer.{module}:application", "--port", str(self.port),
            "--no-access-log", "--log-level", "error",
        ]  # fmt: skip
        environment = {**os.environ, **self._environment, "AGNO_TELEMETRY": "false"}
        process = subprocess.Popen([sys.executable, "-m", target, *arguments], cwd=ROOT, env=environment)
        try:
            self._wait(process)
            self._pid = process.pid
            yield
        finally:
            process.terminate()
            process.wait(20)

    def _wait(self, process: "subprocess.Popen[bytes]") -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if process.poll() is not None:
                raise SystemExit(f"the server {self.kind!r} ended at once, with code {process.returncode}")
            try:
                urlopen(f"http://127.0.0.1:{self.port}/health", timeout=2).close()
                return
            except HTTPError:
                return
            except (URLError, OSError):
                time.sleep(0.1)
        raise SystemExit(f"the server {self.kind!r} does not answer")

    async def count_transactions(self, address: PostgresAddress, sessions: int) -> None:
        """In a round of its own that is not timed: a connection reports its counts up to ten seconds late."""
        await asyncio.sleep(REPORT_SECONDS)
        before = await _transactions(address, self.database)
        await self.round(sessions)
        turns = len(self.rounds.pop().milliseconds)
        await asyncio.sleep(REPORT_SECONDS)
        self.transactions_per_turn = (await _transactions(address, self.database) - before) / turns

    async def round(self, sessions: int) -> None:
        order = Order(
            kind=self.kind,
            port=self.port,
            connections=CONNECTIONS,
            sessions=sessions,
            key=self._key,
            binding=self._binding,
        )
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bench.peer.load", cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        answer, _ = await process.communicate(msgspec.json.encode(order))
        if process.returncode != 0:
            raise SystemExit(f"the load on {self.kind!r} failed")
        laps = msgspec.json.decode(answer, type=Laps)
        self.rounds.append(laps)
        self.rss_mb = _rss_mb(self._pid)

    def rates(self) -> list[float]:
        return [len(laps.milliseconds) / laps.seconds for laps in self.rounds]

    def tails(self) -> list[float]:
        return [percentile(laps.milliseconds, 99) for laps in self.rounds]

    def figures(self) -> Figures:
        return Figures(
            rps=rounded(statistics.median(self.rates())),
            p50_ms=rounded(statistics.median(percentile(laps.milliseconds, 50) for laps in self.rounds)),
            p99_ms=rounded(statistics.median(self.tails())),
            rss_mb=rounded(self.rss_mb),
            transactions_per_turn=rounded(self.transactions_per_turn),
        )


async def _transactions(address: PostgresAddress, database: str) -> int:
    connection = await asyncpg.connect(admin_dsn(address, "postgres"))
    try:
        return int(
            await connection.fetchval(
                "select xact_commit + xact_rollback from pg_stat_database where datname = $1", database
            )
        )
    finally:
        await connection.close()


def _rss_mb(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


async def _engine_servers(address: PostgresAddress, folder: Path) -> list[Server]:
    """A furnished database for the bare twin, and one for the shipped plugins with a page they can quote."""
    servers = []
    for kind, plugins in (("ours", ()), ("shipped", ("knowledge", "conversation"))):
        options = {"conversation": {"model": "bench.peer.stub_model:StubModel"}} if plugins else {}
        # The limiter works for every request, and refuses none.
        limits = {"rate_per_second": 1e6, "rate_burst": 1_000_000, "failures_per_minute": 120}
        engine, settings = await engine_on(address, folder, plugins, options, **limits)
        try:
            tenant = await furnish(engine, "bench", contexts={Module.MARKETING: {}})
            binding = tenant.bindings[Module.MARKETING]
            if plugins:
                knowledge = await engine.capabilities.of(binding, KnowledgeBase)
                page = Document(path="plans.md", text=PAGE)
                await knowledge.ingest(tenant.scope, Source(corpus="docs", documents=(page,)))
        finally:
            await engine.close()
        database = settings.database_url.rpartition("/")[2]
        environment = {ENVIRONMENT: to_json(settings)}
        servers.append(Server(kind, database, environment, key=tenant.key, binding=str(binding.binding)))
    return servers


async def _peers(address: PostgresAddress) -> list[Server]:
    connection = await asyncpg.connect(admin_dsn(address, "postgres"))
    try:
        for kind in ("agentos", "litestar_bare"):
            await connection.execute(f"create database {kind}")
    finally:
        await connection.close()
    return [Server(kind, kind, {"PEER_DATABASE": admin_dsn(address, kind)}) for kind in ("agentos", "litestar_bare")]


async def measure(address: PostgresAddress, folder: Path, *, rounds: int, sessions: int, bar: Progress) -> SideBySide:
    servers = {server.kind: server for server in await _engine_servers(address, folder) + await _peers(address)}
    task = bar.add_task("turns over HTTP", total=(rounds + 1) * len(servers))
    with contextlib.ExitStack() as stack:
        for server in servers.values():
            stack.enter_context(server.running())
        for _ in range(rounds + 1):
            for server in servers.values():
                await server.round(sessions)
                bar.advance(task)
        async with asyncio.TaskGroup() as group:
            for server in servers.values():
                group.create_task(server.count_transactions(address, sessions))
    for server in servers.values():
        del server.rounds[0]  # fills caches and does not count
    ours, shipped, peer = servers["ours"], servers["shipped"], servers["agentos"]
    return SideBySide(
        **{kind: server.figures() for kind, server in servers.items()},
        ratio_rps=rounded(_ratio(ours.rates(), peer.rates())),
        ratio_p99=rounded(_ratio(ours.tails(), peer.tails())),
        shipped_ratio_rps=rounded(_ratio(shipped.rates(), peer.rates())),
        shipped_ratio_p99=rounded(_ratio(shipped.tails(), peer.tails())),
        connections=CONNECTIONS,
        turns_in_a_session=TURNS,
        rounds=rounds,
        quick=False,
        machine=machine.look(ROOT),
    )


def _ratio(ours: list[float], peer: list[float]) -> float:
    return statistics.median(a / b for a, b in zip(ours, peer, strict=True))


def show(found: SideBySide, console: Console) -> None:
    table = Table("", "turns/s", "p50 ms", "p99 ms", "RSS MB", "transactions a turn", box=None, pad_edge=False)
    for kind in ("ours", "agentos", "litestar_bare", "shipped"):
        figures: Any = getattr(found, kind)
        table.add_row(kind, *(f"{value:g}" for value in msgspec.structs.astuple(figures)))
    console.print(table)
    for kind, rps, p99 in (
        ("ours", found.ratio_rps, found.ratio_p99),
        ("shipped", found.shipped_ratio_rps, found.shipped_ratio_p99),
    ):
        console.print(f"{kind} over AgentOS: {rps:g} times the turns a second, {p99:g} of its p99", highlight=False)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.side_by_side", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer rounds; nothing is saved")
    given = parser.parse_args()
    rounds, sessions = (2, 32) if given.quick else (5, 96)
    errors = Console(stderr=True)
    with tempfile.TemporaryDirectory(prefix="vito-bench-") as name, Progress(console=errors, transient=True) as bar:
        server = EmbeddedPostgres(Path(name) / "postgres")
        try:
            found = asyncio.run(measure(server.start(), Path(name), rounds=rounds, sessions=sessions, bar=bar))
        finally:
            server.stop()
    found.quick = given.quick
    show(found, Console())
    if not given.quick:
        text = msgspec.json.format(msgspec.json.encode(found), indent=2).decode()
        RESULT.write_text(f"{text}\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
