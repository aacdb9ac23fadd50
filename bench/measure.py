"""Measuring in ratios: within one run every side takes its turn in every round, and a ratio is taken round by round."""

import gc
import math
import statistics
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

import msgspec

Side = Callable[[], Awaitable[float]]
"""Does the work of one round and returns the seconds that one operation took."""


class Spread(msgspec.Struct, frozen=True, kw_only=True):
    """The median of the rounds, and the quartiles below and above it: half of the rounds lie between them."""

    median: float
    low: float
    high: float


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """`ratio` = subject ÷ base. Times are microseconds for one operation, `rounds` holds (subject, base) in order."""

    name: str
    subject: str
    base: str
    ratio: Spread
    subject_us: Spread
    base_us: Spread
    rounds: list[tuple[float, float]]


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a whole, over all rounds. `share`: its part of the whole's time, 0 to 1."""

    of: str
    name: str
    p50_ms: float
    p99_ms: float
    share: float


class Result(msgspec.Struct, kw_only=True):
    """`facts`: what was measured on. `faults`: what must not be, however fast it is; any makes the command fail."""

    comparisons: list[Comparison]
    steps: list[Step] = []
    facts: dict[str, Any] = {}
    faults: list[str] = []


class Rounds:
    """Seconds for one operation: side → one number a round."""

    def __init__(self, seconds: Mapping[str, Sequence[float]]) -> None:
        self._seconds = seconds

    def compare(self, name: str, subject: str, base: str) -> Comparison:
        pairs = list(zip(self._seconds[subject], self._seconds[base], strict=True))
        return Comparison(
            name=name,
            subject=subject,
            base=base,
            ratio=spread([ours / theirs for ours, theirs in pairs]),
            subject_us=spread([ours * 1e6 for ours, _ in pairs]),
            base_us=spread([theirs * 1e6 for _, theirs in pairs]),
            rounds=[(rounded(ours * 1e6), rounded(theirs * 1e6)) for ours, theirs in pairs],
        )

    def per_second(self, side: str) -> float:
        return rounded(1 / statistics.median(self._seconds[side]))


async def interleave(sides: Mapping[str, Side], rounds: int, tick: Callable[[], None]) -> Rounds:
    """One round that does not count, then A, B, A, B, … What disturbs the machine for a while disturbs both."""
    seconds: dict[str, list[float]] = {name: [] for name in sides}
    for number in range(rounds + 1):
        for name, side in sides.items():
            gc.collect()
            taken = await side()
            if number > 0:
                seconds[name].append(taken)
            tick()
    return Rounds(seconds)


def spread(values: Sequence[float]) -> Spread:
    low, median, high = statistics.quantiles(values, n=4, method="inclusive")
    return Spread(median=rounded(median), low=rounded(low), high=rounded(high))


def percentile(values: Sequence[float], percent: int) -> float:
    return rounded(statistics.quantiles(values, n=100, method="inclusive")[percent - 1])


def rounded(value: float) -> float:
    """To four significant digits: a timing has no more."""
    return round(value, 3 - math.floor(math.log10(abs(value)))) if value else 0.0
