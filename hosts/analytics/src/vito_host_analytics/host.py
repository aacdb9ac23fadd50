"""The analytics module as a host: takes interactions, tells the funnel and the money."""

import msgspec

from vito_contracts.contexts import GeneralContext, ModuleContext
from vito_contracts.conversation import Interaction
from vito_contracts.errors import InvalidInput
from vito_contracts.inputs import AnalyticsData, InputKind, InputQuery, ModuleInput
from vito_contracts.modules import Module
from vito_contracts.money import Money
from vito_contracts.outputs import Output, Receipt
from vito_contracts.scope import BindingScope, TenantScope
from vito_contracts.services import Services
from vito_host_analytics.books import CostLine, Excluded, books
from vito_host_analytics.funnel import STEPS
from vito_host_analytics.records import Totals
from vito_host_analytics.settings import Settings
from vito_host_analytics.store import Store


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """The tenant's figures. `funnel`: step → contacts, and "comments" → comments; `outcomes`: outcome → journeys.

    `excluded`: what could not be added up in the tenant's currency, and why.
    """

    funnel: dict[str, int]
    outcomes: dict[str, int]
    revenue: Money
    cost: Money
    cost_lines: tuple[CostLine, ...]
    roi: float | None
    excluded: tuple[Excluded, ...]


class AnalyticsHost:
    """Capability "host" of ANALYTICS."""

    module: Module = Module.ANALYTICS
    context: type[ModuleContext] = GeneralContext

    def __init__(self, services: Services, store: Store) -> None:
        self._services = services
        self._store = store

    async def provide(self, scope: BindingScope, kind: InputKind, query: InputQuery) -> ModuleInput | None:
        if kind is not InputKind.ANALYTICS:
            return None
        found = await self.summary(scope)
        return AnalyticsData(funnel=found.funnel, revenue=found.revenue, cost=found.cost, roi=found.roi)

    async def accept(self, scope: BindingScope, output: Output) -> Receipt:
        """Notes an interaction's id. The figures come from the event log, so that nothing is counted twice."""
        if not isinstance(output, Interaction):
            raise InvalidInput(f"analytics takes interactions, not {type(output).__name__}")
        new = await self._store.note(scope, output)
        return Receipt(id=output.id, plugin=self._services.plugin, repeated=not new)

    async def summary(self, scope: TenantScope) -> Summary:
        totals = await self._store.totals(scope)
        settings = await self._services.settings.of(scope, Settings)
        found = books(totals.deals, totals.usage, settings.currency, settings.prices)
        return Summary(
            funnel=funnel(totals),
            outcomes=totals.outcomes,
            revenue=found.revenue,
            cost=found.cost,
            cost_lines=found.cost_lines,
            roi=found.roi,
            excluded=found.excluded,
        )


def funnel(totals: Totals) -> dict[str, int]:
    """Steps in the order of the journey, those nobody took included; "comments" after "commented"."""
    counted = {step: totals.steps.get(step, 0) for step in STEPS}
    return {"commented": counted.pop("commented"), "comments": totals.comments} | counted
