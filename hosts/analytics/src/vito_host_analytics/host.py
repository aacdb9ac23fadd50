"""The analytics module as a host: takes interactions, tells funnel and money."""

from vito_contracts.contexts import GeneralContext, ModuleContext
from vito_contracts.conversation import Interaction
from vito_contracts.errors import InvalidInput
from vito_contracts.inputs import AnalyticsData, InputKind, InputQuery, ModuleInput
from vito_contracts.modules import Module
from vito_contracts.outputs import Output, Receipt
from vito_contracts.scope import BindingScope, TenantScope
from vito_contracts.services import Services
from vito_host_analytics import store
from vito_host_analytics.settings import Settings
from vito_host_analytics.summary import Summary, summarise


class Analytics:
    """The capability "host" for ANALYTICS."""

    module: Module = Module.ANALYTICS
    context: type[ModuleContext] = GeneralContext

    def __init__(self, services: Services) -> None:
        self._services = services

    async def summary(self, scope: TenantScope) -> Summary:
        settings = await self._services.settings.of(scope, Settings)
        async with self._services.db.transaction(scope) as tx:
            found = await store.counts(tx)
        return summarise(found, settings)

    async def provide(self, scope: BindingScope, kind: InputKind, query: InputQuery) -> ModuleInput | None:
        """`analyticsData`; nothing for the other kinds."""
        if kind is not InputKind.ANALYTICS:
            return None
        found = await self.summary(scope)
        return AnalyticsData(funnel=found.funnel, revenue=found.revenue, cost=found.cost, roi=found.roi)

    async def accept(self, scope: BindingScope, output: Output) -> Receipt:
        """Counts an interaction; its text is not kept. Raises `InvalidInput` for another output."""
        if not isinstance(output, Interaction):
            raise InvalidInput(f"module {self.module} takes interactions, not {type(output).__name__}")
        async with self._services.db.transaction(scope) as tx:
            new = await store.add_interaction(tx, output.id, output.contact, output.at, known=None)
        return Receipt(id=output.id, plugin=self._services.plugin, repeated=not new)
