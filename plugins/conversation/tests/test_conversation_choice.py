"""Which sentence is quoted."""

from collections.abc import Callable
from typing import Any

import pytest

from vito_contracts.conversation import Turn
from vito_plugin_conversation.places import Reference
from vito_plugin_conversation.quotation import Quoted, closed, quotation
from vito_plugin_conversation.selection import choose

Ask = Callable[[Turn], Any]
Make = Callable[..., Turn]

ABOUT = """Lumbra Planner is a web application in which a team plans and publishes its posts. It publishes to four \
networks: Instagram, LinkedIn, TikTok and X.

What it does

Scheduling. Posts go out by themselves at the time you choose.

Who it is for

Install it yourself or let us host it. Lumbra Planner is made for teams of 2 to 200 people: agencies, clubs and schools.
"""
PLANS = """What Lumbra Planner and Lumbra Desk cost, and how the 14-day trial works.

Prices

Lumbra Planner costs 29 USD per seat per month. Lumbra Desk, the shared inbox, costs 15 USD per seat per month.
Product | Monthly billing | Annual billing
Lumbra Planner | 29 USD per seat per month | 290 USD per seat per year
Lumbra Desk | 15 USD per seat per month | 150 USD per seat per year

Lumbra Planner has no other price levels.

Free trial

The free trial of Lumbra Planner lasts 14 days and includes all features for up to 5 people.

To start the trial:
1. Open lumbra.example/trial and enter your address.
2. Confirm the address with the link that we send you.
3. Connect your first profile.

The trial ends by itself.
"""
LIMITS = """Posts can be scheduled up to 12 months ahead. Each profile can hold up to 500 scheduled posts.

Lumbra Planner keeps analytics for 24 months. When a profile is connected, the figures of its last 90 days are \
imported, as far as the network provides them. The figures are refreshed every 6 hours.

Images may have up to 10 MB and videos up to 500 MB. Each workspace can have up to 10 API keys.
"""
SPANISH = (
    "Lumbra Planner cuesta 29 USD por asiento y mes. La prueba gratuita dura 14 días e incluye todo para 5 personas."
)
ROLES = """Lumbra Planner has five roles: owner, admin, editor, reviewer and viewer.
Role | Can do | Needs a seat
Editor | Write, schedule and publish posts | yes
Viewer | See the calendar and the reports | no

Viewers are free: every workspace can have up to 10 viewers without a seat.
"""
GRID = """| | Standard | Team | Pro |
|---|---|---|---|
| **Per month** | $29 | $39 | $49 |
| **Channels** | 5 | 10 | 30 |

Prices above are read from the source.
"""


def quoted(question: str, *pages: str) -> list[str]:
    references = [Reference(f"{n}.md", "Lumbra", page, 0.7) for n, page in enumerate(pages)]
    return [chosen.quote for chosen in choose(question, references)]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What would Lumbra Planner cost for a team of 12?", "Lumbra Planner costs 29 USD per seat per month."),
        ("How much is Lumbra Desk for 4 people?", "Lumbra Desk, the shared inbox, costs 15 USD per seat per month."),
        ("price?", "Lumbra Planner costs 29 USD per seat per month."),
        ("How far ahead can posts be scheduled in Lumbra Planner?", "Posts can be scheduled up to 12 months ahead."),
        ("What is the maximum size of a video?", "Images may have up to 10 MB and videos up to 500 MB."),
        ("How often are the figures refreshed?", "The figures are refreshed every 6 hours."),
        ("How long are analytics kept?", "Lumbra Planner keeps analytics for 24 months."),
        (
            "How long does the free trial last?",
            "The free trial of Lumbra Planner lasts 14 days and includes all features for up to 5 people.",
        ),
        ("How many scheduled posts can a profile hold?", "Each profile can hold up to 500 scheduled posts."),
        ("how much per year?", "Lumbra Planner | 29 USD per seat per month | 290 USD per seat per year"),
    ],
)
def test_the_one_sentence_that_answers_is_quoted(question: str, expected: str) -> None:
    assert quoted(question, ABOUT, PLANS, LIMITS) == [expected]
    assert quoted(question, LIMITS, PLANS, ABOUT) == [expected]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("¿Cuánto costaría Lumbra Planner para 5 personas?", "Lumbra Planner cuesta 29 USD por asiento y mes."),
        ("¿Cuánto cuesta?", "Lumbra Planner cuesta 29 USD por asiento y mes."),
        (
            "¿Cuánto dura la prueba gratuita?",
            "La prueba gratuita dura 14 días e incluye todo para 5 personas.",
        ),
    ],
)
def test_a_page_in_the_language_of_the_question_is_preferred(question: str, expected: str) -> None:
    assert quoted(question, ABOUT, PLANS, SPANISH) == [expected]


@pytest.mark.parametrize(
    ("question", "page"),
    [
        ("What would Lumbra Planner cost for a team of 12?", ABOUT),
        ("How much is Lumbra Planner?", LIMITS),
        ("How far ahead can posts be scheduled?", ABOUT),
        ("What is the maximum size of a video?", PLANS),
        ("In which year was Lumbra founded?", PLANS),
        ("is that true? Article please!", "Set it to true. True is the default."),
    ],
)
def test_nothing_is_quoted_that_does_not_answer(question: str, page: str) -> None:
    assert quoted(question, page) == []


def test_a_name_that_is_on_every_page_says_nothing() -> None:
    pages = ("Lumbra Planner is blue. The Lumbra Planner logo is round.", "Lumbra Planner exports reports as PDF.")
    assert quoted("Can Lumbra Planner export reports?", *pages) == ["Lumbra Planner exports reports as PDF."]


def test_a_second_sentence_adds_something_that_was_asked() -> None:
    page = "Exports are PDF files. The logo is blue. Webhooks are signed. Exports are nice. Two files are many."
    assert quoted("Are exports PDF or CSV?", page) == ["Exports are PDF files."]
    assert quoted("Are exports PDF or CSV, and are webhooks signed?", page) == [
        "Exports are PDF files.",
        "Webhooks are signed.",
    ]


def test_a_page_in_another_language_must_speak_of_it_too() -> None:
    assert quoted("¿Quién es Zorro?", ABOUT) == []
    assert quoted("¿Cuánto cuesta?", PLANS) == ["Lumbra Planner costs 29 USD per seat per month."]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What can an editor do?", "Editor | Write, schedule and publish posts | yes"),
        ("Does a viewer need a seat?", "Viewers are free: every workspace can have up to 10 viewers without a seat."),
        (
            "How many viewers can see the calendar?",
            "Viewers are free: every workspace can have up to 10 viewers without a seat.",
        ),
    ],
)
def test_prose_comes_before_tables(question: str, expected: str) -> None:
    assert quoted(question, ROLES) == [expected]


@pytest.mark.parametrize(
    ("question", "row", "shown"),
    [
        (
            "How much is the Team plan?",
            "| **Per month** | $29 | $39 | $49 |",
            "“Per month | $29 | $39 | $49” (Standard, Team, Pro)",
        ),
        (
            "How many channels does Pro have?",
            "| **Channels** | 5 | 10 | 30 |",
            "“Channels | 5 | 10 | 30” (Standard, Team, Pro)",
        ),
    ],
)
async def test_of_a_table_the_one_row_is_quoted(
    turn: Make, reply: Ask, page: Callable[..., Any], question: str, row: str, shown: str
) -> None:
    parts = await reply(turn(question, passages=(page(GRID, "plans.mdx"),)))
    assert parts.quotes == [row]
    assert f"{shown} — plans.mdx" in parts.text


@pytest.mark.parametrize("question", ["How do I start the trial?", "Where do I sign up for the free trial?"])
def test_steps_are_quoted_from_the_first_to_the_last(question: str) -> None:
    assert quoted(question, PLANS) == [
        "To start the trial:",
        "Open lumbra.example/trial and enter your address.",
        "Confirm the address with the link that we send you.",
        "Connect your first profile.",
    ]


async def test_a_quote_does_not_end_with_a_colon(turn: Make, reply: Ask, page: Callable[..., Any]) -> None:
    text = "Pick a date in the composer, then choose how to publish a post:\n\nButton | Effect\nDraft | Keeps it"
    parts = await reply(turn("How do I publish a post?", passages=(page(text),)))
    assert parts.quotes == ["Pick a date in the composer, then choose how to publish a post"]
    assert "publish a post” —" in parts.text


def test_a_colon_stays_where_what_it_announces_follows() -> None:
    quotes = closed((Quoted("a", "Do this:"), Quoted("a", "First.", follows=True), Quoted("b", "**Or:**")))
    assert [quote.text for quote in quotes] == ["Do this:", "First.", "**Or"]
    assert quotation(quotes[:2]) == "“Do this: First.” — a"


@pytest.mark.parametrize(
    "question",
    [
        "Tell me more about your product",
        "Tell me more about your product, please. We are looking for a tool like this.",
        "cuéntame más",
        "Me interesa Lumbra Planner para mi agencia, ¿me cuentas más?",
        "What is Lumbra Planner?",
    ],
)
def test_an_overview_begins_with_what_the_product_is(question: str) -> None:
    assert quoted(question, PLANS, LIMITS, ABOUT)[0] == (
        "Lumbra Planner is a web application in which a team plans and publishes its posts."
    )


def test_an_overview_is_no_command_and_no_description_of_a_page() -> None:
    assert quoted("Tell me more about your product", "What Lumbra costs, and how it works. Install it yourself.") == []


@pytest.mark.parametrize(
    "message", ["perfect!", "ENJOY!!!", "is that true? Article please!", "What a goal last night!", "precious"]
)
async def test_chatter_is_never_answered_with_a_quote(
    turn: Make, reply: Ask, page: Callable[..., Any], message: str
) -> None:
    text = "You can now enjoy the new updates! The perfect plan. Set it to true. The goal is a precious stone."
    parts = await reply(turn(message, passages=(page(text, relevance=0.9),)))
    assert not parts.last.known
    assert not parts.last.citations
    assert "“" not in parts.text


async def test_a_remark_on_what_is_on_a_page_is_answered(turn: Make, reply: Ask) -> None:
    assert (await reply(turn("API requests limited"))).quotes == ["The Public API is limited to 90 requests per hour."]
