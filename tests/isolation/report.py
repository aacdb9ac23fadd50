"""What was tried, and what leaked."""

from collections import Counter

import msgspec

SHOWN = 200
"""Characters of an answer that are enough to see why it proves nothing."""


class Leak(msgspec.Struct, frozen=True):
    """`door`: which thing of the engine was asked. `what`: what of A came out or changed."""

    door: str
    what: str

    def __str__(self) -> str:
        return f"LEAK {self.door}: {self.what}"


class Report(msgspec.Struct, kw_only=True):
    """`tried`: kind of door → names of those that were asked. `calls`: how often. `vain`: doors → their answers that
    came of another reason than the tenant. `proved`: doors that answered at least once as they would a tenant."""

    tried: dict[str, set[str]] = {}
    calls: Counter[str] = msgspec.field(default_factory=Counter)
    leaks: list[Leak] = []
    vain: dict[str, set[str]] = {}
    proved: set[str] = set()
    excused: dict[str, str] = {}
    """Doors that cannot be reached, with the reason."""
    empty_tables: list[str] = []

    def note(self, kind: str, name: str) -> None:
        self.tried.setdefault(kind, set()).add(name)
        self.calls[kind] += 1

    def leak(self, door: str, found: list[str]) -> None:
        self.leaks += [Leak(door, each) for each in found]

    def outcome(self, door: str, reason: str | None) -> None:
        """`reason`: why this answer proves nothing (a refused body, invented arguments that no code takes); None if it
        does."""
        if reason is None:
            self.proved.add(door)
        else:
            self.vain.setdefault(door, set()).add(reason)

    @property
    def unreached(self) -> list[str]:
        """Doors of which nothing was proven, with the answers."""
        return [
            f"{door}: {'; '.join(sorted(why))}"
            for door, why in self.vain.items()
            if door not in self.proved and door not in self.excused
        ]

    def count(self, kind: str) -> int:
        return len(self.tried.get(kind, ()))

    def summary(self) -> str:
        return (
            f"isolation: routes={self.count('route')} hooks={self.count('hook')} tables={self.count('table')}"
            f" leaks={len(self.leaks)}"
        )
