"""CORS: for what end users call, and for origins that a deployment names."""

import httpx
import pytest
from litestar import get
from litestar.di import NamedDependency

from vito_contracts.ids import new_id
from vito_contracts.modules import Module
from vito_contracts.scope import TenantScope
from vito_core.testing import furnish
from vito_core.web.app import create_app

SHOP = "https://shop.example"
PREFLIGHT = {"origin": SHOP, "access-control-request-method": "POST"}


@get("/v1/end-user/whoami", resource="conversations")
async def whoami(within: NamedDependency[TenantScope]) -> str:
    return str(within.tenant)


@pytest.fixture(scope="module")
async def other(engine):
    return await furnish(engine, "other")


@pytest.fixture
async def browser(engine, tenant, other):
    async with engine.pools.within(tenant.scope.tenant) as connection:
        await connection.execute(
            "insert into core.deployments (tenant_id, id, binding, type, config)"
            " values ($1, $2, $3, 'EMBEDDED_WIDGET', $4)",
            tenant.scope.tenant,
            new_id(),
            tenant.bindings[Module.MARKETING].binding,
            f'{{"allowed_origins": ["{SHOP}"]}}',
        )
    app = create_app(engine)
    app.register(whoami)
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://api.invalid") as made:
        made.headers["authorization"] = f"Bearer {tenant.key}"
        yield made


async def test_a_named_origin_may_call_and_read(browser):
    asked = await browser.options("/v1/end-user/whoami", headers=PREFLIGHT)
    assert (asked.status_code, asked.headers["access-control-allow-origin"]) == (204, SHOP)
    assert "Idempotency-Key" in asked.headers["access-control-allow-headers"]
    answer = await browser.get("/v1/end-user/whoami", headers={"origin": SHOP})
    assert answer.headers["access-control-allow-origin"] == SHOP
    assert answer.headers["vary"] == "Origin"


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "https://shop.example.evil.example", "*"])
async def test_any_other_may_not(browser, origin):
    asked = await browser.options("/v1/end-user/whoami", headers={**PREFLIGHT, "origin": origin})
    answer = await browser.get("/v1/end-user/whoami", headers={"origin": origin})
    for each in (asked, answer):
        assert "access-control-allow-origin" not in each.headers


async def test_an_origin_of_another_tenants_deployment_may_not_read(browser, other):
    headers = {"origin": SHOP, "authorization": f"Bearer {other.key}"}
    answer = await browser.get("/v1/end-user/whoami", headers=headers)
    assert "access-control-allow-origin" not in answer.headers


async def test_no_other_route_knows_cors(browser):
    answer = await browser.get("/v1/twins", headers={"origin": SHOP})
    assert "access-control-allow-origin" not in answer.headers
    asked = await browser.options("/v1/twins", headers=PREFLIGHT)
    assert "access-control-allow-origin" not in asked.headers
