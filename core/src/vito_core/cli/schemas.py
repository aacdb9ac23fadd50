"""`vito db schemas …`: the JSON schemas of configuration documents: look, add, backfill, activate, roll back."""

import contextlib
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import rich_click as click

from vito_core.cli import options
from vito_core.cli.database import admin_dsn, chosen_url, run, url

if TYPE_CHECKING:
    import asyncpg

    from vito_core.db.jsonb.desk import Report

batch = click.option(
    "--batch", type=click.IntRange(1, 10_000), default=500, show_default=True, help="Rows for each transaction."
)
Work = Callable[["asyncpg.Connection"], Awaitable[Any]]


@click.group()
def schemas() -> None:
    """JSON schemas of configuration documents: twins, bindings, conversations, deployments, campaigns.

    A change without a stop: `add` a version (a draft), `backfill` (documents may then have either shape), `activate`
    (from now on only the new one). `rollback` takes an activation back at once.
    """


@schemas.command("list")
@options.home
@url
@options.as_json
@click.pass_context
def list_(context: click.Context, home: Path, url: str | None, as_json: bool) -> None:
    """All schemas and versions, their state, and the columns they are enforced on."""
    import msgspec

    from vito_core.db.jsonb.desk import SchemaDesk

    found = _run(context, home, url, lambda connection: SchemaDesk(connection).all())
    if as_json:
        click.echo(json.dumps({"schemas": msgspec.to_builtins(found)}, indent=2))
        return
    from vito_core.cli.tables import print_table

    print_table(
        ("schema", "version", "state", "activated", "columns"),
        (
            (each.schema_name, str(each.version), each.state, (each.activated_at or "")[:16], ", ".join(each.columns))
            for each in found
        ),
    )


@schemas.command()
@click.argument("name")
@click.option("--version", type=click.IntRange(1), help="Which one; without, the active one.")
@options.home
@url
@options.as_json
@click.pass_context
def show(context: click.Context, name: str, version: int | None, home: Path, url: str | None, as_json: bool) -> None:
    """The schema itself, as JSON; with --json also its version and state."""
    from vito_core.db.jsonb.desk import SchemaDesk

    found = _run(context, home, url, lambda connection: SchemaDesk(connection).show(name, version))
    click.echo(json.dumps(found if as_json else found["schema"], indent=2, ensure_ascii=False))


@schemas.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@options.home
@url
@options.as_json
@click.pass_context
def add(context: click.Context, file: Path, home: Path, url: str | None, as_json: bool) -> None:
    """Store FILE, named <schema>.v<version>.json, as a draft. It is refused if it says anything not enforced."""
    import msgspec

    from vito_contracts.errors import InvalidInput
    from vito_core.db.jsonb.desk import SchemaDesk
    from vito_core.db.jsonb.generate import name_and_version

    try:
        name, version = name_and_version(file)
        schema = msgspec.json.decode(file.read_bytes())
    except (ValueError, msgspec.DecodeError) as error:
        raise InvalidInput(f"{file}: {error}") from error
    _run(context, home, url, lambda connection: SchemaDesk(connection).add(name, version, schema))
    if as_json:
        click.echo(json.dumps({"schema_name": name, "version": version, "state": "draft"}))
    else:
        click.echo(f"{name} {version}: draft; next: vito db schemas backfill {name} {version}")


@schemas.command()
@click.argument("name", required=False)
@click.argument("version", required=False, type=click.IntRange(1))
@options.home
@url
@batch
@options.as_json
@click.pass_context
def check(
    context: click.Context,
    name: str | None,
    version: int | None,
    home: Path,
    url: str | None,
    batch: int,
    as_json: bool,
) -> None:
    """Read all documents and tell which do not fit: a version, or else what is in force. Exit code 1 if there are any.

    Rows are named by their ids; nothing of what they hold is shown.
    """
    import msgspec

    from vito_core.db.jsonb.desk import SchemaDesk

    async def work(connection: "asyncpg.Connection") -> "list[Report]":
        desk = SchemaDesk(connection)
        names = [name] if name is not None else sorted({each.schema_name for each in await desk.all()})
        return [await desk.check(each, version, batch) for each in names]

    reports = _run(context, home, url, work)
    if as_json:
        click.echo(json.dumps({"schemas": msgspec.to_builtins(reports)}, indent=2))
    else:
        for report in reports:
            _tell(report)
    if any(report.invalid for report in reports):
        context.exit(1)


@schemas.command()
@click.argument("name")
@click.argument("version", type=click.IntRange(1))
@click.option(
    "--patch", default="{}", help='Keys for documents that lack them, e.g. \'{"emotionalRange": {"min": 3}}\'.'
)
@options.home
@url
@batch
@options.as_json
@click.pass_context
def backfill(
    context: click.Context,
    name: str,
    version: int,
    patch: str,
    home: Path,
    url: str | None,
    batch: int,
    as_json: bool,
) -> None:
    """Give documents the top-level keys of --patch that they lack, batch by batch, while the engine runs.

    The version is accepted beside the active one from now on. Broken off, it goes on where it stopped when it is run
    again. A document that would not fit even then is left alone and counted.
    """
    import msgspec

    from vito_contracts.errors import InvalidInput
    from vito_core.db.jsonb.desk import SchemaDesk

    try:
        keys = msgspec.json.decode(patch, type=dict[str, Any])
    except msgspec.DecodeError as error:
        raise InvalidInput(f"--patch must be a JSON object: {error}") from error

    def progress(report: "Report") -> None:
        click.echo(f"{report.rows} rows seen, {report.changed} changed", err=True)

    report = _run(
        context, home, url, lambda connection: SchemaDesk(connection).backfill(name, version, keys, batch, progress)
    )
    if as_json:
        click.echo(json.dumps(msgspec.to_builtins(report), indent=2))
    else:
        _tell(report)


@schemas.command()
@click.argument("name")
@click.argument("version", type=click.IntRange(1))
@options.home
@url
@batch
@options.as_json
@click.pass_context
def activate(
    context: click.Context, name: str, version: int, home: Path, url: str | None, batch: int, as_json: bool
) -> None:
    """From now on documents fit this version and no other. Refused while a single one does not."""
    import msgspec

    from vito_core.db.jsonb.switch import activate as switch

    report = _run(context, home, url, lambda connection: switch(connection, name, version, batch))
    if as_json:
        click.echo(json.dumps(msgspec.to_builtins(report), indent=2))
    else:
        click.echo(f"{name} {version}: active; {report.rows} documents fit")


@schemas.command()
@click.argument("name")
@options.home
@url
@options.as_json
@click.pass_context
def rollback(context: click.Context, name: str, home: Path, url: str | None, as_json: bool) -> None:
    """Make the version that was active before active again; the present one stays accepted."""
    from vito_core.db.jsonb.switch import rollback as take_back

    version = _run(context, home, url, lambda connection: take_back(connection, name))
    click.echo(
        json.dumps({"schema_name": name, "version": version, "state": "active"})
        if as_json
        else f"{name} {version}: active"
    )


def _tell(report: "Report") -> None:
    click.echo(
        f"{report.schema_name} {report.version}: {report.rows} documents, {report.changed} changed,"
        f" {report.invalid} do not fit"
    )
    for each in report.first:
        click.echo(f"  {each.relation} {'/'.join(each.key.values())}  {each.violation}")
    if report.invalid > len(report.first):
        click.echo(f"  … and {report.invalid - len(report.first)} more")


def _run(context: click.Context, home: Path, url: str | None, work: Work) -> Any:
    with admin_dsn(home, chosen_url(context, url)) as dsn:
        return run(_work(dsn, work))


async def _work(dsn: str, work: Work) -> Any:
    async with _connected(dsn) as connection:
        return await work(connection)


@contextlib.asynccontextmanager
async def _connected(dsn: str) -> AsyncIterator["asyncpg.Connection"]:
    import asyncpg

    connection = await asyncpg.connect(dsn)
    try:
        yield connection
    finally:
        await connection.close()
