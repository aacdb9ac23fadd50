"""`vito keys …`: a tenant's API keys: make, list, rotate, revoke."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import rich_click as click

from vito_core.cli import options
from vito_core.cli.remote import call, pages
from vito_core.cli.tables import print_table

MOST = 1000
ROLES = ("platform_admin", "tenant_admin", "editor", "approver", "auditor", "viewer")
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
@click.option("--rate", type=click.FloatRange(0, min_open=True), help="Requests a second.")
@click.option("--burst", type=click.IntRange(1), help="Requests that may come at once.")
@click.option("--quota", type=click.IntRange(0), help="Requests in a calendar month.")
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
    expires = dt.datetime.now(dt.UTC) + dt.timedelta(days=days) if days is not None else None
    limits = {"rate_per_second": rate, "burst": burst, "monthly_quota": quota}
    body = {
        "name": name,
        "role": role,
        "scopes": list(scopes) or None,
        "plugin": plugin,
        "expires_at": expires.isoformat() if expires is not None else None,
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
    click.echo(json.dumps(row) if as_json else f"{row['id']}: {row['name']} is revoked")


def _show(made: dict[str, Any], as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(made))
        return
    click.echo(f"{made['key']['id']}: {made['key']['name']} ({_may(made['key'])}); its secret is shown this once:")
    click.echo(made["secret"])


def _may(row: dict[str, Any]) -> str:
    whose = f"plugin {row['plugin']}" if row["plugin"] else str(row["role"])
    return whose if row["scopes"] is None else f"{whose}: {', '.join(row['scopes'])}"


def _state(row: dict[str, Any]) -> str:
    if row["revoked_at"]:
        return "revoked"
    if row["expires_at"] and dt.datetime.fromisoformat(row["expires_at"]) <= dt.datetime.now(dt.UTC):
        return "expired"
    return f"expires {row['expires_at']}" if row["expires_at"] else "works"
