"""What travels between workflow, activities and clients. Every message names its tenant."""

from uuid import UUID

import msgspec

from vito_contracts.ids import BindingId, ContactId, TenantId
from vito_contracts.journey import Outcome, StageCall, StageResult

CORE_QUEUE = "vito-core"
WORKFLOW = "journey"
ATTRIBUTE = "VitoTenant"
SEARCH_ATTRIBUTES = {ATTRIBUTE: "Keyword"}
"""What a Temporal server must know before workers start."""


ACTIVITY_SECONDS = 120
"""How long one attempt of an activity may take."""


def plugin_queue(plugin: str) -> str:
    return f"vito-{plugin}"


def workflow_id(tenant: TenantId, contact: ContactId) -> str:
    """One contact, one journey."""
    return f"{tenant}/journey/{contact}"


def tenant_of(workflow: str | None) -> TenantId | None:
    """The tenant a workflow id belongs to; None for an id that does not begin with `<tenant>/`."""
    prefix, slash, _ = (workflow or "").partition("/")
    try:
        return TenantId(UUID(prefix)) if slash else None
    except ValueError:
        return None


class Resumed(msgspec.Struct, frozen=True, kw_only=True):
    """Where a journey is taken up that Temporal has forgotten: what the database knows of it.

    `done`: stages that are over. `stage`, `step`, `result`: the latest step that answered; `result` None: none did, and
    the stage is begun anew. `waited_seconds`: since that answer. `seen`: ids of signals that were used up.
    """

    done: tuple[str, ...] = ()
    stage: str = ""
    step: int = 0
    result: StageResult | None = None
    waited_seconds: float = 0.0
    provisional: Outcome | None = None
    milestones: tuple[str, ...] = ()
    seen: tuple[UUID, ...] = ()


class JourneyStart(msgspec.Struct, frozen=True, kw_only=True):
    """`seconds_per_day`: what a stage's "day" lasts. `resumed`: not from the beginning."""

    tenant: TenantId
    contact: ContactId
    lead: UUID
    binding: BindingId
    seconds_per_day: float
    resumed: Resumed | None = None


class PlannedStage(msgspec.Struct, frozen=True, kw_only=True):
    """A stage as it was frozen at the start. `skipped` set: why it is not run."""

    name: str
    plugin: str
    version: int
    activity: str
    queue: str
    closing: bool
    binding: BindingId | None = None
    skipped: str | None = None


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    stages: tuple[PlannedStage, ...]


class StageRun(msgspec.Struct, frozen=True, kw_only=True):
    """Input of every stage activity."""

    tenant: TenantId
    stage: PlannedStage
    call: StageCall


class StageAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """`skipped` set: the stage did not run ("disabled", "upgraded", …) and the journey goes on without it."""

    result: StageResult
    skipped: str | None = None


class JourneyEnd(msgspec.Struct, frozen=True, kw_only=True):
    tenant: TenantId
    contact: ContactId
    outcome: Outcome
    reason: str = ""


class JourneyView(msgspec.Struct, kw_only=True):
    """What the query `where` answers."""

    stage: str = ""
    waits_for: tuple[str, ...] = ()
    outcome: Outcome | None = None
    reason: str = ""
    milestones: list[str] = []
