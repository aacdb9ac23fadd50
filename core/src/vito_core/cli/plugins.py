"""`vito plugins …`: what is installed and admitted, what is so for a tenant of a running engine, and changing that."""

import json
from pathlib import Path
from typing import Any

import rich_click as click

from vito_core.cli import options, remote
from vito_core.cli.plugin_data import erase, export, settings, trace
from vito_core.cli.tables import print_table
from vito_core.names import PLATFORM

tenant = click.option("--tenant", help="Slug of the tenant, e.g. lumbra.")


@click.group()
def plugins() -> None:
    """What is installed, admitted and active; switch, set, release, export, erase."""


@plugins.command("list")
@options.home
@tenant
@options.as_json
def list_(home: Path, tenant: str | None, as_json: bool) -> None:
    """What is installed and admitted; with --tenant, what is active there and what it handled."""
    rows = remote.pages(home, tenant, "/v1/plugins", {}, remote.MOST) if tenant is not None else _installed()
    if as_json:
        click.echo(json.dumps({"plugins": rows}, indent=2))
        return
    print_table(
        ("plugin", "version", "status", "capabilities", "summary"),
        ((row["id"], row["version"], _status(row), ", ".join(row["capabilities"]), row["summary"]) for row in rows),
    )


@plugins.command()
@click.argument("name")
@options.home
@tenant
@options.as_json
def show(name: str, home: Path, tenant: str | None, as_json: bool) -> None:
    """Everything about one plugin: manifest and provenance; with --tenant, its status, failures, settings there."""
    facts = _manifest_facts(name)
    if tenant is not None:
        facts |= remote.call(home, tenant, "GET", f"/v1/plugins/{name}")
        facts["settings"] = remote.call(home, tenant, "GET", f"/v1/plugins/{name}/settings")["values"]
    if as_json:
        click.echo(json.dumps(facts, indent=2))
        return
    for key, value in facts.items():
        if value not in (None, [], (), "", False):
            click.echo(f"{key:>17}  {_plain(value)}")


@plugins.command()
@click.argument("name")
@click.option("--platform", is_flag=True, help="As the platform, which alone enables a restricted plugin.")
@options.tenant
@options.home
@options.as_json
def enable(name: str, platform: bool, tenant: str, home: Path, as_json: bool) -> None:
    """Enable a plugin for a tenant; it acts from the next event and turn on."""
    if not platform:
        _switch(home, tenant, f"/v1/plugins/{name}/enable", as_json)
        return
    identifier = remote.call(home, tenant, "GET", "/v1/tenants/me")["id"]
    path = f"/v1/platform/tenants/{identifier}/plugins/{name}/enable"
    _say(remote.call(home, PLATFORM, "POST", path), tenant, as_json)


@plugins.command()
@click.argument("name")
@options.tenant
@options.home
@options.as_json
def disable(name: str, tenant: str, home: Path, as_json: bool) -> None:
    """Disable a plugin for a tenant; its data stays."""
    _switch(home, tenant, f"/v1/plugins/{name}/disable", as_json)


@plugins.command()
@click.argument("name")
@click.option("--tenant", help="Slug of the tenant; without it the quarantine of the whole installation ends.")
@options.home
@options.as_json
def release(name: str, tenant: str | None, home: Path, as_json: bool) -> None:
    """End a quarantine now, instead of waiting until the plugin is tried again."""
    if tenant is not None:
        _switch(home, tenant, f"/v1/plugins/{name}/release", as_json)
        return
    answer = remote.call(home, PLATFORM, "POST", f"/v1/platform/plugins/{name}/release")
    said = f"{name}: {'released for everybody' if answer['released'] else 'was not quarantined for everybody'}"
    click.echo(json.dumps(answer) if as_json else said)


for each in (settings, export, erase, trace):
    plugins.add_command(each)


def _installed() -> list[dict[str, Any]]:
    from vito_core.registry import find_installed
    from vito_core.settings import find_plugins_file, read_plugins_file

    admitted = read_plugins_file(find_plugins_file()).plugins
    return [
        {
            "id": each.id,
            "version": each.version,
            "status": each.error or ("admitted" if each.id in admitted else "installed, not admitted"),
            "capabilities": list(each.manifest.capabilities) if each.manifest is not None else [],
            "summary": each.manifest.summary if each.manifest is not None else "",
        }
        for each in find_installed().values()
    ]


def _manifest_facts(name: str) -> dict[str, Any]:
    import msgspec

    from vito_contracts.errors import NotFound
    from vito_core.plugins.provenance import provenance_of
    from vito_core.registry import find_installed

    installed = find_installed()
    found = installed.get(name)
    if found is None:
        raise NotFound(f"no plugin {name!r} is installed; installed: {', '.join(installed) or 'none'}")
    facts: dict[str, Any] = {"version": found.version, "package": found.package, "error": found.error}
    facts |= msgspec.to_builtins(found.manifest) if found.manifest is not None else {"id": name}
    return {**facts, "provenance": msgspec.to_builtins(provenance_of(found))}


def _switch(home: Path, tenant: str, path: str, as_json: bool) -> None:
    _say(remote.call(home, tenant, "POST", path), tenant, as_json)


def _say(answer: dict[str, Any], tenant: str, as_json: bool) -> None:
    click.echo(json.dumps(answer) if as_json else f"{answer['id']}: {answer['status']} for {tenant}")


def _status(row: dict[str, Any]) -> str:
    until = row.get("quarantined_until")
    return f"{row['status']} (until {until})" if until and row["status"] != "active" else str(row["status"])


def _plain(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name}={each}" for name, each in value.items())
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
