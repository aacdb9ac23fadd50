"""Deployments: where end users meet a binding, from a date to a date."""

from typing import Annotated
from uuid import UUID

import msgspec
from litestar import Response, Router, get, patch, post
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from vito_contracts.conversation import DeploymentType
from vito_contracts.deployments import DeploymentStatus
from vito_contracts.ids import BindingId, DeploymentId
from vito_core.records.deployment_rows import DeploymentRecord
from vito_core.web.depends import TheEngine, Within
from vito_core.web.etag import CHECKED, COMPARED, SAME, TAGGED, IfMatch, IfNoneMatch, optional, required, shown
from vito_core.web.paging import PageLimit, next_after
from vito_core.web.record_shapes import DeploymentChange, DeploymentCreate, given


class Deployments(msgspec.Struct, kw_only=True):
    """`next`: give it as `after` to go on; None on the last page."""

    items: list[DeploymentRecord]
    next: UUID | None = None


@post("/", summary="Deploy a binding: now or from a date, for good or until a date", response_headers=TAGGED)
async def create_deployment(
    engine: TheEngine, within: Within, data: JSONBody[DeploymentCreate]
) -> Response[DeploymentRecord]:
    return shown(
        await engine.records.deployments.create(
            within,
            kind=data.type,
            binding=BindingId(data.binding),
            config=data.config,
            starts_at=data.starts_at,
            ends_at=data.ends_at,
        )
    )


@get("/", summary="Your deployments, each as it is now")
async def list_deployments(
    engine: TheEngine,
    within: Within,
    wanted_status: Annotated[DeploymentStatus | None, QueryParameter(name="status")] = None,
    kind: Annotated[DeploymentType | None, QueryParameter(name="type")] = None,
    binding: FromQuery[UUID | None] = None,
    after: FromQuery[UUID | None] = None,
    limit: PageLimit = 50,
) -> Deployments:
    rows = await engine.records.deployments.page(
        within,
        status=wanted_status,
        kind=kind,
        binding=BindingId(binding) if binding is not None else None,
        after=after,
        limit=limit,
    )
    return Deployments(items=rows, next=next_after(rows, limit))


@get("/{deployment:uuid}", summary="One deployment, as it is now", response_headers=TAGGED, responses=SAME)
async def read_deployment(
    engine: TheEngine, within: Within, deployment: FromPath[UUID], if_none_match: IfNoneMatch = None
) -> Response[DeploymentRecord]:
    return shown(await engine.records.deployments.get(within, DeploymentId(deployment)), if_none_match)


@patch(
    "/{deployment:uuid}",
    summary="Replace its configuration, move its end, or its start while it has not begun",
    response_headers=TAGGED,
    problems=CHECKED,
)
async def change_deployment(
    engine: TheEngine,
    within: Within,
    deployment: FromPath[UUID],
    data: JSONBody[DeploymentChange],
    if_match: IfMatch = None,
) -> Response[DeploymentRecord]:
    seen = required(if_match)
    return shown(await engine.records.deployments.change(within, DeploymentId(deployment), given(data), seen))


@post(
    "/{deployment:uuid}/pause",
    status_code=200,
    summary="Serve nobody until it is resumed",
    response_headers=TAGGED,
    problems=COMPARED,
)
async def pause_deployment(
    engine: TheEngine, within: Within, deployment: FromPath[UUID], if_match: IfMatch = None
) -> Response[DeploymentRecord]:
    return shown(await engine.records.deployments.pause(within, DeploymentId(deployment), optional(if_match)))


@post("/{deployment:uuid}/resume", status_code=200, summary="Serve again", response_headers=TAGGED, problems=COMPARED)
async def resume_deployment(
    engine: TheEngine, within: Within, deployment: FromPath[UUID], if_match: IfMatch = None
) -> Response[DeploymentRecord]:
    return shown(await engine.records.deployments.resume(within, DeploymentId(deployment), optional(if_match)))


@post(
    "/{deployment:uuid}/end",
    status_code=200,
    summary="End it at once and for good",
    response_headers=TAGGED,
    problems=COMPARED,
)
async def end_deployment(
    engine: TheEngine, within: Within, deployment: FromPath[UUID], if_match: IfMatch = None
) -> Response[DeploymentRecord]:
    return shown(await engine.records.deployments.end(within, DeploymentId(deployment), optional(if_match)))


router = Router(
    "/v1/deployments",
    route_handlers=[
        create_deployment,
        list_deployments,
        read_deployment,
        change_deployment,
        pause_deployment,
        resume_deployment,
        end_deployment,
    ],
    opt={"resource": "deployments"},
    tags=["deployments"],
)
