"""`vito plugin …`: for authors: a plugin from nothing, and whether one is fit to be installed."""

import json
import sys
from pathlib import Path
from typing import Any

import rich_click as click

from vito_core.cli import options

LEVELS = ("none", "bronze", "silver", "gold")


@click.group()
def plugin() -> None:
    """For authors: begin a plugin, check one. What is installed is shown by `vito plugins`."""


@plugin.command()
@click.argument("name")
@click.option(
    "--directory", type=click.Path(path_type=Path), default=Path(), help="Where the folder goes. [default: here]"
)
@options.as_json
def new(name: str, directory: Path, as_json: bool) -> None:
    """Write a plugin NAME with a manifest, a capability, settings and tests that pass at once."""
    from vito_core.partner.scaffold import scaffold

    made = scaffold(name, directory)
    if as_json:
        click.echo(json.dumps({"folder": str(made.folder), "package": made.package, "files": list(made.files)}))
        return
    click.echo(f"{made.folder}: {len(made.files)} files")
    click.echo(f"Next: python -m pip install -e {made.folder}[testing], pytest {made.folder},")
    click.echo(f"      vito plugin check {made.folder} --run-tests")


@plugin.command()
@click.argument("path", type=click.Path(path_type=Path), default=Path())
@click.option(
    "--least",
    type=click.Choice(LEVELS),
    default="bronze",
    show_default=True,
    help="The level below which the exit code is 1.",
)
@click.option("--run-tests", is_flag=True, help="Run its own tests with pytest, too; otherwise they are only read.")
@options.as_json
def check(path: Path, least: str, run_tests: bool, as_json: bool) -> None:
    """Say which level the plugin in the folder PATH has, and what it lacks. Its code is run, in a process apart."""
    from vito_contracts.errors import InvalidInput
    from vito_core.partner.check import as_data
    from vito_core.partner.check import check as judged
    from vito_core.partner.testing import run_tests as runner

    try:
        report = as_data(judged(path, run_tests=runner if run_tests else None))
    except InvalidInput as error:
        if as_json:
            fault = {"rule": "path", "tier": "bronze", "reason": str(error), "where": str(path)}
            click.echo(json.dumps({"level": "none", "failed": [fault], "tests_run": False}, indent=2))
        raise
    if as_json:
        click.echo(json.dumps(report, indent=2))
    else:
        _show(report)
    if LEVELS.index(str(report["level"])) < LEVELS.index(least):
        sys.exit(1)


def _show(report: Any) -> None:
    click.echo(f"{report['plugin']}: {report['level']}")
    click.echo("  its tests were run" if report["tests_run"] else "  tests were not run: --run-tests runs them")
    for each in report["failed"]:
        click.echo(f"  {each['tier']:<6} {each['rule']}: {each['reason']}{_at(each['where'])}")
    for each in report["warnings"]:
        click.echo(f"  warning {each['rule']}: {each['reason']}{_at(each['where'])}")
    for each in report["exempt"]:
        click.echo(f"  exempt {each['rule']}: {each['reason']}")
    if report["unjudged"]:
        click.echo(f"  not asked, because it does not load: {', '.join(report['unjudged'])}")


def _at(where: str) -> str:
    return f" ({where})" if where else ""
