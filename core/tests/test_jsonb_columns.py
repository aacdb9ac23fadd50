"""The columns under enforcement, in a database made by the migrations and used by an engine."""

import contextlib
from collections.abc import AsyncIterator
from uuid import uuid4

import asyncpg
import pytest

from vito_contracts.ids import new_id
from vito_contracts.modules import Module
from vito_core.db.jsonb.desk import SchemaDesk
from vito_core.db.jsonb.rows import watched
from vito_core.db.jsonb.switch import activate
from vito_core.db.migrate import prepare_database
from vito_core.db.migration_set import CORE
from vito_core.db.revisions import downgrade_to, upgrade_to
from vito_core.embedded.postgres import PostgresAddress
from vito_core.testing import LOGINS, EngineOf, admin_dsn, api_of, furnish

TENANT = new_id()
SETTLED = f"""
insert into core.tenants (tenant_id, slug, name, kind) values ('{TENANT}', 'lumbra', 'Lumbra', 'brand');
insert into core.twins (tenant_id, id, name) values ('{TENANT}', '{TENANT}', 'Ada');
insert into core.twin_versions (tenant_id, twin, version, state, config) values
  ('{TENANT}', '{TENANT}', 1, 'approved', '{{"personality_profile": {{"tone": "warm", "language": "en"}}}}'),
  ('{TENANT}', '{TENANT}', 2, 'draft', '{{"tone": "secret"}}');
insert into core.bindings (tenant_id, id, name, module, context, twin_owner, twin) values
  ('{TENANT}', '{TENANT}', 'marketing', 'MARKETING', '{{}}', '{TENANT}', '{TENANT}');
"""
LOOKS = """
select 'column ' || table_name || '.' || column_name || ' ' || data_type from information_schema.columns
  where table_schema = 'core'
union all select 'function ' || oid::regprocedure from pg_proc where pronamespace = 'core'::regnamespace
union all select 'trigger ' || tgrelid::regclass || ' ' || tgname from pg_trigger where not tgisinternal
union all select 'index ' || indexrelid::regclass from pg_index where indrelid::regclass::text like 'core.%'
union all select 'right ' || table_name || ' ' || grantee || ' ' || privilege_type
  from information_schema.role_table_grants where table_schema = 'core'
order by 1"""


@contextlib.asynccontextmanager
async def database_before(address: PostgresAddress) -> AsyncIterator[tuple[str, asyncpg.Connection]]:
    """A database without JSON schemas yet."""
    name = f"test_{uuid4().hex}"
    await prepare_database(admin_dsn(address, "postgres"), name, LOGINS)
    dsn = admin_dsn(address, name)
    await upgrade_to(dsn, CORE, "core_0007")
    connection = await asyncpg.connect(dsn)
    try:
        yield dsn, connection
    finally:
        await connection.close()


async def test_the_migration_keeps_old_rows_reports_misfits_and_goes_back_without_a_trace(
    postgres: PostgresAddress,
) -> None:
    async with database_before(postgres) as (dsn, connection):
        await connection.execute(SETTLED)
        looks = [row[0] for row in await connection.fetch(LOOKS)]
        await upgrade_to(dsn, CORE, "core_0008")
        desk = SchemaDesk(connection)
        report = await desk.check("twin_config")
        assert (report.rows, report.invalid) == (2, 1)
        assert report.first[0].key == {"tenant_id": str(TENANT), "twin": str(TENANT), "version": "2"}
        assert "secret" not in str(report)
        assert (await desk.check("context_marketing")).rows == 1
        assert (await desk.check("context_sales_crm")).rows == 0
        await connection.execute("update core.twin_versions set state = 'retired' where version = 2")
        with pytest.raises(asyncpg.CheckViolationError):
            await connection.execute("update core.twin_versions set config = config where version = 2")
        await downgrade_to(dsn, CORE, "core_0007")
        assert [row[0] for row in await connection.fetch(LOOKS)] == looks
        await upgrade_to(dsn, CORE, "core_0008")
        assert await connection.fetchval("select count(*) from core.twin_versions") == 2


async def refusal(dsn: str, statement: str) -> asyncpg.CheckViolationError:
    """What the trigger says of a statement, in a transaction without foreign keys: theirs would complain first."""
    connection = await asyncpg.connect(dsn)
    try:
        transaction = connection.transaction()
        await transaction.start()
        await connection.execute("set local session_replication_role = replica")
        for each in await watched(connection):
            await connection.execute(f"alter table {each.relation} enable always trigger enforce_{each.column}")
        with pytest.raises(asyncpg.CheckViolationError) as caught:
            await connection.execute(statement)
        await transaction.rollback()
    finally:
        await connection.close()
    return caught.value


@pytest.mark.parametrize("module", list(Module))
async def test_a_binding_has_the_context_of_its_module(core_database: str, module: Module) -> None:
    context = '{"outputs": {"leads": "ELSEWHERE"}, "role": "TEACHER", "subject": "chess", "specialization": "eyes"}'
    said = await refusal(
        core_database,
        "insert into core.bindings (tenant_id, id, name, module, context, twin_owner, twin)"
        f" values ('{TENANT}', '{TENANT}', 'b', '{module}', '{context}', '{TENANT}', '{TENANT}')",
    )
    assert said.constraint_name == f"jsonb_schema:context_{module.lower()}:1"
    assert "ELSEWHERE" not in f"{said} {said.detail}"


@pytest.mark.parametrize(
    ("statement", "schema"),
    [
        ("twin_versions (tenant_id, twin, version, state, config) values (%, %, 1, 'draft', '{}')", "twin_config"),
        ("conversations (tenant_id, id, binding, contact, context) values (%, %, %, %, '[]')", "conversation_context"),
        (
            "deployments (tenant_id, id, binding, type, config) values (%, %, %, 'WHITE_LABEL', '{\"theme\": 1}')",
            "deployment_config",
        ),
        (
            "brand_campaigns (tenant_id, id, brand_tenant, brand, name, starts_at, guidelines)"
            " values (%, %, %, %, 'c', now(), '[1]')",
            "campaign_guidelines",
        ),
    ],
)
async def test_each_column_of_the_specification_is_enforced(core_database: str, statement: str, schema: str) -> None:
    said = await refusal(core_database, "insert into core." + statement.replace("%", f"'{TENANT}'"))
    assert said.constraint_name == f"jsonb_schema:{schema}:1"


async def test_what_is_enforced_is_what_the_specification_lists(core_database: str) -> None:
    connection = await asyncpg.connect(core_database)
    try:
        assert {f"{each.relation}.{each.column}": each.schema for each in await watched(connection)} == {
            "core.twin_versions.config": "twin_config",
            "core.bindings.context": "context_",
            "core.conversations.context": "conversation_context",
            "core.deployments.config": "deployment_config",
            "core.brand_campaigns.guidelines": "campaign_guidelines",
        }
    finally:
        await connection.close()


# A stand-in, not the extension: its name and signature, and an answer that shows who was asked.
STAND_IN = """
create function public.jsonb_matches_schema(schema json, instance jsonb) returns boolean language sql immutable
  return not instance ? 'refused_by_the_stand_in'
"""


async def test_pg_jsonschema_is_asked_where_it_is_installed(postgres: PostgresAddress) -> None:
    async with database_before(postgres) as (dsn, connection):
        await connection.execute(STAND_IN)
        await upgrade_to(dsn, CORE, "core_0008")
        matches = "select core.jsonb_matches($1::text::jsonb, $2::text::jsonb)"
        assert await connection.fetchval(matches, "true", '{"refused_by_the_stand_in": 1}') is False
        assert await connection.fetchval(matches, '{"required": ["tone"]}', "{}") is True  # it was not asked for more
        formats = '{"properties": {"at": {"format": "date-time"}}}'
        assert await connection.fetchval(matches, formats, '{"at": "in May"}') is False  # both are asked about formats


async def test_the_api_tells_what_does_not_fit_as_422_without_a_value(
    engine_of: EngineOf, postgres: PostgresAddress
) -> None:
    """A document that the application accepts and the database does not: its schema got stricter meanwhile."""
    engine = await engine_of()
    home = await furnish(engine, "lumbra", contexts={Module.MARKETING: {"platforms": ["TWITTER"]}})
    database = engine.settings.database_url.rpartition("/")[2]
    connection = await asyncpg.connect(admin_dsn(postgres, database))
    try:
        desk = SchemaDesk(connection)
        schema = (await desk.show("context_marketing"))["schema"]
        schema["properties"]["platforms"]["maxItems"] = 1
        await desk.add("context_marketing", 2, schema)
        await activate(connection, "context_marketing", 2)
    finally:
        await connection.close()
    async with api_of(engine) as api:
        answer = await api.put(
            f"/v1/bindings/{home.bindings[Module.MARKETING].binding}/context",
            json={"context": {"platforms": ["LINKEDIN", "TIKTOK"]}},
            headers={"authorization": f"Bearer {home.key}"},
        )
    assert answer.status_code == 422
    assert answer.json()["type"] == "urn:vito:problem:invalid-input"
    assert answer.json()["detail"] == "the document does not fit context_marketing version 2: #/platforms maxItems: 1"
