"""Which parts of the engine run in one place."""

from enum import StrEnum


class Role(StrEnum):
    """`ALL`: the API, and one process that works and dispatches."""

    ALL = "all"
    API = "api"
    WORKER = "worker"
    DISPATCHER = "dispatcher"

    @property
    def answers(self) -> bool:
        return self in (Role.ALL, Role.API)

    @property
    def behind(self) -> str:
        """What its process behind the API is called."""
        return "dispatcher" if self is Role.DISPATCHER else "worker"
