"""`make chaos`: 100,000 events, 8 writers, 3 dispatchers, random SIGKILLs of them and of PostgreSQL, then a verdict."""

import argparse
import asyncio
import random
import signal
import sys
import tempfile
import time
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from tests.chaos.arena import Arena, Outcome, Standing
from tests.chaos.plan import SUBSCRIBERS, Plan

SAY_EVERY = 10.0


def plan_of(arguments: list[str]) -> Plan:
    parser = argparse.ArgumentParser(
        prog="make chaos", description="Kill writers, dispatchers and PostgreSQL at random; count what was lost."
    )
    parser.add_argument("--seed", type=int, default=None, help="repeats a run's choices; printed by each run")
    parser.add_argument("--events", type=int, default=100_000, help="how many events (default: %(default)s)")
    parser.add_argument("--writers", type=int, default=8, help="writer processes (default: %(default)s)")
    parser.add_argument("--dispatchers", type=int, default=3, help="dispatcher processes (default: %(default)s)")
    parser.add_argument("--kills", type=int, default=80, help="at most so many SIGKILLs (default: %(default)s)")
    parser.add_argument("--write-seconds", type=float, default=240.0, help="pace of the writers (default: %(default)s)")
    parser.add_argument("--stall", type=float, default=90.0, help="seconds without progress that end a run")
    given = parser.parse_args(arguments)
    return Plan(
        seed=random.randrange(2**32) if given.seed is None else given.seed,
        events=given.events,
        writers=given.writers,
        dispatchers=given.dispatchers,
        write_seconds=given.write_seconds,
        stall_seconds=given.stall,
        kill_every=(2.0, 6.0),
        kills=given.kills,
    )


class Screen:
    """Progress bars on a terminal, a plain line now and then elsewhere."""

    def __init__(self, console: Console, plan: Plan) -> None:
        self._console = console
        self._wanted = plan.events
        self._said = time.monotonic()
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        self.bars = Progress(*columns, TextColumn("{task.fields[kills]} kills"), console=console, transient=True)
        self._bars = [
            self.bars.add_task("written", total=self._wanted, kills=0),
            self.bars.add_task("handled", total=self._wanted * len(SUBSCRIBERS), kills=0),
        ]

    def show(self, standing: Standing) -> None:
        if self._console.is_terminal:
            for bar, done in zip(self._bars, (standing.written, standing.handled), strict=True):
                self.bars.update(bar, completed=done, kills=standing.kills)
        elif time.monotonic() - self._said > SAY_EVERY:
            self._said = time.monotonic()
            handled = f"handled {standing.handled} of {self._wanted * len(SUBSCRIBERS)}"
            self._console.print(f"written {standing.written} of {self._wanted}, {handled}, {standing.kills} kills")


def fight(plan: Plan, console: Console) -> Outcome:
    screen = Screen(console, plan)
    with tempfile.TemporaryDirectory(prefix="vito-chaos-") as folder:
        if not console.is_terminal:
            return asyncio.run(Arena(plan, Path(folder), screen.show).run())
        with screen.bars:
            return asyncio.run(Arena(plan, Path(folder), screen.show).run())


def main(arguments: list[str]) -> int:
    # An end by a supervisor or a time limit stops the processes and the server as Ctrl-C does.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    console = Console(highlight=False, soft_wrap=True)
    plan = plan_of(arguments)
    console.print(
        f"chaos: seed={plan.seed}, {plan.writers} writers, {plan.dispatchers} dispatchers,"
        f" {len(SUBSCRIBERS)} subscribers, {plan.events} events"
    )
    outcome = fight(plan, console)
    killed = ", ".join(f"{count} {kind}" for kind, count in outcome.kills.items())
    console.print(
        f"{outcome.seconds:.0f} s; killed: {killed}; ended for want of a database: {outcome.fallen};"
        f" effects left to a human: {outcome.verdict.unknown}"
    )
    if not outcome.finished:
        console.print(f"nothing moved for {plan.stall_seconds:.0f} s, and there was work left")
    if not outcome.verdict.clean:
        console.print(f"found: {outcome.verdict}")
    console.print(outcome.line)
    return 0 if outcome.clean else 1


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit("interrupted; nothing was judged")
