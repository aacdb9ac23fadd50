"""The worker's part: deliveries are sent, and forgotten when they were kept long enough."""

import asyncio
import contextlib
import datetime as dt
from typing import Any

from vito_contracts.ids import RequestId, new_id
from vito_contracts.scope import SYSTEM, TenantScope
from vito_core.engine import Engine

FORGET_EVERY = dt.timedelta(hours=1)


async def keep_sending(engine: Engine, stop: asyncio.Event) -> None:
    """Until `stop` is set."""
    forgetting = asyncio.create_task(_keep_forgetting(engine, stop))
    await engine.sender.keep_sending(stop)
    await forgetting


async def _keep_forgetting(engine: Engine, stop: asyncio.Event) -> None:
    while not stop.is_set():
        try:
            await forget_old(engine)
        except Exception as error:
            engine.log.warning("webhooks.not_forgotten", error=type(error).__name__)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), FORGET_EVERY.total_seconds())


async def forget_old(engine: Engine) -> int:
    """Of every tenant; how many deliveries."""
    scopes = [_scope(tenant) for tenant in await engine.tenancy.all_ids()]
    return sum([await engine.webhook_deliveries.forget_old(scope) for scope in scopes])


def _scope(tenant: Any) -> TenantScope:
    return TenantScope(tenant=tenant, actor=SYSTEM, request=RequestId(new_id()))
