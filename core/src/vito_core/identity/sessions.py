"""Sessions of staff: an opaque token, stored as a hash, that ends by itself."""

import datetime as dt
from typing import Any
from uuid import UUID

import msgspec

from vito_contracts.events import NewEvent
from vito_contracts.identity_events import SessionEnded, SessionStarted
from vito_contracts.ids import RequestId, TenantId, UserId, new_id
from vito_contracts.scope import Actor, ActorKind, TenantScope
from vito_contracts.tenancy import Role
from vito_core.db.pool import Connection, Pools
from vito_core.events.log import append
from vito_core.events.types import EventTypes
from vito_core.identity.aside import Aside
from vito_core.identity.callers import Beliefs, Dead
from vito_core.identity.limits import KeyLimits
from vito_core.identity.permissions import PERMISSIONS
from vito_core.identity.secrets import SESSION_PREFIX, new_secret, secret_hash

OWN_SESSION = frozenset({"session:read", "session:write"})
"""What every session may do about itself, and nothing but a session."""
KEPT = dt.timedelta(days=30)
"""How long a session that is over is still told from an unknown one."""
_TOUCHED_AGAIN = dt.timedelta(minutes=1)


class SessionHolder(msgspec.Struct, frozen=True):
    """Whose session a token is."""

    tenant: TenantId
    id: UUID
    user: UserId
    role: Role
    idle_until: dt.datetime
    expires_at: dt.datetime

    @property
    def payer(self) -> UUID:
        """The user: who logs in once more has no fresh bucket."""
        return self.user

    @property
    def permissions(self) -> frozenset[str]:
        return PERMISSIONS[self.role] | OWN_SESSION

    @property
    def limits(self) -> KeyLimits:
        return KeyLimits()

    @property
    def event_types(self) -> None:
        return None

    def scope(self, request: RequestId) -> TenantScope:
        return TenantScope(tenant=self.tenant, actor=Actor(ActorKind.USER, self.user), request=request)


class Started(msgspec.Struct, frozen=True, kw_only=True):
    holder: SessionHolder
    token: str


class Sessions:
    """`seconds`: the longest a session lasts; `idle_seconds`: the longest it lasts unused. `believed_seconds`: how long
    a process goes on believing one that was ended elsewhere."""

    def __init__(
        self,
        pools: Pools,
        types: EventTypes,
        aside: Aside,
        *,
        seconds: float,
        idle_seconds: float,
        believed_seconds: float = 1.0,
    ) -> None:
        self._pools = pools
        self._types = types
        self._aside = aside
        self._lasts = dt.timedelta(seconds=seconds)
        self._idle = dt.timedelta(seconds=idle_seconds)
        self._believed: Beliefs[SessionHolder] = Beliefs(believed_seconds)

    async def start(self, connection: Connection, tenant: TenantId, user: UserId, role: Role, method: str) -> Started:
        """In the caller's transaction, which has made sure of the user."""
        token, session = new_secret(SESSION_PREFIX), new_id()
        row = await connection.fetchrow(
            "insert into core.sessions (tenant_id, id, user_id, token_hash, method, idle_until, expires_at)"
            " values ($1, $2, $3, $4, $5, clock_timestamp() + least($6::interval, $7::interval),"
            " clock_timestamp() + $7) returning idle_until, expires_at",
            tenant,
            session,
            user,
            secret_hash(token),
            method,
            self._idle,
            self._lasts,
        )
        await connection.execute(
            "delete from core.sessions where user_id = $1 and expires_at < clock_timestamp() - $2::interval", user, KEPT
        )
        started = SessionStarted(session=session, user=user, method=method)
        await self._tell(connection, tenant, [NewEvent(type="session.started", subject=user, payload=started)])
        holder = SessionHolder(tenant, session, user, role, row["idle_until"], row["expires_at"])
        return Started(holder=holder, token=token)

    async def resolve(self, token: str) -> SessionHolder | Dead | None:
        """Whose session it is; one that is over by its name; None for an unknown token."""
        hashed = secret_hash(token)
        known = self._believed.get(hashed)
        if known is not None:
            return known
        async with self._pools.without_tenant() as connection:
            row = await connection.fetchrow("select * from core.resolve_session($1)", hashed)
        self._believed.forget(hashed)
        if row is None:
            return None
        tenant = TenantId(row["tenant_id"])
        if row["dead"] is not None:
            return Dead(tenant=tenant, kind=ActorKind.USER, id=row["user_id"], reason=row["dead"])
        holder = SessionHolder(
            tenant, row["id"], UserId(row["user_id"]), Role(row["role"]), row["idle_until"], row["expires_at"]
        )
        self._believed.keep(hashed, holder)
        self._touch(holder)
        return holder

    async def end(self, holder: SessionHolder, reason: str) -> None:
        async with self._pools.within(holder.tenant) as connection:
            await self._end(connection, holder.tenant, "id = $1", holder.id, reason)

    async def end_of_user(
        self, connection: Connection, tenant: TenantId, user: UserId, reason: str, *, but: UUID | None = None
    ) -> None:
        """All of a user's but one, in the caller's transaction; believed elsewhere for a second more."""
        await self._end(connection, tenant, "user_id = $1 and ($4::uuid is null or id <> $4)", user, reason, but)

    async def _end(
        self, connection: Connection, tenant: TenantId, which: str, value: UUID, reason: str, *more: Any
    ) -> None:
        rows = await connection.fetch(
            "update core.sessions set ended_at = clock_timestamp(), end_reason = $2"
            f" where tenant_id = $3 and {which} and ended_at is null and expires_at > clock_timestamp()"
            " and idle_until > clock_timestamp() returning id, user_id",
            value,
            reason,
            tenant,
            *more,
        )
        self._believed.forget_all()
        events = []
        for row in rows:
            ended = SessionEnded(session=row["id"], user=UserId(row["user_id"]), reason=reason)
            events.append(NewEvent(type="session.ended", subject=row["user_id"], payload=ended))
        if events:
            await self._tell(connection, tenant, events)

    def _touch(self, holder: SessionHolder) -> None:
        """Beside the request, when a minute (or a tenth of the idle time) has gone since it was written last."""
        after = min(_TOUCHED_AGAIN, self._idle / 10)
        if holder.idle_until - dt.datetime.now(dt.UTC) < self._idle - after:
            self._aside.do(self._write_touch(holder))

    async def _write_touch(self, holder: SessionHolder) -> None:
        async with self._pools.within(holder.tenant) as connection:
            await connection.execute(
                "update core.sessions set idle_until = least(clock_timestamp() + $2::interval, expires_at)"
                " where id = $1 and ended_at is null",
                holder.id,
                self._idle,
            )

    async def _tell(self, connection: Connection, tenant: TenantId, events: list[NewEvent]) -> None:
        await append(connection, tenant, "core", self._types, events)
