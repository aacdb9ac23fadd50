"""API keys of a tenant: made, listed, changed, rotated, revoked. A secret is shown once and stored as a hash."""

import datetime as dt
from typing import Any, ClassVar
from uuid import UUID

import msgspec
from msgspec import UNSET, UnsetType

from vito_contracts.errors import Conflict, InvalidInput, NotFound
from vito_contracts.events import EventPayload, NewEvent
from vito_contracts.identity_events import KeyChanged, KeyCreated, KeyRevoked, KeyRotated
from vito_contracts.ids import new_id
from vito_contracts.scope import TenantScope
from vito_contracts.tenancy import Role
from vito_core.db.pool import Connection, Pools
from vito_core.events.log import append
from vito_core.events.types import EventTypes
from vito_core.identity.key_bounds import Bounds, Maker, bounds_of
from vito_core.identity.limits import KeyLimits
from vito_core.identity.permissions import PERMISSIONS, covers, require_all
from vito_core.identity.secrets import KEY_PREFIX, new_secret, secret_hash
from vito_core.identity.service_accounts import ServiceAccounts
from vito_core.identity.users import ADMINISTRATORS, one_at_a_time
from vito_core.records.versions import Seen, require_seen
from vito_core.tenancy import Tenancy

GRACE_SECONDS = 86_400
MOST_GRACE_SECONDS = 30 * 86_400
_COLUMNS = (
    "id, name, role, scopes, plugin, created_at, created_by, expires_at, last_used_at, revoked_at,"
    " rate_per_second, burst, monthly_quota, case when previous_until > clock_timestamp() then previous_until end"
    " as old_secret_until"
)

_ANOTHER_WAY_IN = """
select exists (select from core.api_keys where id <> $1 and role = any($2) and scopes is null and plugin is null
    and revoked_at is null and (expires_at is null or $3 and expires_at > clock_timestamp())
    and ($3 or coalesce(rate_per_second, burst, monthly_quota) is null))
  or exists (select from core.users where role = any($2) and status = 'ACTIVE')
"""
"""$3: keys with an end or limits are ways in as well. They may come to nothing at any time, and make no others: only
whoever has nothing better is left with them."""


class Key(msgspec.Struct, frozen=True, kw_only=True):
    """A key without its secret. `scopes` None: all that `role` holds. `plugin`: whose service account it is; then the
    plugin's manifest says what it may do. `old_secret_until`: the secret before the last rotation works that long."""

    changed_by_use: ClassVar[frozenset[str]] = frozenset({"last_used_at"})

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


class KeyChanges(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be different. A limit that is None is the installation's default; without an end a key lasts."""

    name: str | UnsetType = UNSET
    rate_per_second: float | UnsetType | None = UNSET
    burst: int | UnsetType | None = UNSET
    monthly_quota: int | UnsetType | None = UNSET
    expires_at: dt.datetime | UnsetType | None = UNSET

    def applied(self, key: Key) -> Key:
        given = {name: value for name, value in msgspec.structs.asdict(self).items() if value is not UNSET}
        limits = {name: given.pop(name) for name in KeyLimits.__struct_fields__ if name in given}
        return msgspec.structs.replace(key, limits=msgspec.structs.replace(key.limits, **limits), **given)


class KeyStore:
    def __init__(self, pools: Pools, types: EventTypes, tenancy: Tenancy, accounts: ServiceAccounts) -> None:
        self._pools = pools
        self._types = types
        self._tenancy = tenancy
        self._accounts = accounts

    async def create(self, scope: TenantScope, order: KeyOrder, maker: Maker) -> NewKey:
        """Limits and end that are not asked for are the maker's own. Raises `NotPermitted` for more than the maker
        holds, and `InvalidInput` for scopes that the role lacks, a past end, or an unknown plugin."""
        if order.expires_at is not None and order.expires_at <= dt.datetime.now(dt.UTC):
            raise InvalidInput("expires_at: lies in the past")
        given = order.role or (maker.role if order.scopes is not None and order.plugin is None else Role.VIEWER)
        require_all(maker.held, self._opened(given, order.scopes, order.plugin))
        scopes = tuple(dict.fromkeys(order.scopes)) if order.scopes is not None else None
        secret, key = new_secret(KEY_PREFIX), new_id()
        async with self._pools.within(scope.tenant) as connection:
            bounds = await bounds_of(connection, maker)
            limits, expires_at = bounds.filled(order.limits), order.expires_at or bounds.expires_at
            bounds.require(limits, expires_at)
            row = await connection.fetchrow(
                "insert into core.api_keys (tenant_id, id, name, key_hash, role, scopes, plugin, expires_at,"
                " rate_per_second, burst, monthly_quota, created_by)"
                f" values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) returning {_COLUMNS}",
                scope.tenant,
                key,
                order.name,
                secret_hash(secret),
                given,
                scopes,
                order.plugin,
                expires_at,
                limits.rate_per_second,
                limits.burst,
                limits.monthly_quota,
                scope.actor.id,
            )
            created = KeyCreated(
                key=key,
                role=given,
                scopes=scopes,
                plugin=order.plugin,
                expires_at=expires_at,
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

    async def change(self, scope: TenantScope, key: UUID, changes: KeyChanges, maker: Maker, seen: Seen) -> Key:
        """Holds everywhere within a second. Raises `NotFound`, `Stale`, `Conflict` for a dead key and for bounds of
        the last way in of an administrator, `InvalidInput` for a past end, and `NotPermitted` where the key, as it is
        or as it would be, may do more than the maker."""
        if changes.expires_at is not UNSET and _is_past(changes.expires_at):
            raise InvalidInput("expires_at: lies in the past")
        async with self._pools.within(scope.tenant) as connection:
            await one_at_a_time(connection, scope.tenant)
            found, bounds = await self._reached(connection, key, maker)
            require_seen(found, seen, "the key")
            wanted = changes.applied(found)
            bounds.require(wanted.limits, wanted.expires_at)
            if wanted == found:
                return found
            ends = wanted.expires_at is not None and wanted.expires_at != found.expires_at
            if ends or (_is_bounded(wanted) and not _is_bounded(found)):
                await _keep_a_way_in(connection, found)
            row = await connection.fetchrow(
                "update core.api_keys set name = $2, rate_per_second = $3, burst = $4, monthly_quota = $5,"
                f" expires_at = $6 where id = $1 returning {_COLUMNS}",
                key,
                wanted.name,
                wanted.limits.rate_per_second,
                wanted.limits.burst,
                wanted.limits.monthly_quota,
                wanted.expires_at,
            )
            changed = KeyChanged(
                key=key,
                rate_per_second=wanted.limits.rate_per_second,
                burst=wanted.limits.burst,
                monthly_quota=wanted.limits.monthly_quota,
                expires_at=wanted.expires_at,
                by=scope.actor.id,
            )
            await self._tell(connection, scope, "key.changed", key, changed)
        self._tenancy.forget_keys()
        return _key(row)

    async def rotate(self, scope: TenantScope, key: UUID, grace_seconds: int, maker: Maker, seen: Seen) -> NewKey:
        """A new secret; the old one works for `grace_seconds` more. Raises `NotFound`, `Stale`, `Conflict` for a dead
        key, and `NotPermitted` where the key may do more than the maker."""
        secret = new_secret(KEY_PREFIX)
        async with self._pools.within(scope.tenant) as connection:
            found, _ = await self._reached(connection, key, maker)
            require_seen(found, seen, "the key")
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

    async def revoke(self, scope: TenantScope, key: UUID, seen: Seen) -> Key:
        """Refused everywhere within a second. Repeatable, unless it has to be of a version before. Raises `NotFound`,
        `Stale`, and `Conflict` for the last way in of an administrator."""
        async with self._pools.within(scope.tenant) as connection:
            await one_at_a_time(connection, scope.tenant)
            found = await _one(connection, key, lock=True)
            require_seen(found, seen, "the key")
            if found.revoked_at is not None:
                return found
            await _keep_a_way_in(connection, found)
            row = await connection.fetchrow(
                f"update core.api_keys set revoked_at = clock_timestamp() where id = $1 returning {_COLUMNS}", key
            )
            payload = KeyRevoked(key=key, by=scope.actor.id)
            await self._tell(connection, scope, "key.revoked", key, payload)
        self._tenancy.forget_keys()
        return _key(row)

    async def _reached(self, connection: Connection, key: UUID, maker: Maker) -> tuple[Key, Bounds]:
        """A living key, locked, that may do no more than the maker; and the maker's bounds."""
        found = await _one(connection, key, lock=True)
        if found.revoked_at is not None or _is_past(found.expires_at):
            raise Conflict(f"key {key} is revoked or expired; make a new one")
        require_all(maker.held, self._opened(found.role, found.scopes, found.plugin))
        bounds = await bounds_of(connection, maker, key)
        bounds.require(found.limits, found.expires_at)
        return found, bounds

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


async def _one(connection: Connection, key: UUID, *, lock: bool = False) -> Key:
    query = f"select {_COLUMNS} from core.api_keys where id = $1{' for update' if lock else ''}"
    row = await connection.fetchrow(query, key)
    if row is None:
        raise NotFound(f"no key {key}")
    return _key(row)


async def _keep_a_way_in(connection: Connection, key: Key) -> None:
    """Raises `Conflict` where, without this key, nobody could administer the tenant as it can."""
    if key.role not in ADMINISTRATORS or key.scopes is not None or key.plugin is not None:
        return
    as_mighty = (Role.PLATFORM_ADMIN,) if key.role is Role.PLATFORM_ADMIN else ADMINISTRATORS
    if not await connection.fetchval(_ANOTHER_WAY_IN, key.id, list(as_mighty), _is_bounded(key)):
        raise Conflict(
            f"key {key.id} is the last way in for a {key.role}; make another key without limits and end first, or"
            " rotate this one"
        )


def _is_bounded(key: Key) -> bool:
    return key.expires_at is not None or key.limits != KeyLimits()


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
