"""What a run found, and what it can rely on: operations that were carried out, texts that came back."""

from collections import Counter

import msgspec


class Finding(msgspec.Struct, frozen=True):
    """`told`: what was asked and what came, in a line or a few."""

    operation: str
    told: str

    def __str__(self) -> str:
        return f"{self.operation}: {self.told}"


class Report(msgspec.Struct, kw_only=True):
    """`succeeded`: answers of 2xx by operation. `came_back`: verified round trips by text field."""

    succeeded: Counter[str] = msgspec.field(default_factory=Counter)
    came_back: Counter[str] = msgspec.field(default_factory=Counter)
    cases: int = 0
    server_errors: list[Finding] = msgspec.field(default_factory=list)
    undocumented: list[Finding] = msgspec.field(default_factory=list)
    round_trip_failures: list[Finding] = msgspec.field(default_factory=list)

    @property
    def clean(self) -> bool:
        return not (self.server_errors or self.undocumented or self.round_trip_failures)

    @property
    def findings(self) -> list[Finding]:
        return [*self.server_errors, *self.undocumented, *self.round_trip_failures]

    def summary(self) -> str:
        """`operations`: those that were carried out at least once."""
        return (
            f"fuzz: operations={len(+self.succeeded)} server_errors={len(self.server_errors)}"
            f" undocumented={len(self.undocumented)} round_trip_failures={len(self.round_trip_failures)}"
        )
