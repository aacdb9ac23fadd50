"""From an interaction to the lead in the CRM, on the real database; the CRM only listens."""

import datetime as dt
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import msgspec
import pytest

from vito_contracts.conversation import Interaction
from vito_contracts.errors import CapabilityUnavailable
from vito_contracts.events import InteractionRecorded, PlatformEvent
from vito_contracts.ids import ContactId, ConversationId, EventId, InteractionId, derived_id, new_id
from vito_contracts.manifest import read_manifest
from vito_contracts.modules import Module
from vito_contracts.outputs import Lead, Receipt
from vito_contracts.scope import Level
from vito_core.engine import Engine
from vito_core.testing import EngineOf, Furnished, add_contact, furnish, log_of
from vito_plugin_lead_gen import plugin as module
from vito_plugin_lead_gen import store
from vito_plugin_lead_gen.plugin import LeadGen
from vito_plugin_lead_gen.settings import Settings

AT = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
TYPES = ("lead.qualified", "lead.rejected", "usage.metered")


class Crm:
    """`Outputs`: keeps what was sent; can be away."""

    def __init__(self) -> None:
        self.sent: list[Lead] = []
        self.away = False

    async def send(self, scope: Any, output: Lead) -> Receipt:
        if self.away:
            raise CapabilityUnavailable("host", "disabled")
        self.sent.append(output)
        return Receipt(id=output.id, plugin="sales-host")


class Street(msgspec.Struct, kw_only=True):
    """A plugin at work for one tenant, and what contacts said."""

    engine: Engine
    plugin: LeadGen
    services: Any
    tenant: Furnished
    contact: ContactId
    crm: Crm
    said: dict[UUID, Interaction]
    warnings: list[str]

    async def says(self, text: str, contact: ContactId | None = None) -> PlatformEvent:
        binding = self.tenant.bindings[Module.MARKETING]
        interaction = Interaction(
            id=InteractionId(new_id()),
            binding=binding.binding,
            contact=contact or self.contact,
            conversation=ConversationId(new_id()),
            platform="TWITTER",
            post_id="p1",
            language="en",
            text=text,
            reply="Thanks!",
            at=AT,
        )
        self.said[interaction.id] = interaction
        payload = InteractionRecorded(
            interaction=interaction.id,
            binding=interaction.binding,
            contact=interaction.contact,
            conversation=interaction.conversation,
            platform="TWITTER",
            known=True,
        )
        event = PlatformEvent(
            id=EventId(new_id()),
            tenant=self.tenant.scope.tenant,
            type="interaction.recorded",
            subject=interaction.contact,
            at=AT,
            payload=msgspec.to_builtins(payload),
        )
        await self.plugin.on_interaction(self.tenant.scope, event)
        return event

    async def events(self) -> list[PlatformEvent]:
        return list(await log_of(self.services, self.tenant.scope, types=TYPES))

    async def told(self) -> list[str]:
        return [event.type for event in await self.events() if event.type != "usage.metered"]


@pytest.fixture
async def street(engine_of: EngineOf) -> Street:
    engine = await engine_of("lead-gen")
    tenant = await furnish(engine, "acme")
    plugin: Any = engine.registry.plugins["lead-gen"].plugin
    real = plugin._services
    crm, said, warnings = Crm(), {}, []

    async def interaction(scope: Any, identifier: UUID) -> Interaction:
        return said[identifier]

    services: Any = SimpleNamespace(
        **{name: getattr(real, name) for name in ("db", "bindings", "settings", "events")},
        conversations=SimpleNamespace(interaction=interaction),
        outputs=crm,
        log=SimpleNamespace(warning=lambda event, **_: warnings.append(event)),
    )
    return Street(
        engine=engine,
        plugin=LeadGen(services, Settings()),
        services=services,
        tenant=tenant,
        contact=await add_contact(engine, tenant.scope, "ana"),
        crm=crm,
        said=said,
        warnings=warnings,
    )


async def test_a_lead_reaches_the_crm_and_the_log(street: Street) -> None:
    await street.says("How much is it for a team of 20?")
    lead = street.crm.sent[0]
    assert lead.id == derived_id(street.tenant.scope.tenant, "lead", street.contact)
    assert "How much is" in {reason.quote for reason in lead.reasons}
    events = await street.events()
    assert {event.type for event in events} == {"lead.qualified", "usage.metered"}
    qualified = next(event for event in events if event.type == "lead.qualified")
    assert (qualified.payload["lead"], qualified.payload["score"]) == (str(lead.id), 100)
    assert "How much" not in str([event.payload for event in events])


async def test_an_interaction_is_assessed_once(street: Street) -> None:
    event = await street.says("How much is it?")
    await street.plugin.on_interaction(street.tenant.scope, event)
    assert sorted(e.type for e in await street.events()) == ["lead.qualified", "usage.metered"]


async def test_a_contact_is_one_lead_with_its_best_score(street: Street) -> None:
    await street.says("does it work with Shopify?")
    await street.says("We want a demo for our team of 12, how much is it?")
    await street.says("does it work with Shopify?")
    assert await street.told() == ["lead.qualified"]
    found = await street.plugin._export(street.tenant.scope, street.contact)
    scores = [each["score"] for each in found["assessments"]]
    assert scores[0] < scores[1] == found["lead"]["score"]
    assert found["lead"]["interaction"] == found["assessments"][0]["interaction"]


async def test_what_is_no_lead_is_rejected(street: Street) -> None:
    await street.says("So true!")
    await street.says("Not interested, thanks")
    assert await street.told() == ["lead.rejected", "lead.rejected"]
    assert street.crm.sent == []


async def test_a_lead_counts_while_the_crm_is_away(street: Street) -> None:
    street.crm.away = True
    await street.says("How much is it?")
    assert await street.told() == ["lead.qualified"]
    assert street.warnings == ["lead.not_handed_over"]


async def test_erasing_leaves_no_words_and_no_lead(street: Street) -> None:
    await street.says("How much is it?")
    await street.says("So true!")
    other = ContactId(new_id())
    await street.says("Precio?", other)
    assert await street.plugin._erase(street.tenant.scope, street.contact) == 3
    left = await street.plugin._export(street.tenant.scope, street.contact)
    assert left["lead"] is None
    assert all(not each["reasons"] for each in left["assessments"])
    assert (await street.plugin._export(street.tenant.scope, other))["lead"] is not None


async def test_another_tenant_sees_no_assessment_and_erases_none(street: Street) -> None:
    other = await furnish(street.engine, "globex")
    await street.says("How much is it?")
    assert await street.plugin._export(other.scope, street.contact) == {"assessments": [], "lead": None}
    async with street.services.db.transaction(other.scope) as tx:
        assert await store.page(tx, interactions=(), after=None, limit=50) == []
    assert await street.plugin._erase(other.scope, street.contact) == 0
    assert (await street.plugin._export(street.tenant.scope, street.contact))["lead"] is not None


async def test_pages(street: Street) -> None:
    for text in ("Precio?", "So true!", "How much is it?"):
        await street.says(text)
    everything = list(street.said)
    async with street.services.db.transaction(street.tenant.scope) as tx:
        first = await store.page(tx, interactions=(), after=None, limit=2)
        rest = await store.page(tx, interactions=(), after=first[-1].interaction, limit=2)
        chosen = await store.page(tx, interactions=everything[1:2], after=None, limit=50)
    assert [each.interaction for each in (*first, *rest)] == everything
    assert [each.is_lead for each in (*first, *rest)] == [True, False, True]
    assert [each.interaction for each in chosen] == everything[1:2]


def test_manifest_and_contributions() -> None:
    manifest = read_manifest(Path(module.__file__).with_name("plugin.toml"))
    assert (manifest.id, manifest.level, manifest.personal_data) == ("lead-gen", Level.TENANT, True)
    assert [command.name for command in manifest.commands] == ["eval leads"]
    nothing: Any = None
    plugin = LeadGen(nothing, Settings())
    assert [each.types for each in plugin.subscriptions()] == [("interaction.recorded",)]
    assert {each.name for each in plugin.event_types()} == {"lead.qualified", "lead.rejected"}
    assert [tables.schema for tables in plugin.tables()] == ["lead_gen"]
    assert len(list(plugin.data_subjects())) == 1
