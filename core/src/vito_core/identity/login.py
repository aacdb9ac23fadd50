"""How staff come in: an invitation sets a password; a password, or the identity provider, starts a session."""

from typing import Any
from uuid import UUID

from vito_contracts.errors import Conflict, InvalidInput, NotFound, VitoError
from vito_contracts.events import NewEvent
from vito_contracts.identity_events import PasswordSet
from vito_contracts.ids import TenantId, UserId
from vito_contracts.scope import ActorKind
from vito_contracts.tenancy import Role
from vito_core.db.pool import Connection, Pools
from vito_core.events.log import append
from vito_core.events.types import EventTypes
from vito_core.identity.callers import Dead
from vito_core.identity.denials import THROTTLED, Denials
from vito_core.identity.passwords import Passwords
from vito_core.identity.secrets import secret_hash
from vito_core.identity.sessions import SessionHolder, Sessions, Started
from vito_core.identity.throttle import LoginThrottle, TooManyAttempts

NO_INVITATION = "this invitation is unknown, used or expired; ask for a new one"


class LoginRefused(VitoError):
    """The same words whatever was wrong."""

    def __init__(self) -> None:
        super().__init__("tenant, e-mail and password do not belong together, or this account may not log in")


class Login:
    def __init__(
        self,
        pools: Pools,
        types: EventTypes,
        sessions: Sessions,
        passwords: Passwords,
        throttle: LoginThrottle,
        denials: Denials,
    ) -> None:
        self._pools = pools
        self._types = types
        self._sessions = sessions
        self._passwords = passwords
        self._throttle = throttle
        self._denials = denials

    async def tenant_of(self, slug: str) -> TenantId | None:
        """Of an active tenant."""
        async with self._pools.without_tenant() as connection:
            found = await connection.fetchval("select core.tenant_of_slug($1)", slug)
        return TenantId(found) if found is not None else None

    async def with_password(self, slug: str, email: str, password: str, address: str) -> Started:
        """`address`: the client's. Raises `TooManyAttempts`, `LoginRefused`; that takes as long for an account that
        does not exist."""
        account = (slug, await self._spelt(email))
        try:
            await self._throttle.attempt(account, address)
        except TooManyAttempts:
            self._denials.throttled(account, lambda: self._find(slug, email))
            raise
        tenant = await self.tenant_of(slug)
        row = await self._account(tenant, email) if tenant is not None else None
        stored: str | None = row["password_hash"] if row is not None else None
        right = await self._passwords.check(password, stored)
        if tenant is None or row is None or stored is None or not right or row["status"] != "ACTIVE":
            self._note_refusal(tenant, row, right)
            raise LoginRefused
        outdated = await self._passwords.hash(password) if self._passwords.is_outdated(stored) else None
        async with self._pools.within(tenant) as connection:
            if outdated is not None:
                await connection.execute(
                    "update core.users set password_hash = $2 where id = $1 and password_hash = $3",
                    row["id"],
                    outdated,
                    stored,
                )
            started = await self._start(connection, tenant, UserId(row["id"]), "password", stored, outdated)
        await self._throttle.succeeded(account, address)
        return started

    async def with_provider(self, tenant: TenantId, email: str) -> Started:
        """For an address that the identity provider has verified; the user must exist. Raises `LoginRefused`."""
        row = await self._account(tenant, email)
        if row is None or row["status"] not in ("ACTIVE", "PENDING_SETUP"):
            self._note_refusal(tenant, row, True)
            raise LoginRefused
        async with self._pools.within(tenant) as connection:
            # The provider stands in for the invitation: whoever it vouches for need not set a password.
            await connection.execute(
                "update core.users set status = 'ACTIVE', invitation_hash = null, invitation_until = null,"
                " updated_at = clock_timestamp(), revision = revision + 1 where id = $1 and status = 'PENDING_SETUP'",
                row["id"],
            )
            return await self._start(connection, tenant, UserId(row["id"]), "oidc")

    async def accept(self, invitation: str, password: str) -> UserId:
        """Sets the password, once. Raises `NotFound` for an unknown, used or expired invitation."""
        hashed = secret_hash(invitation)
        async with self._pools.without_tenant() as connection:
            found = await connection.fetchrow("select * from core.resolve_invitation($1)", hashed)
        if found is None:
            raise NotFound(NO_INVITATION)
        tenant, user, stored = TenantId(found["tenant_id"]), UserId(found["id"]), await self._passwords.hash(password)
        async with self._pools.within(tenant) as connection:
            done = await connection.fetchval(
                "update core.users set password_hash = $3, password_set_at = clock_timestamp(), status = 'ACTIVE',"
                " invitation_hash = null, invitation_until = null, updated_at = clock_timestamp(),"
                " revision = revision + 1 where id = $1 and invitation_hash = $2"
                " and invitation_until > clock_timestamp() and status in ('ACTIVE', 'PENDING_SETUP') returning true",
                user,
                hashed,
                stored,
            )
            if not done:
                raise NotFound(NO_INVITATION)
            await self._password_set(connection, tenant, user)
        return user

    async def change_password(self, holder: SessionHolder, current: str, new: str, address: str) -> None:
        """Ends the user's other sessions. Raises `InvalidInput` for a wrong current password, `TooManyAttempts`."""
        account = ("change", str(holder.user))
        try:
            await self._throttle.attempt(account, address)
        except TooManyAttempts:
            self._note_user(holder.tenant, holder.user, THROTTLED)
            raise
        async with self._pools.within(holder.tenant) as connection:
            before = await connection.fetchval("select password_hash from core.users where id = $1", holder.user)
        if not await self._passwords.check(current, before):
            self._note_user(holder.tenant, holder.user, "wrong_password")
            raise InvalidInput("current: this is not your password")
        stored = await self._passwords.hash(new)
        async with self._pools.within(holder.tenant) as connection:
            done = await connection.fetchval(
                "update core.users set password_hash = $3, password_set_at = clock_timestamp(), invitation_hash = null,"
                " invitation_until = null, updated_at = clock_timestamp(), revision = revision + 1"
                " where id = $1 and password_hash = $2 and status = 'ACTIVE' returning true",
                holder.user,
                before,
                stored,
            )
            if not done:
                raise Conflict("the password was changed by another request just now")
            await self._password_set(connection, holder.tenant, holder.user, but=holder.id)
        await self._throttle.succeeded(account, address)

    async def _spelt(self, email: str) -> str:
        """As accounts are looked up by: another lower case would give one account a second pause for each spelling."""
        async with self._pools.without_tenant() as connection:
            return str(await connection.fetchval("select lower($1)", email))

    async def _find(self, slug: str, email: str) -> tuple[TenantId, UUID] | None:
        tenant = await self.tenant_of(slug)
        row = await self._account(tenant, email) if tenant is not None else None
        return (tenant, row["id"]) if tenant is not None and row is not None else None

    async def _account(self, tenant: TenantId, email: str) -> Any:
        async with self._pools.within(tenant) as connection:
            return await connection.fetchrow(
                "select id, role, status::text as status, password_hash from core.users where email_key = lower($1)",
                email,
            )

    async def _start(
        self, connection: Connection, tenant: TenantId, user: UserId, method: str, *proven: str | None
    ) -> Started:
        """If the user is still what was looked at; `proven`: the password hashes that were."""
        row = await connection.fetchrow(
            "select role, password_hash from core.users where id = $1 and status = 'ACTIVE' for share", user
        )
        if row is None or (proven and row["password_hash"] not in proven):
            raise LoginRefused
        return await self._sessions.start(connection, tenant, user, Role(row["role"]), method)

    async def _password_set(
        self, connection: Connection, tenant: TenantId, user: UserId, *, but: UUID | None = None
    ) -> None:
        await self._sessions.end_of_user(connection, tenant, user, "password_set", but=but)
        event = NewEvent(type="user.password_set", subject=user, payload=PasswordSet(user=user))
        await append(connection, tenant, "core", self._types, [event])

    def _note_refusal(self, tenant: TenantId | None, row: Any, right: bool) -> None:
        if tenant is None or row is None:
            self._denials.unknown()
        else:
            self._note_user(tenant, row["id"], "user_off" if right else "wrong_password")

    def _note_user(self, tenant: TenantId, user: UUID, reason: str) -> None:
        self._denials.dead(Dead(tenant=tenant, kind=ActorKind.USER, id=user, reason=reason))
