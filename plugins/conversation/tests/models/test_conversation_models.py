import subprocess
import sys
from collections.abc import Callable
from contextlib import aclosing
from typing import Any

import pytest

from vito_contracts.contexts import (
    ClinicContext,
    ClinicRole,
    ElearningContext,
    MarketingContext,
    Product,
    ProductCatalog,
    SalesContext,
)
from vito_contracts.conversation import Turn
from vito_contracts.money import Money
from vito_plugin_conversation.errors import ModelFailed
from vito_plugin_conversation.reply import TwinConversation
from vito_plugin_conversation.settings import Settings

Make = Callable[..., Turn]


async def test_streams_an_answer_and_cites_its_quotes(answering: Any, remote: Any, turn: Make, reply: Any) -> None:
    parts = await reply(turn("What is the API limit?"), remote())
    assert parts.text == f"I'm Andrés Cantor's AI twin. {answering.answer}"
    assert len(parts.parts) > 4
    assert parts.quotes == ["The Public API is limited to 90 requests per hour."]
    assert parts.last.known
    assert (parts.last.usage.model, parts.last.usage.input_tokens) == ("m", 321)
    assert parts.last.usage.output_tokens > 0


async def test_the_opening_is_sent_before_the_model_is_asked(
    answering: Any, remote: Any, turn: Make, scope: Any
) -> None:
    async with aclosing(remote().reply(scope, turn("What is the API limit?"))) as parts:
        assert (await anext(parts)).text == "I'm Andrés Cantor's AI twin."
        assert not answering.requests


async def test_the_model_is_told_everything(answering: Any, remote: Any, turn: Make, reply: Any) -> None:
    context = MarketingContext(brand_guidelines=("Mention Postiz positively", "Avoid mentioning Buffer"))
    asked = turn(
        "What is the API limit?",
        history=("Hello there", "Hi, good to see you."),
        context=context,
        banned_topics=("politics",),
        phrases=("¡Goool!",),
        max_response_length=300,
    )
    await reply(asked, remote())
    request = answering.requests[0]
    system, *history, last = request["messages"]
    assert request["stream"] is True
    assert "tools" not in request
    assert "authorization: bearer sk-made-up" in answering.headers[0].lower()
    assert [(line["role"], line["content"]) for line in history] == [
        ("user", "Hello there"),
        ("assistant", "Hi, good to see you."),
    ]
    for expected in (
        "Andrés Cantor",
        "brand ambassador",
        "TWITTER",
        "Mention Postiz positively",
        "Buffer",
        "politics",
    ):
        assert expected in system["content"]
    for expected in (
        "¡Goool!",
        "warm, enthusiastic",
        "at most 300 characters",
        "[NO_ANSWER]",
        "Write in English",
    ):
        assert expected in system["content"]
    assert last["content"].startswith("What is the API limit?")
    assert "Schedule posts across 34 platforms" in last["content"]


async def test_only_so_much_history_is_told(answering: Any, remote: Any, turn: Make, reply: Any) -> None:
    asked = turn("What is the API limit?", history=("a", "b", "c", "d"))
    await reply(asked, remote(history_messages=2))
    await reply(asked, remote(history_messages=0))
    assert [len(request["messages"]) for request in answering.requests] == [4, 2]


async def test_a_sales_twin_is_told_the_catalogue(answering: Any, remote: Any, turn: Make, reply: Any) -> None:
    product = Product(sku="p", name="Postiz\nTeam", price=Money(3900, "USD"), unit="seat")
    context = SalesContext(product_knowledge=ProductCatalog(products=(product,)))
    await reply(turn("What is the API limit?", context=context), remote())
    assert "- Postiz Team: 39.00 USD per seat." in answering.requests[0]["messages"][0]["content"]


async def test_other_modules_say_what_they_are_about(answering: Any, remote: Any, turn: Make, reply: Any) -> None:
    for context in (
        ClinicContext(role=ClinicRole.NURSE, specialization="Cardiology"),
        ElearningContext(subject="Algebra"),
    ):
        await reply(turn("What is the API limit?", context=context), remote())
    clinic, course = (request["messages"][0]["content"] for request in answering.requests)
    assert "Cardiology" in clinic
    assert "No controlled substances" in clinic
    assert "Course: Algebra" in course


async def test_connections_are_kept_between_turns(answering: Any, remote: Any, turn: Make, reply: Any) -> None:
    conversation = remote()
    for _ in range(3):
        await reply(turn("What is the API limit?"), conversation)
    assert (len(answering.requests), answering.connections) == (3, 1)


async def test_without_passages_no_model_is_asked(answering: Any, remote: Any, turn: Make, reply: Any) -> None:
    parts = await reply(turn("What is the API limit?", passages=()), remote())
    assert not parts.last.known
    assert not answering.requests


async def test_statements_are_matched_to_passages(provider: Any, remote: Any, turn: Make, reply: Any) -> None:
    provider.answer = "You can make at most 90 requests per hour to the Public API. Have fun!"
    parts = await reply(turn("What is the API limit?"), remote())
    assert parts.quotes == ["The Public API is limited to 90 requests per hour."]
    assert parts.text.endswith("Have fun! — general/introduction.mdx")


async def test_an_answer_in_another_language_cites_the_best_sentence(
    provider: Any, remote: Any, turn: Make, reply: Any
) -> None:
    provider.answer = "Como mucho noventa por hora."
    parts = await reply(turn("¿Cuál es el límite de requests de la API?"), remote())
    assert parts.last.known
    assert parts.quotes == ["The Public API is limited to 90 requests per hour."]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("[NO_ANSWER] Sorry, that is beyond me.", "Sorry, that is beyond me."),
        ("[NO_ANSWER]\n\nSorry.", "Sorry."),
        ("I'm afraid I don't know that.", "I'm afraid I don't know that."),
        ("[NO_ANSWER]", "know"),
    ],
)
async def test_a_model_may_say_that_it_does_not_know(
    provider: Any, remote: Any, turn: Make, reply: Any, answer: str, said: str
) -> None:
    provider.answer = answer
    parts = await reply(turn("Who painted it?"), remote())
    assert said in parts.text
    assert "NO_ANSWER" not in parts.text
    assert not parts.last.known
    assert not parts.last.citations


async def test_a_long_answer_is_shortened_at_a_sentence(provider: Any, remote: Any, turn: Make, reply: Any) -> None:
    provider.answer = "Here is one more sentence about the calendar. " * 40
    parts = await reply(turn("What is Postiz?", max_response_length=300), remote())
    assert len(parts.text) <= 300
    assert parts.text.startswith("I'm Andrés Cantor's AI twin.")
    assert parts.text.removesuffix(" — general/introduction.mdx").endswith("calendar.")
    assert parts.last.usage.output_tokens > 100


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"model": "no.such.module:Thing"}, "setting model"),
        ({"model": "agno.models.base:NoSuchThing"}, "setting model"),
        ({"model": "pathlib:Path"}, "no agno model class"),
        ({"model": "agno.models.openai.like:OpenAILike", "model_options": {"colour": "s3cret"}}, "colour"),
        ({"model": "agno.models.openai.like:OpenAILike", "api_key": "NOT_THERE"}, "NOT_THERE"),
    ],
)
async def test_wrong_settings_are_named(
    secrets: Any, turn: Make, reply: Any, settings: dict[str, Any], named: str
) -> None:
    conversation = TwinConversation(Settings(**settings), secrets())
    with pytest.raises(ModelFailed, match="misconfigured") as raised:
        await reply(turn("What is Postiz?"), conversation)
    assert named in str(raised.value)
    assert "s3cret" not in str(raised.value)


def test_nothing_heavy_is_imported_until_the_first_turn() -> None:
    code = (
        "import sys\n"
        "from types import SimpleNamespace\n"
        "from vito_plugin_conversation.plugin import Conversation\n"
        "from vito_plugin_conversation.settings import Settings\n"
        "offers = list(Conversation(SimpleNamespace(secrets=None), Settings()).capabilities())\n"
        "assert len(offers) == 2\n"
        "assert not {'agno', 'openai', 'httpx', 'pydantic', 'sqlalchemy'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
