"""Tenants and their API keys."""

import hashlib
import secrets
import time
from typing import Any

import asyncpg
import msgspec

from vito_contracts.errors import Conflict
from vito_contracts.ids import RequestId, TenantId, new_id
from vito_contracts.manifest import ComplianceTier
from vito_contracts.scope import Actor, ActorKind, TenantScope
from vito_contracts.tenancy import Role, Tenant, TenantKind
from vito_core.db.pool import Pools
from vito_core.identity.limits import KeyLimits
from vito_core.identity.permissions import PERMISSIONS

KEY_PREFIX = "vito_"
KEY_SECONDS = 1.0
MOST_KEYS = 10_000
"""Keys remembered by a process; unknown ones never are, so that guessing fills nothing."""


class KeyHolder(msgspec.Struct, frozen=True):
    """What an API key turned out to be."""

    tenant: TenantId
    key: Any
    role: Role
    limits: KeyLimits = KeyLimits()

    @property
    def permissions(self) -> frozenset[str]:
        return PERMISSIONS[self.role]

    def scope(self, request: RequestId) -> TenantScope:
        return TenantScope(tenant=self.tenant, actor=Actor(ActorKind.API_KEY, self.key), request=request)


class NewTenant(msgspec.Struct, frozen=True, kw_only=True):
    tenant: Tenant
    key: str
    """The tenant's first API key; shown once, stored as a hash."""


def hash_key(key: str) -> bytes:
    # The key carries 256 random bits, so a plain digest is enough: there is no dictionary to try.
    return hashlib.sha256(key.encode()).digest()


class Tenancy:
    """`key_seconds`: how long a process believes what it found out about a key: a revoked one is refused after it."""

    def __init__(self, pools: Pools, key_seconds: float = KEY_SECONDS) -> None:
        self._pools = pools
        self._key_seconds = key_seconds
        self._holders: dict[bytes, tuple[float, KeyHolder]] = {}

    async def create(
        self, *, slug: str, name: str, kind: TenantKind, tier: ComplianceTier, role: Role = Role.TENANT_ADMIN
    ) -> NewTenant:
        """Raises `Conflict` when the slug is taken."""
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
        except asyncpg.UniqueViolationError as error:
            raise Conflict(f"a tenant with the slug {slug!r} exists; choose another slug") from error
        return NewTenant(tenant=tenant, key=key)

    async def add_key(self, tenant: TenantId, name: str, role: Role) -> str:
        async with self._pools.within(tenant) as connection:
            return await _add_key(connection, tenant, name, role)

    async def holder(self, key: str) -> KeyHolder | None:
        """Whose key it is; None for an unknown or revoked one."""
        if not key.startswith(KEY_PREFIX):
            return None
        hashed, now = hash_key(key), time.monotonic()
        found_at, known = self._holders.get(hashed, (0.0, None))
        if known is not None and now - found_at < self._key_seconds:
            return known
        async with self._pools.without_tenant() as connection:
            row = await connection.fetchrow("select tenant_id, id, role from core.resolve_key($1)", hashed)
        if row is None:
            self._holders.pop(hashed, None)
            return None
        if len(self._holders) >= MOST_KEYS:
            self._holders.clear()
        holder = KeyHolder(TenantId(row["tenant_id"]), row["id"], Role(row["role"]))
        self._holders[hashed] = (now, holder)
        return holder

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


async def _add_key(connection: Any, tenant: TenantId, name: str, role: Role) -> str:
    key = KEY_PREFIX + secrets.token_urlsafe(32)
    await connection.execute(
        "insert into core.api_keys (tenant_id, id, name, key_hash, role) values ($1, $2, $3, $4, $5)",
        tenant,
        new_id(),
        name,
        hash_key(key),
        role,
    )
    return key
