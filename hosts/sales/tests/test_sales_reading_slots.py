"""Times for the demo: named, accepted, declined; and what day they mean."""

import datetime as dt

import pytest

from vito_host_sales.reading import Asked, Reading, read
from vito_host_sales.slots import day_named, propose, spell
from vito_host_sales.text import fold

MONDAY = dt.datetime(2026, 3, 2, 9, 30, tzinfo=dt.UTC)


def asked(*replies: str) -> Reading:
    return read(replies, asked=Asked(demo=0))


NAMED = [
    "Tuesday at 10 works",
    "el martes a las 10",
    "tomorrow afternoon",
    "mañana por la tarde",
    "How about Thursday at 3pm?",
    "¿Podría ser el jueves a las 16:00?",
    "3 March at noon",
    "Wednesday",
    "at 15:30 please",
    "El viernes me va bien",
    "call me tomorrow at 10",
    "Next Tuesday, 11am CET",
    "I'm free after 3 on Wednesday",
    "mejor el viernes a las 9",
]


@pytest.mark.parametrize("reply", NAMED)
def test_a_time_is_understood_as_stated(reply: str) -> None:
    reading = asked(reply)
    assert reading.slot is not None
    assert reading.slot in reply
    assert not reading.slot_accepted


@pytest.mark.parametrize(
    "reply",
    [
        "yes, that works",
        "Perfect!",
        "Sounds good",
        "ok",
        "Sí",
        "vale, perfecto",
        "Me va bien",
        "Works for me",
        "Whenever",
        "De acuerdo",
        "that time is fine",
        "Dale, quedamos así",
        "great, looking forward to it",
    ],
)
def test_the_proposal_is_accepted(reply: str) -> None:
    reading = asked(reply)
    assert reading.slot_accepted
    assert reading.slot is not None
    assert reading.slot in reply
    assert read([reply]).slot is None


@pytest.mark.parametrize(
    "reply",
    [
        "Tuesday doesn't work",
        "I can't do Tuesday at 10",
        "Another day would be better",
        "We need it by Friday",
        "Lo necesitamos antes del viernes",
        "yes, but another day",
        "next week",
        "No puedo el martes",
        "What will you show?",
        "ok, what does it cost?",
        "I'm on holiday until the 15th",
        "no puedo ese día",
        "Our posts go out every Tuesday at 10",
    ],
)
def test_no_time_is_agreed(reply: str) -> None:
    assert asked(reply).slot is None


def test_the_other_time_in_the_same_breath_is_taken() -> None:
    assert asked("Tuesday doesn't work but Wednesday at 3 does").slot == "Wednesday at 3 does"
    assert asked("No puedo el martes, el jueves a las 11 sí").slot == "el jueves a las 11 sí"


def test_before_any_proposal_it_must_be_plain_that_a_meeting_is_meant() -> None:
    assert read(["Could you show me a demo on Tuesday at 10?"]).slot is not None
    assert read(["Tuesday at 10 works"]).slot is not None
    assert read(["We launched the shop on Tuesday at 10"]).slot is None
    assert read(["We need it by Friday"]).slot is None


@pytest.mark.parametrize(
    "reply", ["We don't need a demo", "Let's skip the demo", "No hace falta una demo", "No necesitamos demo"]
)
def test_the_demo_is_declined(reply: str) -> None:
    reading = asked(reply)
    assert reading.declines_demo
    assert reading.refusal is None
    assert reading.slot is None


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Tuesday at 10", (2026, 3, 3)),
        ("el lunes", (2026, 3, 9)),
        ("mañana por la tarde", (2026, 3, 3)),
        ("pasado mañana", (2026, 3, 4)),
        ("today at 5", (2026, 3, 2)),
        ("15 de marzo", (2026, 3, 15)),
        ("January 5", (2027, 1, 5)),
        ("el viernes por la mañana", (2026, 3, 6)),
        ("whenever", None),
        ("31 de febrero", None),
    ],
)
def test_the_day_that_words_name(words: str, day: tuple[int, int, int] | None) -> None:
    assert day_named(fold(words).text, MONDAY) == (dt.date(*day) if day else None)


def test_proposals_fall_on_working_days() -> None:
    friday = dt.datetime(2026, 3, 6, 18, tzinfo=dt.UTC)
    assert propose(friday, 0) == dt.datetime(2026, 3, 10, 10, tzinfo=dt.UTC)
    assert propose(friday, 1) == dt.datetime(2026, 3, 11, 15, tzinfo=dt.UTC)
    assert spell(propose(friday, 0), "en") == "Tuesday, 10 March at 10:00 (UTC)"
    assert spell(propose(friday, 1), "es") == "miércoles 11 de marzo a las 15:00 (UTC)"
