"""HTTP: the summary, and one contact's way through the funnel; read only."""

import datetime as dt
from typing import Any
from uuid import UUID

import msgspec
from litestar import get

from vito_contracts.errors import NotFound
from vito_contracts.scope import TenantScope
from vito_contracts.services import Services
from vito_host_analytics import store
from vito_host_analytics.host import Analytics
from vito_host_analytics.summary import Summary


class StepView(msgspec.Struct, kw_only=True):
    step: str
    at: dt.datetime


class JourneyView(msgspec.Struct, kw_only=True):
    contact: UUID
    steps: list[StepView]


def handlers(services: Services, analytics: Analytics) -> tuple[Any, ...]:
    """The route handlers, bound to the plugin's services."""

    @get("/summary", summary="Funnel, outcomes, revenue, cost and ROI")
    async def summary(within: TenantScope) -> Summary:
        return await analytics.summary(within)

    @get("/journeys/{contact:uuid}", summary="The steps one contact reached, in order")
    async def journey(within: TenantScope, contact: UUID) -> JourneyView:
        async with services.db.transaction(within) as tx:
            found = await store.journey(tx, contact)
        if not found:
            raise NotFound(f"nothing is known of contact {contact}")
        return JourneyView(contact=contact, steps=[StepView(step=step, at=at) for step, at in found])

    return (summary, journey)
