"""A tenant's own settings of a plugin: the installation's overlaid, checked by the plugin's struct."""

from typing import Any

import msgspec

from vito_contracts.errors import InvalidInput
from vito_contracts.plugin_events import PluginSettingsChanged
from vito_contracts.scope import TenantScope
from vito_core.db.pool import Connection, Pools
from vito_core.events.log import doer
from vito_core.events.types import EventTypes
from vito_core.gate import Gate
from vito_core.plugins.telling import tell
from vito_core.records.versions import Seen, require_seen
from vito_core.registry import Loaded, convert_settings, resolve

MOST_BYTES = 64 * 1024
_WRITE = """
insert into core.tenant_plugins (tenant_id, plugin, enabled, settings) values ($1, $2, $3, $4)
on conflict (tenant_id, plugin) do update set settings = $4
"""


class SettingsView(msgspec.Struct, frozen=True, kw_only=True):
    """`values`: what holds for the tenant; `own`: what it set itself; `schema`: JSON schema of what it may set."""

    plugin: str
    values: dict[str, Any]
    own: dict[str, Any]
    schema: dict[str, Any]


class PluginSettings:
    def __init__(self, pools: Pools, gate: Gate, types: EventTypes) -> None:
        self._pools = pools
        self._gate = gate
        self._types = types

    async def get(self, scope: TenantScope, plugin: str) -> SettingsView:
        """Raises `NotFound`."""
        loaded = self._gate.loaded(plugin)
        async with self._pools.within(scope.tenant) as connection:
            return _view(loaded, await own_settings(connection, plugin))

    async def put(self, scope: TenantScope, plugin: str, own: dict[str, Any], seen: Seen = None) -> SettingsView:
        """Replaces all that the tenant set; it holds from the next event and turn on. `seen`: the versions of the
        view that the change may rest on.

        Raises `NotFound`, `InvalidInput` naming the setting, `Stale`.
        """
        loaded = self._gate.loaded(plugin)
        if loaded.manifest.settings is None and own:
            raise InvalidInput(f"plugin {plugin!r} takes no settings")
        forbidden = sorted(set(own) & set(loaded.manifest.installation_settings))
        if forbidden:
            raise InvalidInput(f"settings of plugin {plugin!r}: {forbidden[0]!r} is the installation's to set")
        encoded = msgspec.json.encode(own)
        if len(encoded) > MOST_BYTES:
            raise InvalidInput(f"settings of plugin {plugin!r}: at most {MOST_BYTES} bytes of JSON are taken")
        view = _view(loaded, own)
        async with self._pools.within(scope.tenant) as connection:
            await connection.execute("select from core.tenants where tenant_id = $1 for update", scope.tenant)
            before = await own_settings(connection, plugin)
            if seen is not None:
                require_seen(_view(loaded, before), seen, f"the settings of plugin {plugin!r}")
            if before != own:
                default = loaded.admitted.enabled_by_default and not loaded.manifest.restricted
                await connection.execute(_WRITE, scope.tenant, plugin, default, encoded.decode())
                told = PluginSettingsChanged(plugin=plugin, by=doer(scope))
                await tell(connection, self._types, scope.tenant, plugin, "plugin.settings_changed", told)
        return view


async def own_settings(connection: Connection, plugin: str) -> dict[str, Any]:
    """What the tenant of the transaction set itself."""
    found = await connection.fetchval("select settings from core.tenant_plugins where plugin = $1", plugin)
    own: dict[str, Any] = msgspec.json.decode(found) if found else {}
    return own


def effective_settings(loaded: Loaded, own: dict[str, Any]) -> Any:
    """The plugin's struct: plugins.toml overlaid with what a tenant set itself. Raises `InvalidInput`."""
    return convert_settings(loaded, {**loaded.admitted.settings, **own})


def _view(loaded: Loaded, own: dict[str, Any]) -> SettingsView:
    """Raises `InvalidInput` for settings that the plugin's struct does not take."""
    if loaded.manifest.settings is None:
        return SettingsView(plugin=loaded.id, values={}, own=own, schema={"type": "object", "properties": {}})
    merged = effective_settings(loaded, own)
    hidden = set(loaded.manifest.installation_settings)
    values = {name: value for name, value in msgspec.to_builtins(merged).items() if name not in hidden}
    return SettingsView(plugin=loaded.id, values=values, own=own, schema=_schema(loaded, hidden))


def _schema(loaded: Loaded, hidden: set[str]) -> dict[str, Any]:
    assert loaded.manifest.settings is not None
    (whole,), components = msgspec.json.schema_components(
        [resolve(loaded.manifest.settings)], ref_template="#/$defs/{name}"
    )
    name = whole["$ref"].rpartition("/")[2]
    schema = dict(components.pop(name))
    schema["properties"] = {key: each for key, each in schema.get("properties", {}).items() if key not in hidden}
    schema["required"] = [key for key in schema.get("required", ()) if key not in hidden]
    schema["additionalProperties"] = False
    return {**schema, "$defs": components} if components else schema
