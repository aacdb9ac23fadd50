"""What was tried, and what leaked."""

from collections import Counter

import msgspec


class Leak(msgspec.Struct, frozen=True):
    """`door`: which thing of the engine was asked. `what`: what of A came out or changed."""

    door: str
    what: str

    def __str__(self) -> str:
        return f"LEAK {self.door}: {self.what}"


class Report(msgspec.Struct, kw_only=True):
    """`tried`: kind of door → names of those that were asked. `calls`: how often. `unreached`: doors that answered for
    another reason than the tenant (a refused body), so that nothing was proven about them."""

    tried: dict[str, set[str]] = {}
    calls: Counter[str] = msgspec.field(default_factory=Counter)
    leaks: list[Leak] = []
    unreached: list[str] = []
    empty_tables: list[str] = []

    def note(self, kind: str, name: str) -> None:
        self.tried.setdefault(kind, set()).add(name)
        self.calls[kind] += 1

    def leak(self, door: str, found: list[str]) -> None:
        self.leaks += [Leak(door, each) for each in found]

    def count(self, kind: str) -> int:
        return len(self.tried.get(kind, ()))

    def summary(self) -> str:
        return (
            f"isolation: routes={self.count('route')} hooks={self.count('hook')} tables={self.count('table')}"
            f" leaks={len(self.leaks)}"
        )
