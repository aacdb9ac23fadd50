"""Expiry in the background, so that whoever waits for a decision hears in time that there will be none."""

import asyncio
import contextlib
from typing import Any

from vito_core.approvals.desk import ApprovalDesk

LOOK_EVERY_SECONDS = 1.0


async def keep_expiring(desk: ApprovalDesk, log: Any, stop: asyncio.Event) -> None:
    """Until `stop` is set. Harmless in several processes at once."""
    while not stop.is_set():
        await _expire_all(desk, log)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), LOOK_EVERY_SECONDS)


async def _expire_all(desk: ApprovalDesk, log: Any) -> None:
    """What fails is reported and tried again at the next look; it holds up no other tenant."""
    try:
        tenants = await desk.tenants_with_due()
    except Exception as error:
        log.warning("approvals.expiry_fails", error=type(error).__name__)
        return
    for tenant in tenants:
        try:
            await desk.expire_due(tenant)
        except Exception as error:
            log.warning("approvals.expiry_fails", tenant=str(tenant), error=type(error).__name__)
