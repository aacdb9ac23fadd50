"""What holds for any text whatever."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vito_contracts.outputs import LeadAssessment
from vito_plugin_lead_gen.rules.normalise import Normalised
from vito_plugin_lead_gen.rules.scorer import Scorer

SCORER = Scorer()
WORDS = (
    *"how much price demo free trial please i we want need to buy your my team ? ! , . 20 users".split(),
    *"cuanto cuesta precio quiero una gracias no me interesa info Información 🙄 @ana #ad".split(),
    *"http://x.io a@b.co +34 600 000 000 ’ ' \" “ ” ﬁ İ ß ǅ".split(),
    "\n",
    "e\u0301",
    "\u200d",
)


def holds(text: str) -> LeadAssessment:
    found = SCORER.assess(text, 50)
    assert 0 <= found.score <= 100
    assert found.is_lead == (found.score >= 50)
    assert all(reason.quote in text and reason.points for reason in found.reasons)
    assert len({reason.code for reason in found.reasons}) == len(found.reasons)
    return found


@given(st.text())
def test_any_text(text: str) -> None:
    holds(text)


@given(st.lists(st.sampled_from(WORDS), max_size=40), st.sampled_from([" ", "", "  ", "\t"]))
def test_any_order_of_telling_words(words: list[str], between: str) -> None:
    holds(between.join(words))


@given(st.text(), st.integers(0, 50), st.integers(0, 50))
def test_every_quote_is_a_part_of_the_original(text: str, start: int, length: int) -> None:
    normal = Normalised(text)
    first = min(start, len(normal.text))
    assert normal.quote(first, min(first + length, len(normal.text))) in text


@given(st.lists(st.sampled_from(WORDS), max_size=20))
def test_the_same_text_gets_the_same_answer(words: list[str]) -> None:
    text = " ".join(words)
    assert SCORER.assess(text, 50) == SCORER.assess(text, 50)


@pytest.mark.data
def test_naughty_strings(real_data: Path) -> None:
    for line in (real_data / "bad_input" / "naughty_strings.jsonl").read_text(encoding="utf-8").splitlines():
        holds(json.loads(line)["s"])
