"""When a key was used last: written beside the request, at most once a minute for each key of a process."""

import time
from uuid import UUID

from vito_contracts.ids import TenantId
from vito_core.db.pool import Pools
from vito_core.identity.aside import Aside

EVERY_SECONDS = 60.0
MOST_KEYS = 10_000


class LastUsed:
    def __init__(self, pools: Pools, aside: Aside, every_seconds: float = EVERY_SECONDS) -> None:
        self._pools = pools
        self._aside = aside
        self._every = every_seconds
        self._written: dict[UUID, float] = {}

    def note(self, tenant: TenantId, key: UUID) -> None:
        now = time.monotonic()
        if now - self._written.get(key, -self._every) < self._every:
            return
        if len(self._written) >= MOST_KEYS:
            self._written.clear()
        self._written[key] = now
        self._aside.do(self._write(tenant, key))

    async def _write(self, tenant: TenantId, key: UUID) -> None:
        async with self._pools.within(tenant) as connection:
            await connection.execute(
                "update core.api_keys set last_used_at = clock_timestamp() where id = $1"
                " and (last_used_at is null or last_used_at < clock_timestamp() - make_interval(secs => $2))",
                key,
                self._every,
            )
