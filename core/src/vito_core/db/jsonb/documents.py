"""Which struct each schema is made from, and the documents that only the database holds so far."""

import datetime as dt
from typing import Annotated, Any

import msgspec

from vito_contracts.contexts import context_type
from vito_contracts.conversation import ConversationContext
from vito_contracts.modules import Module
from vito_contracts.twin import TwinConfig

Domain = Annotated[str, msgspec.Meta(min_length=1, max_length=253)]
Moment = Annotated[dt.datetime, msgspec.Meta(tz=True)]
Strings = tuple[str, ...]


class CampaignDuration(msgspec.Struct, frozen=True, kw_only=True):
    start: Moment
    end: Moment


class DeploymentConfig(msgspec.Struct, frozen=True, kw_only=True):
    """The specification's `DeploymentConfig`. Open: a kind of deployment may keep settings of its own beside these."""

    portal_url: str | None = None
    custom_domain: Domain | None = None
    embed_code: str | None = None
    allowed_domains: tuple[Domain, ...] = ()
    brand_id: str | None = None
    campaign_id: str | None = None
    campaign_duration: CampaignDuration | None = None
    exclusivity: bool = False
    theme: dict[str, Any] = {}
    branding: dict[str, Any] = {}


CampaignGuidelines = Strings | dict[str, Strings]
"""Sentences, as in the specification's examples, or sentences by heading ("mention", "avoid", …)."""

DOCUMENTS: dict[str, Any] = {
    "campaign_guidelines": CampaignGuidelines,
    "conversation_context": ConversationContext,
    "deployment_config": DeploymentConfig,
    "twin_config": TwinConfig,
} | {f"context_{module.lower()}": context_type(module) for module in Module}
"""Schema name → type."""
