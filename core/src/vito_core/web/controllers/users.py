"""Staff of your tenant: invite, list, change, remove; and the invitation that sets a password."""

from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec
from litestar import Request, Response, Router, delete, get, patch, post
from litestar.params import FromPath, FromQuery, JSONBody

from vito_contracts.ids import UserId
from vito_contracts.tenancy import Role
from vito_core.identity.passwords import LONGEST, SHORTEST
from vito_core.identity.users import Invited, StaffUser, UserChanges
from vito_core.web.auth import handing_out, maker_of
from vito_core.web.depends import TheEngine, Within
from vito_core.web.etag import CHECKED, COMPARED, SAME, TAGGED, IfMatch, IfNoneMatch, optional, required, shown
from vito_core.web.paging import PageLimit, next_after
from vito_core.web.shapes import Body, Name

Email = Annotated[
    str,
    msgspec.Meta(
        pattern=r"^[^@\s\x00-\x1f]+@[^@\s\x00-\x1f]+$(?!\n)",
        max_length=254,
        description="An address such as ana@example.com",
    ),
]
Password = Annotated[str, msgspec.Meta(min_length=SHORTEST, max_length=LONGEST)]
Secret = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]


class UserCreate(Body, frozen=True, kw_only=True):
    name: Name
    email: Email
    role: Role = Role.VIEWER


class UserChange(Body, frozen=True, kw_only=True):
    """What is absent stays. INACTIVE: may not log in."""

    name: Name | None = None
    email: Email | None = None
    role: Role | None = None
    status: Literal["ACTIVE", "INACTIVE"] | None = None


class AcceptBody(Body, frozen=True, kw_only=True):
    invitation: Secret
    password: Password


class UserPage(msgspec.Struct, kw_only=True):
    """`next`: give it as `after` to go on; None on the last page."""

    items: list[StaffUser]
    next: UUID | None = None


class InvitationAccepted(msgspec.Struct, kw_only=True):
    user: UserId


@get("/", summary="Your staff; with `removed`, removed ones too")
async def list_users(
    engine: TheEngine,
    within: Within,
    removed: FromQuery[bool] = False,
    after: FromQuery[UUID | None] = None,
    limit: PageLimit = 50,
) -> UserPage:
    rows = await engine.identity.users.page(within, removed=removed, after=after, limit=limit)
    return UserPage(items=rows, next=next_after(rows, limit))


@post("/", summary="Invite a user; the invitation is shown once, and sets the password")
async def invite_user(
    engine: TheEngine, within: Within, request: Request[Any, Any, Any], data: JSONBody[UserCreate]
) -> Invited:
    with handing_out(request):
        return await engine.identity.users.invite(
            within, name=data.name, email=data.email, role=data.role, maker=maker_of(request)
        )


@get("/{user:uuid}", summary="One user", response_headers=TAGGED, responses=SAME)
async def get_user(
    engine: TheEngine, within: Within, user: FromPath[UUID], if_none_match: IfNoneMatch = None
) -> Response[StaffUser]:
    return shown(await engine.identity.users.get(within, UserId(user)), if_none_match)


@patch(
    "/{user:uuid}",
    summary="Change name, address, role or status; a change of the last two ends its sessions",
    response_headers=TAGGED,
    problems=CHECKED,
)
async def change_user(
    engine: TheEngine,
    within: Within,
    request: Request[Any, Any, Any],
    user: FromPath[UUID],
    data: JSONBody[UserChange],
    if_match: IfMatch = None,
) -> Response[StaffUser]:
    seen = required(if_match)
    changes = UserChanges(name=data.name, email=data.email, role=data.role, status=data.status)
    with handing_out(request):
        changed = await engine.identity.users.change(within, UserId(user), changes, maker=maker_of(request), seen=seen)
    return shown(changed)


@delete(
    "/{user:uuid}",
    status_code=200,
    summary="Remove a user: name and address are erased, the id stays",
    response_headers=TAGGED,
    problems=COMPARED,
)
async def remove_user(
    engine: TheEngine,
    within: Within,
    request: Request[Any, Any, Any],
    user: FromPath[UUID],
    if_match: IfMatch = None,
) -> Response[StaffUser]:
    seen = optional(if_match)
    with handing_out(request):
        removed = await engine.identity.users.remove(within, UserId(user), maker=maker_of(request), seen=seen)
    return shown(removed)


@post(
    "/{user:uuid}/invitation",
    summary="Invite again, for instance after a lost password; the one before is void",
    problems=COMPARED,
)
async def invite_again(
    engine: TheEngine,
    within: Within,
    request: Request[Any, Any, Any],
    user: FromPath[UUID],
    if_match: IfMatch = None,
) -> Invited:
    seen = optional(if_match)
    with handing_out(request):
        return await engine.identity.users.invite_again(within, UserId(user), maker=maker_of(request), seen=seen)


@post(
    "/v1/invitations/accept",
    status_code=200,
    exclude_from_auth=True,
    tries=(404,),
    problems=(429,),
    tags=["users"],
    summary="Set your password with an invitation",
)
async def accept_invitation(engine: TheEngine, data: JSONBody[AcceptBody]) -> InvitationAccepted:
    return InvitationAccepted(user=await engine.identity.login.accept(data.invitation, data.password))


router = Router(
    "/v1/users",
    route_handlers=[list_users, invite_user, get_user, change_user, remove_user, invite_again],
    opt={"resource": "users"},
    tags=["users"],
)
