"""All classification rules, in English and Spanish, by category."""

from vito_contracts.outputs import EnquiryCategory
from vito_plugin_support.rule import Rule, rule
from vito_plugin_support.rules_billing import BILLING
from vito_plugin_support.rules_technical import TECHNICAL

# What is neither is general without any rule; a price asked before buying only looks like billing.
_GENERAL = (
    rule(
        "price-asked",
        3,
        r"how much (?:is|are|does|do|would|will|for)|price list|pricing",
        r"cuanto (?:cuesta|cuestan|vale|valen|es|sale)|que precio|lista de precios|cuales son los precios",
    ),
)

RULES: dict[EnquiryCategory, tuple[Rule, ...]] = {
    EnquiryCategory.BILLING: BILLING,
    EnquiryCategory.TECHNICAL: TECHNICAL,
    EnquiryCategory.GENERAL: _GENERAL,
}
