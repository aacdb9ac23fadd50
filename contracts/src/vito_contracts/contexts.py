"""Module contexts: what a binding tells a twin about the module it works in (the specification's `ModuleContext`)."""

from enum import StrEnum
from typing import Annotated, Literal

import msgspec

from vito_contracts.modules import Module
from vito_contracts.money import Money

Strings = tuple[str, ...]


class MarketingRole(StrEnum):
    BRAND_AMBASSADOR = "BRAND_AMBASSADOR"
    CONTENT_CREATOR = "CONTENT_CREATOR"
    INFLUENCER = "INFLUENCER"


class SalesRole(StrEnum):
    SALES_REP = "SALES_REP"
    ACCOUNT_MANAGER = "ACCOUNT_MANAGER"
    BDR = "BDR"


class SupportRole(StrEnum):
    SUPPORT_AGENT = "SUPPORT_AGENT"
    TECHNICAL_SPECIALIST = "TECHNICAL_SPECIALIST"


class ClinicRole(StrEnum):
    DOCTOR = "DOCTOR"
    NURSE = "NURSE"
    RECEPTIONIST = "RECEPTIONIST"


class Platform(StrEnum):
    TWITTER = "TWITTER"
    LINKEDIN = "LINKEDIN"
    INSTAGRAM = "INSTAGRAM"
    TIKTOK = "TIKTOK"


class ContentType(StrEnum):
    POSTS = "POSTS"
    VIDEOS = "VIDEOS"
    STORIES = "STORIES"
    REELS = "REELS"


class Availability(StrEnum):
    ALWAYS = "24/7"
    BUSINESS_HOURS = "BUSINESS_HOURS"


class Escalation(StrEnum):
    """When a kind of enquiry goes to a human."""

    IMMEDIATELY = "immediately"
    AFTER_FAILED_ATTEMPTS = "after_failed_attempts"
    NEVER = "never"


class ModuleContext(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every context has. The binding names the module; `context_type` gives the struct that belongs to it."""

    outputs: dict[Literal["leads", "interactions", "content", "support"], Module] = {}
    """Where this binding's outputs go; absent = the module the specification names for that output."""


class MarketingContext(ModuleContext, frozen=True, kw_only=True):
    role: MarketingRole = MarketingRole.BRAND_AMBASSADOR
    platforms: tuple[Platform, ...] = tuple(Platform)
    content_types: tuple[ContentType, ...] = (ContentType.POSTS,)
    posting_schedule: dict[Platform, Annotated[int, msgspec.Meta(ge=0, le=200)]] = {}
    """Posts a week for each platform."""
    brand_guidelines: Strings = ()


class Product(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a catalogue. `price` is for one `unit` (e.g. "seat")."""

    sku: str
    name: str
    price: Money
    unit: str = "unit"
    aliases: Strings = ()
    """Other words customers use for the product or its unit."""
    description: str = ""

    def __post_init__(self) -> None:
        if self.price.minor_units < 0:
            raise ValueError(f"product {self.sku!r} has a negative price")


class ProductCatalog(msgspec.Struct, frozen=True, kw_only=True):
    products: tuple[Product, ...] = ()


class Playbook(msgspec.Struct, frozen=True, kw_only=True):
    """`messages`: step ("outreach", "follow_up", "book", "close", …) → text with {author}, {product}, {twin}."""

    name: str
    messages: dict[str, str] = {}


class SalesContext(ModuleContext, frozen=True, kw_only=True):
    role: SalesRole = SalesRole.BDR
    lead_qualification: bool = True
    product_knowledge: ProductCatalog = ProductCatalog()
    sales_playbooks: tuple[Playbook, ...] = ()


class EscalationRules(msgspec.Struct, frozen=True, kw_only=True):
    """Defaults are the specification's: billing at once, technical after 3 failed attempts, general handled alone."""

    technical: Escalation = Escalation.AFTER_FAILED_ATTEMPTS
    billing: Escalation = Escalation.IMMEDIATELY
    general: Escalation = Escalation.NEVER
    failed_attempts: Annotated[int, msgspec.Meta(ge=1, le=20)] = 3
    escalate_to: str = "support-team"


class SupportContext(ModuleContext, frozen=True, kw_only=True):
    role: SupportRole = SupportRole.SUPPORT_AGENT
    knowledge_base: Strings = ()
    """Names of the corpora to answer from; empty = all of the binding's."""
    escalation_rules: EscalationRules = EscalationRules()
    availability: Availability = Availability.ALWAYS


class ComplianceRules(msgspec.Struct, frozen=True, kw_only=True):
    hipaa: bool = True
    prescription_limits: str = "No controlled substances"
    escalation: str = "Escalate emergencies immediately"


class ClinicContext(ModuleContext, frozen=True, kw_only=True):
    role: ClinicRole
    specialization: str
    medical_knowledge: Strings = ()
    compliance_rules: ComplianceRules = ComplianceRules()


class ElearningContext(ModuleContext, frozen=True, kw_only=True):
    """The specification names the module and its Teacher Twin without fields; these are the least a course needs."""

    role: Literal["TEACHER"] = "TEACHER"
    subject: str
    course_materials: Strings = ()


class GeneralContext(ModuleContext, frozen=True, kw_only=True):
    """For the modules the specification lists without a context of their own."""

    instructions: Strings = ()


_OWN_CONTEXT: dict[Module, type[ModuleContext]] = {
    Module.MARKETING: MarketingContext,
    Module.SALES_CRM: SalesContext,
    Module.CUSTOMER_SUPPORT: SupportContext,
    Module.CLINICS: ClinicContext,
    Module.ELEARNING: ElearningContext,
}


def context_type(module: Module) -> type[ModuleContext]:
    """The context struct of a module; `GeneralContext` where the specification defines none."""
    return _OWN_CONTEXT.get(module, GeneralContext)
