"""Cases as pure logic; the flows over several enquiries are in test_support_resolver."""

import datetime as dt
from uuid import UUID

import pytest

from vito_contracts.contexts import Escalation, EscalationRules
from vito_contracts.ids import new_id
from vito_contracts.outputs import EnquiryCategory, TicketStatus
from vito_plugin_support.cases import (
    Attempt,
    Reading,
    failures,
    quiet_cases,
    read,
    reason_after_answering,
    reason_before_answering,
)
from vito_plugin_support.events import EscalationReason

NOON = dt.datetime(2026, 3, 2, 12, 0, tzinfo=dt.UTC)
WEEK = dt.timedelta(days=7)
BILLING, TECHNICAL, GENERAL = EnquiryCategory.BILLING, EnquiryCategory.TECHNICAL, EnquiryCategory.GENERAL


def attempt(
    question: str = "The app crashes",
    *,
    category: EnquiryCategory = TECHNICAL,
    minutes: int = 0,
    failed: bool = False,
    status: TicketStatus = TicketStatus.RESOLVED,
    case: UUID | None = None,
) -> Attempt:
    return Attempt(
        enquiry=new_id(),
        case=case or new_id(),
        category=category,
        question=question,
        at=NOON + dt.timedelta(minutes=minutes),
        status=status,
        failed=failed,
    )


def test_a_first_enquiry_returns_to_nothing() -> None:
    assert read("it still does not work", []) == Reading(category=TECHNICAL, wants_person=False)


def test_a_complaint_returns_to_the_latest_attempt() -> None:
    old, new = attempt(minutes=0), attempt("How do I post?", category=GENERAL, minutes=5)
    assert read("that didn't help", [new, old]).returns_to is new


def test_a_repeated_question_returns_to_its_own_attempt() -> None:
    old, new = attempt("LinkedIn posts with video fail"), attempt("The calendar stays blank", minutes=5)
    assert read("LinkedIn video posts fail", [old, new]).returns_to is old


@pytest.mark.parametrize(
    ("before", "text", "after"),
    [
        (TECHNICAL, "that didn't help", TECHNICAL),
        (GENERAL, "that didn't help", GENERAL),
        (GENERAL, "still not working", TECHNICAL),
        (BILLING, "still not working", BILLING),
        (TECHNICAL, "still not working, I want a refund", BILLING),
    ],
)
def test_the_category_of_one_who_comes_back(before: EnquiryCategory, text: str, after: EnquiryCategory) -> None:
    assert read(text, [attempt(category=before)]).category is after


def test_failures_count_in_the_category_and_each_once() -> None:
    first = attempt(failed=True, status=TicketStatus.OPEN)
    second = attempt(minutes=1)
    other = attempt(category=GENERAL, failed=True)
    again = Reading(category=TECHNICAL, wants_person=False, returns_to=second)
    assert failures(again, [first, second, other]) == 2
    assert failures(Reading(category=TECHNICAL, wants_person=False, returns_to=first), [first]) == 1
    assert failures(Reading(category=BILLING, wants_person=False), [first, second, other]) == 0


def test_only_an_answered_case_grows_quiet() -> None:
    later = NOON + WEEK + dt.timedelta(minutes=30)
    case = new_id()
    answered = [attempt(failed=True, status=TicketStatus.OPEN, case=case), attempt(minutes=9, case=case)]
    unanswered = attempt(failed=True, status=TicketStatus.OPEN)
    assert quiet_cases([*answered, unanswered], later, WEEK) == {case}
    assert quiet_cases(answered, NOON + WEEK, WEEK) == frozenset()


@pytest.mark.parametrize("category", list(EnquiryCategory))
@pytest.mark.parametrize("rule", list(Escalation))
def test_every_rule_holds_for_every_category(category: EnquiryCategory, rule: Escalation) -> None:
    rules = EscalationRules(technical=rule, billing=rule, general=rule, failed_attempts=2)
    reading = Reading(category=category, wants_person=False)
    before = [reason_before_answering(rules, reading, failed) for failed in (0, 1, 2)]
    after = [reason_after_answering(rules, category, failed) for failed in (1, 2)]
    at_once, often = EscalationReason.IMMEDIATE_RULE, EscalationReason.FAILED_ATTEMPTS
    match rule:
        case Escalation.IMMEDIATELY:
            assert before == [at_once] * 3
        case Escalation.AFTER_FAILED_ATTEMPTS:
            assert (before, after) == ([None, None, often], [None, often])
        case Escalation.NEVER:
            assert (before, after) == ([None] * 3, [None] * 2)


def test_a_wish_for_a_person_overrules() -> None:
    rules = EscalationRules(general=Escalation.NEVER)
    reading = Reading(category=GENERAL, wants_person=True)
    assert reason_before_answering(rules, reading, 0) is EscalationReason.PERSON_REQUESTED
