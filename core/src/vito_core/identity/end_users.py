"""Short-lived tokens of end users, for portal and widget: one contact, one deployment, nothing else.

A token is a JWT signed with a key derived from the master key (the previous master key's are taken while it is being
changed). Whatever it names is looked at again with every request: an erased contact's token is dead, and so is one of a
deployment that does not serve now.
"""

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec

from vito_contracts.conversation import ConversationContext, Message
from vito_contracts.events import NewEvent
from vito_contracts.identity_events import EndUserTokenIssued
from vito_contracts.ids import BindingId, ContactId, ConversationId, RequestId, TenantId, new_id
from vito_contracts.scope import Actor, ActorKind, TenantScope
from vito_core.contacts import conversation_id, ensure_contact, latest_messages
from vito_core.db.pool import Connection, Pools
from vito_core.deployments import serving
from vito_core.events.log import append, doer
from vito_core.events.types import EventTypes
from vito_core.identity.callers import Dead
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
    """Whom a token speaks for."""

    tenant: TenantId
    deployment: UUID
    binding: BindingId
    contact: ContactId

    @property
    def id(self) -> UUID:
        return self.contact

    @property
    def permissions(self) -> frozenset[str]:
        return TALKS

    @property
    def limits(self) -> KeyLimits:
        return KeyLimits()

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
                UUID(claims["dep"]),
                BindingId(UUID(claims["bnd"])),
                ContactId(UUID(claims["sub"])),
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
    """What a token opens: one conversation, its contact's with its binding."""

    def __init__(self, pools: Pools, types: EventTypes, tokens: EndUserTokens) -> None:
        self._pools = pools
        self._types = types
        self._tokens = tokens

    async def issue(self, scope: TenantScope, deployment: UUID, *, platform: str, author: str, seconds: int) -> Issued:
        """Raises `NotFound`, and `Conflict` for a deployment that does not serve now."""
        async with self._pools.within(scope.tenant) as connection:
            binding = await serving(connection, deployment)
            contact = await ensure_contact(connection, scope.tenant, platform, author, "")
            issued = EndUserTokenIssued(contact=contact, deployment=deployment, seconds=seconds, by=doer(scope))
            event = NewEvent(type="end_user.token_issued", subject=contact, payload=issued)
            await append(connection, scope.tenant, "core", self._types, [event])
        user = EndUser(scope.tenant, deployment, binding, contact)
        return Issued(token=self._tokens.sign(user, seconds), contact=contact, expires_in=seconds)

    async def conversation(self, user: EndUser) -> ConversationId:
        """Opened if it is not there yet. Raises `TokenRefused`, and as `serving`."""
        conversation = conversation_id(user.tenant, user.binding, user.contact)
        async with self._pools.within(user.tenant) as connection:
            await _still_good(connection, user)
            await connection.execute(
                "insert into core.conversations (tenant_id, id, binding, contact, context, deployment)"
                " values ($1, $2, $3, $4, $5, $6) on conflict do nothing",
                user.tenant,
                conversation,
                user.binding,
                user.contact,
                msgspec.json.encode(ConversationContext()).decode(),
                user.deployment,
            )
        return conversation

    async def messages(self, user: EndUser, limit: int) -> tuple[Message, ...]:
        """The latest, oldest first. Raises as `conversation`."""
        async with self._pools.within(user.tenant) as connection:
            await _still_good(connection, user)
            conversation = conversation_id(user.tenant, user.binding, user.contact)
            return await latest_messages(connection, conversation, limit)


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
