"""Tables on standard output: no word in them is cut, whatever the width; an id is there to be copied."""

import re
from collections.abc import Iterable, Sequence

WIDE = 10_000
_DANGEROUS = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters, those that change the direction of writing, line separators, halves of pairs."""


def printable(text: str) -> str:
    """What somebody else wrote, for a terminal: a name may hold what clears the screen, forges a line or turns it
    round."""
    return _DANGEROUS.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def printable_lines(text: str) -> str:
    """The same of a text of several lines."""
    return "\n".join(printable(line) for line in text.splitlines())


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """On a terminal, columns of several words fold, the others never; elsewhere each row is one line."""
    from rich.console import Console
    from rich.measure import Measurement
    from rich.table import Column, Table

    lines = [[printable(str(cell)) for cell in row] for row in rows]
    table = Table(box=None, pad_edge=False)
    for number, name in enumerate(columns):
        cells = [line[number] for line in lines]
        whole = not any(len(cell.split()) > 1 for cell in cells)
        widest = max((len(word) for cell in [name, *cells] for word in cell.split()), default=1)
        table.columns.append(Column(name, overflow="fold", no_wrap=whole, min_width=widest, _index=number))
    for line in lines:
        table.add_row(*line)
    # What a person wrote may hold brackets and colons: they are no markup here.
    console = Console(markup=False, emoji=False, highlight=False)
    terminal, console.width = console.width, WIDE
    needed = Measurement.get(console, console.options, table)
    console.width = max(terminal, needed.minimum) if console.file.isatty() else needed.maximum
    console.print(table, crop=False)
