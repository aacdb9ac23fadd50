"""Enabling and disabling a plugin for a tenant, by hand. What follows by itself is the caretaker's."""

from typing import Any

from vito_contracts.errors import Conflict, InvalidInput, VitoError
from vito_contracts.events import as_code
from vito_contracts.ids import TenantId
from vito_contracts.plugin_events import PluginDisabled, PluginEnabled
from vito_contracts.scope import TenantScope
from vito_core.db.pool import Connection, Pools
from vito_core.events.log import doer
from vito_core.events.types import EventTypes
from vito_core.gate import Gate
from vito_core.plugins.calls import CALL_SECONDS, LifecycleCalls
from vito_core.plugins.states import PluginState, read_states, save_state
from vito_core.plugins.telling import tell
from vito_core.registry import Loaded


class PluginRestricted(VitoError):
    """Only the platform enables this plugin for a tenant."""


class PluginRefused(Conflict):
    """The plugin would not be enabled; the text says why in its own words, or names the error."""


class PluginLifecycle:
    def __init__(self, pools: Pools, gate: Gate, types: EventTypes, calls: LifecycleCalls, log: Any) -> None:
        self._pools = pools
        self._gate = gate
        self._types = types
        self._calls = calls
        self._log = log

    async def enable(self, scope: TenantScope, plugin: str, *, by_platform: bool = False) -> None:
        """Repeatable. The plugin is asked before anything is switched; where its tier or what it requires is missing,
        the choice is kept, and the plugin asked once they are there.

        Raises `NotFound`, `InvalidInput` for one that failed to load, `PluginRestricted`, `PluginRefused`, `Conflict`
        while what it holds is being erased.
        """
        loaded = self._gate.loaded(plugin)
        if loaded.manifest.restricted and not by_platform:
            raise PluginRestricted(f"plugin {plugin!r} is restricted: the platform enables it for a tenant")
        if loaded.error is not None:
            raise InvalidInput(f"plugin {plugin} {loaded.version} cannot be enabled: {loaded.error}")
        async with self._calls.alone(scope.tenant):
            state, chosen = await self._look(scope.tenant, plugin)
            would_be = await self._gate.would_be(scope.tenant, plugin)
            if chosen and (plugin not in would_be or (state is not None and state.active)):
                return
            if plugin in would_be:
                await self._ask(scope.tenant, loaded)

            async def also(connection: Connection) -> None:
                told = PluginState(active=plugin in would_be, version=loaded.version)
                await save_state(connection, scope.tenant, plugin, told)
                payload = PluginEnabled(
                    plugin=plugin, version=as_code(loaded.version), reason="switched_on", by=doer(scope)
                )
                await tell(connection, self._types, scope.tenant, plugin, "plugin.enabled", payload)

            await self._gate.switch(scope.tenant, plugin, True, also)

    async def disable(self, scope: TenantScope, plugin: str) -> None:
        """Repeatable; never held up by the plugin. Raises `NotFound`."""
        loaded = self._gate.loaded(plugin)
        async with self._calls.alone(scope.tenant):
            state, chosen = await self._look(scope.tenant, plugin)
            if chosen is False:
                return
            owed = self._calls.has(plugin, "on_disabled") and (state is None or state.active)
            left = PluginState(
                active=False,
                version=loaded.version,
                call="on_disabled" if owed else None,
                # Should this process not live to call it, the caretaker does.
                next_in=2 * CALL_SECONDS if owed else None,
            )

            async def also(connection: Connection) -> None:
                await save_state(connection, scope.tenant, plugin, left)
                payload = PluginDisabled(
                    plugin=plugin, version=as_code(loaded.version), reason="switched_off", by=doer(scope)
                )
                await tell(connection, self._types, scope.tenant, plugin, "plugin.disabled", payload)

            await self._gate.switch(scope.tenant, plugin, False, also)
            if owed:
                await self.call_owed(scope.tenant, plugin, left)

    async def call_owed(self, tenant: TenantId, plugin: str, state: PluginState) -> None:
        """Calls `on_disabled`, and notes what came of it."""
        try:
            await self._calls.call(tenant, plugin, "on_disabled")
            after = PluginState(active=state.active, version=state.version)
        except Exception as error:
            after = state.after_failure(error)
            self.complain(plugin, "on_disabled", error, after)
        async with self._pools.within(tenant) as connection:
            await save_state(connection, tenant, plugin, after)

    def complain(self, plugin: str, call: str, error: BaseException, after: PluginState) -> None:
        say = self._log.warning if after.next_in is not None else self._log.error
        say("plugin.lifecycle_failed", plugin=plugin, step=call, error=type(error).__name__, attempts=after.attempts)

    async def _ask(self, tenant: TenantId, loaded: Loaded) -> None:
        try:
            await self._calls.call(tenant, loaded.id, "on_enabled")
        except VitoError as error:
            raise PluginRefused(f"plugin {loaded.id} {loaded.version} refuses to be enabled: {error}") from error
        except Exception as error:
            self._log.warning(
                "plugin.lifecycle_failed", plugin=loaded.id, step="on_enabled", error=type(error).__name__
            )
            raise PluginRefused(
                f"plugin {loaded.id} {loaded.version} could not be enabled: it failed with {type(error).__name__}"
            ) from error

    async def _look(self, tenant: TenantId, plugin: str) -> tuple[PluginState | None, bool | None]:
        """What the plugin was told, and what the tenant chose (None: nothing). Raises `Conflict`."""
        async with self._pools.within(tenant) as connection:
            state = (await read_states(connection)).get(plugin)
            chosen = await connection.fetchval("select enabled from core.tenant_plugins where plugin = $1", plugin)
            erasing = await connection.fetchval(
                "select id from core.plugin_erasures where plugin = $1 and state in ('requested', 'running')", plugin
            )
        if erasing is not None:
            raise Conflict(f"what plugin {plugin!r} holds is being erased (erasure {erasing}); wait for its end")
        return state, chosen
