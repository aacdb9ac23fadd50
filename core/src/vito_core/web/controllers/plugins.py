"""Plugins as the tenant sees them: what is active, what is not and why, and the switch."""

from litestar import Router, get, post
from litestar.params import FromPath

from vito_contracts.scope import TenantScope
from vito_core.engine import Engine
from vito_core.gate import PluginSet
from vito_core.registry import Loaded
from vito_core.web.depends import TheEngine, Within
from vito_core.web.shapes import PluginShape


@get("/", summary="Every admitted plugin, its status for you and what it handled")
async def list_plugins(engine: TheEngine, within: Within) -> dict[str, list[PluginShape]]:
    effective = await engine.gate.effective(within.tenant)
    async with engine.pools.within(within.tenant) as connection:
        rows = await connection.fetch("select subscriber, handled, skipped from core.deliveries")
    counts = {row["subscriber"]: (row["handled"], row["skipped"]) for row in rows}
    return {"items": [_shape(each, effective, counts) for each in engine.registry.plugins.values()]}


@post("/{plugin:str}/enable", status_code=200, summary="Enable a plugin for your tenant")
async def enable(engine: TheEngine, within: Within, plugin: FromPath[str]) -> dict[str, str]:
    await engine.gate.switch(within.tenant, plugin, True)
    return await _status(engine, within, plugin)


@post("/{plugin:str}/disable", status_code=200, summary="Disable it; its data stays")
async def disable(engine: TheEngine, within: Within, plugin: FromPath[str]) -> dict[str, str]:
    await engine.gate.switch(within.tenant, plugin, False)
    return await _status(engine, within, plugin)


@get(
    "/v1/pending",
    summary="How many of your events some subscriber has not handled yet",
    tags=["events"],
    resource="events",
)
async def pending(engine: TheEngine, within: Within) -> dict[str, int]:
    async with engine.pools.within(within.tenant) as connection:
        return {"events": await connection.fetchval("select core.pending_events()")}


async def _status(engine: Engine, within: TenantScope, plugin: str) -> dict[str, str]:
    effective = await engine.gate.effective(within.tenant)
    return {"id": plugin, "status": "active" if plugin in effective else effective.why(plugin)}


def _shape(each: Loaded, effective: PluginSet, counts: dict[str, tuple[int, int]]) -> PluginShape:
    own = [count for subscriber, count in counts.items() if subscriber.split("/")[0] == each.id]
    return PluginShape(
        id=each.id,
        version=each.version,
        summary=each.manifest.summary,
        status="active" if each.id in effective else each.error or effective.why(each.id),
        level=each.manifest.level,
        capabilities=each.manifest.capabilities,
        hooks=each.hooks,
        handled=sum(handled for handled, _ in own),
        skipped=sum(skipped for _, skipped in own),
    )


router = Router(
    "/v1/plugins", route_handlers=[list_plugins, enable, disable], opt={"resource": "plugins"}, tags=["plugins"]
)
