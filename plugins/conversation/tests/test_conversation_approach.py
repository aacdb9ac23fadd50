"""Buyers' wishes, complaints and pitches."""

import re
from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from vito_contracts.contexts import ClinicContext, ClinicRole, MarketingContext, SalesContext, SupportContext
from vito_contracts.conversation import Turn
from vito_plugin_conversation.approach import Approach, approach_of, without_request
from vito_plugin_conversation.persona import persona_of
from vito_plugin_conversation.prompt import system_prompt

Ask = Callable[[Turn], Any]
Make = Callable[..., Turn]

PRICES = "Lumbra Planner costs 29 USD per seat per month. The trial is for 5 people. Lumbra Desk costs 15 USD per seat."
LUMBRA = MarketingContext(brand_guidelines=("Mention Lumbra positively when relevant",))
REQUESTS = [
    "Please contact me, we need a planning tool for 150 people.",
    "Can I book a demo of Lumbra Planner? We run the channels of three bike shops.",
    "please contact me, we want to buy 20 seats",
    "send me an offer",
    "I'd like a quote for 30 seats",
    "Can I talk to sales?",
    "sign me up!",
    "demo please",
    "Quiero una demo para mi equipo, ¿cómo la reservo?",
    "¿Alguien me puede llamar? Queremos comprar 20 licencias",
    "Mándame un presupuesto",
    "Quiero hablar con ventas",
]
INTERESTS = [
    "Me interesa Lumbra Planner para mi agencia, ¿me cuentas más?",
    "Tell me more about your product, please. We are looking for a tool like this.",
    "What would Lumbra Planner cost for a team of 12?",
    "¿Cuánto costaría para 5 personas?",
    "Where do I sign up for the free trial?",
    "price??",
    "cuéntame más",
]
COMPLAINTS = [
    "Your app ate two of my drafts yesterday and nobody answers my e-mails. Really disappointed.",
    "I was charged twice on my last invoice.",
    "My money is gone, contact me now, this is a scam!",
    "never call me again",
    "Una vergüenza, nadie responde.",
]
PITCHES = [
    "We are hiring a social media manager in Lisbon. Send me your CV if you want a new job!",
    "Earn 500 dollars a day from home!! Check my profile for the price list",
    "We offer SEO services, can we book a call to grow your brand?",
    "Ofrecemos servicios de marketing, ¿podemos agendar una llamada?",
]
OTHERS = [
    "What is the API limit?",
    "That was never offside",
    "love the quote of the day",
    "the cost of living is crazy",
    "How do I connect Instagram?",
    "El fútbol se vive mejor contigo",
    "We bought Lumbra Planner for our club last year, best decision of the season!",
]


@pytest.mark.parametrize(
    ("messages", "approach"),
    [
        (REQUESTS, Approach.REQUEST),
        (INTERESTS, Approach.INTEREST),
        (COMPLAINTS, Approach.COMPLAINT),
        (PITCHES, Approach.PITCH),
        (OTHERS, Approach.NONE),
    ],
    ids=str,
)
def test_approaches_are_told_apart(messages: list[str], approach: Approach) -> None:
    assert {message: approach_of(message) for message in messages} == dict.fromkeys(messages, approach)


@pytest.mark.parametrize("message", REQUESTS + INTERESTS)
@pytest.mark.parametrize("passages", [(), None], ids=["no passages", "weak passages"])
async def test_a_wish_that_no_page_grants_is_passed_on(
    turn: Make, reply: Ask, page: Callable[..., Any], message: str, passages: tuple[()] | None
) -> None:
    text = "TikTok offers two methods. Sign the contract. Single sign-on is for people who like it."
    weak = (msgspec.structs.replace(page(text, "methods.md", 0.8), title="Methods"),)
    asked = turn(message, context=LUMBRA, passages=weak if passages is None else passages, history=("hi", "Hello."))
    parts = await reply(asked)
    assert "Lumbra team" in parts.text or "equipo de Lumbra" in parts.text
    assert re.search(r"thank|thanks|gracias", parts.text.lower())
    assert "here" in parts.text or "aquí" in parts.text
    assert not re.search(r"\d|today|tomorrow|minute|hour|soon|hoy|mañana|pronto|minuto", parts.text)
    assert not parts.last.known
    assert not parts.last.citations


async def test_a_wish_is_passed_on_in_many_words(turn: Make, reply: Ask) -> None:
    texts = {
        (await reply(turn(f"{message} {n}", tone=tone, passages=(), history=("hi", "Hello.")))).text
        for n, message in enumerate(REQUESTS)
        for tone in ("warm", "formal", "witty")
    }
    assert len(texts) > 10


async def test_the_team_is_the_brands_or_the_roles(turn: Make, reply: Ask) -> None:
    asked = {"passages": (), "history": ("hi", "Hello.")}
    assert "the brand's team" in (await reply(turn("send me an offer", **asked))).text
    assert "our sales team" in (await reply(turn("send me an offer", context=SalesContext(), **asked))).text
    bound = MarketingContext(brand_guidelines=("Mention Lumbra positively", "Avoid mentioning Lumbra"))
    assert "Lumbra" not in (await reply(turn("send me an offer", context=bound, **asked))).text


async def test_what_a_page_answers_is_quoted_and_the_wish_passed_on(
    turn: Make, reply: Ask, page: Callable[..., Any]
) -> None:
    asked = {"passages": (page(PRICES, "prices.md"),), "context": LUMBRA, "history": ("hi", "Hello.")}
    parts = await reply(turn("How much is Lumbra Desk for 4 people? Please send me an offer.", **asked))
    assert parts.quotes == ["Lumbra Desk costs 15 USD per seat."]
    assert "Lumbra team" in parts.text
    assert parts.last.known
    spanish = await reply(turn("¿Cuánto costaría Lumbra Planner para 5 personas? Nos gustaría una demo.", **asked))
    assert spanish.quotes == ["Lumbra Planner costs 29 USD per seat per month."]
    assert "equipo de Lumbra" in spanish.text


async def test_interest_that_a_page_satisfies_is_not_passed_on(turn: Make, reply: Ask, page: Any) -> None:
    asked = turn("What would it cost for a team of 12?", passages=(page(PRICES),), context=LUMBRA)
    parts = await reply(asked)
    assert parts.quotes == ["Lumbra Planner costs 29 USD per seat per month."]
    assert "team" not in parts.text


@pytest.mark.parametrize("message", REQUESTS + INTERESTS + COMPLAINTS + PITCHES)
@pytest.mark.parametrize(
    "context",
    [SupportContext(), ClinicContext(role=ClinicRole.NURSE, specialization="skin")],
    ids=["support", "clinic"],
)
async def test_only_those_who_sell_pass_wishes_on(turn: Make, reply: Ask, message: str, context: Any) -> None:
    text = (await reply(turn(message, passages=(), context=context, history=("hi", "Hello.")))).text
    assert "team" not in text
    assert "equipo" not in text


@pytest.mark.parametrize("message", COMPLAINTS + PITCHES)
async def test_complaints_and_pitches_get_a_plain_line(turn: Make, reply: Ask, message: str) -> None:
    for phrases in ((), ("Goool",)):
        asked = turn(message, passages=(), phrases=phrases, history=("hi", "Hello."), tone="energetic")
        parts = await reply(asked)
        assert not parts.last.known
        assert not re.search(r"team|equipo|know|Goool|!|sé", parts.text), parts.text


async def test_a_complaint_that_a_page_answers_is_answered(turn: Make, reply: Ask, page: Any) -> None:
    passages = (page("A failed charge is refunded. If a post fails, open Settings and press Reconnect."),)
    parts = await reply(turn("My post fails and it does not work, what can I do?", passages=passages))
    assert parts.quotes == ["If a post fails, open Settings and press Reconnect."]


def test_sentences_that_only_wish_are_left_out() -> None:
    assert without_request("How much is it? Please send me an offer.") == "How much is it?"
    assert without_request("Can I book a demo? We are three.") == "We are three."


def test_a_language_model_is_told_of_a_wish(turn: Make) -> None:
    told = {
        message: system_prompt(persona_of(turn(message, context=LUMBRA)), LUMBRA)
        for message in ("a demo please", "Why?")
    }
    assert "passing it on to the Lumbra team" in told["a demo please"]
    assert "passing it on" not in told["Why?"]
