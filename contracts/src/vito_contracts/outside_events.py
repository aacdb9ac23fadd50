"""Facts that systems outside the engine tell it (CI, HR, tracker): their types, payloads, and the names the
specification gives them.

`POST /v1/events` takes either spelling: `code.deployed` or CODE_DEPLOYMENT.
"""

import datetime as dt
from typing import Annotated

import msgspec

from vito_contracts.events import Code, EventPayload, EventType

Count = Annotated[int, msgspec.Meta(ge=0, le=2**53)]
"""As far as every reader of JSON counts exactly."""
Score = Annotated[float, msgspec.Meta(ge=0, le=1_000_000)]


class OutsideFact(EventPayload, frozen=True, kw_only=True):
    """What every outside fact says. People are named by a pseudonym of the source ("u-4711"), never by name or address.

    `source`: the system that tells. `external`: its own id of the fact, made once. `occurred_at`: when it happened
    there (the event's own `at` is when it arrived here). `reference`: what it is about (a commit, a ticket's number).
    """

    source: Code
    external: Code
    occurred_at: dt.datetime | None = None
    reference: Code | None = None
    actor: Code | None = None
    outcome: Code | None = None


class DocumentFact(OutsideFact, frozen=True, kw_only=True):
    """A document was written, changed or approved."""

    document: Code | None = None
    revision: Code | None = None


class ReviewFact(OutsideFact, frozen=True, kw_only=True):
    """Somebody looked at something and judged it. `findings`: what was found wanting."""

    document: Code | None = None
    revision: Code | None = None
    reviewers: Count | None = None
    findings: Count | None = None


class ChangeFact(OutsideFact, frozen=True, kw_only=True):
    """Something that runs was changed. `environment`: e.g. staging, production."""

    environment: Code | None = None
    revision: Code | None = None
    component: Code | None = None


class TrialFact(OutsideFact, frozen=True, kw_only=True):
    """Something was tried. Counts of cases."""

    environment: Code | None = None
    revision: Code | None = None
    passed: Count | None = None
    failed: Count | None = None
    skipped: Count | None = None


class PersonFact(OutsideFact, frozen=True, kw_only=True):
    """Something about a person of the staff. `person`: the pseudonym in the source."""

    person: Code | None = None
    role: Code | None = None
    course: Code | None = None
    score: Score | None = None


class PlanFact(OutsideFact, frozen=True, kw_only=True):
    """Work was planned or begun. `items`: how many pieces."""

    plan: Code | None = None
    items: Count | None = None


class SecurityFact(OutsideFact, frozen=True, kw_only=True):
    """Something went wrong, or might have. `affected`: how many records or users."""

    severity: Code | None = None
    category: Code | None = None
    affected: Count | None = None


_FACTS: tuple[tuple[str, str, type[OutsideFact]], ...] = (
    ("USER_STORY_CREATED", "user_story.created", DocumentFact),
    ("REQUIREMENT_DOCUMENTED", "requirement.documented", DocumentFact),
    ("STAKEHOLDER_APPROVAL", "stakeholder.approved", ReviewFact),
    ("REQUIREMENT_REVIEW", "requirement.reviewed", ReviewFact),
    ("ADR_CREATED", "adr.created", DocumentFact),
    ("ARCHITECTURE_REVIEW", "architecture.reviewed", ReviewFact),
    ("CODE_DEPLOYMENT", "code.deployed", ChangeFact),
    ("STAGING_VALIDATION", "staging.validated", TrialFact),
    ("TEST_EXECUTION", "test.executed", TrialFact),
    ("CODE_REVIEW", "code.reviewed", ReviewFact),
    ("QA_VALIDATION", "qa.validated", TrialFact),
    ("USER_ACCEPTANCE_TEST", "user_acceptance.tested", TrialFact),
    ("RETROSPECTIVE_COMPLETED", "retrospective.completed", ReviewFact),
    ("PROCESS_AUDIT", "process.audited", ReviewFact),
    ("PROCESS_DOCUMENTED", "process.documented", DocumentFact),
    ("STANDARD_UPDATED", "standard.updated", DocumentFact),
    ("TRAINING_COMPLETED", "training.completed", PersonFact),
    ("CERTIFICATION_ACHIEVED", "certification.achieved", PersonFact),
    ("RELEASE_PLANNED", "release.planned", PlanFact),
    ("SPRINT_STARTED", "sprint.started", PlanFact),
    ("INCIDENT_CREATED", "incident.created", SecurityFact),
    ("POST_MORTEM_COMPLETED", "post_mortem.completed", DocumentFact),
    ("ARB_MEETING", "arb.met", ReviewFact),
    ("ADR_APPROVED", "adr.approved", ReviewFact),
    ("SECURITY_POLICY_UPDATED", "security_policy.updated", DocumentFact),
    ("POLICY_REVIEW", "policy.reviewed", ReviewFact),
    ("USER_CREATED", "user.created", PersonFact),
    ("USER_DEACTIVATED", "user.deactivated", PersonFact),
    ("ROLE_ASSIGNED", "role.assigned", PersonFact),
    ("CONFIGURATION_CHANGE", "configuration.changed", ChangeFact),
    ("AUDIT_LOG_CREATED", "audit_log.created", DocumentFact),
    ("SECURITY_EVENT", "security.observed", SecurityFact),
    ("INCIDENT_RESOLVED", "incident.resolved", SecurityFact),
    ("COMPLIANCE_AUDIT", "compliance.audited", ReviewFact),
    ("GDPR_ASSESSMENT", "gdpr.assessed", ReviewFact),
)

ALIASES: dict[str, str] = {alias: name for alias, name, _ in _FACTS}
"""The specification's name → the event type."""

OUTSIDE_TYPES: tuple[EventType, ...] = tuple(
    EventType(name=name, payload=payload, outside=True) for _, name, payload in _FACTS
)
