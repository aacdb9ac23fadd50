"""Erasing all that a plugin holds of a tenant: a job that goes on after whatever stopped it, with a receipt."""

import datetime as dt
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import asyncpg
import msgspec

from vito_contracts.errors import Conflict, InvalidInput, NotFound
from vito_contracts.ids import TenantId, new_id
from vito_contracts.plugin_events import PluginErased, PluginErasureRequested, PluginExported
from vito_contracts.scope import TenantScope
from vito_core.db.pool import Pools
from vito_core.events.handling import HANDLER_SECONDS
from vito_core.events.log import doer
from vito_core.events.types import EventTypes
from vito_core.gate import Gate, Reason
from vito_core.plugins.calls import LifecycleCalls
from vito_core.plugins.holdings import Holdings, line
from vito_core.plugins.states import MOST_ATTEMPTS
from vito_core.plugins.telling import tell

_OFF = (Reason.DISABLED, Reason.NOT_ENTITLED)
_COLUMNS = "id, plugin, state, rows_erased, requested_at, completed_at, attempts, error_code"
_ASK = f"""
insert into core.plugin_erasures (tenant_id, id, plugin, requested_by, next_at)
values ($1, $2, $3, $4, greatest(clock_timestamp(),
  (select p.changed_at + $5::interval from core.tenant_plugins p where p.plugin = $3))) returning {_COLUMNS}
"""
_AGAIN = """
update core.plugin_erasures set attempts = attempts + 1, error_code = $2,
  state = case when attempts + 1 >= $3 then 'failed' else state end,
  next_at = case when attempts + 1 >= $3 then null
    else clock_timestamp() + least(2 ^ attempts * interval '2 seconds', interval '5 minutes') end
where id = $1 returning state
"""


class PluginErasure(msgspec.Struct, frozen=True, kw_only=True):
    """`state`: requested, running, completed or failed. `rows_erased`: so far. `error_code`: of the last attempt that
    failed; it is repeated by itself until `failed`."""

    id: UUID
    plugin: str
    state: str
    rows_erased: int
    requested_at: dt.datetime
    completed_at: dt.datetime | None
    attempts: int
    error_code: str | None


class PluginErasures:
    def __init__(
        self, pools: Pools, gate: Gate, types: EventTypes, calls: LifecycleCalls, holdings: Holdings, log: Any
    ) -> None:
        self._pools = pools
        self._gate = gate
        self._types = types
        self._calls = calls
        self._holdings = holdings
        self._log = log
        self.settle_seconds = HANDLER_SECONDS
        """A handler that began before the plugin was disabled may write for so long."""

    async def ask(self, scope: TenantScope, plugin: str, confirm: str) -> PluginErasure:
        """Raises `NotFound`, `InvalidInput` without the confirmation, `Conflict` while the plugin is enabled. Asked
        again while it goes on, it is the same erasure."""
        loaded = self._gate.loaded(plugin)
        if confirm != plugin:
            raise InvalidInput(f"confirm: repeat the plugin's id, {plugin!r}, to erase all that it holds of the tenant")
        if loaded.plugin is None:
            raise Conflict(f"plugin {plugin} {loaded.version} is not loaded, so nobody can erase what it holds")
        async with self._calls.alone(scope.tenant):
            effective = await self._gate.effective(scope.tenant)
            if effective.refused.get(plugin) not in _OFF:
                raise Conflict(f"plugin {plugin!r} is enabled; disable it first, then erase what it holds")
            try:
                async with self._pools.within(scope.tenant) as connection:
                    row = await connection.fetchrow(
                        _ASK,
                        scope.tenant,
                        new_id(),
                        plugin,
                        scope.actor.id,
                        dt.timedelta(seconds=self.settle_seconds),
                    )
                    told = PluginErasureRequested(plugin=plugin, erasure=row["id"], by=doer(scope))
                    await tell(connection, self._types, scope.tenant, plugin, "plugin.erasure_requested", told)
            except asyncpg.UniqueViolationError:
                async with self._pools.within(scope.tenant) as connection:
                    row = await connection.fetchrow(
                        f"select {_COLUMNS} from core.plugin_erasures"
                        " where plugin = $1 and state in ('requested', 'running')",
                        plugin,
                    )
        return _erasure(row)

    async def get(self, scope: TenantScope, plugin: str, erasure: UUID) -> PluginErasure:
        """Raises `NotFound`."""
        async with self._pools.within(scope.tenant) as connection:
            row = await connection.fetchrow(
                f"select {_COLUMNS} from core.plugin_erasures where id = $1 and plugin = $2", erasure, plugin
            )
        if row is None:
            raise NotFound(f"no erasure {erasure} of plugin {plugin!r}")
        return _erasure(row)

    async def export(self, scope: TenantScope, plugin: str) -> AsyncIterator[bytes]:
        """Lines of JSON: what the plugin keeps elsewhere, then every row of its tables. The fetching is an event."""
        loaded = self._gate.loaded(plugin)
        elsewhere = await self._calls.call(scope.tenant, plugin, "export")
        async with self._pools.within(scope.tenant) as connection:
            told = PluginExported(plugin=plugin, by=doer(scope))
            await tell(connection, self._types, scope.tenant, plugin, "plugin.exported", told)

        async def lines() -> AsyncIterator[bytes]:
            yield line(plugin=plugin, version=loaded.version, elsewhere=elsewhere or {})
            async for table, row in self._holdings.rows(scope.tenant, loaded):
                yield line(table=table, row=msgspec.Raw(row.encode()))

        return lines()

    async def work(self, tenant: TenantId) -> None:
        """Carries on what is due for a tenant. For who changes its plugins alone."""
        async with self._pools.within(tenant) as connection:
            due = await connection.fetch(
                "update core.plugin_erasures set state = 'running'"
                " where state in ('requested', 'running') and next_at <= clock_timestamp() returning id, plugin"
            )
        for row in due:
            try:
                await self._erase(tenant, row["id"], row["plugin"])
            except Exception as error:
                code = type(error).__name__
                self._log.warning("plugin.erasure_failed", plugin=row["plugin"], id=str(row["id"]), error=code)
                async with self._pools.within(tenant) as connection:
                    if await connection.fetchval(_AGAIN, row["id"], code, MOST_ATTEMPTS) == "failed":
                        self._log.error("plugin.erasure_given_up", plugin=row["plugin"], id=str(row["id"]))

    async def _erase(self, tenant: TenantId, erasure: UUID, plugin: str) -> None:
        loaded = self._gate.loaded(plugin)
        await self._add(tenant, erasure, int(await self._calls.call(tenant, plugin, "erase") or 0))
        async for taken in self._holdings.erase(tenant, loaded):
            await self._add(tenant, erasure, taken)
        async with self._pools.within(tenant) as connection:
            await connection.execute("update core.tenant_plugins set settings = '{}' where plugin = $1", plugin)
            rows = await connection.fetchval(
                "update core.plugin_erasures set state = 'completed', completed_at = clock_timestamp(), next_at = null,"
                " error_code = null where id = $1 returning rows_erased",
                erasure,
            )
            told = PluginErased(plugin=plugin, erasure=erasure, rows=rows)
            await tell(connection, self._types, tenant, plugin, "plugin.erased", told)

    async def _add(self, tenant: TenantId, erasure: UUID, rows: int) -> None:
        async with self._pools.within(tenant) as connection:
            await connection.execute(
                "update core.plugin_erasures set rows_erased = rows_erased + $2 where id = $1", erasure, rows
            )


def _erasure(row: Any) -> PluginErasure:
    return msgspec.convert(dict(row), PluginErasure)
