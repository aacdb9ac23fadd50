"""`vito db …` on a database named by its address: bad addresses, TLS, passwords unsaid, and what it refuses."""

import asyncio
from uuid import uuid4

import asyncpg
import pytest
import sqlalchemy as sa
from click.testing import CliRunner

from vito_contracts.errors import InvalidInput
from vito_core.cli import vito
from vito_core.db.address import checked, place_of
from vito_core.db.migrate import migrate, prepare_database
from vito_core.db.pool import Pools
from vito_core.embedded.postgres import PostgresAddress
from vito_core.testing import LOGINS, admin_dsn, app_dsn

PASSWORD = "tiger7"


@pytest.fixture(scope="module")
async def database(postgres: PostgresAddress) -> str:
    name = f"test_{uuid4().hex}"
    await prepare_database(admin_dsn(postgres, "postgres"), name, LOGINS)
    await migrate(admin_dsn(postgres, name), [])
    return name


async def vito_db(*arguments: str, answer: str = ""):
    return await asyncio.to_thread(CliRunner().invoke, vito, ["db", *arguments], input=answer)


@pytest.mark.parametrize(
    "url",
    [
        f"postgresql://owner:{PASSWORD}/x@localhost/vito",
        f"postgresql://owner:{PASSWORD}#x@localhost/vito",
        f"postgresql://owner:{PASSWORD}?x@localhost/vito",
        f"postgresql://owner:12/{PASSWORD}@localhost/vito",
        f"postgresql://owner:x@localhost:{PASSWORD}/vito",
        f"mysql://owner:{PASSWORD}@localhost/vito",
        f"owner:{PASSWORD}@localhost",
        f"postgresql://owner:{PASSWORD}@localhost:1/vito?sslmode={PASSWORD}",
        f"postgresql://owner:{PASSWORD}@localhost:1/vito",
        f"postgresql://owner:{PASSWORD}@no-such-host.invalid/vito",
        f"postgresql://owner:{PASSWORD}@[::1/vito",
    ],
)
@pytest.mark.parametrize(
    "command",
    [("check",), ("upgrade",), ("downgrade", "--yes"), ("schemas", "list"), ("data-keys", "list", "--tenant", "x")],
)
async def test_an_address_that_leads_nowhere_is_one_line_without_the_password(command, url):
    done = await vito_db(*command, "--url", url)
    assert isinstance(done.exception, InvalidInput), done.exception
    assert "database" in str(done.exception)
    assert len(str(done.exception).splitlines()) == 1
    assert PASSWORD not in str(done.exception) + done.output


async def test_a_wrong_password_is_one_line(postgres, database):
    wrong = f"postgresql://{postgres.superuser}:{PASSWORD}@{postgres.host}:{postgres.port}/{database}"
    for command in (("check",), ("upgrade",), ("schemas", "list")):
        done = await vito_db(*command, "--url", wrong)
        assert isinstance(done.exception, InvalidInput), done.exception
        assert "password authentication failed" in str(done.exception)


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("postgresql://me:s%2Fx@db.example:5432/vito?sslmode=require", "db.example:5432/vito"),
        ("postgresql://me@[::1]:5432/vito", "[::1]:5432/vito"),
        ("postgres://one:1,two:2/vito", "one:1,two:2/vito"),
        ("postgresql:///vito?host=/run/postgresql", "/run/postgresql/vito"),
        ("postgresql:///vito", "this machine/vito"),
    ],
)
def test_an_address_that_is_right_is_left_as_it_is(url, place):
    assert checked(url) == url
    assert place_of(url) == place


async def test_one_address_means_the_same_on_both_ways_in(postgres, database):
    await migrate(admin_dsn(postgres, database) + "?sslmode=prefer", [])
    pools = Pools(app_dsn(postgres, database) + "?sslmode=prefer", size=1)
    await pools.open()
    try:
        async with pools.engine.connect() as connection:
            assert (await connection.execute(sa.text("select 1"))).scalar() == 1
    finally:
        await pools.close()


async def test_an_address_that_asks_for_tls_is_not_served_without(postgres, database):
    """On a server that has none: neither way in falls back to plain text."""
    pools = Pools(app_dsn(postgres, database) + "?sslmode=require", size=1)
    with pytest.raises(ConnectionError, match="SSL"):
        await pools.open()
    with pytest.raises(ConnectionError, match="SSL"):
        async with pools.engine.connect():
            pass
    await pools.close()
    done = await vito_db("upgrade", "--url", admin_dsn(postgres, database) + "?sslmode=require")
    assert "SSL" in str(done.exception)


async def test_downgrade_names_the_place_and_waits_for_engines_to_end(postgres, database):
    url = admin_dsn(postgres, database)
    connection = await asyncpg.connect(url)
    await connection.execute(
        "insert into core.dispatchers (id, subscribers, lease_until) values ($1, '{}', now() + interval '1 hour')",
        uuid4(),
    )
    refused = await vito_db("downgrade", "--yes", "--url", url)
    assert "1 dispatcher(s) of an engine are alive" in str(refused.exception)
    place = f"{postgres.host}:{postgres.port}/{database}"
    forced = await vito_db("downgrade", "--force", "--url", url, answer="n\n")
    assert f"Go on with core in {place}?" in forced.output
    assert postgres.password not in forced.output
    await connection.execute("update core.dispatchers set lease_until = now() - interval '1 s'")
    asked = await vito_db("downgrade", "--url", url, answer="n\n")
    assert (asked.exit_code, f"in {place} goes down to" in asked.output) == (1, True)
    await connection.close()


async def test_help_says_where_a_password_belongs():
    shown = await vito_db("check", "--help")
    assert "Prefer VITO_ADMIN_URL" in " ".join(shown.output.replace("│", " ").split())
