"""Results as tables to read and as JSON to keep."""

import itertools
from pathlib import Path

import msgspec
from rich.console import Console
from rich.table import Table

from bench.machine import Machine
from bench.measure import Comparison, Result, Spread, Step


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """One file in results/."""

    benchmark: str
    quick: bool
    seconds: float
    machine: Machine
    result: Result


def save(record: Record, folder: Path) -> None:
    text = msgspec.json.format(msgspec.json.encode(record), indent=2).decode()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{record.benchmark}.json").write_text(f"{text}\n", encoding="utf-8")


def show(record: Record, console: Console) -> None:
    console.print(f"\n[bold]{record.benchmark}[/bold] ({record.seconds:.0f} s)")
    console.print(_comparisons(record.result.comparisons))
    if record.result.steps:
        console.print(_steps(record.result.steps))
    for name, value in record.result.facts.items():
        console.print(f"  {name.replace('_', ' ')}: {_plain(value)}", highlight=False)
    for fault in record.result.faults:
        console.print(f"  [red]FAULT[/red] {fault}", highlight=False)


def _comparisons(comparisons: list[Comparison]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column("subject / base")
    for title in ("subject", "base", "ratio", "half of the rounds"):
        table.add_column(title, justify="right", no_wrap=True)
    for name, group in itertools.groupby(comparisons, lambda each: each.name):
        table.add_row(name)
        for each in group:
            table.add_row(
                f"  {each.subject} / {each.base}",
                _time(each.subject_us.median),
                _time(each.base_us.median),
                f"[bold]{_ratio(each.ratio.median)}[/bold]",
                _range(each.ratio),
            )
    return table


def _steps(steps: list[Step]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column("step")
    for title in ("p50", "p99", "share"):
        table.add_column(title, justify="right")
    for name, group in itertools.groupby(steps, lambda each: each.of):
        table.add_row(name)
        for each in group:
            table.add_row(
                f"  {each.name}", _time(each.p50_ms * 1000), _time(each.p99_ms * 1000), f"{each.share * 100:.0f} %"
            )
    return table


def _time(microseconds: float) -> str:
    for unit, size in (("s", 1e6), ("ms", 1e3), ("µs", 1.0)):
        if microseconds >= size:
            return f"{microseconds / size:.3g} {unit}"
    return f"{microseconds * 1e3:.3g} ns"


def _ratio(ratio: float) -> str:
    return f"{ratio:,.0f}" if ratio >= 100 else f"{ratio:.3g}"


def _range(spread: Spread) -> str:
    return f"{_ratio(spread.low)} – {_ratio(spread.high)}"


def _plain(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{str(name).replace('_', ' ')} {_plain(each)}" for name, each in value.items())
    if isinstance(value, list):
        return ", ".join(map(_plain, value)) or "none"
    if isinstance(value, float):
        return f"{value:,.0f}" if value >= 1000 else f"{value:.4g}"
    return str(value)
