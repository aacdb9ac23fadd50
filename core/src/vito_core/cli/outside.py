"""What `vito doctor` looks at where PostgreSQL and Temporal are not our own."""

import asyncio
from pathlib import Path

from vito_contracts.errors import InvalidInput
from vito_core.db.roles import APP
from vito_core.servers import Outside, from_environment

SECONDS = 10.0
LEAST_POSTGRESQL = 16


def outside() -> Outside:
    return from_environment()


def check_database(found: Outside) -> str:
    """Raises `InvalidInput`: what is wrong, and how to mend it."""
    from vito_core.cli.database import run

    return run(_database(found))


async def _database(found: Outside) -> str:
    import asyncpg

    from vito_core.db.address import as_login, place_of

    place = place_of(found.database_url)
    url = found.database_url if found.logins is None else as_login(found.database_url, APP, found.logins.app)
    try:
        connection = await asyncpg.connect(url, timeout=SECONDS)
    except TimeoutError as error:
        raise InvalidInput(f"{place}: does not answer within {SECONDS:.0f} s; check host, port and firewall") from error
    except asyncpg.InvalidPasswordError as error:
        raise InvalidInput(
            f"{place}: refuses the password; `vito db upgrade` sets those of VITO_APP_PASSWORD and"
            " VITO_DISPATCHER_PASSWORD"
        ) from error
    try:
        version = connection.get_server_version()
        if version.major < LEAST_POSTGRESQL:
            raise InvalidInput(f"{place}: PostgreSQL {version.major}; {LEAST_POSTGRESQL} or newer is needed")
        if not await connection.fetchval("select true from pg_available_extensions where name = 'vector'"):
            raise InvalidInput(f"{place}: has no pgvector; install the extension `vector` on the server")
        made = await connection.fetchval("select to_regprocedure('core.revision()') is not null")
        encrypted = await connection.fetchval("select ssl from pg_stat_ssl where pid = pg_backend_pid()")
    finally:
        await connection.close()
    state = "prepared" if made else "empty: `vito serve` or `vito db upgrade` prepares it"
    return f"{place}, PostgreSQL {version.major}, {'TLS' if encrypted else 'no TLS'}, {state}"


def check_temporal(found: Outside) -> str:
    """Raises `InvalidInput`: what is wrong, and how to mend it."""
    return asyncio.run(_temporal(found))


async def _temporal(found: Outside) -> str:
    from temporalio.client import Client
    from temporalio.service import RPCError

    from vito_core.journeys.connection import require_search_attribute, tls_of

    access = found.temporal_access
    try:
        async with asyncio.timeout(SECONDS):
            client = await Client.connect(
                found.temporal,
                namespace=found.temporal_namespace,
                tls=tls_of(access),
                api_key=access.api_key or None,
            )
            await require_search_attribute(client, seconds=0)
    except (RPCError, RuntimeError, TimeoutError, ValueError) as error:
        reason = str(error).splitlines()[0][:200] if str(error) else type(error).__name__
        raise InvalidInput(
            f"{found.temporal}, namespace {found.temporal_namespace}: cannot be used ({reason}); check address,"
            " namespace, VITO_TEMPORAL_TLS and its certificates"
        ) from error
    return f"{found.temporal}, namespace {found.temporal_namespace}"


def check_master_key(home: Path) -> str:
    """Raises `InvalidInput` for a text that is no key."""
    from vito_core.home import MASTER_KEY
    from vito_core.keyring.master import NAME, MasterKey, read_secret

    note = home / "keys" / MASTER_KEY
    given = read_secret(NAME)
    if given:
        return f"{MasterKey.parse(given, NAME).id}, from {NAME}"
    if note.is_file():
        return f"{MasterKey.parse(note.read_text(encoding='utf-8'), str(note)).id}, in {note}"
    return "will be made at the first start"
