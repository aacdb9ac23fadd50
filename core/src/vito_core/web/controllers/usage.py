"""Usage: what each key has used, and what is left of its quota."""

import datetime as dt
from enum import StrEnum
from typing import Annotated
from uuid import UUID

import msgspec
from litestar import Router, get
from litestar.params import FromQuery, QueryParameter

from vito_contracts.errors import InvalidInput
from vito_core.limits.reading import UsageReader, UsageRow
from vito_core.web.depends import TheEngine, Within
from vito_core.web.paging import PageLimit


class By(StrEnum):
    KEY = "key"
    DAY = "day"


class UsagePage(msgspec.Struct, kw_only=True):
    """`next`: give it as `after` to go on; None on the last page."""

    items: list[UsageRow]
    next: str | None = None


@get("/", summary="What was used, by key or by day; without dates, in this month (UTC)")
async def read_usage(
    engine: TheEngine,
    within: Within,
    by: FromQuery[By] = By.KEY,
    since: Annotated[dt.date | None, QueryParameter(name="from", description="First day, in UTC")] = None,
    until: Annotated[dt.date | None, QueryParameter(name="to", description="The day after the last, in UTC")] = None,
    after: FromQuery[str | None] = None,
    limit: PageLimit = 50,
) -> UsagePage:
    # What this process has counted is part of the answer; what others have counted, within seconds.
    await engine.usage.flush()
    today = dt.datetime.now(dt.UTC).date()
    start, end = since or today.replace(day=1), until or today + dt.timedelta(days=1)
    reader = UsageReader(engine.pools)
    if by is By.KEY:
        rows = await reader.by_key(within, start, end, _id(after), limit)
    else:
        rows = await reader.by_day(within, start, end, _day(after), limit)
    last = rows[-1] if len(rows) == limit else None
    return UsagePage(items=rows, next=None if last is None else str(last.key or last.day or UUID(int=0)))


def _id(text: str | None) -> UUID | None:
    try:
        return UUID(text) if text is not None else None
    except ValueError as error:
        raise InvalidInput("after: give the 'next' of the page before") from error


def _day(text: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text is not None else None
    except ValueError as error:
        raise InvalidInput("after: give the 'next' of the page before") from error


router = Router("/v1/usage", route_handlers=[read_usage], opt={"resource": "usage"}, tags=["usage"])
