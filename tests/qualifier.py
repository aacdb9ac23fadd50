"""A plugin `shop` whose capabilities break, wait or hang as a test wants."""

import asyncio

from vito_contracts.capabilities import EnquiryResolver, LeadQualifier, Verdict
from vito_contracts.hooks import CapabilityOffer
from vito_contracts.outputs import LeadAssessment
from vito_core.plugins.policy import QuarantinePolicy
from vito_core.testing import add_plugin

PATIENT = QuarantinePolicy(failures=3, pause_seconds=600.0, tenants=2)


class Qualifier:
    def __init__(self) -> None:
        self.fault: BaseException | None = None
        self.calls = 0
        self.waits_for: asyncio.Future[None] | None = None

    async def assess(self, scope, interaction):
        self.calls += 1
        if self.waits_for is not None:
            await asyncio.shield(self.waits_for)
        if self.fault is not None:
            raise self.fault
        return LeadAssessment(is_lead=False, score=0, reasons=())

    async def resolve(self, scope, enquiry):
        await asyncio.sleep(60)

    async def check(self, scope, checked):
        return Verdict(allowed=True)


def engine_with(engine, qualifier: Qualifier):
    add_plugin(engine, "shop", CapabilityOffer(LeadQualifier, qualifier), CapabilityOffer(EnquiryResolver, qualifier))
    return engine


async def ask(engine, scope):
    """As a caller of the engine does; what the plugin raises comes out."""
    return await (await engine.capabilities.of(scope, LeadQualifier)).assess(scope, None)
