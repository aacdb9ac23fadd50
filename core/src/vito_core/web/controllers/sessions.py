"""Sessions of staff: log in by password or by the identity provider, look at the session, log out."""

import datetime as dt
from typing import Annotated, Any
from urllib.parse import urlsplit
from uuid import UUID

import msgspec
from litestar import Request, Response, Router, delete, get, post, put
from litestar.datastructures import Cookie
from litestar.exceptions import NotAuthorizedException, TooManyRequestsException
from litestar.openapi import ResponseSpec
from litestar.params import FromQuery, JSONBody, QueryParameter
from litestar.response import Redirect

from vito_contracts.errors import InvalidInput
from vito_contracts.ids import TenantId, UserId
from vito_contracts.tenancy import Role
from vito_core.identity.login import LoginRefused
from vito_core.identity.provider import IdTokenRefused
from vito_core.identity.sessions import SessionHolder, Started
from vito_core.identity.single_sign_on import CALLBACK, STATE_LASTS
from vito_core.identity.throttle import TooManyAttempts
from vito_core.web.auth import COOKIE
from vito_core.web.controllers.users import Password
from vito_core.web.depends import TheEngine
from vito_core.web.shapes import Body

STATE_COOKIE = "vito_login"
Given = Annotated[str, msgspec.Meta(min_length=1, max_length=1000)]
ReturnTo = Annotated[str, QueryParameter(max_length=500)]
BegunState = Annotated[str, QueryParameter(name="state", description="What the log-in began with")]


class LoginBody(Body, frozen=True, kw_only=True):
    """`tenant`: its slug. `cookie`: for browsers, the token comes as an HttpOnly cookie instead of in the answer."""

    tenant: Given
    email: Given
    password: Given
    cookie: bool = False


class PasswordChange(Body, frozen=True, kw_only=True):
    current: Given
    new: Password


class SessionShape(msgspec.Struct, kw_only=True):
    """`token`: in the answer to a log-in without cookie only."""

    id: UUID
    tenant: TenantId
    user: UserId
    role: Role
    permissions: list[str]
    idle_until: dt.datetime
    expires_at: dt.datetime
    token: str | None = None


@post("/", exclude_from_auth=True, problems=(401, 429), summary="Log in with a password")
async def log_in(
    engine: TheEngine, request: Request[Any, Any, Any], data: JSONBody[LoginBody]
) -> Response[SessionShape]:
    try:
        started = await engine.identity.login.with_password(data.tenant, data.email, data.password, _address(request))
    except TooManyAttempts as error:
        raise _too_many(error) from error
    except LoginRefused as error:
        raise NotAuthorizedException(str(error)) from error
    if not data.cookie:
        return Response(_shape(started.holder, started.token))
    return Response(_shape(started.holder), cookies=[_session_cookie(started, _is_https(request))])


@get("/me", summary="Your session")
async def my_session(request: Request[Any, Any, Any]) -> SessionShape:
    return _shape(request.user)


@delete("/me", status_code=200, summary="Log out")
async def log_out(engine: TheEngine, request: Request[Any, Any, Any]) -> Response[SessionShape]:
    await engine.identity.sessions.end(request.user, "logout")
    response = Response(_shape(request.user))
    response.delete_cookie(COOKIE)
    return response


@put("/me/password", status_code=200, summary="Change your password; your other sessions end")
async def change_password(
    engine: TheEngine, request: Request[Any, Any, Any], data: JSONBody[PasswordChange]
) -> SessionShape:
    try:
        await engine.identity.login.change_password(request.user, data.current, data.new, _address(request))
    except TooManyAttempts as error:
        raise _too_many(error) from error
    return _shape(request.user)


@get(
    "/oidc/start",
    exclude_from_auth=True,
    tries=(302, 401),  # each that begins leaves a row behind
    problems=(401, 404, 429),
    status_code=302,
    summary="Log in by the identity provider: begin",
)
async def begin_single_sign_on(engine: TheEngine, tenant: FromQuery[str], return_to: ReturnTo = "") -> Redirect:
    if return_to and not _is_local_path(return_to):
        raise InvalidInput("return_to: a path on this host, such as /console")
    try:
        begun = await engine.identity.single_sign_on.begin(tenant, return_to)
    except LoginRefused as error:
        raise NotAuthorizedException(str(error)) from error
    cookie = Cookie(
        key=STATE_COOKIE,
        value=begun.cookie,
        path=CALLBACK,
        max_age=int(STATE_LASTS.total_seconds()),
        httponly=True,
        secure=engine.identity.single_sign_on.is_https,
        samesite="lax",
    )
    return Redirect(begun.url, status_code=302, cookies=[cookie])


@get(
    "/oidc/callback",
    exclude_from_auth=True,
    tries=(401,),
    problems=(401, 404, 429),
    responses={
        200: ResponseSpec(SessionShape, description="The session, where the log-in began without `return_to`"),
        303: ResponseSpec(None, description="To `return_to`"),
    },
    summary="Log in by the identity provider: its answer; the session comes as a cookie",
)
async def finish_single_sign_on(
    engine: TheEngine,
    request: Request[Any, Any, Any],
    code: FromQuery[str] = "",
    begun: BegunState = "",
) -> Response[Any]:
    door = engine.identity.single_sign_on
    try:
        finished = await door.finish(code, begun, request.cookies.get(STATE_COOKIE, ""))
    except (IdTokenRefused, LoginRefused) as error:
        raise NotAuthorizedException(str(error)) from error
    cookies = [_session_cookie(finished.started, door.is_https)]
    response: Response[Any]
    if finished.return_to:
        response = Redirect(finished.return_to, status_code=303, cookies=cookies)
    else:
        response = Response(_shape(finished.started.holder), cookies=cookies)
    response.delete_cookie(STATE_COOKIE, path=CALLBACK)
    return response


def _shape(holder: SessionHolder, token: str | None = None) -> SessionShape:
    return SessionShape(
        id=holder.id,
        tenant=holder.tenant,
        user=holder.user,
        role=holder.role,
        permissions=sorted(holder.permissions),
        idle_until=holder.idle_until,
        expires_at=holder.expires_at,
        token=token,
    )


def _session_cookie(started: Started, https: bool) -> Cookie:
    left = started.holder.expires_at - dt.datetime.now(dt.UTC)
    return Cookie(
        key=COOKIE,
        value=started.token,
        path="/",
        max_age=max(1, int(left.total_seconds())),
        httponly=True,
        secure=https,
        samesite="lax",
    )


def _too_many(error: TooManyAttempts) -> TooManyRequestsException:
    return TooManyRequestsException(str(error), headers={"Retry-After": str(error.seconds)})


def _is_https(request: Request[Any, Any, Any]) -> bool:
    return request.url.scheme == "https"


def _address(request: Request[Any, Any, Any]) -> str:
    """Of the peer; a proxy's own unless the server is told to trust what it forwards."""
    return request.client.host if request.client is not None else ""


def _is_local_path(path: str) -> bool:
    """Not to another host, however a browser reads slashes and control characters."""
    plain = path.isascii() and path.isprintable() and "\\" not in path
    parts = urlsplit(path)
    return plain and path.startswith("/") and not path.startswith("//") and not parts.scheme and not parts.netloc


router = Router(
    "/v1/sessions",
    route_handlers=[
        log_in,
        my_session,
        log_out,
        change_password,
        begin_single_sign_on,
        finish_single_sign_on,
    ],
    opt={"resource": "session"},
    tags=["sessions"],
)
