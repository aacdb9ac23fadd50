"""API keys: no route but health answers without one."""

from typing import Any

from litestar.connection import ASGIConnection, Request
from litestar.exceptions import NotAuthorizedException, PermissionDeniedException
from litestar.handlers import BaseRouteHandler
from litestar.middleware import AbstractAuthenticationMiddleware, AuthenticationResult

from vito_contracts.scope import TenantScope
from vito_core.engine import Engine
from vito_core.identity.permissions import READ, WRITE, covers
from vito_core.tenancy import KeyHolder
from vito_core.web.request_ids import request_id_of

READING = ("GET", "HEAD", "OPTIONS")


class KeyAuthentication(AbstractAuthenticationMiddleware):
    """`Authorization: Bearer <key>`. Sets the request's user to the `KeyHolder`, its auth to the `TenantScope`."""

    async def authenticate_request(self, connection: ASGIConnection[Any, Any, Any, Any]) -> AuthenticationResult:
        engine: Engine = connection.app.state.engine
        scheme, _, key = connection.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not key:
            raise NotAuthorizedException("send an API key: 'Authorization: Bearer <key>'")
        holder = await engine.tenancy.holder(key.strip())
        if holder is None:
            raise NotAuthorizedException("this API key is unknown or revoked")
        return AuthenticationResult(user=holder, auth=holder.scope(request_id_of(connection.scope)))


async def provide_within(request: Request[Any, Any, Any]) -> TenantScope:
    """The caller's scope; injected by the name `within` (`scope` is Litestar's own)."""
    scope: TenantScope = request.auth
    return scope


async def authorised(connection: ASGIConnection[Any, KeyHolder, Any, Any], handler: BaseRouteHandler) -> None:
    """The guard of the whole application. A route says `resource=…` (for its router: `opt={"resource": …}`), or with
    `needs=…` a permission that its method does not tell; one that says neither is refused, whoever calls."""
    # A coroutine: Litestar runs a plain function in a thread, which costs more than all the rest of the guard.
    if handler.opt.get("exclude_from_auth"):
        return
    permit(connection.user, permission_of(handler.opt, str(connection.scope.get("method"))))


def permit(user: KeyHolder, needed: str | None) -> None:
    """Raises `PermissionDeniedException`."""
    if needed is None or not covers(user.permissions, needed):
        raise PermissionDeniedException(f"this needs the permission {needed or 'of nobody'}, which the caller lacks")


def permission_of(opt: dict[str, Any], method: str) -> str | None:
    """What a route needs of its caller; None: it names nothing, so nobody may."""
    if "needs" in opt:
        return str(opt["needs"])
    if "resource" not in opt:
        return None
    return f"{opt['resource']}:{READ if method in READING else WRITE}"
