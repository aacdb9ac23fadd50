"""Deliveries: made of events as they come, listed, replayed."""

import datetime as dt
from uuid import UUID

from vito_contracts.errors import InvalidInput, NotFound
from vito_contracts.events import NewEvent, PlatformEvent, WebhookReplayed
from vito_contracts.hooks import Subscription
from vito_contracts.ids import new_id
from vito_contracts.scope import TenantScope
from vito_core.db.pool import Connection, Pools
from vito_core.events.log import append, doer
from vito_core.events.types import EventTypes
from vito_core.webhooks.desk import MOST_ENDPOINTS, TESTED
from vito_core.webhooks.records import Delivery, DeliveryState, delivery_of

KEPT = dt.timedelta(days=30)
_AGAIN = (
    "state = 'pending', round = attempts, next_at = clock_timestamp(), leased_until = null, delivered_at = null,"
    " error_code = null, status = null"
)


class Deliveries:
    """`subscriptions()`: how the dispatcher tells of events; the core's own subscriber."""

    def __init__(self, pools: Pools, types: EventTypes) -> None:
        self._pools = pools
        self._types = types

    def subscriptions(self) -> tuple[Subscription, ...]:
        """Every type that is registered now, so after the plugins were loaded."""
        names = tuple(each.name for _, each in self._types if each.name != TESTED)
        return (Subscription(names, self.queue, name="webhooks"),)

    async def queue(self, scope: TenantScope, event: PlatformEvent) -> None:
        """A delivery for each endpoint that is on and listens to the type; none twice."""
        async with self._pools.without_tenant() as connection:
            await connection.execute(
                "select core.queue_webhooks($1, $2, $3, $4)",
                scope.tenant,
                event.id,
                event.type,
                [new_id() for _ in range(MOST_ENDPOINTS)],
            )

    async def all(
        self,
        scope: TenantScope,
        webhook: UUID,
        *,
        state: DeliveryState | None = None,
        after: UUID | None = None,
        limit: int = 50,
    ) -> list[Delivery]:
        """Newest first. Raises `NotFound`."""
        async with self._pools.within(scope.tenant) as connection:
            if not await connection.fetchval("select true from core.webhooks where id = $1", webhook):
                raise NotFound(f"no webhook {webhook}")
            rows = await connection.fetch(
                "select * from core.webhook_deliveries where webhook = $1 and ($2::text is null or state = $2)"
                " and ($3::uuid is null or id < $3) order by id desc limit $4",
                webhook,
                state,
                after,
                limit,
            )
        return [delivery_of(row) for row in rows]

    async def replay(self, scope: TenantScope, webhook: UUID, delivery: UUID) -> Delivery:
        """Sends it again, under the same webhook-id. One that is still pending is tried at once. Raises `NotFound`."""
        async with self._pools.within(scope.tenant) as connection:
            row = await connection.fetchrow(
                f"update core.webhook_deliveries set {_AGAIN} where webhook = $1 and id = $2 returning *",
                webhook,
                delivery,
            )
            if row is None:
                raise NotFound(f"no delivery {delivery} of webhook {webhook}")
            await self._tell(connection, scope, webhook, delivery, 1)
        return delivery_of(row)

    async def replay_failed(self, scope: TenantScope, webhook: UUID, since: dt.datetime) -> int:
        """All that failed of the events told of since then, oldest first; how many. Raises `NotFound`."""
        if since.tzinfo is None:
            raise InvalidInput("since: say the time zone, as in 2026-01-01T00:00:00Z")
        async with self._pools.within(scope.tenant) as connection:
            if not await connection.fetchval("select true from core.webhooks where id = $1", webhook):
                raise NotFound(f"no webhook {webhook}")
            replayed = await connection.execute(
                f"update core.webhook_deliveries set {_AGAIN} where webhook = $1 and state = 'failed'"
                " and created_at >= $2",
                webhook,
                since,
            )
            count = int(str(replayed).rpartition(" ")[2])
            await self._tell(connection, scope, webhook, None, count)
        return count

    async def _tell(
        self, connection: Connection, scope: TenantScope, webhook: UUID, delivery: UUID | None, deliveries: int
    ) -> None:
        payload = WebhookReplayed(webhook=webhook, delivery=delivery, deliveries=deliveries, by=doer(scope))
        event = NewEvent(type="webhook.replayed", subject=webhook, payload=payload)
        await append(connection, scope.tenant, "core", self._types, [event])

    async def forget_old(self, scope: TenantScope) -> int:
        """Those kept long enough; how many."""
        async with self._pools.within(scope.tenant) as connection:
            gone = await connection.execute(
                "delete from core.webhook_deliveries where created_at < clock_timestamp() - $1::interval", KEPT
            )
        return int(str(gone).rpartition(" ")[2])
