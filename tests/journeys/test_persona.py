"""One knowledge, two personas: other words, the same page quoted; and a remote model drives the very same turn."""

import pytest

from tests.journeys.loopback_model import SlowModel
from vito_contracts.capabilities import Document, KnowledgeBase, Source
from vito_contracts.modules import Module
from vito_contracts.twin import PersonalityProfile
from vito_core.intake import Comment
from vito_core.testing import EngineOf, furnish

PLANS = """# Plans and prices

The Team plan costs 29 dollars per seat and month. Every plan includes the shared calendar.

## Free trial

The free trial lasts 14 days and needs no credit card.

## Accounts

You can connect Instagram, LinkedIn, TikTok and X under Settings, Channels.
"""
QUESTION = "How long does the free trial last?"


async def ask(engine, persona: PersonalityProfile, slug: str):
    tenant = await furnish(engine, slug, persona=persona)
    knowledge = await engine.capabilities.of(tenant.scope, KnowledgeBase)
    await knowledge.ingest(tenant.scope, Source(corpus="docs", documents=(Document(path="plans.md", text=PLANS),)))
    binding = tenant.bindings[Module.MARKETING].binding
    comment = Comment(id="c", platform="TWITTER", post_id="p", author="@ana", text=QUESTION, lang="en")
    _, _, reply = await engine.intake.comment(tenant.scope, binding, comment)
    return reply


@pytest.fixture
def warm():
    return PersonalityProfile(tone="warm, energetic, playful", language="en", signature_phrases=("Let's go!",))


@pytest.fixture
def formal():
    return PersonalityProfile(tone="formal, calm, precise", language="en")


async def test_two_twins_say_it_in_their_own_words_and_quote_the_same_page(engine_of: EngineOf, warm, formal):
    engine = await engine_of("knowledge", "conversation")
    one, two = await ask(engine, warm, "warm"), await ask(engine, formal, "formal")
    assert one.known
    assert two.known
    assert one.citations == two.citations
    assert one.citations[0].source == "plans.md"
    assert "14 days" in one.citations[0].quote
    shared = set(one.text.split()) & set(two.text.split()) - set(one.citations[0].quote.split())
    said = set(one.text.split()) | set(two.text.split())
    assert len(shared) < len(said) / 2, (one.text, two.text)


async def test_an_openai_compatible_model_drives_the_same_turn(engine_of: EngineOf, warm):
    with SlowModel() as model:
        settings = {
            "conversation": {
                "model": "agno.models.openai.like:OpenAILike",
                "model_options": {"id": "loopback", "base_url": model.url, "api_key": "none", "max_retries": 0},
            }
        }
        engine = await engine_of("knowledge", "conversation", settings=settings)
        reply = await ask(engine, warm, "remote")
    assert model.requests == 1
    prompt = str(model.bodies[0]["messages"])
    assert "playful" in prompt
    assert "The free trial lasts 14 days" in prompt
    assert QUESTION in prompt
    assert "Here is what our pages say about that." in reply.text
    assert reply.citations[0].source == "plans.md"
    async with engine.pools.within((await engine.tenancy.all_ids())[0]) as connection:
        tokens = await connection.fetchval(
            "select payload->>'quantity' from core.events where payload->>'unit' = 'input_token'"
        )
    assert int(tokens) == 20
