"""A sales desk on the real database, and a journey that calls its stages the way the workflow does."""

from collections.abc import Awaitable, Callable
from typing import Any

import msgspec
import pytest

from vito_contracts.ids import ContactId, InteractionId, new_id
from vito_contracts.journey import Outcome, Signal, SignalReceived, StageCall, StageResult
from vito_contracts.modules import Module
from vito_contracts.outputs import BANT, Lead, Reason
from vito_contracts.scope import BindingScope
from vito_core.engine import Engine
from vito_core.testing import EngineOf, Furnished, add_contact, furnish, log_of

PRICE = {"minor_units": 1200, "currency": "USD"}
CATALOG = {"products": [{"sku": "team", "name": "Postiz Team", "unit": "seat", "price": PRICE, "aliases": ["licence"]}]}
STAGES = ("reach_out", "qualify", "book", "win")


class Ended(msgspec.Struct, frozen=True, kw_only=True):
    """How a scripted journey ended: as the workflow would report it."""

    milestones: tuple[str, ...]
    outcome: Outcome | None
    reason: str
    waiting_in: str | None = None


class Desk(msgspec.Struct, kw_only=True):
    """A tenant's sales plugin, one lead of it, and what was written to the lead."""

    engine: Engine
    tenant: Furnished
    plugin: Any
    contact: ContactId
    lead: Lead

    @property
    def scope(self) -> BindingScope:
        return self.tenant.bindings[Module.SALES_CRM]

    @property
    def store(self) -> Any:
        return self.plugin._store

    async def call(self, stage: str, step: int, received: SignalReceived | None = None) -> StageResult:
        run = next(each.run for each in self.plugin.activities() if each.name == stage)
        call = StageCall(contact=self.contact, lead=self.lead.id, step=step, received=received)
        return await run(self.scope, call)

    async def write(self, text: str) -> SignalReceived:
        """The contact replies."""
        await self.engine.intake.reply(
            self.tenant.scope, key=str(new_id()), platform="TWITTER", author="ana", text=text
        )
        return SignalReceived(id=new_id(), signal=Signal.REPLIED)

    async def run(self, *script: str | Signal) -> Ended:
        """Runs the four stages. Texts of the script are replies, signals come as they are. Every call comes twice."""
        coming, milestones, provisional = list(script), [], None
        for stage in STAGES:
            step, received = 0, None
            while True:
                result = await self.call(stage, step, received)
                assert await self.call(stage, step, received) == result
                milestones += result.milestones
                provisional = result.provisional or provisional
                if result.outcome is not None:
                    return Ended(milestones=tuple(milestones), outcome=result.outcome, reason=result.reason)
                if not result.waits_for:
                    break
                assert result.wait_days > 0
                if not coming:
                    return Ended(milestones=tuple(milestones), outcome=None, reason="", waiting_in=stage)
                received, step = await self._signal(coming.pop(0)), step + 1
        assert not coming, f"nobody waited for {coming}"
        return Ended(milestones=tuple(milestones), outcome=provisional, reason="")

    async def _signal(self, each: str | Signal) -> SignalReceived:
        if isinstance(each, Signal):
            return SignalReceived(id=new_id(), signal=each)
        return await self.write(each)

    async def kinds(self) -> list[str]:
        """Kinds of the messages sent, in order."""
        return [sent.kind for sent in await self.store.outbox(self.tenant.scope, None, 50)]

    async def record(self) -> Any:
        return await self.store.lead(self.tenant.scope, self.contact)

    async def events(self) -> list[Any]:
        found = await log_of(self.plugin._services, self.tenant.scope, subject=self.contact)
        return [event for event in found if event.plugin == "sales-host"]


DeskOf = Callable[..., Awaitable[Desk]]


@pytest.fixture
async def desk_of(engine_of: EngineOf) -> DeskOf:
    async def make(
        slug: str = "acme",
        *,
        context: dict[str, Any] | None = None,
        settings: dict[str, Any] | None = None,
        bant: BANT = BANT(),  # noqa: B008 - frozen
        language: str = "en",
        engine: Engine | None = None,
        accept: bool = True,
    ) -> Desk:
        engine = engine or await engine_of("sales-host", settings={"sales-host": settings or {}})
        sales = {"product_knowledge": CATALOG} if context is None else context
        tenant = await furnish(engine, slug, contexts={Module.SALES_CRM: sales, Module.MARKETING: {}})
        contact = await add_contact(engine, tenant.scope, "ana", language)
        plugin = engine.registry.plugins["sales-host"].plugin
        lead = Lead(
            id=new_id(),
            contact=contact,
            binding=tenant.bindings[Module.MARKETING].binding,
            interaction=InteractionId(new_id()),
            score=80,
            reasons=(Reason("asks_for_price", 40, "how much is it?"),),
            bant=bant,
            product="Postiz",
        )
        desk = Desk(engine=engine, tenant=tenant, plugin=plugin, contact=contact, lead=lead)
        if accept:
            host = next(iter(plugin.capabilities())).provider
            await host.accept(desk.scope, lead)
        return desk

    return make


@pytest.fixture
async def desk(desk_of: DeskOf) -> Desk:
    return await desk_of()
