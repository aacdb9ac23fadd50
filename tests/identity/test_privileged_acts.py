"""Whoever does something that matters is named by the log: which event, and by whom."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import msgspec
import pytest

from tests.identity.house import House, Tenant, house_of
from vito_contracts.approvals import ApprovalDecided
from vito_contracts.events import ActPayload, WebhookChanged
from vito_contracts.ids import RequestId, new_id
from vito_contracts.manifest import ComplianceTier
from vito_contracts.operations import AlertKind, AlertLevel
from vito_contracts.scope import Actor, ActorKind, TenantScope
from vito_contracts.tenancy import Role, TenantKind
from vito_core.events.log import doer
from vito_core.events.types import CORE_TYPES
from vito_core.operations.alerts import Finding
from vito_core.testing import add_contact, add_plugin, furnish


@pytest.fixture(scope="module")
async def house(postgres, tmp_path_factory) -> AsyncIterator[House]:
    async with house_of(postgres, tmp_path_factory.mktemp("acts"), outward_private=("127.0.0.0/8",)) as made:
        add_plugin(made.engine, "vault", restricted=True)
        add_plugin(made.engine, "shop")
        yield made


@pytest.fixture(scope="module")
async def platform(house) -> str:
    made = await house.engine.tenancy.create(
        slug="vito-internal",
        name="ViTo",
        kind=TenantKind.PLATFORM,
        tier=ComplianceTier.ENTERPRISE,
        role=Role.PLATFORM_ADMIN,
    )
    return str(made.key)


async def whose(house: House, secret: str) -> str:
    holder = await house.engine.tenancy.holder(secret)
    assert holder is not None
    return f"api_key:{holder.id}"


async def told_by(tenant: Tenant, name: str, by: str) -> dict[str, Any]:
    """The newest event of this type; it was this caller's act."""
    payload = (await tenant.events(name))[-1]
    assert payload["by"] == by, name
    return payload


async def test_webhooks(house):
    tenant = await house.tenant()
    me = await whose(house, tenant.key)
    made = await tenant.ok("POST", "/v1/webhooks", {"url": "http://127.0.0.1:9/x", "events": ["stop.set"]})
    path = f"/v1/webhooks/{made['id']}"
    for method, below, body, change in (
        ("POST", "", None, "created"),
        ("PATCH", "", {"events": ["stop.*"]}, "changed"),
        ("POST", "/rotate", {}, "rotated"),
    ):
        if change != "created":
            await tenant.ok(method, path + below, body)
        assert (await told_by(tenant, "webhook.changed", me))["change"] == change
    delivery = await tenant.ok("POST", f"{path}/test")
    await told_by(tenant, "webhook.tested", me)
    await tenant.ok("POST", f"{path}/deliveries/{delivery['id']}/replay")
    assert (await told_by(tenant, "webhook.replayed", me))["delivery"] == delivery["id"]
    await tenant.ok("POST", f"{path}/replay", {"since": "2026-01-01T00:00:00Z"})
    assert (await told_by(tenant, "webhook.replayed", me))["delivery"] is None
    assert (await tenant.call("DELETE", path)).is_success
    assert (await told_by(tenant, "webhook.changed", me))["change"] == "deleted"


async def test_stops_and_alerts(house):
    tenant = await house.tenant()
    me = await whose(house, tenant.key)
    stop = await tenant.ok("POST", "/v1/stops", {"level": "tenant", "reason_code": "drill"})
    await told_by(tenant, "stop.set", me)
    assert (await tenant.call("DELETE", f"/v1/stops/{stop['id']}")).is_success
    await told_by(tenant, "stop.released", me)
    found = Finding(
        tenant=tenant.scope.tenant, kind=AlertKind.DOCUMENT_SIZE, level=AlertLevel.WARNING, value=2, threshold=1
    )
    async with house.engine.pools.within(tenant.scope.tenant) as connection:
        await house.engine.operations.alerts.raise_within(connection, found)
    (alert,) = (await tenant.ok("GET", "/v1/alerts"))["items"]
    for _ in range(2):
        await tenant.ok("POST", f"/v1/alerts/{alert['id']}/acknowledge")
    assert (await told_by(tenant, "alert.acknowledged", me))["alert"] == alert["id"]
    assert len(await tenant.events("alert.acknowledged")) == 1, "whoever sees it again changes nothing"


async def test_what_is_held_of_a_person(house):
    tenant = await house.tenant()
    contact = await add_contact(house.engine, tenant.scope, "@ana")
    await tenant.ok("GET", f"/v1/contacts/{contact}/export")
    exported = await told_by(tenant, "contact.exported", await whose(house, tenant.key))
    assert (exported["contact"], exported["request"]) == (str(contact), None)
    assert (await tenant.call("GET", f"/v1/contacts/{uuid4()}/export")).status_code == 404
    assert len(await tenant.events("contact.exported")) == 1


async def test_an_end_users_token(house):
    made = await furnish(house.engine, f"t{uuid4().hex[:12]}")
    tenant = Tenant(house=house, slug="", scope=made.scope, key=made.key)
    deployment = new_id()
    await tenant.sql(
        "insert into core.deployments (tenant_id, id, binding, type) values ($1, $2, $3, 'EMBEDDED_WIDGET')",
        made.scope.tenant,
        deployment,
        next(iter(made.bindings.values())).binding,
    )
    body = {"author": "customer-17", "ttl_seconds": 60}
    token = await tenant.ok("POST", f"/v1/deployments/{deployment}/tokens", body)
    issued = await told_by(tenant, "end_user.token_issued", await whose(house, tenant.key))
    assert issued == {
        "contact": token["contact"],
        "deployment": str(deployment),
        "seconds": 60,
        "by": issued["by"],
    }


async def test_plugins_by_the_tenant_and_by_the_platform(house, platform):
    tenant = await house.tenant()
    me, them = await whose(house, tenant.key), f"platform/{await whose(house, platform)}"
    await tenant.ok("POST", "/v1/plugins/shop/disable")
    await told_by(tenant, "plugin.disabled", me)
    await tenant.ok("POST", "/v1/plugins/shop/erasures", {"confirm": "shop"})
    await told_by(tenant, "plugin.erasure_requested", me)
    path = f"/v1/platform/tenants/{tenant.scope.tenant}/plugins/vault"
    await tenant.ok("POST", f"{path}/enable", by=platform)
    await told_by(tenant, "plugin.enabled", them)
    await tenant.ok("POST", f"{path}/disable", by=platform)
    await told_by(tenant, "plugin.disabled", them)


async def test_a_plugin_that_is_released_everywhere(house, platform):
    holder = await house.engine.tenancy.holder(platform)
    assert holder is not None
    own = Tenant(house=house, slug="vito-internal", scope=holder.scope(RequestId(new_id())), key=platform)
    await own.ok("POST", "/v1/platform/plugins/shop/release")
    assert await own.events("plugin.released") == [], "nothing was held"
    async with house.engine.pools.without_tenant() as connection:
        await connection.execute(
            "insert into core.plugin_installations (plugin, version, quarantined_at, retry_at)"
            " values ('shop', '0', now(), now() + interval '1 hour')"
        )
    assert (await own.ok("POST", "/v1/platform/plugins/shop/release"))["released"]
    await told_by(own, "plugin.released", await whose(house, platform))


def test_an_act_that_was_told_before_is_still_read():
    changed = {"webhook": str(uuid4()), "change": "created"}
    assert msgspec.convert(changed, WebhookChanged).by == ""
    decided = {"approval": str(uuid4()), "kind": "sales-host.outreach", "state": "approved"}
    assert msgspec.to_builtins(msgspec.convert(decided, ApprovalDecided)) == decided, "nobody is not written down"
    acts = {each.name for each in CORE_TYPES if issubclass(each.payload, ActPayload)}
    assert {"effect.settled", "approval.decided", "dead_letter.replayed", "data_key.erased"} <= acts


def test_who_acts_is_told_as_kind_and_id():
    key, tenant = uuid4(), new_id()
    for actor, by in (
        (Actor(ActorKind.API_KEY, key), f"api_key:{key}"),
        (Actor(ActorKind.USER, key, platform=True), f"platform/user:{key}"),
        (Actor(ActorKind.PLUGIN, name="lead-gen"), "plugin:lead-gen"),
        (Actor(ActorKind.PLUGIN, name="a b@c"), "other"),
    ):
        assert doer(TenantScope(tenant=tenant, actor=actor, request=RequestId(new_id()))) == by
