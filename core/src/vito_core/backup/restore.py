"""Putting a backup into a database that is empty, and making it one that an engine can go on with."""

from collections.abc import Iterable

import asyncpg

from vito_contracts.errors import InvalidInput
from vito_contracts.ids import new_id
from vito_core.backup import postgres
from vito_core.backup.manifest import Manifest
from vito_core.db.migrate import prepare_plugin_role, prepare_roles
from vito_core.embedded.postgres import EmbeddedPostgres
from vito_core.events.counter import reach, use_up

MOST_USED_UP = 100_000_000
"""Transaction ids that are taken one by one for a server whose files are out of reach: some minutes."""

# Until it is restored, the effects of the backup may have been performed by an engine that is gone. What was planned is
# in doubt now, like what was sent: whoever asks for it next looks first.
_DOUBT = """
update core.effects set attempts = attempts + case when state = 'sent' then 0 else 1 end, state = 'sent', again = false,
  sent_at = coalesce(sent_at, clock_timestamp()), broke_at = clock_timestamp(), settled_at = null, error_code = null
where state in ('planned', 'sent') or state = 'failed' and again
"""
# What was ended since the backup is good again in it. Sessions, invitations and log-ins under way cost little to begin
# anew; keys are other people's systems, and people must look at them.
_NOBODY_IS_IN = """
update core.sessions set ended_at = clock_timestamp(), end_reason = 'restored' where ended_at is null;
update core.users set invitation_hash = null, invitation_until = null where invitation_hash is not null;
delete from core.login_states
"""
_FOREIGN = """
select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
where n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') and c.relkind in ('r', 'p', 'v', 'm')
  and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e') limit 1
"""


async def require_empty(dsn: str, manifest: Manifest) -> None:
    """Raises `InvalidInput` where tables are in the database already, or its server is too old."""
    connection = await asyncpg.connect(dsn)
    try:
        table = await connection.fetchval(_FOREIGN)
        version = connection.get_server_version().major
    finally:
        await connection.close()
    if table is not None:
        raise InvalidInput(f"the database is not empty (it holds {table}): restore into a new one")
    if version < manifest.facts.postgresql:
        raise InvalidInput(
            f"the backup is of PostgreSQL {manifest.facts.postgresql} and the server is of {version}: take a newer one"
        )


async def fill(dsn: str, manifest: Manifest, chunks: Iterable[bytes]) -> None:
    """The roles, the dump in one transaction, and what a restored database must know of itself."""
    await prepare_roles(dsn)
    connection = await asyncpg.connect(dsn)
    try:
        for schema in manifest.facts.schemas:
            if schema != "core":
                await prepare_plugin_role(connection, schema)
        owner = await _former_owner(connection, manifest.facts.owner)
        postgres.restore(dsn, chunks)
        if owner is not None:
            await connection.execute(f'reassign owned by "{owner}" to current_user; drop owned by "{owner}"')
            await connection.execute(f'drop role "{owner}"')
        async with connection.transaction():
            await connection.execute(_DOUBT)
            await connection.execute("delete from core.dispatchers")
            await connection.execute("delete from core.installation")
            await connection.execute(_NOBODY_IS_IN)
            await connection.execute(
                "insert into core.restores (id, taken_at) values ($1, $2)", new_id(), manifest.taken_at
            )
    finally:
        await connection.close()


async def _former_owner(connection: asyncpg.Connection, owner: str) -> str | None:
    """The dump names its owner; where there is no such role, one is made for the time of the restore."""
    if await connection.fetchval("select true from pg_roles where rolname = $1", owner):
        return None
    await connection.execute(f'create role "{owner}" nologin')
    await connection.execute(f'grant "{owner}" to current_user')
    return owner


async def raise_counter(dsn: str, server: EmbeddedPostgres | None) -> None:
    """New events must stand behind the restored ones: positions in the log are transaction ids, and a new cluster
    begins to count anew. Leaves an embedded server stopped. Raises `InvalidInput` for a gap that is too wide."""
    connection = await asyncpg.connect(dsn)
    try:
        found = await reach(connection)
        if not found.missing:
            return
        if server is None:
            if not await use_up(connection, MOST_USED_UP):
                raise InvalidInput(
                    f"the event log is {found.missing} transactions ahead of this server, too many to take one by one:"
                    f" stop it and run `pg_resetwal --epoch={found.epoch} DATADIR`, or restore a snapshot of the server"
                )
            return
    finally:
        await connection.close()
    server.stop()
    server.raise_counter(found.epoch)
