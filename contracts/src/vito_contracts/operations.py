"""Events about the running of the engine itself: alerts, and the monthly archive."""

from enum import StrEnum
from uuid import UUID

from vito_contracts.events import ActPayload, EventPayload


class AlertKind(StrEnum):
    """What is looked after. The first four are the specification's."""

    CONVERSATION_MESSAGES = "conversation_messages"
    STORAGE = "storage"
    DOCUMENT_SIZE = "document_size"
    ARCHIVE_COMPLETED = "archive_completed"
    PARTITIONS_AHEAD = "partitions_ahead"


class AlertLevel(StrEnum):
    CRITICAL = "critical"
    WARNING = "warning"
    INFO = "info"


class AlertRaised(EventPayload, frozen=True, kw_only=True):
    """`value`: what was found, in the unit of the kind (messages, bytes, conversations, months)."""

    alert: UUID
    kind: AlertKind
    level: AlertLevel
    value: int


class AlertAcknowledged(ActPayload, frozen=True, kw_only=True):
    """`alert.acknowledged`: somebody saw it, for the first time."""

    alert: UUID
    kind: AlertKind


class AlertResolved(EventPayload, frozen=True, kw_only=True):
    alert: UUID
    kind: AlertKind


class ArchiveCompleted(EventPayload, frozen=True, kw_only=True):
    """The archive job is done with this tenant. `archived`: how many conversations."""

    run: UUID
    archived: int
