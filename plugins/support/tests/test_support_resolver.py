"""Resolving on the real database: rules, attempts, cases, idempotency, races."""

import asyncio
import datetime as dt
from typing import Any

import msgspec
import pytest

from vito_contracts.errors import InvalidInput
from vito_contracts.ids import derived_id
from vito_contracts.modules import Module
from vito_contracts.outputs import EnquiryCategory, TicketStatus

OPEN, RESOLVED, ESCALATED = TicketStatus.OPEN, TicketStatus.RESOLVED, TicketStatus.ESCALATED
FAULT = "The app crashes as soon as I open the calendar"


async def test_a_technical_question_is_answered_with_citations(desk: Any) -> None:
    enquiry = desk.enquiry(FAULT)
    resolution = await desk.resolver.resolve(desk.scope, enquiry)
    assert (resolution.category, resolution.status) == (EnquiryCategory.TECHNICAL, RESOLVED)
    ticket = desk.ticket
    assert ticket.id == resolution.ticket == derived_id(desk.scope.tenant, "ticket", enquiry.id)
    assert (ticket.question, ticket.answer, ticket.attempt) == (FAULT, "Open the settings.", 1)
    assert ticket.citations[0].source == "faq.md"
    assert ticket.opened_at == enquiry.at
    assert ticket.escalated_to is None


async def test_billing_goes_to_a_person_at_once_and_the_twin_does_not_guess(desk: Any) -> None:
    resolution = await desk.ask("I was charged twice this month")
    assert (resolution.category, resolution.status) == (EnquiryCategory.BILLING, ESCALATED)
    assert resolution.escalated_to == desk.ticket.escalated_to == "support-team"
    assert desk.ticket.escalation_reason == "immediate_rule"
    assert "A person on our team" in desk.ticket.answer
    assert desk.twin.calls == 0


async def test_the_hand_over_line_is_in_the_language_of_the_message(desk: Any) -> None:
    await desk.ask("Me han cobrado dos veces este mes")
    assert "una persona de nuestro equipo" in desk.ticket.answer


async def test_without_a_sign_in_the_message_the_contacts_language_decides(desk: Any) -> None:
    await desk.ask("refund")
    assert "una persona de nuestro equipo" in desk.ticket.answer


async def test_three_failed_answers_without_knowledge_escalate(desk: Any) -> None:
    seen = [
        (await desk.ask(f"Error {n}: unknown crash of {thing}")).status
        for n, thing in enumerate(("calendar", "inbox", "editor"))
    ]
    assert seen == [OPEN, OPEN, ESCALATED]
    assert [ticket.attempt for ticket in desk.host.sent] == [1, 2, 3]
    assert desk.ticket.escalation_reason == "failed_attempts"
    assert desk.ticket.answer.startswith("I do not know that.\n\n")


async def test_a_customer_who_comes_back_three_times_is_handed_over(desk: Any) -> None:
    texts = (FAULT, "still not working", "that didn't help", "sigue sin funcionar")
    seen = [(await desk.ask(text)).status for text in texts]
    assert seen == [RESOLVED, RESOLVED, RESOLVED, ESCALATED]
    assert [ticket.attempt for ticket in desk.host.sent] == [1, 2, 3, 3]
    assert {ticket.category for ticket in desk.host.sent} == {EnquiryCategory.TECHNICAL}
    assert desk.twin.calls == 3


async def test_an_attempt_fails_only_once(desk: Any) -> None:
    texts = ("unknown crash", "still not working", "still not working")
    assert [(await desk.ask(text)).status for text in texts] == [OPEN, RESOLVED, RESOLVED]
    assert (await desk.ask("still not working")).status is ESCALATED


async def test_the_same_question_again_says_that_the_answer_failed(desk_of: Any) -> None:
    desk = await desk_of(rules={"failed_attempts": 1})
    await desk.ask("I can't connect LinkedIn to the calendar")
    again = await desk.ask("LinkedIn can't be connected to my calendar")
    assert again.status is ESCALATED
    assert desk.ticket.escalation_reason == "failed_attempts"


async def test_another_question_does_not(desk_of: Any) -> None:
    desk = await desk_of(rules={"failed_attempts": 1})
    await desk.ask("I can't connect LinkedIn")
    assert (await desk.ask("The video upload fails with error 413")).status is RESOLVED


async def test_general_is_never_handed_over(desk: Any) -> None:
    statuses = [(await desk.ask(f"Which networks do you support? unknown {n}")).status for n in range(5)]
    assert statuses == [OPEN] * 5
    assert desk.ticket.attempt == 5


async def test_a_general_matter_that_turns_out_to_be_a_fault_brings_its_failures_along(desk_of: Any) -> None:
    desk = await desk_of(rules={"failed_attempts": 2})
    assert (await desk.ask("Where do I see next week? unknown")).category is EnquiryCategory.GENERAL
    raised = await desk.ask("it still does not work, unknown error")
    assert (raised.category, raised.status) == (EnquiryCategory.TECHNICAL, ESCALATED)


async def test_who_asks_for_a_person_gets_one_in_any_category(desk_of: Any) -> None:
    desk = await desk_of(rules={"general": "never", "technical": "never", "billing": "never"})
    for text in (
        "Let me talk to a person",
        "quiero hablar con una persona",
        f"{FAULT}. Let me speak to a human.",
    ):
        assert (await desk.ask(text)).status is ESCALATED
        assert desk.ticket.escalation_reason == "person_requested"
    assert desk.twin.calls == 0


async def test_rules_are_followed_as_configured(desk_of: Any) -> None:
    rules = {
        "technical": "immediately",
        "billing": "never",
        "general": "after_failed_attempts",
        "failed_attempts": 1,
    }
    desk = await desk_of(rules=rules | {"escalate_to": "tier-2"})
    assert (await desk.ask(FAULT)).escalated_to == "tier-2"
    assert (await desk.ask("I want a refund, unknown")).status is OPEN
    assert (await desk.ask("Is there something unknown?")).status is ESCALATED


async def test_an_escalated_case_is_over(desk_of: Any) -> None:
    desk = await desk_of(rules={"failed_attempts": 2})
    assert [(await desk.ask(f"unknown crash {n}")).status for n in range(2)] == [OPEN, ESCALATED]
    assert (await desk.ask("unknown crash again")).status is OPEN
    assert desk.ticket.attempt == 1


async def test_an_answered_case_is_over_after_silence(desk_of: Any) -> None:
    desk = await desk_of(rules={"failed_attempts": 2}, settings={"case_quiet_days": 3})
    await desk.ask("unknown crash")
    await desk.ask("The upload hangs")
    desk.now += dt.timedelta(days=4)
    assert (await desk.ask("still not working, unknown")).status is OPEN
    assert desk.ticket.attempt == 1


async def test_an_unanswered_case_waits_for_its_customer(desk_of: Any) -> None:
    desk = await desk_of(rules={"failed_attempts": 2}, settings={"case_quiet_days": 3})
    await desk.ask("unknown crash")
    desk.now += dt.timedelta(days=30)
    assert (await desk.ask("the unknown crash again")).status is ESCALATED


async def test_a_repeated_call_repeats_the_resolution_and_nothing_else(desk: Any) -> None:
    enquiry = desk.enquiry("unknown crash")
    first = await desk.resolver.resolve(desk.scope, enquiry)
    await desk.ask("another unknown crash")
    assert await desk.resolver.resolve(desk.scope, enquiry) == first
    assert desk.host.sent[0] == desk.host.sent[2]
    assert desk.twin.calls == 2
    opened = [event for event in await desk.events() if event.type == "ticket.opened"]
    assert len(opened) == 2


async def test_workers_that_race_for_one_enquiry_agree(desk: Any) -> None:
    enquiry = desk.enquiry("unknown crash")
    results = await asyncio.gather(*(desk.resolver.resolve(desk.scope, enquiry) for _ in range(6)))
    assert all(result == results[0] for result in results)
    assert all(ticket == desk.host.sent[0] for ticket in desk.host.sent)
    types = [event.type for event in await desk.events()]
    assert sorted(types) == ["ticket.opened", "usage.metered"]
    assert len(desk.twin.asked) == 1


async def test_enquiries_that_race_are_counted_one_by_one(desk: Any) -> None:
    enquiries = [desk.enquiry(f"unknown crash of part {n}") for n in range(3)]
    results = await asyncio.gather(*(desk.resolver.resolve(desk.scope, each) for each in enquiries))
    assert sorted(result.status for result in results) == sorted([OPEN, OPEN, ESCALATED])
    assert sorted(ticket.attempt for ticket in desk.host.sent) == [1, 2, 3]


async def test_a_ticket_that_could_not_be_sent_is_sent_on_the_next_call(desk: Any) -> None:
    enquiry = desk.enquiry(FAULT)
    desk.host.broken = True
    with pytest.raises(ConnectionError):
        await desk.resolver.resolve(desk.scope, enquiry)
    desk.host.broken = False
    await desk.resolver.resolve(desk.scope, enquiry)
    assert len(desk.host.sent) == 1
    assert desk.twin.calls == 1


async def test_events_tell_what_happened_without_a_word_of_it(desk: Any) -> None:
    await desk.ask(FAULT)
    await desk.ask("Exijo un reembolso")
    await desk.ask("Which networks do you support? unknown")
    events = await desk.events()
    assert [event.type for event in events if event.type != "usage.metered"] == [
        "ticket.opened",
        "ticket.resolved",
        "ticket.opened",
        "ticket.escalated",
        "ticket.opened",
    ]
    metered = [event.payload for event in events if event.type == "usage.metered"]
    assert metered == [{"unit": "enquiry", "quantity": 1}] * 3
    told = msgspec.json.encode([event.payload for event in events]).decode()
    assert "crash" not in told
    assert "reembolso" not in told
    assert '"reason":"immediate_rule"' in told


async def test_contacts_do_not_share_attempts(desk: Any, desk_of: Any) -> None:
    await desk.ask("unknown crash one")
    await desk.ask("unknown crash two")
    somebody_else = await desk.resolver.resolve(
        desk.scope, desk.enquiry("unknown crash three", contact=derived_id("somebody else"))
    )
    assert somebody_else.status is OPEN


async def test_a_binding_of_another_module_is_refused(desk: Any) -> None:
    with pytest.raises(InvalidInput, match="CUSTOMER_SUPPORT"):
        await desk.resolver.resolve(desk.tenant.bindings[Module.MARKETING], desk.enquiry(FAULT))
    assert desk.host.sent == []


async def test_another_tenant_counts_exports_and_erases_none_of_it(desk_of: Any) -> None:
    mine = await desk_of()
    theirs = await desk_of(slug="umbrella", engine=mine.engine)
    await mine.ask("unknown crash one")
    await mine.ask("unknown crash two")
    assert (await theirs.ask("unknown crash three")).status is OPEN
    (subjects,) = mine.plugin.data_subjects()
    assert await subjects.export(theirs.tenant.scope, mine.contact) == {"enquiries": []}
    assert await subjects.erase(theirs.tenant.scope, mine.contact) == 0
    held = await subjects.export(mine.tenant.scope, mine.contact)
    assert [each["question"] for each in held["enquiries"]] == ["unknown crash one", "unknown crash two"]


async def test_export_and_erase(desk: Any) -> None:
    enquiry = desk.enquiry(FAULT)
    first = await desk.resolver.resolve(desk.scope, enquiry)
    await desk.ask("Exijo un reembolso")
    (subjects,) = desk.plugin.data_subjects()
    held = await subjects.export(desk.tenant.scope, desk.contact)
    assert [each["question"] for each in held["enquiries"]] == [FAULT, "Exijo un reembolso"]
    assert await subjects.erase(desk.tenant.scope, desk.contact) == 2
    assert await subjects.erase(desk.tenant.scope, desk.contact) == 0
    left = await subjects.export(desk.tenant.scope, desk.contact)
    assert {(each["question"], each["answer"]) for each in left["enquiries"]} == {("", "")}
    sent = len(desk.host.sent)
    assert await desk.resolver.resolve(desk.scope, enquiry) == first
    assert len(desk.host.sent) == sent
