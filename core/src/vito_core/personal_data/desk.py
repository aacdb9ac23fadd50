"""Who holds something about a contact: the core, and every plugin that says so."""

from collections.abc import Sequence
from typing import Any

import msgspec

from vito_contracts.errors import NotFound
from vito_contracts.hooks import DataSubjects
from vito_contracts.ids import ContactId
from vito_contracts.scope import TenantScope
from vito_core.db.pool import Pools
from vito_core.personal_data.core_rows import held

CORE = "core"
HOLDER_SECONDS = 60.0
"""That a plugin is given to export or erase what it holds about one contact."""


class DataSubjectDesk:
    """Asks every loaded plugin, whether the tenant has it enabled or not: disabled is not erased."""

    def __init__(self, pools: Pools) -> None:
        self._pools = pools
        self._holders: dict[str, DataSubjects] = {}
        self.unloaded: tuple[str, ...] = ()
        """Plugins that hold personal data and could not be loaded: what they hold cannot be reached."""

    def fill(self, holders: Sequence[tuple[str, DataSubjects]], unloaded: Sequence[str] = ()) -> None:
        self._holders = dict(holders)
        self.unloaded = tuple(each for each in unloaded if each not in self._holders)

    @property
    def plugins(self) -> tuple[str, ...]:
        return tuple(self._holders)

    async def export(self, scope: TenantScope, contact: ContactId) -> dict[str, Any]:
        """{"core": …, "<plugin>": …} as plain data. Raises `NotFound`."""
        found = {CORE: await self.export_core(scope, contact)}
        for plugin in self._holders:
            found[plugin] = await self.export_plugin(scope, plugin, contact)
        return found

    async def export_core(self, scope: TenantScope, contact: ContactId) -> dict[str, Any]:
        async with self._pools.within(scope.tenant) as connection:
            rows = await held(connection, contact)
        if not rows["contact"]:
            raise NotFound(f"no contact {contact}")
        return msgspec.to_builtins(rows)  # type: ignore[no-any-return]

    async def export_plugin(self, scope: TenantScope, plugin: str, contact: ContactId) -> Any:
        return msgspec.to_builtins(await self._holders[plugin].export(scope, contact))

    async def erase_plugin(self, scope: TenantScope, plugin: str, contact: ContactId) -> int:
        """How many rows it touched."""
        return int(await self._holders[plugin].erase(scope, contact))
