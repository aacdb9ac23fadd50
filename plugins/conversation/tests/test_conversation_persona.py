from collections.abc import Callable
from typing import Any

from vito_contracts.contexts import MarketingContext, SalesContext, SupportContext
from vito_contracts.conversation import ConversationContext, DeploymentType, Turn
from vito_plugin_conversation.sentences import shown

Ask = Callable[[Turn], Any]
Make = Callable[..., Turn]


def own_words(parts: Any) -> str:
    """A reply without what it quotes."""
    text = str(parts.text)
    for citation in parts.last.citations:
        text = text.replace(shown(citation.quote), "").replace(f"” — {citation.source}", "").replace("“", "")
    return text


async def test_twins_say_the_same_thing_in_different_words(turn: Make, reply: Ask) -> None:
    question = "What is the API limit?"
    talk = {"history": ("hi", "Hello.")}
    replies = [
        await reply(turn(question, name=name, tone=tone, **talk))
        for name, tone in [
            ("Ana", "formal, precise"),
            ("Leo", "energetic"),
            ("Mia", "calm"),
            ("Max", "witty"),
            ("Eva", "warm"),
            ("Bo", "blue"),
        ]
    ]
    assert len({r.last.citations for r in replies}) == 1
    frames = [{*own_words(r).lower().split()} for r in replies]
    for i, one in enumerate(frames):
        for other in frames[:i]:
            assert len(one & other) / len(one | other) < 0.5


async def test_replies_to_different_messages_do_not_begin_alike(turn: Make, reply: Ask) -> None:
    questions = [
        "What is Postiz?",
        "What is the API limit?",
        "How do I connect a channel?",
        "Who uses Postiz?",
    ]
    questions += ["how many channels?", "what does the team plan cost", "which platforms are there?"]
    starts = {(await reply(turn(q, history=("hi", "Hello.")))).parts[0].text for q in questions}
    assert len(starts) > 1


async def test_the_same_message_gets_the_same_reply(turn: Make, reply: Ask) -> None:
    assert (await reply(turn("What is Postiz?"))).text == (await reply(turn("What is Postiz?"))).text


async def test_avoided_names_are_never_quoted(turn: Make, reply: Ask) -> None:
    context = MarketingContext(brand_guidelines=("Avoid mentioning competitors (Buffer, etc.)",))
    free, bound = turn("Is anything truncated?"), turn("Is anything truncated?", context=context)
    assert "Buffer" in (await reply(free)).text
    assert "Buffer" not in (await reply(bound)).text


async def test_guidelines_of_the_campaign_count_too(turn: Make, reply: Ask) -> None:
    where = ConversationContext(
        deployment_type=DeploymentType.BRAND_CAMPAIGN, brand_guidelines=("Avoid mentioning Buffer",)
    )
    assert "Buffer" not in (await reply(turn("Is anything truncated?", where=where))).text


async def test_banned_topics_are_never_quoted(turn: Make, reply: Ask, page: Callable[..., Any]) -> None:
    passages = (page("The show talks about politics every day. The show starts at nine."),)
    asked = turn("What does the show talk about?", passages=passages, banned_topics=("Politics",))
    assert "politics" not in (await reply(asked)).text


async def test_a_name_to_mention_is_mentioned_where_it_belongs(turn: Make, reply: Ask) -> None:
    context = MarketingContext(brand_guidelines=("Mention Nike when discussing channels",))
    assert "Nike" in (await reply(turn("How do I connect a channel?", context=context))).text
    assert "Nike" not in (await reply(turn("What is the API limit?", context=context))).text


async def test_signature_phrases_are_used_sparingly(turn: Make, reply: Ask) -> None:
    asked = [turn(f"What is Postiz, question {n}?", phrases=("¡Goool!",)) for n in range(60)]
    texts = [(await reply(each)).text for each in asked]
    assert 5 < sum("¡Goool!" in text for text in texts) < 40


async def test_the_role_shows(turn: Make, reply: Ask) -> None:
    closers = set()
    for context in (SalesContext(), SupportContext()):
        for n in range(30):
            text = (await reply(turn(f"What is Postiz, question {n}?", context=context))).text
            closers.add((type(context).__name__, text.rsplit("\n", 1)[-1]))
    assert ("SalesContext", "How large is your team?") in closers
    assert ("SupportContext", "Did that solve it?") in closers


ENGLISH_ONLY = {
    "phrases": ("That one goes straight into the top corner!", "We play until the final whistle!"),
    "expertise": ("football", "live commentary", "Lumbra Planner"),
    "greeting": "Hello, football family!",
}


async def test_phrases_and_topics_keep_to_the_language_of_the_reply(turn: Make, reply: Ask) -> None:
    questions = [f"¿Qué es Postiz, pregunta {n}?" for n in range(30)] + [f"¿Quién es Zorro {n}?" for n in range(30)]
    spanish = [(await reply(turn(q, **ENGLISH_ONLY))).text for q in questions]
    english = [(await reply(turn(f"Who is Zorro {n}?", **ENGLISH_ONLY))).text for n in range(30)]
    english += [(await reply(turn(f"What is Postiz, question {n}?", **ENGLISH_ONLY))).text for n in range(30)]
    for words in ("corner", "whistle", "football", "commentary", "Hello"):
        assert not any(words in text for text in spanish)
        assert any(words in text for text in english)
    assert any("Lumbra Planner" in text for text in spanish)


async def test_a_spanish_phrase_stays_out_of_english_replies(turn: Make, reply: Ask) -> None:
    for n in range(40):
        asked = turn(f"What is Postiz, question {n}?", phrases=("¡Vamos con todo!",), persona_language="es")
        assert "Vamos" not in (await reply(asked)).text
