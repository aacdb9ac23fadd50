"""`vito effects …`: what left for a tenant, what is in doubt, and settling it."""

import itertools
import json
from pathlib import Path
from typing import Any

import rich_click as click

from vito_core.cli import options
from vito_core.cli.remote import MOST, call, each_of
from vito_core.cli.tables import print_table

DOUBTFUL = ("unknown", "sent")
STATES = ("planned", "sent", "confirmed", "failed", "unknown")


@click.group()
def effects() -> None:
    """List effects (what leaves the engine), and settle those in doubt.

    An effect in state `unknown` may have happened or not; it is never repeated by itself. `reconcile` asks its target
    again; where the target cannot tell, find out yourself and say so with `settle`.
    """


@effects.command("list")
@options.home
@options.tenant
@click.option("--state", type=click.Choice(STATES), help="Only effects in this state.")
@click.option("--kind", help="Only effects of this kind, e.g. sales-host.outreach.")
@options.as_json
def list_(home: Path, tenant: str, state: str | None, kind: str | None, as_json: bool) -> None:
    """The newest effects of a tenant, at most 1000 (and says so where there are more); what was sent is never shown."""
    rows = list(itertools.islice(each_of(home, tenant, "/v1/effects", {"state": state, "kind": kind}), MOST + 1))
    cut, rows = len(rows) > MOST, rows[:MOST]
    if as_json:
        click.echo(json.dumps({"effects": rows, "cut": cut}, indent=2))
        return
    print_table(("effect", "kind", "channel", "state", "for", "code"), map(_cells, rows))
    if cut:
        click.echo(f"the newest {MOST}; there are more: narrow it with --state or --kind", err=True)


@effects.command()
@click.argument("effect", required=False, type=click.UUID)
@click.option("--all", "every", is_flag=True, help="Every effect in doubt: unknown, or sent and its attempt is over.")
@options.home
@options.tenant
@options.as_json
def reconcile(effect: Any, every: bool, home: Path, tenant: str, as_json: bool) -> None:
    """Ask the target what became of EFFECT, and settle it if it can tell."""
    if (effect is None) is not every:
        raise click.UsageError("name one effect, or say --all")
    if not every:
        _print([call(home, tenant, "POST", f"/v1/effects/{effect}/reconcile")], as_json)
        return
    _print([_tried(home, tenant, row) for row in _doubtful(home, tenant)], as_json)


@effects.command()
@click.argument("effect", type=click.UUID)
@click.option("--happened/--did-not-happen", required=True, help="What became of it, as you found out.")
@click.option("--reference", help="The target's own reference, if it happened.")
@click.option("--again", is_flag=True, help="It did not happen, and the next try may send it anew.")
@options.home
@options.tenant
@options.as_json
def settle(
    effect: Any, happened: bool, reference: str | None, again: bool, home: Path, tenant: str, as_json: bool
) -> None:
    """Say what became of EFFECT, which is in state unknown."""
    body = {"happened": happened, "reference": reference, "again": again}
    _print([call(home, tenant, "POST", f"/v1/effects/{effect}/settle", body=body)], as_json)


def _doubtful(home: Path, tenant: str) -> list[dict[str, Any]]:
    """Read to the end before the first is settled: settling moves effects from one page to another."""
    found = [row for state in DOUBTFUL for row in each_of(home, tenant, "/v1/effects", {"state": state})]
    return [row for row in found if row["reconcilable"]]


def _tried(home: Path, tenant: str, row: dict[str, Any]) -> dict[str, Any]:
    """One that cannot be reconciled (its attempt still runs, its plugin is gone) does not hold up the others."""
    from vito_contracts.errors import InvalidInput

    try:
        answer: dict[str, Any] = call(home, tenant, "POST", f"/v1/effects/{row['id']}/reconcile")
    except InvalidInput as error:
        return {**row, "problem": str(error)}
    return answer


def _print(rows: list[dict[str, Any]], as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps({"effects": rows}, indent=2))
        return
    for row in rows:
        code = f" ({row['error_code']})" if row["error_code"] else ""
        problem = f": {row['problem']}" if "problem" in row else ""
        click.echo(f"{row['id']}  {row['kind']}  {row['state']}{code}{problem}")
    if not rows:
        click.echo("no effect is in doubt")


def _cells(row: dict[str, Any]) -> tuple[str, ...]:
    shown = f"{row['state']} (held)" if row["held"] else row["state"]
    return row["id"], row["kind"], row["channel"], shown, _age(row), row["error_code"] or ""


def _age(row: dict[str, Any]) -> str:
    seconds = int(row["age_seconds"])
    for unit, length in (("d", 86400), ("h", 3600), ("min", 60)):
        if seconds >= length:
            return f"{seconds // length} {unit}"
    return f"{seconds} s"
