"""What is used: counted in this process, written down every few seconds in one statement.

A process that is killed loses what it counted since: at most those few seconds, in the tenant's favour.
"""

import asyncio
import datetime as dt
from typing import Any
from uuid import UUID

import msgspec

from vito_contracts.ids import TenantId
from vito_core.db.pool import Pools, is_lost

NOBODY = UUID(int=0)
"""Stands where no key asked: what the engine does by itself for a tenant."""
_ADD = "select core.add_usage($1, $2, $3, $4, $5, $6, $7, $8, $9)"


class Used(msgspec.Struct):
    """Of one caller in one hour."""

    requests: int = 0
    turns: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    stream_seconds: float = 0.0
    deliveries: int = 0


class UsageMeter:
    """Counting touches no database and cannot fail."""

    def __init__(self, pools: Pools, log: Any) -> None:
        self._pools = pools
        self._log = log
        self._counted: dict[tuple[TenantId, dt.datetime, UUID], Used] = {}
        self._flushing = asyncio.Lock()

    def count(
        self,
        tenant: TenantId,
        caller: UUID | None,
        *,
        requests: int = 0,
        turns: int = 0,
        input_tokens: int = 0,
        output_tokens: int = 0,
        stream_seconds: float = 0.0,
        deliveries: int = 0,
    ) -> None:
        """`caller`: the key or user that pays; None for what the engine does by itself."""
        used = self._of(tenant, caller or NOBODY)
        used.requests += requests
        used.turns += turns
        used.input_tokens += input_tokens
        used.output_tokens += output_tokens
        used.stream_seconds += stream_seconds
        used.deliveries += deliveries

    def request(self, tenant: TenantId, caller: UUID) -> None:
        """The one that every request calls."""
        self._of(tenant, caller).requests += 1

    async def flush(self) -> None:
        """Writes down what was counted. Raises what the database raises; the numbers are then kept, unless they may
        have been written: nobody pays twice."""
        async with self._flushing:
            if not self._counted:
                return
            counted, self._counted = self._counted, {}
            try:
                async with self._pools.without_tenant() as connection:
                    await connection.execute(_ADD, *_columns(counted))
            except BaseException as error:
                if _may_be_written(error):
                    self._log.error("usage.lost", requests=sum(used.requests for used in counted.values()))
                else:
                    self._take_back(counted)
                raise

    def _of(self, tenant: TenantId, caller: UUID) -> Used:
        hour = dt.datetime.now(dt.UTC).replace(minute=0, second=0, microsecond=0)
        key = (tenant, hour, caller)
        used = self._counted.get(key)
        if used is None:
            used = self._counted[key] = Used()
        return used

    def _take_back(self, counted: dict[tuple[TenantId, dt.datetime, UUID], Used]) -> None:
        for key, used in counted.items():
            kept = self._counted.setdefault(key, Used())
            for name in Used.__struct_fields__:
                setattr(kept, name, getattr(kept, name) + getattr(used, name))


def _columns(counted: dict[tuple[TenantId, dt.datetime, UUID], Used]) -> list[list[Any]]:
    keys = [[key[n] for key in counted] for n in range(3)]
    return keys + [[getattr(used, name) for used in counted.values()] for name in Used.__struct_fields__]


def _may_be_written(error: BaseException) -> bool:
    """Whether the connection went away under the statement (and not when it was opened: that is an `OSError`)."""
    return isinstance(error, asyncio.CancelledError) or is_lost(error)
