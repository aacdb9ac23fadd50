"""Server-sent events."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec


class StreamEvent(msgspec.Struct, frozen=True):
    """`data`: the event's content, from JSON."""

    name: str
    data: Any


def events_in(lines: Iterable[str]) -> Iterator[StreamEvent]:
    """Every event of a stream that ends with an empty line, as the protocol asks."""
    name, data = "message", list[str]()
    for line in lines:
        if not line:
            if data:
                yield StreamEvent(name, msgspec.json.decode("\n".join(data)))
            name, data = "message", []
            continue
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if field == "event":
            name = value
        elif field == "data":
            data.append(value)
