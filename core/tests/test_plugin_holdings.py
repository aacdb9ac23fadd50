"""All that a plugin holds of a tenant: exported whole, erased whole, also what the plugin forgot; nothing of others."""

import asyncpg
import msgspec
import pytest

from tests.house import PLUGINS
from tests.plugin_log import told
from tests.rows import TENANTS, Filler
from vito_contracts.errors import Conflict
from vito_contracts.hooks import Lifecycle
from vito_contracts.ids import TenantId
from vito_core.embedded.postgres import PostgresAddress
from vito_core.testing import EngineOf, admin_dsn, api_of, new_tenant, scope_of


@pytest.fixture
async def filled(engine_of: EngineOf, postgres: PostgresAddress):
    """Two tenants with rows in every table of every plugin."""
    engine = await engine_of(*PLUGINS)
    engine.care.erasures.settle_seconds = 0
    connection = await asyncpg.connect(admin_dsn(postgres, engine.settings.database_url.rpartition("/")[2]))
    await Filler(connection, "core").fill()
    for each in engine.registry.plugins.values():
        if each.schema is not None:
            await Filler(connection, each.schema).fill()
    yield engine, connection
    await connection.close()


async def rows(connection, schema: str, tenant) -> int:
    tables = await connection.fetch(
        "select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'"
        " where c.relnamespace = to_regnamespace($1) and c.relkind in ('r', 'p') and not c.relispartition",
        schema,
    )
    counts = [
        await connection.fetchval(f'select count(*) from "{schema}"."{row[0]}" where tenant_id = $1', tenant)
        for row in tables
    ]
    return sum(counts)


async def test_every_plugin_is_exported_and_erased_whole_and_the_other_tenant_keeps_all(filled):
    engine, connection = filled
    one, two = (scope_of(TenantId(tenant)) for tenant in TENANTS)
    engine.care.calls.fill([("sales-host", Lifecycle())])  # its messages are files: its own tests have them
    seen = {}
    for plugin, loaded in engine.registry.plugins.items():
        if loaded.schema is None:
            continue
        held = await rows(connection, loaded.schema, one.tenant), await rows(connection, loaded.schema, two.tenant)
        lines = [msgspec.json.decode(line) async for line in await engine.care.erasures.export(one, plugin)]
        assert lines[0]["plugin"] == plugin
        assert {line["row"]["tenant_id"] for line in lines[1:]} <= {str(one.tenant)}
        with pytest.raises(Conflict, match="disable it first"):
            await engine.care.erasures.ask(one, plugin, plugin)
        await engine.gate.switch(one.tenant, plugin, False)
        job = await engine.care.erasures.ask(one, plugin, plugin)
        assert (await engine.care.erasures.ask(one, plugin, plugin)).id == job.id
        with pytest.raises(Conflict, match="is being erased"):
            await engine.care.lifecycle.enable(one, plugin)
        await engine.care.erasures.work(one.tenant)
        done = await engine.care.erasures.get(one, plugin, job.id)
        after = await rows(connection, loaded.schema, one.tenant), await rows(connection, loaded.schema, two.tenant)
        seen[plugin] = (held[0] > 0, len(lines) - 1, done.state, done.rows_erased, after)
        assert seen[plugin] == (True, held[0], "completed", held[0], (0, held[1])), plugin
    assert len(seen) == 7
    assert [name for name, _ in await told(engine, one)].count("plugin.erased") == 7


async def test_an_erasure_that_breaks_off_goes_on_and_ends_with_one_receipt(filled):
    engine, connection = filled
    scope = scope_of(TenantId(TENANTS[0]))
    broken = True

    async def erase(scope) -> int:
        if broken:
            raise RuntimeError("the bucket cannot be reached")
        return 3

    engine.care.calls.fill([("marketing-host", Lifecycle(erase=erase))])
    await engine.gate.switch(scope.tenant, "marketing-host", False)
    job = await engine.care.erasures.ask(scope, "marketing-host", "marketing-host")
    await engine.care.erasures.work(scope.tenant)
    failed = await engine.care.erasures.get(scope, "marketing-host", job.id)
    assert (failed.state, failed.attempts, failed.error_code) == ("running", 1, "RuntimeError")
    broken = False
    await engine.care.erasures.work(scope.tenant)
    assert (await engine.care.erasures.get(scope, "marketing-host", job.id)).state == "running", "not before its time"
    await connection.execute("update core.plugin_erasures set next_at = now() where id = $1", job.id)
    await engine.care.caretaker.round()
    done = await engine.care.erasures.get(scope, "marketing-host", job.id)
    assert done.state == "completed"
    erased = [payload for name, payload in await told(engine, scope) if name == "plugin.erased"]
    assert erased == [{"plugin": "marketing-host", "erasure": str(job.id), "rows": done.rows_erased}]


async def test_over_http_erasing_wants_the_name_and_only_who_may_change_plugins_exports(engine_of: EngineOf):
    from vito_contracts.tenancy import Role

    engine = await engine_of("marketing-host")
    scope, key = await new_tenant(engine, "one")
    viewer = await engine.tenancy.add_key(scope.tenant, "viewer", Role.VIEWER)
    await engine.care.lifecycle.disable(scope, "marketing-host")
    path = "/v1/plugins/marketing-host"
    async with api_of(engine) as client:
        headers = {"authorization": f"Bearer {key}"}
        unsure = await client.post(f"{path}/erasures", json={"confirm": "marketing"}, headers=headers)
        asked = await client.post(f"{path}/erasures", json={"confirm": "marketing-host"}, headers=headers)
        shown = await client.get(f"{path}/erasures/{asked.json()['id']}", headers=headers)
        export = await client.get(f"{path}/export", headers=headers)
        curious = await client.get(f"{path}/export", headers={"authorization": f"Bearer {viewer}"})
    assert (unsure.status_code, asked.status_code, shown.status_code, curious.status_code) == (422, 202, 200, 403)
    assert msgspec.json.decode(export.text.splitlines()[0])["plugin"] == "marketing-host"
    assert export.headers["content-type"].startswith("application/x-ndjson")
    assert [name for name, _ in await told(engine, scope)] == [
        "plugin.disabled",
        "plugin.erasure_requested",
        "plugin.exported",
    ]
