import time

import pytest

from vito_plugin_support.classify import classify
from vito_plugin_support.complaints import complains
from vito_plugin_support.events import EscalationReason
from vito_plugin_support.lines import hand_over_line
from vito_plugin_support.person import wants_person
from vito_plugin_support.text import MOST_CHARACTERS, language_of, likeness, plain


def test_plain_text() -> None:
    assert plain("  ¿Dónde  está\nmi “FACTURA”? I’m  ") == '¿donde esta mi "factura"? i\'m'
    assert len(plain("a" * 100_000)) == MOST_CHARACTERS


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Where can I download the invoice?", "en"),
        ("no puedo entrar desde esta mañana", "es"),
        ("¿Factura?", "es"),
        ("quiero hablar con una persona", "es"),
        ("let me talk to a person", "en"),
        ("refund", ""),
        ("", ""),
    ],
)
def test_language(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("I can't connect LinkedIn", "LinkedIn won't connect", True),
        ("I can't connect LinkedIn", "the LinkedIn connection fails", True),
        ("no puedo conectar LinkedIn al calendario", "LinkedIn no conecta con el calendario", True),
        ("How do I connect my Facebook account?", "How do I connect my Instagram account?", False),
        ("I can't log in", "The upload hangs", False),
        ("still not working", "it still does not work", False),
        ("", "", False),
    ],
)
def test_likeness(one: str, other: str, same: bool) -> None:
    assert (likeness(one, other) >= 0.7) is same
    assert likeness(one, other) == likeness(other, one)


@pytest.mark.parametrize("reason", list(EscalationReason))
def test_hand_over_lines(reason: EscalationReason) -> None:
    assert hand_over_line(reason, "es-MX") == hand_over_line(reason, "es") != hand_over_line(reason, "en")
    assert hand_over_line(reason, "") == hand_over_line(reason, "de") == hand_over_line(reason, "en-GB")


@pytest.mark.parametrize(
    "text",
    ["a " * 9000, "not " * 9000, "payment " * 9000, "no se me " * 9000, "i want to " * 9000, "x" * 90_000],
)
def test_long_texts_take_no_longer_than_short_ones(text: str) -> None:
    start = time.perf_counter()
    classify(text), wants_person(text), complains(text)
    assert time.perf_counter() - start < 5  # quadratic ones took minutes
