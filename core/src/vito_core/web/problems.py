"""problem+json (RFC 9457) for every error, with stable types; never a traceback, a secret or a person's words."""

import traceback
from pathlib import Path
from typing import Any

import asyncpg
import msgspec
import sqlalchemy.exc
import structlog
from asyncpg.exceptions import _base as asyncpg_base
from litestar import Request, Response
from litestar.exceptions import HTTPException, ValidationException
from temporalio.service import RPCError

from vito_contracts.errors import (
    CapabilityPaused,
    CapabilityUnavailable,
    Conflict,
    EffectsStopped,
    GrantMissing,
    InvalidInput,
    NotFound,
    PermissionMissing,
    TwinStopped,
    VitoError,
)
from vito_core.db.pool import GONE
from vito_core.identity.permissions import NotPermitted
from vito_core.identity.provider import ProviderDown
from vito_core.keyring.ring import DataKeyErased
from vito_core.limits.quota import QuotaUnknown
from vito_core.plugins.lifecycle import PluginRestricted
from vito_core.records.versions import Stale
from vito_core.turn_model import TurnBusy, TurnFailed
from vito_core.web.denied import note_denial
from vito_core.web.explained import BODY, as_sent, explained, field_meant
from vito_core.web.problem_types import BASE, TYPES

SERVER_FAULT = 500
MEDIA_TYPE = "application/problem+json"
CONTACT_ERASED = "VT001"
"""SQLSTATE of the fence around erased contacts (`core.refuse_erased`)."""
DISK_FULL, OUT_OF_RESOURCES = "53100", "53"
"""SQLSTATEs: one, and the class it belongs to (too many connections, out of memory)."""


class BadBody(VitoError):
    """The body is no JSON that can be read without guessing."""


class StillRunning(VitoError):
    """The first request with this idempotency key has not been answered yet."""


class AnswerLost(VitoError):
    """The first request with this idempotency key was begun; what it was answered is not known any more."""


class KeyReused(VitoError):
    """The idempotency key belongs to another request."""


_KNOWN: dict[type[Exception], str] = {
    NotFound: "not-found",
    InvalidInput: "invalid-input",
    Stale: "precondition-failed",
    TurnBusy: "still-running",
    Conflict: "conflict",
    EffectsStopped: "stopped",
    GrantMissing: "grant-missing",
    CapabilityPaused: "unavailable",
    CapabilityUnavailable: "capability-unavailable",
    TwinStopped: "stopped",
    DataKeyErased: "conflict",
    QuotaUnknown: "unavailable",
    PluginRestricted: "forbidden",
    PermissionMissing: "plugin-permission-missing",
    NotPermitted: "forbidden",
    ProviderDown: "unavailable",
    TurnFailed: "turn-failed",
    BadBody: "bad-request",
    StillRunning: "still-running",
    AnswerLost: "answer-lost",
    KeyReused: "key-reused",
}
_BY_STATUS = {
    400: "bad-request",
    401: "not-authenticated",
    403: "forbidden",
    404: "not-found",
    405: "method-not-allowed",
    408: "too-slow",
    409: "conflict",
    412: "precondition-failed",
    413: "too-large",
    415: "unsupported-media-type",
    422: "invalid-input",
    428: "precondition-required",
    429: "too-many-requests",
    503: "unavailable",
}
_HEADERS: dict[str, dict[str, str]] = {
    "not-authenticated": {"WWW-Authenticate": "Bearer"},
    "still-running": {"Retry-After": "1"},
    "unavailable": {"Retry-After": "1"},
    "storage-full": {"Retry-After": "60"},
}


_TOLD = ("key", "message", "source")


class Problem(msgspec.Struct, kw_only=True, omit_defaults=True):
    """`detail` says what, where and how to mend it."""

    type: str
    title: str
    status: int
    detail: str = ""
    errors: list[dict[str, str]] = []


def problem_of(error: Exception) -> Problem:
    """The problem an error is told as. An unforeseen one is logged by its class and place; nothing of it is sent."""
    error = _alone(error)
    if isinstance(error, HTTPException) and error.status_code != SERVER_FAULT:
        return _http_problem(error)
    known = next((name for kind, name in _KNOWN.items() if isinstance(error, kind)), None)
    if known is not None:
        return _problem(known, str(error))
    if isinstance(error, UnicodeDecodeError | msgspec.DecodeError):
        return _problem("bad-request", "the body is not valid JSON in UTF-8")
    if isinstance(error, RecursionError):
        structlog.get_logger().warning("request.too_deep", at=origin(error))
        return _problem("bad-request", "the body is nested too deeply")
    if _unstorable(error):
        return _problem(
            "invalid-input",
            "a value cannot be stored: a number too large, or text with a NUL character or half a surrogate pair",
        )
    if _sqlstate(error) == CONTACT_ERASED:
        return _problem("conflict", "this contact was erased: nothing more is kept of it")
    if (misfit := _misfit(error)) is not None:
        return _problem("invalid-input", misfit)
    return _of_a_server(error) or _unforeseen(error)


def _alone(error: Exception) -> Exception:
    """A task group wraps even a single refusal; it is told as it would be without."""
    while isinstance(error, ExceptionGroup) and len(error.exceptions) == 1:
        error = error.exceptions[0]
    return error


def _of_a_server(error: Exception) -> Problem | None:
    """PostgreSQL or Temporal cannot do it just now."""
    if isinstance(error, RPCError):
        structlog.get_logger().warning("temporal.unavailable", status=str(error.status))
        return _problem("unavailable", "journeys cannot be reached just now; repeat the request")
    if _sqlstate(error) == DISK_FULL:
        structlog.get_logger().error("database.disk_full")
        return _problem(
            "storage-full",
            "the database has no space left, and nothing was stored; repeat the request with the same key later",
        )
    if _sqlstate(error).startswith(OUT_OF_RESOURCES):
        structlog.get_logger().warning("database.out_of_resources", sqlstate=_sqlstate(error))
        return _problem("unavailable", "the database has too much to do just now; repeat the request with the same key")
    if _database_gone(error):
        structlog.get_logger().warning("database.unavailable", error=type(error).__name__)
        return _problem("unavailable", "the database cannot be reached just now; repeat the request with the same key")
    return None


def _unforeseen(error: Exception) -> Problem:
    structlog.get_logger().error("request.failed", error=type(error).__name__, at=origin(error))
    return _problem("internal", "this was not your fault")


def _problem(name: str, detail: str) -> Problem:
    kind = TYPES[name]
    return Problem(type=BASE + name, title=kind.title, status=kind.status, detail=detail)


def on_error(request: Request[Any, Any, Any], error: Exception) -> Response[Problem]:
    error = _alone(error)
    note_denial(request.app.state.engine.identity.denials, request.scope.get("auth"), error)
    problem = problem_of(error)
    for each in problem.errors:
        key, message = each.get("key", ""), each.get("message", "")
        each["message"] = explained(request, key, message)
        if key:
            each["key"] = field_meant(request, key, message) if each.get("source") == BODY else as_sent(request, key)
    headers = _HEADERS.get(problem.type.removeprefix(BASE), {}) | (getattr(error, "headers", None) or {})
    return Response(problem, status_code=problem.status, media_type=MEDIA_TYPE, headers=headers)


def _http_problem(error: HTTPException) -> Problem:
    if not isinstance(error, ValidationException):
        usual = _BY_STATUS.get(error.status_code, "bad-request" if error.status_code < SERVER_FAULT else "internal")
        name = getattr(error, "problem", usual)
        return _problem(name, error.detail)
    # Litestar repeats the whole query there, and what it says of people.
    told = error.detail.partition("?")[0] if error.detail.startswith("Validation failed for ") else error.detail
    problem = _problem("invalid-input", told)
    problem.errors = [_field(each) for each in error.extra or [] if isinstance(each, dict)]
    return problem


def _field(told: dict[str, Any]) -> dict[str, str]:
    """`source`: body, path, query, header or cookie."""
    found = {name: str(getattr(told[name], "value", told[name])) for name in _TOLD if name in told}
    if "source" in found:
        found["source"] = found["source"].lower()
    return found


def _unstorable(error: Exception) -> bool:
    """SQLSTATE class 22, or a value asyncpg could not even encode."""
    return _sqlstate(error).startswith("22") or isinstance(error, asyncpg_base.DataError | UnicodeEncodeError)


def _sqlstate(error: Exception) -> str:
    return getattr(_databases_own(error), "sqlstate", None) or ""


def _misfit(error: Exception) -> str | None:
    """What of a document breaks its JSON schema. The trigger's words hold rules and paths, never a value; those of
    any other check may hold the whole row."""
    cause = _databases_own(error)
    if not isinstance(cause, asyncpg.CheckViolationError):
        return None
    kind, _, schema = (cause.constraint_name or "").partition(":")
    name, _, version = schema.partition(":")
    return f"the document does not fit {name} version {version}: {cause.detail}" if kind == "jsonb_schema" else None


def _database_gone(error: Exception) -> bool:
    if isinstance(error, sqlalchemy.exc.DBAPIError):
        gone = (sqlalchemy.exc.OperationalError, sqlalchemy.exc.InterfaceError)
        return error.connection_invalidated or isinstance(error, gone) or isinstance(_databases_own(error), GONE)
    return isinstance(error, _GONE)


def _databases_own(error: BaseException) -> BaseException | None:
    """asyncpg's error, under SQLAlchemy's two; None where there is none."""
    return error.orig.__cause__ if isinstance(error, sqlalchemy.exc.DBAPIError) and error.orig else error


def origin(error: BaseException) -> str:
    """Where it was raised, as "file:line": enough to find it, and nothing a person said."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""


_GONE = (*(each for each in GONE if each is not OSError), ConnectionError)
"""Any other error of the system may be a plugin's own, at a file."""
EXCEPTION_HANDLERS: dict[Any, Any] = {Exception: on_error, HTTPException: on_error}
