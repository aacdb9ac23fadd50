"""`vito plugins settings|export|erase|trace`."""

import contextlib
import json
import time
from pathlib import Path
from typing import Any

import rich_click as click

from vito_contracts.errors import InvalidInput
from vito_core.cli import options, remote
from vito_core.cli.tables import print_table

POLL_SECONDS = 0.5
tenant = click.option("--tenant", required=True, help="Slug of the tenant, e.g. lumbra.")


@click.command()
@click.argument("name")
@click.option("--set", "changes", multiple=True, metavar="KEY=VALUE", help="Set one; VALUE is JSON, or else text.")
@click.option("--unset", "removed", multiple=True, metavar="KEY", help="Back to the installation's value.")
@tenant
@options.home
@options.as_json
def settings(
    name: str, changes: tuple[str, ...], removed: tuple[str, ...], tenant: str, home: Path, as_json: bool
) -> None:
    """Show a plugin's settings of a tenant, or change some; they hold from the next event and turn on."""
    path = f"/v1/plugins/{name}/settings"
    view = remote.call(home, tenant, "GET", path)
    if changes or removed:
        own = {key: value for key, value in view["own"].items() if key not in removed}
        own |= dict(_parsed(each) for each in changes)
        view = remote.call(home, tenant, "PUT", path, body={"values": own})
    if as_json:
        click.echo(json.dumps(view, indent=2))
        return
    known = view["schema"]["properties"]
    print_table(
        ("setting", "value", "set by", "what it is"),
        (
            (key, json.dumps(value), "tenant" if key in view["own"] else "installation", _about(known.get(key, {})))
            for key, value in view["values"].items()
        ),
    )


@click.command()
@click.argument("name")
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="File to write; it must not exist. Default: NAME-TENANT.jsonl.",
)
@tenant
@options.home
@options.as_json
def export(name: str, output: Path | None, tenant: str, home: Path, as_json: bool) -> None:
    """All that a plugin holds of a tenant, one JSON document a line."""
    target = output or Path(f"{name}-{tenant}.jsonl")
    if target.exists():
        raise InvalidInput(f"{target}: exists; name another with --output")
    lines = remote.download(home, tenant, f"/v1/plugins/{name}/export", target)
    click.echo(json.dumps({"file": str(target), "lines": lines}) if as_json else f"{target}: {lines} lines")


@click.command()
@click.argument("name")
@click.option("--yes", is_flag=True, help="Do not ask.")
@tenant
@options.home
@options.as_json
def erase(name: str, yes: bool, tenant: str, home: Path, as_json: bool) -> None:
    """Erase all that a disabled plugin holds of a tenant, for good; waits for its end."""
    if not yes:
        click.confirm(f"Erase all that {name} holds of {tenant}? It cannot be undone", abort=True, err=True)
    path = f"/v1/plugins/{name}/erasures"
    job = remote.call(home, tenant, "POST", path, body={"confirm": name})
    while job["state"] in ("requested", "running"):
        time.sleep(POLL_SECONDS)
        job = remote.call(home, tenant, "GET", f"{path}/{job['id']}")
    if job["state"] != "completed":
        raise InvalidInput(f"the erasure {job['id']} failed with {job['error_code']}; ask for it again")
    click.echo(json.dumps(job) if as_json else f"{name}: erased {job['rows_erased']} rows of {tenant} ({job['id']})")


@click.command()
@click.option("--last", type=click.IntRange(1, 100_000), default=50, show_default=True, help="How many calls.")
@options.home
@options.as_json
def trace(last: int, home: Path, as_json: bool) -> None:
    """The latest calls of plugins, of an engine that was started with VITO_TRACE_HOOKS=1."""
    found = [each for log in sorted(home.glob("*.log")) for each in _calls(log)]
    calls = sorted(found, key=_at)[-last:]
    if as_json:
        click.echo(json.dumps({"calls": calls}, indent=2))
        return
    if not calls:
        raise InvalidInput(f"{home}: no calls were traced; start the engine with VITO_TRACE_HOOKS=1")
    print_table(
        ("at", "door", "plugin", "call", "ms", "outcome"),
        ((_at(each), each["door"], each["plugin"], each["name"], each["ms"], each["outcome"]) for each in calls),
    )


def _parsed(change: str) -> tuple[str, Any]:
    key, equals, value = change.partition("=")
    if not key or not equals:
        raise click.UsageError(f"--set takes KEY=VALUE, not {change!r}")
    try:
        return key, json.loads(value)
    except ValueError:
        return key, value


def _at(call: dict[str, Any]) -> str:
    return str(call.get("time", ""))


def _about(schema: dict[str, Any]) -> str:
    kind = schema.get("type", "")
    limits = [f"{word} {schema[key]}" for key, word in (("minimum", "from"), ("maximum", "to")) if key in schema]
    return " ".join((str(kind), *limits)).strip()


def _calls(log: Path) -> list[dict[str, Any]]:
    found = []
    with log.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            if '"hook.called"' in line:
                with contextlib.suppress(ValueError):  # cut off in the middle
                    found.append(json.loads(line))
    return [each for each in found if isinstance(each, dict) and each.get("event") == "hook.called"]
