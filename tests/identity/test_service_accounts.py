"""A plugin's own key: what its manifest asks for, and nothing while the gate refuses the plugin."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from tests.house import PLUGINS
from tests.identity.house import House, house_of
from vito_contracts.ids import RequestId, new_id
from vito_contracts.manifest import Manifest
from vito_contracts.scope import ActorKind, Level
from vito_core.identity.permissions import PERMISSIONS
from vito_core.identity.service_accounts import may_read_type, rights_of


@pytest.fixture(scope="module")
async def house(postgres, tmp_path_factory) -> AsyncIterator[House]:
    async with house_of(postgres, tmp_path_factory.mktemp("accounts"), *PLUGINS) as made:
        yield made


async def test_a_service_account_holds_what_the_manifest_asks_for(house):
    tenant = await house.tenant()
    made = await tenant.key_of(name="scorer", plugin="lead-gen")
    holder = await house.engine.tenancy.holder(made["secret"])
    assert holder is not None
    assert holder.permissions == {"events:read", "conversations:read"}
    actor = holder.scope(RequestId(new_id())).actor
    assert (actor.kind, actor.name) == (ActorKind.PLUGIN, "lead-gen")

    async def status(method: str, path: str) -> int:
        return (await tenant.call(method, path, {}, by=made["secret"])).status_code

    assert await status("GET", "/v1/events?type=interaction.recorded") == 200
    for path in ("/v1/events", "/v1/events?type=lead.qualified", "/v1/events/dead", "/v1/pending",
                 "/v1/events?type=interaction.recorded&type=key.created"):  # fmt: skip
        assert await status("GET", path) == 403, path
    for method, path in (("GET", "/v1/keys"), ("POST", "/v1/twins"), ("POST", "/v1/events"), ("POST", "/v1/keys")):
        assert await status(method, path) == 403, path


async def test_it_is_dead_while_the_plugin_is_off(house):
    tenant = await house.tenant()
    secret = (await tenant.key_of(name="scorer", plugin="lead-gen"))["secret"]
    path = "/v1/events?type=interaction.recorded"
    assert (await tenant.call("GET", path, by=secret)).status_code == 200
    await tenant.ok("POST", "/v1/plugins/lead-gen/disable")
    async with asyncio.timeout(5):
        while (await tenant.call("GET", path, by=secret)).status_code != 401:
            await asyncio.sleep(0.05)
    (denied,) = await tenant.events("access.denied")
    assert (denied["kind"], denied["reason"]) == ("plugin", "plugin_off")
    await tenant.ok("POST", "/v1/plugins/lead-gen/enable")
    assert (await tenant.call("GET", path, by=secret)).status_code == 200


async def test_scopes_narrow_it_and_cannot_widen_it(house):
    tenant = await house.tenant()
    made = await tenant.key_of(plugin="lead-gen", scopes=["conversations:read"])
    assert (await tenant.call("GET", "/v1/events?type=interaction.recorded", by=made["secret"])).status_code == 403
    wider = await tenant.call("POST", "/v1/keys", {"name": "x", "plugin": "lead-gen", "scopes": ["twins:read"]})
    assert wider.status_code == 422


@pytest.mark.parametrize("asked", ["approvals:ask", "effects:perform", "approvals:answer", "effects:answer"])
def test_who_may_ask_or_act_neither_decides_nor_settles(asked):
    manifest = Manifest(
        id="asking",
        contract=">=1.0,<2",
        level=Level.TENANT,
        summary="asks and acts",
        plugin="tests:Fake",
        permissions=(asked,),
    )
    assert rights_of(manifest).permissions == frozenset()


async def test_an_asking_plugins_key_cannot_decide(house):
    tenant = await house.tenant()
    asking = await tenant.key_of(name="host", plugin="sales-host")
    for path in (f"/v1/approvals/{new_id()}/decide", f"/v1/effects/{new_id()}/settle"):
        assert (await tenant.call("POST", path, {}, by=asking["secret"])).status_code == 403, path


def test_no_manifest_reaches_keys_users_or_the_platform():
    asked = sorted({each for held in PERMISSIONS.values() for each in held})
    manifest = Manifest(
        id="greedy",
        contract=">=1.0,<2",
        level=Level.TENANT,
        summary="wants everything",
        plugin="tests:Fake",
        permissions=(*asked, "events:write:lead.*", "nonsense", "conversations:answer"),
    )
    rights = rights_of(manifest)
    assert not [
        each
        for each in rights.permissions
        if each.partition(":")[0] in ("keys", "users", "platform", "webhooks", "subjects")
    ]
    assert "events:write" not in rights.permissions
    assert "conversations:write" in rights.permissions
    assert may_read_type(("lead.*",), "lead.qualified")
    assert not may_read_type(("lead.*",), "leader.chosen")
