"""What runs beside the work: sizes and growth, alerts, the monthly archive."""

import asyncio
from typing import Any

from vito_core.db.pool import Pools
from vito_core.events.types import EventTypes
from vito_core.operations.alerts import AlertDesk
from vito_core.operations.archive import Archive
from vito_core.operations.monitoring import Monitor
from vito_core.rounds import every

ALERTS_EVERY, ARCHIVE_EVERY = 300.0, 2.0
"""Seconds between two looks. That for alerts reads the size of every document."""


class Operations:
    """`storage_bytes`: what the installation has for its data; 0: nobody said."""

    def __init__(self, pools: Pools, types: EventTypes, storage_bytes: int, log: Any) -> None:
        self._log = log
        self.monitor = Monitor(pools, storage_bytes)
        self.alerts = AlertDesk(pools, types, self.monitor)
        self.archive = Archive(pools, types, self.alerts, log)

    async def keep(self, stop: asyncio.Event) -> None:
        """Until `stop` is set. Harmless in several processes at once."""
        await asyncio.gather(
            every(ALERTS_EVERY, self.alerts.look, "alerts.not_looked", self._log, stop),
            every(ARCHIVE_EVERY, lambda: self.archive.look(stop), "archive.fails", self._log, stop),
        )
