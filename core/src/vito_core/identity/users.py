"""Staff of a tenant: invited, changed, removed. Name and address live in one row and can be erased from it."""

import datetime as dt
from typing import Any
from uuid import UUID

import asyncpg
import msgspec

from vito_contracts.errors import Conflict, NotFound
from vito_contracts.events import EventPayload, NewEvent
from vito_contracts.identity_events import UserChanged, UserInvited, UserRemoved
from vito_contracts.ids import TenantId, UserId, new_id
from vito_contracts.scope import TenantScope
from vito_contracts.tenancy import Role
from vito_core.db.pool import Connection, Pools
from vito_core.events.log import append
from vito_core.events.types import EventTypes
from vito_core.identity.key_bounds import Maker, require_unbounded
from vito_core.identity.permissions import PERMISSIONS, require_all
from vito_core.identity.secrets import INVITATION_PREFIX, new_secret, secret_hash
from vito_core.identity.sessions import Sessions
from vito_core.records.versions import Seen, require_seen

INVITATION_LASTS = dt.timedelta(days=7)
ERASED = "[erased]"
ADMINISTRATORS = (Role.PLATFORM_ADMIN, Role.TENANT_ADMIN)
ACTIVE, INVITED, OFF, REMOVED = "ACTIVE", "PENDING_SETUP", "INACTIVE", "ARCHIVED"
_COLUMNS = "id, name, email, role, status::text as status, created_at, updated_at, revision"


class StaffUser(msgspec.Struct, frozen=True, kw_only=True):
    """`status`: PENDING_SETUP (invited), ACTIVE, INACTIVE (may not log in), ARCHIVED (removed: name and address are
    erased)."""

    id: UserId
    name: str
    email: str | None
    role: Role
    status: str
    created_at: dt.datetime
    updated_at: dt.datetime
    revision: int


class Invited(msgspec.Struct, frozen=True, kw_only=True):
    """`invitation` is shown this once: whoever holds it sets the user's password."""

    user: StaffUser
    invitation: str
    invitation_until: dt.datetime


class UserChanges(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be different; None stays."""

    name: str | None = None
    email: str | None = None
    role: Role | None = None
    status: str | None = None

    def applied(self, user: StaffUser) -> StaffUser:
        given = {name: value for name, value in msgspec.structs.asdict(self).items() if value is not None}
        return msgspec.structs.replace(user, **given)


class UserStore:
    """`maker`: whoever asks; nobody hands out more than it holds, or takes from somebody who holds more."""

    def __init__(self, pools: Pools, types: EventTypes, sessions: Sessions) -> None:
        self._pools = pools
        self._types = types
        self._sessions = sessions

    async def invite(self, scope: TenantScope, *, name: str, email: str, role: Role, maker: Maker) -> Invited:
        """Raises `Conflict` for an address that is taken, `NotPermitted`."""
        require_all(maker.held, PERMISSIONS[role])
        user = UserId(new_id())
        try:
            async with self._pools.within(scope.tenant) as connection:
                await require_unbounded(connection, maker)
                await connection.execute(
                    "insert into core.users (tenant_id, id, name, email, role, status)"
                    " values ($1, $2, $3, $4, $5, $6::text::core.entity_status)",
                    scope.tenant,
                    user,
                    name,
                    email,
                    role,
                    INVITED,
                )
                return await self._invited(connection, scope, user, role)
        except asyncpg.UniqueViolationError as error:
            raise Conflict("email: a user with this address exists already") from error

    async def invite_again(self, scope: TenantScope, user: UserId, *, maker: Maker, seen: Seen) -> Invited:
        """A new invitation, for instance when the password was lost; the one before is void. Raises `NotFound`,
        `Stale`, `Conflict` for a user who may not log in, `NotPermitted`."""
        async with self._pools.within(scope.tenant) as connection:
            found = await _one(connection, user, lock=True)
            await require_unbounded(connection, maker)
            require_all(maker.held, PERMISSIONS[found.role])
            require_seen(found, seen, "the user")
            if found.status not in (ACTIVE, INVITED):
                raise Conflict(f"user {user} is {found.status}; make it ACTIVE first")
            return await self._invited(connection, scope, user, found.role)

    async def get(self, scope: TenantScope, user: UserId) -> StaffUser:
        """Raises `NotFound`."""
        async with self._pools.within(scope.tenant) as connection:
            return await _one(connection, user)

    async def page(self, scope: TenantScope, *, removed: bool, after: UUID | None, limit: int) -> list[StaffUser]:
        """In the order of their making; `after`: the last of the page before; `removed`: removed ones too."""
        async with self._pools.within(scope.tenant) as connection:
            rows = await connection.fetch(
                f"select {_COLUMNS} from core.users where (status <> 'ARCHIVED' or $1)"
                " and ($2::uuid is null or id > $2) order by id limit $3",
                removed,
                after,
                limit,
            )
        return [_user(row) for row in rows]

    async def change(
        self,
        scope: TenantScope,
        user: UserId,
        changes: UserChanges,
        *,
        maker: Maker,
        seen: Seen,
    ) -> StaffUser:
        """A change of role or status ends the user's sessions.

        Raises `NotFound`, `Stale`, `NotPermitted`, and `Conflict` for the last administrator, a taken address or a
        removed user."""
        try:
            async with self._pools.within(scope.tenant) as connection:
                await one_at_a_time(connection, scope.tenant)
                before = await _one(connection, user, lock=True)
                await require_unbounded(connection, maker)
                require_all(maker.held, PERMISSIONS[before.role] | PERMISSIONS[changes.role or before.role])
                require_seen(before, seen, "the user")
                _check_change(before, changes)
                wanted = changes.applied(before)
                if wanted == before:
                    return before
                role, status = wanted.role, wanted.status
                if (role, status) != (before.role, before.status):
                    await _keep_administrator(connection, before, role, status)
                    await self._sessions.end_of_user(connection, scope.tenant, user, "user_changed")
                row = await connection.fetchrow(
                    "update core.users set name = $2, email = $3, role = $4, status = $5::text::core.entity_status,"
                    f" updated_at = clock_timestamp(), revision = revision + 1 where id = $1 returning {_COLUMNS}",
                    user,
                    wanted.name,
                    wanted.email,
                    role,
                    status,
                )
                changed = UserChanged(user=user, role=role, status=status, by=scope.actor.id)
                await self._tell(connection, scope.tenant, "user.changed", user, changed)
                return _user(row)
        except asyncpg.UniqueViolationError as error:
            raise Conflict("email: a user with this address exists already") from error

    async def remove(self, scope: TenantScope, user: UserId, *, maker: Maker, seen: Seen) -> StaffUser:
        """Erases name, address and password; the id stays, for what refers to it. Repeatable, unless it has to be of a
        version before. Raises as `change`."""
        async with self._pools.within(scope.tenant) as connection:
            await one_at_a_time(connection, scope.tenant)
            before = await _one(connection, user, lock=True)
            if before.status != REMOVED:
                require_all(maker.held, PERMISSIONS[before.role])
            require_seen(before, seen, "the user")
            if before.status == REMOVED:
                return before
            await _keep_administrator(connection, before, before.role, REMOVED)
            await self._sessions.end_of_user(connection, scope.tenant, user, "user_removed")
            row = await connection.fetchrow(
                f"update core.users set name = '{ERASED}', email = null, password_hash = null, invitation_hash = null,"
                " invitation_until = null, status = 'ARCHIVED', updated_at = clock_timestamp(),"
                f" revision = revision + 1 where id = $1 returning {_COLUMNS}",
                user,
            )
            removed = UserRemoved(user=user, by=scope.actor.id)
            await self._tell(connection, scope.tenant, "user.removed", user, removed)
            return _user(row)

    async def _invited(self, connection: Connection, scope: TenantScope, user: UserId, role: Role) -> Invited:
        invitation = new_secret(INVITATION_PREFIX)
        row = await connection.fetchrow(
            "update core.users set invitation_hash = $2, invitation_until = clock_timestamp() + $3::interval"
            f" where id = $1 returning {_COLUMNS}, invitation_until",
            user,
            secret_hash(invitation),
            INVITATION_LASTS,
        )
        payload = UserInvited(user=user, role=role, by=scope.actor.id)
        await self._tell(connection, scope.tenant, "user.invited", user, payload)
        return Invited(user=_user(row), invitation=invitation, invitation_until=row["invitation_until"])

    async def _tell(
        self, connection: Connection, tenant: TenantId, name: str, user: UserId, payload: EventPayload
    ) -> None:
        await append(connection, tenant, "core", self._types, [NewEvent(type=name, subject=user, payload=payload)])


def _check_change(before: StaffUser, changes: UserChanges) -> None:
    if before.status == REMOVED:
        raise Conflict(f"user {before.id} was removed; invite a new one")
    if before.status == INVITED and changes.status == ACTIVE:
        raise Conflict(f"user {before.id} has not set a password yet; it becomes ACTIVE by doing so")


async def one_at_a_time(connection: Connection, tenant: TenantId) -> None:
    """Two administrators who demote each other at once would leave none; so would two keys that end each other."""
    await connection.execute("select pg_advisory_xact_lock(hashtextextended($1, 0))", f"core.users/{tenant}")


async def _keep_administrator(connection: Connection, before: StaffUser, role: Role, status: str) -> None:
    """Raises `Conflict` where this would be the last active one of its role to go."""
    if before.role not in ADMINISTRATORS or before.status != ACTIVE or (role, status) == (before.role, ACTIVE):
        return
    others = await connection.fetchval(
        "select count(*) from core.users where role = $1 and status = 'ACTIVE' and id <> $2", before.role, before.id
    )
    if not others:
        raise Conflict(f"user {before.id} is the last active {before.role}; make another one first")


async def _one(connection: Connection, user: UserId, *, lock: bool = False) -> StaffUser:
    query = f"select {_COLUMNS} from core.users where id = $1{' for update' if lock else ''}"
    row = await connection.fetchrow(query, user)
    if row is None:
        raise NotFound(f"no user {user}")
    return _user(row)


def _user(row: Any) -> StaffUser:
    return StaffUser(
        id=UserId(row["id"]),
        name=row["name"],
        email=row["email"],
        role=Role(row["role"]),
        status=row["status"],
        created_at=row["created_at"],
        updated_at=row["updated_at"],
        revision=row["revision"],
    )
