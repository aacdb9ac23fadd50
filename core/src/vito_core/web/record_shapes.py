"""Bodies of requests about records. In a PATCH, a field that is left out stays as it is."""

from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

import msgspec
from msgspec import UNSET, UnsetType

from vito_contracts.conversation import DeploymentType
from vito_contracts.manifest import ComplianceTier
from vito_contracts.modules import Module
from vito_contracts.tenancy import Slug, TenantKind
from vito_contracts.twin import TwinConfig, TwinPart
from vito_core.records.contracts import ContractStatus
from vito_core.records.talents import TalentStatus, TalentType
from vito_core.web.shapes import Body, Moment, Name

Guardrails = Annotated[tuple[Name, ...], msgspec.Meta(max_length=50)]


def given(body: Body) -> dict[str, Any]:
    """The fields that a PATCH names."""
    return {name: value for name, value in msgspec.structs.asdict(body).items() if value is not UNSET}


class TenantCreate(Body, frozen=True, kw_only=True):
    slug: Slug
    name: Name
    kind: TenantKind = TenantKind.BRAND
    tier: ComplianceTier = ComplianceTier.FREE


class TenantRename(Body, frozen=True, kw_only=True):
    name: Name | UnsetType = UNSET


class TenantChange(Body, frozen=True, kw_only=True):
    name: Name | UnsetType = UNSET
    tier: ComplianceTier | UnsetType = UNSET


class TalentCreate(Body, frozen=True, kw_only=True):
    name: Name
    type: TalentType
    contract: UUID | None = None


class TalentChange(Body, frozen=True, kw_only=True):
    name: Name | UnsetType = UNSET
    type: TalentType | UnsetType = UNSET
    contract: UUID | UnsetType | None = UNSET


class TalentTerms(Body, frozen=True, kw_only=True):
    """What the platform decides. `revenue_share_percentage`: 0 to 100, at most two decimals."""

    status: TalentStatus | UnsetType = UNSET
    revenue_share_percentage: Decimal | UnsetType = UNSET


class ContractCreate(Body, frozen=True, kw_only=True):
    number: Name
    signed_at: Moment | None = None
    starts_at: Moment | None = None
    ends_at: Moment | None = None


class ContractChange(Body, frozen=True, kw_only=True):
    number: Name | UnsetType = UNSET
    status: ContractStatus | UnsetType = UNSET
    signed_at: Moment | UnsetType | None = UNSET
    starts_at: Moment | UnsetType | None = UNSET
    ends_at: Moment | UnsetType | None = UNSET


class BrandCreate(Body, frozen=True, kw_only=True):
    name: Name


class BrandChange(Body, frozen=True, kw_only=True):
    name: Name | UnsetType = UNSET


class TwinCreate(Body, frozen=True, kw_only=True):
    name: Name
    config: TwinConfig


class TwinChange(Body, frozen=True, kw_only=True):
    name: Name | UnsetType = UNSET


class VersionCreate(Body, frozen=True, kw_only=True):
    config: TwinConfig


class GrantCreate(Body, frozen=True, kw_only=True):
    twin: UUID
    grantee: UUID
    parts: tuple[TwinPart, ...] = (TwinPart.PERSONA, TwinPart.KNOWLEDGE)
    uses: tuple[Module, ...]
    ends_at: Moment | None = None


class GrantChange(Body, frozen=True, kw_only=True):
    """`ends_at` null: until it is revoked."""

    ends_at: Moment | UnsetType | None = UNSET


class BindingCreate(Body, frozen=True, kw_only=True):
    """`twin_owner` absent: your own twin."""

    name: Name
    module: Module
    context: dict[str, Any] = msgspec.field(default_factory=dict)
    twin: UUID
    twin_owner: UUID | None = None
    required_guardrails: Guardrails = ()


class BindingChange(Body, frozen=True, kw_only=True):
    name: Name | UnsetType = UNSET
    required_guardrails: Guardrails | UnsetType = UNSET
    active: bool | UnsetType = UNSET


class ContextChange(Body, frozen=True, kw_only=True):
    context: dict[str, Any]


class DeploymentCreate(Body, frozen=True, kw_only=True):
    """`config`: what the type takes. `starts_at` absent: at once; `ends_at` absent: until somebody ends it."""

    type: DeploymentType
    binding: UUID
    config: dict[str, Any] = msgspec.field(default_factory=dict)
    starts_at: Moment | None = None
    ends_at: Moment | None = None


class DeploymentChange(Body, frozen=True, kw_only=True):
    """`config`: the whole of it. `starts_at`: while it has not begun; null: now. `ends_at` null: no end."""

    config: dict[str, Any] | UnsetType = UNSET
    starts_at: Moment | UnsetType | None = UNSET
    ends_at: Moment | UnsetType | None = UNSET
