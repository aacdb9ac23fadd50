"""Bindings: a twin in a module."""

from uuid import UUID

import msgspec
from litestar import Response, Router, get, patch, post, put
from litestar.params import FromPath, FromQuery, JSONBody

from vito_contracts.ids import BindingId, TenantId, TwinId
from vito_contracts.modules import Module
from vito_core.records.bindings import BindingRecord
from vito_core.web.depends import TheEngine, Within
from vito_core.web.etag import CHECKED, COMPARED, SAME, TAGGED, IfMatch, IfNoneMatch, optional, required, shown
from vito_core.web.paging import PageLimit, next_after
from vito_core.web.record_shapes import BindingChange, BindingCreate, ContextChange, given


class Bindings(msgspec.Struct, kw_only=True):
    """`next`: give it as `after` to go on; None on the last page."""

    items: list[BindingRecord]
    next: UUID | None = None


@post("/", summary="Bind a twin to a module", response_headers=TAGGED)
async def create_binding(engine: TheEngine, within: Within, data: JSONBody[BindingCreate]) -> Response[BindingRecord]:
    view = await engine.bindings.create(
        within,
        name=data.name,
        module=data.module,
        context=data.context,
        twin_owner=TenantId(data.twin_owner) if data.twin_owner is not None else within.tenant,
        twin=TwinId(data.twin),
        required_guardrails=data.required_guardrails,
    )
    return shown(await engine.records.bindings.get(within, view.id))


@get("/", summary="Bindings whose twin may be used now; with usable=false all of them")
async def list_bindings(
    engine: TheEngine,
    within: Within,
    usable: FromQuery[bool] = True,
    module: FromQuery[Module | None] = None,
    after: FromQuery[UUID | None] = None,
    limit: PageLimit = 50,
) -> Bindings:
    rows = await engine.records.bindings.page(within, usable_only=usable, module=module, after=after, limit=limit)
    return Bindings(items=rows, next=next_after(rows, limit))


@get("/{binding:uuid}", summary="One binding, usable or not", response_headers=TAGGED, responses=SAME)
async def read_binding(
    engine: TheEngine, within: Within, binding: FromPath[UUID], if_none_match: IfNoneMatch = None
) -> Response[BindingRecord]:
    return shown(await engine.records.bindings.get(within, BindingId(binding)), if_none_match)


@patch(
    "/{binding:uuid}",
    summary="Change a binding's name and required guardrails, or switch it off and on",
    response_headers=TAGGED,
    problems=CHECKED,
)
async def change_binding(
    engine: TheEngine, within: Within, binding: FromPath[UUID], data: JSONBody[BindingChange], if_match: IfMatch = None
) -> Response[BindingRecord]:
    return shown(await engine.records.bindings.change(within, BindingId(binding), given(data), required(if_match)))


@put(
    "/{binding:uuid}/context", summary="Replace a binding's module context", response_headers=TAGGED, problems=COMPARED
)
async def set_context(
    engine: TheEngine, within: Within, binding: FromPath[UUID], data: JSONBody[ContextChange], if_match: IfMatch = None
) -> Response[BindingRecord]:
    seen = optional(if_match)
    return shown(await engine.records.bindings.set_context(within, BindingId(binding), data.context, seen))


router = Router(
    "/v1/bindings",
    route_handlers=[create_binding, list_bindings, read_binding, change_binding, set_context],
    opt={"resource": "bindings"},
    tags=["bindings"],
)
