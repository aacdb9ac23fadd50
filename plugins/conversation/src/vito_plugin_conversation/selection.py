"""Which sentences of the passages answer a question best. Deterministic, in memory, without a model."""

import math
from collections.abc import Callable, Sequence
from typing import Final

import msgspec

from vito_plugin_conversation.forms import faults, fits
from vito_plugin_conversation.glossary import alternatives
from vito_plugin_conversation.intents import Wish, wish_of
from vito_plugin_conversation.language import content_words, detect, stem, stems
from vito_plugin_conversation.places import Place, Reference, of_page

ENOUGH: Final = 0.28
"""Least share of the question's meaning (weighted by rarity) that a sentence must speak of, itself or by
its page.
"""
TRUSTED: Final = 0.5
"""A passage this relevant is answered from though few words coincide; none need to if it is in another
language.
"""
_MOST: Final = {Wish.STEPS: 4, Wish.OVERVIEW: 2}
"""Sentences quoted in a row for wishes that one sentence does not answer."""


class Chosen(msgspec.Struct, frozen=True):
    """A quote and the index of the reference it stands in, word for word."""

    reference: int
    quote: str
    follows: bool = False
    """It comes right after the one before on the same page."""


class _Candidate(msgspec.Struct, frozen=True):
    """`cover`: the share of the question that it speaks of; `said`: the words it says itself."""

    place: Place
    cover: float
    score: float
    said: frozenset[str]


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
    wish, wanted = wish_of(question), _weights(question, before, places)
    favoured = stems(content_words(" ".join(favours)))
    candidates = [
        _candidate(place, references[place.reference].relevance, wanted, wish, favoured)
        for place in places
        if not refuses(place.text)
    ]
    if not candidates:
        return []
    best = max(candidates, key=lambda candidate: candidate.score)
    if best.cover < ENOUGH and wish is not Wish.OVERVIEW and not _trusted(best, question, references):
        return []
    return _quotes(_around(best, candidates, wish), best)


def _trusted(best: _Candidate, question: str, references: Sequence[Reference]) -> bool:
    """Whether few shared words are no argument: the page is relevant, and perhaps in another language."""
    page = references[best.place.reference]
    return page.relevance >= TRUSTED and (best.cover >= ENOUGH / 2 or detect(question) != detect(page.text))


def _weights(question: str, before: str, places: Sequence[Place]) -> dict[str, float]:
    """Stem → how much it says: the rarer among the sentences, the more."""
    asked = [stem(word) for word in content_words(question)]
    weights = {word: _rarity(word, places) for word in asked}
    if len(weights) < 2:
        for word in stems(content_words(before)):
            weights.setdefault(word, 0.4 * _rarity(word, places))
    return weights


def _rarity(word: str, places: Sequence[Place]) -> float:
    others = alternatives(word)
    return math.log((len(places) + 2) / (sum(not others.isdisjoint(place.own) for place in places) + 1))


def _candidate(
    place: Place, relevance: float, wanted: dict[str, float], wish: Wish, favoured: set[str]
) -> _Candidate:
    said = frozenset(word for word in wanted if not alternatives(word).isdisjoint(place.own))
    near = [word for word in wanted if word not in said and not alternatives(word).isdisjoint(place.above)]
    context = (0.6 if wish is Wish.STEPS else 0.35) * sum(wanted[word] for word in near)
    cover = (sum(wanted[word] for word in said) + context) / (sum(wanted.values()) or 1.0)
    score = cover + 0.3 * relevance - 0.03 * place.reference - 0.004 * place.order
    score += fits(wish, place, wanted) + 0.05 * (not favoured.isdisjoint(place.own)) - faults(place, wish)
    return _Candidate(place, cover, score, said)


def _around(best: _Candidate, candidates: Sequence[_Candidate], wish: Wish) -> list[Place]:
    """The best sentence and what belongs with it: the next steps, or another that adds to it."""
    first = best.place
    after = [
        c.place for c in candidates if c.place.reference == first.reference and c.place.order > first.order
    ]
    picked = [first]
    if wish in (Wish.STEPS, Wish.OVERVIEW):
        for place in after[: _MOST[wish] - 1]:
            if place.order != picked[-1].order + 1 or place.sentence.heading != first.sentence.heading:
                break
            picked.append(place)
        return picked
    good = [c for c in candidates if c.score >= 0.7 * best.score and c.cover >= ENOUGH and c.said - best.said]
    second = max(good, key=lambda c: c.score, default=None)
    return picked if second is None else [*picked, second.place]


def _quotes(picked: list[Place], best: _Candidate) -> list[Chosen]:
    """In reading order, the best one's page first; a table row comes after the head of its table."""
    picked.sort(key=lambda place: (place.reference != best.place.reference, place.reference, place.order))
    quotes: list[Chosen] = []
    for index, place in enumerate(picked):
        before = picked[index - 1] if index else None
        follows = before is not None and (before.reference, before.order + 1) == (
            place.reference,
            place.order,
        )
        header = place.sentence.header
        if header and not (before and before.sentence.header == header):
            quotes.append(Chosen(place.reference, place.page[header[0] : header[1]]))
        quotes.append(Chosen(place.reference, place.text, follows))
    return quotes
