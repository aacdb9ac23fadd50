"""The one table of ViTo modules and of capabilities (architecture, section 3)."""

from enum import StrEnum
from typing import NamedTuple


class Module(StrEnum):
    """A ViTo module a twin can be added to."""

    MARKETING = "MARKETING"
    SALES_CRM = "SALES_CRM"
    CUSTOMER_SUPPORT = "CUSTOMER_SUPPORT"
    CLINICS = "CLINICS"
    ELEARNING = "ELEARNING"
    ANALYTICS = "ANALYTICS"
    ACCOUNTING = "ACCOUNTING"
    FINANCE = "FINANCE"
    HR = "HR"
    INVENTORY = "INVENTORY"


class ModuleRow(NamedTuple):
    """`context`: name of the struct in `vito_contracts.contexts`; `host`: distribution that implements the module."""

    context: str
    host: str
    spec_compatible: bool
    """Whether the specification's `compatibleModules` names it (eight of ten)."""


MODULES: dict[Module, ModuleRow] = {
    Module.MARKETING: ModuleRow("MarketingContext", "vito-host-marketing", True),
    Module.SALES_CRM: ModuleRow("SalesContext", "vito-host-sales", True),
    Module.CUSTOMER_SUPPORT: ModuleRow("SupportContext", "vito-host-support", True),
    Module.CLINICS: ModuleRow("ClinicContext", "vito-host-clinic", True),
    Module.ELEARNING: ModuleRow("ElearningContext", "vito-host-elearning", True),
    Module.ANALYTICS: ModuleRow("GeneralContext", "vito-host-analytics", True),
    Module.ACCOUNTING: ModuleRow("GeneralContext", "vito-host-accounting", True),
    Module.FINANCE: ModuleRow("GeneralContext", "vito-host-finance", False),
    Module.HR: ModuleRow("GeneralContext", "vito-host-hr", True),
    Module.INVENTORY: ModuleRow("GeneralContext", "vito-host-inventory", False),
}

SPEC_MODULE_NAMES: dict[str, Module] = {
    "SALES": Module.SALES_CRM,
    "SUPPORT": Module.CUSTOMER_SUPPORT,
    "CLINIC": Module.CLINICS,
}
"""The specification's `ModuleContext.module` spells three modules in another way than `compatibleModules`."""


class Cardinality(StrEnum):
    """How many providers of a capability may answer within one scope."""

    ONE = "one"
    """If two plugins offer it, the first active one in the order of `plugins.toml` answers."""
    ORDERED = "ordered"
    """All of them, one after the other, in the order of `plugins.toml`."""
    KEYED = "keyed"
    """One for each key (hosts: by module)."""


class CapabilityRow(NamedTuple):
    """`protocol`: name of the protocol in `vito_contracts.capabilities`; `flag`: the specification's flag."""

    protocol: str
    cardinality: Cardinality
    flag: str | None


CAPABILITIES: dict[str, CapabilityRow] = {
    "knowledge-search": CapabilityRow("KnowledgeBase", Cardinality.ONE, None),
    "conversation": CapabilityRow("Conversational", Cardinality.ONE, "conversationalAI"),
    "guardrail": CapabilityRow("Guardrail", Cardinality.ORDERED, None),
    "lead-qualification": CapabilityRow("LeadQualifier", Cardinality.ONE, "leadGeneration"),
    "enquiry-resolution": CapabilityRow("EnquiryResolver", Cardinality.ONE, "customerSupport"),
    "host": CapabilityRow("Host", Cardinality.KEYED, "socialMediaIntegration"),
}
"""Capabilities that a plugin offers today. `contentGeneration`, `voiceGeneration` and `videoGeneration` get their
row with the first plugin that implements them. `socialMediaIntegration` belongs to the marketing host."""
