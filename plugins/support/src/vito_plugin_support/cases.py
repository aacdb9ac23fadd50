"""Cases: which enquiries belong together, which answers failed, and when a person takes over. Pure functions.

A case is what one contact asks one binding about in one category until a person takes over, or until the
last answer was followed by silence. Within it every answer is an attempt, and an attempt fails at most once:
at once, when the knowledge holds no answer; later, when the contact comes back to it (says that it did not
help, or asks nearly the same again).
"""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

import msgspec

from vito_contracts.contexts import Escalation, EscalationRules
from vito_contracts.outputs import EnquiryCategory, TicketStatus
from vito_plugin_support.classify import classify
from vito_plugin_support.complaints import complains
from vito_plugin_support.events import EscalationReason
from vito_plugin_support.person import wants_person
from vito_plugin_support.text import likeness

SAME_TOPIC_FROM = 0.7
"""Likeness from which two enquiries are one question asked twice. High on purpose: "connect Facebook" and
"connect Instagram" are two questions, and who asks again in other words mostly says that it did not help."""


class Attempt(msgspec.Struct, frozen=True, kw_only=True):
    """An enquiry that was answered, in a case that is open."""

    enquiry: UUID
    case: UUID
    category: EnquiryCategory
    question: str
    at: dt.datetime
    status: TicketStatus
    failed: bool


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """An enquiry in the light of earlier ones. `returns_to`: the attempt that the contact comes back to."""

    category: EnquiryCategory
    wants_person: bool
    returns_to: Attempt | None = None


def quiet_cases(attempts: Sequence[Attempt], now: dt.datetime, quiet: dt.timedelta) -> frozenset[UUID]:
    """Cases that ended by themselves: answered last, and silent for longer than `quiet`."""
    last = {attempt.case: attempt for attempt in sorted(attempts, key=lambda attempt: attempt.at)}
    return frozenset(
        case
        for case, attempt in last.items()
        if attempt.status is TicketStatus.RESOLVED and not attempt.failed and now - attempt.at > quiet
    )


def read(text: str, attempts: Sequence[Attempt]) -> Reading:
    """Classifies an enquiry, given the attempts in the contact's open cases.

    Coming back keeps the category ("still not working" says nothing of its own), except that a general matter
    may turn out to be technical, and any matter to be about money.
    """
    own = classify(text).category
    earlier = _returns_to(text, attempts)
    category = own if earlier is None else _kept_category(earlier.category, own)
    return Reading(category=category, wants_person=wants_person(text), returns_to=earlier)


def failures(reading: Reading, attempts: Sequence[Attempt]) -> int:
    """Failed attempts in the case that the enquiry belongs to, the one it comes back to included."""
    return sum(
        attempt is reading.returns_to or (attempt.failed and attempt.category is reading.category)
        for attempt in attempts
    )


def reason_before_answering(rules: EscalationRules, reading: Reading, failed: int) -> EscalationReason | None:
    """Why a person takes over without another answer of the twin; None: the twin answers.

    Who asks for a person gets one whatever the rules say: a rule that keeps customers from people only
    teaches them to complain elsewhere.
    """
    if reading.wants_person:
        return EscalationReason.PERSON_REQUESTED
    rule = _rule(rules, reading.category)
    if rule is Escalation.IMMEDIATELY:
        return EscalationReason.IMMEDIATE_RULE
    return _too_often(rules, rule, failed)


def reason_after_answering(rules: EscalationRules, category: EnquiryCategory, failed: int) -> EscalationReason | None:
    """The same once the answer is known; `failed` includes it if it failed at once."""
    return _too_often(rules, _rule(rules, category), failed)


def _too_often(rules: EscalationRules, rule: Escalation, failed: int) -> EscalationReason | None:
    if rule is Escalation.AFTER_FAILED_ATTEMPTS and failed >= rules.failed_attempts:
        return EscalationReason.FAILED_ATTEMPTS
    return None


def _rule(rules: EscalationRules, category: EnquiryCategory) -> Escalation:
    match category:
        case EnquiryCategory.TECHNICAL:
            return rules.technical
        case EnquiryCategory.BILLING:
            return rules.billing
        case EnquiryCategory.GENERAL:
            return rules.general


def _kept_category(earlier: EnquiryCategory, own: EnquiryCategory) -> EnquiryCategory:
    return own if earlier is EnquiryCategory.GENERAL or own is EnquiryCategory.BILLING else earlier


def _returns_to(text: str, attempts: Sequence[Attempt]) -> Attempt | None:
    latest_first = sorted(attempts, key=lambda attempt: attempt.at, reverse=True)
    if latest_first and complains(text):
        return latest_first[0]
    return next((a for a in latest_first if likeness(text, a.question) >= SAME_TOPIC_FROM), None)
