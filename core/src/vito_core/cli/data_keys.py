"""`vito db data-keys …`: a tenant's data keys, which seal its workflow histories: list, rotate, erase."""

import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import rich_click as click

from vito_core.cli import options
from vito_core.cli.database import admin_dsn, chosen_url, run, url

if TYPE_CHECKING:
    from vito_contracts.events import NewEvent
    from vito_contracts.ids import TenantId
    from vito_core.keyring.master import MasterKey
    from vito_core.keyring.ring import Keyring
    from vito_core.keyring.store import DatabaseKeys, WrappedKey

Work = Callable[["Keyring", "DatabaseKeys", "TenantId"], Awaitable[Any]]
Told = Callable[["TenantId", int], "NewEvent"]
OPERATOR = "platform/system:operator"
"""Whoever has the database's address: no key or user of a tenant."""
LOST = (
    "Every workflow history of {tenant}, and whatever else was sealed with its data keys, becomes unreadable for ever,"
    " wherever copies of it are. Terminate its workflows first: one that runs on fails at its next step."
)


@click.group("data-keys")
def data_keys() -> None:
    """A tenant's data keys: they seal what its workflows keep in Temporal.

    The master key that wraps them is that of the home, or VITO_MASTER_KEY (VITO_MASTER_KEY_FILE). A running engine
    goes on with what it knows for up to five minutes.
    """


@data_keys.command("list")
@options.tenant
@options.home
@url
@options.as_json
@click.pass_context
def list_(context: click.Context, tenant: str, home: Path, url: str | None, as_json: bool) -> None:
    """All versions: which one seals (current), which only open (retired), and which are gone (erased)."""
    found = _work(context, home, url, tenant, lambda _, store, owner: store.of(owner))
    rows = [{"version": each.version, "state": _state(each), "wrapped_by": each.wrapped_by or None} for each in found]
    if as_json:
        click.echo(json.dumps({"data_keys": rows}, indent=2))
        return
    from vito_core.cli.tables import print_table

    print_table(
        ("version", "state", "wrapped by"),
        ((str(row["version"]), str(row["state"]), str(row["wrapped_by"] or "")) for row in rows),
    )


@data_keys.command()
@options.tenant
@options.home
@url
@options.as_json
@click.pass_context
def rotate(context: click.Context, tenant: str, home: Path, url: str | None, as_json: bool) -> None:
    """A new data key from now on; the older ones only open what they sealed."""

    async def work(ring: "Keyring", _: Any, owner: "TenantId") -> int:
        await ring.check()  # a key wrapped by another master key would keep the engine from its next start
        return await ring.rotate(owner)

    version = _work(context, home, url, tenant, work, _rotated)
    click.echo(json.dumps({"tenant": tenant, "version": version}) if as_json else f"{tenant}: data key {version}")


@data_keys.command()
@options.tenant
@click.option("--yes", is_flag=True, help="Do not ask.")
@options.home
@url
@options.as_json
@click.pass_context
def erase(context: click.Context, tenant: str, yes: bool, home: Path, url: str | None, as_json: bool) -> None:
    """All data keys of the tenant, for ever: its workflow histories become unreadable to everybody.

    Terminate its workflows first. Backups of the database and of the master key together still hold the keys.
    """
    from vito_contracts.errors import InvalidInput

    if as_json and not yes:
        raise InvalidInput("--json does not ask: add --yes")
    if not yes:
        click.echo(LOST.format(tenant=tenant))
        click.confirm("Erase them?", abort=True)
    erased = _work(context, home, url, tenant, lambda ring, _, owner: ring.erase(owner), _erased)
    click.echo(
        json.dumps({"tenant": tenant, "erased": erased}) if as_json else f"{tenant}: {erased} data key(s) erased"
    )


def _rotated(tenant: "TenantId", version: int) -> "NewEvent":
    from vito_contracts.events import NewEvent
    from vito_contracts.identity_events import DataKeyRotated

    return NewEvent(type="data_key.rotated", subject=tenant, payload=DataKeyRotated(version=version, by=OPERATOR))


def _erased(tenant: "TenantId", keys: int) -> "NewEvent":
    from vito_contracts.events import NewEvent
    from vito_contracts.identity_events import DataKeyErased

    return NewEvent(type="data_key.erased", subject=tenant, payload=DataKeyErased(keys=keys, by=OPERATOR))


def _work(
    context: click.Context, home: Path, url: str | None, tenant: str, work: Work, told: "Told | None" = None
) -> Any:
    """`told`: the event that tells the tenant of what came of the work."""
    chosen = chosen_url(context, url)
    with admin_dsn(home, chosen) as dsn:
        return run(_acted(dsn, tenant, lambda: masters_of(home if chosen is None else None), work, told))


async def _acted(dsn: str, slug: str, masters: "Callable[[], list[MasterKey]]", work: Work, told: "Told | None") -> Any:
    import asyncpg

    from vito_contracts.errors import NotFound
    from vito_contracts.ids import TenantId
    from vito_core.events.log import append
    from vito_core.events.types import EventTypes
    from vito_core.keyring.ring import Keyring
    from vito_core.keyring.store import AdminDoors, DatabaseKeys

    connection = await asyncpg.connect(dsn)
    try:
        found = await connection.fetchval("select tenant_id from core.tenants where slug = $1", slug)
        if found is None:
            raise NotFound(f"no tenant {slug!r} in this database")
        owner, doors = TenantId(found), AdminDoors(connection)
        store = DatabaseKeys(doors)
        async with connection.transaction():
            done = await work(Keyring(store, masters), store, owner)
            if told is not None:
                async with doors.within(owner) as within:
                    await append(within, owner, "core", EventTypes(), [told(owner, done)])
        return done
    finally:
        await connection.close()


def masters_of(home: Path | None) -> "list[MasterKey]":
    """As `vito serve` would find them: the environment's, else the home's. Raises `InvalidInput`; makes none."""
    from vito_contracts.errors import InvalidInput
    from vito_core.home import MASTER_KEY
    from vito_core.keyring.master import NAME, PREVIOUS, MasterKey, read_secret

    note = home / "keys" / MASTER_KEY if home is not None else None
    current, previous = read_secret(NAME), read_secret(PREVIOUS)
    if not current and note is not None and note.exists():
        current = note.read_text(encoding="utf-8").strip()
    if not current:
        where = f"; {note} is not there either" if note is not None else ""
        raise InvalidInput(f"no master key: set {NAME} or {NAME}_FILE to the one that the engine uses{where}")
    return [MasterKey.parse(current, NAME), *([MasterKey.parse(previous, PREVIOUS)] if previous else [])]


def _state(key: "WrappedKey") -> str:
    if key.wrapped is None:
        return "erased"
    return "retired" if key.retired else "current"
