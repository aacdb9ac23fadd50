"""Taking a backup, of an engine that runs or stands still."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import asyncpg

from vito_contracts.errors import InvalidInput
from vito_core import __version__
from vito_core.backup import postgres
from vito_core.backup.archive import Writer, chunks_of
from vito_core.backup.manifest import DATABASE, KEY, OBJECTS, Facts, Manifest

Tick = Callable[[str, int], None]
"""What is being read, and how many bytes came."""


async def facts_of(dsn: str) -> Facts:
    """Raises `InvalidInput` for a database that is not the engine's, or a role that would not see every row."""
    connection = await asyncpg.connect(dsn)
    try:
        if await connection.fetchval("select to_regclass('core.restores')") is None:
            raise InvalidInput("the database holds no engine of this version: run `vito db upgrade` first")
        sees_all = "select rolsuper or rolbypassrls from pg_roles where rolname = current_user"
        if not await connection.fetchval(sees_all):
            raise InvalidInput(
                "the role of the address does not see all rows, so its dump would lack some: dump as a superuser, or"
                " give it the attribute BYPASSRLS"
            )
        schemas = await connection.fetch(
            "select n.nspname from pg_class c join pg_namespace n on n.oid = c.relnamespace"
            " where c.relname = 'alembic_version'"
        )
        revisions = {
            row["nspname"]: await connection.fetchval(f'select version_num from "{row["nspname"]}".alembic_version')
            for row in schemas
        }
        masters = await connection.fetch("select distinct wrapped_by from core.data_keys where wrapped_by <> ''")
        return Facts(
            postgresql=connection.get_server_version().major,
            owner=await connection.fetchval("select tableowner from pg_tables where schemaname = 'core' limit 1"),
            schemas={name: revision for name, revision in revisions.items() if revision is not None},
            master_keys=tuple(sorted(row["wrapped_by"] for row in masters)),
            installation=str(await connection.fetchval("select id from core.installation") or ""),
            tenants=await connection.fetchval("select count(*) from core.tenants"),
            events=await connection.fetchval("select count(*) from core.events"),
            open_journeys=await connection.fetchval("select count(*) from core.journeys where ended_at is null"),
        )
    finally:
        await connection.close()


def take(target: Path, dsn: str, facts: Facts, objects: Path, key: str | None, tick: Tick) -> Manifest:
    """The database as of one moment, then the objects: what the database names is there, and perhaps a little more.

    `key`: the master key, if it is to be in it. Raises `InvalidInput`; nothing is left behind then.
    """
    taken_at = dt.datetime.now(dt.UTC)
    with Writer(target) as archive:
        archive.add(DATABASE, _ticking(DATABASE, postgres.dump(dsn), tick))
        for path in sorted(objects.rglob("*")) if objects.is_dir() else ():
            if path.is_file() and not path.is_symlink():
                _add_object(archive, path, f"{OBJECTS}/{path.relative_to(objects).as_posix()}", tick)
        if key is not None:
            archive.add(KEY, [key.encode()])
        manifest = Manifest(taken_at=taken_at, vito=__version__, facts=facts, files=tuple(archive.notes))
        archive.finish(manifest)
    return manifest


def _add_object(archive: Writer, path: Path, name: str, tick: Tick) -> None:
    try:
        file = path.open("rb")
    except FileNotFoundError:  # deleted since it was listed: an archive whose time was over
        return
    with file:
        archive.add(name, _ticking(OBJECTS, chunks_of(file), tick))


def _ticking(what: str, chunks: Iterable[bytes], tick: Tick) -> Iterator[bytes]:
    for chunk in chunks:
        tick(what, len(chunk))
        yield chunk
