"""Event types: which exist, who owns them, and what their payload may hold."""

import msgspec

from vito_contracts.errors import InvalidInput
from vito_contracts.events import (
    EnquiryReceived,
    EventType,
    InteractionRecorded,
    JourneyEnded,
    JourneyMilestone,
    JourneyStarted,
    NewEvent,
    ReplyReceived,
    TurnCompleted,
    UsageMetered,
)

CORE_TYPES = (
    EventType(name="interaction.recorded", payload=InteractionRecorded),
    EventType(name="turn.completed", payload=TurnCompleted),
    EventType(name="reply.received", payload=ReplyReceived),
    EventType(name="enquiry.received", payload=EnquiryReceived),
    EventType(name="journey.started", payload=JourneyStarted),
    EventType(name="journey.milestone_reached", payload=JourneyMilestone),
    EventType(name="journey.ended", payload=JourneyEnded),
    EventType(name="usage.metered", payload=UsageMetered),
)


class EventTypes:
    """Filled once at boot. Emitting a type nobody registered, or another payload than its own, is an error."""

    def __init__(self) -> None:
        self._types: dict[str, EventType] = {}
        self._owners: dict[str, str] = {}
        for each in CORE_TYPES:
            self.register(each, "core")

    def register(self, event_type: EventType, plugin: str) -> None:
        owner = self._owners.get(event_type.name)
        if owner is not None and owner != plugin:
            raise InvalidInput(f"event type {event_type.name!r} of plugin {plugin!r} belongs to {owner!r} already")
        self._types[event_type.name] = event_type
        self._owners[event_type.name] = plugin

    def encode(self, event: NewEvent, plugin: str) -> str:
        """The payload as JSON. Raises `InvalidInput` for an unregistered type or a foreign payload."""
        known = self._types.get(event.type)
        if known is None:
            raise InvalidInput(f"plugin {plugin!r} wrote event type {event.type!r}, which no plugin registers")
        if type(event.payload) is not known.payload:
            raise InvalidInput(f"event type {event.type!r} takes {known.payload.__name__} as its payload")
        return msgspec.json.encode(event.payload).decode()
