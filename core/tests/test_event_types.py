"""Registration refuses what could hold a person's words; encoding refuses what does not fit; versions are bridged."""

import datetime as dt
from enum import StrEnum
from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec
import pytest

from vito_contracts.errors import InvalidInput
from vito_contracts.events import Code, EventPayload, EventType, NewEvent, UsageMetered, as_code
from vito_contracts.ids import ContactId, new_id
from vito_core.events.types import EventTypes

BAD_INPUT = ["two words", "ana@example.com", "tab\there", "line\n", "", "x" * 101, "naïve", "\u200b", "a\x00b"]


class Colour(StrEnum):
    RED = "red"


class Fine(EventPayload, frozen=True, kw_only=True):
    contact: ContactId
    id: UUID | None
    count: int
    share: float
    known: bool
    at: dt.datetime
    colour: Colour
    word: Literal["a", "b"]
    reason: Code | None = None
    many: tuple[Code, ...] = ()
    pair: tuple[int, Colour] = (1, Colour.RED)


@pytest.mark.parametrize(
    "annotation",
    [
        str,
        str | None,
        Any,
        bytes,
        list[Code],
        dict[str, int],
        tuple[str, ...],
        tuple[int, str],
        UsageMetered,
        Annotated[str, msgspec.Meta(max_length=20)],
        Annotated[str, msgspec.Meta(pattern="^.*$", max_length=20)],
    ],
)
def test_a_field_that_could_hold_words_is_refused(annotation):
    payload = msgspec.defstruct("Wordy", [("spoken", annotation)], bases=(EventPayload,), frozen=True, kw_only=True)
    with pytest.raises(InvalidInput) as refused:
        EventTypes().register(EventType(name="wordy.said", payload=payload), "chatter")
    for part in ("chatter", "wordy.said", "spoken", "Wordy"):
        assert part in str(refused.value)


def test_ids_numbers_times_enums_and_codes_are_taken():
    types = EventTypes()
    types.register(EventType(name="fine.done", payload=Fine), "p")
    assert {each.name: plugin for plugin, each in types}["fine.done"] == "p"


@pytest.mark.parametrize("text", [text for text in BAD_INPUT if text])
def test_a_value_that_is_no_code_is_refused_without_being_repeated(text):
    event = NewEvent(type="usage.metered", subject=new_id(), payload=UsageMetered(unit=text, quantity=1))
    with pytest.raises(InvalidInput) as refused:
        EventTypes().encode(event, "p")
    assert "usage.metered" in str(refused.value)
    assert text not in str(refused.value)
    assert as_code(text) == "other"


def test_a_code_stays_itself():
    for code in ("TWITTER", "no_reply", "skipped:disabled", "v1.2.3", "a/b", "C++", "#7", ""):
        assert as_code(code) == code
        EventTypes().encode(
            NewEvent(type="usage.metered", subject=new_id(), payload=UsageMetered(unit=code, quantity=1)), "p"
        )


@pytest.mark.parametrize("quantity", ["1", 1.5, None, "ana"])
def test_a_value_of_another_kind_is_refused(quantity):
    payload = UsageMetered(unit="turn", quantity=quantity)
    with pytest.raises(InvalidInput):
        EventTypes().encode(NewEvent(type="usage.metered", subject=new_id(), payload=payload), "p")


def test_a_foreign_payload_and_an_unknown_type_are_refused():
    usage = UsageMetered(unit="turn", quantity=1)
    for name in ("turn.completed", "nobody.knows"):
        with pytest.raises(InvalidInput, match=name):
            EventTypes().encode(NewEvent(type=name, subject=new_id(), payload=usage), "p")


def test_a_type_belongs_to_one_plugin():
    with pytest.raises(InvalidInput, match="belongs to 'core'"):
        EventTypes().register(EventType(name="usage.metered", payload=UsageMetered), "thief")


def test_every_version_needs_its_upgrade():
    for version, upgrades in ((2, ()), (1, (dict,)), (3, (dict,))):
        with pytest.raises(InvalidInput, match="upgrades"):
            EventTypes().register(
                EventType(name="box.sent", payload=UsageMetered, version=version, upgrades=upgrades), "p"
            )


def test_upgrades_are_chained_from_the_version_that_was_written():
    types = EventTypes()
    first = lambda payload: {"unit": payload["u"], "n": payload["n"]}  # noqa: E731
    second = lambda payload: {"unit": payload["unit"], "quantity": payload["n"]}  # noqa: E731
    types.register(EventType(name="box.sent", payload=UsageMetered, version=3, upgrades=(first, second)), "p")
    newest = {"unit": "box", "quantity": 2}
    assert types.upgraded("box.sent", 1, {"u": "box", "n": 2}) == (newest, 3)
    assert types.upgraded("box.sent", 2, {"unit": "box", "n": 2}) == (newest, 3)
    assert types.upgraded("box.sent", 3, newest) == (newest, 3)
    assert types.upgraded("nobody.knows", 1, newest) == (newest, 1)
    assert types.is_newer("box.sent", 4)
    assert not types.is_newer("box.sent", 3)
    assert not types.is_newer("nobody.knows", 9)
