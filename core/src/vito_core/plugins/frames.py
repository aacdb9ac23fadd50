"""Calls of plugins within calls of plugins: in which of them an error arose."""

from collections import deque
from contextvars import ContextVar, Token
from typing import Self

MOST_ERRORS = 16
"""A plugin may go on meeting the errors of others for as long as it runs, in a task of its own."""


class Frame:
    """One call of a plugin, and the failures of calls below it.

    A class, for `contextlib.contextmanager` writes on the error that passes, which frozen ones refuse.
    """

    def __init__(self) -> None:
        self._above = _FRAME.get()
        self._from_below: deque[BaseException] = deque(maxlen=MOST_ERRORS)
        self._token: Token[Frame | None] | None = None

    @classmethod
    def of_this_task(cls) -> Self:
        """For as long as the task goes on, as a request does."""
        frame = cls()
        _FRAME.set(frame)
        return frame

    def __enter__(self) -> Self:
        self._token = _FRAME.set(self)
        return self

    def __exit__(self, *_: object) -> None:
        if self._token is not None:
            _FRAME.reset(self._token)

    def passes_on(self, error: BaseException) -> bool:
        """Whether it is the failure of a call below, as it was or as the cause of this one: a time-out or a group of
        tasks gives it another form. A group is passed on where all of it is."""
        followed: set[int] = set()
        link: BaseException | None = error
        while link is not None and id(link) not in followed:
            if any(link is each for each in self._from_below):
                return True
            if isinstance(link, BaseExceptionGroup):
                return all(self.passes_on(each) for each in link.exceptions)
            followed.add(id(link))
            link = link.__cause__
        return False

    def settle(self, error: BaseException) -> None:
        """Whose failure it is, is known: to the calls above it is one from below."""
        if self._above is not None:
            self._above._from_below.append(error)


_FRAME: ContextVar[Frame | None] = ContextVar("vito_plugin_call", default=None)
