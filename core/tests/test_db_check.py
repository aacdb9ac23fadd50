"""The check of the wall finds every kind of hole, and `vito db` says so."""

import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import asyncpg
import pytest
from click.testing import CliRunner

from vito_core.bootstrap_model import DATABASE
from vito_core.cli.db import db
from vito_core.db.check import Hole, check
from vito_core.db.migrate import migrate, prepare_database
from vito_core.db.roles import APP, DISPATCHER, RESOLVER
from vito_core.embedded.postgres import EmbeddedPostgres, PostgresAddress
from vito_core.home import Home
from vito_core.testing import LOGINS, admin_dsn

ROOT = Path(__file__).parents[2]
VITO = Path(sys.executable).with_name("vito")
TENANT = "(tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid)"


@pytest.fixture(scope="module")
async def migrated(postgres: PostgresAddress) -> AsyncIterator[Any]:
    database = f"test_{uuid4().hex}"
    await prepare_database(admin_dsn(postgres, "postgres"), database, LOGINS)
    await migrate(admin_dsn(postgres, database), [])
    connection = await asyncpg.connect(admin_dsn(postgres, database))
    yield connection
    await connection.close()


@pytest.fixture
async def planted(migrated: Any) -> AsyncIterator[Any]:
    """What a test does here, roles included, is undone."""
    transaction = migrated.transaction()
    await transaction.start()
    yield migrated
    await transaction.rollback()


async def holes(connection: Any, **how: Any) -> dict[str, Hole]:
    return {hole.what: hole for hole in (await check(connection, [], **how)).holes}


async def test_the_core_as_it_is_has_no_hole(migrated):
    report = await check(migrated, [])
    assert report.holes == ()
    assert report.right
    partitions = await migrated.fetchval("select count(*) from pg_class where relispartition and relkind = 'r'")
    assert partitions > 24
    assert report.tables > report.tenant_tables > partitions, "partitions count"
    assert report.summary() == {
        "tables": report.tables,
        "tenant_tables": report.tenant_tables,
        "without_rls": [],
        "app_role_bypasses": False,
        "migrations_pending": [],
    }


TABLE = "create table core.planted (tenant_id uuid not null, id uuid not null, primary key (tenant_id, id));"
ENABLED = "alter table core.planted enable row level security;"
FORCED = ENABLED + "alter table core.planted force row level security;"
WALLED = FORCED + f"create policy tenant on core.planted to vito_walled using {TENANT};"
UNWALLED = {
    "row level security off": TABLE,
    "not forced": TABLE + ENABLED,
    "no policy": TABLE + FORCED,
    "a policy for another role": TABLE + FORCED + f"create policy tenant on core.planted to {APP}_x using {TENANT}",
    "a restrictive policy": TABLE + FORCED + "create policy t on core.planted as restrictive to vito_walled using"
    + TENANT,
    "a policy that compares something else": TABLE + FORCED + "create policy t on core.planted to vito_walled"
    " using (tenant_id <> nullif(current_setting('app.tenant_id', true), '')::uuid)",
    "no tenant_id": "create table core.planted (id uuid primary key)",
    "a view": "create view core.planted as select * from core.contacts",
    "a copy": "create materialized view core.planted as select * from core.contacts",
    "a partition": "alter table core.messages disable row level security; alter table core.messages rename to planted",
}  # fmt: skip


@pytest.mark.parametrize("hole", UNWALLED)
async def test_a_table_outside_the_wall_is_found(planted, hole):
    await planted.execute(f"create role {APP}_x")
    await planted.execute(UNWALLED[hole])
    found = await holes(planted)
    assert found["core.planted"].lacks_wall
    report = await check(planted, [])
    assert report.summary()["without_rls"] == ["core.planted"]
    assert not report.right


async def test_an_open_partition_is_found(planted):
    name = await planted.fetchval("select relname from pg_class where relispartition and relkind = 'r' limit 1")
    await planted.execute(f"alter table core.{name} no force row level security")
    assert (await holes(planted))[f"core.{name}"].lacks_wall


DEFINER = "create function core.planted() returns bigint language sql security definer {} as 'select 1::bigint';"
MINE = f"alter function core.planted() owner to {RESOLVER}; revoke all on function core.planted() from public;"
PINNED = "set search_path = pg_catalog"
OTHER_HOLES = {
    "a policy that shows everything": (
        TABLE + WALLED + f"create policy more on core.planted to {APP} using (true)",
        f"core.planted: more to {APP}",
        "shows more than the tenant's own rows",
    ),
    "a known policy for one role more": (
        f"alter policy resolver on core.tenants to {RESOLVER}, {APP}",
        f"core.tenants: resolver to {APP}, {RESOLVER}",
        "shows more than the tenant's own rows",
    ),
    "a wall that anybody may write through": (
        TABLE + FORCED + f"create policy tenant on core.planted to vito_walled using {TENANT} with check (true)",
        "core.planted: tenant to vito_walled",
        "shows more than the tenant's own rows",
    ),
    "rights of everybody": (TABLE + WALLED + "grant select on core.planted to public", "core.planted", "every role"),
    "the right to truncate": (f"grant truncate on core.contacts to {APP}", "core.contacts", f"{APP} may TRUNCATE"),
    "an unknown definer": (DEFINER.format(PINNED) + MINE, "core.planted()", "not on the allow-list"),
    "a definer without search_path": (DEFINER.format("") + MINE, "core.planted()", "set it in the function"),
    "a definer for everybody": (
        DEFINER.format(PINNED) + f"alter function core.planted() owner to {RESOLVER}",
        "core.planted()",
        "revoke execute from PUBLIC",
    ),
    "the owner's definer": (
        DEFINER.format(PINNED) + "revoke all on function core.planted() from public",
        "core.planted()",
        "runs with the rights of vito_admin",
    ),
    "a role with BYPASSRLS": ("create role planted bypassrls", "planted", "bypasses row level security"),
    "a second superuser": ("create role planted superuser", "planted", "bypasses row level security"),
    "a unique key without tenant_id": (
        TABLE + WALLED + "alter table core.planted add constraint by_id unique (id)",
        "core.planted: by_id",
        "is unique without tenant_id",
    ),
    "a reference without tenant_id": (
        TABLE + WALLED + "alter table core.twins add constraint one unique (id);"
        "alter table core.planted add constraint of_twin foreign key (id) references core.twins (id)",
        "core.planted: of_twin",
        "without its tenant_id",
    ),
}


@pytest.mark.parametrize("hole", OTHER_HOLES)
async def test_every_other_kind_of_hole_is_found(planted, hole):
    statement, what, says = OTHER_HOLES[hole]
    await planted.execute(statement)
    report = await check(planted, [])
    assert any(each.what == what and says in each.says for each in report.holes), report.holes
    assert not report.right


@pytest.mark.parametrize(
    "statement",
    [
        f"alter role {APP} bypassrls",
        f"alter role {APP} superuser",
        "alter role vito_walled bypassrls",
        f"grant {RESOLVER} to {APP}",
        f"grant {DISPATCHER} to {APP}",
        f"grant vito_admin to {APP}",
        f"alter table core.contacts owner to {APP}",
        "create role plugin_planted bypassrls",
    ],
)
async def test_an_app_role_that_gets_past_the_wall_is_found(planted, statement):
    await planted.execute(statement)
    assert (await check(planted, [])).summary()["app_role_bypasses"] is True


async def test_a_plugin_s_search_is_trusted_and_nothing_else_of_it(planted):
    search = "create function shop.search() returns bigint language sql security definer set search_path = pg_catalog"
    await planted.execute(
        "create schema shop; create table shop.things (tenant_id uuid primary key);"
        + WALLED.replace("core.planted", "shop.things")
        + "create policy searcher on shop.things for select to vito_searcher using (true);"
        + f"{search} as 'select 1::bigint'; revoke all on function shop.search() from public;"
        + "alter function shop.search() owner to vito_searcher"
    )
    assert await holes(planted) == {}
    assert set(await holes(planted, trust_searches=False)) == {
        "shop.search()",
        "shop.things: searcher to vito_searcher",
    }
    await planted.execute("create policy all_of_it on shop.things to vito_searcher using (true)")
    assert set(await holes(planted)) == {"shop.things: all_of_it to vito_searcher"}


# ------------------------------------------------------------------------------------------------ the commands

PLUGINS = "[plugins.sales-host]\n[plugins.knowledge]\n"


class Installation:
    """A home whose database was made, and whose servers are stopped."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "home"
        self.plugins = folder / "plugins.toml"
        self.plugins.write_text(PLUGINS, encoding="utf-8")
        self.server = EmbeddedPostgres(self.home / "postgres")

    def vito(self, *arguments: str, answer: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [VITO, "db", *arguments],
            env={**os.environ, "VITO_HOME": str(self.home), "VITO_PLUGINS": str(self.plugins)},
            input=answer,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    import asyncio

    made = Installation(tmp_path_factory.mktemp("installation"))
    with Home(made.home).in_use() as state:
        address = made.server.start()
        try:
            asyncio.run(prepare_database(admin_dsn(address, "postgres"), DATABASE, state.logins))
        finally:
            made.server.stop()
    return made


@pytest.mark.parametrize("command", ["", "check", "upgrade", "downgrade"])
def test_every_command_of_the_group_explains_itself(command):
    shown = CliRunner().invoke(db, [*command.split(), "--help"])
    assert (shown.exit_code, "Usage" in shown.output) == (0, True)


def test_upgrade_check_and_downgrade_on_a_home_whose_server_is_stopped(installation):
    upgraded = installation.vito("upgrade")
    assert upgraded.returncode == 0, upgraded.stderr
    assert "sales: sales_0001" in upgraded.stdout
    checked = installation.vito("check", "--json")
    assert (checked.returncode, checked.stderr) == (0, "")
    summary = json.loads(checked.stdout)
    assert list(summary) == ["tables", "tenant_tables", "without_rls", "app_role_bypasses", "migrations_pending"]
    assert (summary["without_rls"], summary["app_role_bypasses"], summary["migrations_pending"]) == ([], False, [])
    assert not installation.server.running, "left as found"

    asked = installation.vito("downgrade", "--schema", "sales-host", "--to", "base", answer="n\n")
    assert "table leads with 0 rows" in asked.stdout
    assert asked.returncode == 1
    gone = installation.vito("downgrade", "--schema", "sales", "--to", "base", "--yes", "--json")
    assert json.loads(gone.stdout)["tables"]["leads"] == 0, "who said no kept all"
    pending = installation.vito("check")
    assert pending.returncode == 1
    assert "sales_0001" in pending.stdout
    one = installation.vito("upgrade", "--schema", "sales-host", "--json")
    assert json.loads(one.stdout)["schemas"]["sales"] == "sales_0001"


def test_a_running_server_is_used_and_stays(installation):
    address = installation.server.start()
    try:
        assert installation.vito("upgrade").returncode == 0
        assert installation.server.running
        installation.plugins.write_text("[plugins.knowledge]\n[plugins.long-gone]\n", encoding="utf-8")
        idle = installation.vito("check", "--url", admin_dsn(address, DATABASE))
        assert idle.returncode == 0, idle.stdout
        assert "note schema sales: no admitted plugin owns it; its data stays" in idle.stdout
        assert "note plugin long-gone: not installed" in idle.stdout
        with Home(installation.home).in_use():  # as an engine that runs there
            refused = installation.vito("downgrade", "--yes")
        assert refused.returncode == 2
        assert "in use by another vito process" in refused.stderr
    finally:
        installation.plugins.write_text(PLUGINS, encoding="utf-8")
        installation.server.stop()


def test_bad_arguments_are_one_line_and_exit_code_2(installation, tmp_path):
    for arguments, says in {
        ("check", "--home", str(tmp_path / "none")): "no database there",
        ("upgrade", "--to", "core_0001"): "say which with --schema",
        ("downgrade", "--schema", "nope", "--yes"): "no schema 'nope' that can be migrated; known: core, sales",
        ("downgrade", "--to", "core_9999", "--yes"): "it can go down to",
        ("downgrade", "--json"): "add --yes",
        ("check", "--url", "postgresql://nobody@127.0.0.1:1/none"): "cannot be used",
    }.items():
        done = installation.vito(*arguments)
        assert done.returncode == 2, done.stderr
        assert says in done.stderr
        assert len(done.stderr.splitlines()) == 1
