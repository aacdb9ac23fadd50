"""HTTP: the figures of the caller's tenant, below `/v1/x/analytics-host/`."""

from typing import Any
from uuid import UUID

from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromPath

from vito_contracts.errors import NotFound
from vito_contracts.ids import ContactId
from vito_contracts.scope import TenantScope
from vito_host_analytics.host import AnalyticsHost, Summary
from vito_host_analytics.records import Journey
from vito_host_analytics.store import Store

Within = NamedDependency[TenantScope]


def handlers(host: AnalyticsHost, store: Store) -> tuple[Any, ...]:
    @get("/summary", summary="Funnel, outcomes, revenue, cost and ROI")
    async def summary(within: Within) -> Summary:
        return await host.summary(within)

    @get("/journeys/{contact:uuid}", summary="One contact's steps in order")
    async def journey(within: Within, contact: FromPath[UUID]) -> Journey:
        found = await store.journey(within, ContactId(contact))
        if found is None:
            raise NotFound("nothing is known of this contact's journey")
        return found

    return summary, journey
