"""Short-lived tokens of end users, for portal and widget: one contact, one deployment, nothing else.

A token is a JWT signed with a key derived from the master key (the previous master key's are taken while it is being
changed). Whatever it names is looked at again with every request: an erased contact's token is dead, and so is one of a
deployment that does not serve now, or of a key that was revoked. Whoever asked for a token pays for its use.
"""

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec

from vito_contracts.conversation import ConversationContext, Message
from vito_contracts.events import NewEvent
from vito_contracts.identity_events import EndUserTokenIssued
from vito_contracts.ids import (
    BindingId,
    ContactId,
    ConversationId,
    DeploymentId,
    RequestId,
    TenantId,
    derived_id,
    new_id,
)
from vito_contracts.scope import Actor, ActorKind, TenantScope
from vito_core.contacts import ensure_contact, ensure_conversation, going_on, latest_messages
from vito_core.db.pool import Connection, Pools
from vito_core.deployments import context_of, serving
from vito_core.events.log import append, doer
from vito_core.events.types import EventTypes
from vito_core.identity.callers import Beliefs, Dead
from vito_core.identity.limits import KeyLimits

if TYPE_CHECKING:
    from vito_core.keyring.master import MasterKey

TOKEN_SECONDS, MOST_SECONDS = 900, 86_400
ISSUER, AUDIENCE = "vito", "vito:end-user"
ALGORITHM = "HS256"
PURPOSE = b"vito end-user token"
SKEW_SECONDS = 5
"""Between the clocks of the processes of one installation."""
TALKS = frozenset({"end-user:read", "end-user:write"})
"""What no role holds, and a token holds alone."""
_REQUIRED = ("exp", "iat", "jti", "sub", "iss", "aud")


class EndUser(msgspec.Struct, frozen=True):
    """Whom a token speaks for. `payer`: the key or member of staff that asked for the token; `limits`: the payer's."""

    tenant: TenantId
    deployment: DeploymentId
    binding: BindingId
    contact: ContactId
    payer: UUID
    limits: KeyLimits = KeyLimits()

    @property
    def id(self) -> UUID:
        return self.contact

    @property
    def permissions(self) -> frozenset[str]:
        return TALKS

    @property
    def event_types(self) -> None:
        return None

    def scope(self, request: RequestId) -> TenantScope:
        return TenantScope(tenant=self.tenant, actor=Actor(ActorKind.END_USER, self.contact), request=request)


class TokenRefused(Exception):
    """`reason`: a code. `user`: whose token it was, where the signature holds."""

    def __init__(self, reason: str, user: EndUser | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.user = user

    def dead(self) -> Dead | None:
        if self.user is None:
            return None
        return Dead(tenant=self.user.tenant, kind=ActorKind.END_USER, id=self.user.contact, reason=self.reason)


class Issued(msgspec.Struct, frozen=True, kw_only=True):
    """`expires_in`: seconds."""

    token: str
    contact: ContactId
    expires_in: int


class EndUserTokens:
    """`masters`: the installation's master keys, the current one first."""

    def __init__(self, masters: Callable[[], Sequence["MasterKey"]]) -> None:
        self._masters = masters
        self._keys: list[tuple[str, bytes]] = []

    def sign(self, user: EndUser, seconds: int) -> str:
        import jwt

        name, key = self._signing_keys()[0]
        now = int(time.time())
        claims = {
            "iss": ISSUER,
            "aud": AUDIENCE,
            "sub": str(user.contact),
            "tnt": str(user.tenant),
            "dep": str(user.deployment),
            "bnd": str(user.binding),
            "pay": str(user.payer),
            "iat": now,
            "exp": now + seconds,
            "jti": str(new_id()),
        }
        return jwt.encode(claims, key, algorithm=ALGORITHM, headers={"kid": name})

    def read(self, token: str) -> EndUser:
        """Raises `TokenRefused`."""
        import jwt

        try:
            named = jwt.get_unverified_header(token).get("kid")
            key = next((key for name, key in self._signing_keys() if name == named), None)
            if key is None:
                raise TokenRefused("unknown_key")
            claims = jwt.decode(
                token,
                key,
                algorithms=[ALGORITHM],
                audience=AUDIENCE,
                issuer=ISSUER,
                leeway=SKEW_SECONDS,
                options={"require": list(_REQUIRED), "verify_exp": False},
            )
            user = EndUser(
                TenantId(UUID(claims["tnt"])),
                DeploymentId(UUID(claims["dep"])),
                BindingId(UUID(claims["bnd"])),
                ContactId(UUID(claims["sub"])),
                UUID(claims["pay"]),
            )
            expires = int(claims["exp"])
        except (jwt.PyJWTError, KeyError, TypeError, ValueError, AttributeError) as error:
            raise TokenRefused("invalid") from error
        if expires + SKEW_SECONDS <= time.time():
            raise TokenRefused("expired", user)
        return user

    def _signing_keys(self) -> list[tuple[str, bytes]]:
        if not self._keys:
            self._keys = [(each.id, each.derived(PURPOSE)) for each in self._masters()]
        return self._keys


class EndUserDoor:
    """What a token opens: one conversation, its contact's with its deployment. `believed_seconds`: how long a process
    goes on believing what it found out about a payer."""

    def __init__(
        self, pools: Pools, types: EventTypes, tokens: EndUserTokens, *, believed_seconds: float = 1.0
    ) -> None:
        self._pools = pools
        self._types = types
        self._tokens = tokens
        self._payers: Beliefs[KeyLimits] = Beliefs(believed_seconds)

    async def caller(self, token: str) -> EndUser:
        """With its payer's limits. Raises `TokenRefused`, also where the payer is not good any more."""
        user = self._tokens.read(token)
        payer = user.tenant.bytes + user.payer.bytes
        limits = self._payers.get(payer)
        if limits is None:
            async with self._pools.within(user.tenant) as connection:
                limits = await _limits_of(connection, user)
            self._payers.keep(payer, limits)
        return msgspec.structs.replace(user, limits=limits)

    async def issue(self, scope: TenantScope, deployment: UUID, *, platform: str, author: str, seconds: int) -> Issued:
        """`scope`: of whoever will pay. Raises `NotFound`, and `Conflict` for a deployment that does not serve now."""
        payer = scope.actor.id
        assert payer is not None, "the engine itself asks for no token"
        async with self._pools.within(scope.tenant) as connection:
            binding = await serving(connection, deployment)
            contact = await ensure_contact(connection, scope.tenant, platform, author, "")
            issued = EndUserTokenIssued(contact=contact, deployment=deployment, seconds=seconds, by=doer(scope))
            event = NewEvent(type="end_user.token_issued", subject=contact, payload=issued)
            await append(connection, scope.tenant, "core", self._types, [event])
        user = EndUser(scope.tenant, DeploymentId(deployment), binding, contact, payer)
        return Issued(token=self._tokens.sign(user, seconds), contact=contact, expires_in=seconds)

    async def conversation(self, user: EndUser) -> ConversationId:
        """Opened if it is not there yet. Raises `TokenRefused`, and as `serving`."""
        async with self._pools.within(user.tenant) as connection:
            await _still_good(connection, user)
            context = await context_of(connection, user.deployment, ConversationContext())
            return await ensure_conversation(
                connection, user.tenant, _first_of(user), user.binding, user.contact, context, user.deployment
            )

    async def messages(self, user: EndUser, limit: int, before: UUID | None = None) -> tuple[Message, ...]:
        """The latest, or the latest before a message; oldest first. Raises as `conversation`."""
        async with self._pools.within(user.tenant) as connection:
            await _still_good(connection, user)
            conversation = await going_on(connection, user.tenant, _first_of(user))
            return await latest_messages(connection, conversation, limit, before)


def _first_of(user: EndUser) -> ConversationId:
    """Of the deployment, not of its binding: what was said in one is not read in another, and does not end with it."""
    return ConversationId(derived_id(user.tenant, "end-user conversation", user.deployment, user.contact))


async def _limits_of(connection: Connection, user: EndUser) -> KeyLimits:
    """The payer's. Raises `TokenRefused` for a key that is revoked or expired, and for staff that may not log in."""
    row = await connection.fetchrow(
        "select rate_per_second, burst, monthly_quota from core.api_keys"
        " where id = $1 and revoked_at is null and (expires_at is null or expires_at > clock_timestamp())"
        " union all select null, null, null from core.users where id = $1 and status = 'ACTIVE'",
        user.payer,
    )
    if row is None:
        raise TokenRefused("payer_gone", user)
    return KeyLimits(**row)


async def _still_good(connection: Connection, user: EndUser) -> None:
    row: Any = await connection.fetchrow(
        "select c.id is null or c.erased_at is not null as erased, t.status = 'ACTIVE' as active from core.tenants t"
        " left join core.contacts c on c.tenant_id = t.tenant_id and c.id = $2 where t.tenant_id = $1",
        user.tenant,
        user.contact,
    )
    if row is None or not row["active"]:
        raise TokenRefused("tenant_on_hold", user)
    if row["erased"]:
        raise TokenRefused("contact_erased", user)
    if await serving(connection, user.deployment) != user.binding:
        raise TokenRefused("deployment_changed", user)
