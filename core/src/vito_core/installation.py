"""One database, one installation: the first that prepares a database owns it, and another is refused.

Two homes on one database would change each other's passwords, recover each other's turns and dispatch with different
sets of plugins. Nothing of that may begin by accident, so the refusal comes before anything is changed.
"""

import contextlib
from collections.abc import AsyncIterator
from typing import Any

import asyncpg

from vito_contracts.errors import Conflict
from vito_core.bootstrap_model import ADOPT, Installation
from vito_core.db.address import place_of

_LOCK = 4_242_009


@contextlib.asynccontextmanager
async def owning(server_dsn: str, dsn: str, installation: Installation, *, adopt: bool) -> AsyncIterator[None]:
    """Prepare and migrate the database `dsn` inside: it is this installation's before, or has been nobody's, and is
    claimed at the end. Others wait meanwhile.

    `server_dsn`: a database that exists already, where those wait. Raises `Conflict`, with nothing changed, where
    another installation owns the database and `adopt` is False.
    """
    # The one to be claimed may not exist yet, and advisory locks are per database.
    lock = await asyncpg.connect(server_dsn)
    try:
        await lock.execute("select pg_advisory_lock($1::bigint)", _LOCK)
        owner = await _owner(dsn)
        if owner is not None and owner.id != installation.id and not adopt:
            raise Conflict(
                f"the database {place_of(dsn)} belongs to the installation {owner.name} ({owner.id}); two on one"
                f" database would destroy each other's work. Use another database, or stop that one for good and take"
                f" over with {ADOPT}=1"
            )
        yield
        await _claim(dsn, installation)
    finally:
        await lock.close(timeout=2)


async def _owner(dsn: str) -> Installation | None:
    """None for a database that nobody has claimed: a new one, or one of a release before there were claims."""
    try:
        async with _connected(dsn) as connection:
            if await connection.fetchval("select to_regclass('core.installation')") is None:
                return None
            row = await connection.fetchrow("select id, name from core.installation")
    except asyncpg.InvalidCatalogNameError:  # there is no such database yet
        return None
    return Installation(row["id"], row["name"]) if row is not None else None


async def _claim(dsn: str, installation: Installation) -> None:
    """Also notes a new name: a home that was moved stays the same installation."""
    async with _connected(dsn) as connection:
        await connection.execute(
            "insert into core.installation as i (id, name) values ($1, $2) on conflict (one_row) do update"
            " set id = excluded.id, name = excluded.name,"
            " claimed_at = case when i.id = excluded.id then i.claimed_at else clock_timestamp() end",
            installation.id,
            installation.name,
        )


@contextlib.asynccontextmanager
async def _connected(dsn: str) -> AsyncIterator[Any]:
    connection = await asyncpg.connect(dsn)
    try:
        yield connection
    finally:
        await connection.close()
