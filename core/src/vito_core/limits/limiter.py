"""Rate and monthly quota of each caller, held over all processes.

The truth is in PostgreSQL; a process takes a few tokens at a time and lets requests through on them without asking.
Tokens that are not used within a second or two are gone: so in any t seconds all processes together let through at most
burst + rate × (t + 2) requests of a caller.
"""

import asyncio
import datetime as dt
import math
import time
from typing import Any
from uuid import UUID

import msgspec

from vito_contracts.ids import TenantId
from vito_contracts.scope import TenantScope
from vito_core.db.pool import GONE, Pools
from vito_core.identity.limits import KeyLimits
from vito_core.limits.quota import Quotas

LEASE_SECONDS = 1.0
SHARE = 0.25
"""Seconds of the rate that are taken at once: four round trips a second at full speed, off the requests' path."""
MOST_AT_ONCE = 1_000
MOST_CALLERS = 10_000
"""Remembered by a process."""
LONGEST_SECONDS = 366 * 86_400
"""What headers say at most, of a key that may do next to nothing."""
_TAKE = "select granted, left_over from core.take_tokens($1, $2, $3, $4, $5)"


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """What holds for a caller. `rate`: requests a second, 0 for no limit. `quota`: requests a month, None for no
    limit; with 0, none passes."""

    rate: float
    burst: int
    quota: int | None


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """`refused`: None, "rate" or "quota". `retry_after`: seconds. `policy`, `left`: the values of the two headers of
    the IETF's draft; empty where nothing limits."""

    refused: str | None = None
    retry_after: int = 0
    policy: str = ""
    left: str = ""


UNLIMITED = Verdict()


class _Tokens(msgspec.Struct):
    """What a process holds of a caller's bucket. `held`: tokens, good until `until`. `left_over`: in the bucket, when
    last seen. `empty_until`: before then nobody need ask again. Times are of the monotonic clock."""

    held: int = 0
    until: float = 0.0
    left_over: float = 0.0
    empty_until: float = 0.0
    asking: asyncio.Lock = msgspec.field(default_factory=asyncio.Lock)
    refill: asyncio.Task[None] | None = None


class Limiter:
    """`rate`, `burst`, `monthly_quota`: for callers that have none of their own; a rate or quota of 0 is none."""

    def __init__(self, pools: Pools, quotas: Quotas, rate: float, burst: int, monthly_quota: int, log: Any) -> None:
        self._pools = pools
        self._quotas = quotas
        self._defaults = Limits(rate=rate, burst=burst, quota=monthly_quota or None)
        self._rate_alone = Limits(rate=rate, burst=max(burst, 1), quota=None)
        self._log = log
        self._tokens: dict[UUID, _Tokens] = {}
        self._resolved: dict[KeyLimits, Limits] = {}
        self._policies: dict[tuple[Limits, dt.date], str] = {}
        self._complained_at = -math.inf

    async def admit(self, tenant: TenantId, caller: UUID, own: KeyLimits) -> Verdict:
        """Whether one more request of this caller may go on. Awaits nothing most of the time.

        Raises `QuotaUnknown` while nobody can tell how much of a quota is left.
        """
        return await self._admit(tenant, caller, self._resolved.get(own) or self._resolve(own))

    async def admit_for(self, tenant: TenantId, caller: UUID, payer: UUID, own: KeyLimits) -> Verdict:
        """One more request of a caller that somebody else pays for: within the installation's rate, for the caller
        alone, and within rate and quota of the payer (`own`). What is left to the payer is not told. Raises as `admit`.
        """
        alone = await self._admit(tenant, caller, self._rate_alone)
        if alone.refused is not None:
            return alone
        paid = await self.admit(tenant, payer, own)
        return msgspec.structs.replace(alone, refused=paid.refused, retry_after=paid.retry_after)

    async def _admit(self, tenant: TenantId, caller: UUID, limits: Limits) -> Verdict:
        if limits.rate == 0 and limits.quota is None:
            return UNLIMITED
        wait = await self._rate(tenant, caller, limits) if limits.rate else 0.0
        if wait:
            return self._verdict(caller, limits, "rate", math.ceil(min(wait, LONGEST_SECONDS)))
        if limits.quota is not None and not await self._quotas.take(tenant, caller, limits.quota):
            return self._verdict(caller, limits, "quota", self._quotas.seconds_to_reset())
        return self._verdict(caller, limits, None, 0)

    def _resolve(self, own: KeyLimits) -> Limits:
        base = self._defaults
        limits = Limits(
            rate=base.rate if own.rate_per_second is None else own.rate_per_second,
            burst=max(base.burst if own.burst is None else own.burst, 1),
            quota=base.quota if own.monthly_quota is None else own.monthly_quota,
        )
        if len(self._resolved) >= MOST_CALLERS:
            self._resolved.clear()
        self._resolved[own] = limits
        return limits

    async def _rate(self, tenant: TenantId, caller: UUID, limits: Limits) -> float:
        """Seconds to wait; 0: go on."""
        tokens = self._tokens.get(caller)
        if tokens is None:
            tokens = self._remember(caller)
        now = time.monotonic()
        if tokens.held <= 0 or now >= tokens.until:
            if now < tokens.empty_until:
                return tokens.empty_until - now
            await self._ask(tenant, caller, limits, tokens, urgent=True)
            if tokens.held <= 0:
                return max(tokens.empty_until - time.monotonic(), 0.001)
        tokens.held -= 1
        if tokens.held <= _batch(limits) // 2 and tokens.refill is None and tokens.left_over >= 1:
            tokens.refill = asyncio.create_task(self._refill(tenant, caller, limits, tokens))
        return 0.0

    async def _refill(self, tenant: TenantId, caller: UUID, limits: Limits, tokens: _Tokens) -> None:
        try:
            await self._ask(tenant, caller, limits, tokens, urgent=False)
        except Exception as error:
            # Nobody waits for this one; the next request without a token asks itself, and is told.
            self._complain(error)
        finally:
            tokens.refill = None

    async def _ask(self, tenant: TenantId, caller: UUID, limits: Limits, tokens: _Tokens, *, urgent: bool) -> None:
        """Takes a few more tokens. `urgent`: somebody waits for one; several who wait ask once."""
        async with tokens.asking:
            now = time.monotonic()
            if urgent and ((tokens.held > 0 and now < tokens.until) or now < tokens.empty_until):
                return
            batch = _batch(limits)
            try:
                async with self._pools.without_tenant() as connection:
                    row = await connection.fetchrow(_TAKE, tenant, caller, limits.rate, limits.burst, batch)
            except GONE as error:
                # The rate protects the service, not money: without the database requests go on.
                self._complain(error)
                tokens.held, tokens.until = batch, now + LEASE_SECONDS
                return
            kept = tokens.held if now < tokens.until else 0
            tokens.held, tokens.left_over = kept + row["granted"], row["left_over"]
            # A refill prolongs the time of older tokens once: half a batch, which is used before the next refill.
            tokens.until = now + LEASE_SECONDS if row["granted"] else tokens.until
            if tokens.held <= 0:
                tokens.empty_until = now + (1 - row["left_over"]) / limits.rate

    async def forget_old(self, scope: TenantScope) -> int:
        """Buckets of callers that did not ask for a day; how many."""
        async with self._pools.within(scope.tenant) as connection:
            gone = await connection.execute(
                "delete from core.rate_buckets where at < clock_timestamp() - interval '1 day'"
            )
        return int(str(gone).rpartition(" ")[2])

    def _remember(self, caller: UUID) -> _Tokens:
        if len(self._tokens) >= MOST_CALLERS:
            now = time.monotonic()
            self._tokens = {key: each for key, each in self._tokens.items() if now < each.until}
        tokens = self._tokens[caller] = _Tokens()
        return tokens

    def _complain(self, error: BaseException) -> None:
        if time.monotonic() - self._complained_at > 1:
            self._complained_at = time.monotonic()
            self._log.warning("limits.let_through", error=type(error).__name__)

    # ------------------------------------------------------------------------------------------------- the headers

    def _verdict(self, caller: UUID, limits: Limits, refused: str | None, retry_after: int) -> Verdict:
        left = []
        if limits.rate:
            tokens = self._tokens.get(caller) or _Tokens()
            here = min(max(tokens.held, 0) + int(tokens.left_over), limits.burst)
            left.append(f'"rate";r={here};t={_seconds(limits.burst - here, limits.rate)}')
        if limits.quota is not None:
            left.append(f'"month";r={self._quotas.remaining(caller)};t={self._quotas.seconds_to_reset()}')
        return Verdict(refused=refused, retry_after=retry_after, policy=self._policy(limits), left=", ".join(left))

    def _policy(self, limits: Limits) -> str:
        month = self._quotas.month
        found = self._policies.get((limits, month))
        if found is None:
            window = _seconds(limits.burst, limits.rate) if limits.rate else 0
            parts = [f'"rate";q={limits.burst};w={window}'] if limits.rate else []
            parts += (
                [f'"month";q={limits.quota};w={self._quotas.seconds_of_month()}'] if limits.quota is not None else []
            )
            found = ", ".join(parts)
            if len(self._policies) >= MOST_CALLERS:
                self._policies.clear()
            self._policies[limits, month] = found
        return found


def _seconds(requests: int, rate: float) -> int:
    return math.ceil(min(requests / rate, LONGEST_SECONDS))


def _batch(limits: Limits) -> int:
    return max(1, min(math.ceil(limits.rate * SHARE), limits.burst // 4, MOST_AT_ONCE))
