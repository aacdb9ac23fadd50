"""Calls of plugins within calls of plugins: in which of them an error arose."""

import time
from asyncio import CancelledError
from collections import deque
from contextvars import ContextVar, Token
from typing import Self

from vito_core.plugins.faults import is_fault

MOST_ERRORS = 1_000
"""Of one call that lasts, as a stream does."""
SAME_CUT_OFF = 0.4
"""Seconds between a call's being cut off and that of the call above it."""


class Frame:
    """One call of a plugin, and the failures of calls below it. What reaches a plugin in another way than out of a call
    of this one, as from a task that was begun earlier, is taken for its own.

    A class, for `contextlib.contextmanager` writes on the error that passes, which frozen ones refuse.
    """

    def __init__(self) -> None:
        self._above = _FRAME.get()
        self._from_below: deque[tuple[BaseException, float]] = deque(maxlen=MOST_ERRORS)
        self._token: Token[Frame | None] | None = None

    @classmethod
    def of_this_task(cls) -> Self:
        """The outermost one of a task that goes on to its end in it, as a request does."""
        frame = cls()
        frame._above = None
        frame._token = _FRAME.set(frame)
        return frame

    def __enter__(self) -> Self:
        self._token = _FRAME.set(self)
        return self

    def __exit__(self, *_: object) -> None:
        if self._token is not None:
            _FRAME.reset(self._token)
            self._token = None

    def passes_on(self, error: BaseException) -> bool:
        """Whether it is the failure of a call below, as it was or as the cause of this one: a time-out or a group of
        tasks gives it another form. A group is passed on where there is no other failure in it."""
        return self._is_from_below(error, frozenset())

    def _is_from_below(self, error: BaseException, path: frozenset[int]) -> bool:
        """`path`: ids of the errors that led here; causes may go in a circle."""
        link: BaseException | None = error
        while link is not None and id(link) not in path:
            path |= {id(link)}
            if any(link is each for each, _ in self._from_below) or self._cut_off_below(link):
                return True
            if isinstance(link, BaseExceptionGroup):
                failures = [each for each in link.exceptions if is_fault(each) or isinstance(each, CancelledError)]
                if failures:
                    return all(self._is_from_below(each, path) for each in failures)
            link = link.__cause__
        return False

    def _cut_off_below(self, link: BaseException) -> bool:
        """A task group cancels its parent anew: only the time tells that a call below was cut off with it."""
        if not isinstance(link, CancelledError):
            return False
        since = time.perf_counter() - SAME_CUT_OFF
        return any(isinstance(each, CancelledError) and at >= since for each, at in self._from_below)

    def settle(self, error: BaseException) -> None:
        """Whose failure it is, is known: to the call above it is one from below, if that still goes on."""
        if self._above is not None and self._above._token is not None:
            self._above._from_below.append((error, time.perf_counter()))


_FRAME: ContextVar[Frame | None] = ContextVar("vito_plugin_call", default=None)
