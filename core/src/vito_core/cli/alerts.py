"""`vito alerts …`: what the engine found wrong, and what it only tells."""

import json
from pathlib import Path
from typing import Any

import rich_click as click

from vito_core.cli import options
from vito_core.cli.remote import MOST, call, pages
from vito_core.cli.tables import print_table
from vito_core.names import PLATFORM


@click.group()
def alerts() -> None:
    """What was found wrong: full conversations, storage, large documents; and what is only told."""


@alerts.command("list")
@options.home
@click.option("--tenant", help="Slug of a tenant; without it, the open alerts of all, as the platform sees them.")
@click.option("--resolved", is_flag=True, help="With --tenant: those that are over too.")
@options.as_json
def list_(home: Path, tenant: str | None, resolved: bool, as_json: bool) -> None:
    """Alerts that are open."""
    if tenant is None and resolved:
        raise click.UsageError("--resolved needs --tenant: the platform sees what is open")
    if tenant is None:
        rows = call(home, PLATFORM, "GET", "/v1/platform/alerts")["items"]
    else:
        rows = pages(home, tenant, "/v1/alerts", {"resolved": str(resolved).lower()}, MOST)
    if as_json:
        click.echo(json.dumps({"alerts": rows}, indent=2))
        return
    print_table(("alert", "level", "kind", "of", "value", "now"), (_cells(row) for row in rows))


@alerts.command()
@click.argument("alert_id", metavar="ALERT", type=click.UUID)
@options.home
@click.option("--tenant", default=PLATFORM, show_default=True, help="Slug of the tenant whose alert it is.")
@options.as_json
def acknowledge(alert_id: Any, home: Path, tenant: str, as_json: bool) -> None:
    """Say that somebody saw ALERT; one of level info is over with that."""
    row = call(home, tenant, "POST", f"/v1/alerts/{alert_id}/acknowledge")
    click.echo(json.dumps(row) if as_json else f"{row['id']}: {row['kind']} is {_now(row)}")


def _cells(row: dict[str, Any]) -> tuple[str, ...]:
    of = " ".join(part for part in (row["place"], row["thing"]) if part) or row["tenant"]
    return row["id"], row["level"], row["kind"], of, str(row["value"]), _now(row)


def _now(row: dict[str, Any]) -> str:
    return "resolved" if row["resolved_at"] else "acknowledged" if row["acknowledged_at"] else "open"
