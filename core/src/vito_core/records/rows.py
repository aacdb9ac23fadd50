"""What the stores of records share: locked changes with a revision, the event beside each, rows as structs."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar
from uuid import UUID

import msgspec

from vito_contracts.errors import InvalidInput
from vito_contracts.events import EventPayload, NewEvent
from vito_contracts.ids import TenantId
from vito_contracts.record_events import RecordChanged
from vito_contracts.scope import TenantScope
from vito_core.db.pool import Connection
from vito_core.events.log import append, doer
from vito_core.events.types import EventTypes

R = TypeVar("R", bound=msgspec.Struct)


def record_of(row: Any, kind: type[R]) -> R:
    """The columns of a row that the struct names."""
    return msgspec.convert({name: row[name] for name in kind.__struct_fields__}, kind)


def columns(kind: type[msgspec.Struct]) -> str:
    return ", ".join(kind.__struct_fields__)


async def change_row(connection: Connection, table: str, key: Mapping[str, Any], changes: Mapping[str, Any]) -> int:
    """Sets columns of the row with this key, and raises its revision, which is returned. `table` and the names are the
    code's own."""
    given = {**key, **changes}
    places = {name: f"${number}" for number, name in enumerate(given, 1)}
    settings = ", ".join(
        [*(f"{name} = {places[name]}" for name in changes), "revision = revision + 1", "updated_at = now()"]
    )
    condition = " and ".join(f"{name} = {places[name]}" for name in key)
    revision = await connection.fetchval(
        f"update core.{table} set {settings} where {condition} returning revision", *given.values()
    )
    assert revision is not None, "the caller has locked the row"
    return int(revision)


async def announce(
    connection: Connection,
    types: EventTypes,
    scope: TenantScope,
    what: str,
    record: UUID,
    revision: int,
    tenant: TenantId | None = None,
) -> None:
    """`what`: "brand.changed". `tenant`: whose log, where it is not the actor's own."""
    payload = RecordChanged(record=record, revision=revision, by=doer(scope))
    await tell(connection, types, tenant or scope.tenant, [(what, record, payload)])


async def tell(
    connection: Connection, types: EventTypes, tenant: TenantId, told: Sequence[tuple[str, UUID, EventPayload]]
) -> None:
    events = [NewEvent(type=name, subject=subject, payload=payload) for name, subject, payload in told]
    await append(connection, tenant, "core", types, events)


def require_order(starts_at: Any, ends_at: Any) -> None:
    """Raises `InvalidInput`; a date that is missing is no bound."""
    if starts_at is not None and ends_at is not None and ends_at <= starts_at:
        raise InvalidInput("'ends_at' must be later than 'starts_at'")
