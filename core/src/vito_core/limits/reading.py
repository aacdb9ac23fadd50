"""What `GET /v1/usage` shows."""

import datetime as dt
from typing import Any
from uuid import UUID

import msgspec

from vito_contracts.errors import InvalidInput
from vito_contracts.scope import TenantScope
from vito_core.db.pool import Pools
from vito_core.limits.usage import NOBODY

LONGEST = dt.timedelta(days=366)
_SUMS = (
    "sum(requests)::bigint as requests, sum(turns)::bigint as turns, sum(input_tokens)::bigint as input_tokens,"
    " sum(output_tokens)::bigint as output_tokens, sum(stream_seconds) / 60 as stream_minutes,"
    " sum(deliveries)::bigint as deliveries"
)
_BY_KEY = (
    f"select caller, {_SUMS} from core.usage where hour >= $1 and hour < $2 and ($3::uuid is null or caller > $3)"
    " group by caller order by caller limit $4"
)
_BY_DAY = (
    f"select (hour at time zone 'utc')::date as day, {_SUMS} from core.usage where hour >= $1 and hour < $2"
    " and ($3::date is null or (hour at time zone 'utc')::date > $3) group by 1 order by 1 limit $4"
)
_QUOTAS = (
    "select caller, month, quota, taken from core.quota_use where caller = any($1)"
    " and month = date_trunc('month', now() at time zone 'utc')::date"
)


class Quota(msgspec.Struct, frozen=True, kw_only=True):
    """Of this calendar month (UTC). `used`: counts the few units that processes hold just now as well."""

    month: dt.date
    limit: int
    used: int


class UsageRow(msgspec.Struct, frozen=True, kw_only=True):
    """`key`, or `day`: what the row sums up. `key` None in a list by key: what the engine did by itself (deliveries).
    `plan`: "quota", or "pay_per_request" where no quota ends it; told by key."""

    key: UUID | None = None
    day: dt.date | None = None
    requests: int
    turns: int
    input_tokens: int
    output_tokens: int
    stream_minutes: float
    deliveries: int
    plan: str | None = None
    quota: Quota | None = None


class UsageReader:
    """Whole days, in UTC; `end` is not part of them."""

    def __init__(self, pools: Pools) -> None:
        self._pools = pools

    async def by_key(
        self, scope: TenantScope, start: dt.date, end: dt.date, after: UUID | None, limit: int
    ) -> list[UsageRow]:
        async with self._pools.within(scope.tenant) as connection:
            rows = await connection.fetch(_BY_KEY, *_span(start, end), after, limit)
            found = await connection.fetch(_QUOTAS, [row["caller"] for row in rows])
        quotas = {row["caller"]: row for row in found if row["quota"]}
        return [_keyed(row, quotas.get(row["caller"])) for row in rows]

    async def by_day(
        self, scope: TenantScope, start: dt.date, end: dt.date, after: dt.date | None, limit: int
    ) -> list[UsageRow]:
        async with self._pools.within(scope.tenant) as connection:
            rows = await connection.fetch(_BY_DAY, *_span(start, end), after, limit)
        return [UsageRow(day=row["day"], **_sums(row)) for row in rows]


def _span(start: dt.date, end: dt.date) -> tuple[dt.datetime, dt.datetime]:
    """Raises `InvalidInput`."""
    if not dt.timedelta(0) < end - start <= LONGEST:
        raise InvalidInput(f"'to' must be after 'from', by at most {LONGEST.days} days")
    return dt.datetime.combine(start, dt.time(), dt.UTC), dt.datetime.combine(end, dt.time(), dt.UTC)


def _keyed(row: Any, quota: Any) -> UsageRow:
    if row["caller"] == NOBODY:
        return UsageRow(**_sums(row))
    shown = Quota(month=quota["month"], limit=quota["quota"], used=quota["taken"]) if quota is not None else None
    return UsageRow(key=row["caller"], **_sums(row), plan="quota" if shown else "pay_per_request", quota=shown)


def _sums(row: Any) -> dict[str, Any]:
    names = ("requests", "turns", "input_tokens", "output_tokens", "stream_minutes", "deliveries")
    return {name: row[name] for name in names}
