"""`python -m tests.fuzz`: all operations, served by a real uvicorn on a real PostgreSQL; exit code 1 on a finding."""

import argparse
import contextlib
import json
import logging
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import structlog
from rich.console import Console

from tests.fuzz.ground import Ground, served
from tests.fuzz.naughty import fuzz_texts
from tests.fuzz.operations import fuzz_operations
from tests.fuzz.report import Report
from vito_core.embedded.postgres import EmbeddedPostgres
from vito_core.embedded.temporal import EmbeddedTemporal
from vito_core.journeys.model import SEARCH_ATTRIBUTES
from vito_core.testing import FAST

SHOWN = 40
PLAIN = [
    "lead-gen",
    "email",
    "off_brand",
    "USD",
    "65.5",
    "a.b+c'd@x-y.example",
    "https://a-b.example",
    "https://a-b.example/c?d=e&f=%20#g",
    "a-b.example",
    "lead.*",
    "conversations:read",
    "code.deployed",
    "lead-gen/main",
    "7.0",
    "01a22226-0000-7000-8000-000000000000",
]
"""What the fields take that take next to nothing: an address, a domain, a code. They have to come back too."""


def naughty_strings(every: int = 1) -> list[str]:
    """From the real data, where it is; with texts that break what that list does not think of, and plain ones.
    `every`: one of so many of the list."""
    named = os.environ.get("VITO_TEST_DATA")
    folder = Path(named) if named else Path(__file__).parents[3] / "shared" / "data"
    file = folder / "bad_input" / "naughty_strings.jsonl"
    own = ["", " ", "\x00", "\ud800", "a\u0000b", "😀" * 50, "x" * 20_000, "\u202etxet", "'; drop table x; --", *PLAIN]
    if not file.is_file():
        return own
    return own + [json.loads(line)["s"] for line in file.read_text(encoding="utf-8").splitlines()[::every]]


@contextlib.contextmanager
def ground() -> Iterator[Ground]:
    with tempfile.TemporaryDirectory(prefix="vito-test-") as name:
        folder = Path(name)
        postgres = EmbeddedPostgres(folder / "postgres", settings=FAST)
        temporal = EmbeddedTemporal(folder / "temporal", SEARCH_ATTRIBUTES)
        try:
            with served(postgres.start(), folder, temporal.start().target) as made:
                yield made
        finally:
            temporal.stop()
            postgres.stop()


def main() -> int:
    parser = argparse.ArgumentParser(prog="make fuzz", description=__doc__)
    parser.add_argument("--examples", type=int, default=25, help="for each operation and kind (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="repeats a run (default: %(default)s)")
    parser.add_argument("--only", default="", help="operations whose name holds this")
    given = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    console, report = Console(highlight=False, soft_wrap=True, markup=False), Report()
    with Console(stderr=True).status("an engine is being served …") as status, ground() as made:
        fuzz_operations(made, report, examples=given.examples, number=given.seed, only=given.only, say=status.update)
        fuzz_texts(made, report, naughty_strings(), only=given.only, say=status.update)
    for each in report.findings[:SHOWN]:
        console.print(str(each))
    if len(report.findings) > SHOWN:
        console.print(f"… and {len(report.findings) - SHOWN} more")
    console.print(f"{report.cases} requests; texts of {len(+report.came_back)} fields came back")
    console.print(report.summary())
    return 0 if report.clean else 1


if __name__ == "__main__":
    sys.exit(main())
