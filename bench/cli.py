"""`vito --help` over a Python that does nothing and one that imports the command line's own library."""

import json
import subprocess
import sys
import time
from pathlib import Path

from bench.measure import Result, Side
from bench.session import ROOT, Session

HEAVY = "agno alembic asyncpg httpx litestar openai sqlalchemy temporalio uvicorn".split()
"""None of these may be imported on the way to the help text."""

VITO = Path(sys.executable).with_name("vito")
PROBE = """
import json, sys
from vito_core.cli import vito
try:
    vito(["--help"], prog_name="vito")
except SystemExit:
    pass
print(json.dumps(sorted(sys.modules)), file=sys.stderr)
"""


async def run(session: Session) -> Result:
    sides = {
        "vito --help": _wall(str(VITO), "--help"),
        "python -c pass": _wall(sys.executable, "-c", "pass"),
        "import rich_click": _wall(sys.executable, "-c", "import rich_click"),
    }
    rounds = await session.interleave("vito --help", sides, session.choose(25, 5))
    loaded = _loaded()
    tops = {module.partition(".")[0] for module in loaded}
    found = sorted(tops.intersection(HEAVY))
    return Result(
        comparisons=[
            rounds.compare("wall time of a process", "vito --help", "python -c pass"),
            rounds.compare("wall time of a process", "vito --help", "import rich_click"),
        ],
        facts={"modules_loaded": len(loaded), "must_not_be_imported": HEAVY, "imported_nevertheless": found},
        faults=[f"`vito --help` imports {name}" for name in found],
    )


def _loaded() -> list[str]:
    """Every module that is imported once the help text stands there."""
    probed = subprocess.run([sys.executable, "-c", PROBE], cwd=ROOT, capture_output=True, text=True, check=True)
    modules: list[str] = json.loads(probed.stderr.splitlines()[-1])
    return modules


def _wall(*command: str) -> Side:
    async def side() -> float:
        began = time.perf_counter()
        _run(command)
        return time.perf_counter() - began

    return side


def _run(command: tuple[str, ...]) -> None:
    subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=True)
