"""API keys: no route but health answers without one."""

from typing import Any

from litestar.connection import ASGIConnection, Request
from litestar.exceptions import NotAuthorizedException, PermissionDeniedException
from litestar.handlers import BaseRouteHandler
from litestar.middleware import AbstractAuthenticationMiddleware, AuthenticationResult

from vito_contracts.ids import RequestId, new_id
from vito_contracts.scope import TenantScope
from vito_contracts.tenancy import Role
from vito_core.engine import Engine
from vito_core.tenancy import KeyHolder


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
        return AuthenticationResult(user=holder, auth=holder.scope(RequestId(new_id())))


async def provide_within(request: Request[Any, Any, Any]) -> TenantScope:
    """The caller's scope; injected by the name `within` (`scope` is Litestar's own)."""
    scope: TenantScope = request.auth
    return scope


# Guards are coroutines: Litestar runs a plain function in a thread, which costs more than all the rest of the guard.


async def platform_only(connection: ASGIConnection[Any, KeyHolder, Any, Any], _: BaseRouteHandler) -> None:
    if connection.user.role is not Role.PLATFORM_ADMIN:
        raise PermissionDeniedException("this needs a key of the platform")


async def may_write(connection: ASGIConnection[Any, KeyHolder, Any, Any], _: BaseRouteHandler) -> None:
    if connection.user.role is Role.VIEWER:
        raise PermissionDeniedException("this key may only read")
