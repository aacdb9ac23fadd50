"""Tenants: one's own record; to the platform every tenant's, and nothing of what a tenant owns."""

from uuid import UUID

import msgspec
from litestar import Response, Router, get, patch, post
from litestar.params import FromPath, FromQuery, JSONBody

from vito_contracts.errors import InvalidInput
from vito_contracts.ids import TenantId
from vito_contracts.tenancy import TenantKind
from vito_core.records.talents import TalentRecord
from vito_core.records.tenants import TenantRecord, TenantStatus
from vito_core.tenancy import NewTenant
from vito_core.web.depends import TheEngine, Within
from vito_core.web.etag import CHECKED, COMPARED, SAME, TAGGED, IfMatch, IfNoneMatch, optional, required, shown
from vito_core.web.paging import PageLimit, next_after
from vito_core.web.record_shapes import TalentTerms, TenantChange, TenantCreate, TenantRename, given

READS, WRITES = "platform:read", "platform:write"


class Tenants(msgspec.Struct, kw_only=True):
    """`next`: give it as `after` to go on; None on the last page."""

    items: list[TenantRecord]
    next: UUID | None = None


@post("/", needs=WRITES, summary="Make a tenant; its first key is shown once")
async def create_tenant(engine: TheEngine, within: Within, data: JSONBody[TenantCreate]) -> NewTenant:
    if data.kind is TenantKind.PLATFORM:
        raise InvalidInput("kind: brand or talent; the platform's own tenant is made with the installation")
    return await engine.tenancy.create(slug=data.slug, name=data.name, kind=data.kind, tier=data.tier, by=within)


@get("/", needs=READS, summary="All tenants, in the order in which they were made")
async def list_tenants(
    engine: TheEngine, within: Within, after: FromQuery[UUID | None] = None, limit: PageLimit = 50
) -> Tenants:
    rows = await engine.records.tenants.page(within, after=after, limit=limit)
    return Tenants(items=rows, next=next_after(rows, limit))


@get("/me", summary="The tenant this key belongs to", response_headers=TAGGED, responses=SAME)
async def my_tenant(engine: TheEngine, within: Within, if_none_match: IfNoneMatch = None) -> Response[TenantRecord]:
    return shown(await engine.records.tenants.own(within), if_none_match)


@patch("/me", summary="Rename your tenant", response_headers=TAGGED, problems=CHECKED)
async def change_my_tenant(
    engine: TheEngine, within: Within, data: JSONBody[TenantRename], if_match: IfMatch = None
) -> Response[TenantRecord]:
    return shown(await engine.records.tenants.change(within, within.tenant, given(data), required(if_match)))


@get("/{tenant:uuid}", needs=READS, summary="One tenant", response_headers=TAGGED, responses=SAME)
async def read_tenant(
    engine: TheEngine, within: Within, tenant: FromPath[UUID], if_none_match: IfNoneMatch = None
) -> Response[TenantRecord]:
    return shown(await engine.records.tenants.get(within, TenantId(tenant)), if_none_match)


@patch(
    "/{tenant:uuid}",
    needs=WRITES,
    summary="Rename a tenant or change its tier",
    response_headers=TAGGED,
    problems=CHECKED,
)
async def change_tenant(
    engine: TheEngine, within: Within, tenant: FromPath[UUID], data: JSONBody[TenantChange], if_match: IfMatch = None
) -> Response[TenantRecord]:
    return shown(await engine.records.tenants.change(within, TenantId(tenant), given(data), required(if_match)))


@post(
    "/{tenant:uuid}/suspend",
    status_code=200,
    needs=WRITES,
    summary="Put a tenant on hold: within a second its keys are refused",
    response_headers=TAGGED,
    problems=COMPARED,
)
async def suspend_tenant(
    engine: TheEngine, within: Within, tenant: FromPath[UUID], if_match: IfMatch = None
) -> Response[TenantRecord]:
    seen = optional(if_match)
    return shown(await engine.records.tenants.set_status(within, TenantId(tenant), TenantStatus.SUSPENDED, seen))


@post(
    "/{tenant:uuid}/resume",
    status_code=200,
    needs=WRITES,
    summary="Let a tenant's keys open doors again",
    response_headers=TAGGED,
    problems=COMPARED,
)
async def resume_tenant(
    engine: TheEngine, within: Within, tenant: FromPath[UUID], if_match: IfMatch = None
) -> Response[TenantRecord]:
    seen = optional(if_match)
    return shown(await engine.records.tenants.set_status(within, TenantId(tenant), TenantStatus.ACTIVE, seen))


@post(
    "/{tenant:uuid}/archive",
    status_code=200,
    needs=WRITES,
    summary="End a tenant for good: its keys and sessions are refused, its data stays until it is erased",
    response_headers=TAGGED,
    problems=COMPARED,
)
async def archive_tenant(
    engine: TheEngine, within: Within, tenant: FromPath[UUID], if_match: IfMatch = None
) -> Response[TenantRecord]:
    seen = optional(if_match)
    return shown(await engine.records.tenants.set_status(within, TenantId(tenant), TenantStatus.ARCHIVED, seen))


@patch(
    "/{tenant:uuid}/talent",
    needs=WRITES,
    summary="Set a talent's state and its share of what is earned",
    response_headers=TAGGED,
    problems=COMPARED,
)
async def change_terms(
    engine: TheEngine, within: Within, tenant: FromPath[UUID], data: JSONBody[TalentTerms], if_match: IfMatch = None
) -> Response[TalentRecord]:
    await engine.records.tenants.get(within, TenantId(tenant))
    changed = await engine.records.talents.change(within, given(data), optional(if_match), TenantId(tenant))
    return shown(changed)


router = Router(
    "/v1/tenants",
    route_handlers=[
        create_tenant,
        list_tenants,
        my_tenant,
        change_my_tenant,
        read_tenant,
        change_tenant,
        suspend_tenant,
        resume_tenant,
        archive_tenant,
        change_terms,
    ],
    opt={"resource": "tenant"},
    tags=["tenants"],
)
