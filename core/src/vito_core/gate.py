"""The gate: which plugins may act for a tenant. One function decides, and every door asks it."""

from collections.abc import Collection, Sequence
from enum import StrEnum
from typing import Any

import msgspec

from vito_contracts.errors import InvalidInput, NotFound
from vito_contracts.ids import TenantId
from vito_contracts.manifest import ComplianceTier, Manifest
from vito_core.db.pool import Pools
from vito_core.registry import Loaded


class Reason(StrEnum):
    """Why a plugin is not effective."""

    NOT_ADMITTED = "not admitted in plugins.toml"
    FAILED = "failed to load"
    NOT_ENTITLED = "the tenant's tier does not include it"
    DISABLED = "disabled for the tenant"
    REQUIREMENT = "a capability it requires is not active"


class PluginSet(msgspec.Struct, frozen=True):
    """`active`: plugin ids in the order of plugins.toml. `refused`: the others, each with its reason."""

    active: tuple[str, ...]
    refused: dict[str, Reason]
    revision: int

    def __contains__(self, plugin: object) -> bool:
        return plugin in self.active

    def why(self, plugin: str) -> str:
        return str(self.refused.get(plugin, Reason.NOT_ADMITTED))


NOBODY = PluginSet((), {}, -1)


def decide(plugins: dict[str, Loaded], tier: ComplianceTier, choices: dict[str, bool], revision: int) -> PluginSet:
    """effective = admitted ∧ loaded ∧ entitled ∧ enabled ∧ requirements met (to the fixed point)."""
    refused: dict[str, Reason] = {}
    for each in plugins.values():
        if each.plugin is None or each.error is not None:
            refused[each.id] = Reason.FAILED
        elif not tier.covers(each.manifest.tier):
            refused[each.id] = Reason.NOT_ENTITLED
        elif not choices.get(each.id, each.admitted.enabled_by_default and not each.manifest.restricted):
            refused[each.id] = Reason.DISABLED
    active = {each.id: each.manifest for each in plugins.values() if each.id not in refused}
    while lacking := _lacking(active):
        for plugin in lacking:
            del active[plugin]
            refused[plugin] = Reason.REQUIREMENT
    return PluginSet(tuple(active), refused, revision)


def _lacking(active: dict[str, Manifest]) -> list[str]:
    offered = {name for manifest in active.values() for name in manifest.capabilities}
    return [plugin for plugin, manifest in active.items() if not offered.issuperset(manifest.requires)]


class Gate:
    """Caches a tenant's set under its revision, which every change of the tenant's plugins raises."""

    def __init__(self, pools: Pools, plugins: dict[str, Loaded]) -> None:
        self._pools = pools
        self._plugins = plugins
        self._cache: dict[TenantId, PluginSet] = {}

    async def effective(self, tenant: TenantId | None) -> PluginSet:
        """No tenant, or an unknown one: nobody."""
        if tenant is None:
            return NOBODY
        async with self._pools.within(tenant) as connection:
            row = await connection.fetchrow(
                "select tier, plugin_revision from core.tenants where tenant_id = $1", tenant
            )
            if row is None:
                return NOBODY
            cached = self._cache.get(tenant)
            if cached is not None and cached.revision == row["plugin_revision"]:
                return cached
            choices = await connection.fetch("select plugin, enabled from core.tenant_plugins")
        found = decide(
            self._plugins,
            ComplianceTier(row["tier"]),
            {choice["plugin"]: choice["enabled"] for choice in choices},
            row["plugin_revision"],
        )
        self._cache[tenant] = found
        return found

    def known(self, tenant: TenantId, revision: int) -> PluginSet | None:
        """The set of a tenant whose revision the caller has just read; None if it is not cached."""
        cached = self._cache.get(tenant)
        return cached if cached is not None and cached.revision == revision else None

    async def effective_many(self, tenants: Collection[TenantId]) -> dict[TenantId, PluginSet]:
        """The sets of several tenants by one question, two where a tenant's plugins changed; an unknown tenant is
        left out."""
        async with self._pools.without_tenant() as connection:
            rows = await connection.fetch("select * from core.plugin_revisions($1)", list(tenants))
            stale = [row for row in rows if self._revision(row["tenant_id"]) != row["revision"]]
            if stale:
                changed = [row["tenant_id"] for row in stale]
                self._refresh(stale, await connection.fetch("select * from core.plugin_choices($1)", changed))
        found = {row["tenant_id"]: self._cache.get(row["tenant_id"]) for row in rows}
        return {tenant: plugins for tenant, plugins in found.items() if plugins is not None}

    def _revision(self, tenant: TenantId) -> int | None:
        cached = self._cache.get(tenant)
        return cached.revision if cached is not None else None

    def _refresh(self, stale: Sequence[Any], chosen: Sequence[Any]) -> None:
        choices: dict[TenantId, dict[str, bool]] = {}
        for row in chosen:
            choices.setdefault(row["tenant_id"], {})[row["plugin"]] = row["enabled"]
        alike: dict[Any, PluginSet] = {}
        for row in stale:
            own = choices.get(row["tenant_id"], {})
            key = (row["tier"], frozenset(own.items()))
            if key not in alike:
                alike[key] = decide(self._plugins, ComplianceTier(row["tier"]), own, row["revision"])
            self._cache[row["tenant_id"]] = msgspec.structs.replace(alike[key], revision=row["revision"])

    def forget(self) -> None:
        """After the set of loaded plugins itself has changed."""
        self._cache.clear()

    async def switch(self, tenant: TenantId, plugin: str, enabled: bool) -> None:
        """Enables or disables a plugin for a tenant. Raises `NotFound` or `InvalidInput`."""
        loaded = self._plugins.get(plugin)
        if loaded is None:
            known = ", ".join(self._plugins)
            raise NotFound(f"no plugin {plugin!r} is admitted here; admitted: {known}")
        if enabled and loaded.error is not None:
            raise InvalidInput(f"plugin {plugin} {loaded.version} cannot be enabled: {loaded.error}")
        async with self._pools.within(tenant) as connection:
            await connection.execute(
                "insert into core.tenant_plugins (tenant_id, plugin, enabled) values ($1, $2, $3)"
                " on conflict (tenant_id, plugin) do update set enabled = $3, changed_at = now()",
                tenant,
                plugin,
                enabled,
            )
            await connection.execute(
                "update core.tenants set plugin_revision = plugin_revision + 1 where tenant_id = $1", tenant
            )
