"""HTTP: assessments, and catching up with what came while the plugin was off."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromQuery, QueryParameter

from vito_contracts.scope import TenantScope
from vito_contracts.services import Services
from vito_plugin_lead_gen import store
from vito_plugin_lead_gen.store import StoredAssessment

MOST = 50


class AssessmentPage(msgspec.Struct, frozen=True, kw_only=True):
    """`next`: give it as `after` to go on; None on the last page."""

    items: list[StoredAssessment]
    next: UUID | None = None


def handlers(services: Services, catch_up: Callable[[TenantScope], Awaitable[int]]) -> tuple[Any, ...]:
    """The route handlers, bound to the plugin."""

    @get("/assessments", summary="What was decided about interactions, and why")
    async def assessments(
        within: NamedDependency[TenantScope],
        interaction: FromQuery[list[UUID] | None] = None,
        after: FromQuery[UUID | None] = None,
        limit: Annotated[int, QueryParameter(ge=1, le=MOST)] = MOST,
    ) -> AssessmentPage:
        async with services.db.transaction(within) as tx:
            # One more than asked for tells whether there is a next page.
            found = await store.page(tx, interactions=interaction or (), after=after, limit=limit + 1)
        items = found[:limit]
        return AssessmentPage(items=items, next=items[-1].interaction if len(found) > limit else None)

    @post("/catch-up", status_code=200, summary="Assess interactions that came while the plugin was disabled")
    async def catch_up_missed(within: NamedDependency[TenantScope]) -> dict[str, int]:
        return {"assessed": await catch_up(within)}

    return (assessments, catch_up_missed)
