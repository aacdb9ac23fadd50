"""What the log says about who may do what: keys, staff, sessions, and what was refused. Ids and codes only: no name, no
address, no secret. `by`: the key or user that did it; None: the engine itself, or the person the event is about."""

import datetime as dt
from uuid import UUID

from vito_contracts.events import ActPayload, Code, EventPayload
from vito_contracts.ids import ContactId, TenantId, UserId
from vito_contracts.scope import ActorKind
from vito_contracts.tenancy import Role


class TenantCreated(EventPayload, frozen=True, kw_only=True):
    """`tenant.created`: the first event of a tenant's log."""

    tenant: TenantId
    by: UUID | None = None


class KeyCreated(EventPayload, frozen=True, kw_only=True):
    """`key.created`. `scopes` None: all that `role` holds. `plugin`: the plugin whose service account it is."""

    key: UUID
    role: Role
    scopes: tuple[Code, ...] | None
    plugin: Code | None
    expires_at: dt.datetime | None
    by: UUID | None


class KeyChanged(EventPayload, frozen=True, kw_only=True):
    """`key.changed`: its name (which is not told), limits or end, as they are now. A limit that is None is the
    installation's default."""

    key: UUID
    rate_per_second: float | None
    burst: int | None
    monthly_quota: int | None
    expires_at: dt.datetime | None
    by: UUID | None


class KeyRotated(EventPayload, frozen=True, kw_only=True):
    """`key.rotated`: a new secret. `old_until`: when the old one stops working."""

    key: UUID
    old_until: dt.datetime
    by: UUID | None


class KeyRevoked(EventPayload, frozen=True, kw_only=True):
    """`key.revoked`."""

    key: UUID
    by: UUID | None


class UserInvited(EventPayload, frozen=True, kw_only=True):
    """`user.invited`: for the first time, or again because the password was lost."""

    user: UserId
    role: Role
    by: UUID | None


class UserChanged(EventPayload, frozen=True, kw_only=True):
    """`user.changed`. Role and status as they are now."""

    user: UserId
    role: Role
    status: Code
    by: UUID | None


class UserRemoved(EventPayload, frozen=True, kw_only=True):
    """`user.removed`: name and address are erased, the id stays."""

    user: UserId
    by: UUID | None


class PasswordSet(EventPayload, frozen=True, kw_only=True):
    """`user.password_set`: by the user, with an invitation or with the password before."""

    user: UserId


class SessionStarted(EventPayload, frozen=True, kw_only=True):
    """`session.started`. `method`: password or oidc."""

    session: UUID
    user: UserId
    method: Code


class SessionEnded(EventPayload, frozen=True, kw_only=True):
    """`session.ended`. `reason`: logout, password_set, user_changed, user_removed. One that runs out tells nothing."""

    session: UUID
    user: UserId
    reason: Code


class EndUserTokenIssued(ActPayload, frozen=True, kw_only=True):
    """`end_user.token_issued`: a system of the tenant got a token for one of its end users. `seconds`: its life."""

    contact: ContactId
    deployment: UUID
    seconds: int


class DataKeyRotated(ActPayload, frozen=True, kw_only=True):
    """`data_key.rotated`: what is sealed for the tenant from now on is sealed with this version."""

    version: int


class DataKeyErased(ActPayload, frozen=True, kw_only=True):
    """`data_key.erased`: what was sealed with the tenant's keys cannot be read any more. `keys`: how many."""

    keys: int


class AccessDenied(EventPayload, frozen=True, kw_only=True):
    """`access.denied`: at most once a minute for the same caller, reason and need. `caller`: the key, user, contact or
    plugin; None: somebody whom nothing names, at the tenant's door. `reason`: no_permission, why a credential is dead
    (revoked, expired, rotated, idle, ended, …), or what else was denied (rate, quota, throttled, no_grant, …).
    `needed`: the permission that was lacking."""

    kind: ActorKind
    caller: UUID | None
    reason: Code
    needed: Code = ""
