"""`vito plugins …`: what is installed and admitted; enabling and disabling for a tenant of a running engine."""

import json
from pathlib import Path
from typing import Any

import rich_click as click

from vito_core.cli import options, remote
from vito_core.cli.tables import print_table

tenant = click.option("--tenant", help="Slug of the tenant, e.g. lumbra.")


@click.group()
def plugins() -> None:
    """List, show, enable and disable plugins."""


@plugins.command("list")
@options.home
@tenant
@options.as_json
def list_(home: Path, tenant: str | None, as_json: bool) -> None:
    """What is installed and admitted; with --tenant, what is active there and what it handled."""
    rows = _of_tenant(home, tenant) if tenant is not None else _installed()
    if as_json:
        click.echo(json.dumps({"plugins": rows}, indent=2))
        return
    print_table(
        ("plugin", "version", "status", "capabilities", "summary"),
        ((row["id"], row["version"], row["status"], ", ".join(row["capabilities"]), row["summary"]) for row in rows),
    )


@plugins.command()
@click.argument("name")
@options.as_json
def show(name: str, as_json: bool) -> None:
    """Everything the manifest of one plugin says."""
    import msgspec

    from vito_contracts.errors import NotFound
    from vito_core.registry import find_installed

    installed = find_installed()
    found = installed.get(name)
    if found is None:
        raise NotFound(f"no plugin {name!r} is installed; installed: {', '.join(installed) or 'none'}")
    facts: dict[str, Any] = {"version": found.version, "package": found.package, "error": found.error}
    facts |= msgspec.to_builtins(found.manifest) if found.manifest is not None else {"id": name}
    if as_json:
        click.echo(json.dumps(facts, indent=2))
        return
    for key, value in facts.items():
        if value not in (None, [], (), "", False):
            click.echo(f"{key:>14}  {_plain(value)}")


@plugins.command()
@click.argument("name")
@click.option("--tenant", required=True, help="Slug of the tenant, e.g. lumbra.")
@options.home
@options.as_json
def enable(name: str, tenant: str, home: Path, as_json: bool) -> None:
    """Enable a plugin for a tenant; it acts from the next event and turn on."""
    _switch(home, tenant, name, "enable", as_json)


@plugins.command()
@click.argument("name")
@click.option("--tenant", required=True, help="Slug of the tenant, e.g. lumbra.")
@options.home
@options.as_json
def disable(name: str, tenant: str, home: Path, as_json: bool) -> None:
    """Disable a plugin for a tenant; its data stays."""
    _switch(home, tenant, name, "disable", as_json)


def _plain(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


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


def _of_tenant(home: Path, tenant: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = remote.call(home, tenant, "GET", "/v1/plugins")["items"]
    return rows


def _switch(home: Path, tenant: str, name: str, verb: str, as_json: bool) -> None:
    answer = remote.call(home, tenant, "POST", f"/v1/plugins/{name}/{verb}")
    click.echo(json.dumps(answer) if as_json else f"{answer['id']}: {answer['status']} for {tenant}")
