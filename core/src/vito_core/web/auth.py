"""Who calls, and whether it may: no route but health, logging in and accepting an invitation answers without asking."""

import contextlib
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from litestar.connection import ASGIConnection, Request
from litestar.exceptions import NotAuthorizedException, PermissionDeniedException
from litestar.handlers import BaseRouteHandler
from litestar.middleware import AbstractAuthenticationMiddleware, AuthenticationResult

from vito_contracts.scope import TenantScope
from vito_core.engine import Engine
from vito_core.identity.callers import Caller
from vito_core.identity.key_bounds import Maker
from vito_core.identity.permissions import READ, WRITE, NotPermitted, covers
from vito_core.identity.service_accounts import may_read_type
from vito_core.tenancy import KeyHolder
from vito_core.web.request_ids import request_id_of

READING = ("GET", "HEAD", "OPTIONS")
COOKIE = "vito_session"
LOG_PATH = "/v1/events"
SAME_ORIGIN = "same_origin"


class KeyAuthentication(AbstractAuthenticationMiddleware):
    """`Authorization: Bearer <key, session or end-user token>`, or the cookie of a session. Sets the request's user to
    the `Caller`, its auth to the `TenantScope`."""

    async def authenticate_request(self, connection: ASGIConnection[Any, Any, Any, Any]) -> AuthenticationResult:
        engine: Engine = connection.app.state.engine
        credential, by_cookie = _credential(connection)
        caller = await engine.identity.caller(credential)
        if caller is None:
            raise NotAuthorizedException("this API key or token is unknown, expired or revoked")
        within = caller.scope(request_id_of(connection.scope))
        if by_cookie and not _is_same_origin(connection):
            engine.identity.denials.lacking(within, SAME_ORIGIN)
            raise PermissionDeniedException(
                "with a session cookie, changes are taken from pages of this host only; elsewhere send the token as"
                " Bearer"
            )
        return AuthenticationResult(user=caller, auth=within)


def _credential(connection: ASGIConnection[Any, Any, Any, Any]) -> tuple[str, bool]:
    """What is shown, and whether a browser added it by itself."""
    given = connection.headers.get("authorization")
    if given is None:
        cookie = connection.cookies.get(COOKIE)
        if cookie:
            return cookie, True
        given = ""
    scheme, _, credential = given.partition(" ")
    if scheme.lower() != "bearer" or not credential:
        raise NotAuthorizedException("send an API key: 'Authorization: Bearer <key>'")
    return credential.strip(), False


def _is_same_origin(connection: ASGIConnection[Any, Any, Any, Any]) -> bool:
    """A browser adds the cookie to whatever page makes it ask; only our own pages may make it change anything."""
    if connection.scope.get("method") in READING:
        return True
    site, origin = connection.headers.get("sec-fetch-site"), connection.headers.get("origin")
    if site is not None:
        return site == "same-origin"
    return origin is not None and urlsplit(origin).netloc == connection.headers.get("host")


async def provide_within(request: Request[Any, Any, Any]) -> TenantScope:
    """The caller's scope; injected by the name `within` (`scope` is Litestar's own)."""
    scope: TenantScope = request.auth
    return scope


async def authorised(connection: ASGIConnection[Any, Caller, Any, Any], handler: BaseRouteHandler) -> None:
    """The guard of the whole application. A route says `resource=…` (for its router: `opt={"resource": …}`), or with
    `needs=…` a permission that its method does not tell; one that says neither is refused, whoever calls. `also=…`: a
    second permission, where writing lets out what only reading would show."""
    # A coroutine: Litestar runs a plain function in a thread, which costs more than all the rest of the guard.
    if handler.opt.get("exclude_from_auth"):
        return
    # A WebSocket has no method: whoever opens one may also send.
    permit(connection, permission_of(handler.opt, str(connection.scope.get("method", "WEBSOCKET"))))
    if "also" in handler.opt:
        permit(connection, str(handler.opt["also"]))


def permit(connection: ASGIConnection[Any, Caller, Any, Any], needed: str | None) -> None:
    """Raises `PermissionDeniedException`, and notes that."""
    caller = connection.user
    if needed is None or not covers(caller.permissions, needed):
        _note(connection, needed or "of_nobody")
        raise PermissionDeniedException(f"this needs the permission {needed or 'of nobody'}, which the caller lacks")
    if caller.event_types is not None and needed == f"events:{READ}":
        _require_own_types(connection, caller.event_types)


def permission_of(opt: dict[str, Any], method: str) -> str | None:
    """What a route needs of its caller; None: it names nothing, so nobody may."""
    if "needs" in opt:
        return str(opt["needs"])
    if "resource" not in opt:
        return None
    return f"{opt['resource']}:{READ if method in READING else WRITE}"


def maker_of(request: Request[Any, Any, Any]) -> Maker:
    """Who would give something, and what it holds itself."""
    caller = request.user
    if isinstance(caller, KeyHolder):
        return Maker(held=caller.permissions, role=caller.role, key=caller.key, shown=caller.shown)
    return Maker(held=caller.permissions, role=caller.role)


@contextlib.contextmanager
def handing_out(request: Request[Any, Any, Any]) -> Iterator[None]:
    """Around what gives permissions to others: who would give more than it holds is refused, and that noted."""
    try:
        yield
    except NotPermitted as error:
        _note(request, error.needed)
        raise PermissionDeniedException(str(error)) from error


def _require_own_types(connection: ASGIConnection[Any, Caller, Any, Any], patterns: tuple[str, ...]) -> None:
    """A plugin reads the log itself, one type at a time, each of its manifest's."""
    asked = connection.query_params.getall("type", [])
    if connection.scope["path"].rstrip("/") == LOG_PATH and len(asked) == 1 and may_read_type(patterns, asked[0]):
        return
    _note(connection, f"events:{READ}")
    allowed = ", ".join(patterns)
    raise PermissionDeniedException(f"this plugin reads events by ?type=… only, of the types {allowed}")


def _note(connection: ASGIConnection[Any, Any, Any, Any], needed: str) -> None:
    engine: Engine = connection.app.state.engine
    engine.identity.denials.lacking(connection.auth, needed)
