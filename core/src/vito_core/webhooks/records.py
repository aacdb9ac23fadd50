"""What is shown of endpoints and of deliveries."""

import datetime as dt
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

import msgspec


class WebhookState(StrEnum):
    ON = "on"
    OFF = "off"
    """By hand. Events that come meanwhile are not kept for it."""
    DISABLED = "disabled"
    """By the engine; `reason_code` says why. Switch it on once it works again."""


class DeliveryState(StrEnum):
    PENDING = "pending"
    DELIVERED = "delivered"
    FAILED = "failed"
    """Given up: the last attempt failed. It can be replayed."""


class Webhook(msgspec.Struct, frozen=True, kw_only=True):
    """An endpoint. `events`: types or globs. `reason_code`: with "disabled", gone or failing. `paused_until`: the
    endpoint asked for a pause (Retry-After)."""

    changed_by_use: ClassVar[frozenset[str]] = frozenset({"paused_until", "last_success_at", "last_failure_at"})

    id: UUID
    url: str
    events: tuple[str, ...]
    state: WebhookState
    reason_code: str | None
    created_at: dt.datetime
    paused_until: dt.datetime | None
    last_success_at: dt.datetime | None
    last_failure_at: dt.datetime | None
    previous_secret_until: dt.datetime | None
    """Until when the secret before signs along; None: there is none."""


class WebhookWithSecret(Webhook, frozen=True, kw_only=True):
    """`secret`: shown this once."""

    secret: str


class Delivery(msgspec.Struct, frozen=True, kw_only=True):
    """One event for one endpoint. `status`: HTTP's, of the last attempt. `error_code`: why it failed: timed_out,
    no_connection, unknown_host, tls, broken_off, refused_address, no_secret, internal, or http for a status that is no
    success."""

    id: UUID
    event: UUID
    type: str
    state: DeliveryState
    attempts: int
    status: int | None
    error_code: str | None
    duration_ms: int | None
    created_at: dt.datetime
    attempted_at: dt.datetime | None
    next_at: dt.datetime | None
    """When it is tried next; None once it is settled."""
    delivered_at: dt.datetime | None


def webhook_of(row: Any) -> dict[str, Any]:
    """The fields of `Webhook`."""
    return {
        **{name: row[name] for name in ("id", "url", "reason_code", "created_at", "paused_until")},
        **{name: row[name] for name in ("last_success_at", "last_failure_at")},
        "events": tuple(row["events"]),
        "state": WebhookState(row["state"]),
        "previous_secret_until": row["previous_until"],
    }


def delivery_of(row: Any) -> Delivery:
    fields = {name: row[name] for name in Delivery.__struct_fields__}
    state = DeliveryState(row["state"])
    return Delivery(**fields | {"state": state, "next_at": row["next_at"] if state is DeliveryState.PENDING else None})
