"""`vito events …`: the log of a tenant, its dead letters and their replay; for the platform, how far behind it is."""

import json
from pathlib import Path
from typing import Any

import rich_click as click

from vito_core.cli import options
from vito_core.cli.tables import print_table

of_type = click.option("--type", "event_type", help="Only this type, e.g. lead.qualified.")
of_subscriber = click.option("--subscriber", help="Only this subscriber, e.g. lead-gen/main.")
most = click.option("--limit", type=click.IntRange(1, 10_000), default=200, show_default=True, help="At most so many.")


@click.group()
def events() -> None:
    """Read the event log of a running engine; list and replay dead letters; see the lag."""


@events.command("list")
@options.tenant
@of_type
@click.option("--subject", type=click.UUID, help="Only events about this contact (or other subject).")
@most
@options.home
@options.as_json
def list_(tenant: str, event_type: str | None, subject: Any, limit: int, home: Path, as_json: bool) -> None:
    """A tenant's log, oldest first: what happened, to whom (by id), and who wrote it."""
    from vito_core.cli.remote import pages

    asked = {"type": event_type, "subject": str(subject) if subject is not None else None}
    rows = pages(home, tenant, "/v1/events", asked, limit)
    _show({"events": rows}, "events", ("at", "type", "version", "subject", "plugin", "id"), as_json)


@events.command()
@options.tenant
@of_type
@of_subscriber
@most
@options.home
@options.as_json
def dead(tenant: str, event_type: str | None, subscriber: str | None, limit: int, home: Path, as_json: bool) -> None:
    """Dead letters: events that a subscriber failed to handle too often. Their subject went on without them."""
    from vito_core.cli.remote import pages

    rows = pages(home, tenant, "/v1/events/dead", {"type": event_type, "subscriber": subscriber}, limit)
    _show({"dead": rows}, "dead", ("event", "type", "subscriber", "subject", "attempts", "error"), as_json)


@events.command()
@click.argument("event", required=False, type=click.UUID)
@options.tenant
@of_subscriber
@click.option("--all", "everything", is_flag=True, help="All dead letters of --subscriber.")
@options.home
@options.as_json
def replay(event: Any, tenant: str, subscriber: str | None, everything: bool, home: Path, as_json: bool) -> None:
    """Hand a dead letter (EVENT), or all of a subscriber (--all --subscriber NAME), to the subscriber again.

    Events of one subject are handled in their old order.
    """
    from vito_contracts.errors import InvalidInput
    from vito_core.cli.remote import call

    if everything == (event is not None) or (everything and subscriber is None):
        raise InvalidInput("name one event, or say --all --subscriber NAME; `vito events dead` lists both")
    path = "/v1/events/dead/replay" if everything else f"/v1/events/dead/{event}/replay"
    answer = call(home, tenant, "POST", path, params={"subscriber": subscriber})
    click.echo(json.dumps(answer) if as_json else f"replayed: {answer['replayed']}")


@events.command()
@options.home
@options.as_json
def lag(home: Path, as_json: bool) -> None:
    """How far behind each subscriber is, over all tenants (asked with the platform's own key)."""
    from vito_core.cli.remote import call
    from vito_core.names import PLATFORM

    answer = call(home, PLATFORM, "GET", "/v1/events/lag")
    columns = ("subscriber", "served", "behind", "oldest_seconds", "parked", "dead", "handled", "skipped", "replayed")
    _show(answer, "subscribers", columns, as_json)
    if not as_json:
        click.echo(f"horizon age: {answer['horizon_age_seconds']:.1f} s")


def _show(answer: dict[str, Any], name: str, columns: tuple[str, ...], as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(answer, indent=2))
        return
    print_table(columns, ([_plain(row[column]) for column in columns] for row in answer[name]))


def _plain(value: Any) -> str:
    return f"{value:.1f}" if isinstance(value, float) else str(value)
