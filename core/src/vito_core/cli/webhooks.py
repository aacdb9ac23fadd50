"""`vito webhooks …`: a tenant's own endpoints, what was delivered to them, and replays."""

import json
from pathlib import Path
from typing import Any

import rich_click as click

from vito_core.cli import options
from vito_core.cli.remote import call, pages
from vito_core.cli.tables import print_table

STATES = click.Choice(["pending", "delivered", "failed"])


@click.group()
def webhooks() -> None:
    """Tell a tenant's own servers of its events: signed, retried for three days, replayable."""


@webhooks.command("list")
@options.home
@options.tenant
@options.as_json
def list_(home: Path, tenant: str, as_json: bool) -> None:
    """The endpoints of a tenant, oldest first."""
    rows = pages(home, tenant, "/v1/webhooks", {}, 1000)
    if as_json:
        click.echo(json.dumps({"webhooks": rows}, indent=2))
        return
    print_table(
        ("webhook", "state", "events", "url"),
        ((row["id"], _state(row), ",".join(row["events"]), row["url"]) for row in rows),
    )


@webhooks.command()
@click.argument("url")
@click.option("--event", "events", multiple=True, help="A type, or a glob such as 'lead.*'; several times for several.")
@options.home
@options.tenant
@options.as_json
def create(url: str, events: tuple[str, ...], home: Path, tenant: str, as_json: bool) -> None:
    """A new endpoint at URL, told of everything or of the --event given. Its secret is shown this once."""
    made = call(home, tenant, "POST", "/v1/webhooks", body={"url": url, "events": list(events) or ["*"]})
    if as_json:
        click.echo(json.dumps(made, indent=2))
        return
    click.echo(f"webhook: {made['id']}")
    click.echo(f"secret: {made['secret']}")


@webhooks.command()
@click.argument("webhook", type=click.UUID)
@click.option("--state", type=STATES, help="Only those in this state.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=200, show_default=True, help="At most so many.")
@options.home
@options.tenant
@options.as_json
def deliveries(webhook: Any, state: str | None, limit: int, home: Path, tenant: str, as_json: bool) -> None:
    """What was delivered to WEBHOOK, newest first; kept for 30 days."""
    rows = pages(home, tenant, f"/v1/webhooks/{webhook}/deliveries", {"state": state}, limit)
    if as_json:
        click.echo(json.dumps({"deliveries": rows}, indent=2))
        return
    columns = ("id", "created_at", "type", "state", "attempts", "status", "error_code")
    print_table(columns, ([_plain(row[column]) for column in columns] for row in rows))


@webhooks.command()
@click.argument("webhook", type=click.UUID)
@click.argument("delivery", type=click.UUID, required=False)
@click.option("--since", type=click.DateTime(), help="All that failed of the events since then (UTC).")
@options.home
@options.tenant
@options.as_json
def replay(webhook: Any, delivery: Any, since: Any, home: Path, tenant: str, as_json: bool) -> None:
    """Deliver to WEBHOOK again: one DELIVERY, or all that failed --since a time. Receivers see the same webhook-id."""
    from vito_contracts.errors import InvalidInput

    if (delivery is None) == (since is None):
        raise InvalidInput("name one delivery, or say --since TIME; `vito webhooks deliveries` lists them")
    if delivery is not None:
        answer = call(home, tenant, "POST", f"/v1/webhooks/{webhook}/deliveries/{delivery}/replay")
        click.echo(json.dumps(answer, indent=2) if as_json else "replayed: 1")
        return
    body = {"since": f"{since.isoformat()}Z"}
    answer = call(home, tenant, "POST", f"/v1/webhooks/{webhook}/replay", body=body)
    click.echo(json.dumps(answer) if as_json else f"replayed: {answer['replayed']}")


def _state(row: dict[str, Any]) -> str:
    return f"{row['state']} ({row['reason_code']})" if row["reason_code"] else str(row["state"])


def _plain(value: Any) -> str:
    return "" if value is None else str(value)
