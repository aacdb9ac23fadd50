"""`vito stops …`: the kill switch of a tenant, a twin, a channel."""

import json
from pathlib import Path
from typing import Any

import rich_click as click

from vito_core.cli import options
from vito_core.cli.remote import MOST, call, pages
from vito_core.cli.tables import print_table


@click.group()
def stops() -> None:
    """The kill switch: hold back all that would leave for a tenant, a twin or a channel.

    What runs obeys at its next effect. Nothing is lost: what is held stays planned, and goes out after the release.
    """


@stops.command("list")
@options.home
@options.tenant
@click.option("--released", is_flag=True, help="Those that no longer hold too.")
@options.as_json
def list_(home: Path, tenant: str, released: bool, as_json: bool) -> None:
    """The stops of a tenant, newest first."""
    rows = pages(home, tenant, "/v1/stops", {"released": str(released).lower()}, MOST)
    if as_json:
        click.echo(json.dumps({"stops": rows}, indent=2))
        return
    print_table(
        ("stop", "of", "reason", "now"),
        (
            (row["id"], _reach(row), row["reason_code"], "released" if row["released_at"] else f"holds {row['held']}")
            for row in rows
        ),
    )


@stops.command("set")
@click.option("--twin", type=click.UUID, help="Stop this twin; its owner stops it for all who use it.")
@click.option("--channel", help="Stop this channel, e.g. email.")
@click.option("--reason", default="manual", show_default=True, help="One word for the record, e.g. incident.")
@options.home
@options.tenant
@options.as_json
def set_(twin: Any, channel: str | None, reason: str, home: Path, tenant: str, as_json: bool) -> None:
    """Stop a twin, a channel, or (with neither) the whole tenant; at once, without asking."""
    if twin is not None and channel is not None:
        raise click.UsageError("--twin or --channel, not both: set two stops")
    level = "twin" if twin is not None else "channel" if channel is not None else "tenant"
    body = {"level": level, "target": str(twin or channel or ""), "reason_code": reason}
    answer = call(home, tenant, "POST", "/v1/stops", body=body)
    held = f"{answer['held']} planned effect{'' if answer['held'] == 1 else 's'} held"
    click.echo(json.dumps(answer) if as_json else f"{answer['id']}: {_reach(answer)} is stopped; {held}")


@stops.command()
@click.argument("stop_id", metavar="STOP", type=click.UUID)
@options.home
@options.tenant
@options.as_json
def release(stop_id: Any, home: Path, tenant: str, as_json: bool) -> None:
    """Release STOP: what it held goes out within seconds, unless another stop holds it."""
    standing = pages(home, tenant, "/v1/stops", {"released": "false"}, MOST)
    answer = call(home, tenant, "DELETE", f"/v1/stops/{stop_id}")
    if as_json:
        click.echo(json.dumps(answer))
        return
    before = all(row["id"] != answer["id"] for row in standing)
    others = [row for row in standing if row["id"] != answer["id"] and _overlap(row["level"], answer["level"])]
    click.echo(f"{answer['id']}: {_reach(answer)} {'was released before' if before else 'goes on'}{_held_by(others)}")


def _overlap(one: str, other: str) -> bool:
    """Two stops of one level are of two twins or of two channels: nothing is held by both."""
    return one != other


def _held_by(others: list[dict[str, Any]]) -> str:
    if not others:
        return ""
    whole = any(row["level"] == "tenant" for row in others)
    stops = ", ".join(f"the stop of {_reach(row)} ({row['id']})" for row in others)
    return f"; {'' if whole else 'in part '}still held by {stops}"


def _reach(row: dict[str, Any]) -> str:
    return "the tenant" if row["level"] == "tenant" else f"{row['level']} {row['target']}"
