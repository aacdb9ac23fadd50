"""`vito db data-keys`: one tenant's keys and no other's, with the master key that the engine uses."""

import asyncio
import json

import pytest
from click.testing import CliRunner

from vito_contracts.errors import InvalidInput, NotFound, VitoError
from vito_core.cli import vito
from vito_core.cli.data_keys import masters_of
from vito_core.home import Home
from vito_core.keyring.master import NAME, MasterKey
from vito_core.keyring.ring import DataKeyErased, Keyring
from vito_core.keyring.store import AdminDoors, DatabaseKeys
from vito_core.testing import MASTER_KEY, EngineOf, admin_dsn, new_tenant
from vito_core.web.problems import problem_of


@pytest.fixture
async def ground(engine_of: EngineOf, postgres, monkeypatch):
    """An engine, the address of its database as its owner, and two tenants with a data key each."""
    engine = await engine_of()
    monkeypatch.setenv(NAME, MASTER_KEY)
    url = admin_dsn(postgres, engine.settings.database_url.rsplit("/", 1)[1])
    tenants = [(await new_tenant(engine, slug))[0].tenant for slug in ("one", "two")]
    for tenant in tenants:
        await engine_ring(engine).current(tenant)
    return engine, url, tenants


def engine_ring(engine) -> Keyring:
    return Keyring(DatabaseKeys(engine.pools), lambda: [MasterKey.parse(MASTER_KEY, "test")])


async def keys(url: str, *arguments: str, answer: str = ""):
    command = ["db", "data-keys", *arguments, "--url", url]
    return await asyncio.to_thread(CliRunner().invoke, vito, command, input=answer)


async def states(url: str, tenant: str) -> list[tuple[int, str]]:
    shown = await keys(url, "list", "--tenant", tenant, "--json")
    return [(each["version"], each["state"]) for each in json.loads(shown.stdout)["data_keys"]]


async def test_a_rotated_key_is_the_engines_next_one(ground):
    engine, url, (one, _) = ground
    done = await keys(url, "rotate", "--tenant", "one", "--json")
    assert json.loads(done.stdout) == {"tenant": "one", "version": 2}
    assert await states(url, "one") == [(1, "retired"), (2, "current")]
    assert await states(url, "two") == [(1, "current")]
    assert (await engine_ring(engine).current(one)).version == 2
    assert "retired" in (await keys(url, "list", "--tenant", "one")).stdout


async def test_erasing_takes_one_tenants_keys_only_and_a_new_one_can_follow(ground):
    engine, url, (one, two) = ground
    done = await keys(url, "erase", "--tenant", "one", "--yes", "--json")
    assert json.loads(done.stdout) == {"tenant": "one", "erased": 1}
    assert await states(url, "one") == [(1, "erased")]
    ring = engine_ring(engine)
    with pytest.raises(DataKeyErased, match="cannot be read any more"):
        await ring.version(one, 1)
    with pytest.raises(VitoError, match="vito db data-keys rotate") as raised:
        await ring.current(one)
    assert problem_of(raised.value).status == 409
    assert (await ring.current(two)).version == 1
    await keys(url, "rotate", "--tenant", "one")
    assert await states(url, "one") == [(1, "erased"), (2, "current")]


async def test_before_keys_are_erased_it_says_what_is_lost_and_asks(ground):
    _, url, _ = ground
    asked = await keys(url, "erase", "--tenant", "one", answer="n\n")
    assert asked.exit_code == 1
    assert "Every workflow history of one" in asked.stdout
    assert "unreadable for ever" in asked.stdout
    assert "Terminate its workflows first" in asked.stdout
    unasked = await keys(url, "erase", "--tenant", "one", "--json")
    assert "add --yes" in str(unasked.exception)
    assert await states(url, "one") == [(1, "current")], "who said no kept all"


async def test_another_master_key_and_an_unknown_tenant_are_refused(ground, monkeypatch):
    _, url, _ = ground
    assert isinstance((await keys(url, "list", "--tenant", "none")).exception, NotFound)
    monkeypatch.setenv(NAME, MasterKey.generate())
    refused = await keys(url, "rotate", "--tenant", "one")
    assert isinstance(refused.exception, InvalidInput)
    assert "is not the one that the tenants' data keys were wrapped with" in str(refused.exception)
    monkeypatch.delenv(NAME)
    assert "no master key" in str((await keys(url, "rotate", "--tenant", "one")).exception)
    assert await states(url, "one") == [(1, "current")]


async def test_the_owner_acts_within_the_wall(ground):
    import asyncpg

    _, url, (one, two) = ground
    connection = await asyncpg.connect(url)
    try:
        async with AdminDoors(connection).within(one) as walled:
            assert await walled.fetchval("select count(*) from core.data_keys") == 1
        assert await connection.fetchval("select count(*) from core.data_keys") == 2
        async with connection.transaction():
            async with AdminDoors(connection).within(one):
                pass
            assert await connection.fetchval("select count(*) from core.data_keys") == 2, "the door is closed again"
            async with AdminDoors(connection).within(one):
                async with AdminDoors(connection).within(two):
                    pass
                assert await connection.fetchval("select count(*) from core.data_keys") == 1, (
                    "one door was left, not two"
                )
    finally:
        await connection.close()


def test_a_homes_own_master_key_is_used_and_none_is_made(tmp_path, monkeypatch):
    monkeypatch.delenv(NAME, raising=False)
    with pytest.raises(InvalidInput, match=r"master\.key is not there either"):
        masters_of(tmp_path)
    with Home(tmp_path / "home").in_use() as state:
        text = Home(tmp_path / "home").master_key(state, MasterKey.generate)
    assert [each.id for each in masters_of(tmp_path / "home")] == [MasterKey.parse(text, "test").id]
    monkeypatch.setenv(NAME, MASTER_KEY)
    assert [each.id for each in masters_of(tmp_path / "home")] == [MasterKey.parse(MASTER_KEY, "test").id]


async def test_the_tenant_is_told_what_was_done_to_its_keys(ground):
    engine, url, (one, two) = ground
    await keys(url, "rotate", "--tenant", "one")
    await keys(url, "erase", "--tenant", "one", "--yes")
    told = {}
    for tenant in (one, two):
        async with engine.pools.within(tenant) as connection:
            rows = await connection.fetch(
                "select type, payload from core.events where type like 'data_key.%' order by txid, seq"
            )
        told[tenant] = [(row["type"], json.loads(row["payload"])) for row in rows]
    assert told[two] == []
    by = "platform/system:operator"
    assert told[one] == [("data_key.rotated", {"version": 2, "by": by}), ("data_key.erased", {"keys": 2, "by": by})]


async def test_what_cannot_be_told_is_not_done(ground, monkeypatch):
    """The log and the keys in one transaction: no key goes without a trace."""
    _, url, _ = ground

    async def full(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("vito_core.events.log.append", full)
    for arguments in (("rotate",), ("erase", "--yes")):
        refused = await keys(url, *arguments, "--tenant", "one")
        assert refused.exit_code != 0
    assert await states(url, "one") == [(1, "current")]
