"""Twins and their versions."""

from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Response, Router, get, patch, post
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from vito_contracts.ids import TwinId
from vito_core.records.twins import TwinRecord, VersionRecord
from vito_core.web.depends import TheEngine, Within
from vito_core.web.etag import CHECKED, COMPARED, SAME, TAGGED, IfMatch, IfNoneMatch, optional, required, shown
from vito_core.web.paging import PageLimit, next_after
from vito_core.web.record_shapes import TwinChange, TwinCreate, VersionCreate, given

AfterVersion = Annotated[int, QueryParameter(ge=0, le=2_000_000_000, description="The last version you have")]


class Twins(msgspec.Struct, kw_only=True):
    """`next`: give it as `after` to go on; None on the last page."""

    items: list[TwinRecord]
    next: UUID | None = None


class Versions(msgspec.Struct, kw_only=True):
    """`next`: give it as `after` to go on; None on the last page."""

    items: list[VersionRecord]
    next: int | None = None


@post("/", summary="Make a twin; version 1 is a draft", response_headers=TAGGED)
async def create_twin(engine: TheEngine, within: Within, data: JSONBody[TwinCreate]) -> Response[TwinRecord]:
    made = await engine.twins.create(within, data.name, data.config)
    return shown(await engine.records.twins.get(within, made.id))


@get("/", summary="Your own twins, each with its newest version")
async def list_twins(
    engine: TheEngine, within: Within, after: FromQuery[UUID | None] = None, limit: PageLimit = 50
) -> Twins:
    rows = await engine.records.twins.page(within, after=after, limit=limit)
    return Twins(items=rows, next=next_after(rows, limit))


@get("/{twin:uuid}", summary="One of your own twins, with its newest version", response_headers=TAGGED, responses=SAME)
async def read_twin(
    engine: TheEngine, within: Within, twin: FromPath[UUID], if_none_match: IfNoneMatch = None
) -> Response[TwinRecord]:
    return shown(await engine.records.twins.get(within, TwinId(twin)), if_none_match)


@patch("/{twin:uuid}", summary="Rename a twin", response_headers=TAGGED, problems=CHECKED)
async def change_twin(
    engine: TheEngine, within: Within, twin: FromPath[UUID], data: JSONBody[TwinChange], if_match: IfMatch = None
) -> Response[TwinRecord]:
    return shown(await engine.records.twins.change(within, TwinId(twin), given(data), required(if_match)))


@post(
    "/{twin:uuid}/retire",
    status_code=200,
    summary="Retire a twin with all its versions, for good",
    response_headers=TAGGED,
    problems=COMPARED,
)
async def retire_twin(
    engine: TheEngine, within: Within, twin: FromPath[UUID], if_match: IfMatch = None
) -> Response[TwinRecord]:
    return shown(await engine.records.twins.retire(within, TwinId(twin), optional(if_match)))


@post("/{twin:uuid}/versions", summary="Add a draft version")
async def add_version(
    engine: TheEngine, within: Within, twin: FromPath[UUID], data: JSONBody[VersionCreate]
) -> dict[str, int]:
    return {"version": await engine.twins.add_version(within, TwinId(twin), data.config)}


@get("/{twin:uuid}/versions", summary="A twin's versions, oldest first")
async def list_versions(
    engine: TheEngine, within: Within, twin: FromPath[UUID], after: AfterVersion = 0, limit: PageLimit = 50
) -> Versions:
    rows = await engine.records.twins.versions(within, TwinId(twin), after=after, limit=limit)
    return Versions(items=rows, next=next_after(rows, limit, lambda row: row.version))


@get("/{twin:uuid}/versions/{version:int}", summary="One version", response_headers=TAGGED, responses=SAME)
async def read_version(
    engine: TheEngine,
    within: Within,
    twin: FromPath[UUID],
    version: FromPath[int],
    if_none_match: IfNoneMatch = None,
) -> Response[VersionRecord]:
    return shown(await engine.records.twins.version(within, TwinId(twin), version), if_none_match)


@post("/{twin:uuid}/versions/{version:int}/approve", status_code=200, summary="Let it speak", problems=COMPARED)
async def approve_version(
    engine: TheEngine,
    within: Within,
    twin: FromPath[UUID],
    version: FromPath[int],
    if_match: IfMatch = None,
) -> dict[str, Any]:
    await engine.twins.approve(within, TwinId(twin), version, optional(if_match))
    return {"twin": str(twin), "version": version, "state": "approved"}


@post(
    "/{twin:uuid}/versions/{version:int}/retire",
    status_code=200,
    summary="Let it speak no more; the newest approved one that is left does",
    response_headers=TAGGED,
    problems=COMPARED,
)
async def retire_version(
    engine: TheEngine,
    within: Within,
    twin: FromPath[UUID],
    version: FromPath[int],
    if_match: IfMatch = None,
) -> Response[VersionRecord]:
    return shown(await engine.records.twins.retire_version(within, TwinId(twin), version, optional(if_match)))


router = Router(
    "/v1/twins",
    route_handlers=[
        create_twin,
        list_twins,
        read_twin,
        change_twin,
        retire_twin,
        add_version,
        list_versions,
        read_version,
        approve_version,
        retire_version,
    ],
    opt={"resource": "twins"},
    tags=["twins"],
)
