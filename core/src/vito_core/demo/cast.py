"""The cast of the demo: who the tenants and twins are. Read from setup.json; made through the API, once."""

from pathlib import Path
from typing import Any

import msgspec

from vito_contracts.contexts import ProductCatalog
from vito_contracts.errors import InvalidInput
from vito_contracts.modules import Module
from vito_core.demo.client import Api
from vito_core.home import Home, HomeState
from vito_core.names import PLATFORM


class Party(msgspec.Struct, frozen=True, kw_only=True):
    slug: str
    name: str


class CastTwin(msgspec.Struct, frozen=True, kw_only=True):
    name: str
    config: dict[str, Any]


class Cast(msgspec.Struct, frozen=True, kw_only=True):
    """`twins`: "ambassador" belongs to the talent and is granted to the brand; "sales" and "support" to the brand."""

    brand: Party
    talent: Party
    twins: dict[str, CastTwin]
    contexts: dict[Module, dict[str, Any]]


TWIN_OF = {Module.MARKETING: "ambassador", Module.SALES_CRM: "sales", Module.CUSTOMER_SUPPORT: "support"}


class Stage(msgspec.Struct, kw_only=True):
    """What stands after the set-up: the brand's API and its bindings by module."""

    brand: Api
    bindings: dict[Module, str]
    brand_slug: str


def read_cast(path: Path) -> Cast:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Cast)
    except OSError as error:
        raise InvalidInput(f"{path}: cannot be read ({error.strerror})") from error
    except msgspec.DecodeError as error:
        raise InvalidInput(f"{path}: {error}") from error


async def set_up(
    url: str, home: Home, state: HomeState, cast: Cast, catalog: ProductCatalog | None, disable: tuple[str, ...]
) -> Stage:
    """Tenants, twins, the grant and the bindings; what exists already is found again by its name."""
    platform = Api(url, state.keys[PLATFORM])
    try:
        for party, kind in ((cast.talent, "talent"), (cast.brand, "brand")):
            await _ensure_tenant(platform, home, state, party, kind)
    finally:
        await platform.close()
    talent, brand = Api(url, state.keys[cast.talent.slug]), Api(url, state.keys[cast.brand.slug])
    brand_id = (await brand.get("/v1/tenants/me"))["id"]
    talent_id = (await talent.get("/v1/tenants/me"))["id"]
    twins = {"ambassador": await _ensure_twin(talent, cast.twins["ambassador"])}
    for role in ("sales", "support"):
        twins[role] = await _ensure_twin(brand, cast.twins[role])
    await _ensure_grant(talent, twins["ambassador"], brand_id)
    await talent.close()
    bindings = {}
    for module, role in TWIN_OF.items():
        owner = talent_id if role == "ambassador" else brand_id
        context = _context(cast, module, catalog)
        bindings[module] = await _ensure_binding(brand, module, twins[role], owner, context)
    await _switch_plugins(brand, disable)
    return Stage(brand=brand, bindings=bindings, brand_slug=cast.brand.slug)


async def _ensure_tenant(platform: Api, home: Home, state: HomeState, party: Party, kind: str) -> None:
    if party.slug in state.keys:
        return
    body = {"slug": party.slug, "name": party.name, "kind": kind, "tier": "ENTERPRISE"}
    made = await platform.post("/v1/tenants", body)
    state.keys[party.slug] = made["key"]
    home.save(state)


async def _ensure_twin(owner: Api, twin: CastTwin) -> str:
    known = next((each for each in (await owner.get("/v1/twins"))["items"] if each["name"] == twin.name), None)
    if known is None:
        known = await owner.post("/v1/twins", {"name": twin.name, "config": twin.config})
    if known["state"] == "draft":
        await owner.post(f"/v1/twins/{known['id']}/versions/{known['version']}/approve")
    return str(known["id"])


async def _ensure_grant(talent: Api, twin: str, brand: str) -> None:
    grants = (await talent.get("/v1/grants"))["items"]
    if not any(g["twin"] == twin and g["grantee"] == brand and g["revoked_at"] is None for g in grants):
        await talent.post("/v1/grants", {"twin": twin, "grantee": brand, "uses": ["MARKETING"]})


async def _ensure_binding(brand: Api, module: Module, twin: str, owner: str, context: dict[str, Any]) -> str:
    known = next((each for each in (await brand.get("/v1/bindings"))["items"] if each["module"] == module), None)
    if known is None:
        body = {"name": module.lower(), "module": module, "twin": twin, "twin_owner": owner, "context": context}
        known = await brand.post("/v1/bindings", body)
    else:
        await brand.put(f"/v1/bindings/{known['id']}/context", {"context": context})
    return str(known["id"])


def _context(cast: Cast, module: Module, catalog: ProductCatalog | None) -> dict[str, Any]:
    context = dict(cast.contexts.get(module, {}))
    if module is Module.SALES_CRM and catalog is not None:
        context["product_knowledge"] = msgspec.to_builtins(catalog)
    return context


async def _switch_plugins(brand: Api, disable: tuple[str, ...]) -> None:
    for plugin in (await brand.get("/v1/plugins"))["items"]:
        if plugin["id"] in disable:
            await brand.post(f"/v1/plugins/{plugin['id']}/disable")
        elif plugin["status"] == "disabled for the tenant":
            await brand.post(f"/v1/plugins/{plugin['id']}/enable")
    unknown = set(disable) - {plugin["id"] for plugin in (await brand.get("/v1/plugins"))["items"]}
    if unknown:
        raise InvalidInput(f"--disable {min(unknown)}: no such plugin is admitted")
