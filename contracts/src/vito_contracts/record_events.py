"""Events about records: what a tenant's staff, or the platform, made, changed and ended. Ids and codes, never names."""

import datetime as dt
from uuid import UUID

from vito_contracts.deployments import DeploymentStatus
from vito_contracts.events import Code, EventPayload, EventType
from vito_contracts.ids import BindingId, DeploymentId, TwinId


class RecordChanged(EventPayload, frozen=True, kw_only=True):
    """`revision`: the record's, after the change. `by`: who did it, e.g. "api_key:0199f0c2-…"."""

    record: UUID
    revision: int
    by: Code


class TwinVersionChanged(EventPayload, frozen=True, kw_only=True):
    """`twin.version_added`, `twin.version_approved`, `twin.version_retired`."""

    twin: TwinId
    version: int
    by: Code


class DeploymentMoved(EventPayload, frozen=True, kw_only=True):
    """`deployment.started`, `.paused`, `.resumed`, `.ended`. `since`: when it happened; for a start or end by date
    that date, which the event follows within seconds."""

    deployment: DeploymentId
    binding: BindingId
    status: DeploymentStatus
    since: dt.datetime
    by: Code


_CHANGES = {
    "tenant": ("changed", "suspended", "resumed", "archived"),
    "talent": ("created", "changed"),
    "contract": ("created", "changed", "archived"),
    "brand": ("created", "changed", "archived"),
    "twin": ("created", "changed", "retired"),
    "grant": ("created", "changed", "revoked"),
    "binding": ("created", "changed"),
    "deployment": ("created", "changed"),
}

RECORD_TYPES = (
    *(EventType(name=f"{noun}.{verb}", payload=RecordChanged) for noun, verbs in _CHANGES.items() for verb in verbs),
    *(EventType(name=f"twin.version_{verb}", payload=TwinVersionChanged) for verb in ("added", "approved", "retired")),
    *(
        EventType(name=f"deployment.{verb}", payload=DeploymentMoved)
        for verb in ("started", "paused", "resumed", "ended")
    ),
)
"""The types the engine itself writes about records."""
