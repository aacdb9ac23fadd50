"""Brands: made, read, changed, archived."""

from typing import Annotated
from uuid import UUID

import msgspec
from litestar import Response, Router, get, patch, post
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from vito_core.records.brands import BrandRecord, BrandStatus
from vito_core.web.depends import TheEngine, Within
from vito_core.web.etag import CHECKED, COMPARED, SAME, TAGGED, IfMatch, IfNoneMatch, optional, required, shown
from vito_core.web.paging import PageLimit, next_after
from vito_core.web.record_shapes import BrandChange, BrandCreate, given


class Brands(msgspec.Struct, kw_only=True):
    """`next`: give it as `after` to go on; None on the last page."""

    items: list[BrandRecord]
    next: UUID | None = None


@post("/", summary="Make a brand", response_headers=TAGGED)
async def create_brand(engine: TheEngine, within: Within, data: JSONBody[BrandCreate]) -> Response[BrandRecord]:
    return shown(await engine.records.brands.create(within, given(data)))


@get("/", summary="Your brands, in the order in which they were made; archived ones too unless a status is named")
async def list_brands(
    engine: TheEngine,
    within: Within,
    wanted_status: Annotated[BrandStatus | None, QueryParameter(name="status")] = None,
    after: FromQuery[UUID | None] = None,
    limit: PageLimit = 50,
) -> Brands:
    rows = await engine.records.brands.page(within, status=wanted_status, after=after, limit=limit)
    return Brands(items=rows, next=next_after(rows, limit))


@get("/{brand:uuid}", summary="One brand", response_headers=TAGGED, responses=SAME)
async def read_brand(
    engine: TheEngine, within: Within, brand: FromPath[UUID], if_none_match: IfNoneMatch = None
) -> Response[BrandRecord]:
    return shown(await engine.records.brands.get(within, brand), if_none_match)


@patch("/{brand:uuid}", summary="Change a brand that is not archived", response_headers=TAGGED, problems=CHECKED)
async def change_brand(
    engine: TheEngine, within: Within, brand: FromPath[UUID], data: JSONBody[BrandChange], if_match: IfMatch = None
) -> Response[BrandRecord]:
    return shown(await engine.records.brands.change(within, brand, given(data), required(if_match)))


@post(
    "/{brand:uuid}/archive",
    status_code=200,
    summary="Archive a brand: it can be read, and changes no more",
    response_headers=TAGGED,
    problems=COMPARED,
)
async def archive_brand(
    engine: TheEngine, within: Within, brand: FromPath[UUID], if_match: IfMatch = None
) -> Response[BrandRecord]:
    return shown(await engine.records.brands.archive(within, brand, optional(if_match)))


router = Router(
    "/v1/brands",
    route_handlers=[create_brand, list_brands, read_brand, change_brand, archive_brand],
    opt={"resource": "brands"},
    tags=["brands"],
)
