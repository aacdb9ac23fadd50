"""Grants: the permission to use a twin of another tenant's."""

from uuid import UUID

import msgspec
from litestar import Response, Router, get, patch, post
from litestar.params import FromPath, FromQuery, JSONBody

from vito_contracts.ids import GrantId, TenantId, TwinId
from vito_core.records.grants import GrantRecord
from vito_core.web.depends import TheEngine, Within
from vito_core.web.etag import CHECKED, COMPARED, SAME, TAGGED, IfMatch, IfNoneMatch, optional, required, shown
from vito_core.web.paging import PageLimit, next_after
from vito_core.web.record_shapes import GrantChange, GrantCreate, given


class Grants(msgspec.Struct, kw_only=True):
    """`next`: give it as `after` to go on; None on the last page."""

    items: list[GrantRecord]
    next: UUID | None = None


@post("/", summary="Let another tenant use your twin", response_headers=TAGGED)
async def create_grant(engine: TheEngine, within: Within, data: JSONBody[GrantCreate]) -> Response[GrantRecord]:
    made = await engine.twins.grant(
        within,
        twin=TwinId(data.twin),
        grantee=TenantId(data.grantee),
        parts=data.parts,
        uses=data.uses,
        ends_at=data.ends_at,
    )
    return shown(await engine.records.grants.get(within, made.id))


@get("/", summary="Grants given and received")
async def list_grants(
    engine: TheEngine, within: Within, after: FromQuery[UUID | None] = None, limit: PageLimit = 50
) -> Grants:
    rows = await engine.records.grants.page(within, after=after, limit=limit)
    return Grants(items=rows, next=next_after(rows, limit))


@get("/{grant:uuid}", summary="One grant, given or received", response_headers=TAGGED, responses=SAME)
async def read_grant(
    engine: TheEngine, within: Within, grant: FromPath[UUID], if_none_match: IfNoneMatch = None
) -> Response[GrantRecord]:
    return shown(await engine.records.grants.get(within, GrantId(grant)), if_none_match)


@patch("/{grant:uuid}", summary="Move the end of a grant you gave", response_headers=TAGGED, problems=CHECKED)
async def change_grant(
    engine: TheEngine, within: Within, grant: FromPath[UUID], data: JSONBody[GrantChange], if_match: IfMatch = None
) -> Response[GrantRecord]:
    return shown(await engine.records.grants.change(within, GrantId(grant), given(data), required(if_match)))


@post("/{grant:uuid}/revoke", status_code=200, summary="End a grant; the next turn is refused", problems=COMPARED)
async def revoke_grant(
    engine: TheEngine, within: Within, grant: FromPath[UUID], if_match: IfMatch = None
) -> dict[str, str]:
    await engine.records.grants.revoke(within, GrantId(grant), optional(if_match))
    return {"id": str(grant), "state": "revoked"}


router = Router(
    "/v1/grants",
    route_handlers=[create_grant, list_grants, read_grant, change_grant, revoke_grant],
    opt={"resource": "grants"},
    tags=["grants"],
)
