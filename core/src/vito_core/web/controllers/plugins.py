"""Plugins as the tenant sees them: status and reasons, the switch, settings, what they hold; and the platform's."""

from collections.abc import AsyncIterator
from typing import Annotated, Any, TypeVar
from uuid import UUID

import msgspec
from litestar import Response, Router, get, post, put
from litestar.params import FromPath, FromQuery, JSONBody
from litestar.response import Stream

from vito_contracts.errors import InvalidInput, NotFound
from vito_contracts.ids import RequestId, TenantId, new_id
from vito_contracts.scope import TenantScope
from vito_core.engine import Engine
from vito_core.plugins.erasures import PluginErasure
from vito_core.plugins.listing import InstalledPlugin, PluginListing, PluginShape, TenantPlugin
from vito_core.plugins.settings import SettingsView
from vito_core.web.depends import TheEngine, Within
from vito_core.web.etag import COMPARED, SAME, TAGGED, IfMatch, IfNoneMatch, optional, shown
from vito_core.web.paging import PageLimit
from vito_core.web.shapes import Body

P = TypeVar("P", InstalledPlugin, TenantPlugin)


class PluginStatus(msgspec.Struct, kw_only=True):
    """`status`: "active", or why it is not."""

    id: str
    status: str


class SettingsBody(Body, frozen=True, kw_only=True):
    """All that the tenant sets itself; what is left out is the installation's."""

    values: dict[str, Any]


class ErasureBody(Body, frozen=True, kw_only=True):
    """`confirm`: the plugin's id once more. All that it holds of the tenant goes for good."""

    confirm: Annotated[str, msgspec.Meta(max_length=40)]


class PluginPage(msgspec.Struct, kw_only=True):
    """`next`: give it as `after` to go on; None on the last page."""

    items: list[PluginShape]
    next: str | None = None


class InstalledPage(msgspec.Struct, kw_only=True):
    """`next`: give it as `after` to go on; None on the last page."""

    items: list[InstalledPlugin]
    next: str | None = None


@get("/", summary="Every admitted plugin, its status for you and what it handled")
async def list_plugins(
    engine: TheEngine, within: Within, after: FromQuery[str | None] = None, limit: PageLimit = 50
) -> PluginPage:
    page, last = _page(await _listing(engine).of_tenant(within), after, limit)
    return PluginPage(items=[_shape(each) for each in page], next=last)


@get("/{plugin:str}", summary="One plugin: its manifest, its status for you, failures and what it still has to do")
async def show_plugin(engine: TheEngine, within: Within, plugin: FromPath[str]) -> TenantPlugin:
    return await _listing(engine).one(within, plugin)


@post("/{plugin:str}/enable", status_code=200, summary="Enable a plugin for your tenant")
async def enable(engine: TheEngine, within: Within, plugin: FromPath[str]) -> PluginStatus:
    await engine.care.lifecycle.enable(within, plugin)
    return await _status(engine, within, plugin)


@post("/{plugin:str}/disable", status_code=200, summary="Disable it; its data stays")
async def disable(engine: TheEngine, within: Within, plugin: FromPath[str]) -> PluginStatus:
    await engine.care.lifecycle.disable(within, plugin)
    return await _status(engine, within, plugin)


@post("/{plugin:str}/release", status_code=200, summary="End its quarantine for your tenant")
async def release(engine: TheEngine, within: Within, plugin: FromPath[str]) -> PluginStatus:
    await engine.care.quarantine.release(within, plugin)
    return await _status(engine, within, plugin)


@get(
    "/{plugin:str}/settings",
    summary="What holds for you, what you set, and the schema of what you may set",
    response_headers=TAGGED,
    responses=SAME,
)
async def read_settings(
    engine: TheEngine, within: Within, plugin: FromPath[str], if_none_match: IfNoneMatch = None
) -> Response[SettingsView]:
    return shown(await engine.care.settings.get(within, plugin), if_none_match)


@put(
    "/{plugin:str}/settings",
    summary="Replace your settings of a plugin; they hold from the next event and turn on",
    response_headers=TAGGED,
    problems=COMPARED,
)
async def write_settings(
    engine: TheEngine, within: Within, plugin: FromPath[str], data: JSONBody[SettingsBody], if_match: IfMatch = None
) -> Response[SettingsView]:
    return shown(await engine.care.settings.put(within, plugin, data.values, optional(if_match)))


@get(
    "/{plugin:str}/export",
    needs="plugins:write",
    media_type="application/x-ndjson",
    summary="All that a plugin holds of you, one JSON document a line",
)
async def export(engine: TheEngine, within: Within, plugin: FromPath[str]) -> Stream:
    lines: AsyncIterator[bytes] = await engine.care.erasures.export(within, plugin)
    return Stream(lines, media_type="application/x-ndjson")


@post("/{plugin:str}/erasures", status_code=202, summary="Erase all that a disabled plugin holds of you, for good")
async def erase(engine: TheEngine, within: Within, plugin: FromPath[str], data: JSONBody[ErasureBody]) -> PluginErasure:
    return await engine.care.erasures.ask(within, plugin, data.confirm)


@get("/{plugin:str}/erasures/{erasure:uuid}", summary="How far an erasure is")
async def show_erasure(
    engine: TheEngine, within: Within, plugin: FromPath[str], erasure: FromPath[UUID]
) -> PluginErasure:
    return await engine.care.erasures.get(within, plugin, erasure)


@get(
    "/v1/pending",
    summary="How many of your events some subscriber has not handled yet",
    tags=["events"],
    resource="events",
)
async def pending(engine: TheEngine, within: Within) -> dict[str, int]:
    async with engine.pools.within(within.tenant) as connection:
        return {"events": await connection.fetchval("select core.pending_events()")}


@get("/plugins", summary="Every admitted plugin of the installation: version, load error, quarantine")
async def list_installed(
    engine: TheEngine, after: FromQuery[str | None] = None, limit: PageLimit = 50
) -> InstalledPage:
    page, last = _page(await _listing(engine).installed(), after, limit)
    return InstalledPage(items=page, next=last)


@post("/plugins/{plugin:str}/release", status_code=200, summary="End the quarantine of a plugin for everybody")
async def release_everywhere(engine: TheEngine, within: Within, plugin: FromPath[str]) -> dict[str, bool]:
    return {"released": await engine.care.quarantine.release_everywhere(within, plugin)}


@post(
    "/tenants/{tenant:uuid}/plugins/{plugin:str}/enable",
    status_code=200,
    summary="Enable a plugin for a tenant, a restricted one too",
)
async def enable_for(engine: TheEngine, within: Within, tenant: FromPath[UUID], plugin: FromPath[str]) -> PluginStatus:
    scope = await _scope_of(engine, within, tenant)
    await engine.care.lifecycle.enable(scope, plugin, by_platform=True)
    return await _status(engine, scope, plugin)


@post("/tenants/{tenant:uuid}/plugins/{plugin:str}/disable", status_code=200, summary="Disable a plugin for a tenant")
async def disable_for(engine: TheEngine, within: Within, tenant: FromPath[UUID], plugin: FromPath[str]) -> PluginStatus:
    scope = await _scope_of(engine, within, tenant)
    await engine.care.lifecycle.disable(scope, plugin)
    return await _status(engine, scope, plugin)


async def _scope_of(engine: Engine, within: TenantScope, tenant: UUID) -> TenantScope:
    """The tenant's scope, with the platform's actor. Raises `NotFound`."""
    if await engine.tenancy.get(TenantId(tenant)) is None:
        raise NotFound(f"no tenant {tenant}")
    actor = msgspec.structs.replace(within.actor, platform=True)
    return TenantScope(tenant=TenantId(tenant), actor=actor, request=RequestId(new_id()))


def _listing(engine: Engine) -> PluginListing:
    return PluginListing(engine.pools, engine.gate, engine.registry.plugins)


def _page(found: list[P], after: str | None, limit: int) -> tuple[list[P], str | None]:
    """In the order of plugins.toml. Raises `InvalidInput`."""
    ids = [each.id for each in found]
    if after is not None and after not in ids:
        raise InvalidInput("'after' is no plugin of this list; give the 'next' of the page before")
    start = ids.index(after) + 1 if after is not None else 0
    page = found[start : start + limit]
    return page, page[-1].id if start + limit < len(found) else None


async def _status(engine: Engine, within: TenantScope, plugin: str) -> PluginStatus:
    effective = await engine.gate.effective(within.tenant)
    return PluginStatus(id=plugin, status="active" if plugin in effective else effective.why(plugin))


def _shape(each: TenantPlugin) -> PluginShape:
    return PluginShape(**{name: getattr(each, name) for name in PluginShape.__struct_fields__})


router = Router(
    "/v1/plugins",
    route_handlers=[
        list_plugins,
        show_plugin,
        enable,
        disable,
        release,
        read_settings,
        write_settings,
        export,
        erase,
        show_erasure,
    ],
    opt={"resource": "plugins"},
    tags=["plugins"],
)
platform = Router(
    "/v1/platform",
    route_handlers=[list_installed, release_everywhere, enable_for, disable_for],
    opt={"resource": "platform"},
    tags=["platform"],
)
