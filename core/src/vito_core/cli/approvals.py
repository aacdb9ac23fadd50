"""`vito approvals …`: what waits for a human's decision in a running engine, and the decision."""

import json
from pathlib import Path
from typing import Any, TextIO

import rich_click as click

from vito_core.cli import options, remote
from vito_core.cli.tables import print_table, printable_lines

STATES = ("pending", "approved", "edited", "rejected", "expired", "all")


@click.group()
def approvals() -> None:
    """List, show and decide what waits for a human: approve, edit and approve, or reject. Expired means: not done."""


@approvals.command("list")
@options.tenant
@options.home
@click.option("--state", type=click.Choice(STATES), default="pending", show_default=True)
@click.option("--kind", help="Only this kind, e.g. sales-host.outreach.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=200, show_default=True, help="At most so many.")
@options.as_json
def list_(tenant: str, home: Path, state: str, kind: str | None, limit: int, as_json: bool) -> None:
    """The queue of all modules of a tenant, longest waiting first."""
    asked = {"state": None if state == "all" else state, "kind": kind}
    rows = remote.pages(home, tenant, "/v1/approvals", asked, limit)
    if as_json:
        click.echo(json.dumps({"approvals": rows}, indent=2))
        return
    print_table(
        ("id", "asked", "about", "state", "expires (UTC)"),
        ((row["id"], _asked(row), row["subject"], row["state"], _when(row["expires_at"])) for row in rows),
    )


@approvals.command()
@click.argument("approval", metavar="ID", type=click.UUID)
@options.tenant
@options.home
@options.as_json
def show(approval: Any, tenant: str, home: Path, as_json: bool) -> None:
    """One approval: what is proposed, and what became of it."""
    _print(remote.call(home, tenant, "GET", f"/v1/approvals/{approval}"), as_json)


@approvals.command()
@click.argument("approval", metavar="ID", type=click.UUID)
@options.tenant
@options.home
@click.option("--approve", is_flag=True, help="Do it as proposed.")
@click.option(
    "--edit", type=click.File(encoding="utf-8"), help="JSON file with the proposal as it is to be; - reads it."
)
@click.option("--reject", metavar="CODE", help="Do not do it; a code that says why, e.g. off_brand.")
@click.option("--note", help="Your own words, for your colleagues.")
@options.as_json
def decide(
    approval: Any,
    tenant: str,
    home: Path,
    approve: bool,
    edit: TextIO | None,
    reject: str | None,
    note: str | None,
    as_json: bool,
) -> None:
    """Decide it, once: exactly one of --approve, --edit FILE and --reject CODE."""
    body = _decision(approve, edit, reject) | ({"note": note} if note is not None else {})
    answer = remote.call(home, tenant, "POST", f"/v1/approvals/{approval}/decide", body=body)
    if as_json:
        click.echo(json.dumps(answer, indent=2))
    else:
        click.echo(f"{answer['id']}: {answer['state']}")


def _decision(approve: bool, edit: TextIO | None, reject: str | None) -> dict[str, Any]:
    if [approve, edit is not None, reject is not None].count(True) != 1:
        raise click.UsageError("give exactly one of --approve, --edit FILE and --reject CODE")
    if edit is not None:
        return {"decision": "edit", "proposal": _read(edit)}
    if reject is not None:
        return {"decision": "reject", "reason_code": reject}
    return {"decision": "approve"}


def _read(file: TextIO) -> dict[str, Any]:
    try:
        proposal = json.load(file)
    except ValueError as error:
        raise click.BadParameter(f"{file.name} is not valid JSON: {error}", param_hint="--edit") from error
    if not isinstance(proposal, dict):
        raise click.BadParameter(f"{file.name} holds no JSON object", param_hint="--edit")
    return proposal


def _print(found: dict[str, Any], as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(found, indent=2))
        return
    for name, value in found.items():
        if name == "edit_schema" or value is None:
            continue
        if isinstance(value, dict):
            for field, text in value.items():
                click.echo(f"{name + '.' + field:>20}  {printable_lines(str(text))}")
        else:
            click.echo(f"{name:>20}  {printable_lines(str(value))}")


def _asked(row: dict[str, Any]) -> str:
    """The kind, after its title where the list says one."""
    return f"{row['title']} ({row['kind']})" if row.get("title") else str(row["kind"])


def _when(moment: str) -> str:
    return moment[:16].replace("T", " ")
