"""`python -m tests.isolation`: the whole matrix on a real PostgreSQL and a real Temporal; exit code 1 on a leak."""

import asyncio
import logging
import sys
import tempfile
from pathlib import Path

import structlog
from rich.console import Console

from tests.house import PLUGINS
from tests.isolation.matrix import run_matrix
from tests.isolation.report import Report
from vito_core.embedded.postgres import EmbeddedPostgres
from vito_core.embedded.temporal import EmbeddedTemporal
from vito_core.journeys.model import SEARCH_ATTRIBUTES
from vito_core.testing import engine_on


async def matrix(folder: Path) -> Report:
    postgres, temporal = EmbeddedPostgres(folder / "postgres"), EmbeddedTemporal(folder / "temporal", SEARCH_ATTRIBUTES)
    try:
        address = postgres.start()
        engine, _ = await engine_on(address, folder, PLUGINS, {}, temporal=temporal.start().target)
        try:
            return await run_matrix(engine, address)
        finally:
            await engine.close()
    finally:
        temporal.stop()
        postgres.stop()


def main() -> int:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    console = Console(highlight=False, soft_wrap=True)
    with Console(stderr=True).status("two tenants move in …"), tempfile.TemporaryDirectory(prefix="vito-test-") as name:
        report = asyncio.run(matrix(Path(name)))
    for kind, names in report.tried.items():
        console.print(f"{kind:>9}: {len(names):4} tried, {report.calls[kind]:5} times")
    for each in report.unreached:
        console.print(f"not reached: {each}")
    for each in report.empty_tables:
        console.print(f"A has no row in {each}")
    for leak in report.leaks:
        console.print(str(leak), style="red")
    console.print(report.summary())
    return 1 if report.leaks or report.unreached else 0


if __name__ == "__main__":
    sys.exit(main())
