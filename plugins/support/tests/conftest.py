"""A support desk on the real database, with a scripted twin and a host that only listens."""

import datetime as dt
from collections.abc import Awaitable, Callable
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import msgspec
import pytest

from vito_contracts.conversation import Citation
from vito_contracts.ids import ContactId, ConversationId, EnquiryId, new_id
from vito_contracts.modules import Module
from vito_contracts.outputs import Enquiry, Receipt, Resolution, SupportTicket
from vito_contracts.services import Answer
from vito_core.engine import Engine
from vito_core.testing import EngineOf, Furnished, add_contact, furnish, log_of
from vito_plugin_support.resolver import Resolver
from vito_plugin_support.store import Store

START = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
UNKNOWN = "unknown"
"""A question with this word finds no knowledge."""


class ScriptedTwin:
    """`Conversations`, as far as the plugin uses it; answers once for each key."""

    def __init__(self, real: Any) -> None:
        self._real = real
        self.asked: dict[UUID, str] = {}
        self.calls = 0

    async def answer(self, scope: Any, *, contact: ContactId, text: str, key: UUID, context: Any = None) -> Answer:
        self.calls += 1
        self.asked[key] = text
        if UNKNOWN in text:
            return Answer(text="I do not know that.", citations=(), known=False)
        return Answer(text="Open the settings.", citations=(Citation("faq.md", "Open the settings"),), known=True)

    async def contact(self, scope: Any, contact: ContactId) -> Any:
        return await self._real.contact(scope, contact)


class ListeningHost:
    """`Outputs`: keeps what was sent; can be out of order."""

    def __init__(self) -> None:
        self.sent: list[SupportTicket] = []
        self.broken = False

    async def send(self, scope: Any, output: SupportTicket) -> Receipt:
        if self.broken:
            raise ConnectionError("helpdesk down")
        self.sent.append(output)
        return Receipt(id=output.id, plugin="support-host")


class Desk(msgspec.Struct, kw_only=True):
    """A resolver at work for one tenant and one contact; time passes a minute for each enquiry."""

    engine: Engine
    resolver: Resolver
    services: Any
    tenant: Furnished
    contact: ContactId
    twin: ScriptedTwin
    host: ListeningHost
    plugin: Any
    now: dt.datetime = START

    @property
    def scope(self) -> Any:
        return self.tenant.bindings[Module.CUSTOMER_SUPPORT]

    def enquiry(self, text: str, *, language: str = "", contact: ContactId | None = None) -> Enquiry:
        self.now += dt.timedelta(minutes=1)
        return Enquiry(
            id=EnquiryId(new_id()),
            contact=contact or self.contact,
            conversation=ConversationId(new_id()),
            text=text,
            at=self.now,
            language=language,
        )

    async def ask(self, text: str, **more: Any) -> Resolution:
        return await self.resolver.resolve(self.scope, self.enquiry(text, **more))

    @property
    def ticket(self) -> SupportTicket:
        return self.host.sent[-1]

    async def events(self) -> list[Any]:
        types = ("ticket.opened", "ticket.resolved", "ticket.escalated", "usage.metered")
        found = await log_of(self.services, self.tenant.scope, types=types, subject=self.contact)
        return [event for event in found if event.plugin == "support"]


DeskOf = Callable[..., Awaitable[Desk]]


@pytest.fixture
async def desk_of(engine_of: EngineOf) -> DeskOf:
    """Makes desks; called with `rules={...}` and `settings={...}`, for another tenant with the engine of a first."""

    async def make(
        rules: dict[str, Any] | None = None,
        settings: dict[str, Any] | None = None,
        slug: str = "acme",
        engine: Engine | None = None,
    ) -> Desk:
        engine = engine or await engine_of("support", settings={"support": settings or {}})
        context = {"escalation_rules": rules} if rules else {}
        tenant = await furnish(engine, slug, contexts={Module.CUSTOMER_SUPPORT: context, Module.MARKETING: {}})
        plugin = engine.registry.plugins["support"].plugin
        real = plugin._services
        twin, host = ScriptedTwin(real.conversations), ListeningHost()
        parts = {name: getattr(real, name) for name in ("db", "bindings", "settings", "events", "log")}
        services: Any = SimpleNamespace(**parts, conversations=twin, outputs=host)
        return Desk(
            engine=engine,
            resolver=Resolver(services, Store()),
            services=services,
            tenant=tenant,
            contact=await add_contact(engine, tenant.scope, "ana", "es"),
            twin=twin,
            host=host,
            plugin=plugin,
        )

    return make


@pytest.fixture
async def desk(desk_of: DeskOf) -> Desk:
    return await desk_of()
