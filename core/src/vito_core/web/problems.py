"""problem+json (RFC 9457) for every error, with stable types; never a traceback, a secret or a person's words."""

import traceback
from pathlib import Path
from typing import Any

import asyncpg
import msgspec
import sqlalchemy.exc
import structlog
from litestar import Request, Response
from litestar.exceptions import HTTPException, ValidationException

from vito_contracts.errors import CapabilityUnavailable, Conflict, GrantMissing, InvalidInput, NotFound, VitoError
from vito_core.turns import TurnFailed

BASE = "urn:vito:problem:"
MEDIA_TYPE = "application/problem+json"

_KNOWN: dict[type[Exception], tuple[int, str, str]] = {
    NotFound: (404, "not-found", "Not found"),
    InvalidInput: (422, "invalid-input", "The input cannot be accepted"),
    Conflict: (409, "conflict", "Conflict with what is there"),
    GrantMissing: (403, "grant-missing", "No active grant for this twin"),
    CapabilityUnavailable: (503, "capability-unavailable", "A capability is not available"),
    TurnFailed: (502, "turn-failed", "The reply could not be made"),
}
_HTTP_TYPES = {
    400: "bad-request",
    401: "not-authenticated",
    403: "forbidden",
    404: "not-found",
    405: "method-not-allowed",
    413: "too-large",
    429: "too-many-requests",
}


class Problem(msgspec.Struct, kw_only=True, omit_defaults=True):
    """`detail` says what, where and how to mend it."""

    type: str
    title: str
    status: int
    detail: str = ""
    errors: list[dict[str, str]] = []


def respond(problem: Problem, headers: dict[str, str] | None = None) -> Response[Problem]:
    return Response(problem, status_code=problem.status, media_type=MEDIA_TYPE, headers=headers or {})


def on_vito_error(_: Request[Any, Any, Any], error: VitoError) -> Response[Problem]:
    status, name, title = next(
        (known for kind, known in _KNOWN.items() if isinstance(error, kind)), (500, "internal", "Internal error")
    )
    return respond(Problem(type=BASE + name, title=title, status=status, detail=str(error)))


def on_http_error(_: Request[Any, Any, Any], error: HTTPException) -> Response[Problem]:
    name = _HTTP_TYPES.get(error.status_code, "http-error")
    problem = Problem(type=BASE + name, title=_title(name), status=error.status_code, detail=error.detail)
    if isinstance(error, ValidationException):
        problem.type, problem.title = BASE + "invalid-input", "The input cannot be accepted"
        problem.errors = [
            {name: str(value) for name, value in each.items() if name in ("key", "message", "source")}
            for each in error.extra or []
            if isinstance(each, dict)
        ]
    headers = {"WWW-Authenticate": "Bearer"} if error.status_code == 401 else None
    return respond(problem, headers)


def on_database_gone(_: Request[Any, Any, Any], error: Exception) -> Response[Problem]:
    detail = "the database cannot be reached just now; repeat the request with the same key"
    structlog.get_logger().warning("database.unavailable", error=type(error).__name__)
    problem = Problem(type=BASE + "unavailable", title="Temporarily unavailable", status=503, detail=detail)
    return respond(problem, {"Retry-After": "1"})


def on_database_error(request: Request[Any, Any, Any], error: sqlalchemy.exc.DBAPIError) -> Response[Problem]:
    gone = (sqlalchemy.exc.OperationalError, sqlalchemy.exc.InterfaceError)
    if error.connection_invalidated or isinstance(error, gone):
        return on_database_gone(request, error)
    return on_any_error(request, error)


def on_any_error(_: Request[Any, Any, Any], error: Exception) -> Response[Problem]:
    # The text of an unforeseen error may hold anything, so only its class is logged and nothing of it is sent.
    structlog.get_logger().error("request.failed", error=type(error).__name__, at=origin(error))
    return respond(
        Problem(type=BASE + "internal", title="Internal error", status=500, detail="this was not your fault")
    )


def origin(error: BaseException) -> str:
    """Where it was raised, as "file:line": enough to find it, and nothing a person said."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""


def _title(name: str) -> str:
    return name.replace("-", " ").capitalize()


EXCEPTION_HANDLERS: dict[Any, Any] = {
    VitoError: on_vito_error,
    HTTPException: on_http_error,
    asyncpg.PostgresConnectionError: on_database_gone,
    asyncpg.CannotConnectNowError: on_database_gone,
    asyncpg.AdminShutdownError: on_database_gone,
    asyncpg.CrashShutdownError: on_database_gone,
    asyncpg.InterfaceError: on_database_gone,
    asyncpg.InternalClientError: on_database_gone,
    sqlalchemy.exc.DBAPIError: on_database_error,
    ConnectionError: on_database_gone,
    Exception: on_any_error,
}
