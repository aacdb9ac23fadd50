"""Which errors are a plugin's own fault. What a caller, a tenant or the database brought about is not."""

import traceback
from typing import Any

import asyncpg
import sqlalchemy.exc

from vito_contracts.effects import EffectNotSent, EffectRefused
from vito_contracts.errors import PermissionMissing, VitoError
from vito_core.db.pool import is_lost

_REFUSALS = (VitoError, EffectRefused, EffectNotSent, UnicodeEncodeError)
_BY_DATA = ("22", "23", "VT")
"""Classes of SQLSTATE: values that cannot be stored, and rows that do not fit; the fence around erased contacts."""
_BY_SERVER = ("08", "53", "57")
"""Lost connections, no resources, an administrator."""


def is_fault(error: BaseException) -> bool:
    """Refusals are typed, so everything else that a plugin lets out is a fault; time-outs among them."""
    if isinstance(error, BaseExceptionGroup):
        return any(is_fault(each) for each in error.exceptions)
    if isinstance(error, PermissionMissing):
        return True
    if isinstance(error, _REFUSALS) or not isinstance(error, Exception | SystemExit):
        return False
    status = getattr(error, "status_code", None)
    if isinstance(status, int) and status < 500:
        return False
    return not _is_databases(error)


def _is_databases(error: BaseException) -> bool:
    cause: Any = getattr(error, "orig", None) or error
    state = getattr(cause, "sqlstate", None) or ""
    if state.startswith((*_BY_DATA, *_BY_SERVER)) or is_lost(cause):
        return True
    if isinstance(cause, OSError):
        return _met_in_asyncpg(cause)
    return isinstance(cause, asyncpg.DataError | sqlalchemy.exc.TimeoutError) or bool(
        getattr(error, "connection_invalidated", False)
    )


def _met_in_asyncpg(error: BaseException) -> bool:
    """A pool that connects anew while the server is away lets the operating system's refusal out: by its type nobody
    could tell it from trouble with a file or with a host of the plugin's own."""
    modules = (str(frame.f_globals.get("__name__", "")) for frame, _ in traceback.walk_tb(error.__traceback__))
    return any(name.partition(".")[0] == "asyncpg" for name in modules)
