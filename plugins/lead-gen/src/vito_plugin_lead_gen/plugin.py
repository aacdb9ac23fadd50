"""Lead generation: what it registers, and how it follows interactions."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

import msgspec

from vito_contracts.capabilities import LeadQualifier
from vito_contracts.conversation import Interaction
from vito_contracts.errors import CapabilityUnavailable, NotFound
from vito_contracts.events import (
    EventPayload,
    EventType,
    InteractionRecorded,
    LeadQualified,
    LeadRejected,
    NewEvent,
    PlatformEvent,
    UsageMetered,
)
from vito_contracts.hooks import CapabilityOffer, DataSubjects, Routes, Subscription, Tables, hookimpl
from vito_contracts.ids import ContactId, InteractionId, derived_id
from vito_contracts.outputs import Lead, LeadAssessment
from vito_contracts.scope import BindingScope, TenantScope
from vito_contracts.services import Services
from vito_plugin_lead_gen import store
from vito_plugin_lead_gen.qualifier import RuleQualifier
from vito_plugin_lead_gen.settings import Settings
from vito_plugin_lead_gen.tables import SCHEMA, metadata

MOST_CAUGHT_UP = 30_000
"""Interactions in one go; PostgreSQL takes at most 32,767 parameters in a statement."""

EVENT_TYPES = (
    EventType(name="lead.qualified", payload=LeadQualified),
    EventType(name="lead.rejected", payload=LeadRejected),
)


class LeadGen:
    """Assesses each interaction once; a contact becomes a lead once."""

    def __init__(self, services: Services, settings: Settings) -> None:
        self._services = services
        self._qualifier = RuleQualifier(services)

    @hookimpl
    def capabilities(self) -> Iterable[CapabilityOffer]:
        yield CapabilityOffer(LeadQualifier, self._qualifier)

    @hookimpl
    def subscriptions(self) -> Iterable[Subscription]:
        yield Subscription(("interaction.recorded",), self.on_interaction)

    @hookimpl
    def event_types(self) -> Iterable[EventType]:
        yield from EVENT_TYPES

    @hookimpl
    def tables(self) -> Iterable[Tables]:
        yield Tables(SCHEMA, metadata)

    @hookimpl
    def routes(self) -> Iterable[Routes]:
        from vito_plugin_lead_gen.routes import handlers

        yield Routes(handlers(self._services, self.catch_up))

    @hookimpl
    def data_subjects(self) -> Iterable[DataSubjects]:
        yield DataSubjects(self._export, self._erase)

    async def on_interaction(self, scope: TenantScope, event: PlatformEvent) -> None:
        await self._assess(scope, event.read(InteractionRecorded).interaction)

    async def catch_up(self, scope: TenantScope) -> int:
        """Assesses what came while the plugin was off; returns how many interactions that were."""
        events = await self._services.events.read(scope, types=("interaction.recorded",), limit=MOST_CAUGHT_UP)
        recorded = [event.read(InteractionRecorded).interaction for event in events]
        async with self._services.db.transaction(scope) as tx:
            known = await store.assessed(tx, recorded)
        missed = [interaction for interaction in recorded if interaction not in known]
        return sum([await self._assess(scope, interaction) for interaction in missed])

    async def _assess(self, scope: TenantScope, interaction_id: InteractionId) -> bool:
        """False: there is nothing to assess any more."""
        try:
            interaction = await self._services.conversations.interaction(scope, interaction_id)
        except NotFound:  # erased since
            return False
        binding = await self._services.bindings.of_id(scope, interaction.binding)
        assessment = await self._qualifier.assess(binding, interaction)
        lead = derived_id(scope.tenant, "lead", interaction.contact)
        if assessment.is_lead:
            # Before the event, so that the journey it starts finds the lead in the CRM.
            await self._hand_over(binding, interaction, assessment, lead)
        await self._record(scope, interaction, assessment, lead)
        return True

    async def _hand_over(
        self, binding: BindingScope, interaction: Interaction, assessment: LeadAssessment, lead: UUID
    ) -> None:
        output = Lead(
            id=lead,
            contact=interaction.contact,
            binding=interaction.binding,
            interaction=interaction.id,
            score=assessment.score,
            reasons=assessment.reasons,
        )
        try:
            await self._services.outputs.send(binding, output)
        except CapabilityUnavailable as error:
            self._services.log.warning("lead.not_handed_over", lead=str(lead), reason=error.reason)

    async def _record(
        self, scope: TenantScope, interaction: Interaction, assessment: LeadAssessment, lead: UUID
    ) -> None:
        contact = interaction.contact
        async with self._services.db.transaction(scope) as tx:
            if not await store.add_assessment(tx, interaction.id, contact, assessment):
                return
            await tx.emit(
                NewEvent(type="usage.metered", subject=contact, payload=UsageMetered(unit="assessment", quantity=1))
            )
            if not assessment.is_lead:
                rejected = LeadRejected(interaction=interaction.id, contact=contact, score=assessment.score)
                await tx.emit(NewEvent(type="lead.rejected", subject=contact, payload=rejected))
            elif await store.add_lead(tx, lead, contact, interaction.id, assessment.score):
                await tx.emit(
                    NewEvent(type="lead.qualified", subject=contact, payload=_qualified(interaction, lead, assessment))
                )

    async def _export(self, scope: TenantScope, contact: ContactId) -> dict[str, Any]:
        async with self._services.db.transaction(scope) as tx:
            found = msgspec.to_builtins(await store.of_contact(tx, contact))
            return {"assessments": found, "lead": await store.lead_of(tx, contact)}

    async def _erase(self, scope: TenantScope, contact: ContactId) -> int:
        async with self._services.db.transaction(scope) as tx:
            return await store.erase(tx, contact)


def _qualified(interaction: Interaction, lead: UUID, assessment: LeadAssessment) -> EventPayload:
    return LeadQualified(
        lead=lead,
        contact=interaction.contact,
        binding=interaction.binding,
        interaction=interaction.id,
        score=assessment.score,
    )
