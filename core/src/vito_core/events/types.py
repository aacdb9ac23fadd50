"""Event types: which exist, who owns them, what their payload may hold, and how old payloads are brought up to date."""

from collections.abc import Iterator
from typing import Any

import msgspec

from vito_contracts.approvals import ApprovalDecided, ApprovalRequested
from vito_contracts.effects import EffectSettled, StopReleased, StopSet
from vito_contracts.errors import InvalidInput
from vito_contracts.events import (
    ContactErased,
    ContactExported,
    DeadLetterReplayed,
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
    WebhookChanged,
    WebhookDisabled,
    WebhookReplayed,
    WebhookTested,
)
from vito_contracts.identity_events import (
    AccessDenied,
    DataKeyErased,
    DataKeyRotated,
    EndUserTokenIssued,
    KeyChanged,
    KeyCreated,
    KeyRevoked,
    KeyRotated,
    PasswordSet,
    SessionEnded,
    SessionStarted,
    TenantCreated,
    UserChanged,
    UserInvited,
    UserRemoved,
)
from vito_contracts.operations import AlertAcknowledged, AlertRaised, AlertResolved, ArchiveCompleted
from vito_contracts.outside_events import OUTSIDE_TYPES
from vito_contracts.plugin_events import (
    PluginDisabled,
    PluginEnabled,
    PluginErased,
    PluginErasureRequested,
    PluginExported,
    PluginQuarantined,
    PluginRecovered,
    PluginReleased,
    PluginSettingsChanged,
    PluginUpgraded,
)
from vito_contracts.record_events import RECORD_TYPES
from vito_core.events.payloads import unfit_field

CORE_TYPES = (
    EventType(name="interaction.recorded", payload=InteractionRecorded),
    EventType(name="turn.completed", payload=TurnCompleted),
    EventType(name="reply.received", payload=ReplyReceived),
    EventType(name="enquiry.received", payload=EnquiryReceived),
    EventType(name="journey.started", payload=JourneyStarted),
    EventType(name="journey.milestone_reached", payload=JourneyMilestone),
    EventType(name="journey.ended", payload=JourneyEnded),
    EventType(name="usage.metered", payload=UsageMetered),
    EventType(name="effect.settled", payload=EffectSettled),
    EventType(name="stop.set", payload=StopSet),
    EventType(name="stop.released", payload=StopReleased),
    EventType(name="approval.requested", payload=ApprovalRequested),
    EventType(name="approval.decided", payload=ApprovalDecided),
    EventType(name="alert.raised", payload=AlertRaised),
    EventType(name="alert.acknowledged", payload=AlertAcknowledged),
    EventType(name="alert.resolved", payload=AlertResolved),
    EventType(name="archive.completed", payload=ArchiveCompleted),
    EventType(name="contact.erased", payload=ContactErased),
    EventType(name="contact.exported", payload=ContactExported),
    EventType(name="plugin.enabled", payload=PluginEnabled),
    EventType(name="plugin.disabled", payload=PluginDisabled),
    EventType(name="plugin.upgraded", payload=PluginUpgraded),
    EventType(name="plugin.settings_changed", payload=PluginSettingsChanged),
    EventType(name="plugin.quarantined", payload=PluginQuarantined),
    EventType(name="plugin.recovered", payload=PluginRecovered),
    EventType(name="plugin.released", payload=PluginReleased),
    EventType(name="plugin.exported", payload=PluginExported),
    EventType(name="plugin.erasure_requested", payload=PluginErasureRequested),
    EventType(name="plugin.erased", payload=PluginErased),
    EventType(name="tenant.created", payload=TenantCreated),
    EventType(name="key.created", payload=KeyCreated),
    EventType(name="key.changed", payload=KeyChanged),
    EventType(name="key.rotated", payload=KeyRotated),
    EventType(name="key.revoked", payload=KeyRevoked),
    EventType(name="user.invited", payload=UserInvited),
    EventType(name="user.changed", payload=UserChanged),
    EventType(name="user.removed", payload=UserRemoved),
    EventType(name="user.password_set", payload=PasswordSet),
    EventType(name="session.started", payload=SessionStarted),
    EventType(name="session.ended", payload=SessionEnded),
    EventType(name="end_user.token_issued", payload=EndUserTokenIssued),
    EventType(name="data_key.rotated", payload=DataKeyRotated),
    EventType(name="data_key.erased", payload=DataKeyErased),
    EventType(name="access.denied", payload=AccessDenied),
    EventType(name="webhook.changed", payload=WebhookChanged),
    EventType(name="webhook.disabled", payload=WebhookDisabled),
    EventType(name="webhook.tested", payload=WebhookTested),
    EventType(name="webhook.replayed", payload=WebhookReplayed),
    EventType(name="dead_letter.replayed", payload=DeadLetterReplayed),
    *OUTSIDE_TYPES,
    *RECORD_TYPES,
)


class EventTypes:
    """Filled once at boot. Emitting a type nobody registered, or another payload than its own, is an error."""

    def __init__(self) -> None:
        self._types: dict[str, EventType] = {}
        self._owners: dict[str, str] = {}
        self._decoders: dict[str, msgspec.json.Decoder[Any]] = {}
        for each in CORE_TYPES:
            self.register(each, "core")

    def register(self, event_type: EventType, plugin: str) -> None:
        """Raises `InvalidInput` for a type that another plugin owns, whose payload could hold a person's words, or
        whose `upgrades` do not lead from version 1 to its own."""
        name = event_type.name
        owner = self._owners.get(name)
        if owner is not None and owner != plugin:
            raise InvalidInput(f"event type {name!r} of plugin {plugin!r} belongs to {owner!r} already")
        unfit = unfit_field(event_type.payload)
        if unfit is not None:
            raise InvalidInput(
                f"event type {name!r} of plugin {plugin!r}: field {unfit!r} of {event_type.payload.__name__} could hold"
                " a person's words; a payload holds ids, numbers, times, enums and `vito_contracts.events.Code`"
            )
        if len(event_type.upgrades) != event_type.version - 1:
            raise InvalidInput(
                f"event type {name!r} of plugin {plugin!r} is version {event_type.version} and has"
                f" {len(event_type.upgrades)} upgrades; it needs one for each version before its own"
            )
        self._types[name] = event_type
        self._owners[name] = plugin
        self._decoders[name] = msgspec.json.Decoder(event_type.payload)

    def __iter__(self) -> Iterator[tuple[str, EventType]]:
        """(plugin, type) of everything registered."""
        return iter((self._owners[name], each) for name, each in self._types.items())

    def get(self, name: str) -> EventType | None:
        return self._types.get(name)

    def version(self, name: str) -> int:
        known = self._types.get(name)
        return known.version if known is not None else 1

    def encode(self, event: NewEvent, plugin: str) -> str:
        """The payload as JSON. Raises `InvalidInput` for an unregistered type, a foreign payload or a value that its
        field does not allow: Python itself does not hold a struct to its annotations."""
        known = self._types.get(event.type)
        if known is None:
            raise InvalidInput(f"plugin {plugin!r} wrote event type {event.type!r}, which no plugin registers")
        if type(event.payload) is not known.payload:
            raise InvalidInput(f"event type {event.type!r} takes {known.payload.__name__} as its payload")
        encoded = msgspec.json.encode(event.payload)
        try:
            self._decoders[event.type].decode(encoded)
        except msgspec.ValidationError as error:
            raise InvalidInput(f"plugin {plugin!r} wrote event type {event.type!r}: {error}") from None
        return encoded.decode()

    def is_newer(self, name: str, version: int) -> bool:
        """Whether the event was written by a newer release than this one. Unknown types are nobody's business."""
        known = self._types.get(name)
        return known is not None and version > known.version

    def upgraded(self, name: str, version: int, payload: dict[str, Any]) -> tuple[dict[str, Any], int]:
        """The payload as the newest version this engine knows, and that version; unchanged if there is nothing to do.

        Raises whatever a plugin's upgrade function raises.
        """
        known = self._types.get(name)
        if known is None or version >= known.version:
            return payload, version
        for upgrade in known.upgrades[version - 1 :]:
            payload = upgrade(payload)
        return payload, known.version
