"""What a start costs: the command line, the application and the demo, each over its bare counterpart."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.measure import Result, Side
from bench.session import ROOT, Session
from vito_core.settings import ENVIRONMENT, to_json

VITO = Path(sys.executable).with_name("vito")
OURS = """
from vito_core.container import build
from vito_core.settings import from_environment
from vito_core.web.app import create_app
create_app(build(from_environment()))
"""
BARE_APP = """
import asyncpg, uvicorn
from litestar import Litestar, get
@get("/health")
async def health() -> dict[str, str]:
    return {"status": "ok"}
Litestar([health])
"""
BARE_SERVERS = """
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from vito_core.embedded.postgres import EmbeddedPostgres
from vito_core.embedded.temporal import EmbeddedTemporal
home = Path(sys.argv[1])
servers = EmbeddedPostgres(home / "postgres"), EmbeddedTemporal(home / "temporal")
with ThreadPoolExecutor(2) as pool:
    list(pool.map(lambda server: server.start(), servers))
    list(pool.map(lambda server: server.stop(), servers))
"""
SHIPPED = "knowledge conversation lead-gen support marketing-host sales-host support-host analytics-host".split()


async def run(session: Session) -> Result:
    async with session.engine(*SHIPPED) as engine:
        environment = {**os.environ, ENVIRONMENT: to_json(engine.settings)}
        python = sys.executable
        command_line = {
            "vito --help": _wall([str(VITO), "--help"]),
            "import rich_click": _wall([python, "-c", "import rich_click"]),
        }
        applications = {
            "the application, all plugins": _wall([python, "-c", OURS], environment),
            "a bare Litestar application": _wall([python, "-c", BARE_APP]),
        }
        first = await session.interleave("vito --help", command_line, session.choose(15, 3))
        second = await session.interleave("application", applications, session.choose(9, 3))
    result = Result(
        comparisons=[
            first.compare("wall time of a process", "vito --help", "import rich_click"),
            second.compare("until it could serve", "the application, all plugins", "a bare Litestar application"),
        ]
    )
    if not session.quick:  # half a minute each
        demos = {
            "vito demo": _in_folder([str(VITO), "demo", "--home"]),
            "its servers": _in_folder([python, "-c", BARE_SERVERS]),
        }
        third = await session.interleave("demo", demos, 2)
        result.comparisons.append(third.compare("on an empty home", "vito demo", "its servers"))
        result.facts["demo_is"] = "34 comments, 9 journeys with some 20 s of shortened days, the report"
    return result


def _wall(command: list[str], environment: dict[str, str] | None = None) -> Side:
    async def side() -> float:
        return _seconds(command, environment)

    return side


def _in_folder(command: list[str]) -> Side:
    """Each time in a new folder of its own, named last."""

    async def side() -> float:
        with tempfile.TemporaryDirectory(prefix="vito-bench-") as folder:
            return _seconds([*command, str(Path(folder) / "home")])

    return side


def _seconds(command: list[str], environment: dict[str, str] | None = None) -> float:
    began = time.perf_counter()
    streams = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.run(command, cwd=ROOT, env=environment, check=True, **streams)  # type: ignore[call-overload]
    return time.perf_counter() - began
