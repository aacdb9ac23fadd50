"""The queue of deliveries: taking what is due under a lease, and writing down what came of an attempt."""

import datetime as dt
import random
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import msgspec

from vito_contracts.events import NewEvent, PlatformEvent, WebhookDisabled
from vito_contracts.ids import TenantId
from vito_core.db.pool import Connection, Pools
from vito_core.events.log import append, current, event_of
from vito_core.events.types import EventTypes
from vito_core.webhooks.signing import Sealed

AT_ONCE = 4
"""Attempts at one endpoint at the same time, over all processes: a slow one costs nobody else."""
LONGEST_PAUSE = dt.timedelta(days=1)
"""That an endpoint may ask for."""
GONE = 410
_JITTER = 0.1

# Held till the end of the transaction: two processes do not count the same endpoint's open attempts side by side.
_LOCK = (
    "select *, previous_until > clock_timestamp() as signs_along from core.webhooks"
    " where state = 'on' and (paused_until is null or paused_until <= clock_timestamp())"
    " and exists (select from core.webhook_deliveries d where d.tenant_id = webhooks.tenant_id"
    " and d.webhook = webhooks.id and d.state = 'pending' and d.next_at <= clock_timestamp())"
    " for no key update skip locked"
)
_TAKE = """
with room as (
  select h.id, greatest($2 - (select count(*) from core.webhook_deliveries d
    where d.webhook = h.id and d.state = 'pending' and d.leased_until > clock_timestamp()), 0) as free
  from unnest($1::uuid[]) h (id)),
due as materialized (
  select d.id from room cross join lateral (select w.id from core.webhook_deliveries w
    where w.webhook = room.id and w.state = 'pending' and w.next_at <= clock_timestamp()
      and (w.leased_until is null or w.leased_until <= clock_timestamp())
    order by w.next_at limit room.free for update skip locked) d limit $3)
update core.webhook_deliveries d set attempts = d.attempts + 1, attempted_at = clock_timestamp(),
  leased_until = clock_timestamp() + $4
from due where d.id = due.id returning d.id, d.webhook, d.event, d.attempts, d.round
"""
_EVENTS = "select * from core.events where id = any($1)"
_DELIVERED = (
    "update core.webhook_deliveries set state = 'delivered', delivered_at = clock_timestamp(), leased_until = null,"
    " status = $3, error_code = null, duration_ms = $4 where id = $1 and attempts = $2 and state = 'pending'"
    " returning webhook"
)
_NOT_DELIVERED = (
    "update core.webhook_deliveries set state = case when $6::interval is null then 'failed' else 'pending' end,"
    " next_at = clock_timestamp() + coalesce($6, interval '0'), leased_until = null, status = $3, duration_ms = $4,"
    " error_code = $5 where id = $1 and attempts = $2 and state = 'pending' returning webhook"
)
_DISABLE = (
    "update core.webhooks set state = 'disabled', reason_code = $2 where id = $1 and state = 'on'"
    " and ($3::interval is null or last_success_at is null or last_success_at < clock_timestamp() - $3) returning id"
)


class Attempt(msgspec.Struct, frozen=True, kw_only=True):
    """One delivery taken under a lease. `number`: of the attempts, over all rounds; a later one has a higher number.

    `tried`: attempts of this round (since the event, or the last replay), this one included. `secrets`: the current
    one, then the one before while it signs along.
    """

    tenant: TenantId
    delivery: UUID
    webhook: UUID
    url: str
    secrets: tuple[Sealed, ...]
    event: PlatformEvent
    number: int
    tried: int


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What came of it. `status`: HTTP's. `error_code`: None if it arrived. `retry_after`: what the endpoint asked."""

    status: int | None
    error_code: str | None
    duration_ms: int
    retry_after: dt.timedelta | None = None


class DeliveryQueue:
    """`lease`: how long an attempt is nobody else's. `pauses`: seconds between the attempts of a round."""

    def __init__(self, pools: Pools, types: EventTypes, lease: dt.timedelta, pauses: Sequence[float]) -> None:
        self._pools = pools
        self._types = types
        self._lease = lease
        self._pauses = tuple(pauses)

    async def tenants(self) -> list[TenantId]:
        """Those with something due."""
        async with self._pools.without_tenant() as connection:
            rows = await connection.fetch("select tenant_id from core.tenants_with_due_webhooks()")
        return [TenantId(row["tenant_id"]) for row in rows]

    async def take(self, tenant: TenantId, most: int) -> list[Attempt]:
        async with self._pools.within(tenant) as connection:
            webhooks = {row["id"]: row for row in await connection.fetch(_LOCK)}
            if not webhooks:
                return []
            taken = await connection.fetch(_TAKE, list(webhooks), AT_ONCE, most, self._lease)
            ids = [row["event"] for row in taken]
            events = {row["id"]: row for row in await connection.fetch(_EVENTS, ids)} if ids else {}
        return [self._attempt(tenant, row, webhooks[row["webhook"]], events[row["event"]]) for row in taken]

    def _attempt(self, tenant: TenantId, row: Any, webhook: Any, event: Any) -> Attempt:
        secrets = [Sealed(webhook["secret"], webhook["secret_key"])]
        if webhook["signs_along"]:
            secrets.append(Sealed(webhook["previous_secret"], webhook["previous_secret_key"]))
        return Attempt(
            tenant=tenant,
            delivery=row["id"],
            webhook=row["webhook"],
            url=webhook["url"],
            secrets=tuple(secrets),
            event=current(event_of(event), self._types),
            number=row["attempts"],
            tried=row["attempts"] - row["round"],
        )

    async def settle(self, attempt: Attempt, outcome: Outcome) -> None:
        """An attempt whose lease ran out meanwhile, and which another has begun anew, changes nothing any more."""
        async with self._pools.within(attempt.tenant) as connection:
            if outcome.error_code is None:
                await self._arrived(connection, attempt, outcome)
            else:
                await self._failed(connection, attempt, outcome)

    async def _arrived(self, connection: Connection, attempt: Attempt, outcome: Outcome) -> None:
        arguments = (attempt.delivery, attempt.number, outcome.status, outcome.duration_ms)
        if await connection.fetchval(_DELIVERED, *arguments) is not None:
            # Once a second is enough to show it, and spares a busy endpoint's row.
            await connection.execute(
                "update core.webhooks set last_success_at = clock_timestamp() where id = $1"
                " and (last_success_at is null or last_success_at < clock_timestamp() - interval '1 second')",
                attempt.webhook,
            )

    async def _failed(self, connection: Connection, attempt: Attempt, outcome: Outcome) -> None:
        gone = outcome.status == GONE
        pause = None if gone else self._pause(attempt, outcome)
        found = await connection.fetchval(
            _NOT_DELIVERED,
            attempt.delivery,
            attempt.number,
            outcome.status,
            outcome.duration_ms,
            outcome.error_code,
            pause,
        )
        if found is None:
            return
        await connection.execute(
            "update core.webhooks set last_failure_at = clock_timestamp(),"
            " paused_until = greatest(paused_until, clock_timestamp() + $2::interval) where id = $1",
            attempt.webhook,
            _asked(outcome),
        )
        if gone:
            await self._disable(connection, attempt, "gone", None)
        elif pause is None:
            await self._disable(connection, attempt, "failing", dt.timedelta(seconds=sum(self._pauses)))

    def _pause(self, attempt: Attempt, outcome: Outcome) -> dt.timedelta | None:
        """None: that was the last attempt."""
        if attempt.tried > len(self._pauses):
            return None
        seconds = self._pauses[attempt.tried - 1] * random.uniform(1 - _JITTER, 1 + _JITTER)  # noqa: S311 - no secret
        return max(dt.timedelta(seconds=seconds), _asked(outcome) or dt.timedelta(0))

    async def _disable(
        self, connection: Connection, attempt: Attempt, reason: str, without_success: dt.timedelta | None
    ) -> None:
        if await connection.fetchval(_DISABLE, attempt.webhook, reason, without_success) is not None:
            payload = WebhookDisabled(webhook=attempt.webhook, reason=reason)
            event = NewEvent(type="webhook.disabled", subject=attempt.webhook, payload=payload)
            await append(connection, attempt.tenant, "core", self._types, [event])


def _asked(outcome: Outcome) -> dt.timedelta | None:
    return min(outcome.retry_after, LONGEST_PAUSE) if outcome.retry_after is not None else None
