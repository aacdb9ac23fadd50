"""Replies as people write them: purchases and what only sounds like one, time, need and price. English and Spanish."""

from typing import Any

import pytest

from vito_contracts.journey import Outcome, Signal
from vito_contracts.outputs import BANT
from vito_host_sales.outcome import merged
from vito_host_sales.reading import Asked, Lexicon, Reading, read

LEXICON = Lexicon(units=("seat", "asiento"), products=("Planner", "Planner Plus"))
ALL_ITEMS = ("budget", "authority", "need", "timeline", "quantity")


def reading_of(*replies: str, lexicon: Lexicon = LEXICON, **asked: Any) -> Reading:
    return read(replies, lexicon=lexicon, asked=Asked(**asked))


BUYS = [
    ("Great demo! We'll go ahead with 10 agents", 10),
    ("let's go with 10", 10),
    ("Let's go with ten", 10),
    ("we're in", None),
    ("Perfect, we're in for 8 seats", 8),
    ("sign us up for 8 seats", 8),
    ("Please sign us up", None),
    ("count us in", None),
    ("please set up 6 accounts for us", 6),
    ("Go ahead and set up 6 accounts", 6),
    ("send the contract for 12 seats", 12),
    ("Please send me the agreement for 9 users", 9),
    ("we'd like to proceed", None),
    ("We would like to go ahead. 9 people", 9),
    ("We'll proceed with 4 users", 4),
    ("ok let's start with the 5 seat plan", 5),
    ("Let's get started with 12 operators", 12),
    ("Let's proceed with 15 employees", 15),
    ("We'll start with 20 staff", 20),
    ("We're going with the Planner for 3 people", 3),
    ("We'll take the plan for 5", 5),
    ("Happy to move forward with 6 seats", 6),
    ("I'll take it", None),
    ("where do I pay?", None),
    ("Send me the payment link for 3", 3),
    ("vamos con 5", 5),
    ("Vamos con cinco", 5),
    ("adelante, queremos 10 agentes", 10),
    ("nos lo quedamos", None),
    ("cerramos con 6 licencias", 6),
    ("mándame el enlace de pago", None),
    ("contratamos el plan para 4", 4),
    ("Vamos a contratar 5 cuentas", 5),
    ("Envíanos el contrato para 12 puestos", 12),
    ("Nos apuntamos, 6 usuarios", 6),
    ("Vale, seguimos adelante", None),
    ("Nos quedamos con 7 personas", 7),
    ("Firmamos por 10 licencias", 10),
]


@pytest.mark.parametrize(("reply", "quantity"), BUYS)
def test_a_purchase_as_people_say_it(reply: str, quantity: int | None) -> None:
    reading = reading_of(reply)
    assert reading.purchase is not None
    assert reading.purchase in reply
    assert (reading.refusal, reading.contradiction, reading.human) == (None, False, None)
    assert (reading.bant.quantity, reading.quantity_unclear) == (quantity, False)


DOES_NOT_BUY = [
    "could we go with 10?",
    "Can you send the contract for 12 seats?",
    "¿Vamos con 5?",
    "How do we proceed?",
    "we'd go ahead if you add SSO",
    "We'd like to proceed if the price is right",
    "Si añaden SSO, vamos con 5",
    "Cuando tengamos presupuesto contratamos el plan para 4",
    "we won't go ahead",
    "We won't go ahead with 10 agents",
    "Do not send the contract for 12 seats",
    "No vamos con 5",
    "No cerramos con 6 licencias",
    "Quizás cerramos con 6 licencias",
    "Not sure we'll go ahead",
    "They said let's go with 10",
    "we're in Berlin",
    "we're in a hurry",
    "I'll take it from here",
    "We'd like to proceed with the demo",
    "We'll go ahead with the call on Monday",
    "Please set up a call with 6 people",
    "Set up 6 accounts takes us hours",
    "We'll take 10 people to the fair",
    "We hired 10 agents",
    "Contratamos 10 empleados en mayo",
    "vamos con prisa",
    "vamos con 5 minutos de retraso",
    "adelante, cuéntame más",
    "Perfecto, adelante con la demo",
    "Where do I pay attention in the demo?",
    "The contract for 12 seats ran out",
    "thanks, we'll think about it",
    "Gracias, lo pensamos",
]


@pytest.mark.parametrize("reply", DOES_NOT_BUY)
def test_what_only_sounds_like_a_purchase(reply: str) -> None:
    assert reading_of(reply).purchase is None
    assert reading_of("Tuesday at 10 works", reply, demo=0, close=1).purchase is None


def test_the_catalogues_unit_is_counted() -> None:
    lexicon = Lexicon(units=("agent", "agente", "desk"), products=("Planner",))
    assert reading_of("Contratamos 10 agentes", lexicon=lexicon).bant.quantity == 10
    assert reading_of("We'll go ahead with 3 desks", lexicon=lexicon).bant.quantity == 3
    assert reading_of("We'll go ahead with 3 desks").purchase is None


@pytest.mark.parametrize("reply", ["Great demo, we're in!", "Thanks for the demo. We'd like to proceed"])
def test_a_go_ahead_after_the_demo_took_place_buys(reply: str) -> None:
    assert reading_of("Tuesday at 10 works", reply, demo=0).purchase is not None


@pytest.mark.parametrize("reply", ["We'd like to proceed", "adelante", "Thanks for the demo invite, let's do it"])
def test_a_go_ahead_before_it_means_the_demo(reply: str) -> None:
    assert reading_of(reply, demo=0).purchase is None


TIMES = [
    (("We need it live by March", "maybe next year we add the other office"), "by March"),
    (("We start in Q1", "In the second quarter we hire"), "Q1"),
    (("Queremos empezar en marzo", "quizás el año que viene ampliamos"), "en marzo"),
    (("We start by March", "actually, make it May"), "May"),
    (("Empezamos en marzo", "Perdón, mejor en mayo"), "mayo"),
    (("No rush, some time next year", "We go live in June"), "June"),
    (("We start by March", "The budget is 300 USD"), "by March"),
]


@pytest.mark.parametrize(("replies", "words"), TIMES)
def test_a_definite_time_stands_until_it_is_corrected(replies: tuple[str, ...], words: str) -> None:
    timeline = reading_of(*replies).bant.timeline
    assert timeline is not None
    assert words in timeline


def test_a_vague_time_does_not_replace_the_one_the_lead_came_with() -> None:
    assert merged(BANT(timeline="by March"), BANT(timeline="maybe next year")).timeline == "by March"
    assert merged(BANT(timeline="by March"), BANT(timeline="in May")).timeline == "in May"
    assert merged(BANT(timeline="soon"), BANT(timeline="in May")).timeline == "in May"


@pytest.mark.parametrize(
    "reply",
    [
        "we'd like to be live by March",
        "We want to go live in two weeks",
        "We need it by the end of March",
        "Queremos empezar en septiembre",
        "Nos gustaría arrancar el mes que viene",
    ],
)
def test_a_date_wished_is_a_time_and_no_need(reply: str) -> None:
    for bant in (reading_of(reply).bant, reading_of(reply, items={0: ALL_ITEMS}).bant):
        assert bant.need is None
        assert bant.timeline is not None


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        ("We'd like to start scheduling posts next month", "scheduling posts"),
        ("We want to launch a newsletter by March", "launch a newsletter"),
        ("We should start by Q2, and we need it for customer support", "for customer support"),
        ("We need it for 40 agents", "need it for 40 agents"),
        ("Lo necesitamos para 15 personas", "para 15 personas"),
        ("We need it for 40 agents. We want a tool to answer tickets faster.", "to answer tickets"),
        ("We need a tool. It's to plan our posts, we need something to plan posts.", "to plan"),
    ],
)
def test_the_need_says_what_it_is_for(reply: str, words: str) -> None:
    need = reading_of(reply).bant.need
    assert need is not None
    assert words in need


def test_people_who_need_it_are_counted_and_a_better_need_replaces_them() -> None:
    reading = reading_of("need it for 40 agents", "We want to answer tickets faster", items={0: ALL_ITEMS})
    assert reading.bant.need == "We want to answer tickets faster"
    assert reading.bant.quantity == 40
    first = reading_of("We want to answer tickets faster", "need it for 40 agents")
    assert first.bant.need == "We want to answer tickets faster"


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        ("29 dollars per seat is too expensive for us", "price"),
        ("$29 a month is way too expensive", "price"),
        ("Planner is too expensive for us", "price"),
        ("Planner Plus is a bit too expensive for us", "price"),
        ("29 dólares por asiento es demasiado caro para nosotros", "price"),
        ("We will not buy it.", "not_interested"),
        ("I won't buy it", "not_interested"),
        ("We're not going to buy it", "not_interested"),
        ("No lo compraremos", "not_interested"),
        ("No vamos a comprarlo", "not_interested"),
    ],
)
def test_a_no_is_a_refusal_and_never_a_budget(reply: str, reason: str) -> None:
    reading = reading_of(reply, items={0: ALL_ITEMS})
    assert (reading.refusal, reading.purchase, reading.bant.budget, reading.bant.need) == (reason, None, None, None)


@pytest.mark.parametrize(
    "reply",
    [
        "Hootsuite is a bit too expensive, that's why I ask",
        "Is 29 dollars per seat too expensive for small teams?",
        "Planner is not too expensive for us",
        "We will not go live before March",
        "We are not going on Monday",
        "We're not going ahead without SSO",
    ],
)
def test_no_refusal(reply: str) -> None:
    assert reading_of(reply).refusal is None


def test_a_limit_is_a_budget_even_where_the_price_is_above_it() -> None:
    assert reading_of("It's over our budget of 200 USD").bant.budget is not None


@pytest.mark.parametrize(
    "reply",
    ["El jueves a las 11 me viene bien", "Thursday at 11 works for me", "Me gustaría el jueves a las 11"],
)
def test_a_time_for_the_demo_is_no_item(reply: str) -> None:
    for items in ({}, {0: ("need",)}, {0: ALL_ITEMS}):
        reading = reading_of(reply, items=items)
        assert reading.bant == BANT()
    assert reading_of(reply, items={0: ("need",)}, demo=0).slot is not None


async def test_parts_told_one_by_one_are_all_collected(desk_of: Any) -> None:
    desk = await desk_of(settings={"question_rounds": 4})
    ended = await desk.run(
        "We need it for 8 people",
        "We'd like to be live by March",
        "My boss decides. We want something to schedule our posts",
        "Around 300 USD a month",
        "El jueves a las 11 me viene bien",
    )
    assert ended.waiting_in == "win"
    bant = (await desk.record()).bant
    assert bant.missing == ()
    assert bant.need == "We want something to schedule our posts"
    assert "by March" in bant.timeline
    assert bant.quantity == 8


async def test_a_natural_yes_after_the_demo_wins(desk: Any) -> None:
    told = "Budget is 200 USD, I decide, we need to schedule posts, and we start next month."
    ended = await desk.run(told, "Tuesday at 10 works", "Great demo! We'll go ahead with 10 agents")
    assert ended.outcome is Outcome.WON
    assert (await desk.record()).deal_value.minor_units == 12000


async def test_neither_yes_nor_no_stays_open_until_the_wait_is_over(desk_of: Any) -> None:
    told = "Budget is 200 USD, I decide, we need to schedule posts, and we start next month."
    open_end = (told, "Tuesday at 10 works", Signal.TIMED_OUT, "Thanks, we'll think about it")
    ended = await (await desk_of("open")).run(*open_end)
    assert (ended.outcome, ended.waiting_in) == (None, "win")
    ended = await (await desk_of("silent")).run(*open_end, Signal.TIMED_OUT, Signal.TIMED_OUT)
    assert (ended.outcome, ended.reason) == (Outcome.LOST, "went_silent")
