"""Effects: what left, what is in doubt, and settling it. What was sent is never shown."""

from typing import Annotated
from uuid import UUID

import msgspec
from litestar import Router, get, post
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from vito_contracts.effects import EffectState
from vito_contracts.ids import EffectId
from vito_core.effect_book import EffectView
from vito_core.web.depends import TheEngine, Within
from vito_core.web.paging import PageLimit, next_after
from vito_core.web.shapes import Body

Reference = Annotated[
    str,
    msgspec.Meta(
        pattern=r"^[!-~]+$(?!\n)", max_length=200, description="ASCII letters, digits and signs, without blanks"
    ),
]


class Effects(msgspec.Struct, kw_only=True):
    """`next`: give it as `after` to go on; None on the last page."""

    items: list[EffectView]
    next: UUID | None = None


class Settlement(Body, frozen=True, kw_only=True):
    """`reference`: the target's own, where it happened. `again`: it did not, and the next try may send it anew."""

    happened: bool
    reference: Reference | None = None
    again: bool = False


@get("/", summary="Your effects, newest first")
async def list_effects(
    engine: TheEngine,
    within: Within,
    effect_state: Annotated[EffectState | None, QueryParameter(name="state")] = None,
    kind: FromQuery[str | None] = None,
    after: FromQuery[UUID | None] = None,
    limit: PageLimit = 50,
) -> Effects:
    rows = await engine.effect_book.all(within, state=effect_state, kind=kind, after=after, limit=limit)
    return Effects(items=rows, next=next_after(rows, limit))


@get("/summary", operation_id="get_effect_summary", summary="How many of your effects are in each state")
async def summary(engine: TheEngine, within: Within) -> dict[EffectState, int]:
    return await engine.effect_book.summary(within)


@get(
    "/everywhere",
    operation_id="get_effect_summary_everywhere",
    needs="platform:read",
    summary="How many effects of all tenants are in each state",
)
async def everywhere(engine: TheEngine) -> dict[EffectState, int]:
    return await engine.effect_book.everywhere()


@get("/{effect:uuid}", summary="One effect")
async def get_effect(engine: TheEngine, within: Within, effect: FromPath[UUID]) -> EffectView:
    return await engine.effect_book.one(within, effect)


@post(
    "/{effect:uuid}/reconcile",
    operation_id="reconcile_effect",
    status_code=200,
    summary="Ask the target what became of it; settled if it can tell",
)
async def reconcile(engine: TheEngine, within: Within, effect: FromPath[UUID]) -> EffectView:
    await engine.ledger.reconcile(within, EffectId(effect))
    return await engine.effect_book.one(within, effect)


@post(
    "/{effect:uuid}/settle",
    operation_id="settle_effect",
    status_code=200,
    summary="Say what became of an effect in state unknown",
)
async def settle(engine: TheEngine, within: Within, effect: FromPath[UUID], data: JSONBody[Settlement]) -> EffectView:
    await engine.ledger.decide(
        within, EffectId(effect), happened=data.happened, reference=data.reference, again=data.again
    )
    return await engine.effect_book.one(within, effect)


router = Router(
    "/v1/effects",
    route_handlers=[list_effects, summary, everywhere, get_effect, reconcile, settle],
    opt={"resource": "effects"},
    tags=["effects"],
)
