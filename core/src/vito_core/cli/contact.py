"""`vito contact …`: what a running engine holds about one contact, as a file, and its erasure."""

import json
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import rich_click as click

from vito_core.cli import options, remote
from vito_core.cli.tables import print_table

WAIT_SECONDS = 600.0
AWAY_SECONDS = 60.0
"""For so long an engine may be away (it restarts) while its answer is awaited."""

who = click.argument("who", metavar="NAME_OR_ID")
platform = click.option("--platform", help="Only needed where several platforms have a contact of this name.")


@click.group()
def contact() -> None:
    """Export or erase all that is held about one contact, across the core and every plugin."""


@contact.command()
@who
@options.tenant
@platform
@options.home
@click.option("--to", type=click.Path(path_type=Path, dir_okay=False), help="Write the archive to this new file.")
@options.as_json
def export(who: str, tenant: str, platform: str | None, home: Path, to: Path | None, as_json: bool) -> None:
    """Make an archive of all that is held about a contact; kept for 30 days, printed or written to a file.

    With --json the receipt is printed instead of the archive; give --to as well to get both.
    """
    if to is not None:
        _check_new(to)
    found = _find(home, tenant, who, platform)
    asked = remote.call(home, tenant, "POST", f"/v1/contacts/{found}/export")
    request = _finished(home, tenant, found, asked["request"], "export", lambda _: None)
    if to is None and as_json:
        click.echo(json.dumps(request["receipt"], indent=2))
        return
    archive = remote.call(home, tenant, "GET", f"/v1/contacts/{found}/requests/{request['id']}/archive")
    if to is None:
        click.echo(json.dumps(archive, indent=2, ensure_ascii=False))
        return
    _write_new(to, json.dumps(archive, indent=2, ensure_ascii=False))
    click.echo(json.dumps(request["receipt"], indent=2) if as_json else f"{to}: {_entries(request['receipt'])}")


@contact.command()
@who
@options.tenant
@platform
@options.home
@click.option("--yes", is_flag=True, help="Do not ask for confirmation.")
@options.as_json
def erase(who: str, tenant: str, platform: str | None, home: Path, yes: bool, as_json: bool) -> None:
    """Erase a contact for good: its name, every text, every archive. Its id stays, and leads to nobody.

    From the first moment nothing more is sent to it; a call that is on its way just then may still arrive. Repeat the
    command to try again what failed.
    """
    found = _find(home, tenant, who, platform)
    if not yes:
        if not sys.stdin.isatty():
            raise click.UsageError("nobody is there to confirm; give --yes to erase without being asked")
        click.confirm(f"Erase contact {found} of {tenant}? This cannot be undone.", abort=True)
    asked = remote.call(home, tenant, "DELETE", f"/v1/contacts/{found}")
    request = _finished(home, tenant, found, asked["request"], "erase", lambda step: click.echo(f"  {step}", err=True))
    receipt = request["receipt"]
    if as_json:
        click.echo(json.dumps(receipt, indent=2))
        return
    _print_receipt(receipt)


def _check_new(path: Path) -> None:
    """Before anything is asked of the engine. Raises `click.BadParameter`."""
    if path.exists():
        raise click.BadParameter(f"{path} exists; name a file that does not", param_hint="--to")
    if not (path.parent.is_dir() and os.access(path.parent, os.W_OK | os.X_OK)):
        raise click.BadParameter(f"{path.parent} is no folder that can be written to; make it first", param_hint="--to")


def _write_new(path: Path, text: str) -> None:
    """For its owner's eyes alone, from the first byte. Raises `InvalidInput`."""
    from vito_contracts.errors import InvalidInput

    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise InvalidInput(
            f"{path}: cannot be written ({error.strerror}); the archive is kept: export again"
        ) from error


def _find(home: Path, tenant: str, who: str, platform: str | None) -> str:
    """The contact's id. Raises `NotFound`, or `InvalidInput` where the name is several contacts'."""
    from vito_contracts.errors import InvalidInput, NotFound

    try:
        return str(UUID(who))
    except ValueError:
        pass
    asked = {"author": who, "platform": platform, "limit": 2}
    found = remote.call(home, tenant, "GET", "/v1/contacts", params=asked)["items"]
    if not found:
        raise NotFound(f"{tenant} has no contact of that name; it may be spelt otherwise, or be erased already")
    if len(found) > 1:
        places = ", ".join(sorted(each["platform"] for each in found))
        raise InvalidInput(f"several contacts have that name ({places}, …); say which with --platform, or give its id")
    return str(found[0]["id"])


def _finished(home: Path, tenant: str, contact_id: str, request: str, verb: str, tell: Any) -> dict[str, Any]:
    """The request when it is completed. Raises `InvalidInput` when it failed, or takes too long.

    How to repeat it is said by id: of a request that failed half-way the name may be erased already.
    """
    from vito_contracts.errors import InvalidInput

    again = f"vito contact {verb} {contact_id} --tenant {tenant}"
    told = ""
    for now in _states(home, tenant, contact_id, request):
        if now["step"] and now["step"] != told:
            told = now["step"]
            tell(told)
        if now["state"] == "completed":
            return now
        if now["state"] == "failed":
            whose = f" of plugin {now['error_plugin']}" if now["error_plugin"] != "core" else ""
            raise InvalidInput(f"request {request} failed: {now['error_code']}{whose}; repeat it: {again}")
    raise InvalidInput(f"request {request} is not done yet; it goes on by itself, see its end with: {again}")


def _states(home: Path, tenant: str, contact_id: str, request: str) -> Iterator[dict[str, Any]]:
    """What becomes of the request. Raises `InvalidInput` when the engine stays away."""
    from vito_contracts.errors import InvalidInput

    end = time.monotonic() + WAIT_SECONDS
    seen = time.monotonic()
    while time.monotonic() < end:
        try:
            now = remote.call(home, tenant, "GET", f"/v1/contacts/{contact_id}/requests/{request}")
        except remote.Away as error:
            if time.monotonic() - seen > AWAY_SECONDS:
                told = f"request {request} of contact {contact_id} goes on by itself when the engine runs again"
                raise InvalidInput(f"{error}; {told}") from error
            time.sleep(1.0)
            continue
        seen = time.monotonic()
        yield now
        time.sleep(0.3)


def _entries(receipt: dict[str, Any]) -> str:
    entries = ", ".join(f"{plugin} {number}" for plugin, number in receipt["entries"].items() if number)
    return f"{receipt['bytes']} bytes, sha256 {receipt['sha256']}, entries: {entries}"


def _print_receipt(receipt: dict[str, Any]) -> None:
    print_table(
        ("erased from", "rows"), ((place, str(rows)) for place, rows in sorted(receipt["rows"].items()) if rows)
    )
    searched = receipt["searched"]
    click.echo(f"verified: {searched['strings']} strings in {searched['columns']} columns and every plugin's export")
    for place, rows in receipt["mentions"].items():
        click.echo(f"look at core.{place}: the same words stand in {rows} row(s) that belong to nobody in particular")
    click.echo(f"contact {receipt['contact']} was erased at {receipt['erased_at']}; digest {receipt['digest']}")
