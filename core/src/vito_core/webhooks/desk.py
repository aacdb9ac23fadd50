"""Endpoints of one tenant: making, changing, trying and removing them."""

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from vito_contracts.errors import Conflict, InvalidInput, NotFound, OutwardRefused
from vito_contracts.events import EventPayload, NewEvent, WebhookChanged, WebhookTested
from vito_contracts.ids import EventId, new_id
from vito_contracts.scope import TenantScope
from vito_core.db.pool import Connection, Pools
from vito_core.events.log import append, doer
from vito_core.events.types import EventTypes
from vito_core.keyring.ring import Keyring
from vito_core.outward.client import Outward
from vito_core.records.versions import Seen, require_seen
from vito_core.webhooks.records import Delivery, Webhook, WebhookState, WebhookWithSecret, delivery_of, webhook_of
from vito_core.webhooks.signing import Sealed, new_secret, seal, shown

MOST_ENDPOINTS = 20
MOST_FILTERS = 50
TESTED = "webhook.tested"
LONGEST_GRACE = dt.timedelta(days=7)
_FILTER = re.compile(r"[a-z0-9_.*-]{1,100}")


class WebhookDesk:
    """What a tenant does with its endpoints. Texts of errors name no URL: it may hold a secret of its owner's."""

    def __init__(self, pools: Pools, keys: Keyring, outward: Outward, types: EventTypes) -> None:
        self._pools = pools
        self._keys = keys
        self._outward = outward
        self._types = types

    async def create(self, scope: TenantScope, url: str, events: Sequence[str]) -> WebhookWithSecret:
        """Raises `InvalidInput`, and `Conflict` beyond the number of endpoints a tenant may have."""
        self._check_url(url)
        filters = self._filters(events)
        webhook, secret = new_id(), new_secret()
        sealed = await seal(self._keys, scope.tenant, webhook, secret)
        async with self._pools.within(scope.tenant) as connection:
            # One at a time for each tenant, so that two requests do not both find the last place.
            await connection.execute("select from core.tenants where tenant_id = $1 for no key update", scope.tenant)
            if await connection.fetchval("select count(*) from core.webhooks") >= MOST_ENDPOINTS:
                raise Conflict(f"there are {MOST_ENDPOINTS} webhooks, which is the most: delete one first")
            row = await connection.fetchrow(
                "insert into core.webhooks (tenant_id, id, url, events, secret, secret_key)"
                " values ($1, $2, $3, $4, $5, $6) returning *",
                scope.tenant,
                webhook,
                url,
                filters,
                sealed.data,
                sealed.key,
            )
            await self._tell(connection, scope, webhook, "created")
        return WebhookWithSecret(**webhook_of(row), secret=shown(secret))

    async def all(self, scope: TenantScope, after: UUID | None = None, limit: int = 50) -> list[Webhook]:
        """Oldest first."""
        async with self._pools.within(scope.tenant) as connection:
            rows = await connection.fetch(
                "select * from core.webhooks where ($1::uuid is null or id > $1) order by id limit $2", after, limit
            )
        return [Webhook(**webhook_of(row)) for row in rows]

    async def get(self, scope: TenantScope, webhook: UUID) -> Webhook:
        """Raises `NotFound`."""
        async with self._pools.within(scope.tenant) as connection:
            return Webhook(**webhook_of(await _read(connection, webhook)))

    async def change(
        self,
        scope: TenantScope,
        webhook: UUID,
        *,
        url: str | None = None,
        events: Sequence[str] | None = None,
        on: bool | None = None,
        seen: Seen,
    ) -> Webhook:
        """What is None stays. Switching on takes back what disabled or paused it. Raises `NotFound`, `Stale`,
        `InvalidInput`."""
        if url is not None:
            self._check_url(url)
        filters = self._filters(events) if events is not None else None
        state = None if on is None else WebhookState.ON if on else WebhookState.OFF
        async with self._pools.within(scope.tenant) as connection:
            before = await _seen(connection, webhook, seen)
            row = await connection.fetchrow(
                "update core.webhooks set url = coalesce($2, url), events = coalesce($3, events),"
                " state = coalesce($4, state), reason_code = case when $4::text is null then reason_code end,"
                " paused_until = case when $4::text is null then paused_until end where id = $1 returning *",
                webhook,
                url,
                filters,
                state,
            )
            changed = Webhook(**webhook_of(row))
            if changed != before:
                await self._tell(connection, scope, webhook, "changed")
        return changed

    async def delete(self, scope: TenantScope, webhook: UUID, seen: Seen) -> None:
        """With its deliveries. Raises `NotFound`, `Stale`."""
        async with self._pools.within(scope.tenant) as connection:
            await _seen(connection, webhook, seen)
            await connection.execute("delete from core.webhooks where id = $1", webhook)
            await self._tell(connection, scope, webhook, "deleted")

    async def rotate(self, scope: TenantScope, webhook: UUID, grace: dt.timedelta, seen: Seen) -> WebhookWithSecret:
        """A new secret; the one before signs along for `grace`. Raises `NotFound`, `Stale`, `InvalidInput`."""
        if not dt.timedelta(0) <= grace <= LONGEST_GRACE:
            raise InvalidInput(f"the secret before may sign along for at most {LONGEST_GRACE.days} days")
        secret = new_secret()
        sealed: Sealed = await seal(self._keys, scope.tenant, webhook, secret)
        async with self._pools.within(scope.tenant) as connection:
            await _seen(connection, webhook, seen)
            row = await connection.fetchrow(
                "update core.webhooks set secret = $2, secret_key = $3,"
                " previous_secret = case when $4 > interval '0' then secret end,"
                " previous_secret_key = case when $4 > interval '0' then secret_key end,"
                " previous_until = case when $4 > interval '0' then clock_timestamp() + $4 end"
                " where id = $1 returning *",
                webhook,
                sealed.data,
                sealed.key,
                grace,
            )
            await self._tell(connection, scope, webhook, "rotated")
        return WebhookWithSecret(**webhook_of(row), secret=shown(secret))

    async def test(self, scope: TenantScope, webhook: UUID) -> Delivery:
        """A delivery of `webhook.tested` to this endpoint alone, whatever it listens to.

        Raises `NotFound`, and `Conflict` while it is not on.
        """
        event = EventId(new_id())
        async with self._pools.within(scope.tenant) as connection:
            found = await _read(connection, webhook)
            if found["state"] != WebhookState.ON:
                raise Conflict(f"webhook {webhook} is {found['state']}: switch it on first")
            payload = WebhookTested(webhook=webhook, by=doer(scope))
            told = NewEvent(type=TESTED, subject=webhook, payload=payload, id=event)
            await append(connection, scope.tenant, "core", self._types, [told])
            row = await connection.fetchrow(
                "insert into core.webhook_deliveries (tenant_id, id, webhook, event, type) values ($1, $2, $3, $4, $5)"
                " returning *",
                scope.tenant,
                new_id(),
                webhook,
                event,
                TESTED,
            )
        return delivery_of(row)

    def _check_url(self, url: str) -> None:
        try:
            self._outward.check(url)
        except OutwardRefused as error:
            raise InvalidInput(f"url: {error}") from error

    def _filters(self, events: Sequence[str]) -> list[str]:
        """Raises `InvalidInput` for a filter that could never match."""
        filters = list(dict.fromkeys(events))
        if not 0 < len(filters) <= MOST_FILTERS:
            raise InvalidInput(f"events: name 1 to {MOST_FILTERS} types, such as lead.qualified, lead.* or *")
        names = [each.name for _, each in self._types]
        for each in filters:
            glob = re.compile(re.escape(each).replace(r"\*", ".*"))
            if not _FILTER.fullmatch(each) or not any(glob.fullmatch(name) for name in names):
                raise InvalidInput(f"events: no event type is like {each[:100]!r}; * stands for anything")
        return filters

    async def _tell(self, connection: Connection, scope: TenantScope, webhook: UUID, change: str) -> None:
        payload: EventPayload = WebhookChanged(webhook=webhook, change=change, by=doer(scope))
        event = NewEvent(type="webhook.changed", subject=webhook, payload=payload)
        await append(connection, scope.tenant, "core", self._types, [event])


async def _seen(connection: Connection, webhook: UUID, seen: Seen) -> Webhook:
    """As it is now, locked. Raises `NotFound`, and `Stale` where the change rests on another version."""
    found = Webhook(**webhook_of(await _read(connection, webhook, lock=True)))
    require_seen(found, seen, "the webhook")
    return found


async def _read(connection: Connection, webhook: UUID, *, lock: bool = False) -> Any:
    row = await connection.fetchrow(
        f"select * from core.webhooks where id = $1{' for no key update' if lock else ''}", webhook
    )
    if row is None:
        raise NotFound(f"no webhook {webhook}")
    return row
