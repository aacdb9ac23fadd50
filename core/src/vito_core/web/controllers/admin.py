"""Tenants, twins, grants, bindings."""

from typing import Any
from uuid import UUID

import msgspec
from litestar import Router, get, post, put
from litestar.params import FromPath, JSONBody

from vito_contracts.errors import NotFound
from vito_contracts.ids import BindingId, GrantId, TenantId, TwinId
from vito_contracts.tenancy import Tenant
from vito_contracts.twin import Grant, Twin
from vito_core.tenancy import NewTenant
from vito_core.twins import Bound
from vito_core.web.depends import TheEngine, Within
from vito_core.web.shapes import (
    BindingCreate,
    BindingShape,
    ContextChange,
    GrantCreate,
    TenantCreate,
    TwinCreate,
    VersionCreate,
)


@post("/", needs="platform:write", summary="Make a tenant; its first key is shown once")
async def create_tenant(engine: TheEngine, within: Within, data: JSONBody[TenantCreate]) -> NewTenant:
    return await engine.tenancy.create(slug=data.slug, name=data.name, kind=data.kind, tier=data.tier, by=within)


@get("/me", summary="The tenant this key belongs to")
async def my_tenant(engine: TheEngine, within: Within) -> Tenant:
    tenant = await engine.tenancy.get(within.tenant)
    if tenant is None:
        raise NotFound("this key's tenant is gone")
    return tenant


@post("/", summary="Make a twin; version 1 is a draft")
async def create_twin(engine: TheEngine, within: Within, data: JSONBody[TwinCreate]) -> Twin:
    return await engine.twins.create(within, data.name, data.config)


@get("/", summary="Your own twins, each with its newest version")
async def list_twins(engine: TheEngine, within: Within) -> dict[str, list[Twin]]:
    return {"items": await engine.twins.own(within)}


@post("/{twin:uuid}/versions", summary="Add a draft version")
async def add_version(
    engine: TheEngine, within: Within, twin: FromPath[UUID], data: JSONBody[VersionCreate]
) -> dict[str, int]:
    return {"version": await engine.twins.add_version(within, TwinId(twin), data.config)}


@post("/{twin:uuid}/versions/{version:int}/approve", status_code=200, summary="Let it speak")
async def approve_version(
    engine: TheEngine, within: Within, twin: FromPath[UUID], version: FromPath[int]
) -> dict[str, Any]:
    await engine.twins.approve(within, TwinId(twin), version)
    return {"twin": str(twin), "version": version, "state": "approved"}


@post("/", summary="Let another tenant use your twin")
async def create_grant(engine: TheEngine, within: Within, data: JSONBody[GrantCreate]) -> Grant:
    return await engine.twins.grant(
        within,
        twin=TwinId(data.twin),
        grantee=TenantId(data.grantee),
        parts=data.parts,
        uses=data.uses,
        ends_at=data.ends_at,
    )


@get("/", summary="Grants given and received")
async def list_grants(engine: TheEngine, within: Within) -> dict[str, list[Grant]]:
    return {"items": await engine.twins.grants(within)}


@post("/{grant:uuid}/revoke", status_code=200, summary="End a grant; the next turn is refused")
async def revoke_grant(engine: TheEngine, within: Within, grant: FromPath[UUID]) -> dict[str, str]:
    await engine.twins.revoke(within, GrantId(grant))
    return {"id": str(grant), "state": "revoked"}


@post("/", summary="Bind a twin to a module")
async def create_binding(engine: TheEngine, within: Within, data: JSONBody[BindingCreate]) -> BindingShape:
    view = await engine.bindings.create(
        within,
        name=data.name,
        module=data.module,
        context=data.context,
        twin_owner=TenantId(data.twin_owner) if data.twin_owner is not None else within.tenant,
        twin=TwinId(data.twin),
        required_guardrails=data.required_guardrails,
    )
    return _shape(await engine.bindings.bound(within, view.id))


@get("/", summary="Bindings whose twin may be used now")
async def list_bindings(engine: TheEngine, within: Within) -> dict[str, list[BindingShape]]:
    return {"items": [_shape(bound) for bound in await engine.bindings.all(within)]}


@put("/{binding:uuid}/context", summary="Replace a binding's module context")
async def set_context(
    engine: TheEngine, within: Within, binding: FromPath[UUID], data: JSONBody[ContextChange]
) -> BindingShape:
    await engine.bindings.set_context(within, BindingId(binding), data.context)
    return _shape(await engine.bindings.bound(within, BindingId(binding)))


def _shape(bound: Bound) -> BindingShape:
    return BindingShape(
        id=bound.view.id,
        name=bound.name,
        module=bound.view.module,
        context=msgspec.to_builtins(bound.view.context),
        twin=bound.scope.twin.twin,
        twin_name=bound.twin_name,
        twin_version=bound.scope.twin.version,
        twin_owner=bound.scope.twin_owner,
        required_guardrails=bound.view.required_guardrails,
    )


tenants = Router("/v1/tenants", route_handlers=[create_tenant, my_tenant], opt={"resource": "tenant"}, tags=["tenants"])
twins = Router(
    "/v1/twins",
    route_handlers=[create_twin, list_twins, add_version, approve_version],
    opt={"resource": "twins"},
    tags=["twins"],
)
grants = Router(
    "/v1/grants", route_handlers=[create_grant, list_grants, revoke_grant], opt={"resource": "grants"}, tags=["grants"]
)
bindings = Router(
    "/v1/bindings",
    route_handlers=[create_binding, list_bindings, set_context],
    opt={"resource": "bindings"},
    tags=["bindings"],
)
