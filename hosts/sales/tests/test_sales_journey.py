"""Whole journeys of a lead, stage by stage, on the real database. Every call is made twice: a retry changes nothing."""

import asyncio
from email import message_from_bytes, policy
from typing import Any

import pytest

from vito_contracts.errors import NotFound
from vito_contracts.journey import Outcome, Signal
from vito_contracts.modules import Module
from vito_contracts.money import Money
from vito_contracts.outputs import BANT
from vito_core.testing import log_of

TIMED_OUT, STOPPED, PURCHASED = Signal.TIMED_OUT, Signal.STOPPED, Signal.PURCHASED
BANT_REPLY = "Budget is 200 USD, I decide, we need to schedule posts, and we start next month. 10 seats."
ALL = ("outreach_sent", "bant_answered", "demo_booked", "won", "customer_created")


async def test_the_whole_way(desk: Any) -> None:
    ended = await desk.run(BANT_REPLY, "Tuesday at 10 works", TIMED_OUT, "We'll take 10 seats")
    assert (ended.milestones, ended.outcome) == (ALL, Outcome.WON)
    assert await desk.kinds() == ["outreach", "book", "close", "thank_you"]
    lead = await desk.record()
    assert lead.bant.budget == "Budget is 200 USD"
    assert lead.bant.quantity == 10
    assert lead.demo_slot == "Tuesday at 10 works"
    assert lead.demo_on is not None
    assert (lead.deal_value, lead.deal_value_reason) == (Money(12000, "USD"), None)
    assert (lead.outcome, lead.stage) == ("won", "win")
    assert lead.customer is not None


async def test_every_fact_is_told_once(desk: Any) -> None:
    await desk.run(BANT_REPLY, "Tuesday at 10 works", TIMED_OUT, "We'll take 10 seats")
    events = await desk.events()
    types = [event.type for event in events]
    for once in ("bant.answered", "demo.booked", "deal.won", "customer.created"):
        assert types.count(once) == 1
    assert types.count("outreach.sent") == types.count("usage.metered") == 4
    won = next(event.payload for event in events if event.type == "deal.won")
    assert (won["minor_units"], won["currency"], won["quantity"], won["reason"]) == (12000, "USD", 10, None)


async def test_one_reply_with_everything_runs_straight_through(desk: Any) -> None:
    ended = await desk.run(BANT_REPLY + " Tuesday at 10 works for a demo. Anyway, we'll take 10 seats!")
    assert (ended.milestones, ended.outcome) == (ALL, Outcome.WON)
    assert await desk.kinds() == ["outreach", "thank_you"]


async def test_a_purchase_at_once_needs_no_questions(desk: Any) -> None:
    ended = await desk.run("let's do it")
    assert ended.milestones == ("outreach_sent", "bant_answered", "won", "customer_created")
    lead = await desk.record()
    assert (lead.deal_value, lead.deal_value_reason) == (None, "quantity_not_stated")
    assert await desk.kinds() == ["outreach", "thank_you"]


async def test_a_purchase_elsewhere_ends_the_chase(desk: Any) -> None:
    ended = await desk.run(PURCHASED)
    assert ended.milestones == ("outreach_sent", "won", "customer_created")
    assert await desk.kinds() == ["outreach", "thank_you"]


async def test_only_what_is_missing_is_asked_for(desk: Any) -> None:
    ended = await desk.run("We need to schedule posts for 12 people", "Budget is 300 USD and I decide, from next month")
    assert ended.waiting_in == "book"
    sent = await desk.store.outbox(desk.tenant.scope, None, 50)
    asked = sent[1].text
    assert "budget" in asked
    assert "Who decides" in asked
    assert "how many" not in asked.lower()
    assert "use it for" not in asked


async def test_two_rounds_then_on_with_what_is_known(desk: Any) -> None:
    ended = await desk.run("We need to schedule posts for 12 people", "Thanks!", "Hm, nothing more to say")
    assert ended.milestones == ("outreach_sent", "bant_answered")
    assert ended.waiting_in == "book"
    assert await desk.kinds() == ["outreach", "follow_up", "follow_up", "book"]


async def test_two_rounds_without_substance_are_not_qualified(desk: Any) -> None:
    ended = await desk.run("Hello", "Hi there", "Nice weather")
    assert (ended.outcome, ended.reason) == (Outcome.LOST, "not_qualified")
    assert (await desk.record()).lost_reason == "not_qualified"


async def test_what_the_lead_came_with_is_not_asked_again(desk_of: Any) -> None:
    known = BANT(budget="200 USD", authority="I decide", need="schedule posts", timeline="soon", quantity=3)
    desk = await desk_of(bant=known)
    ended = await desk.run("Sounds interesting", "yes, that works", TIMED_OUT, "yes")
    assert ended.milestones == ALL
    lead = await desk.record()
    assert lead.deal_value == Money(3600, "USD")
    assert lead.demo_slot == "yes, that works"
    assert lead.demo_on.date() == lead.demo_proposed.date()


async def test_no_answer_at_all(desk: Any) -> None:
    ended = await desk.run(TIMED_OUT, TIMED_OUT)
    assert (ended.outcome, ended.reason) == (Outcome.NO_REPLY, "no_reply")
    assert await desk.kinds() == ["outreach", "reminder"]


@pytest.mark.parametrize(
    "answered", [["We need to schedule posts"], [BANT_REPLY], [BANT_REPLY, "Tuesday at 10", TIMED_OUT]]
)
async def test_falling_silent_later_is_a_loss(desk: Any, answered: list[Any]) -> None:
    ended = await desk.run(*answered, TIMED_OUT, TIMED_OUT)
    assert (ended.outcome, ended.reason) == (Outcome.LOST, "went_silent")
    assert (await desk.kinds())[-1] == "reminder"


@pytest.mark.parametrize(
    ("script", "outcome", "reason"),
    [
        (["Not interested"], Outcome.LOST, "not_interested"),
        ([BANT_REPLY, "Sorry, we chose another tool"], Outcome.LOST, "competitor"),
        ([BANT_REPLY, "Tuesday at 10", "Too expensive for us"], Outcome.LOST, "price"),
        (["No budget at all this year"], Outcome.LOST, "no_budget"),
        ([BANT_REPLY, "Tuesday at 10", TIMED_OUT, "No"], Outcome.LOST, "not_interested"),
        (["Can I talk to a person?"], Outcome.ESCALATED, "human"),
        ([BANT_REPLY, "We need a custom contract, call me"], Outcome.ESCALATED, "contract"),
        ([BANT_REPLY, "If you give us 20% off, we'll take 10 seats"], Outcome.ESCALATED, "discount"),
        (["We'll take 5 seats. Sorry, it is too expensive."], Outcome.ESCALATED, "contradiction"),
        ([BANT_REPLY, "What will you show?", "And who are you?"], Outcome.ESCALATED, "slot_unclear"),
        (["STOP"], Outcome.STOPPED, "opt_out"),
        ([BANT_REPLY, "deja de escribirme"], Outcome.STOPPED, "opt_out"),
        ([STOPPED], Outcome.STOPPED, "opt_out"),
    ],
)
async def test_other_ends(desk: Any, script: list[Any], outcome: Outcome, reason: str) -> None:
    ended = await desk.run(*script)
    assert (ended.outcome, ended.reason) == (outcome, reason)
    lead = await desk.record()
    assert lead.outcome == outcome.value
    assert lead.opt_out == (outcome is Outcome.STOPPED)
    assert lead.lost_reason == (reason if outcome is Outcome.LOST else None)
    assert lead.customer is None
    lost = [event.payload["reason"] for event in await desk.events() if event.type == "deal.lost"]
    assert lost == ([reason] if outcome is Outcome.LOST else [])


async def test_not_having_the_budget_oneself_is_no_loss(desk: Any) -> None:
    ended = await desk.run(
        "We need to schedule posts for 4 users. I don't have the budget and I'm not the one who decides."
    )
    assert ended.waiting_in == "qualify"
    lead = await desk.record()
    assert lead.bant.budget == "I don't have the budget"
    assert lead.bant.authority == "I'm not the one who decides"


async def test_a_declined_demo_leads_to_the_closing_proposal(desk: Any) -> None:
    ended = await desk.run(BANT_REPLY, "No need for a demo", "yes")
    assert ended.milestones == ("outreach_sent", "bant_answered", "won", "customer_created")
    sent = await desk.store.outbox(desk.tenant.scope, None, 50)
    assert "10 × 12.00 USD = 120.00 USD" in sent[2].text


async def test_signals_of_replies_already_read_ask_nothing_twice(desk: Any) -> None:
    await desk.call("reach_out", 0)
    first = await desk.write("We need to schedule posts")
    second = await desk.write("for Instagram and LinkedIn")
    assert not (await desk.call("reach_out", 1, first)).waits_for
    assert (await desk.call("qualify", 0)).waits_for
    again = await desk.call("qualify", 1, second)
    assert again.waits_for
    assert await desk.kinds() == ["outreach", "follow_up"]


async def test_a_retry_repeats_the_answer_even_if_replies_came_between(desk: Any) -> None:
    first = await desk.call("reach_out", 0)
    await desk.write("Not interested")
    assert await desk.call("reach_out", 0) == first
    assert await desk.kinds() == ["outreach"]


async def test_attempts_of_one_call_side_by_side_send_one_message(desk: Any) -> None:
    results = await asyncio.gather(*(desk.call("reach_out", 0) for _ in range(4)))
    assert len({str(result) for result in results}) == 1
    assert await desk.kinds() == ["outreach"]
    sent = [event for event in await desk.events() if event.type == "outreach.sent"]
    assert len(sent) == 1


async def test_a_stop_between_decision_and_sending_is_honoured(desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    services = desk.plugin._services
    real = type(services.conversations).replies
    calls = 0

    async def replies(self: Any, scope: Any, contact: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == 2:
            await desk.write("STOP")
        return await real(self, scope, contact)

    monkeypatch.setattr(type(services.conversations), "replies", replies)
    result = await desk.call("reach_out", 0)
    assert (result.outcome, result.milestones) == (Outcome.STOPPED, ())
    assert await desk.kinds() == []
    assert (await desk.record()).opt_out


async def test_a_reply_is_kept_and_a_stop_honoured_whatever_the_stage(desk: Any) -> None:
    await desk.call("reach_out", 0)
    await desk.write("Please stop messaging me")
    received = await log_of(desk.plugin._services, desk.tenant.scope, types=("reply.received",))
    for _ in range(2):
        await desk.plugin.on_reply(desk.tenant.scope, received[0])
    assert (await desk.record()).opt_out
    held = await desk.plugin.export(desk.tenant.scope, desk.contact)
    assert [row["text"] for row in held["activities"] if row["direction"] == "in"] == ["Please stop messaging me"]
    ended = await desk.call("qualify", 0)
    assert ended.outcome is Outcome.STOPPED


async def test_the_message_in_the_outbox(desk: Any) -> None:
    await desk.run()
    event = next(event for event in await desk.events() if event.type == "outreach.sent")
    effect = event.payload["effect"]
    data = await desk.plugin._services.objects.get(desk.tenant.scope, f"outbox/{effect}.eml")
    message: Any = message_from_bytes(data, policy=policy.default)
    assert message["X-Effect-Id"] == effect
    assert message["To"].addresses[0].addr_spec == "ana@twitter.invalid"
    assert message["Date"] is not None
    text = message.get_content()
    assert "Hi ana" in text
    assert "Postiz Team" in text
    assert "acme twin, an AI twin" in text
    assert "Reply STOP" in text


async def test_a_spanish_lead_is_written_to_in_spanish(desk_of: Any) -> None:
    desk = await desk_of(language="es")
    ended = await desk.run(
        "Presupuesto: 300 euros al mes. Lo decido yo. Necesitamos programar posts para 5 usuarios, para septiembre.",
        "el martes a las 10",
        TIMED_OUT,
        "adelante con 5 licencias",
    )
    assert ended.milestones == ALL
    assert (await desk.record()).deal_value == Money(6000, "USD")
    texts = [sent.text for sent in await desk.store.outbox(desk.tenant.scope, None, 50)]
    assert texts[0].startswith("Hola ana")
    assert "gemelo digital con IA" in texts[0]
    assert texts[-1].startswith("¡Gracias, ana!")


async def test_the_tenants_playbook_goes_first_and_cannot_drop_the_disclosure(desk_of: Any) -> None:
    playbook = {
        "name": "own",
        "messages": {"outreach": "Dear {author}, {twin} here. {evil.__class__} {0}", "book": "A demo?"},
    }
    desk = await desk_of(context={"sales_playbooks": [playbook]})
    await desk.run(BANT_REPLY)
    texts = [sent.text for sent in await desk.store.outbox(desk.tenant.scope, None, 50)]
    assert texts[0].startswith("Dear ana, acme twin here. {evil.__class__} {0}")
    assert "Reply STOP" in texts[0]
    assert "(UTC)" in texts[1]


async def test_the_value_is_unknown_without_a_catalogue(desk_of: Any) -> None:
    desk = await desk_of(context={})
    await desk.run("We'll take 10 seats")
    lead = await desk.record()
    assert (lead.deal_value, lead.deal_value_reason) == (None, "no_catalogue")
    won = next(event.payload for event in await desk.events() if event.type == "deal.won")
    assert (won["minor_units"], won["currency"], won["reason"]) == (None, None, "no_catalogue")


async def test_a_lead_not_handed_over_yet_is_waited_for(desk_of: Any) -> None:
    desk = await desk_of(accept=False)
    with pytest.raises(NotFound):
        await desk.call("reach_out", 0)
    assert (await desk.call("qualify", 0)).outcome is Outcome.STOPPED


async def test_the_wall(desk_of: Any) -> None:
    mine = await desk_of("mine")
    theirs = await desk_of("theirs", engine=mine.engine)
    await mine.run(BANT_REPLY)
    assert await theirs.store.lead(theirs.tenant.scope, mine.contact) is None
    assert await theirs.store.outbox(theirs.tenant.scope, None, 50) == []
    assert [lead.contact for lead in await theirs.store.leads(theirs.tenant.scope, None, 50)] == [theirs.contact]
    assert await theirs.plugin.erase(theirs.tenant.scope, mine.contact) == 0
    assert await mine.store.lead(mine.tenant.scope, mine.contact) is not None
    assert theirs.scope.module is Module.SALES_CRM


async def test_export_and_erase(desk: Any) -> None:
    await desk.run(BANT_REPLY, "Tuesday at 10 works", TIMED_OUT, "We'll take 10 seats")
    held = await desk.plugin.export(desk.tenant.scope, desk.contact)
    assert {name: len(rows) > 0 for name, rows in held.items()} == dict.fromkeys(held, True)
    assert await desk.plugin.erase(desk.tenant.scope, desk.contact) > 5
    held = await desk.plugin.export(desk.tenant.scope, desk.contact)
    assert all(rows == [] for rows in held.values())
    assert (await desk.call("book", 0)).outcome is Outcome.STOPPED


async def test_all_its_messages_are_exported_and_erased_for_a_tenant_that_leaves(desk: Any) -> None:
    await desk.run(BANT_REPLY, "Tuesday at 10 works", TIMED_OUT, "We'll take 10 seats")
    [lifecycle] = desk.plugin.lifecycle()
    messages = (await lifecycle.export(desk.tenant.scope))["messages"]
    assert messages
    assert all(key.startswith("outbox/") and "Subject:" in text for key, text in messages.items())
    assert await lifecycle.erase(desk.tenant.scope) == len(messages)
    assert await lifecycle.export(desk.tenant.scope) == {"messages": {}}
    assert await lifecycle.erase(desk.tenant.scope) == 0
