"""A turn is accepted once, answered once, and never loses a message."""

import asyncio
import datetime as dt

import asyncpg
import pytest

from vito_contracts.capabilities import Conversational, Guardrail, KnowledgeBase, Verdict
from vito_contracts.conversation import Citation, ConversationContext, ReplyPart, TokenUsage
from vito_contracts.effects import StopLevel
from vito_contracts.errors import CapabilityUnavailable, Conflict, GrantMissing, InvalidInput, NotFound, TwinStopped
from vito_contracts.hooks import CapabilityOffer
from vito_contracts.ids import ConversationId, new_id
from vito_contracts.modules import Module
from vito_core.contacts import conversation_id, ensure_conversation
from vito_core.testing import EngineOf, Furnished, add_contact, add_plugin, furnish, new_tenant
from vito_core.turn_model import TurnBusy, TurnFailed, TurnRequest
from vito_core.web.problems import problem_of

_OF_TURNS = "select type from core.events where type like any(array['turn.%', 'usage.%']) order by seq"


class Parrot:
    """Says back what it hears, sentence by sentence."""

    def __init__(self) -> None:
        self.calls = 0
        self.gate = asyncio.Event()
        self.gate.set()
        self.fault: Exception | None = None

    async def reply(self, scope, turn):
        self.calls += 1
        await self.gate.wait()
        if self.fault is not None:
            raise self.fault
        yield ReplyPart(text=f"You said: {turn.message.text}. ")
        yield ReplyPart(text=f"Before that there were {len(turn.history)} messages.")
        yield ReplyPart(last=True, citations=(Citation("page.md", "quote"),), usage=TokenUsage(3, 5, "parrot"))


class Empty:
    async def search(self, scope, query):
        return ()

    async def ingest(self, scope, source, progress=None): ...


class Censor:
    def __init__(self, word: str, replacement: str | None = "I would rather not.") -> None:
        self.word, self.replacement = word, replacement
        self.fault = False

    async def check(self, scope, checked):
        if self.fault:
            raise RuntimeError
        allowed = self.word not in checked.text
        return Verdict(allowed=allowed, code="censored", replacement=None if allowed else self.replacement)


@pytest.fixture
async def talk(engine_of: EngineOf):
    engine = await engine_of()
    parrot = Parrot()
    add_plugin(engine, "parrot", CapabilityOffer(Conversational, parrot))
    add_plugin(engine, "empty", CapabilityOffer(KnowledgeBase, Empty()))
    tenant = await furnish(engine, "one")
    request = await opened(engine, tenant)
    return engine, tenant, parrot, request


async def opened(engine, tenant: Furnished, handle: str = "@ana"):
    contact = await add_contact(engine, tenant.scope, handle)
    binding = tenant.bindings[Module.MARKETING].binding
    conversation = conversation_id(tenant.scope.tenant, binding, contact)
    async with engine.pools.within(tenant.scope.tenant) as connection:
        await ensure_conversation(
            connection, tenant.scope.tenant, conversation, binding, contact, ConversationContext()
        )

    def request(text: str = "hello", key=None) -> TurnRequest:
        return TurnRequest(
            conversation=ConversationId(conversation),
            text=text,
            key=key or new_id(),
        )

    return request


async def messages(engine, tenant, request) -> list[str]:
    return [m.text for m in await engine.contacts.messages(tenant.scope, request().conversation)]


async def test_a_turn_stores_both_messages_and_its_events(talk):
    engine, tenant, _, request = talk
    reply = await engine.turns.run(tenant.scope, request())
    assert reply.text == "You said: hello. Before that there were 0 messages."
    assert reply.citations == (Citation("page.md", "quote"),)
    assert await messages(engine, tenant, request) == ["hello", reply.text]
    assert set(reply.timings) == {"accept", "search", "agent", "complete"}
    async with engine.pools.within(tenant.scope.tenant) as connection:
        types = [row["type"] for row in await connection.fetch(_OF_TURNS)]
    assert types == ["turn.completed", "usage.metered", "usage.metered", "usage.metered"]


async def test_the_same_key_is_the_same_turn(talk):
    engine, tenant, parrot, request = talk
    key = new_id()
    first = await engine.turns.run(tenant.scope, request(key=key))
    again = await engine.turns.run(tenant.scope, request(key=key))
    assert (again.id, again.text, again.repeated) == (first.id, first.text, True)
    assert parrot.calls == 1
    with pytest.raises(Conflict, match="another message"):
        await engine.turns.run(tenant.scope, request("something else", key=key))


async def test_a_second_message_waits_for_the_first(talk):
    engine, tenant, parrot, request = talk
    parrot.gate.clear()
    first = asyncio.create_task(engine.turns.run(tenant.scope, request("one")))
    await asyncio.sleep(0.2)
    second = asyncio.create_task(engine.turns.run(tenant.scope, request("two")))
    await asyncio.sleep(0.2)
    assert parrot.calls == 1
    parrot.gate.set()
    assert "0 messages" in (await first).text
    assert "2 messages" in (await second).text


async def test_a_waiting_turn_gives_up_with_a_conflict(talk, monkeypatch):
    engine, tenant, parrot, request = talk
    monkeypatch.setattr("vito_core.turns.WAIT_SECONDS", 0.2)
    parrot.gate.clear()
    first = asyncio.create_task(engine.turns.run(tenant.scope, request("one")))
    await asyncio.sleep(0.2)
    with pytest.raises(TurnBusy) as busy:
        await engine.turns.run(tenant.scope, request("two"))
    assert problem_of(busy.value).type == "urn:vito:problem:still-running"
    parrot.gate.set()
    await first


async def test_a_failed_turn_keeps_the_message_and_can_be_tried_again(talk):
    engine, tenant, parrot, request = talk
    key = new_id()
    parrot.fault = ValueError("a person's words")
    with pytest.raises(TurnFailed) as failed:
        await engine.turns.run(tenant.scope, request(key=key))
    assert "person" not in str(failed.value)
    parrot.fault = None
    reply = await engine.turns.run(tenant.scope, request(key=key))
    assert await messages(engine, tenant, request) == ["hello", reply.text]


async def test_a_turn_of_a_dead_process_is_finished_by_another(talk, monkeypatch):
    engine, tenant, parrot, request = talk
    parrot.gate.clear()
    doomed = asyncio.create_task(engine.turns.run(tenant.scope, request()))
    await asyncio.sleep(0.3)
    doomed.cancel()
    await asyncio.gather(doomed, return_exceptions=True)
    parrot.gate.set()
    engine.turns.store.instance += 1  # as another process, which finds no live owner
    assert await engine.turns.finish_abandoned(tenant.scope.tenant) == 0, "accepted just now: it may be alive"
    monkeypatch.setattr("vito_core.turn_store.GRACE", dt.timedelta(0))
    assert await engine.turns.finish_abandoned(tenant.scope.tenant) == 1
    assert len(await messages(engine, tenant, request)) == 2
    assert await engine.turns.finish_abandoned(tenant.scope.tenant) == 0


async def test_a_failed_turn_waits_for_another_of_its_conversation(talk):
    engine, tenant, parrot, request = talk
    key = new_id()
    parrot.fault = ValueError()
    with pytest.raises(TurnFailed):
        await engine.turns.run(tenant.scope, request(key=key))
    parrot.fault = None
    parrot.gate.clear()
    other = asyncio.create_task(engine.turns.run(tenant.scope, request("two")))
    await asyncio.sleep(0.2)
    again = asyncio.create_task(engine.turns.run(tenant.scope, request(key=key)))
    await asyncio.sleep(0.3)
    assert not again.done(), "one turn of a conversation at a time"
    parrot.gate.set()
    assert (await other).text
    assert "hello" in (await again).text


async def test_a_key_belongs_to_its_conversation(talk):
    engine, tenant, _, request = talk
    key = new_id()
    await engine.turns.run(tenant.scope, request(key=key))
    elsewhere = await opened(engine, tenant, "@bea")
    with pytest.raises(Conflict, match="another message"):
        await engine.turns.run(tenant.scope, elsewhere(key=key))


async def test_what_cannot_be_stored_fails_the_turn_and_is_not_tried_for_ever(talk):
    engine, tenant, parrot, request = talk
    parrot.gate.set()

    async def half_a_character(scope, turn):
        parrot.calls += 1
        yield ReplyPart(text="This is \ud800 not text. ")
        yield ReplyPart(last=True)

    parrot.reply = half_a_character
    with pytest.raises((asyncpg.DataError, asyncpg.InterfaceError)):
        await engine.turns.run(tenant.scope, request())
    async with engine.pools.within(tenant.scope.tenant) as connection:
        assert await connection.fetchval("select state from core.turns") == "failed"
    assert await engine.turns.finish_abandoned(tenant.scope.tenant) == 0
    assert parrot.calls == 1


async def test_an_abandoned_turn_that_cannot_be_answered_any_more_is_failed(talk, monkeypatch):
    engine, tenant, parrot, request = talk
    parrot.gate.clear()
    doomed = asyncio.create_task(engine.turns.run(tenant.scope, request()))
    await asyncio.sleep(0.3)
    doomed.cancel()
    await asyncio.gather(doomed, return_exceptions=True)
    parrot.gate.set()
    engine.turns.store.instance += 1
    monkeypatch.setattr("vito_core.turn_store.GRACE", dt.timedelta(0))
    async with engine.pools.within(tenant.scope.tenant) as connection:
        await connection.execute("update core.bindings set active = false")
    assert await engine.turns.store.tenants() == [tenant.scope.tenant]
    assert await engine.turns.finish_abandoned(tenant.scope.tenant) == 0
    async with engine.pools.within(tenant.scope.tenant) as connection:
        assert await connection.fetchrow("select state, error_code from core.turns") == ("failed", "NotFound")
    assert await engine.turns.store.tenants() == []


async def test_guardrails_block_input_and_output_with_their_own_words(talk):
    engine, tenant, _, request = talk
    add_plugin(engine, "censor", CapabilityOffer(Guardrail, Censor("secret"), "", "censor"))
    blocked = await engine.turns.run(tenant.scope, request("tell me the secret"))
    assert (blocked.text, blocked.known) == ("I would rather not.", False)
    add_plugin(engine, "stern", CapabilityOffer(Guardrail, Censor("Before"), "", "stern"))
    released = [r async for r in engine.turns.stream(tenant.scope, request("hi"))]
    assert [r.retracted for r in released] == [False, True, False]
    assert released[-1].reply is not None
    assert released[-1].reply.text == "I would rather not."


async def test_a_guardrail_that_fails_has_said_no(talk):
    engine, tenant, _, request = talk
    censor = Censor("x")
    censor.fault = True
    add_plugin(engine, "censor", CapabilityOffer(Guardrail, censor, "", "censor"))
    with pytest.raises(TurnFailed, match="guardrail_censor"):
        await engine.turns.run(tenant.scope, request())


async def test_a_required_guardrail_that_is_absent_means_no_turn(talk):
    engine, tenant, _, request = talk
    async with engine.pools.within(tenant.scope.tenant) as connection:
        await connection.execute("update core.bindings set required_guardrails = '{pii}'")
    with pytest.raises(CapabilityUnavailable, match="pii"):
        await engine.turns.run(tenant.scope, request())


async def test_a_conversation_holds_a_thousand_messages(talk):
    engine, tenant, _, request = talk
    async with engine.pools.within(tenant.scope.tenant) as connection:
        await connection.execute("update core.conversations set message_count = 999")
    with pytest.raises(InvalidInput, match="1000 messages"):
        await engine.turns.run(tenant.scope, request())


async def test_messages_stay_in_order_when_the_clock_was_set_back(talk):
    engine, tenant, _, request = talk
    first = await engine.turns.run(tenant.scope, request("one"))
    async with engine.pools.within(tenant.scope.tenant) as connection:
        # As if the clock had been an hour ahead while the first turn was answered.
        await connection.execute("update core.messages set at = at + interval '1 hour'")
        await connection.execute("update core.conversations set updated_at = updated_at + interval '1 hour'")
    second = await engine.turns.run(tenant.scope, request("two"))
    assert "2 messages" in second.text
    assert await messages(engine, tenant, request) == ["one", first.text, "two", second.text]


async def test_a_stopped_twin_answers_nobody(talk):
    engine, tenant, parrot, request = talk
    stop = await engine.stops.set(tenant.scope, StopLevel.TWIN, str(tenant.twin.id), "incident")
    with pytest.raises(TwinStopped):
        await engine.turns.run(tenant.scope, request())
    assert parrot.calls == 0
    assert await messages(engine, tenant, request) == []
    await engine.stops.release(tenant.scope, stop.id)
    assert (await engine.turns.run(tenant.scope, request())).text


async def test_a_conversation_of_another_tenant_does_not_exist(talk):
    engine, _, parrot, request = talk
    other, _ = await new_tenant(engine, "two")
    with pytest.raises(NotFound, match="no conversation"):
        await engine.turns.run(other, request())
    assert parrot.calls == 0


async def test_empty_and_oversized_messages_are_refused(talk):
    engine, tenant, _, request = talk
    with pytest.raises(InvalidInput, match="empty"):
        await engine.turns.run(tenant.scope, request("  \n"))
    with pytest.raises(InvalidInput, match="10001 characters"):
        await engine.turns.run(tenant.scope, request("x" * 10_001))


async def test_without_a_conversational_plugin_there_is_no_turn_but_a_reason(talk):
    engine, tenant, _, request = talk
    await engine.gate.switch(tenant.scope.tenant, "parrot", False)
    with pytest.raises(CapabilityUnavailable, match="disabled for the tenant"):
        await engine.turns.run(tenant.scope, request())


async def test_a_granted_twin_speaks_until_the_grant_is_revoked(talk):
    engine, owner, _, _ = talk
    brand, _ = await new_tenant(engine, "brand")
    with pytest.raises(GrantMissing):
        await bind(engine, brand, owner)
    grant = await engine.twins.grant(
        owner.scope, twin=owner.twin.id, grantee=brand.tenant, parts=["persona"], uses=[Module.MARKETING], ends_at=None
    )
    view = await bind(engine, brand, owner)
    tenant = Furnished(
        scope=brand,
        key="",
        twin=owner.twin,
        bindings={Module.MARKETING: await engine.bindings.of_id(brand, view.id)},
    )
    request = await opened(engine, tenant)
    assert (await engine.turns.run(brand, request())).text
    await engine.records.grants.revoke(owner.scope, grant.id, None)
    with pytest.raises(GrantMissing):
        await engine.turns.run(brand, request())


async def bind(engine, brand, owner):
    return await engine.bindings.create(
        brand,
        name="b",
        module=Module.MARKETING,
        context={},
        twin_owner=owner.scope.tenant,
        twin=owner.twin.id,
        required_guardrails=(),
    )
