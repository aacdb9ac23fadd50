"""Expiry in the background, so that whoever waits for a decision hears in time that there will be none."""

import asyncio
from typing import Any

from vito_core.approvals.desk import ApprovalDesk
from vito_core.rounds import every

LOOK_EVERY_SECONDS = 1.0


async def keep_expiring(desk: ApprovalDesk, log: Any, stop: asyncio.Event) -> None:
    """Until `stop` is set. Harmless in several processes at once."""
    await every(LOOK_EVERY_SECONDS, lambda: _expire_all(desk, log), "approvals.expiry_fails", log, stop)


async def _expire_all(desk: ApprovalDesk, log: Any) -> None:
    """What fails is reported and tried again at the next look; it holds up no other tenant."""
    for tenant in await desk.tenants_with_due():
        try:
            await desk.expire_due(tenant)
        except Exception as error:
            log.warning("approvals.expiry_fails", tenant=str(tenant), error=type(error).__name__)
