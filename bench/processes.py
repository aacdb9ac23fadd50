"""One and two API processes behind one address: requests a second, and what they hold in memory.

Needs two cores to itself: on a busy machine the second process has nothing to run on.
"""

import asyncio
import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import msgspec

from bench.measure import Result, Side
from bench.session import ROOT, Session
from vito_core.engine import Engine
from vito_core.settings import ENVIRONMENT, to_json
from vito_core.testing import new_tenant

CLIENTS = 2
CONNECTIONS = 8
CLIENT = """
import asyncio, sys, httpx
async def main(url, key, connections, requests):
    limits = httpx.Limits(max_connections=connections)
    async with httpx.AsyncClient(base_url=url, headers={"authorization": f"Bearer {key}"}, limits=limits) as client:
        async def ask():
            for _ in range(requests):
                (await client.get("/v1/tenants/me")).raise_for_status()
        await asyncio.gather(*(ask() for _ in range(connections)))
asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])))
"""


class Memory(msgspec.Struct, frozen=True, kw_only=True):
    """Megabytes. `shared` pages are counted once for all processes."""

    resident: float
    proportional: float


async def run(session: Session) -> Result:
    async with session.engine() as engine:
        _, key = await new_tenant(engine, "bench")
        requests = session.choose(150, 30)
        memory: dict[str, Memory] = {}
        with contextlib.ExitStack() as stack:
            sides: dict[str, Side] = {}
            for count in (1, 2):
                url, pids = stack.enter_context(_served(engine, count))
                await _up(url)
                name = f"{count} process{'es' if count > 1 else ''}"
                sides[name] = _load(url, key, requests)
                memory[name] = _memory(pids)
            rounds = await session.interleave("processes", sides, session.choose(9, 3))
        return Result(
            comparisons=[rounds.compare("a request among 16 at once", "2 processes", "1 process")],
            facts={
                "requests_per_second": {name: rounds.per_second(name) for name in sides},
                "memory_mb": {name: msgspec.to_builtins(each) for name, each in memory.items()},
                "cores": len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count(),
            },
        )


@contextlib.contextmanager
def _served(engine: Engine, count: int) -> Iterator[tuple[str, list[int]]]:
    """As the supervisor does it: one listening socket, inherited."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen(2048)
    command = [sys.executable, "-m", "vito_core.web.serve", "--fd", str(listener.fileno())]
    environment = {**os.environ, ENVIRONMENT: to_json(engine.settings)}
    processes = [
        subprocess.Popen(command, cwd=ROOT, env=environment, pass_fds=[listener.fileno()], stderr=subprocess.DEVNULL)
        for _ in range(count)
    ]
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}", [each.pid for each in processes]
    finally:
        listener.close()
        for each in processes:
            each.terminate()
        for each in processes:
            each.wait(30)


async def _up(url: str) -> None:
    """Once so many new connections in a row are answered, every process has answered some."""
    async with asyncio.timeout(90):
        for _ in range(20):
            async with httpx.AsyncClient(timeout=60) as client:
                (await client.get(f"{url}/health")).raise_for_status()
    await asyncio.sleep(2)  # what each warms up in the background


def _load(url: str, key: str, requests: int) -> Side:
    """Clients in processes of their own, so that they are not what is measured."""

    async def side() -> float:
        command = [sys.executable, "-c", CLIENT, url, key, str(CONNECTIONS), str(requests)]
        began = time.perf_counter()
        clients = [await asyncio.create_subprocess_exec(*command) for _ in range(CLIENTS)]
        codes = [await each.wait() for each in clients]
        if any(codes):
            raise SystemExit("a client of the benchmark failed")
        return (time.perf_counter() - began) / (requests * CONNECTIONS * CLIENTS)

    return side


def _memory(pids: list[int]) -> Memory:
    found = {"Rss": 0.0, "Pss": 0.0}
    for pid in pids:
        rollup = Path(f"/proc/{pid}/smaps_rollup")
        if not rollup.is_file():
            continue
        for line in rollup.read_text().splitlines():
            name, _, rest = line.partition(":")
            if name in found:
                found[name] += int(rest.split()[0]) / 1024
    return Memory(resident=round(found["Rss"], 1), proportional=round(found["Pss"], 1))
