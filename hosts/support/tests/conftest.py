"""A helpdesk on the real database."""

import datetime as dt
from typing import Any

import msgspec
import pytest

from vito_contracts.conversation import Citation
from vito_contracts.ids import ContactId, EnquiryId, new_id
from vito_contracts.modules import Module
from vito_contracts.outputs import EnquiryCategory, SupportTicket, TicketStatus
from vito_core.testing import EngineOf, Furnished, furnish
from vito_host_support.plugin import SupportHost

START = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)


class Desk(msgspec.Struct, kw_only=True):
    """The host of one tenant. `other`: another tenant on the same database."""

    plugin: SupportHost
    tenant: Furnished
    other: Furnished

    @property
    def host(self) -> Any:
        (offer,) = self.plugin.capabilities()
        return offer.provider

    @property
    def scope(self) -> Any:
        return self.tenant.bindings[Module.CUSTOMER_SUPPORT]

    def ticket(self, minutes: int = 0, **fields: Any) -> SupportTicket:
        given: dict[str, Any] = {
            "id": new_id(),
            "contact": ContactId(new_id()),
            "binding": self.scope.binding,
            "enquiry": EnquiryId(new_id()),
            "category": EnquiryCategory.TECHNICAL,
            "status": TicketStatus.RESOLVED,
            "question": "Why does it crash?",
            "answer": "Open the settings.",
            "citations": (Citation("faq.md", "Open the settings"),),
            "opened_at": START + dt.timedelta(minutes=minutes),
        }
        return SupportTicket(**(given | fields))

    async def file(self, count: int, **fields: Any) -> list[SupportTicket]:
        tickets = [self.ticket(minutes, **fields) for minutes in range(count)]
        for each in tickets:
            await self.host.accept(self.scope, each)
        return tickets


@pytest.fixture
async def desk(engine_of: EngineOf) -> Desk:
    engine = await engine_of("support-host")
    contexts: dict[Module, dict[str, Any]] = {Module.CUSTOMER_SUPPORT: {}}
    tenant = await furnish(engine, "acme", contexts=contexts)
    other = await furnish(engine, "umbrella", contexts=contexts)
    return Desk(plugin=engine.registry.plugins["support-host"].plugin, tenant=tenant, other=other)
