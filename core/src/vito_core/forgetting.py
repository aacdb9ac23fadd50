"""What was kept long enough goes, tenant by tenant, once an hour. Runs in the worker."""

import asyncio
import contextlib
import datetime as dt

from vito_contracts.ids import RequestId, new_id
from vito_contracts.scope import SYSTEM, TenantScope
from vito_core.engine import Engine

EVERY = dt.timedelta(hours=1)


async def keep_forgetting(engine: Engine, stop: asyncio.Event) -> None:
    """Until `stop` is set. Harmless in several processes at once."""
    while not stop.is_set():
        try:
            await forget_old(engine)
        except Exception as error:
            engine.log.warning("forgetting.fails", error=type(error).__name__)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), EVERY.total_seconds())


async def forget_old(engine: Engine) -> int:
    """Deliveries of webhooks, and buckets that are full again anyway; how many rows."""
    gone = 0
    for tenant in await engine.tenancy.all_ids():
        scope = TenantScope(tenant=tenant, actor=SYSTEM, request=RequestId(new_id()))
        gone += await engine.webhook_deliveries.forget_old(scope)
        gone += await engine.limiter.forget_old(scope)
    return gone
