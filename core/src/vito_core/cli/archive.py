"""`vito archive …`: conversations that nobody touched for a year become read-only."""

import json
import time
from pathlib import Path
from typing import Any

import rich_click as click

from vito_core.cli import options
from vito_core.cli.remote import call
from vito_core.cli.tables import print_table
from vito_core.names import PLATFORM

PATH = "/v1/platform/archive"
LOOK_SECONDS = 0.5


@click.group()
def archive() -> None:
    """The archive job; it also runs by itself, at 02:00 UTC on the first of each month."""


@archive.command()
@options.home
@click.option("--dry-run", is_flag=True, help="Only say what would be archived.")
@click.option("--wait", type=click.FloatRange(min=0), default=600.0, show_default=True, help="Seconds to wait for it.")
@options.as_json
def run(home: Path, dry_run: bool, wait: float, as_json: bool) -> None:
    """Archive what nobody touched for 365 days, now."""
    answer = call(home, PLATFORM, "POST", PATH, body={"dry_run": dry_run})
    if dry_run:
        preview = answer["preview"]
        told = f"{preview['conversations']} conversations of {preview['tenants']} tenants would be archived"
        click.echo(json.dumps(preview) if as_json else told)
        return
    found, deadline = answer["run"], time.monotonic() + wait
    while found["completed_at"] is None and time.monotonic() < deadline:
        time.sleep(LOOK_SECONDS)
        found = call(home, PLATFORM, "GET", f"{PATH}/{found['id']}")
    click.echo(json.dumps(found) if as_json else f"{found['id']}: {_told(found)}")


@archive.command("list")
@options.home
@options.as_json
def list_(home: Path, as_json: bool) -> None:
    """The latest runs, newest first."""
    rows = call(home, PLATFORM, "GET", PATH)["items"]
    if as_json:
        click.echo(json.dumps({"runs": rows}, indent=2))
        return
    print_table(("run", "begun", "what"), ((row["id"], row["created_at"], _told(row)) for row in rows))


def _told(run: dict[str, Any]) -> str:
    done = "" if run["completed_at"] else "; not done yet, a worker goes on with it"
    return f"{run['archived']} conversations of {run['tenants']} tenants archived{done}"
