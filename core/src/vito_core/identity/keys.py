"""API keys of a tenant: made, listed, rotated, revoked. A secret is shown once and stored as a hash."""

import datetime as dt
from typing import Any
from uuid import UUID

import msgspec

from vito_contracts.errors import Conflict, InvalidInput, NotFound
from vito_contracts.events import EventPayload, NewEvent
from vito_contracts.identity_events import KeyCreated, KeyRevoked, KeyRotated
from vito_contracts.ids import new_id
from vito_contracts.scope import TenantScope
from vito_contracts.tenancy import Role
from vito_core.db.pool import Connection, Pools
from vito_core.events.log import append
from vito_core.events.types import EventTypes
from vito_core.identity.limits import KeyLimits
from vito_core.identity.permissions import PERMISSIONS, NotPermitted, covers, require_all
from vito_core.identity.secrets import KEY_PREFIX, new_secret, secret_hash
from vito_core.identity.service_accounts import ServiceAccounts
from vito_core.tenancy import Tenancy

GRACE_SECONDS = 86_400
MOST_GRACE_SECONDS = 30 * 86_400
_COLUMNS = (
    "id, name, role, scopes, plugin, created_at, created_by, expires_at, last_used_at, revoked_at,"
    " rate_per_second, burst, monthly_quota, case when previous_until > clock_timestamp() then previous_until end"
    " as old_secret_until"
)


class Key(msgspec.Struct, frozen=True, kw_only=True):
    """A key without its secret. `scopes` None: all that `role` holds. `plugin`: whose service account it is; then the
    plugin's manifest says what it may do. `old_secret_until`: the secret before the last rotation works that long."""

    id: UUID
    name: str
    role: Role
    scopes: tuple[str, ...] | None
    plugin: str | None
    limits: KeyLimits
    created_at: dt.datetime
    created_by: UUID | None
    expires_at: dt.datetime | None
    last_used_at: dt.datetime | None
    old_secret_until: dt.datetime | None
    revoked_at: dt.datetime | None


class NewKey(msgspec.Struct, frozen=True, kw_only=True):
    """`secret` is shown this once."""

    key: Key
    secret: str


class KeyOrder(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked for. `role` None: with `scopes`, the creator's own as their ceiling; without, viewer."""

    name: str
    role: Role | None = None
    scopes: tuple[str, ...] | None = None
    plugin: str | None = None
    expires_at: dt.datetime | None = None
    limits: KeyLimits = KeyLimits()


class KeyStore:
    def __init__(self, pools: Pools, types: EventTypes, tenancy: Tenancy, accounts: ServiceAccounts) -> None:
        self._pools = pools
        self._types = types
        self._tenancy = tenancy
        self._accounts = accounts

    async def create(
        self, scope: TenantScope, order: KeyOrder, *, held: frozenset[str], role: Role, limits: KeyLimits
    ) -> NewKey:
        """`held`, `role`, `limits`: the creator's. Raises `NotPermitted` for more than the creator holds, and
        `InvalidInput` for scopes that the role lacks, a past end, or an unknown plugin."""
        if order.expires_at is not None and order.expires_at <= dt.datetime.now(dt.UTC):
            raise InvalidInput("expires_at: lies in the past")
        given = order.role or (role if order.scopes is not None and order.plugin is None else Role.VIEWER)
        require_all(held, self._opened(given, order.scopes, order.plugin))
        secret, key = new_secret(KEY_PREFIX), new_id()
        bounded = _bounded(order.limits, limits)
        async with self._pools.within(scope.tenant) as connection:
            row = await connection.fetchrow(
                "insert into core.api_keys (tenant_id, id, name, key_hash, role, scopes, plugin, expires_at,"
                " rate_per_second, burst, monthly_quota, created_by)"
                f" values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) returning {_COLUMNS}",
                scope.tenant,
                key,
                order.name,
                secret_hash(secret),
                given,
                order.scopes,
                order.plugin,
                order.expires_at,
                bounded.rate_per_second,
                bounded.burst,
                bounded.monthly_quota,
                scope.actor.id,
            )
            created = KeyCreated(
                key=key,
                role=given,
                scopes=order.scopes,
                plugin=order.plugin,
                expires_at=order.expires_at,
                by=scope.actor.id,
            )
            await self._tell(connection, scope, "key.created", key, created)
        return NewKey(key=_key(row), secret=secret)

    async def get(self, scope: TenantScope, key: UUID) -> Key:
        """Raises `NotFound`."""
        async with self._pools.within(scope.tenant) as connection:
            return await _one(connection, key)

    async def page(self, scope: TenantScope, *, revoked: bool, after: UUID | None, limit: int) -> list[Key]:
        """Newest first; `after`: the last of the page before; `revoked`: revoked ones too."""
        async with self._pools.within(scope.tenant) as connection:
            rows = await connection.fetch(
                f"select {_COLUMNS} from core.api_keys where (revoked_at is null or $1)"
                " and ($2::uuid is null or id < $2) order by id desc limit $3",
                revoked,
                after,
                limit,
            )
        return [_key(row) for row in rows]

    async def rotate(self, scope: TenantScope, key: UUID, grace_seconds: int, *, held: frozenset[str]) -> NewKey:
        """A new secret; the old one works for `grace_seconds` more. Raises `NotFound`, `Conflict` for a dead key, and
        `NotPermitted` where the key may do more than who rotates it."""
        secret = new_secret(KEY_PREFIX)
        async with self._pools.within(scope.tenant) as connection:
            found = await _one(connection, key, lock=True)
            if found.revoked_at is not None or _is_past(found.expires_at):
                raise Conflict(f"key {key} is revoked or expired; make a new one")
            require_all(held, self._opened(found.role, found.scopes, found.plugin))
            row = await connection.fetchrow(
                "update core.api_keys set previous_hash = key_hash, key_hash = $2,"
                " previous_until = clock_timestamp() + make_interval(secs => $3) where id = $1"
                f" returning {_COLUMNS}, previous_until",
                key,
                secret_hash(secret),
                grace_seconds,
            )
            rotated = KeyRotated(key=key, old_until=row["previous_until"], by=scope.actor.id)
            await self._tell(connection, scope, "key.rotated", key, rotated)
        self._tenancy.forget_keys()
        return NewKey(key=_key(row), secret=secret)

    async def revoke(self, scope: TenantScope, key: UUID) -> Key:
        """Repeatable; refused everywhere within a second. Raises `NotFound`."""
        async with self._pools.within(scope.tenant) as connection:
            revoked = await connection.fetchval(
                "update core.api_keys set revoked_at = clock_timestamp() where id = $1 and revoked_at is null"
                " returning true",
                key,
            )
            found = await _one(connection, key)
            if revoked:
                payload = KeyRevoked(key=key, by=scope.actor.id)
                await self._tell(connection, scope, "key.revoked", key, payload)
        self._tenancy.forget_keys()
        return found

    def _opened(self, role: Role, scopes: tuple[str, ...] | None, plugin: str | None) -> frozenset[str]:
        """Every permission that such a key opens. Raises `InvalidInput`."""
        if plugin is not None:
            rights = self._accounts.rights(plugin)
            if rights is None:
                raise InvalidInput(f"plugin: no plugin {plugin!r} is admitted here")
            ceiling, whose = rights.permissions, f"the manifest of plugin {plugin!r}"
        else:
            ceiling, whose = PERMISSIONS[role], f"the role {role}"
        if scopes is None:
            return ceiling
        beyond = [each for each in scopes if not covers(ceiling, each)]
        if beyond:
            raise InvalidInput(f"scopes: {beyond[0]!r} is not among what {whose} holds: {', '.join(sorted(ceiling))}")
        return frozenset(scopes)

    async def _tell(
        self, connection: Connection, scope: TenantScope, name: str, key: UUID, payload: EventPayload
    ) -> None:
        event = NewEvent(type=name, subject=key, payload=payload)
        await append(connection, scope.tenant, "core", self._types, [event])


def _bounded(asked: KeyLimits, own: KeyLimits) -> KeyLimits:
    """A creator that is limited hands on its limits, or lower ones."""
    bounded = {}
    for name in KeyLimits.__struct_fields__:
        wanted, ceiling = getattr(asked, name), getattr(own, name)
        if wanted is not None and ceiling is not None and wanted > ceiling:
            raise NotPermitted(f"limits.{name} above {ceiling}")
        bounded[name] = wanted if wanted is not None else ceiling
    return KeyLimits(**bounded)


async def _one(connection: Connection, key: UUID, *, lock: bool = False) -> Key:
    query = f"select {_COLUMNS} from core.api_keys where id = $1{' for update' if lock else ''}"
    row = await connection.fetchrow(query, key)
    if row is None:
        raise NotFound(f"no key {key}")
    return _key(row)


def _is_past(at: dt.datetime | None) -> bool:
    return at is not None and at <= dt.datetime.now(dt.UTC)


def _key(row: Any) -> Key:
    return Key(
        id=row["id"],
        name=row["name"],
        role=Role(row["role"]),
        scopes=tuple(row["scopes"]) if row["scopes"] is not None else None,
        plugin=row["plugin"],
        limits=KeyLimits(
            rate_per_second=row["rate_per_second"], burst=row["burst"], monthly_quota=row["monthly_quota"]
        ),
        created_at=row["created_at"],
        created_by=row["created_by"],
        expires_at=row["expires_at"],
        last_used_at=row["last_used_at"],
        old_secret_until=row["old_secret_until"],
        revoked_at=row["revoked_at"],
    )
