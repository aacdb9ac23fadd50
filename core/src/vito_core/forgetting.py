"""What was kept long enough goes, tenant by tenant, once an hour. Runs in the worker."""

import asyncio

from vito_contracts.ids import RequestId, new_id
from vito_contracts.scope import SYSTEM, TenantScope
from vito_core.engine import Engine
from vito_core.rounds import every

EVERY_SECONDS = 3_600.0


async def keep_forgetting(engine: Engine, stop: asyncio.Event) -> None:
    """Until `stop` is set. Harmless in several processes at once."""
    await every(EVERY_SECONDS, lambda: forget_old(engine), "forgetting.fails", engine.log, stop)


async def forget_old(engine: Engine) -> int:
    """Deliveries of webhooks, and buckets that are full again anyway; how many rows."""
    gone = 0
    for tenant in await engine.tenancy.all_ids():
        scope = TenantScope(tenant=tenant, actor=SYSTEM, request=RequestId(new_id()))
        gone += await engine.webhook_deliveries.forget_old(scope)
        gone += await engine.limiter.forget_old(scope)
    return gone
