"""What a process does every few seconds about limits and usage, and a last time when it ends."""

import asyncio
from typing import Any

from vito_core.limits.quota import Quotas
from vito_core.limits.usage import UsageMeter
from vito_core.rounds import pause

EVERY_SECONDS = 2.0


async def keep(usage: UsageMeter, quotas: Quotas, log: Any, stop: asyncio.Event) -> None:
    """Until `stop` is set. What fails is reported and tried again."""
    while True:
        await pause(stop, EVERY_SECONDS)
        try:
            await usage.flush()
            await quotas.give_back(everything=stop.is_set())
        except Exception as error:
            log.warning("usage.not_written", error=type(error).__name__)
        if stop.is_set():
            return
