"""API keys of your tenant: make, list, change, rotate, revoke. A secret is shown once."""

from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Request, Response, Router, delete, get, patch, post
from litestar.params import FromPath, FromQuery, JSONBody
from msgspec import UNSET, UnsetType

from vito_contracts.manifest import Identifier
from vito_contracts.tenancy import Role
from vito_core.identity.keys import GRACE_SECONDS, MOST_GRACE_SECONDS, Key, KeyChanges, KeyOrder, NewKey
from vito_core.identity.limits import KeyLimits
from vito_core.web.auth import handing_out, maker_of
from vito_core.web.depends import TheEngine, Within
from vito_core.web.etag import CHECKED, COMPARED, TAGGED, IfMatch, optional, required, shown
from vito_core.web.paging import PageLimit, next_after
from vito_core.web.shapes import Body, Moment, Name

Permission = Annotated[
    str,
    msgspec.Meta(
        pattern=r"^[a-z][a-z0-9.-]*:(read|write)$(?!\n)",
        max_length=100,
        description="A resource and what is done with it, such as twins:read or conversations:write",
    ),
]
Rate = Annotated[float, msgspec.Meta(ge=0.001, le=1_000_000)]
Burst = Annotated[int, msgspec.Meta(ge=1, le=1_000_000)]
Quota = Annotated[int, msgspec.Meta(ge=0, le=10**15)]


class LimitsBody(Body, frozen=True, kw_only=True):
    """Absent: the installation's default. `monthly_quota`: requests in a calendar month (UTC)."""

    rate_per_second: Rate | None = None
    burst: Burst | None = None
    monthly_quota: Quota | None = None


class LimitsChange(Body, frozen=True, kw_only=True):
    """What is absent stays; null: the installation's default."""

    rate_per_second: Rate | UnsetType | None = UNSET
    burst: Burst | UnsetType | None = UNSET
    monthly_quota: Quota | UnsetType | None = UNSET


class KeyCreate(Body, frozen=True, kw_only=True):
    """`scopes` absent: all that the role holds. `role` absent: with scopes your own, else viewer. `plugin`: a service
    account, which holds what the plugin's manifest asks for while the plugin is active for you."""

    name: Name
    role: Role | None = None
    scopes: Annotated[tuple[Permission, ...], msgspec.Meta(min_length=1, max_length=100)] | None = None
    plugin: Identifier | None = None
    expires_at: Moment | None = None
    limits: LimitsBody = LimitsBody()


class KeyChange(Body, frozen=True, kw_only=True):
    """What is absent stays. `expires_at` null: never."""

    name: Name | UnsetType = UNSET
    limits: LimitsChange = LimitsChange()
    expires_at: Moment | UnsetType | None = UNSET


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
    return KeyPage(items=rows, next=next_after(rows, limit))


@post("/", summary="Make a key that may do no more than you; its secret is shown once")
async def create_key(
    engine: TheEngine, within: Within, request: Request[Any, Any, Any], data: JSONBody[KeyCreate]
) -> NewKey:
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
        return await engine.identity.keys.create(within, order, maker_of(request))


@get("/{key:uuid}", summary="One key, without its secret", response_headers=TAGGED)
async def get_key(engine: TheEngine, within: Within, key: FromPath[UUID]) -> Response[Key]:
    return shown(await engine.identity.keys.get(within, key))


@patch(
    "/{key:uuid}",
    summary="Change a key's name, limits or end; no further than your own",
    response_headers=TAGGED,
    problems=CHECKED,
)
async def change_key(
    engine: TheEngine,
    within: Within,
    request: Request[Any, Any, Any],
    key: FromPath[UUID],
    data: JSONBody[KeyChange],
    if_match: IfMatch = None,
) -> Response[Key]:
    seen = required(if_match)
    changes = KeyChanges(
        name=data.name,
        rate_per_second=data.limits.rate_per_second,
        burst=data.limits.burst,
        monthly_quota=data.limits.monthly_quota,
        expires_at=data.expires_at,
    )
    with handing_out(request):
        return shown(await engine.identity.keys.change(within, key, changes, maker_of(request), seen))


@post(
    "/{key:uuid}/rotate",
    status_code=200,
    summary="A new secret; the old one works for the grace period",
    problems=COMPARED,
)
async def rotate_key(
    engine: TheEngine,
    within: Within,
    request: Request[Any, Any, Any],
    key: FromPath[UUID],
    data: JSONBody[RotateBody],
    if_match: IfMatch = None,
) -> NewKey:
    seen = optional(if_match)
    with handing_out(request):
        return await engine.identity.keys.rotate(within, key, data.grace_seconds, maker_of(request), seen)


@delete(
    "/{key:uuid}",
    status_code=200,
    summary="Revoke a key; refused everywhere within a second",
    response_headers=TAGGED,
    problems=COMPARED,
)
async def revoke_key(engine: TheEngine, within: Within, key: FromPath[UUID], if_match: IfMatch = None) -> Response[Key]:
    return shown(await engine.identity.keys.revoke(within, key, optional(if_match)))


router = Router(
    "/v1/keys",
    route_handlers=[list_keys, create_key, get_key, change_key, rotate_key, revoke_key],
    opt={"resource": "keys"},
    tags=["keys"],
)
