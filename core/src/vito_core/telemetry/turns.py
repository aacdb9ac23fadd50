"""What is told of a turn once it is over: how it ended, how long its parts took, its span."""

import re
import time
from typing import Any

from vito_core.telemetry import Telemetry

COMPLETED, LOST = "completed", "lost"
PARTS = ("accept", "search", "agent", "complete")
_CODES = re.compile(r"lost|timed_out|no_reply|empty_reply|(guardrail|blocked|database)_\w{1,60}|[A-Z][A-Za-z]{1,60}")


class ObservedTurn:
    """From its acceptance to its first end."""

    def __init__(self, telemetry: Telemetry, began: float, accepted: Any) -> None:
        self._open = True
        self._telemetry = telemetry
        self._began = began
        self._accepted = accepted
        scope = accepted.bound.scope
        self._span = None
        if telemetry.tracing.on:
            self._span = telemetry.tracing.begin(
                "turn", tenant=str(scope.tenant), conversation=str(accepted.request.conversation)
            )

    def traceparent(self) -> str:
        return self._telemetry.tracing.traceparent(self._span) if self._span is not None else ""

    def end(self, outcome: str) -> None:
        """`outcome`: `COMPLETED`, a failure's code, or `LOST` where nothing else was said before."""
        if not self._open:
            return
        self._open = False
        seconds, timings = time.perf_counter() - self._began, self._accepted.timings
        if outcome == COMPLETED:
            self._telemetry.metrics.turn(seconds, timings)
        else:
            code = outcome if _CODES.fullmatch(outcome) else "other"
            self._telemetry.metrics.turns.labels(code).inc()
        if self._span is not None:
            self._trace(seconds, timings)

    def _trace(self, seconds: float, timings: dict[str, float]) -> None:
        """The parts follow one another; each is put where it ended."""
        at = time.time_ns() - int(seconds * 1e9)
        steps = []
        for part in PARTS:
            if part in timings:
                steps.append((f"turn.{part}", at, at + int(timings[part] * 1e6)))
                at = steps[-1][2]
        self._telemetry.tracing.past(self._span, steps)
        self._telemetry.tracing.finish(self._span)
