"""What was used in an hour becomes events: one for each caller and unit, never one for each request."""

import asyncio
import datetime as dt
from typing import Any

from vito_contracts.events import NewEvent, UsageMetered
from vito_contracts.ids import TenantId
from vito_core.db.pool import Pools
from vito_core.events.log import append
from vito_core.events.types import EventTypes
from vito_core.limits.usage import NOBODY
from vito_core.rounds import every

LOOK_EVERY_SECONDS = 60.0
SETTLES_AFTER = dt.timedelta(minutes=2)
"""An hour is told of once it is over by so much. What is written down for it still later is told of as well."""

_TELL = """
with due as materialized (
  select hour, caller, requests - told_requests as request, deliveries - told_deliveries as delivery,
    floor(stream_seconds / 60)::bigint - told_stream_minutes as stream_minute
  from core.usage where hour < $1 and (requests > told_requests
    or floor(stream_seconds / 60) > told_stream_minutes or deliveries > told_deliveries)
  order by hour, caller limit 500 for update)
update core.usage u set told_requests = u.requests, told_deliveries = u.deliveries,
  told_stream_minutes = floor(u.stream_seconds / 60)
from due where u.hour = due.hour and u.caller = due.caller
returning u.hour, u.caller, due.request, due.delivery, due.stream_minute
"""
UNITS = ("request", "stream_minute", "delivery")
"""Turns and tokens are not among them: each turn tells of its own, with its contact."""


class UsageTeller:
    """Runs in the worker; harmless in several at once."""

    def __init__(self, pools: Pools, types: EventTypes, log: Any) -> None:
        self._pools = pools
        self._types = types
        self._log = log

    async def keep_telling(self, stop: asyncio.Event) -> None:
        await every(LOOK_EVERY_SECONDS, lambda: self.tell(dt.datetime.now(dt.UTC)), "usage.not_told", self._log, stop)

    async def tell(self, now: dt.datetime) -> int:
        """Of all hours that are over; how many events."""
        before = (now - SETTLES_AFTER).replace(minute=0, second=0, microsecond=0)
        async with self._pools.without_tenant() as connection:
            tenants = await connection.fetch("select tenant_id from core.tenants_with_untold_usage($1)", before)
        return sum([await self._tell_of(TenantId(row["tenant_id"]), before) for row in tenants])

    async def _tell_of(self, tenant: TenantId, before: dt.datetime) -> int:
        async with self._pools.within(tenant) as connection:
            rows = await connection.fetch(_TELL, before)
            events = [
                NewEvent(
                    type="usage.metered",
                    subject=tenant if row["caller"] == NOBODY else row["caller"],
                    payload=UsageMetered(unit=unit, quantity=row[unit]),
                )
                for row in rows
                for unit in UNITS
                if row[unit] > 0
            ]
            if events:
                await append(connection, tenant, "core", self._types, events)
        return len(events)
