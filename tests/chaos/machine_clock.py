"""A machine whose clock is wrong: Python's wall clock in this process, and nobody else's. Monotonic clocks go on."""

import datetime
import time
from datetime import datetime as _datetime
from typing import Any

_time, _time_ns = time.time, time.time_ns


class _Shifted(type):
    def __instancecheck__(cls, instance: object) -> bool:
        return isinstance(instance, _datetime)


class MachineClock:
    """`ahead`: by how many seconds it is wrong; negative: behind. May jump while the process runs."""

    def __init__(self, ahead: float = 0.0) -> None:
        self.ahead = ahead

    def install(self, patch: Any = setattr) -> "MachineClock":
        """`patch(target, name, value)`: `setattr` for good, pytest's `monkeypatch.setattr` for a test."""
        clock = self

        class Datetime(_datetime, metaclass=_Shifted):
            """What it gives are plain datetimes: libraries written in C know no other."""

            @classmethod
            def now(cls, tz: datetime.tzinfo | None = None) -> Any:
                return _datetime.fromtimestamp(clock.now(), tz)

        patch(time, "time", self.now)
        patch(time, "time_ns", lambda: _time_ns() + int(self.ahead * 1e9))
        patch(datetime, "datetime", Datetime)
        return self

    def now(self) -> float:
        return _time() + self.ahead
