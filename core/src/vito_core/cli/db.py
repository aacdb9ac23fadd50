"""`vito db …`: migrations up and down, and whether the wall between tenants has a hole."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import rich_click as click

from vito_core.cli import options
from vito_core.cli.database import admin_dsn, chosen_url, run, url

if TYPE_CHECKING:
    from vito_core.db.check import Report
    from vito_core.db.installed import InstalledSets
    from vito_core.db.revisions import Losses

schema = click.option("--schema", metavar="core|PLUGIN", help="Only this schema: core, or a plugin's by id or schema.")


@click.group()
def db() -> None:
    """Migrate the database up and down, and check the wall between tenants.

    Works on the PostgreSQL of --home (started for the command if it does not run, and stopped again), or on the
    database that --url or VITO_ADMIN_URL names.
    """


@db.command()
@options.home
@url
@schema
@click.option("--to", "revision", default="head", show_default=True, help="Revision to stop at; needs --schema.")
@options.as_json
@click.pass_context
def upgrade(
    context: click.Context, home: Path, url: str | None, schema: str | None, revision: str, as_json: bool
) -> None:
    """Apply what migrations are pending: the core's, then each admitted plugin's. `vito serve` does the same.

    With --url also sets the passwords VITO_APP_PASSWORD and VITO_DISPATCHER_PASSWORD, for `vito serve --no-migrate`.
    """
    from vito_contracts.errors import InvalidInput

    if schema is None and revision != "head":
        raise InvalidInput("--to names a revision of one schema: say which with --schema")
    chosen = chosen_url(context, url)
    with admin_dsn(home, chosen) as dsn:
        sets = _sets()
        run(_upgrade(dsn, sets, schema, revision))
        if chosen is not None:
            run(_set_logins(dsn))
        states = run(_look(dsn, sets)).schemas
    if as_json:
        click.echo(json.dumps({"schemas": {state.schema: state.current for state in states}}))
        return
    for state in states:
        click.echo(f"{state.schema}: {state.current or 'nothing'}")


@db.command()
@options.home
@url
@options.as_json
@click.pass_context
def check(context: click.Context, home: Path, url: str | None, as_json: bool) -> None:
    """Walk the catalogue: every table, policy, function, role and key that could show a tenant another's rows.

    Exit code 1 if there is a hole or a pending migration. Schemas of plugins that are not installed any more are
    named, and are no fault.
    """
    with admin_dsn(home, chosen_url(context, url)) as dsn:
        sets = _sets()
        report = run(_look(dsn, sets))
    notes = [*sets.faults, *(f"schema {name}: no admitted plugin owns it; its data stays" for name in report.idle)]
    faults = [f"{hole.what}: {hole.says}" for hole in report.holes]
    faults += [f"schema {each.schema}: at {each.current}, which this version does not know" for each in report.unknown]
    if as_json:
        click.echo(json.dumps(report.summary()))
        for line in (*faults, *notes):
            click.echo(line, err=True)
    else:
        _show(report, faults, notes)
    sys.exit(0 if report.right else 1)


@db.command()
@options.home
@url
@click.option("--schema", default="core", show_default=True, metavar="core|PLUGIN", help="Which schema.")
@click.option("--to", "revision", default="-1", show_default=True, help="Revision, `base`, or -1 for one step.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--force", is_flag=True, help="With --url: also while an engine seems to run on that database.")
@options.as_json
@click.pass_context
def downgrade(
    context: click.Context,
    home: Path,
    url: str | None,
    schema: str,
    revision: str,
    yes: bool,
    force: bool,
    as_json: bool,
) -> None:
    """Take migrations of one schema back. Says first which tables and columns go, and asks.

    Not while an engine runs: that of the home, or with --url one whose dispatcher is alive on that database (an API
    process alone is not seen). `vito serve` and `vito demo` upgrade again.
    """
    from vito_contracts.errors import InvalidInput
    from vito_core.db.address import place_of
    from vito_core.db.revisions import downgrade_to, losses_of

    if as_json and not yes:
        raise InvalidInput("--json does not ask: add --yes")
    chosen = chosen_url(context, url)
    with admin_dsn(home, chosen, alone=True) as dsn:
        if chosen is not None and not force:
            run(_refuse_while_served(dsn))
        which = _sets().named(schema)
        losses = run(losses_of(dsn, which, revision))
        if not as_json:
            _tell(which.schema, place_of(dsn), losses)
        if not yes:
            click.confirm(f"Go on with {which.schema} in {place_of(dsn)}?", abort=True)
        run(downgrade_to(dsn, which, losses.target))
    if as_json:
        facts = {"schema": which.schema, "to": losses.target, "tables": losses.tables, "columns": losses.columns}
        click.echo(json.dumps(facts))
    else:
        click.echo(f"{which.schema}: {losses.target}")


def _tell(schema: str, place: str, losses: "Losses") -> None:
    click.echo(f"schema {schema} in {place} goes down to {losses.target}. What goes with it:")
    for table, rows in losses.tables.items():
        click.echo(f"  table {table} with {rows} rows")
    for column in losses.columns:
        click.echo(f"  column {column}")
    if not (losses.tables or losses.columns):
        click.echo("  no table and no column")


async def _refuse_while_served(dsn: str) -> None:
    from vito_contracts.errors import InvalidInput
    from vito_core.db.revisions import dispatchers_alive

    if alive := await dispatchers_alive(dsn):
        raise InvalidInput(
            f"{alive} dispatcher(s) of an engine are alive on that database: stop the engine (one that was killed is"
            " forgotten within seconds), or add --force"
        )


def _sets() -> "InstalledSets":
    from vito_core.db.installed import installed_sets
    from vito_core.logs import configure
    from vito_core.settings import find_plugins_file

    configure()
    return installed_sets(find_plugins_file())


async def _upgrade(dsn: str, sets: "InstalledSets", schema: str | None, revision: str) -> None:
    from vito_core.db.migrate import migrate, prepare_roles
    from vito_core.db.revisions import upgrade_to

    await prepare_roles(dsn)
    if schema is None:
        await migrate(dsn, sets.sets)
    else:
        await upgrade_to(dsn, sets.named(schema), revision)


async def _set_logins(dsn: str) -> None:
    """For processes that migrate nothing: the passwords they log in with, where the environment gives them."""
    from vito_core.db.migrate import prepare_logins
    from vito_core.servers import logins_given

    if (logins := logins_given()) is not None:
        await prepare_logins(dsn, logins)


async def _look(dsn: str, sets: "InstalledSets") -> "Report":
    import asyncpg

    from vito_core.db.check import check

    connection = await asyncpg.connect(dsn)
    try:
        return await check(connection, sets.sets)
    finally:
        await connection.close()


def _show(report: "Report", faults: list[str], notes: list[str]) -> None:
    from vito_core.cli.tables import print_table

    print_table(
        ("schema", "revision", "pending"),
        ((each.schema, each.current or "none", ", ".join(each.pending) or "none") for each in report.schemas),
    )
    click.echo(f"{report.tables} tables and partitions, {report.tenant_tables} of tenants, {len(report.holes)} holes")
    for line in faults:
        click.echo(f"FAIL {line}")
    for line in notes:
        click.echo(f"note {line}")
