"""The gate: which plugins may act for a tenant. One function decides, and every door asks it."""

import time
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from enum import StrEnum
from typing import Any

import msgspec

from vito_contracts.errors import InvalidInput, NotFound
from vito_contracts.ids import TenantId
from vito_contracts.manifest import ComplianceTier, Manifest
from vito_core.db.pool import Connection, Pools
from vito_core.registry import Loaded


class Reason(StrEnum):
    """Why a plugin is not effective."""

    NOT_ADMITTED = "not admitted in plugins.toml"
    FAILED = "failed to load"
    NOT_ENTITLED = "the tenant's tier does not include it"
    DISABLED = "disabled for the tenant"
    REFUSED = "it refused to be enabled"
    QUARANTINED = "quarantined after repeated failures"
    REQUIREMENT = "a capability it requires is not active"


class Standing(msgspec.Struct, frozen=True):
    """What is known of a tenant's plugins. `choices`: plugin → switched on or off. `refused`: those that would not be
    enabled. `retry_in`: quarantined plugin → seconds until it is tried again, 0 or less once it may be."""

    choices: Mapping[str, bool] = {}
    refused: frozenset[str] = frozenset()
    retry_in: Mapping[str, float] = {}

    @property
    def quarantined(self) -> frozenset[str]:
        return frozenset(plugin for plugin, seconds in self.retry_in.items() if seconds > 0)


class PluginSet(msgspec.Struct, frozen=True):
    """`active`: plugin ids in the order of plugins.toml. `refused`: the others, each with its reason; `details` says
    more of some. `fresh_until`: on the monotonic clock, when a quarantine ends; None: there is none."""

    active: tuple[str, ...]
    refused: dict[str, Reason]
    revision: int
    details: dict[str, str] = {}
    fresh_until: float | None = None

    def __contains__(self, plugin: object) -> bool:
        return plugin in self.active

    def why(self, plugin: str) -> str:
        reason = str(self.refused.get(plugin, Reason.NOT_ADMITTED))
        return f"{reason}: {self.details[plugin]}" if plugin in self.details else reason

    @property
    def fresh(self) -> bool:
        return self.fresh_until is None or time.monotonic() < self.fresh_until


NOBODY = PluginSet((), {}, -1)


def decide(plugins: dict[str, Loaded], tier: ComplianceTier, standing: Standing, revision: int) -> PluginSet:
    """effective = admitted ∧ loaded ∧ entitled ∧ enabled ∧ willing ∧ not quarantined ∧ requirements met (to the fixed
    point). What requires a quarantined plugin is quarantined with it."""
    quarantined = standing.quarantined
    refused: dict[str, Reason] = {}
    details: dict[str, str] = {}
    for each in plugins.values():
        if each.plugin is None or each.error is not None:
            refused[each.id] = Reason.FAILED
        elif not tier.covers(each.manifest.tier):
            refused[each.id] = Reason.NOT_ENTITLED
            details[each.id] = f"it is {tier}, and the plugin needs {each.manifest.tier}"
        elif not standing.choices.get(each.id, each.admitted.enabled_by_default and not each.manifest.restricted):
            refused[each.id] = Reason.DISABLED
        elif each.id in standing.refused:
            refused[each.id] = Reason.REFUSED
        elif each.id in quarantined:
            refused[each.id] = Reason.QUARANTINED
    active = {each.id: each.manifest for each in plugins.values() if each.id not in refused}
    while lacking := _lacking(active):
        for plugin, names in lacking.items():
            del active[plugin]
            held = any(_offers(plugins, other, names) for other, why in refused.items() if why is Reason.QUARANTINED)
            refused[plugin] = Reason.QUARANTINED if held else Reason.REQUIREMENT
            details[plugin] = f"it requires {', '.join(names)}" if held else ", ".join(names)
    fresh_until = time.monotonic() + min(standing.retry_in[each] for each in quarantined) if quarantined else None
    return PluginSet(tuple(active), refused, revision, details, fresh_until)


def _offers(plugins: dict[str, Loaded], plugin: str, names: list[str]) -> bool:
    return not set(names).isdisjoint(plugins[plugin].manifest.capabilities)


def _lacking(active: dict[str, Manifest]) -> dict[str, list[str]]:
    offered = {name for manifest in active.values() for name in manifest.capabilities}
    found = {plugin: sorted(set(manifest.requires) - offered) for plugin, manifest in active.items()}
    return {plugin: names for plugin, names in found.items() if names}


class Gate:
    """Caches a tenant's set under its revision, which every change of the tenant's plugins raises.

    `trying`: (tenant, plugin) that were quarantined and may be asked again, to see whether they have recovered.
    """

    def __init__(self, pools: Pools, plugins: dict[str, Loaded]) -> None:
        self._pools = pools
        self._plugins = plugins
        self._cache: dict[TenantId, PluginSet] = {}
        self.trying: set[tuple[TenantId, str]] = set()

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
            known = self.known(tenant, row["plugin_revision"])
            if known is not None:
                return known
            standing = await connection.fetch("select * from core.plugin_standing($1)", [tenant])
        found = decide(self._plugins, ComplianceTier(row["tier"]), standing_of(standing), row["plugin_revision"])
        self._keep(tenant, found, standing_of(standing))
        return found

    def known(self, tenant: TenantId, revision: int) -> PluginSet | None:
        """The set of a tenant whose revision the caller has just read; None if it is not cached."""
        cached = self._cache.get(tenant)
        return cached if cached is not None and cached.revision == revision and cached.fresh else None

    async def effective_many(self, tenants: Collection[TenantId]) -> dict[TenantId, PluginSet]:
        """The sets of several tenants by one question, two where a tenant's plugins changed; an unknown tenant is
        left out."""
        async with self._pools.without_tenant() as connection:
            rows = await connection.fetch("select * from core.plugin_revisions($1)", list(tenants))
            stale = [row for row in rows if self.known(row["tenant_id"], row["revision"]) is None]
            if stale:
                changed = [row["tenant_id"] for row in stale]
                self._refresh(stale, await connection.fetch("select * from core.plugin_standing($1)", changed))
        found = {row["tenant_id"]: self._cache.get(row["tenant_id"]) for row in rows}
        return {tenant: plugins for tenant, plugins in found.items() if plugins is not None}

    async def would_be(self, tenant: TenantId, plugin: str) -> PluginSet:
        """The set if the tenant had switched the plugin on, and the plugin was willing."""
        async with self._pools.within(tenant) as connection:
            row = await connection.fetchrow(
                "select tier, plugin_revision from core.tenants where tenant_id = $1", tenant
            )
            found = standing_of(await connection.fetch("select * from core.plugin_standing($1)", [tenant]))
        willing = Standing({**found.choices, plugin: True}, found.refused - {plugin})
        return decide(self._plugins, ComplianceTier(row["tier"]), willing, row["plugin_revision"])

    def _refresh(self, stale: Sequence[Any], standings: Sequence[Any]) -> None:
        by_tenant: dict[TenantId, list[Any]] = {}
        for row in standings:
            by_tenant.setdefault(row["tenant_id"], []).append(row)
        alike: dict[Any, PluginSet] = {}
        for row in stale:
            standing = standing_of(by_tenant.get(row["tenant_id"], ()))
            key = (row["tier"], frozenset(standing.choices.items()), standing.refused)
            if standing.retry_in or key not in alike:
                decided = decide(self._plugins, ComplianceTier(row["tier"]), standing, row["revision"])
                if not standing.retry_in:
                    alike[key] = decided
            else:
                decided = alike[key]
            self._keep(row["tenant_id"], msgspec.structs.replace(decided, revision=row["revision"]), standing)

    def _keep(self, tenant: TenantId, found: PluginSet, standing: Standing) -> None:
        self._cache[tenant] = found
        self.trying -= {each for each in self.trying if each[0] == tenant}
        self.trying |= {(tenant, each) for each, seconds in standing.retry_in.items() if seconds <= 0}

    def forget(self) -> None:
        """After the set of loaded plugins itself has changed."""
        self._cache.clear()

    def loaded(self, plugin: str) -> Loaded:
        """Raises `NotFound`."""
        found = self._plugins.get(plugin)
        if found is None:
            raise NotFound(f"no plugin {plugin!r} is admitted here; admitted: {', '.join(self._plugins)}")
        return found

    async def switch(
        self,
        tenant: TenantId,
        plugin: str,
        enabled: bool,
        also: Callable[[Connection], Awaitable[None]] | None = None,
    ) -> None:
        """Switches a plugin on or off for a tenant; `also` is what belongs into the same transaction. Raises `NotFound`
        or `InvalidInput`."""
        loaded = self.loaded(plugin)
        if enabled and loaded.error is not None:
            raise InvalidInput(f"plugin {plugin} {loaded.version} cannot be enabled: {loaded.error}")
        async with self._pools.within(tenant) as connection:
            await connection.execute(
                "insert into core.tenant_plugins (tenant_id, plugin, enabled) values ($1, $2, $3)"
                " on conflict (tenant_id, plugin) do update set enabled = $3, changed_at = clock_timestamp()",
                tenant,
                plugin,
                enabled,
            )
            await raise_revision(connection, tenant)
            if also is not None:
                await also(connection)


async def raise_revision(connection: Connection, tenant: TenantId) -> None:
    """Every process decides anew about the tenant's plugins."""
    await connection.execute(
        "update core.tenants set plugin_revision = plugin_revision + 1 where tenant_id = $1", tenant
    )


def standing_of(rows: Sequence[Any]) -> Standing:
    """Of one tenant, from rows of `core.plugin_standing`."""
    return Standing(
        {row["plugin"]: row["enabled"] for row in rows if row["enabled"] is not None},
        frozenset(row["plugin"] for row in rows if row["refused"]),
        {row["plugin"]: row["retry_in"] for row in rows if row["retry_in"] is not None},
    )
