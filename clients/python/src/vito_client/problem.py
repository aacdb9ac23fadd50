"""What the API tells when it refuses or fails."""

from typing import Any

import msgspec


class Problem(msgspec.Struct, kw_only=True):
    """RFC 9457. `type` is stable; `detail` says what, where and how to mend it."""

    type: str = "about:blank"
    title: str = ""
    status: int = 0
    detail: str = ""
    errors: list[dict[str, Any]] = []


class ProblemError(Exception):
    """The API answered with a problem. `request_id`: what to tell whoever runs it."""

    def __init__(self, problem: Problem, request_id: str = "", retry_after: float | None = None) -> None:
        fields = "".join(f"; {each.get('key', 'body')}: {each.get('message', '')}" for each in problem.errors)
        super().__init__(f"{problem.status} {problem.title}: {problem.detail}{fields}")
        self.problem = problem
        self.request_id = request_id
        self.retry_after = retry_after
