"""What follows for plugins by itself: a tier, a requirement or a version has changed, something failed or is owed.

Runs in the worker. Each tenant whose plugins changed is settled once: what the plugins were told last is compared with
what is so, and they are told the difference.
"""

import asyncio
from typing import Any

import msgspec

from vito_contracts.errors import Conflict
from vito_contracts.events import EventPayload, as_code
from vito_contracts.ids import TenantId
from vito_contracts.plugin_events import PluginDisabled, PluginEnabled, PluginUpgraded
from vito_core.db.pool import Pools
from vito_core.events.types import EventTypes
from vito_core.gate import Gate, PluginSet, Reason, raise_revision
from vito_core.plugins.calls import LifecycleCalls
from vito_core.plugins.erasures import PluginErasures
from vito_core.plugins.lifecycle import PluginLifecycle
from vito_core.plugins.states import PluginState, read_states, save_state
from vito_core.plugins.telling import tell
from vito_core.registry import Loaded
from vito_core.rounds import every

EVERY_SECONDS = 1.0
_UNKNOWN = (Reason.FAILED, Reason.QUARANTINED)
"""Of such a plugin nothing is told: it cannot hear, and it is meant to be on."""
_REASONS = {
    Reason.NOT_ENTITLED: "not_entitled",
    Reason.REQUIREMENT: "requirement_missing",
    Reason.DISABLED: "switched_off",
}
_SEEN = """
insert into core.plugin_installations as i (plugin, version) values ($1, $2)
on conflict (plugin) do update set version = $2, seen_at = clock_timestamp() where i.version <> $2
returning (select version from core.plugin_installations where plugin = $1) as before
"""


class Caretaker:
    def __init__(
        self,
        pools: Pools,
        gate: Gate,
        types: EventTypes,
        calls: LifecycleCalls,
        lifecycle: PluginLifecycle,
        erasures: PluginErasures,
        plugins: dict[str, Loaded],
        log: Any,
    ) -> None:
        self._pools = pools
        self._gate = gate
        self._types = types
        self._calls = calls
        self._lifecycle = lifecycle
        self._erasures = erasures
        self._plugins = plugins
        self._log = log
        self._noted = False

    async def keep(self, stop: asyncio.Event) -> None:
        """Until `stop` is set. Harmless in several processes at once."""
        await every(EVERY_SECONDS, self._look, "plugins.caretaker_waits", self._log, stop)

    async def _look(self) -> None:
        if not self._noted:
            await self.note_versions()
            self._noted = True
        await self.round()

    async def note_versions(self) -> None:
        """Which version of each plugin this installation runs from now on."""
        async with self._pools.without_tenant() as connection:
            for each in self._plugins.values():
                row = await connection.fetchrow(_SEEN, each.id, each.version)
                if row is not None and row["before"] is not None:
                    was = f"was {row['before']}"
                    self._log.info("plugin.version", plugin=each.id, plugin_version=each.version, reason=was)

    async def round(self) -> None:
        """Settles every tenant that has something to settle. What fails is reported, and holds up no other."""
        async with self._pools.without_tenant() as connection:
            rows = await connection.fetch("select * from core.tenants_with_plugin_work()")
            versions = dict(await connection.fetch("select plugin, version from core.plugin_installations"))
        for row in rows:
            tenant = TenantId(row["tenant_id"])
            try:
                async with self._calls.alone(tenant, wait_seconds=0):
                    await self._settle(tenant, versions)
            except Conflict:
                continue  # somebody is at it
            except Exception as error:
                self._log.warning("plugins.not_settled", tenant=str(tenant), error=type(error).__name__)

    async def _settle(self, tenant: TenantId, versions: dict[str, str]) -> None:
        effective = await self._gate.effective(tenant)
        async with self._pools.within(tenant) as connection:
            states = await read_states(connection)
        for each in self._plugins.values():
            await self._settle_one(tenant, each, states.get(each.id), effective, versions)
        await self._erasures.work(tenant)
        async with self._pools.within(tenant) as connection:
            # What nobody here can be told waits for those who know it.
            await connection.execute(
                "update core.plugin_states set next_at = clock_timestamp() + interval '1 hour'"
                " where next_at <= clock_timestamp() and plugin <> all($1)",
                list(self._plugins),
            )
            await connection.execute(
                "update core.tenants set plugins_settled = $2 where tenant_id = $1", tenant, effective.revision
            )

    async def _settle_one(
        self,
        tenant: TenantId,
        loaded: Loaded,
        state: PluginState | None,
        effective: PluginSet,
        versions: dict[str, str],
    ) -> None:
        reason = effective.refused.get(loaded.id)
        if reason in _UNKNOWN:
            return
        if reason is Reason.REFUSED:
            if state is not None and state.due:
                await self._begin(tenant, loaded, state, "agreed")
        elif reason is None and (state is None or not state.active):
            await self._begin(tenant, loaded, state, "allowed_again")
        elif reason is not None and state is not None and state.active:
            await self._end(tenant, loaded, reason)
        elif reason is None and state is not None and state.version != loaded.version:
            if versions.get(loaded.id) == loaded.version and (state.next_in is None or state.due):
                await self._upgrade(tenant, loaded, state)
        elif state is not None and state.call == "on_disabled" and state.due:
            await self._lifecycle.call_owed(tenant, loaded.id, state)

    async def _begin(self, tenant: TenantId, loaded: Loaded, state: PluginState | None, reason: str) -> None:
        """The first time, which nobody brought about, is no news."""
        try:
            await self._calls.call(tenant, loaded.id, "on_enabled")
        except Exception as error:
            await self._not_begun(tenant, loaded, state, error)
            return
        payload = PluginEnabled(plugin=loaded.id, version=as_code(loaded.version), reason=reason)
        async with self._pools.within(tenant) as connection:
            await save_state(connection, tenant, loaded.id, PluginState(active=True, version=loaded.version))
            if state is not None and state.refused:
                await raise_revision(connection, tenant)
            if state is not None:
                await tell(connection, self._types, tenant, loaded.id, "plugin.enabled", payload)

    async def _not_begun(
        self, tenant: TenantId, loaded: Loaded, state: PluginState | None, error: BaseException
    ) -> None:
        before = state or PluginState(active=False, version=loaded.version)
        after = before.after_failure(error, active=False, call="on_enabled", refused=True)
        self._lifecycle.complain(loaded.id, "on_enabled", error, after)
        async with self._pools.within(tenant) as connection:
            await save_state(connection, tenant, loaded.id, after)
            if not before.refused:
                await raise_revision(connection, tenant)
                payload = PluginDisabled(plugin=loaded.id, version=as_code(loaded.version), reason="refused")
                await tell(connection, self._types, tenant, loaded.id, "plugin.disabled", payload)

    async def _end(self, tenant: TenantId, loaded: Loaded, reason: Reason) -> None:
        owed = self._calls.has(loaded.id, "on_disabled")
        left = PluginState(
            active=False, version=loaded.version, call="on_disabled" if owed else None, next_in=0.0 if owed else None
        )
        payload = PluginDisabled(plugin=loaded.id, version=as_code(loaded.version), reason=_REASONS[reason])
        await self._note(tenant, loaded, left, "plugin.disabled", payload)
        if owed:
            await self._lifecycle.call_owed(tenant, loaded.id, left)

    async def _upgrade(self, tenant: TenantId, loaded: Loaded, state: PluginState) -> None:
        try:
            await self._calls.call(tenant, loaded.id, "on_upgraded", state.version)
        except Exception as error:
            after = state.after_failure(error, call="on_upgraded")
            self._lifecycle.complain(loaded.id, "on_upgraded", error, after)
            if after.next_in is not None:
                async with self._pools.within(tenant) as connection:
                    await save_state(connection, tenant, loaded.id, after)
                return
            # Given up, visibly: the version that serves is the new one, whatever it left undone.
            upgraded = msgspec.structs.replace(after, version=loaded.version)
        else:
            upgraded = PluginState(active=True, version=loaded.version)
        payload = PluginUpgraded(plugin=loaded.id, version=as_code(loaded.version), previous=as_code(state.version))
        await self._note(tenant, loaded, upgraded, "plugin.upgraded", payload)

    async def _note(
        self, tenant: TenantId, loaded: Loaded, state: PluginState, name: str, payload: EventPayload
    ) -> None:
        async with self._pools.within(tenant) as connection:
            await save_state(connection, tenant, loaded.id, state)
            await tell(connection, self._types, tenant, loaded.id, name, payload)
