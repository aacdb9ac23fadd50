"""Enabled, told, upgraded, disabled: each change once, refusals before anything is switched, failures in sight."""

import asyncio
import contextlib
from unittest.mock import ANY

import asyncpg
import pytest

from tests.plugin_log import told
from vito_contracts.errors import Conflict, InvalidInput, NotFound
from vito_contracts.hooks import Lifecycle
from vito_contracts.ids import TenantId, new_id
from vito_contracts.manifest import ComplianceTier
from vito_core.db.migrate import migrate
from vito_core.plugins import calls
from vito_core.plugins.calls import LifecycleCalls
from vito_core.plugins.lifecycle import PluginRefused, PluginRestricted
from vito_core.plugins.tracing import Tracer
from vito_core.testing import EngineOf, add_plugin, admin_dsn, api_of, new_tenant


class Recorder:
    """Notes its calls; `raises` is raised instead of an answer."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        self.raises: dict[str, BaseException] = {}

    def hooks(self) -> Lifecycle:
        return Lifecycle(on_enabled=self.enabled, on_disabled=self.disabled, on_upgraded=self.upgraded)

    async def enabled(self, scope) -> None:
        self._note("enabled")

    async def disabled(self, scope) -> None:
        self._note("disabled")

    async def upgraded(self, scope, previous: str) -> None:
        self._note(f"upgraded from {previous}")

    def _note(self, call: str) -> None:
        self.calls.append(call)
        error = self.raises.get(call.partition(" ")[0])
        if error is not None:
            raise error


@pytest.fixture
async def house(engine_of: EngineOf):
    engine, recorder = await engine_of(), Recorder()
    add_plugin(engine, "shop", lifecycle=recorder.hooks())
    scope, key = await new_tenant(engine, "one")
    await engine.gate.switch(scope.tenant, "shop", False)
    await engine.care.caretaker.note_versions()
    await engine.care.caretaker.round()
    return engine, recorder, scope, key


async def due_now(engine, scope) -> None:
    async with engine.pools.within(scope.tenant) as connection:
        await connection.execute("update core.plugin_states set next_at = clock_timestamp() where next_at is not null")


async def test_each_change_is_told_once_and_is_an_event(house):
    engine, recorder, scope, _ = house
    for _ in range(2):
        await engine.care.lifecycle.enable(scope, "shop")
    assert "shop" in await engine.gate.effective(scope.tenant)
    for _ in range(2):
        await engine.care.lifecycle.disable(scope, "shop")
    await engine.care.caretaker.round()
    assert "shop" not in await engine.gate.effective(scope.tenant)
    assert recorder.calls == ["enabled", "disabled"]
    assert await told(engine, scope) == [
        ("plugin.enabled", {"plugin": "shop", "version": "0", "reason": "switched_on", "by": ANY}),
        ("plugin.disabled", {"plugin": "shop", "version": "0", "reason": "switched_off", "by": ANY}),
    ]


async def test_a_plugin_that_refuses_is_not_enabled_and_says_why_over_http(house):
    engine, recorder, scope, key = house
    recorder.raises["enabled"] = InvalidInput("the shop has no currency yet")
    async with api_of(engine) as client:
        answer = await client.post("/v1/plugins/shop/enable", headers={"authorization": f"Bearer {key}"})
    assert answer.status_code == 409
    assert "refuses to be enabled: the shop has no currency yet" in answer.json()["detail"]
    assert "shop" not in await engine.gate.effective(scope.tenant)
    assert await told(engine, scope) == []


async def test_one_that_breaks_or_hangs_is_not_enabled_and_nothing_it_said_is_shown(house, monkeypatch):
    engine, recorder, scope, _ = house
    recorder.raises["enabled"] = RuntimeError("Maria's number is 555")
    with pytest.raises(PluginRefused, match=r"it failed with RuntimeError$"):
        await engine.care.lifecycle.enable(scope, "shop")
    monkeypatch.setattr(calls, "CALL_SECONDS", 0.05)
    engine.care.calls.fill([("shop", Lifecycle(on_enabled=lambda _: asyncio.sleep(60)))])
    with pytest.raises(PluginRefused, match="TimeoutError"):
        await engine.care.lifecycle.enable(scope, "shop")
    assert "shop" not in await engine.gate.effective(scope.tenant)


async def test_more_tenants_than_there_are_connections_change_their_plugins_at_once(engine_of: EngineOf):
    engine = await engine_of()

    async def asks_the_database(scope) -> None:
        async with engine.pools.within(scope.tenant) as connection:
            await connection.fetchval("select 1")

    add_plugin(engine, "shop", lifecycle=Lifecycle(on_enabled=asks_the_database))
    tenants = [(await new_tenant(engine, f"tenant-{number}"))[0] for number in range(25)]
    for scope in tenants:
        await engine.gate.switch(scope.tenant, "shop", False)
    async with asyncio.timeout(60):
        await asyncio.gather(*(engine.care.lifecycle.enable(scope, "shop") for scope in tenants))
    assert all(["shop" in await engine.gate.effective(scope.tenant) for scope in tenants])


async def test_beyond_what_is_changed_at_once_it_is_said_which_of_the_two_is_busy(house):
    engine, _, scope, _ = house
    alone = engine.care.calls.alone
    async with contextlib.AsyncExitStack() as held:
        await held.enter_async_context(alone(scope.tenant))
        with pytest.raises(Conflict, match=calls.BUSY):
            await held.enter_async_context(alone(scope.tenant, wait_seconds=0))
        for _ in range(calls.MOST_AT_ONCE - 1):
            await held.enter_async_context(alone(TenantId(new_id())))
        with pytest.raises(Conflict, match=calls.FULL):
            await held.enter_async_context(alone(TenantId(new_id()), wait_seconds=0))
    async with alone(scope.tenant, wait_seconds=0):
        pass


async def test_the_tenant_is_held_against_other_processes_too(house):
    engine, _, scope, _ = house
    other = LifecycleCalls(engine.pools, Tracer({}))
    async with other.alone(scope.tenant):
        with pytest.raises(Conflict, match=calls.BUSY):
            async with engine.care.calls.alone(scope.tenant, wait_seconds=0):
                pass


async def test_disabling_never_fails_and_is_told_again_until_it_was_heard(house):
    engine, recorder, scope, _ = house
    await engine.care.lifecycle.enable(scope, "shop")
    recorder.raises["disabled"] = RuntimeError("no")
    await engine.care.lifecycle.disable(scope, "shop")
    assert "shop" not in await engine.gate.effective(scope.tenant)
    assert await owed(engine, scope) == ("on_disabled", "RuntimeError")
    recorder.raises.clear()
    await due_now(engine, scope)
    await engine.care.caretaker.round()
    await engine.care.caretaker.round()
    assert recorder.calls == ["enabled", "disabled", "disabled"]
    assert await owed(engine, scope) == (None, None)


async def owed(engine, scope):
    async with engine.pools.within(scope.tenant) as connection:
        row = await connection.fetchrow("select call, error_code from core.plugin_states where plugin = 'shop'")
    return row["call"], row["error_code"]


async def test_what_is_on_by_default_is_told_too_and_one_that_refuses_is_off_until_it_agrees(engine_of: EngineOf):
    engine, recorder = await engine_of(), Recorder()
    add_plugin(engine, "shop", lifecycle=recorder.hooks())
    recorder.raises["enabled"] = InvalidInput("not yet")
    scope, _ = await new_tenant(engine, "one")
    await engine.care.caretaker.round()
    effective = await engine.gate.effective(scope.tenant)
    assert effective.why("shop") == "it refused to be enabled"
    recorder.raises.clear()
    await due_now(engine, scope)
    await engine.care.caretaker.round()
    assert "shop" in await engine.gate.effective(scope.tenant)
    assert [name for name, _ in await told(engine, scope)] == ["plugin.disabled", "plugin.enabled"]
    await engine.care.caretaker.round()
    assert recorder.calls == ["enabled", "enabled"]


async def test_a_lower_tier_switches_off_within_the_next_call_and_is_an_event(engine_of: EngineOf):
    engine, recorder = await engine_of(), Recorder()
    add_plugin(engine, "shop", lifecycle=recorder.hooks(), tier=ComplianceTier.PROFESSIONAL)
    scope, _ = await new_tenant(engine, "one")
    await engine.care.caretaker.round()
    assert "shop" in await engine.gate.effective(scope.tenant)
    async with engine.pools.within(scope.tenant) as connection:
        await connection.execute("update core.tenants set tier = 'FREE'")
    effective = await engine.gate.effective(scope.tenant)
    assert effective.why("shop") == (
        "the tenant's tier does not include it: it is FREE, and the plugin needs PROFESSIONAL"
    )
    await engine.care.caretaker.round()
    async with engine.pools.within(scope.tenant) as connection:
        await connection.execute("update core.tenants set tier = 'ENTERPRISE'")
    await engine.care.caretaker.round()
    assert recorder.calls == ["enabled", "disabled", "enabled"]
    assert [(name, payload["reason"]) for name, payload in await told(engine, scope)] == [
        ("plugin.disabled", "not_entitled"),
        ("plugin.enabled", "allowed_again"),
    ]


async def test_another_version_is_told_to_every_tenant_that_has_it(house):
    engine, recorder, scope, _ = house
    await engine.care.lifecycle.enable(scope, "shop")
    engine.registry.plugins["shop"].version = "1.2"
    await engine.care.caretaker.round()
    assert recorder.calls == ["enabled"], "not before the installation as a whole runs it"
    await engine.care.caretaker.note_versions()
    recorder.raises["upgraded"] = RuntimeError("not yet")
    await engine.care.caretaker.round()
    assert "shop" in await engine.gate.effective(scope.tenant), "an upgrade that stumbles disables nothing"
    recorder.raises.clear()
    await due_now(engine, scope)
    for _ in range(2):
        await engine.care.caretaker.round()
    assert recorder.calls == ["enabled", "upgraded from 0", "upgraded from 0"]
    upgraded = ("plugin.upgraded", {"plugin": "shop", "version": "1.2", "previous": "0"})
    assert (await told(engine, scope))[1:] == [upgraded]


async def test_a_restricted_plugin_is_enabled_by_the_platform_alone(engine_of: EngineOf):
    engine = await engine_of()
    add_plugin(engine, "vault", restricted=True)
    scope, key = await new_tenant(engine, "one")
    platform = await platform_key(engine)
    with pytest.raises(PluginRestricted):
        await engine.care.lifecycle.enable(scope, "vault")
    path = f"/v1/platform/tenants/{scope.tenant}/plugins/vault"
    async with api_of(engine) as client:
        refused = await client.post("/v1/plugins/vault/enable", headers={"authorization": f"Bearer {key}"})
        own = await client.post(f"{path}/enable", headers={"authorization": f"Bearer {key}"})
        enabled = await client.post(f"{path}/enable", headers={"authorization": f"Bearer {platform}"})
        nobody = await client.post(
            f"/v1/platform/tenants/{scope.request}/plugins/vault/enable",
            headers={"authorization": f"Bearer {platform}"},
        )
    assert (refused.status_code, own.status_code, nobody.status_code) == (403, 403, 404)
    assert enabled.json() == {"id": "vault", "status": "active"}
    assert [name for name, _ in await told(engine, scope)] == ["plugin.enabled"]


async def platform_key(engine) -> str:
    from vito_contracts.tenancy import Role, TenantKind

    made = await engine.tenancy.create(
        slug="house",
        name="House",
        kind=TenantKind.PLATFORM,
        tier=ComplianceTier.ENTERPRISE,
        role=Role.PLATFORM_ADMIN,
    )
    return made.key


async def test_a_plugin_nobody_admitted_is_not_found_whatever_is_done_with_it(house):
    engine, _, scope, key = house
    with pytest.raises(NotFound):
        await engine.care.lifecycle.disable(scope, "nothing")
    async with api_of(engine) as client:
        for method, path in (
            ("GET", ""),
            ("POST", "/enable"),
            ("POST", "/release"),
            ("GET", "/settings"),
            ("GET", "/export"),
        ):
            answer = await client.request(
                method, f"/v1/plugins/nothing{path}", headers={"authorization": f"Bearer {key}"}
            )
            assert (answer.status_code, answer.json()["type"]) == (404, "urn:vito:problem:not-found"), path


async def test_a_version_older_than_its_tables_is_refused_with_the_way_back(engine_of: EngineOf, postgres):
    engine = await engine_of("lead-gen")
    dsn = admin_dsn(postgres, engine.settings.database_url.rpartition("/")[2])
    connection = await asyncpg.connect(dsn)
    try:
        await connection.execute("update lead_gen.alembic_version set version_num = 'lead_gen_9999'")
    finally:
        await connection.close()
    with pytest.raises(InvalidInput, match=r"lead_gen_9999, which .* a newer version migrated it.*--to"):
        await migrate(dsn, engine.registry.migration_sets(engine.contributions))
