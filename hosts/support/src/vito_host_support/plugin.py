"""The support host: what it registers."""

from collections.abc import Iterable
from typing import Any

import msgspec

from vito_contracts.capabilities import Host
from vito_contracts.hooks import CapabilityOffer, DataSubjects, Routes, Tables, hookimpl
from vito_contracts.ids import ContactId
from vito_contracts.scope import TenantScope
from vito_contracts.services import Services
from vito_host_support.host import Helpdesk
from vito_host_support.settings import Settings
from vito_host_support.store import TicketStore
from vito_host_support.tables import SCHEMA, metadata


class SupportHost:
    """A helpdesk of the engine's own; an outside one would take its place as another host."""

    def __init__(self, services: Services, settings: Settings) -> None:
        self._services = services
        self._store = TicketStore()

    @hookimpl
    def capabilities(self) -> Iterable[CapabilityOffer]:
        helpdesk = Helpdesk(self._services, self._store)
        yield CapabilityOffer(Host, helpdesk, key=helpdesk.module.value)

    @hookimpl
    def routes(self) -> Iterable[Routes]:
        from vito_host_support.routes import handlers

        yield Routes(handlers(self._services, self._store))

    @hookimpl
    def tables(self) -> Iterable[Tables]:
        yield Tables(SCHEMA, metadata)

    @hookimpl
    def data_subjects(self) -> Iterable[DataSubjects]:
        yield DataSubjects(self._export, self._erase)

    async def _export(self, scope: TenantScope, contact: ContactId) -> dict[str, Any]:
        async with self._services.db.transaction(scope) as tx:
            found = await self._store.of_contact(tx, contact)
        # Where a ticket was escalated to is the tenant's own address: it says nothing of the contact.
        tickets = msgspec.to_builtins(found)
        return {"tickets": [{name: value for name, value in t.items() if name != "escalated_to"} for t in tickets]}

    async def _erase(self, scope: TenantScope, contact: ContactId) -> int:
        async with self._services.db.transaction(scope) as tx:
            return await self._store.erase(tx, contact)
