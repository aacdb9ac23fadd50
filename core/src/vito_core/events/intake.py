"""Events from outside (CI, HR, tracker): checked, brought up to date, and written once for each id of their source."""

import datetime as dt
from typing import Any
from uuid import UUID

import msgspec

from vito_contracts.errors import Conflict, InvalidInput
from vito_contracts.events import EventType, NewEvent
from vito_contracts.ids import EventId, derived_id
from vito_contracts.outside_events import ALIASES
from vito_contracts.scope import TenantScope
from vito_core.db.pool import Connection, Pools
from vito_core.events.log import append
from vito_core.events.types import EventTypes


class OutsideEvent(msgspec.Struct, frozen=True, kw_only=True):
    """`type`: an event type that outside systems may write, or the specification's name of it. `id`: the source's own.

    `fields`: what the payload says beyond `source`, `external`, `occurred_at` and `reference`. `version`: of the type,
    that `fields` fit; absent: the newest.
    """

    source: str
    id: str
    type: str
    version: int | None = None
    at: dt.datetime | None = None
    subject: UUID | None = None
    reference: str | None = None
    fields: dict[str, Any] = {}


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """`repeated`: it was there already, with the same content."""

    id: UUID
    type: str
    subject: UUID
    repeated: bool


class OutsideIntake:
    def __init__(self, pools: Pools, types: EventTypes) -> None:
        self._pools = pools
        self._types = types

    async def take(self, scope: TenantScope, told: OutsideEvent) -> Taken:
        """Raises `InvalidInput`, or `Conflict` where the source used the id for something else before."""
        known = self._known(told.type)
        # Without a reference every fact is its own subject; with one, facts about the same thing stay in order.
        about = ("reference", told.reference) if told.reference is not None else ("id", told.id)
        event = NewEvent(
            type=known.name,
            subject=told.subject or derived_id(scope.tenant, "outside-subject", told.source, *about),
            payload=self._payload(known, told),
            id=EventId(derived_id(scope.tenant, "outside", told.source, told.id)),
        )
        async with self._pools.within(scope.tenant) as connection:
            await append(connection, scope.tenant, "core", self._types, [event])
            repeated = await self._was_there(connection, event)
        assert event.id is not None
        return Taken(id=event.id, type=event.type, subject=event.subject, repeated=repeated)

    def _known(self, name: str) -> EventType:
        known = self._types.get(ALIASES.get(name, name))
        if known is None or not known.outside:
            names = ", ".join(sorted(each.name for _, each in self._types if each.outside))
            raise InvalidInput(f"no event type of this name is taken from outside; known: {names}")
        return known

    def _payload(self, known: EventType, told: OutsideEvent) -> Any:
        own: dict[str, Any] = {"source": told.source, "external": told.id}
        if told.at is not None:
            own["occurred_at"] = _in_utc(told.at).isoformat()
        if told.reference is not None:
            own["reference"] = told.reference
        twice = sorted(told.fields.keys() & {"source", "external", "occurred_at", "reference"})
        if twice:
            raise InvalidInput(f"'fields' of {known.name} must not hold {twice[0]!r}: the body says it itself")
        version = told.version if told.version is not None else known.version
        if not 1 <= version <= known.version:
            raise InvalidInput(f"{known.name} has versions 1 to {known.version}, not {version}")
        plain = told.fields | own
        try:
            plain, _ = self._types.upgraded(known.name, version, plain)
        except Exception as error:
            reason = type(error).__name__
            raise InvalidInput(
                f"'fields' of {known.name} do not fit its version {version} ({reason} while bringing them up to date)"
            ) from None
        try:
            return msgspec.convert(plain, known.payload)
        except msgspec.ValidationError as error:
            raise InvalidInput(f"{known.name}, version {version}: {_told(error)}") from None

    async def _was_there(self, connection: Connection, event: NewEvent) -> bool:
        row = await connection.fetchrow(
            "select type, subject, version, payload, txid = pg_current_xact_id() as ours"
            " from core.events where id = $1",
            event.id,
        )
        if row["ours"]:
            return False
        there, _ = self._types.upgraded(row["type"], row["version"], msgspec.json.decode(row["payload"]))
        now = msgspec.json.decode(self._types.encode(event, "core"))
        if (row["type"], row["subject"], there) != (event.type, event.subject, now):
            raise Conflict(
                f"event {event.id} was told before with other content; a source makes an id once and never changes it"
            )
        return True


def _in_utc(at: dt.datetime) -> dt.datetime:
    try:
        return at.astimezone(dt.UTC)
    except OverflowError:
        raise InvalidInput("at: in UTC this is no date of the years 1 to 9999") from None


def _told(error: msgspec.ValidationError) -> str:
    """What is wrong, and that a pattern means "a code"."""
    text = str(error)
    if "matching regex" not in text:
        return text
    place = text.rpartition(" - at ")[2]
    return (
        f"a code was expected (letters, digits and _.:/+#-, at most 100; no spaces, no names, no addresses) at {place}"
    )
