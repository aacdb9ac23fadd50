"""The support module as a host: takes tickets, each once."""

from vito_contracts.contexts import ModuleContext, SupportContext
from vito_contracts.errors import Conflict, InvalidInput
from vito_contracts.inputs import InputKind, InputQuery, ModuleInput
from vito_contracts.modules import Module
from vito_contracts.outputs import Output, Receipt, SupportTicket
from vito_contracts.scope import BindingScope
from vito_contracts.services import Services
from vito_host_support.store import TicketStore


class Helpdesk:
    """The capability "host" for CUSTOMER_SUPPORT."""

    module: Module = Module.CUSTOMER_SUPPORT
    context: type[ModuleContext] = SupportContext

    def __init__(self, services: Services, store: TicketStore) -> None:
        self._services = services
        self._store = store

    async def provide(self, scope: BindingScope, kind: InputKind, query: InputQuery) -> ModuleInput | None:
        """Nothing: of the four kinds of input none is a helpdesk's (who a customer is, the CRM knows)."""
        return None

    async def accept(self, scope: BindingScope, output: Output) -> Receipt:
        """Files a ticket. Raises `InvalidInput` for another output, `Conflict` for an id with other content.

        A ticket whose texts were erased meanwhile counts as repeated: there is nothing left to compare.
        """
        if not isinstance(output, SupportTicket):
            raise InvalidInput(f"module {self.module} takes support tickets, not {type(output).__name__}")
        async with self._services.db.transaction(scope) as tx:
            filed = None if await self._store.file(tx, output) else await self._store.get(tx, output.id)
        if filed is not None and not filed.erased and filed.ticket != output:
            raise Conflict(f"ticket {output.id} is filed already, with other content")
        return Receipt(id=output.id, plugin=self._services.plugin, repeated=filed is not None)
