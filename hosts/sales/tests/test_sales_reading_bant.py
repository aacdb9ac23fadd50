"""What replies say of budget, authority, need, time and quantity, always in the contact's own words."""

import pytest

from vito_host_sales.reading import Asked, Lexicon, read

LEXICON = Lexicon(units=("seat", "asiento"), products=("Postiz Team", "Postiz Solo"))

STATED = [
    # (reply, item, words that must be in the quote)
    ("Our budget is 2,000 USD a year.", "budget", "2,000 USD"),
    ("We can spend up to $300/month on this", "budget", "$300"),
    ("I don't have the budget, my director does", "budget", "I don't have the budget"),
    ("We have around 5k euros for it", "budget", "5k euros"),
    ("Presupuesto: unos 300 euros al mes", "budget", "300 euros"),
    ("Tenemos un presupuesto de 1.500 €", "budget", "1.500 €"),
    ("Podemos gastar 80 dólares al mes como mucho", "budget", "80 dólares"),
    ("I make the final decision here", "authority", "I make the final decision"),
    ("I'm not the one who decides", "authority", "I'm not the one who decides"),
    ("My boss has to approve it", "authority", "My boss has to approve"),
    ("I'd need to run it by our CFO", "authority", "run it by our CFO"),
    ("My manager Laura would have to OK it", "authority", "My manager Laura"),
    ("boss decides, I only look around", "authority", "boss decides"),
    ("El presupuesto lo lleva mi jefa", "authority", "lo lleva mi jefa"),
    ("Necesitamos programar posts para 8 personas y decide mi jefa", "authority", "decide mi jefa"),
    ("tenemos un presupuesto de 200 dólares al mes y la decisión es mía", "authority", "la decisión es mía"),
    ("I'd say 2k for the year", "budget", "2k for the year"),
    ("We want to stop copy-pasting posts into five apps", "need", "copy-pasting posts"),
    ("I'm the founder, so it's up to me", "authority", "I'm the founder"),
    ("Lo decido yo", "authority", "Lo decido yo"),
    ("No soy yo quien decide, lo aprueba mi jefa", "authority", "quien decide"),
    ("Tengo que consultarlo con mi socio", "authority", "consultarlo con mi socio"),
    ("Soy la directora de marketing", "authority", "Soy la directora"),
    ("We need a tool to plan, publish and measure posts", "need", "plan, publish and measure posts"),
    ("We're looking for something that schedules Instagram posts", "need", "schedules Instagram posts"),
    ("Our main problem is that posting takes hours", "need", "posting takes hours"),
    ("Necesitamos programar publicaciones en tres redes", "need", "programar publicaciones"),
    ("Buscamos una herramienta para el equipo de redes", "need", "una herramienta"),
    ("Perdemos mucho tiempo publicando a mano", "need", "publicando a mano"),
    ("We'd like to start next month", "timeline", "next month"),
    ("It has to be live by the end of March", "timeline", "by the end of March"),
    ("In two weeks or so", "timeline", "In two weeks"),
    ("Queremos empezar en septiembre", "timeline", "en septiembre"),
    ("Lo antes posible", "timeline", "Lo antes posible"),
    ("Antes de fin de año, sin prisa", "timeline", "Antes de fin de año"),
    ("El mes que viene", "timeline", "mes que viene"),
]


@pytest.mark.parametrize(("reply", "item", "words"), STATED)
def test_an_item_is_quoted_word_for_word(reply: str, item: str, words: str) -> None:
    quoted = getattr(read([reply], lexicon=LEXICON).bant, item)
    assert quoted is not None
    assert words in quoted
    assert quoted in reply


NOT_STATED = [
    ("What's your price, is it $20?", "budget"),
    ("Not sure about the budget, sorry", "budget"),
    ("No sé el presupuesto", "budget"),
    ("My boss uses Buffer", "authority"),
    ("Who decides on your side?", "authority"),
    ("I want to talk to a person", "need"),
    ("We don't need scheduling", "need"),
    ("I'd like a demo", "need"),
    ("Quiero hablar con alguien", "need"),
    ("Tuesday at 10 works for me", "timeline"),
    ("Thanks for writing!", "need"),
    ("We have 3000 followers", "quantity"),
    ("It costs 10 dollars per seat?", "quantity"),
    ("Not 10 seats", "quantity"),
    ("We are 100% sure", "quantity"),
    ("Let's meet at 10", "quantity"),
]


@pytest.mark.parametrize(("reply", "item"), NOT_STATED)
def test_an_item_that_is_not_stated_stays_empty(reply: str, item: str) -> None:
    assert getattr(read([reply], lexicon=LEXICON).bant, item) is None


QUANTITIES = [
    ("10 seats please", 10, True),
    ("We'd need twelve licences", 12, True),
    ("5 licencias", 5, True),
    ("Seríamos veinticinco usuarios", 25, True),
    ("1,000 users", 1000, True),
    ("treinta y dos asientos", 32, True),
    ("a team of 8", 8, True),
    ("Somos 6 personas", 6, True),
    ("There are 9 of us", 9, True),
    ("10 premium seats", 10, True),
    ("licences for 14 people", 14, True),
    ("We have 12 people but need only 4 seats", 4, True),
    ("about 20 users", 20, False),
    ("unos 15 usuarios", 15, False),
    ("5-10 seats", 10, False),
    ("between 5 and 8 users", 8, False),
    ("Not 10 seats but 12 seats", 12, True),
    ("10 seats... sorry, make it 12 seats", 12, True),
    ("8 seats for sales and 4 seats for support, 12 seats in total", 12, True),
]


@pytest.mark.parametrize(("reply", "value", "exact"), QUANTITIES)
def test_a_quantity_is_counted_in_the_products_units(reply: str, value: int, exact: bool) -> None:
    reading = read([reply], lexicon=LEXICON)
    assert (reading.bant.quantity, reading.quantity_exact) == (value, exact)


@pytest.mark.parametrize(
    ("reply", "budget", "authority", "need", "timeline", "quantity"),
    [
        (
            "1) 300 eur 2) me 3) to schedule instagram posts 4) next month 5) 8",
            "300 eur",
            "me",
            "to schedule instagram posts",
            "next month",
            8,
        ),
        (
            "budget: 1000 usd / authority: our CEO / need: analytics / timeline: asap / 3 seats",
            "budget: 1000 usd",
            "authority: our CEO",
            "need: analytics",
            "timeline: asap",
            3,
        ),
        (
            "unos 400, mi jefe, programar contenido, cuanto antes, 9",
            "unos 400",
            "mi jefe",
            "programar contenido",
            "cuanto antes",
            9,
        ),
    ],
)
def test_lists_of_answers(reply: str, budget: str, authority: str, need: str, timeline: str, quantity: int) -> None:
    asked = Asked(items={0: ("budget", "authority", "need", "timeline", "quantity")})
    bant = read([reply], lexicon=LEXICON, asked=asked).bant
    assert (bant.budget, bant.authority, bant.need, bant.timeline) == (budget, authority, need, timeline)
    assert bant.quantity == quantity


def test_facts_accumulate_over_replies_and_later_words_correct_earlier_ones() -> None:
    replies = [
        "We need a planner for Instagram. Budget 100 USD.",
        "My boss decides.",
        "The budget is 200 USD now, 4 seats",
    ]
    reading = read(replies, lexicon=LEXICON)
    assert reading.bant.need == "We need a planner for Instagram"
    assert reading.bant.authority == "My boss decides"
    assert reading.bant.budget == "The budget is 200 USD now"
    assert reading.bant.quantity == 4
    assert reading.bant.missing == ("timeline",)


def test_one_message_with_everything() -> None:
    reply = "Budget is around $5,000, I make the decision, we need to schedule posts for 12 people by end of March."
    bant = read([reply], lexicon=LEXICON).bant
    assert bant.budget == "Budget is around $5,000"
    assert bant.authority == "I make the decision"
    assert bant.need is not None
    assert "schedule posts for 12 people" in bant.need
    assert bant.timeline == "by end of March"
    assert bant.quantity == 12


def test_terse_answers_count_once_they_were_asked_for() -> None:
    everything = Asked(items={0: ("budget", "authority", "need", "timeline", "quantity")})
    bant = read(["Around 300 a month, me, scheduling posts, next month"], asked=everything).bant
    assert (bant.budget, bant.authority) == ("Around 300 a month", "me")
    assert (bant.need, bant.timeline) == ("scheduling posts", "next month")
    assert read(["me"]).bant.authority is None
    assert read(["Our CMO"], asked=Asked(items={0: ("authority",)})).bant.authority == "Our CMO"
    assert read(["12"], asked=Asked(items={0: ("quantity",)})).bant.quantity == 12
    assert read(["unos 12"], asked=Asked(items={0: ("quantity",)})).bant.quantity == 12


@pytest.mark.parametrize(
    "reply", ["Sorry, busy week", "Thanks!", "Will get back to you", "I don't know", "Hola, luego te digo"]
)
def test_small_talk_answers_no_question(reply: str) -> None:
    asked = Asked(items={0: ("budget", "authority", "need", "timeline")})
    assert read([reply], asked=asked).bant.missing == ("budget", "authority", "need", "timeline")


def test_quoted_lines_of_our_own_message_are_not_the_contacts() -> None:
    reply = (
        "We need a planner\n> What budget do you have? Reply STOP\nOn Monday Andrés wrote:\nour budget is 5 USD, stop"
    )
    reading = read([reply])
    assert reading.bant.need == "We need a planner"
    assert reading.bant.budget is None
    assert not reading.stop


@pytest.mark.parametrize("reply", ["", "   ", "😂😂", "\x00\x01", "?" * 2000, "İİ ŞŞ ﬁ", "a\u0301" * 50, ", , ,", "sí"])
def test_odd_text_says_nothing_and_breaks_nothing(reply: str) -> None:
    reading = read([reply])
    assert reading.bant.missing == ("budget", "authority", "need", "timeline")
    assert reading.purchase is None


def test_decomposed_accents_are_quoted_as_written() -> None:
    reply = "Nuestro presupuesto es de 300 euros, lo decido yo, a\u0301nimo"
    quoted = read([reply]).bant.authority
    assert quoted is not None
    assert quoted in reply
