"""Two installations pointed at one database: the second is refused before anything changes, or takes over by intent."""

import asyncio
import os
from pathlib import Path
from uuid import uuid4

import asyncpg
import msgspec
import pytest

from vito_contracts.errors import Conflict
from vito_contracts.ids import new_id
from vito_core import bootstrap
from vito_core.bootstrap_model import ENVIRONMENT, BootstrapOrder, Installation
from vito_core.db.logins import Logins
from vito_core.embedded.postgres import PostgresAddress
from vito_core.home import MARKER, Home
from vito_core.settings import Settings, to_json
from vito_core.testing import LOGINS, MASTER_KEY, admin_dsn, app_dsn, plugins_toml


@pytest.fixture
def order_of(postgres: PostgresAddress, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Orders of different homes for one new database."""
    database = f"test_{uuid4().hex}"
    monkeypatch.setattr(bootstrap, "DATABASE", database)
    plugins_file = tmp_path / "plugins.toml"
    plugins_file.write_text(plugins_toml((), {}), encoding="utf-8")

    def make(name: str, logins: Logins = LOGINS, **more) -> BootstrapOrder:
        return BootstrapOrder(
            admin_dsn=admin_dsn(postgres, "").rstrip("/"),
            installation=Installation(new_id(), name),
            logins=logins,
            settings=Settings(
                database_url=app_dsn(postgres, database),
                dispatcher_url=app_dsn(postgres, database, "vito_dispatcher"),
                temporal="127.0.0.1:1",
                objects=tmp_path / "objects",
                plugins_file=plugins_file,
                master_key=MASTER_KEY,
            ),
            **more,
        )

    return make


async def rows(order: BootstrapOrder, query: str) -> list[tuple]:
    connection = await asyncpg.connect(f"{order.admin_dsn}/{bootstrap.DATABASE}")
    try:
        return [tuple(row) for row in await connection.fetch(query)]
    finally:
        await connection.close()


async def test_a_second_installation_is_refused_and_changes_nothing(order_of):
    first = order_of("here:/one/.vito")
    await bootstrap.prepare(first)
    before = await rows(first, "select rolname, rolpassword from pg_authid order by rolname")
    with pytest.raises(Conflict) as refusal:
        await bootstrap.prepare(order_of("here:/two/.vito", Logins("another-password", "and-another")))
    assert "here:/one/.vito" in str(refusal.value)
    assert str(first.installation.id) in str(refusal.value)
    assert "VITO_ADOPT_DATABASE=1" in str(refusal.value)
    assert "\n" not in str(refusal.value)
    # Not even its own passwords: the first one goes on undisturbed.
    assert await rows(first, "select rolname, rolpassword from pg_authid order by rolname") == before
    assert (await bootstrap.prepare(first)).platform_key


async def test_the_refusal_comes_before_any_migration(order_of, monkeypatch):
    await bootstrap.prepare(order_of("one"))

    async def migrate(*_):
        raise AssertionError("migrated a database of another installation")

    monkeypatch.setattr(bootstrap, "migrate", migrate)
    with pytest.raises(Conflict):
        await bootstrap.prepare(order_of("two"))


async def test_a_takeover_is_deliberate_and_then_the_former_owner_is_refused(order_of):
    first, second = order_of("one"), order_of("two", adopt=True)
    await bootstrap.prepare(first)
    await bootstrap.prepare(second)
    assert await rows(second, "select id, name from core.installation") == [(second.installation.id, "two")]
    with pytest.raises(Conflict, match="belongs to the installation two"):
        await bootstrap.prepare(first)


async def test_of_two_that_start_at_once_on_an_empty_server_one_gets_it(order_of):
    orders = [order_of("one"), order_of("two")]
    done = await asyncio.gather(*(bootstrap.prepare(order) for order in orders), return_exceptions=True)
    refused = [each for each in done if isinstance(each, BaseException)]
    assert [type(each) for each in refused] == [Conflict]
    winner = orders[0] if done[1] is refused[0] else orders[1]
    assert await rows(winner, "select id from core.installation") == [(winner.installation.id,)]


async def test_a_home_that_was_moved_is_the_same_installation(order_of):
    first = order_of("old place")
    await bootstrap.prepare(first)
    claimed = await rows(first, "select claimed_at from core.installation")
    moved = msgspec.structs.replace(first, installation=Installation(first.installation.id, "new place"))
    await bootstrap.prepare(moved)
    assert await rows(first, "select name from core.installation") == [("new place",)]
    assert await rows(first, "select claimed_at from core.installation") == claimed


async def test_a_database_from_before_there_were_claims_is_claimed_by_its_next_start(order_of):
    first = order_of("one")
    await bootstrap.prepare(first)
    await rows(first, "delete from core.installation")
    second = order_of("two")
    await bootstrap.prepare(second)
    assert await rows(first, "select id from core.installation") == [(second.installation.id,)]


async def test_the_engines_own_roles_cannot_touch_the_claim(order_of):
    order = order_of("one")
    await bootstrap.prepare(order)
    for url in (order.settings.database_url, order.settings.dispatcher_url):
        connection = await asyncpg.connect(url)
        try:
            for statement in ("select * from core.installation", "delete from core.installation"):
                with pytest.raises(asyncpg.InsufficientPrivilegeError):
                    await connection.execute(statement)
        finally:
            await connection.close()


async def test_the_process_says_it_in_one_line(order_of, monkeypatch, capsys):
    await bootstrap.prepare(order_of("here:/one/.vito"))
    monkeypatch.setattr(bootstrap, "configure", lambda *_: None)
    monkeypatch.setitem(os.environ, ENVIRONMENT, to_json(order_of("here:/two/.vito")))
    assert await asyncio.to_thread(bootstrap.main) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 1
    assert "belongs to the installation here:/one/.vito" in said.err


def test_a_home_has_an_installation_that_stays(tmp_path):
    with Home(tmp_path / "home").in_use() as state:
        first = state.installation
    assert first is not None
    with Home(tmp_path / "home").in_use() as state:
        assert state.installation == first
    with Home(tmp_path / "home").in_use(fresh=True) as state:
        assert state.installation != first


def test_a_home_of_the_release_before_gets_one_when_it_is_next_used(tmp_path):
    home = Home(tmp_path)
    old = {"layout": 1, "logins": {"app": "a", "dispatcher": "d"}, "keys": {"brand": "vito_secret"}}
    (tmp_path / MARKER).write_bytes(msgspec.json.encode(old))
    found = home.look()
    assert found is not None
    assert found.state.installation is None, "looking from outside changes nothing"
    with home.in_use() as state:
        given = state.installation
        assert given is not None
        assert state.keys == {"brand": "vito_secret"}
    with home.in_use() as state:
        assert state.installation == given
