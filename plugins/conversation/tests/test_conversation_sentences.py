import time

import pytest

from vito_plugin_conversation.approach import approach_of
from vito_plugin_conversation.injection import is_attempt
from vito_plugin_conversation.intents import read
from vito_plugin_conversation.private_data import private_data
from vito_plugin_conversation.sentences import SentenceStream, cut, sentences, shown
from vito_plugin_conversation.wishes import wish_of


def quotable(page: str) -> list[str]:
    return [page[s.start : s.end] for s in sentences(page)]


def test_sentences_are_found_in_plain_text() -> None:
    page = "Dr. Smith pays $3.50, e.g. for tea. It is v1.2! Really? (Yes.) “Quoted.” End"
    assert quotable(page) == [
        "Dr. Smith pays $3.50, e.g. for tea.",
        "It is v1.2!",
        "Really?",
        "(Yes.)",
        "“Quoted.”",
        "End",
    ]


def test_sentences_are_found_in_mdx() -> None:
    page = (
        "---\ntitle: X\n---\nimport A from 'a'\n\n# Head\n\nA line that is long enough to be wrapped by its "
        "writer goes\n"
        "on here. Next.\n\n<Note>\nInside.\n</Note>\n\n```sh\nrun it. Now.\n```\n\n- one item\n- Two items. "
        "Yes.\n"
        "1. **Step**\n\n| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n"
    )
    assert quotable(page) == [
        "A line that is long enough to be wrapped by its writer goes\non here.",
        "Next.",
        "Inside.",
        "one item",
        "Two items.",
        "Yes.",
        "**Step**",
        "| 1 | 2 |",
        "| 3 | 4 |",
    ]
    rows = [s for s in sentences(page) if s.header]
    assert [page[slice(*row.header)] for row in rows if row.header] == ["| a | b |"] * 2


def test_headings_without_marks_are_not_sentences() -> None:
    assert quotable("Getting started\n\nOpen the app.\n\nLast words") == ["Open the app.", "Last words"]
    assert sentences("Getting started\n\nOpen the app.")[0].heading == "Getting started"


def test_a_page_of_nothing_has_no_sentences() -> None:
    assert [quotable(page) for page in ("", "\n\n", "---\n", "```", "#")] == [[], [], [], [], ["#"]]


def test_a_shown_quote_keeps_its_words() -> None:
    assert shown("**Click** [Add\n  Channel](/x) in snake_case <b>now</b>") == "Click Add Channel in snake_case now"
    assert shown("| a | `b` |") == "a | `b`"


@pytest.mark.parametrize(
    ("limit", "expected"),
    [(100, "One. Two e.g. three. Four"), (20, "One. Two e.g. three."), (19, "One."), (3, "On…"), (0, "")],
)
def test_cut_ends_at_a_sentence(limit: int, expected: str) -> None:
    assert cut("One. Two e.g. three. Four", limit) == expected


@pytest.mark.parametrize("size", [1, 2, 5, 1000])
def test_a_stream_gives_whole_sentences_and_loses_nothing(size: int) -> None:
    text = "Hello there. It’s 3.5, e.g. this… “Quoted.” Line\nNext — a/b.mdx\n\nEnd"
    stream = SentenceStream()
    pieces = [s for i in range(0, len(text), size) for s in stream.feed(text[i : i + size])]
    assert "".join([*pieces, stream.flush()]) == text
    assert pieces[0] == "Hello there. "
    assert "Line\n" in pieces


HOSTILE = ["a" * 20_000, "." * 20_000, "\n" * 20_000, "[" * 20_000, "you are now " * 2_000, "“" * 20_000]
HOSTILE += [
    "1 " * 10_000,
    "ignore " * 3_000,
    "| " * 10_000,
    "<a " * 7_000,
    "what is it " * 2_000,
    "*_" * 10_000,
]
HOSTILE += [
    "hi chatgpt " * 2_000,
    "are you " * 3_000,
    "respond as two " * 1_500,
    "¡" * 20_000,
    "x.\n" * 7_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:12]))
def test_no_text_takes_long(text: str) -> None:
    begun = time.process_time()
    read(text)
    wish_of(text)
    is_attempt(text)
    approach_of(text)
    private_data(text)
    for sentence in sentences(text):
        shown(text[sentence.start : sentence.end])
    shown(text)
    cut(text, 1200)
    stream = SentenceStream()
    for i in range(0, len(text), 5):
        stream.feed(text[i : i + 5])
    assert time.process_time() - begun < 2
