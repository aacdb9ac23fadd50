"""Tenants, and whose key a key is."""

from typing import Any
from uuid import UUID

import asyncpg
import msgspec

from vito_contracts.errors import Conflict
from vito_contracts.events import NewEvent
from vito_contracts.identity_events import TenantCreated
from vito_contracts.ids import RequestId, TenantId, new_id
from vito_contracts.manifest import ComplianceTier
from vito_contracts.scope import Actor, ActorKind, TenantScope
from vito_contracts.tenancy import Role, Tenant, TenantKind
from vito_core.db.pool import Connection, Pools
from vito_core.events.log import append
from vito_core.events.types import EventTypes
from vito_core.identity.callers import Beliefs, Dead
from vito_core.identity.limits import KeyLimits
from vito_core.identity.permissions import PERMISSIONS
from vito_core.identity.secrets import KEY_PREFIX, new_secret, secret_hash
from vito_core.identity.service_accounts import ServiceAccounts

KEY_SECONDS = 1.0


class KeyHolder(msgspec.Struct, frozen=True):
    """What an API key turned out to be. `granted` None: all that the role holds. `plugin`: whose service account.
    `shown`: the hash of the secret that was shown, the newest or the one before."""

    tenant: TenantId
    key: UUID
    role: Role
    limits: KeyLimits = KeyLimits()
    granted: frozenset[str] | None = None
    plugin: str | None = None
    event_types: tuple[str, ...] | None = None
    shown: bytes = b""

    @property
    def id(self) -> UUID:
        return self.key

    @property
    def payer(self) -> UUID:
        return self.key

    @property
    def permissions(self) -> frozenset[str]:
        return PERMISSIONS[self.role] if self.granted is None else self.granted

    def scope(self, request: RequestId) -> TenantScope:
        kind = ActorKind.API_KEY if self.plugin is None else ActorKind.PLUGIN
        return TenantScope(tenant=self.tenant, actor=Actor(kind, self.key, self.plugin or ""), request=request)


class NewTenant(msgspec.Struct, frozen=True, kw_only=True):
    tenant: Tenant
    key: str
    """The tenant's first API key; shown once, stored as a hash."""


class Tenancy:
    """`key_seconds`: how long a process believes what it found out about a key: a revoked one is refused after it.
    Without `accounts` no key of a plugin opens anything."""

    def __init__(
        self,
        pools: Pools,
        key_seconds: float = KEY_SECONDS,
        accounts: ServiceAccounts | None = None,
        types: EventTypes | None = None,
    ) -> None:
        self._pools = pools
        self._accounts = accounts
        self._types = types or EventTypes()
        self._holders: Beliefs[KeyHolder] = Beliefs(key_seconds)

    async def create(
        self,
        *,
        slug: str,
        name: str,
        kind: TenantKind,
        tier: ComplianceTier,
        role: Role = Role.TENANT_ADMIN,
        by: TenantScope | None = None,
    ) -> NewTenant:
        """`by`: whoever asked for it; the new tenant's log begins with that. Raises `Conflict` when the slug is
        taken."""
        tenant = Tenant(id=TenantId(new_id()), slug=slug, name=name, kind=kind, tier=tier)
        try:
            async with self._pools.within(tenant.id) as connection:
                await connection.execute(
                    "insert into core.tenants (tenant_id, slug, name, kind, tier) values ($1, $2, $3, $4, $5)",
                    tenant.id,
                    slug,
                    name,
                    kind,
                    tier,
                )
                key = await _add_key(connection, tenant.id, "first key", role)
                if by is not None:
                    created = TenantCreated(tenant=tenant.id, by=by.actor.id)
                    event = NewEvent(type="tenant.created", subject=tenant.id, payload=created)
                    await append(connection, tenant.id, "core", self._types, [event])
        except asyncpg.UniqueViolationError as error:
            raise Conflict(f"a tenant with the slug {slug!r} exists; choose another slug") from error
        return NewTenant(tenant=tenant, key=key)

    async def add_key(self, tenant: TenantId, name: str, role: Role) -> str:
        """The engine's own doing, such as the platform's key; what callers ask for is made by `KeyStore`."""
        async with self._pools.within(tenant) as connection:
            return await _add_key(connection, tenant, name, role)

    def believed(self, key: str) -> KeyHolder | None:
        """What was found out a moment ago; asks nobody."""
        return self._holders.get(secret_hash(key))

    async def holder(self, key: str) -> KeyHolder | None:
        """Whose key it is; None for an unknown or dead one."""
        found = await self.resolve(key)
        return found if isinstance(found, KeyHolder) else None

    async def resolve(self, key: str) -> KeyHolder | Dead | None:
        """As `holder`; a dead one by its name."""
        if not key.startswith(KEY_PREFIX):
            return None
        hashed = secret_hash(key)
        known = self._holders.get(hashed)
        if known is not None:
            return known
        async with self._pools.without_tenant() as connection:
            row = await connection.fetchrow("select * from core.key_of($1)", hashed)
        found = await self._found(row, hashed) if row is not None else None
        if isinstance(found, KeyHolder):
            self._holders.keep(hashed, found)
        else:
            self._holders.forget(hashed)
        return found

    def forget_keys(self) -> None:
        """After a key was rotated, changed or revoked here: this process must not believe it a moment longer."""
        self._holders.forget_all()

    async def _found(self, row: Any, shown: bytes) -> KeyHolder | Dead:
        tenant, plugin = TenantId(row["tenant_id"]), row["plugin"]
        kind = ActorKind.API_KEY if plugin is None else ActorKind.PLUGIN
        if row["dead"] is not None:
            return Dead(tenant=tenant, kind=kind, id=row["id"], reason=row["dead"])
        granted = frozenset(row["scopes"]) if row["scopes"] is not None else None
        event_types = None
        if plugin is not None:
            rights = await self._accounts.acting(tenant, plugin) if self._accounts is not None else None
            if rights is None:
                return Dead(tenant=tenant, kind=kind, id=row["id"], reason="plugin_off")
            granted = rights.permissions if granted is None else granted & rights.permissions
            event_types = rights.event_types
        limits = KeyLimits(
            rate_per_second=row["rate_per_second"], burst=row["burst"], monthly_quota=row["monthly_quota"]
        )
        return KeyHolder(tenant, row["id"], Role(row["role"]), limits, granted, plugin, event_types, shown)

    async def get(self, tenant: TenantId) -> Tenant | None:
        async with self._pools.within(tenant) as connection:
            row = await connection.fetchrow("select * from core.tenants where tenant_id = $1", tenant)
        if row is None:
            return None
        return Tenant(
            id=TenantId(row["tenant_id"]),
            slug=row["slug"],
            name=row["name"],
            kind=TenantKind(row["kind"]),
            tier=ComplianceTier(row["tier"]),
        )

    async def all_ids(self) -> list[TenantId]:
        async with self._pools.without_tenant() as connection:
            return [TenantId(row["tenant_id"]) for row in await connection.fetch("select * from core.active_tenants()")]


async def _add_key(connection: Connection, tenant: TenantId, name: str, role: Role) -> str:
    key = new_secret(KEY_PREFIX)
    await connection.execute(
        "insert into core.api_keys (tenant_id, id, name, key_hash, role) values ($1, $2, $3, $4, $5)",
        tenant,
        new_id(),
        name,
        secret_hash(key),
        role,
    )
    return key
