"""`vito backup` and `vito restore`."""

import contextlib
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import rich_click as click

from vito_core.cli import options
from vito_core.cli.database import admin_dsn, chosen_url, run, url

if TYPE_CHECKING:
    from vito_core.backup.archive import Reader
    from vito_core.backup.manifest import Manifest
    from vito_core.embedded.postgres import EmbeddedPostgres
    from vito_core.home import Home


@click.command()
@click.argument("target", type=click.Path(path_type=Path))
@options.home
@url
@click.option("--with-key", is_flag=True, help="Put the master key in too: whoever has the backup can read everything.")
@options.as_json
@click.pass_context
def backup(context: click.Context, target: Path, home: Path, url: str | None, with_key: bool, as_json: bool) -> None:
    """Back up database and objects into TARGET: a new folder, or one file named *.tar.

    The engine may go on meanwhile. Journeys are rebuilt from the database after a restore, so Temporal is not in it.
    """
    from vito_core.backup.archive import refuse_to_overwrite
    from vito_core.backup.take import facts_of, take

    refuse_to_overwrite(target)
    key = _master_key(home, required=True) if with_key else None
    with admin_dsn(home, chosen_url(context, url)) as dsn, _progress() as show:
        facts = run(facts_of(dsn))
        manifest = take(target, dsn, facts, _objects(home), key, show(None))
    if as_json:
        click.echo(json.dumps(_summary(target, manifest)))
        return
    click.echo(f"{target}: {_in_words(manifest)}")
    if manifest.facts.master_keys and not with_key:
        click.echo(
            f"The master key is not in it, and without it no journey and no sealed record can be read: keep"
            f" {home / 'keys' / 'master.key'} (or VITO_MASTER_KEY) in another safe place."
        )


@click.command()
@click.argument("source", type=click.Path(path_type=Path))
@options.home
@url
@click.option("--check", "only_check", is_flag=True, help="Read all of it, say what it is, and change nothing.")
@options.as_json
@click.pass_context
def restore(context: click.Context, source: Path, home: Path, url: str | None, only_check: bool, as_json: bool) -> None:
    """Restore a backup into a new --home, or into an empty database that --url or VITO_DATABASE_URL names.

    Everything is read and compared first: a damaged backup changes nothing. The engine that was backed up must be
    stopped for good, or both would act on the same journeys.
    """
    from vito_core.backup.archive import Reader

    archive, key = Reader(source), ""
    with contextlib.closing(archive), _progress() as show:
        tick = show(archive.manifest.size)
        archive.verify(lambda size: tick("verifying", size))
        if not only_check:
            _require_known(archive.manifest)
            key = _key_for(archive, home)
            chosen = chosen_url(context, url)
            if chosen is None:
                _into_home(archive, home, key, show)
            else:
                _into_database(archive, home, chosen, show)
    manifest = archive.manifest
    if as_json:
        click.echo(json.dumps(_summary(source, manifest) | {"restored": not only_check}))
        return
    click.echo(f"{source}: {_in_words(manifest)}; every file is as it was written.")
    if not only_check:
        click.echo("Restored. Stop the engine that it came from for good, then start this one with `vito serve`:")
        click.echo(f"{manifest.facts.open_journeys} open journeys are begun anew where the backup knows them to be.")
        click.echo("API keys, users and passwords are those of the backup: revoke again what was revoked since.")
        if manifest.facts.master_keys and not key:
            click.echo(f"First put the master key into {home / 'keys' / 'master.key'}, or into VITO_MASTER_KEY.")


def _into_home(archive: "Reader", home: Path, key: str, show: Any) -> None:
    from vito_contracts.errors import InvalidInput
    from vito_core.embedded import EmbeddedServerError
    from vito_core.embedded.postgres import EmbeddedPostgres
    from vito_core.home import Home

    if home.exists() and (not home.is_dir() or any(home.iterdir())):
        raise InvalidInput(f"{home}: not empty; a restore overwrites nothing: name a new folder with --home")
    made = not home.exists()
    the_home = Home(home)
    server = EmbeddedPostgres(the_home.folder / "postgres")
    try:
        with the_home.in_use() as state:
            _fill_home(archive, the_home, server, show)
            state.master_key_made = bool(archive.manifest.facts.master_keys)
            the_home.save(state)
            if key:
                _keep_key(the_home, key)
    except BaseException as error:
        with contextlib.suppress(EmbeddedServerError):
            server.stop()
        for entry in list(home.iterdir()):
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
        if made:
            home.rmdir()
        if isinstance(error, EmbeddedServerError):
            raise InvalidInput(str(error)) from error
        raise


def _fill_home(archive: "Reader", home: "Home", server: "EmbeddedPostgres", show: Any) -> None:
    from vito_core.backup.restore import raise_counter
    from vito_core.bootstrap_model import DATABASE

    at = server.start()
    admin = f"postgresql://{at.superuser}:{at.password}@{at.host}:{at.port}"
    run(_create(f"{admin}/postgres", DATABASE))
    _fill(archive, f"{admin}/{DATABASE}", home.folder / "objects", show)
    run(raise_counter(f"{admin}/{DATABASE}", server))
    server.stop()


def _into_database(archive: "Reader", home: Path, dsn: str, show: Any) -> None:
    from vito_contracts.errors import InvalidInput
    from vito_core.backup.restore import raise_counter
    from vito_core.db.address import checked

    objects = _objects(home)
    if objects.is_dir() and any(objects.iterdir()):
        raise InvalidInput(f"{objects}: not empty; a restore overwrites nothing: set VITO_OBJECTS to a new folder")
    _fill(archive, checked(dsn), objects, show)
    run(raise_counter(dsn, None))


def _fill(archive: "Reader", dsn: str, objects: Path, show: Any) -> None:
    from vito_core.backup.manifest import DATABASE, OBJECTS
    from vito_core.backup.restore import fill, require_empty

    run(require_empty(dsn, archive.manifest))
    tick = show(archive.manifest.size)
    run(fill(dsn, archive.manifest, _ticking(archive.chunks(DATABASE), "database", tick)))
    for note in archive.manifest.files:
        if note.name.startswith(f"{OBJECTS}/"):
            path = objects / note.name.removeprefix(f"{OBJECTS}/")
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as file:
                for chunk in _ticking(archive.chunks(note.name), "objects", tick):
                    file.write(chunk)


async def _create(dsn: str, database: str) -> None:
    import asyncpg

    connection = await asyncpg.connect(dsn)
    try:
        await connection.execute(f'create database "{database}"')
    finally:
        await connection.close()


def _require_known(manifest: "Manifest") -> None:
    """Raises `InvalidInput` for a backup that a newer version of the code made."""
    from vito_contracts.errors import InvalidInput
    from vito_core.db.migration_set import CORE
    from vito_core.db.revisions import knows

    revision = manifest.facts.schemas.get(CORE.schema, "")
    if not knows(CORE, revision):
        raise InvalidInput(f"the backup is at {revision!r}, which this version does not know: update it first")


def _master_key(home: Path, *, required: bool = False) -> str:
    from vito_contracts.errors import InvalidInput
    from vito_core.home import MASTER_KEY
    from vito_core.keyring.master import NAME, read_secret

    note = home / "keys" / MASTER_KEY
    key = read_secret(NAME) or (note.read_text(encoding="utf-8").strip() if note.is_file() else "")
    if required and not key:
        raise InvalidInput(f"--with-key: no master key in {note} nor in {NAME}")
    return key


def _key_for(archive: "Reader", home: Path) -> str:
    """The backup's own, else the environment's; "" if there is none. Raises `InvalidInput` for one of no use."""
    from vito_contracts.errors import InvalidInput
    from vito_core.backup.manifest import KEY
    from vito_core.keyring.master import NAME, MasterKey

    key = b"".join(archive.chunks(KEY)).decode() if archive.manifest.with_key else _master_key(home)
    wanted = archive.manifest.facts.master_keys
    if key and wanted and MasterKey.parse(key, NAME).id not in wanted:
        raise InvalidInput(f"{NAME}: is another key than the one this backup's data keys are wrapped with")
    return key


def _keep_key(home: "Home", key: str) -> None:
    from vito_core.embedded.processes import write_private
    from vito_core.home import MASTER_KEY
    from vito_core.keyring.master import NAME, read_secret

    if not read_secret(NAME):  # else whoever runs the engine keeps it
        write_private(home.folder / "keys" / MASTER_KEY, key)


def _objects(home: Path) -> Path:
    return Path(os.environ.get("VITO_OBJECTS") or home / "objects")


def _summary(place: Path, manifest: "Manifest") -> dict[str, Any]:
    facts = manifest.facts
    return {
        "backup": str(place),
        "taken_at": manifest.taken_at.isoformat(),
        "vito": manifest.vito,
        "postgresql": facts.postgresql,
        "files": len(manifest.files),
        "bytes": manifest.size,
        "with_key": manifest.with_key,
        "tenants": facts.tenants,
        "events": facts.events,
        "open_journeys": facts.open_journeys,
    }


def _in_words(manifest: "Manifest") -> str:
    facts = manifest.facts
    return (
        f"{len(manifest.files)} files, {manifest.size / 1e6:.1f} MB, taken {manifest.taken_at:%Y-%m-%d %H:%M:%S} UTC:"
        f" {facts.tenants} tenants, {facts.events} events, {facts.open_journeys} open journeys"
    )


def _ticking(chunks: Iterator[bytes], what: str, tick: Callable[[str, int], None]) -> Iterator[bytes]:
    for chunk in chunks:
        tick(what, len(chunk))
        yield chunk


@contextlib.contextmanager
def _progress() -> Iterator[Callable[[int | None], Callable[[str, int], None]]]:
    """`show(total)` begins a bar over bytes (None: nobody knows how many) and gives what moves it."""
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TransferSpeedColumn

    columns = (TextColumn("{task.description:<14}"), BarColumn(bar_width=30), DownloadColumn(), TransferSpeedColumn())
    with Progress(*columns, console=Console(file=sys.stderr), transient=True) as progress:

        def show(total: int | None) -> Callable[[str, int], None]:
            task = progress.add_task("", total=total)

            def tick(what: str, size: int) -> None:
                progress.update(task, description=what, advance=size)

            return tick

        yield show
