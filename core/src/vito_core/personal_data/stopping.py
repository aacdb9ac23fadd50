"""Before anything is erased, whatever is under way for the contact comes to its end."""

import asyncio
import time
from collections.abc import Awaitable, Callable

from temporalio.service import RPCError, RPCStatusCode

from vito_contracts.errors import NotFound
from vito_contracts.ids import ContactId, TenantId
from vito_contracts.journey import Outcome
from vito_core.db.pool import Pools
from vito_core.journeys.model import JourneyEnd, workflow_id
from vito_core.journeys.service import JourneyClient, stop_signal
from vito_core.personal_data.core_rows import FAIL_TURNS

STOP_SECONDS = 20.0
"""How long a journey may take to end by itself; a stage that keeps failing would never."""

LONGEST_PAUSE = 2.0


class Stopper:
    """`end_journey`: what the journey itself does last."""

    def __init__(
        self, pools: Pools, client: JourneyClient, end_journey: Callable[[JourneyEnd], Awaitable[None]]
    ) -> None:
        self._pools = pools
        self._client = client
        self._end_journey = end_journey

    async def fail_turns(self, tenant: TenantId, contact: ContactId) -> None:
        """A turn that is being answered finds itself failed, and leaves nothing."""
        async with self._pools.within(tenant) as connection:
            await connection.execute(FAIL_TURNS, contact)

    async def stop_journey(self, tenant: TenantId, contact: ContactId) -> None:
        """Returns when no stage of it is at work any more."""
        if not await self._running(tenant, contact):
            return
        deadline = time.monotonic() + STOP_SECONDS
        while time.monotonic() < deadline:
            # Sent again and again: the journey's row is there a moment before its workflow is.
            await self._client.signal(tenant, contact, stop_signal(tenant, contact))
            await asyncio.sleep(0.25)
            if not await self._running(tenant, contact):
                return
        await self._terminate(tenant, contact)
        await self._end_journey(JourneyEnd(tenant=tenant, contact=contact, outcome=Outcome.STOPPED, reason="erased"))

    async def settle(self, tenant: TenantId, contact: ContactId, seconds: float) -> None:
        """Waits for handlers that read the contact's words before the mark and may still write them somewhere.

        They are done when no event waits; where events always wait, when `seconds` have passed since the mark.
        """
        pause = 0.1
        while True:
            async with self._pools.within(tenant) as connection:
                over = await connection.fetchval(
                    "select not core.has_pending_events() or erased_at + make_interval(secs => $2) < clock_timestamp()"
                    " from core.contacts where id = $1",
                    contact,
                    seconds,
                )
            if over is None:
                raise NotFound(f"no contact {contact}")
            if over:
                return
            await asyncio.sleep(pause)
            pause = min(pause * 1.5, LONGEST_PAUSE)

    async def _running(self, tenant: TenantId, contact: ContactId) -> bool:
        async with self._pools.within(tenant) as connection:
            return bool(
                await connection.fetchval(
                    "select true from core.journeys where contact = $1 and ended_at is null", contact
                )
            )

    async def _terminate(self, tenant: TenantId, contact: ContactId) -> None:
        client = await self._client.of(tenant)
        try:
            await client.get_workflow_handle(workflow_id(tenant, contact)).terminate(reason="erased")
        except RPCError as error:
            if error.status is not RPCStatusCode.NOT_FOUND:
                raise
