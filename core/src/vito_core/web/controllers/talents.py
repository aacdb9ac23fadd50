"""The record of a tenant that is a talent."""

from litestar import Response, Router, get, patch, post
from litestar.params import JSONBody

from vito_core.records.talents import TalentRecord
from vito_core.web.depends import TheEngine, Within
from vito_core.web.etag import CHECKED, SAME, TAGGED, IfMatch, IfNoneMatch, required, shown
from vito_core.web.record_shapes import TalentChange, TalentCreate, given


@post("/", summary="Make your talent's record; a tenant of that kind has one", response_headers=TAGGED)
async def create_talent(engine: TheEngine, within: Within, data: JSONBody[TalentCreate]) -> Response[TalentRecord]:
    return shown(await engine.records.talents.create(within, name=data.name, kind=data.type, contract=data.contract))


@get("/me", summary="Your talent's record", response_headers=TAGGED, responses=SAME, problems=(404,))
async def read_talent(engine: TheEngine, within: Within, if_none_match: IfNoneMatch = None) -> Response[TalentRecord]:
    return shown(await engine.records.talents.get(within), if_none_match)


@patch("/me", summary="Change name, type or contract", response_headers=TAGGED, problems=CHECKED)
async def change_talent(
    engine: TheEngine, within: Within, data: JSONBody[TalentChange], if_match: IfMatch = None
) -> Response[TalentRecord]:
    return shown(await engine.records.talents.change(within, given(data), required(if_match)))


router = Router(
    "/v1/talents",
    route_handlers=[create_talent, read_talent, change_talent],
    opt={"resource": "tenant"},
    tags=["talents"],
)
