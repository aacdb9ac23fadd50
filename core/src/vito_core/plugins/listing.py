"""Plugins as they are shown: what the manifest says, what is so for a tenant, what is so for everybody."""

import datetime as dt
from typing import Any

import msgspec

from vito_contracts.scope import TenantScope
from vito_core.db.pool import Connection, Pools
from vito_core.gate import Gate, PluginSet
from vito_core.registry import Loaded

_OF_TENANT = """
select plugin, s.active, s.version, s.call, s.error_code, f.failures, f.error_code as failed_with,
  f.door as failed_at, f.last_at as failed_last,
  case when f.quarantined_at is not null then f.retry_at end as quarantined_until
from core.plugin_states s full join core.plugin_failures f using (tenant_id, plugin)
"""
_COUNTS = "select subscriber, handled, skipped from core.deliveries"
_INSTALLED = "select plugin, seen_at, quarantined_at, retry_at from core.plugin_installations"


class PluginShape(msgspec.Struct, kw_only=True):
    """`status`: "active", or why it is not. `handled`, `skipped`: events of this tenant. `failures`: in the present
    window. `quarantined_until`: when it is tried again."""

    id: str
    version: str
    summary: str
    status: str
    level: str
    capabilities: tuple[str, ...]
    hooks: tuple[str, ...]
    handled: int = 0
    skipped: int = 0
    failures: int = 0
    quarantined_until: dt.datetime | None = None


class TenantPlugin(PluginShape, kw_only=True):
    """`status`: "active", or why it is not. `handled`, `skipped`: events of this tenant. `failures`: in the present
    window; `failed_*`: the last one. `quarantined_until`: when it is tried again. `version_told`: the version that was
    last enabled or upgraded here; `owes`: the lifecycle function that is still to be called, and its last error."""

    requires: tuple[str, ...] = ()
    modules: tuple[str, ...] = ()
    permissions: tuple[str, ...] = ()
    personal_data: bool = False
    restricted: bool = False
    tier: str = ""
    contract: str = ""
    failed_at: str | None = None
    failed_with: str | None = None
    failed_last: dt.datetime | None = None
    version_told: str | None = None
    owes: str | None = None
    owes_error: str | None = None


class InstalledPlugin(msgspec.Struct, kw_only=True):
    """`error`: why it could not be loaded. `seen_at`: since when the installation runs this version."""

    id: str
    version: str
    contract: str
    error: str | None
    enabled_by_default: bool
    restricted: bool
    seen_at: dt.datetime | None = None
    quarantined_at: dt.datetime | None = None
    quarantined_until: dt.datetime | None = None


class PluginListing:
    def __init__(self, pools: Pools, gate: Gate, plugins: dict[str, Loaded]) -> None:
        self._pools = pools
        self._gate = gate
        self._plugins = plugins

    async def of_tenant(self, scope: TenantScope) -> list[TenantPlugin]:
        """In the order of plugins.toml."""
        effective = await self._gate.effective(scope.tenant)
        async with self._pools.within(scope.tenant) as connection:
            rows = {row["plugin"]: row for row in await connection.fetch(_OF_TENANT)}
            counts = await _counts(connection)
            held = {row["plugin"]: row["retry_at"] for row in await connection.fetch(_INSTALLED)}
        return [
            _of_tenant(each, effective, rows.get(each.id), counts.get(each.id, (0, 0)), held.get(each.id))
            for each in self._plugins.values()
        ]

    async def one(self, scope: TenantScope, plugin: str) -> TenantPlugin:
        """Raises `NotFound`."""
        self._gate.loaded(plugin)
        return next(each for each in await self.of_tenant(scope) if each.id == plugin)

    async def installed(self) -> list[InstalledPlugin]:
        async with self._pools.without_tenant() as connection:
            rows = {row["plugin"]: row for row in await connection.fetch(_INSTALLED)}
        return [_installed(each, rows.get(each.id)) for each in self._plugins.values()]


async def _counts(connection: Connection) -> dict[str, tuple[int, int]]:
    counts: dict[str, tuple[int, int]] = {}
    for row in await connection.fetch(_COUNTS):
        plugin = row["subscriber"].split("/")[0]
        handled, skipped = counts.get(plugin, (0, 0))
        counts[plugin] = (handled + row["handled"], skipped + row["skipped"])
    return counts


def _of_tenant(
    each: Loaded, effective: PluginSet, row: Any, counts: tuple[int, int], held: dt.datetime | None
) -> TenantPlugin:
    manifest = each.manifest
    shown = TenantPlugin(
        id=each.id,
        version=each.version,
        summary=manifest.summary,
        status="active" if each.id in effective else each.error or effective.why(each.id),
        level=manifest.level,
        capabilities=manifest.capabilities,
        hooks=each.hooks,
        handled=counts[0],
        skipped=counts[1],
        quarantined_until=held,
        requires=manifest.requires,
        modules=manifest.modules,
        permissions=manifest.permissions,
        personal_data=manifest.personal_data,
        restricted=manifest.restricted,
        tier=manifest.tier,
        contract=manifest.contract,
    )
    if row is None:
        return shown
    until = [each for each in (held, row["quarantined_until"]) if each is not None]
    return msgspec.structs.replace(
        shown,
        failures=row["failures"] or 0,
        quarantined_until=max(until) if until else None,
        failed_at=row["failed_at"],
        failed_with=row["failed_with"],
        failed_last=row["failed_last"],
        version_told=row["version"],
        owes=row["call"],
        owes_error=row["error_code"],
    )


def _installed(each: Loaded, row: Any) -> InstalledPlugin:
    return InstalledPlugin(
        id=each.id,
        version=each.version,
        contract=each.manifest.contract,
        error=each.error,
        enabled_by_default=each.admitted.enabled_by_default,
        restricted=each.manifest.restricted,
        seen_at=row["seen_at"] if row is not None else None,
        quarantined_at=row["quarantined_at"] if row is not None else None,
        quarantined_until=row["retry_at"] if row is not None else None,
    )
