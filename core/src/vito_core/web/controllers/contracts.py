"""Contracts: made, read, changed, archived."""

from typing import Annotated
from uuid import UUID

import msgspec
from litestar import Response, Router, get, patch, post
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from vito_core.records.contracts import AnyContractStatus, ContractRecord
from vito_core.web.depends import TheEngine, Within
from vito_core.web.etag import CHECKED, COMPARED, SAME, TAGGED, IfMatch, IfNoneMatch, optional, required, shown
from vito_core.web.paging import PageLimit, next_after
from vito_core.web.record_shapes import ContractChange, ContractCreate, given


class Contracts(msgspec.Struct, kw_only=True):
    """`next`: give it as `after` to go on; None on the last page."""

    items: list[ContractRecord]
    next: UUID | None = None


@post("/", summary="Make a contract", response_headers=TAGGED)
async def create_contract(
    engine: TheEngine, within: Within, data: JSONBody[ContractCreate]
) -> Response[ContractRecord]:
    return shown(await engine.records.contracts.create(within, given(data)))


@get("/", summary="Your contracts, in the order in which they were made; archived ones too unless a status is named")
async def list_contracts(
    engine: TheEngine,
    within: Within,
    wanted_status: Annotated[AnyContractStatus | None, QueryParameter(name="status")] = None,
    after: FromQuery[UUID | None] = None,
    limit: PageLimit = 50,
) -> Contracts:
    rows = await engine.records.contracts.page(within, status=wanted_status, after=after, limit=limit)
    return Contracts(items=rows, next=next_after(rows, limit))


@get("/{contract:uuid}", summary="One contract", response_headers=TAGGED, responses=SAME)
async def read_contract(
    engine: TheEngine, within: Within, contract: FromPath[UUID], if_none_match: IfNoneMatch = None
) -> Response[ContractRecord]:
    return shown(await engine.records.contracts.get(within, contract), if_none_match)


@patch("/{contract:uuid}", summary="Change a contract that is not archived", response_headers=TAGGED, problems=CHECKED)
async def change_contract(
    engine: TheEngine,
    within: Within,
    contract: FromPath[UUID],
    data: JSONBody[ContractChange],
    if_match: IfMatch = None,
) -> Response[ContractRecord]:
    return shown(await engine.records.contracts.change(within, contract, given(data), required(if_match)))


@post(
    "/{contract:uuid}/archive",
    status_code=200,
    summary="Archive a contract: it can be read, and changes no more",
    response_headers=TAGGED,
    problems=COMPARED,
)
async def archive_contract(
    engine: TheEngine, within: Within, contract: FromPath[UUID], if_match: IfMatch = None
) -> Response[ContractRecord]:
    return shown(await engine.records.contracts.archive(within, contract, optional(if_match)))


router = Router(
    "/v1/contracts",
    route_handlers=[create_contract, list_contracts, read_contract, change_contract, archive_contract],
    opt={"resource": "contracts"},
    tags=["contracts"],
)
