"""API keys of your tenant: make, list, rotate, revoke. A secret is shown once."""

import datetime as dt
from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Request, Router, delete, get, post
from litestar.params import FromPath, FromQuery, JSONBody

from vito_contracts.manifest import Identifier
from vito_contracts.tenancy import Role
from vito_core.identity.callers import Caller
from vito_core.identity.keys import GRACE_SECONDS, MOST_GRACE_SECONDS, Key, KeyOrder, NewKey
from vito_core.identity.limits import KeyLimits
from vito_core.web.auth import handing_out
from vito_core.web.depends import TheEngine, Within
from vito_core.web.paging import PageLimit
from vito_core.web.shapes import Body, Name

Permission = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9.-]*:(read|write)$(?!\n)", max_length=100)]
WithZone = Annotated[dt.datetime, msgspec.Meta(tz=True)]


class LimitsBody(Body, frozen=True, kw_only=True):
    """Absent: the installation's default. `monthly_quota`: requests in a calendar month (UTC)."""

    rate_per_second: Annotated[float, msgspec.Meta(gt=0, le=1_000_000)] | None = None
    burst: Annotated[int, msgspec.Meta(ge=1, le=1_000_000)] | None = None
    monthly_quota: Annotated[int, msgspec.Meta(ge=0, le=10**15)] | None = None


class KeyCreate(Body, frozen=True, kw_only=True):
    """`scopes` absent: all that the role holds. `role` absent: with scopes your own, else viewer. `plugin`: a service
    account, which holds what the plugin's manifest asks for while the plugin is active for you."""

    name: Name
    role: Role | None = None
    scopes: Annotated[tuple[Permission, ...], msgspec.Meta(min_length=1, max_length=100)] | None = None
    plugin: Identifier | None = None
    expires_at: WithZone | None = None
    limits: LimitsBody = LimitsBody()


class RotateBody(Body, frozen=True, kw_only=True):
    """`grace_seconds`: how long the old secret still works; 0 ends it within a second."""

    grace_seconds: Annotated[int, msgspec.Meta(ge=0, le=MOST_GRACE_SECONDS)] = GRACE_SECONDS


class KeyPage(msgspec.Struct, kw_only=True):
    """`next`: give it as `after` to go on; None on the last page."""

    items: list[Key]
    next: UUID | None = None


@get("/", summary="Your keys, newest first; with `revoked`, revoked ones too")
async def list_keys(
    engine: TheEngine,
    within: Within,
    revoked: FromQuery[bool] = False,
    after: FromQuery[UUID | None] = None,
    limit: PageLimit = 50,
) -> KeyPage:
    rows = await engine.identity.keys.page(within, revoked=revoked, after=after, limit=limit)
    return KeyPage(items=rows, next=rows[-1].id if len(rows) == limit else None)


@post("/", summary="Make a key that may do no more than you; its secret is shown once")
async def create_key(
    engine: TheEngine, within: Within, request: Request[Any, Any, Any], data: JSONBody[KeyCreate]
) -> NewKey:
    caller: Caller = request.user
    order = KeyOrder(
        name=data.name,
        role=data.role,
        scopes=data.scopes,
        plugin=data.plugin,
        expires_at=data.expires_at,
        limits=KeyLimits(
            rate_per_second=data.limits.rate_per_second,
            burst=data.limits.burst,
            monthly_quota=data.limits.monthly_quota,
        ),
    )
    with handing_out(request):
        return await engine.identity.keys.create(
            within, order, held=caller.permissions, role=request.user.role, limits=caller.limits
        )


@get("/{key:uuid}", summary="One key, without its secret")
async def get_key(engine: TheEngine, within: Within, key: FromPath[UUID]) -> Key:
    return await engine.identity.keys.get(within, key)


@post("/{key:uuid}/rotate", status_code=200, summary="A new secret; the old one works for the grace period")
async def rotate_key(
    engine: TheEngine,
    within: Within,
    request: Request[Any, Any, Any],
    key: FromPath[UUID],
    data: JSONBody[RotateBody],
) -> NewKey:
    with handing_out(request):
        return await engine.identity.keys.rotate(within, key, data.grace_seconds, held=request.user.permissions)


@delete("/{key:uuid}", status_code=200, summary="Revoke a key; refused everywhere within a second")
async def revoke_key(engine: TheEngine, within: Within, key: FromPath[UUID]) -> Key:
    return await engine.identity.keys.revoke(within, key)


router = Router(
    "/v1/keys",
    route_handlers=[list_keys, create_key, get_key, rotate_key, revoke_key],
    opt={"resource": "keys"},
    tags=["keys"],
)
