"""The event log of the kit: what was written, by whom, for whom; and whether it was allowed."""

from collections import Counter
from collections.abc import Iterator, Sequence
from uuid import UUID

import msgspec

from vito_contracts.errors import InvalidInput, PermissionMissing
from vito_contracts.events import EventPayload, EventType, NewEvent, PlatformEvent, UsageMetered
from vito_contracts.ids import EventId, TenantId, new_id
from vito_contracts.manifest import Manifest
from vito_contracts.permissions import WRITES_EVENTS, allows
from vito_contracts.scope import TenantScope
from vito_contracts.testing.small import KitClock

SHARED = EventType(name="usage.metered", payload=UsageMetered)
"""The one type of the core that plugins write."""


class EventLog:
    """Of all tenants; every door to it asks for one. `registered`: type name → (plugin, type)."""

    def __init__(self, clock: KitClock) -> None:
        self.registered: dict[str, tuple[str, EventType]] = {SHARED.name: ("core", SHARED)}
        self._clock = clock
        self._events: list[PlatformEvent] = []

    def __iter__(self) -> Iterator[PlatformEvent]:
        return iter(tuple(self._events))

    def register(self, plugin: str, event_type: EventType) -> None:
        owner = self.registered.get(event_type.name, (plugin, event_type))[0]
        if owner != plugin:
            raise InvalidInput(f"event type {event_type.name!r} of plugin {plugin!r} belongs to {owner!r} already")
        self.registered[event_type.name] = (plugin, event_type)

    def of(self, scope: TenantScope, *types: str) -> list[PlatformEvent]:
        """The tenant's, oldest first; all types where none is named."""
        return [each for each in self._events if each.tenant == scope.tenant and (not types or each.type in types)]

    def put(self, scope: TenantScope, name: str, payload: EventPayload, subject: UUID) -> PlatformEvent:
        """An event that others wrote: what a subscriber is to be told of."""
        return self._append(scope.tenant, NewEvent(type=name, subject=subject, payload=payload), "core")

    def check(self, event: NewEvent, manifest: Manifest) -> None:
        """Raises `InvalidInput` for a type nobody registered, another payload than its own and a value that does not
        fit its field, `PermissionMissing` for a type that the manifest does not name."""
        known = self.registered.get(event.type)
        if known is None:
            raise InvalidInput(f"event type {event.type!r} is registered by nobody; yield it from the hook event_types")
        if type(event.payload) is not known[1].payload:
            raise InvalidInput(f"event type {event.type!r} takes {known[1].payload.__name__} as its payload")
        try:
            msgspec.json.decode(msgspec.json.encode(event.payload), type=known[1].payload)
        except msgspec.ValidationError as error:
            raise InvalidInput(f"event type {event.type!r}: {error}") from error
        require(manifest, f"{WRITES_EVENTS}{event.type}")

    def commit(self, tenant: TenantId, events: Sequence[NewEvent], plugin: str) -> None:
        for each in events:
            self._append(tenant, each, plugin)

    def counts(self, scope: TenantScope) -> dict[str, int]:
        return dict(Counter(each.type for each in self.of(scope)))

    def _append(self, tenant: TenantId, event: NewEvent, plugin: str) -> PlatformEvent:
        identifier = event.id or EventId(new_id())
        written = next((each for each in self._events if each.id == identifier and each.tenant == tenant), None)
        if written is not None:
            return written
        registered = self.registered.get(event.type)
        made = PlatformEvent(
            id=identifier,
            tenant=tenant,
            type=event.type,
            subject=event.subject,
            at=self._clock.now(),
            payload=msgspec.json.decode(msgspec.json.encode(event.payload)),
            plugin=plugin,
            version=registered[1].version if registered is not None else 1,
        )
        self._events.append(made)
        return made


def require(manifest: Manifest, *any_of: str) -> None:
    """One of them is enough. Raises `PermissionMissing` where the manifest names none of them."""
    if not any(allows(manifest.permissions, each) for each in any_of):
        raise PermissionMissing(manifest.id, any_of[0])
