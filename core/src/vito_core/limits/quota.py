"""Monthly quotas: units are taken from PostgreSQL a few at a time, never more than there are, over all processes.

Money hangs on them, so what cannot be known is refused. Units that a process holds and does not use are given back
after a few seconds; those of a killed one are lost (at most a fiftieth of what was left, and at most 100).
"""

import asyncio
import datetime as dt
import time
from typing import Any
from uuid import UUID

import msgspec

from vito_contracts.errors import VitoError
from vito_contracts.ids import TenantId
from vito_core.db.pool import GONE, UNUSABLE, Pools

LEASE_SECONDS = 5.0
MOST_AT_ONCE = 100
ASK_AGAIN_SECONDS = 2.0
"""After this a spent quota is looked at again: it may have been raised, or others may have given units back."""
_TAKE = "select granted, remaining, of_month from core.take_quota($1, $2, $3, $4)"
_GIVE_BACK = "select core.give_back_quota($1, $2, $3, $4)"


class QuotaUnknown(VitoError):
    """The database cannot be asked how much of the quota is left."""


class _Units(msgspec.Struct):
    """What a process holds of a caller's quota. Times are of the monotonic clock, but `month`, which is the database's
    own."""

    tenant: TenantId
    held: int = 0
    until: float = 0.0
    remaining: int = 0
    spent_until: float = 0.0
    month: dt.date = dt.date.min
    asking: asyncio.Lock = msgspec.field(default_factory=asyncio.Lock)


class Quotas:
    """Of the callers that have one."""

    def __init__(self, pools: Pools, log: Any) -> None:
        self._pools = pools
        self._log = log
        self._units: dict[UUID, _Units] = {}

    async def take(self, tenant: TenantId, caller: UUID, quota: int) -> bool:
        """One request; False: the month's are spent. Raises `QuotaUnknown`."""
        units = self._units.setdefault(caller, _Units(tenant=tenant))
        if not self._holds(units):
            if time.monotonic() < units.spent_until:
                return False
            await self._ask(caller, quota, units)
        if units.held <= 0:
            return False
        units.held -= 1
        return True

    def remaining(self, caller: UUID) -> int:
        units = self._units.get(caller)
        return units.held + units.remaining if units is not None else 0

    @property
    def month(self) -> dt.date:
        return dt.datetime.now(dt.UTC).date().replace(day=1)

    def seconds_of_month(self) -> int:
        return (_after(self.month) - self.month).days * 86_400

    def seconds_to_reset(self) -> int:
        end = dt.datetime.combine(_after(self.month), dt.time(), dt.UTC)
        return max(int((end - dt.datetime.now(dt.UTC)).total_seconds()), 1)

    async def give_back(self, *, everything: bool = False) -> None:
        """What is held too long; `everything` when the process ends. What fails is lost to the caller, visibly."""
        now = time.monotonic()
        for caller, units in list(self._units.items()):
            if units.held > 0 and (everything or now >= units.until):
                unused, units.held = units.held, 0
                try:
                    async with self._pools.without_tenant() as connection:
                        await connection.execute(_GIVE_BACK, units.tenant, caller, units.month, unused)
                except UNUSABLE as error:
                    self._log.warning("quota.not_given_back", units=unused, error=type(error).__name__)
            elif now >= units.until + LEASE_SECONDS and not units.asking.locked():
                del self._units[caller]

    def _holds(self, units: _Units) -> bool:
        # A unit of last month is no unit of this one.
        return units.held > 0 and units.month == self.month

    async def _ask(self, caller: UUID, quota: int, units: _Units) -> None:
        async with units.asking:
            if self._holds(units) or time.monotonic() < units.spent_until:
                return
            try:
                async with self._pools.without_tenant() as connection:
                    row = await connection.fetchrow(_TAKE, units.tenant, caller, quota, MOST_AT_ONCE)
            except GONE as error:
                raise QuotaUnknown("how much of this key's quota is left cannot be asked just now") from error
            now = time.monotonic()
            units.held, units.remaining, units.month = row["granted"], row["remaining"], row["of_month"]
            units.until = now + LEASE_SECONDS
            if not units.held:
                units.spent_until = now + ASK_AGAIN_SECONDS


def _after(month: dt.date) -> dt.date:
    """The month after."""
    return (month + dt.timedelta(days=32)).replace(day=1)
