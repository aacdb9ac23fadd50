"""The sales module as a host: takes leads, tells what it knows of customers and products."""

from vito_contracts.contexts import ModuleContext, ProductCatalog, SalesContext
from vito_contracts.errors import InvalidInput
from vito_contracts.inputs import CustomerData, InputKind, InputQuery, ModuleInput, ProductData
from vito_contracts.modules import Module
from vito_contracts.outputs import Lead, Output, Receipt
from vito_contracts.scope import BindingScope
from vito_contracts.services import Services
from vito_host_sales.records import LeadRecord
from vito_host_sales.store import Store
from vito_host_sales.text import fold


class SalesHost:
    """Capability "host" of SALES_CRM."""

    module: Module = Module.SALES_CRM
    context: type[ModuleContext] = SalesContext

    def __init__(self, services: Services, store: Store) -> None:
        self._services = services
        self._store = store

    async def provide(self, scope: BindingScope, kind: InputKind, query: InputQuery) -> ModuleInput | None:
        """CUSTOMER: what is known of `query.contact`. PRODUCT: the catalogue, best fit for `query.text` first."""
        if kind is InputKind.CUSTOMER and query.contact is not None:
            lead = await self._store.lead(scope, query.contact)
            return customer_data(lead) if lead else None
        if kind is InputKind.PRODUCT:
            return ProductData(catalog=matching(await self._catalog(scope), query))
        return None

    async def accept(self, scope: BindingScope, output: Output) -> Receipt:
        """Takes a lead. Idempotent by `output.id`; a contact that is a lead already stays the one it is."""
        if not isinstance(output, Lead):
            raise InvalidInput(f"sales takes leads, not {type(output).__name__}; send it to its own module")
        plugin = self._services.plugin
        if await self._store.has_lead(scope, output.id):
            return Receipt(id=output.id, plugin=plugin, repeated=True, details={"lead": str(output.id)})
        held = await self._store.add_lead(scope, output, self._services.clock.now())
        return Receipt(id=output.id, plugin=plugin, details={"lead": str(held)})

    async def _catalog(self, scope: BindingScope) -> ProductCatalog:
        sales = scope
        if scope.module is not Module.SALES_CRM:
            found = await self._services.bindings.of_module(scope, Module.SALES_CRM)
            if found is None:
                return ProductCatalog()
            sales = found
        context = (await self._services.bindings.get(sales)).context
        return context.product_knowledge if isinstance(context, SalesContext) else ProductCatalog()


def customer_data(lead: LeadRecord) -> CustomerData:
    return CustomerData(
        contact=lead.contact,
        customer_id=str(lead.customer) if lead.customer else None,
        stage=lead.outcome or lead.stage,
        deal_value=lead.deal_value,
    )


def matching(catalog: ProductCatalog, query: InputQuery) -> ProductCatalog:
    """At most `query.limit` products; those that share words with `query.text` first, else the catalogue's order."""
    asked = set(fold(query.text).text.split())
    ranked = sorted(
        catalog.products,
        key=lambda p: -len(asked & set(fold(" ".join((p.name, *p.aliases, p.description))).text.split())),
    )
    return ProductCatalog(products=tuple(ranked[: max(query.limit, 0)]))
