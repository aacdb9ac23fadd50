"""The four inputs of a twin (specification, `integrations.inputs`): what a host can tell about its module."""

from enum import StrEnum

import msgspec

from vito_contracts.contexts import ProductCatalog
from vito_contracts.ids import ContactId
from vito_contracts.money import Money


class InputKind(StrEnum):
    CUSTOMER = "customerData"
    PRODUCT = "productData"
    CAMPAIGN = "campaignData"
    ANALYTICS = "analyticsData"


class InputQuery(msgspec.Struct, frozen=True, kw_only=True):
    contact: ContactId | None = None
    text: str = ""
    limit: int = 20


class CustomerData(msgspec.Struct, frozen=True, kw_only=True):
    """From the CRM: what is known of one contact."""

    contact: ContactId
    customer_id: str | None = None
    stage: str = ""
    deal_value: Money | None = None


class ProductData(msgspec.Struct, frozen=True, kw_only=True):
    catalog: ProductCatalog = ProductCatalog()


class CampaignData(msgspec.Struct, frozen=True, kw_only=True):
    """From Marketing: the posts of a campaign and how many comments they drew."""

    posts: tuple[str, ...] = ()
    comments: int = 0
    replies: int = 0


class AnalyticsData(msgspec.Struct, frozen=True, kw_only=True):
    """From Analytics: the funnel, and money in one currency. `roi` is None where the cost is 0."""

    funnel: dict[str, int] = {}
    revenue: Money | None = None
    cost: Money | None = None
    roi: float | None = None


ModuleInput = CustomerData | ProductData | CampaignData | AnalyticsData
