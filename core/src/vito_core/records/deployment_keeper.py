"""Notes in the background what deployments' dates have moved, so that whoever listens hears of starts and ends."""

import asyncio
from typing import Any

from vito_contracts.ids import RequestId, TenantId, new_id
from vito_contracts.scope import SYSTEM, TenantScope
from vito_core.db.pool import Pools
from vito_core.events.types import EventTypes
from vito_core.records.deployment_rows import move_due
from vito_core.rounds import every

LOOK_EVERY_SECONDS = 1.0
MOVED_AT_ONCE = 100


async def keep_moving(pools: Pools, types: EventTypes, log: Any, stop: asyncio.Event) -> None:
    """Until `stop` is set. Harmless in several processes at once; whether a deployment serves does not wait for it."""
    await every(LOOK_EVERY_SECONDS, lambda: _move_everybodys(pools, types, log), "deployments.move_fails", log, stop)


async def _move_everybodys(pools: Pools, types: EventTypes, log: Any) -> None:
    async with pools.without_tenant() as connection:
        rows = await connection.fetch("select tenant_id from core.tenants_with_due_deployments()")
    for row in rows:
        try:
            await move_all_due(pools, types, TenantId(row["tenant_id"]))
        except Exception as error:
            # It is tried again at the next look, and holds up no other tenant.
            log.warning("deployments.move_fails", tenant=str(row["tenant_id"]), error=type(error).__name__)


async def move_all_due(pools: Pools, types: EventTypes, tenant: TenantId) -> int:
    """Returns how many deployments were moved; those that another process is at are its business."""
    scope = TenantScope(tenant=tenant, actor=SYSTEM, request=RequestId(new_id()))
    count = MOVED_AT_ONCE
    total = 0
    while count == MOVED_AT_ONCE:
        async with pools.within(tenant) as connection:
            count = await move_due(connection, types, scope, most=MOVED_AT_ONCE)
        total += count
    return total
