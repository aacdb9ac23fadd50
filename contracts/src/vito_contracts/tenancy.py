"""Tenants and their staff."""

from enum import StrEnum
from typing import Annotated

import msgspec

from vito_contracts.ids import TenantId, UserId
from vito_contracts.manifest import ComplianceTier

Slug = Annotated[
    str,
    msgspec.Meta(
        pattern=r"^[a-z0-9](-?[a-z0-9])*$(?!\n)",
        max_length=60,
        description="Small letters and digits, with single hyphens between them, such as acme-2",
    ),
]
"""A tenant's short name, e.g. "vito-internal"."""


class TenantKind(StrEnum):
    PLATFORM = "platform"
    TALENT = "talent"
    BRAND = "brand"


class Tenant(msgspec.Struct, frozen=True, kw_only=True):
    """Owns rows; the wall is around it."""

    id: TenantId
    slug: Slug
    name: str
    kind: TenantKind
    tier: ComplianceTier = ComplianceTier.FREE


class Role(StrEnum):
    """What an API key or a user may do. Platform roles never read another tenant's rows."""

    PLATFORM_ADMIN = "platform_admin"
    TENANT_ADMIN = "tenant_admin"
    EDITOR = "editor"
    """Works on twins, knowledge, bindings and deployments; decides nothing and hands out no keys."""
    APPROVER = "approver"
    """Reads everything of the tenant, and decides approvals, effects and stops."""
    AUDITOR = "auditor"
    """Reads everything, keys and users too; changes nothing."""
    VIEWER = "viewer"


class User(msgspec.Struct, frozen=True, kw_only=True):
    """Staff of a tenant or of the platform."""

    id: UserId
    tenant: TenantId
    name: str
    role: Role
