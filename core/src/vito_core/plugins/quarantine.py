"""Quarantine: a plugin that fails again and again for a tenant is not asked for a while, visibly, and then tried again.

Nothing is counted while all is well: only a failure, or the first success after a quarantine, costs a question to the
database, where all processes count together.
"""

import datetime as dt
from typing import Any

from vito_contracts.events import as_code
from vito_contracts.ids import TenantId
from vito_contracts.plugin_events import PluginQuarantined, PluginRecovered, PluginReleased
from vito_contracts.scope import TenantScope
from vito_core.db.pool import Connection, Pools
from vito_core.events.log import doer
from vito_core.events.types import EventTypes
from vito_core.gate import Gate, raise_revision
from vito_core.plugins.policy import QuarantinePolicy
from vito_core.plugins.telling import tell

_COUNT = """
insert into core.plugin_failures as f (tenant_id, plugin, failures, door, error_code) values ($1, $2, 1, $3, $4)
on conflict (tenant_id, plugin) do update set door = $3, error_code = $4, last_at = clock_timestamp(),
  failures = case when f.since < clock_timestamp() - $5::interval then 1 else f.failures + 1 end,
  since = case when f.since < clock_timestamp() - $5::interval then clock_timestamp() else f.since end
returning f.failures, f.strikes, f.quarantined_at is not null as quarantined,
  f.retry_at <= clock_timestamp() as trying
"""
_QUARANTINE = """
update core.plugin_failures set quarantined_at = coalesce(quarantined_at, clock_timestamp()), failures = 0,
  strikes = strikes + 1, retry_at = clock_timestamp() + $2::interval where plugin = $1
"""
_RECOVER = """
update core.plugin_failures set quarantined_at = null, retry_at = null, strikes = 0, failures = 0
where plugin = $1 and quarantined_at is not null and ($2 or retry_at <= clock_timestamp()) returning plugin
"""


class Quarantine:
    """Counts failures, quarantines and releases."""

    def __init__(self, pools: Pools, gate: Gate, types: EventTypes, policy: QuarantinePolicy, log: Any) -> None:
        self._pools = pools
        self._gate = gate
        self._types = types
        self._policy = policy
        self._log = log

    def is_trying(self, tenant: TenantId, plugin: str) -> bool:
        trying = self._gate.trying
        return bool(trying) and (tenant, plugin) in trying

    async def failed(self, tenant: TenantId, plugin: str, door: str, error: str) -> None:
        """Counts one failure; `error`: its class. Never raises: what could not be counted is logged."""
        try:
            async with self._pools.within(tenant) as connection:
                pause = await self._count(connection, tenant, plugin, door, error)
            if pause is not None:
                self._gate.trying.discard((tenant, plugin))
                self._log.error("plugin.quarantined", plugin=plugin, tenant=str(tenant), door=door, error=error)
                await self._spread(plugin)
        except Exception as unforeseen:
            self._log.warning("plugin.failure_not_counted", plugin=plugin, error=type(unforeseen).__name__)

    async def _count(
        self, connection: Connection, tenant: TenantId, plugin: str, door: str, error: str
    ) -> float | None:
        """Seconds of a quarantine that begins now."""
        window = dt.timedelta(seconds=self._policy.window_seconds)
        row = await connection.fetchrow(_COUNT, tenant, plugin, door, as_code(error), window)
        held = row["quarantined"] and not row["trying"]  # a call from before that ends only now
        again = row["trying"] or self.is_trying(tenant, plugin)
        if held or not (again or row["failures"] >= self._policy.failures):
            return None
        pause = self._policy.pause(row["strikes"])
        await connection.execute(_QUARANTINE, plugin, dt.timedelta(seconds=pause))
        await raise_revision(connection, tenant)
        payload = PluginQuarantined(
            plugin=plugin,
            version=as_code(self._gate.loaded(plugin).version),
            door=door,
            error=as_code(error),
            failures=row["failures"],
            pause_seconds=int(pause),
        )
        await tell(connection, self._types, tenant, plugin, "plugin.quarantined", payload)
        return pause

    async def _spread(self, plugin: str) -> None:
        """To the whole installation, once several tenants are hit."""
        pause = dt.timedelta(seconds=self._policy.pause_seconds)
        async with self._pools.without_tenant() as connection:
            if await connection.fetchval("select core.hold_plugin($1, $2, $3)", plugin, self._policy.tenants, pause):
                self._log.error("plugin.quarantined_everywhere", plugin=plugin)

    async def succeeded(self, tenant: TenantId, plugin: str) -> None:
        """A try went well. Never raises."""
        self._gate.trying.discard((tenant, plugin))
        try:
            await self._recover(tenant, plugin)
            async with self._pools.without_tenant() as connection:
                if await connection.fetchval("select core.release_plugin($1)", plugin):
                    self._log.info("plugin.recovered_everywhere", plugin=plugin)
        except Exception as error:
            self._log.warning("plugin.recovery_not_noted", plugin=plugin, error=type(error).__name__)

    async def release(self, scope: TenantScope, plugin: str) -> bool:
        """By hand, for one tenant; False: it was not quarantined there. Raises `NotFound`."""
        self._gate.loaded(plugin)
        return await self._recover(scope.tenant, plugin, by=doer(scope))

    async def release_everywhere(self, scope: TenantScope, plugin: str) -> bool:
        """By hand, for the installation; tenants that hold it in a quarantine of their own keep that. `scope`: the
        platform's, whose log is told."""
        self._gate.loaded(plugin)
        async with self._pools.within(scope.tenant) as connection:
            released = bool(await connection.fetchval("select core.release_plugin($1)", plugin))
            if released:
                payload = PluginReleased(plugin=plugin, by=doer(scope))
                await tell(connection, self._types, scope.tenant, plugin, "plugin.released", payload)
        return released

    async def _recover(self, tenant: TenantId, plugin: str, *, by: str = "") -> bool:
        """`by`: by whose hand; empty: a try succeeded."""
        by_hand = bool(by)
        async with self._pools.within(tenant) as connection:
            if await connection.fetchval(_RECOVER, plugin, by_hand) is None:
                return False
            await raise_revision(connection, tenant)
            payload = PluginRecovered(plugin=plugin, by_hand=by_hand, by=by)
            await tell(connection, self._types, tenant, plugin, "plugin.recovered", payload)
        self._log.info("plugin.recovered", plugin=plugin, tenant=str(tenant), reason="by_hand" if by_hand else "tried")
        return True
