"""Taking tickets: each once, by tenant, erasable."""

import asyncio
from typing import Any

import msgspec
import pytest

from vito_contracts.capabilities import Host
from vito_contracts.contexts import ContentType, SupportContext
from vito_contracts.errors import Conflict, InvalidInput
from vito_contracts.ids import new_id
from vito_contracts.inputs import InputKind, InputQuery
from vito_contracts.modules import Module
from vito_contracts.outputs import Content, SupportTicket, TicketStatus


async def export(desk: Any, contact: Any, tenant: Any = None) -> list[dict[str, Any]]:
    (subjects,) = desk.plugin.data_subjects()
    held: list[dict[str, Any]] = (await subjects.export((tenant or desk.tenant).scope, contact))["tickets"]
    return held


async def test_a_ticket_is_kept_as_it_came(desk: Any) -> None:
    ticket = desk.ticket(status=TicketStatus.ESCALATED, escalated_to="support-team", escalation_reason="code")
    receipt = await desk.host.accept(desk.scope, ticket)
    assert (receipt.id, receipt.plugin, receipt.repeated) == (ticket.id, "support-host", False)
    (held,) = await export(desk, ticket.contact)
    assert "escalated_to" not in held, "the team's address is no data of the contact, and outlives an erasure"
    assert msgspec.convert({**held, "escalated_to": "support-team"}, SupportTicket) == ticket


async def test_the_same_ticket_again_is_a_repetition(desk: Any) -> None:
    ticket = desk.ticket()
    await desk.host.accept(desk.scope, ticket)
    assert (await desk.host.accept(desk.scope, ticket)).repeated
    assert len(await export(desk, ticket.contact)) == 1


async def test_the_same_id_with_other_content_is_a_conflict(desk: Any) -> None:
    ticket = desk.ticket()
    await desk.host.accept(desk.scope, ticket)
    with pytest.raises(Conflict, match=str(ticket.id)):
        await desk.host.accept(desk.scope, msgspec.structs.replace(ticket, answer="Something else."))
    assert (await export(desk, ticket.contact))[0]["answer"] == "Open the settings."


async def test_of_tickets_that_race_one_is_filed(desk: Any) -> None:
    ticket = desk.ticket()
    receipts = await asyncio.gather(*(desk.host.accept(desk.scope, ticket) for _ in range(8)))
    assert sorted(receipt.repeated for receipt in receipts) == [False] + [True] * 7


async def test_only_tickets_are_taken(desk: Any) -> None:
    post = Content(id=new_id(), binding=desk.scope.binding, type=ContentType.POSTS, platform="TWITTER", text="Hello")
    with pytest.raises(InvalidInput, match="not Content"):
        await desk.host.accept(desk.scope, post)


async def test_a_tenant_sees_its_own(desk: Any) -> None:
    ticket = desk.ticket()
    await desk.host.accept(desk.scope, ticket)
    assert await export(desk, ticket.contact, desk.other) == []
    elsewhere = desk.other.bindings[Module.CUSTOMER_SUPPORT]
    assert not (await desk.host.accept(elsewhere, ticket)).repeated


async def test_erasing_blanks_the_texts_and_keeps_the_rows(desk: Any) -> None:
    ticket = desk.ticket()
    await desk.host.accept(desk.scope, ticket)
    (subjects,) = desk.plugin.data_subjects()
    assert await subjects.erase(desk.other.scope, ticket.contact) == 0
    assert await subjects.erase(desk.tenant.scope, ticket.contact) == 1
    assert await subjects.erase(desk.tenant.scope, ticket.contact) == 0
    (held,) = await export(desk, ticket.contact)
    assert (held["question"], held["answer"], held["status"]) == ("", "", "resolved")
    assert not held["citations"]
    assert (await desk.host.accept(desk.scope, ticket)).repeated
    assert (await export(desk, ticket.contact))[0]["answer"] == ""


async def test_what_it_offers(desk: Any) -> None:
    (offer,) = desk.plugin.capabilities()
    assert (offer.protocol, offer.key) == (Host, "CUSTOMER_SUPPORT")
    assert offer.provider.context is SupportContext
    assert await desk.host.provide(desk.scope, InputKind.CUSTOMER, InputQuery()) is None
