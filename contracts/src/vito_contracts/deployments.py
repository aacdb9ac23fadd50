"""Deployments: where end users meet a binding. What each type of deployment may be configured with."""

import datetime as dt
from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID

import msgspec

from vito_contracts.conversation import DeploymentType
from vito_contracts.events import Code
from vito_contracts.ids import BindingId, DeploymentId

Domain = Annotated[
    str,
    msgspec.Meta(
        pattern=r"^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$(?!\n)",
        max_length=253,
        description="A host name in small letters, without scheme, port or path, such as chat.lumbra.example",
    ),
]
Origin = Annotated[
    str,
    msgspec.Meta(
        pattern=r"^https://([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}(:[1-9][0-9]{0,4})?$(?!\n)",
        max_length=270,
        description="As a browser sends it, without a path and with a port unless it is 443: https://www.lumbra.example",
    ),
]
WebAddress = Annotated[
    str,
    msgspec.Meta(
        pattern=r"^https://[^\s]+$(?!\n)", max_length=2000, description="An address that begins with https://"
    ),
]
Origins = Annotated[tuple[Origin, ...], msgspec.Meta(max_length=50)]


class DeploymentStatus(StrEnum):
    """What a deployment is at a moment: dates count, whatever was noted before."""

    SCHEDULED = "SCHEDULED"
    """It has not begun."""
    ACTIVE = "ACTIVE"
    """It serves."""
    SUSPENDED = "SUSPENDED"
    """Somebody paused it; it serves again when it is resumed."""
    INACTIVE = "INACTIVE"
    """It has ended, for good."""


class DeploymentConfig(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every type of deployment may have.

    `allowed_origins`: pages whose scripts may call the API for it (CORS). `theme`, `branding`: for the page that shows
    the twin; the engine does not look inside.
    """

    allowed_origins: Origins = ()
    theme: dict[str, Any] = {}
    branding: dict[str, Any] = {}


class PortalConfig(DeploymentConfig, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """VIBETHINK_PORTAL: a page of the platform's own portal."""

    portal_url: WebAddress | None = None
    custom_domain: Domain | None = None


class WidgetConfig(DeploymentConfig, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """EMBEDDED_WIDGET: a widget on somebody's site, which `allowed_origins` names."""

    allowed_origins: Annotated[tuple[Origin, ...], msgspec.Meta(min_length=1, max_length=50)]


class CampaignConfig(DeploymentConfig, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """BRAND_CAMPAIGN: for one of the tenant's brands; the deployment's dates are the campaign's."""

    brand_id: UUID
    campaign_id: Code | None = None
    exclusivity: bool = False


class WhiteLabelConfig(DeploymentConfig, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """WHITE_LABEL: on a domain of the customer's own."""

    custom_domain: Domain
    brand_id: UUID | None = None


_CONFIGS: dict[DeploymentType, type[DeploymentConfig]] = {
    DeploymentType.VIBETHINK_PORTAL: PortalConfig,
    DeploymentType.EMBEDDED_WIDGET: WidgetConfig,
    DeploymentType.BRAND_CAMPAIGN: CampaignConfig,
    DeploymentType.WHITE_LABEL: WhiteLabelConfig,
}


def config_type(kind: DeploymentType) -> type[DeploymentConfig]:
    """The configuration struct of a type of deployment."""
    return _CONFIGS[kind]


class Deployment(msgspec.Struct, frozen=True, kw_only=True):
    """`serves`: whether end users are served now: it is ACTIVE, and its binding is active. `config` fits
    `config_type(type)`. Without `ends_at` it goes on until somebody ends it."""

    id: DeploymentId
    binding: BindingId
    type: DeploymentType
    status: DeploymentStatus
    serves: bool
    config: dict[str, Any]
    starts_at: dt.datetime | None
    ends_at: dt.datetime | None
