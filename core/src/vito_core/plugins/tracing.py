"""The trace switch: one line for every call of a plugin's code, with who answered and how long it took.

`VITO_TRACE_HOOKS=1` in the environment of the engine's processes turns it on. A line holds names, milliseconds and the
class of an error; never what was asked or answered.
"""

import os
import time
from collections.abc import Mapping
from typing import Any

import structlog

SWITCH = "VITO_TRACE_HOOKS"


class Tracer:
    """`on` is read once: a call is wrapped for tracing or it is not, so that a trace that is off costs nothing."""

    def __init__(self, environment: Mapping[str, str] = os.environ, log: Any = None) -> None:
        self.on = environment.get(SWITCH, "") not in ("", "0")
        self._log = log or structlog.get_logger()

    def line(self, door: str, plugin: str, call: str, began: float, error: BaseException | None = None) -> None:
        """`began`: of `time.perf_counter`."""
        milliseconds = round((time.perf_counter() - began) * 1000, 3)
        outcome = "answered" if error is None else type(error).__name__
        self._log.info("hook.called", door=door, plugin=plugin, name=call, ms=milliseconds, outcome=outcome)
