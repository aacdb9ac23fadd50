"""Which sentences of the passages answer a question best. Deterministic, in memory, without a model."""

from collections.abc import Callable, Sequence
from typing import Final

import msgspec

from vito_plugin_conversation.asked import Asked, asked_of
from vito_plugin_conversation.belonging import around
from vito_plugin_conversation.blocks import Kind
from vito_plugin_conversation.forms import about_prices, defines, expected, faults, holds_amount
from vito_plugin_conversation.language import content_words, detect, stems
from vito_plugin_conversation.places import Place, Reference, of_page
from vito_plugin_conversation.scoring import MEASURED, Candidate, candidate, grounds
from vito_plugin_conversation.sentences import cells
from vito_plugin_conversation.wishes import Wish

ENOUGH: Final = 0.28
"""Least share of the question's meaning (weighted by rarity) that a sentence must speak of, itself or by
its page.
"""
TRUSTED: Final = 0.5
"""A passage this relevant is answered from though few words coincide; next to none need to if it is in
another language.
"""
_INTRODUCING: Final = 0.35
"""Least form of a sentence that introduces what nobody named: "tell me more"."""
_WITHOUT_FORM: Final = 0.6
"""Share of the question that a sentence without the expected form (an amount for a price) must speak of."""
_FEW_WORDS: Final = 6
_ALONE: Final = 0.4
"""The same for a sentence of few words that says but one of many that were asked."""


class Chosen(msgspec.Struct, frozen=True):
    """A quote and the index of the reference it stands in, word for word.

    `cover`, `words`: how much of the question the best sentence speaks of, and how many words of it it says itself.
    """

    reference: int
    quote: str
    follows: bool = False
    """It comes right after the one before on the same page."""
    columns: tuple[str, ...] = ()
    """For a table row that needs it: the head of its table."""
    cover: float = 1.0
    words: int = 0


def choose(
    question: str,
    references: Sequence[Reference],
    *,
    refuses: Callable[[str], bool] = lambda _: False,
    favours: Sequence[str] = (),
    before: str = "",
) -> list[Chosen]:
    """The best sentences, in reading order; empty where nothing speaks of what was asked.

    `refuses`: says which texts may not be quoted. `favours`: words that break ties. `before`: the end
    user's previous message, which helps a question that says little by itself.
    """
    places = [
        place
        for index, reference in enumerate(references)
        if not refuses(reference.source)
        for place in of_page(index, reference)
    ]
    asked, language = asked_of(question, before, places), detect(question)
    languages = [detect(reference.text) for reference in references]
    stood_on = grounds(places, references, asked, [each == language for each in languages])
    favoured = stems(content_words(" ".join(favours)))
    candidates = [
        candidate(place, stood_on[place.reference], asked, favoured) for place in places if not refuses(place.text)
    ]
    best = _best(candidates, asked)
    if best is None:
        return []
    translated = {language, languages[best.place.reference]} == {"en", "es"}
    if not _answers(best, asked, stood_on[best.place.reference].relevance, translated):
        return []
    picked = around(best.place, [each.place for each in candidates], asked.wish)
    return _quotes(picked + _another(best, candidates, asked), best)


def _best(candidates: Sequence[Candidate], asked: Asked) -> Candidate | None:
    introduces = asked.wish is Wish.OVERVIEW and not asked.weights
    fitting = [each for each in candidates if (defines(each.place) if introduces else _may_answer(each, asked.wish))]
    return max(fitting, key=lambda each: each.score, default=None)


def _may_answer(one: Candidate, wish: Wish) -> bool:
    """Whether a sentence has the form expected, or speaks of so much that the answer may be in its words."""
    if expected(wish, one.place):
        return wish is not Wish.PRICE or holds_amount(one.place) or bool(one.said)
    if one.place.sentence.kind is Kind.ROW:
        return False
    least = 2 if wish is Wish.NUMBER or (wish is Wish.PRICE and about_prices(one.place)) else 3
    return one.cover >= _WITHOUT_FORM and len(one.said) >= least


def _answers(best: Candidate, asked: Asked, relevance: float, translated: bool) -> bool:
    """Whether the best sentence is good enough. Few shared words are no argument where the page is relevant, and
    none where it is in the other language.
    """
    if asked.wish is Wish.OVERVIEW and not asked.weights:
        return best.form >= _INTRODUCING
    if len(asked.weights) > 2 and len(best.said) == 1 and len(best.place.own) < _FEW_WORDS and best.cover < _ALONE:
        return False
    translated = translated and asked.wish is not Wish.OVERVIEW and best.cover > 0
    return best.cover >= ENOUGH or (relevance >= TRUSTED and (best.cover >= ENOUGH / 2 or translated))


def _another(best: Candidate, candidates: Sequence[Candidate], asked: Asked) -> list[Place]:
    """A second sentence, only where it clearly adds something that was asked."""
    whole = asked.wish in (Wish.STEPS, Wish.OVERVIEW) or best.place.sentence.kind is Kind.ROW
    if whole or len(asked.substance) < 3:
        return []
    share = 0.12 if len(asked.substance) > 3 else 0.45 if asked.wish in MEASURED else 0.25
    least = share * sum(asked.substance.values())
    good = [
        each
        for each in candidates
        if each.score >= 0.7 * best.score
        and each.cover >= ENOUGH
        and each.place.sentence.kind is not Kind.ROW
        and expected(asked.wish, each.place)
        and faults(each.place, asked.wish) < 0.25
        and (more := each.said - best.said)
        and sum(asked.weights[word] for word in more) >= least
    ]
    second = max(good, key=lambda each: each.score, default=None)
    return [] if second is None else [second.place]


def _quotes(picked: list[Place], best: Candidate) -> list[Chosen]:
    """In reading order, the best one's page first."""
    picked.sort(key=lambda place: (place.reference != best.place.reference, place.reference, place.order))
    quotes: list[Chosen] = []
    for index, place in enumerate(picked):
        before = picked[index - 1] if index else None
        follows = before is not None and (before.reference, before.order + 1) == (place.reference, place.order)
        quotes.append(Chosen(place.reference, place.text, follows, _columns(place), best.cover, len(best.said)))
    return quotes


def _columns(place: Place) -> tuple[str, ...]:
    """The head of a row's table where the row alone does not say what its cells are."""
    columns, values = place.columns, cells(place.text)[1:]
    if sum(len(value.split()) < 2 for value in values) < 2:
        return ()
    return tuple(column for column in columns[-len(values) :] if column)
