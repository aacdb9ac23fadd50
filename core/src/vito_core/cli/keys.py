"""`vito keys …`: a tenant's API keys: make, list, change, rotate, revoke."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import rich_click as click

from vito_core.cli import options
from vito_core.cli.remote import call, pages
from vito_core.cli.tables import print_table, printable

MOST = 1000
ROLES = ("platform_admin", "tenant_admin", "editor", "approver", "auditor", "viewer")
LIMITS = {"rate": "rate_per_second", "burst": "burst", "quota": "monthly_quota"}
LIFTED = (*LIMITS, "end")
rate = click.option("--rate", type=click.FloatRange(0.001, 1_000_000), help="Requests a second.")
burst = click.option("--burst", type=click.IntRange(1), help="Requests that may come at once.")
quota = click.option("--quota", type=click.IntRange(0), help="Requests in a calendar month.")
tenant = click.option("--tenant", required=True, help="Slug of the tenant, e.g. lumbra.")


@click.group()
def keys() -> None:
    """API keys: how other systems call the engine for a tenant.

    A secret is shown once, when the key is made or rotated. A key may do no more than the one that makes it.
    """


@keys.command()
@click.argument("name")
@click.option("--role", type=click.Choice(ROLES), help="What it may do. Without: viewer; with --scope, your own role.")
@click.option("--scope", "scopes", multiple=True, help="Only this permission, e.g. conversations:write; repeatable.")
@click.option("--plugin", help="A service account: may do what this plugin's manifest asks for.")
@click.option("--days", type=click.IntRange(1, 3650), help="Days until it expires. Without: never.")
@rate
@burst
@quota
@options.home
@tenant
@options.as_json
def create(
    name: str,
    role: str | None,
    scopes: tuple[str, ...],
    plugin: str | None,
    days: int | None,
    rate: float | None,
    burst: int | None,
    quota: int | None,
    home: Path,
    tenant: str,
    as_json: bool,
) -> None:
    """Make a key called NAME; its secret is printed once."""
    limits = {"rate_per_second": rate, "burst": burst, "monthly_quota": quota}
    body = {
        "name": name,
        "role": role,
        "scopes": list(scopes) or None,
        "plugin": plugin,
        "expires_at": _in_days(days) if days is not None else None,
        "limits": limits,
    }
    _show(call(home, tenant, "POST", "/v1/keys", body=body), as_json)


@keys.command("list")
@click.option("--revoked", is_flag=True, help="Revoked ones too.")
@options.home
@tenant
@options.as_json
def list_(revoked: bool, home: Path, tenant: str, as_json: bool) -> None:
    """The keys of a tenant, newest first; never their secrets."""
    rows = pages(home, tenant, "/v1/keys", {"revoked": str(revoked).lower()}, MOST)
    if as_json:
        click.echo(json.dumps({"keys": rows}, indent=2))
        return
    print_table(
        ("key", "name", "may", "last used", "now"),
        ((row["id"], row["name"], _may(row), row["last_used_at"] or "never", _state(row)) for row in rows),
    )


@keys.command()
@click.argument("key_id", metavar="KEY", type=click.UUID)
@click.option("--name", help="What it is called from now on.")
@click.option("--days", type=click.IntRange(1, 3650), help="Days from now until it expires.")
@rate
@burst
@quota
@click.option(
    "--lift",
    multiple=True,
    type=click.Choice(LIFTED),
    help="Take a limit of its own away, so that the installation's holds, or its end; repeatable.",
)
@options.home
@tenant
@options.as_json
def change(
    key_id: Any,
    name: str | None,
    days: int | None,
    rate: float | None,
    burst: int | None,
    quota: int | None,
    lift: tuple[str, ...],
    home: Path,
    tenant: str,
    as_json: bool,
) -> None:
    """Change KEY's name, limits or end; what is not named stays."""
    given = {"rate": rate, "burst": burst, "quota": quota, "end": _in_days(days) if days is not None else None}
    both = [each for each in lift if given[each] is not None]
    if both:
        raise click.UsageError(f"--lift {both[0]} takes away what another option sets; name one of them")
    changed = {each: value for each, value in given.items() if value is not None or each in lift}
    body: dict[str, Any] = {"name": name} if name is not None else {}
    if "end" in changed:
        body["expires_at"] = changed.pop("end")
    if changed:
        body["limits"] = {LIMITS[each]: value for each, value in changed.items()}
    if not body:
        raise click.UsageError("say what to change: --name, --days, --rate, --burst, --quota or --lift")
    row = call(home, tenant, "PATCH", f"/v1/keys/{key_id}", body=body)
    click.echo(json.dumps(row) if as_json else f"{row['id']}: {printable(row['name'])}; {_limits(row)}; {_state(row)}")


@keys.command()
@click.argument("key_id", metavar="KEY", type=click.UUID)
@click.option(
    "--grace",
    type=click.IntRange(0, 30 * 86_400),
    default=86_400,
    show_default=True,
    help="Seconds for which the old secret still works.",
)
@options.home
@tenant
@options.as_json
def rotate(key_id: Any, grace: int, home: Path, tenant: str, as_json: bool) -> None:
    """Give KEY a new secret, printed once; the old one works for the grace period."""
    _show(call(home, tenant, "POST", f"/v1/keys/{key_id}/rotate", body={"grace_seconds": grace}), as_json)


@keys.command()
@click.argument("key_id", metavar="KEY", type=click.UUID)
@options.home
@tenant
@options.as_json
def revoke(key_id: Any, home: Path, tenant: str, as_json: bool) -> None:
    """Revoke KEY: refused everywhere within a second, and for good."""
    row = call(home, tenant, "DELETE", f"/v1/keys/{key_id}")
    click.echo(json.dumps(row) if as_json else f"{row['id']}: {printable(row['name'])} is revoked")


def _show(made: dict[str, Any], as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(made))
        return
    click.echo(
        f"{made['key']['id']}: {printable(made['key']['name'])} ({_may(made['key'])}); its secret is shown this once:"
    )
    click.echo(made["secret"])


def _in_days(days: int) -> str:
    return (dt.datetime.now(dt.UTC) + dt.timedelta(days=days)).isoformat()


def _limits(row: dict[str, Any]) -> str:
    own = [f"{option} {row['limits'][name]}" for option, name in LIMITS.items() if row["limits"][name] is not None]
    return ", ".join(own) or "no limits of its own"


def _may(row: dict[str, Any]) -> str:
    whose = f"plugin {row['plugin']}" if row["plugin"] else str(row["role"])
    return whose if row["scopes"] is None else f"{whose}: {', '.join(row['scopes'])}"


def _state(row: dict[str, Any]) -> str:
    if row["revoked_at"]:
        return "revoked"
    if row["expires_at"] and dt.datetime.fromisoformat(row["expires_at"]) <= dt.datetime.now(dt.UTC):
        return "expired"
    return f"expires {row['expires_at']}" if row["expires_at"] else "works"
