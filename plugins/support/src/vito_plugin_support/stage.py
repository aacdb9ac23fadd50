"""The journey's stage *serve*: waits for a customer's enquiries and has each of them resolved."""

from vito_contracts.errors import NotFound
from vito_contracts.ids import EnquiryId
from vito_contracts.journey import JourneyStage, Signal, StageActivity, StageCall, StageResult
from vito_contracts.modules import Module
from vito_contracts.outputs import TicketStatus
from vito_contracts.scope import BindingScope
from vito_contracts.services import Services
from vito_plugin_support.resolver import Resolver
from vito_plugin_support.settings import Settings

NAME = "serve"
ANSWERED = "enquiry_answered"
ESCALATED = "enquiry_escalated"

SERVE = JourneyStage(name=NAME, order=400, module=Module.CUSTOMER_SUPPORT, activity=NAME)


class Serve:
    """Each enquiry begins the waiting time anew; silence ends the stage.

    A stop is not awaited: the engine ends the journey by itself then, and a customer stays a customer.
    """

    def __init__(self, services: Services, resolver: Resolver) -> None:
        self._services = services
        self._resolver = resolver

    def activity(self) -> StageActivity:
        return StageActivity(name=NAME, run=self.run)

    async def run(self, scope: BindingScope, call: StageCall) -> StageResult:
        """Idempotent, because resolving is: a repeated call finds the enquiry resolved."""
        signal = call.received.signal if call.received else None
        if signal in (Signal.TIMED_OUT, Signal.STOPPED):
            return StageResult()
        milestones = await self._milestones(scope, call) if signal is Signal.ENQUIRED else ()
        settings = await self._services.settings.of(scope, Settings)
        return StageResult(waits_for=(Signal.ENQUIRED,), wait_days=settings.support_window_days, milestones=milestones)

    async def _milestones(self, scope: BindingScope, call: StageCall) -> tuple[str, ...]:
        reference = call.received.reference if call.received else None
        if reference is None:
            self._services.log.warning("support.enquiry_without_reference", step=call.step)
            return ()
        try:
            enquiry = await self._services.conversations.enquiry(scope, EnquiryId(reference))
        except NotFound:
            # Erased between the signal and now: nobody is waiting for an answer any more.
            self._services.log.warning("support.enquiry_gone", enquiry=str(reference))
            return ()
        resolution = await self._resolver.resolve(scope, enquiry)
        return (ESCALATED if resolution.status is TicketStatus.ESCALATED else ANSWERED,)
