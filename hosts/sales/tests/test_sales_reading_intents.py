"""Who buys, who refuses, who wants a human, who wants peace. Conservative about purchases."""

import pytest

from vito_host_sales.reading import Asked, Lexicon, Reading, read

LEXICON = Lexicon(units=("seat",), products=("Postiz Team", "Postiz Solo"))


def reading_of(*replies: str, **asked: int) -> Reading:
    return read(replies, lexicon=LEXICON, asked=Asked(**asked))  # type: ignore[arg-type]


BUYS = [
    ("We'll take 10 seats", 10),
    ("ok, we will take ten seats please", 10),
    ("We'll take 10", 10),
    ("We'd like to order 5 licences", 5),
    ("I want to buy 3 seats", 3),
    ("We'll go with the Postiz Team plan, 5 seats", 5),
    ("let's do it", None),
    ("Great, let's go ahead!", None),
    ("Where do I sign?", None),
    ("Ready to sign. 8 users.", 8),
    ("Please send us the invoice for 6 seats", 6),
    ("We confirm the order", None),
    ("Count us in!", None),
    ("lo compramos", None),
    ("Lo compramos, 4 licencias", 4),
    ("adelante con 5 licencias", 5),
    ("Perfecto, adelante", None),
    ("¿Dónde firmo?", None),
    ("Nos lo quedamos", None),
    ("Compramos una licencia", 1),
    ("Sí, queremos contratar 12 usuarios", 12),
    ("Trato hecho", None),
    ("Mándanos la factura, son 7 usuarios", 7),
    ("No problem, we'll take 2 seats", 2),
    ("We'll take 10 seats, when can we start?", 10),
    ("Let's go ahead with 10 seats", 10),
    ("Ok deal", None),
    ("Please invoice us for 25 seats", 25),
    ("I already bought it yesterday, 4 seats", 4),
    ("We have decided to go with you, 8 licenses", 8),
    ("I'd like to sign", None),
    ("Vale, contratamos 5", 5),
    ("Dale, comprémoslo", None),
]


@pytest.mark.parametrize(("reply", "quantity"), BUYS)
def test_a_purchase_in_so_many_words(reply: str, quantity: int | None) -> None:
    reading = reading_of(reply)
    assert reading.purchase is not None
    assert reading.purchase in reply
    assert reading.refusal is None
    assert reading.bant.quantity == quantity


DOES_NOT_BUY = [
    "yes",
    "ok",
    "Sounds good",
    "Sí, cuéntame más",
    "We'll take a look",
    "We'll take it to our boss",
    "I'll take your word for it",
    "We are not ready to buy 10 seats",
    "We won't take 10 seats",
    "We would take 10 seats if legal were happy",
    "Maybe we'll take 10 seats",
    "We might go with the Team plan",
    "Should we take 10 seats?",
    "If my boss agrees we'll take 10 seats",
    "Once the trial is over, we'll buy 10 seats",
    "We'll buy 10 seats next year",
    "We want to buy a tool like this at some point",
    "We need 10 seats",
    "How much would 10 seats be?",
    "Send us a quote for 10 seats",
    "Let's do a demo",
    "Let's do it Tuesday at 10",
    "Let's do it, the call I mean",
    "Quizás compramos 5 licencias",
    "Si el precio baja lo compramos el año que viene",
    "No lo compramos",
    "¿Compramos 5 licencias o 10?",
    "Más adelante",
    "Saco adelante tres proyectos",
    "Podríamos contratar 5 licencias",
    "We're in Madrid",
    "What's the deal?",
    "We just bought a licence of Hootsuite",
    "We bought 10 seats of another tool last year",
    "My colleague said let's do it but I'm not sure",
    "Where do I sign up for the newsletter?",
    "I don't want to buy anything",
    "Don't send us the invoice",
    "We'll take it under consideration",
    "I'll buy it if it has TikTok",
    "can I buy 10 seats?",
    "count me in for the demo",
    "We decided to buy from someone else",
    "yes we want it but only in September",
    "We have 10 seats with Hootsuite today",
    "Send over the contract",
]


@pytest.mark.parametrize("reply", DOES_NOT_BUY)
def test_anything_less_is_no_purchase(reply: str) -> None:
    assert reading_of(reply).purchase is None


@pytest.mark.parametrize(
    "reply",
    ["yes", "Yes, please", "Sí", "ok!", "yes, 10 seats please", "vale, adelante", "10 seats", "let's do it"],
)
def test_a_plain_yes_buys_only_as_the_answer_to_the_closing_proposal(reply: str) -> None:
    assert reading_of("We need a planner", reply, close=1).purchase is not None
    if "let's" not in reply and "adelante" not in reply:
        assert reading_of("We need a planner", reply).purchase is None


@pytest.mark.parametrize(
    "reply",
    ["yes, but what about SSO?", "yes?", "not yet", "ok, let me check with my boss", "No", "sí, pero luego"],
)
def test_a_yes_with_a_but_does_not_buy_even_then(reply: str) -> None:
    assert reading_of("We need a planner", reply, close=1).purchase is None


@pytest.mark.parametrize("reply", ["let's do it", "adelante", "ok, let's go ahead", "Yes!"])
def test_a_go_ahead_after_the_demo_was_proposed_means_the_demo(reply: str) -> None:
    reading = reading_of(reply, demo=0)
    assert reading.purchase is None


@pytest.mark.parametrize(
    "reply",
    [
        "If you give us 20% off, we'll take 10 seats",
        "We'll take 10 seats with a 15% discount",
        "Con un 10% de descuento lo compramos",
    ],
)
def test_a_price_of_its_own_is_marked(reply: str) -> None:
    reading = reading_of(reply)
    assert reading.purchase is not None
    assert reading.discount


def test_numbers_that_contradict_each_other_count_as_none() -> None:
    reading = reading_of("We'll take 10 seats for marketing and 5 seats for sales")
    assert reading.purchase is not None
    assert reading.bant.quantity is None
    assert reading_of("we are 12 people", "We'll take 10 seats").bant.quantity == 10
    assert reading_of("what would 10 seats cost?", "lo compramos").bant.quantity == 10


REFUSES = [
    ("Not interested", "not_interested"),
    ("I'm not really interested, sorry", "not_interested"),
    ("No thanks", "not_interested"),
    ("We'll pass", "not_interested"),
    ("We don't need this", "not_interested"),
    ("No", "not_interested"),
    ("No me interesa", "not_interested"),
    ("No, gracias", "not_interested"),
    ("Ya no lo necesitamos", "not_interested"),
    ("Hemos decidido que no", "not_interested"),
    ("It's too expensive for us", "price"),
    ("We can't afford that", "price"),
    ("That is out of our price range", "price"),
    ("Es demasiado caro", "price"),
    ("No nos lo podemos permitir", "price"),
    ("We chose another provider", "competitor"),
    ("Sorry, we went with Buffer", "competitor"),
    ("We decided to stick with our current tool", "competitor"),
    ("Nos quedamos con otra herramienta", "competitor"),
    ("Al final optamos por Hootsuite", "competitor"),
    ("There's no budget at all this year", "no_budget"),
    ("no budget at all this year", "no_budget"),
    ("We don't have the budget for this", "no_budget"),
    ("No tenemos presupuesto", "no_budget"),
    ("Not now, thanks", "timing"),
    ("It's not a good time for us", "timing"),
    ("Maybe next year", "timing"),
    ("Ahora no, gracias", "timing"),
    ("Quizá más adelante", "timing"),
    ("Sorry, we decided to go in another direction", "competitor"),
    ("It's a no from us", "not_interested"),
    ("We're all set, thank you", "not_interested"),
    ("No me convence", "not_interested"),
    ("Es un poco caro para nosotros", "price"),
    ("de momento lo dejamos", "timing"),
    ("let's talk after the holidays", "timing"),
]


@pytest.mark.parametrize(("reply", "reason"), REFUSES)
def test_a_clear_no_has_a_reason(reply: str, reason: str) -> None:
    reading = reading_of(reply)
    assert reading.refusal == reason
    assert reading.purchase is None


NO_REFUSAL = [
    "It's not too expensive",
    "Is it too expensive for small teams?",
    "Hootsuite is too expensive, that's why I ask",
    "Our current tool is too expensive",
    "La herramienta actual es demasiado cara",
    "I don't have the budget",
    "I'm not the one who decides",
    "No budget limit",
    "There's no budget approved yet",
    "No hay presupuesto definido todavía",
    "We haven't chosen another tool",
    "Not interested in the video part but we need scheduling for 5 users",
    "Can't do Tuesday",
    "I'm interested",
    "We'll go with the Postiz Team plan",
    "No problem",
    "No prisa, pero nos interesa",
    "We could go with Buffer or with you",
    "Need more time, will come back next week",
    "it's pricey but fine",
    "Let's talk next week",
]


@pytest.mark.parametrize("reply", NO_REFUSAL)
def test_what_only_sounds_like_a_no_is_none(reply: str) -> None:
    assert reading_of(reply).refusal is None


def test_a_bare_no_is_an_answer_to_the_first_or_the_last_question_only() -> None:
    assert reading_of("We need a planner", "No").refusal is None
    assert reading_of("We need a planner", "No", close=1).refusal == "not_interested"


STOPS = [
    "STOP",
    "stop.",
    "Please stop",
    "Stop messaging me",
    "unsubscribe",
    "Unsubscribe me please",
    "Don't contact me again",
    "Leave me alone",
    "Take me off your list",
    "Hello,\nSTOP\nThanks",
    "deja de escribirme",
    "Dejen de contactarme por favor",
    "No me escribas más",
    "Quiero darme de baja",
    "BAJA",
    "No quiero recibir más mensajes",
    "no more messages please",
    "quitadme de la lista",
]


@pytest.mark.parametrize("reply", STOPS)
def test_peace_is_asked_for(reply: str) -> None:
    assert reading_of(reply).stop
    assert reading_of(reply, "well, let's do it").stop


@pytest.mark.parametrize(
    "reply",
    [
        "We want to stop using Hootsuite",
        "Don't stop!",
        "Non-stop posting",
        "Can readers unsubscribe from the newsletters it sends?",
        "Queremos dejar de usar Buffer",
        "La cobertura es baja",
        "There is a bus stop",
        "Please don't call my office, write here",
    ],
)
def test_the_word_alone_does_not_ask_for_peace(reply: str) -> None:
    assert not reading_of(reply).stop


HUMANS = [
    ("Can I talk to a person?", "human"),
    ("I'd rather speak with someone from sales", "human"),
    ("I don't want to talk to a bot", "human"),
    ("Please have someone call me", "human"),
    ("call me", "human"),
    ("¿Puedo hablar con una persona?", "human"),
    ("Quiero hablar con un comercial", "human"),
    ("Que me llame alguien", "human"),
    ("pásame con un comercial por favor", "human"),
    ("We need a custom contract, call me", "contract"),
    ("We'd need to negotiate an enterprise agreement", "contract"),
    ("Our legal team needs to review the terms", "contract"),
    ("You would have to sign our DPA", "contract"),
    ("Necesitamos un contrato a medida", "contract"),
    ("Nuestro departamento legal tiene que revisarlo", "contract"),
]


@pytest.mark.parametrize(("reply", "wish"), HUMANS)
def test_what_only_a_human_can_give(reply: str, wish: str) -> None:
    assert reading_of(reply).human == wish


@pytest.mark.parametrize(
    "reply",
    [
        "Call me tomorrow at 10",
        "I need to talk to my boss",
        "Tengo que hablar con mi jefe",
        "Are you a bot?",
        "Our legal team needs scheduling for 12 people",
        "We talk to customers every day",
        "No need to talk to a person",
        "Llámame el martes a las 10",
    ],
)
def test_no_human_is_asked_for(reply: str) -> None:
    assert reading_of(reply).human is None


def test_of_a_refusal_and_a_purchase_the_later_word_counts() -> None:
    assert reading_of("Too expensive", "ok, adelante con 5 licencias").refusal is None
    later = reading_of("We'll take 5 seats", "Sorry, we chose another tool")
    assert (later.purchase, later.refusal) == (None, "competitor")
    both = reading_of("We'll take 5 seats. Sorry, it is too expensive.")
    assert both.contradiction
