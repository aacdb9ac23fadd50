"""`python -m bench [NAME…] [--quick] [--results FOLDER]`."""

import argparse
import asyncio
import contextlib
import logging
import sys
import time
from pathlib import Path

import structlog
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from bench import cli, cold_start, events, hook_door, limiter, machine, processes, requests, turn_steps, wall
from bench.measure import rounded
from bench.report import Record, save, show
from bench.session import ROOT, Benchmark, Session

BENCHMARKS: dict[str, Benchmark] = {
    "hook_door": hook_door.run,
    "turn_steps": turn_steps.run,
    "events": events.run,
    "wall": wall.run,
    "limiter": limiter.run,
    "cli": cli.run,
    "requests": requests.run,
    "cold_start": cold_start.run,
    "processes": processes.run,
}
RESULTS = Path(__file__).parent / "results"


def main() -> int:
    """Exit code 1 if a benchmark found what must not be; how long something takes never decides."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Benchmarks of the engine, as ratios.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(BENCHMARKS)}; all if none is given")
    parser.add_argument("--quick", action="store_true", help="fewer rounds; nothing is saved unless --results says so")
    parser.add_argument("--results", type=Path, metavar="FOLDER", help="where the JSON goes (default: bench/results)")
    given = parser.parse_args()
    if unknown := [name for name in given.names if name not in BENCHMARKS]:
        parser.error(f"no benchmark {unknown[0]!r}; there are {', '.join(BENCHMARKS)}")
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    folder = given.results or (None if given.quick else RESULTS)
    try:
        return run(given.names or list(BENCHMARKS), given.quick, folder)
    except KeyboardInterrupt:
        return 130


def run(names: list[str], quick: bool, folder: Path | None) -> int:
    console, errors = Console(), Console(stderr=True)
    if not console.is_terminal:
        console.width = 110
    on = machine.look(ROOT)
    load = "" if on.load is None else f", load {on.load:.1f}"
    console.print(f"{on.cpu}, {on.cores} cores, {on.system}, {on.python}{load}", highlight=False)
    faults = 0
    with contextlib.ExitStack() as stack:
        bar = Progress(
            TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), console=errors, transient=True
        )
        task = bar.add_task("")
        session = Session(
            quick,
            stack,
            begin=lambda what, ticks: bar.reset(task, description=what, total=ticks or None),
            tick=lambda: bar.advance(task),
        )
        for name in names:
            if not errors.is_terminal:
                errors.print(f"{name} …")
            began = time.perf_counter()
            with bar:
                result = asyncio.run(BENCHMARKS[name](session))
            seconds = rounded(time.perf_counter() - began)
            record = Record(benchmark=name, quick=quick, seconds=seconds, machine=on, result=result)
            show(record, console)
            if folder is not None:
                save(record, folder)
            faults += len(result.faults)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
