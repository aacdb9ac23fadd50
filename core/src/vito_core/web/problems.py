"""problem+json (RFC 9457) for every error, with stable types; never a traceback, a secret or a person's words."""

import traceback
from enum import Enum
from pathlib import Path
from typing import Any, get_args

import asyncpg
import msgspec
import sqlalchemy.exc
import structlog
from asyncpg.exceptions import _base as asyncpg_base
from litestar import Request, Response
from litestar.exceptions import HTTPException, ValidationException
from temporalio.service import RPCError

from vito_contracts.errors import (
    CapabilityUnavailable,
    Conflict,
    EffectsStopped,
    GrantMissing,
    InvalidInput,
    NotFound,
    PermissionMissing,
    TwinStopped,
)
from vito_core.identity.permissions import NotPermitted
from vito_core.identity.provider import ProviderDown
from vito_core.keyring.ring import DataKeyErased
from vito_core.limits.quota import QuotaUnknown
from vito_core.plugins.lifecycle import PluginRestricted
from vito_core.plugins.settings import SettingsStale
from vito_core.turn_model import TurnFailed

BASE = "urn:vito:problem:"
MEDIA_TYPE = "application/problem+json"
CONTACT_ERASED = "VT001"
"""SQLSTATE of the fence around erased contacts (`core.refuse_erased`)."""
DISK_FULL, OUT_OF_RESOURCES = "53100", "53"
"""SQLSTATEs: one, and the class it belongs to (too many connections, out of memory)."""

_KNOWN: dict[type[Exception], tuple[int, str, str]] = {
    NotFound: (404, "not-found", "Not found"),
    InvalidInput: (422, "invalid-input", "The input cannot be accepted"),
    Conflict: (409, "conflict", "Conflict with what is there"),
    EffectsStopped: (409, "stopped", "Held by a stop"),
    GrantMissing: (403, "grant-missing", "No active grant for this twin"),
    CapabilityUnavailable: (503, "capability-unavailable", "A capability is not available"),
    TwinStopped: (409, "stopped", "Held by a stop"),
    QuotaUnknown: (503, "unavailable", "Temporarily unavailable"),
    DataKeyErased: (409, "conflict", "Conflict with what is there"),
    PluginRestricted: (403, "forbidden", "Forbidden"),
    PermissionMissing: (403, "plugin-permission-missing", "A plugin lacks a permission"),
    SettingsStale: (412, "stale", "Changed by somebody else meanwhile"),
    NotPermitted: (403, "forbidden", "Forbidden"),
    ProviderDown: (503, "unavailable", "Temporarily unavailable"),
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


def problem_of(error: Exception) -> Problem:
    """The problem an error is told as. An unforeseen one is logged by its class and place; nothing of it is sent."""
    if isinstance(error, HTTPException):
        return _http_problem(error)
    known = next((row for kind, row in _KNOWN.items() if isinstance(error, kind)), None)
    if known is not None:
        status, name, title = known
        return Problem(type=BASE + name, title=title, status=status, detail=str(error))
    if isinstance(error, UnicodeDecodeError | msgspec.DecodeError):
        detail = "the body is not valid JSON in UTF-8"
        return Problem(type=BASE + "bad-request", title="Bad request", status=400, detail=detail)
    if isinstance(error, RecursionError):
        structlog.get_logger().warning("request.too_deep", at=origin(error))
        detail = "the body is nested too deeply"
        return Problem(type=BASE + "bad-request", title="Bad request", status=400, detail=detail)
    if _unstorable(error):
        detail = "a value cannot be stored: a number too large, or text with a NUL character or half a surrogate pair"
        return Problem(type=BASE + "invalid-input", title="The input cannot be accepted", status=422, detail=detail)
    if _sqlstate(error) == CONTACT_ERASED:
        detail = "this contact was erased: nothing more is kept of it"
        return Problem(type=BASE + "conflict", title="Conflict with what is there", status=409, detail=detail)
    if (misfit := _misfit(error)) is not None:
        return Problem(type=BASE + "invalid-input", title="The input cannot be accepted", status=422, detail=misfit)
    if isinstance(error, RPCError):
        structlog.get_logger().warning("temporal.unavailable", status=str(error.status))
        detail = "journeys cannot be reached just now; repeat the request"
        return Problem(type=BASE + "unavailable", title="Temporarily unavailable", status=503, detail=detail)
    if _sqlstate(error) == DISK_FULL:
        structlog.get_logger().error("database.disk_full")
        detail = "the database has no space left, and nothing was stored; repeat the request with the same key later"
        return Problem(type=BASE + "storage-full", title="No space left", status=507, detail=detail)
    if _sqlstate(error).startswith(OUT_OF_RESOURCES):
        structlog.get_logger().warning("database.out_of_resources", sqlstate=_sqlstate(error))
        detail = "the database has too much to do just now; repeat the request with the same key"
        return Problem(type=BASE + "unavailable", title="Temporarily unavailable", status=503, detail=detail)
    if _database_gone(error):
        structlog.get_logger().warning("database.unavailable", error=type(error).__name__)
        detail = "the database cannot be reached just now; repeat the request with the same key"
        return Problem(type=BASE + "unavailable", title="Temporarily unavailable", status=503, detail=detail)
    structlog.get_logger().error("request.failed", error=type(error).__name__, at=origin(error))
    return Problem(type=BASE + "internal", title="Internal error", status=500, detail="this was not your fault")


def on_error(request: Request[Any, Any, Any], error: Exception) -> Response[Problem]:
    problem = problem_of(error)
    for each in problem.errors:
        each["message"] = _explained(request, each.get("key", ""), each.get("message", ""))
    usual = {401: {"WWW-Authenticate": "Bearer"}, 503: {"Retry-After": "1"}, 507: {"Retry-After": "60"}}
    headers = usual.get(problem.status, {}) | (getattr(error, "headers", None) or {})
    return Response(problem, status_code=problem.status, media_type=MEDIA_TYPE, headers=headers)


def _http_problem(error: HTTPException) -> Problem:
    name = getattr(error, "problem", None) or _HTTP_TYPES.get(error.status_code, "http-error")
    problem = Problem(type=BASE + name, title=_title(name), status=error.status_code, detail=error.detail)
    if isinstance(error, ValidationException):
        problem.type, problem.title = BASE + "invalid-input", "The input cannot be accepted"
        problem.errors = [
            {name: str(value) for name, value in each.items() if name in ("key", "message", "source")}
            for each in error.extra or []
            if isinstance(each, dict)
        ]
    return problem


def _explained(request: Request[Any, Any, Any], key: str, message: str) -> str:
    """Litestar's message; it names neither what an enum takes nor, for a missing body, what is missing."""
    if (key, message) == ("data", "'data'"):
        return "a JSON body is needed"
    if message.startswith("Invalid enum value") and (allowed := _allowed(request, key)):
        return f"{message}; it takes one of {', '.join(allowed)}"
    return message


def _allowed(request: Request[Any, Any, Any], key: str) -> list[str]:
    """The values of the enum that the route's parameter, or its body's field, of this name takes."""
    parameters = request.route_handler.parsed_fn_signature.parameters
    kinds = {name: field.annotation for name, field in parameters.items()}
    body = kinds.get("data")
    if isinstance(body, type) and issubclass(body, msgspec.Struct):
        kinds |= {field.encode_name: field.type for field in msgspec.structs.fields(body)}
    kind = kinds.get(key)
    enums = [each for each in (kind, *get_args(kind)) if isinstance(each, type) and issubclass(each, Enum)]
    return [str(member.value) for enum in enums for member in enum]


def _unstorable(error: Exception) -> bool:
    """SQLSTATE class 22, or a value asyncpg could not even encode."""
    return _sqlstate(error).startswith("22") or isinstance(error, asyncpg_base.DataError | UnicodeEncodeError)


def _sqlstate(error: Exception) -> str:
    return getattr(getattr(error, "orig", error), "sqlstate", None) or ""


def _misfit(error: Exception) -> str | None:
    """What of a document breaks its JSON schema. The trigger's words hold rules and paths, never a value; those of
    any other check may hold the whole row."""
    cause = getattr(getattr(error, "orig", error), "__cause__", None) if hasattr(error, "orig") else error
    if not isinstance(cause, asyncpg.CheckViolationError):
        return None
    kind, _, schema = (cause.constraint_name or "").partition(":")
    name, _, version = schema.partition(":")
    return f"the document does not fit {name} version {version}: {cause.detail}" if kind == "jsonb_schema" else None


def _database_gone(error: Exception) -> bool:
    if isinstance(error, sqlalchemy.exc.DBAPIError):
        gone = (sqlalchemy.exc.OperationalError, sqlalchemy.exc.InterfaceError)
        return bool(error.connection_invalidated) or isinstance(error, gone)
    return isinstance(error, _GONE)


def origin(error: BaseException) -> str:
    """Where it was raised, as "file:line": enough to find it, and nothing a person said."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""


def _title(name: str) -> str:
    return name.replace("-", " ").capitalize()


_GONE = (
    asyncpg.PostgresConnectionError,
    asyncpg.CannotConnectNowError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
    ConnectionError,
)
EXCEPTION_HANDLERS: dict[Any, Any] = {Exception: on_error, HTTPException: on_error}
