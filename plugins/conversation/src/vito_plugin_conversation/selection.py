"""Which sentences of the passages answer a question best. Deterministic, in memory, without a model."""

from collections.abc import Callable, Sequence
from typing import Final

import msgspec

from vito_plugin_conversation.asked import Asked, asked_of
from vito_plugin_conversation.belonging import around
from vito_plugin_conversation.blocks import Kind
from vito_plugin_conversation.forms import about_prices, expected, faults, fits, holds_amount
from vito_plugin_conversation.glossary import alternatives
from vito_plugin_conversation.language import content_words, detect, stems
from vito_plugin_conversation.places import Place, Reference, of_page
from vito_plugin_conversation.wishes import Wish

ENOUGH: Final = 0.28
"""Least share of the question's meaning (weighted by rarity) that a sentence must speak of, itself or by
its page.
"""
TRUSTED: Final = 0.5
"""A passage this relevant is answered from though few words coincide; none need to if it is in another
language.
"""
MEASURED: Final = (Wish.PRICE, Wish.SIZE, Wish.DURATION, Wish.NUMBER)
LONE: Final = 0.4
SHORT: Final = 6
_INTRODUCING: Final = 0.35
"""Least form of a sentence that introduces what nobody named: "tell me more"."""
class Chosen(msgspec.Struct, frozen=True):
    """A quote and the index of the reference it stands in, word for word."""

    reference: int
    quote: str
    follows: bool = False
    """It comes right after the one before on the same page."""
    columns: tuple[str, ...] = ()
    """For a table row that needs it: the head of its table."""
    cover: float = 1.0
    words: int = 0
    """How much of the question the best sentence speaks of, and how many words of it it says itself."""


class Candidate(msgspec.Struct, frozen=True):
    """`cover`: the share of the question that it speaks of; `said`: the words it says itself."""

    place: Place
    cover: float
    score: float
    form: float
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
    asked = asked_of(question, before, places)
    favoured = stems(content_words(" ".join(favours)))
    language = detect(question)
    spoken_of = _shares(places, asked)
    own_language = {i: detect(reference.text) == language for i, reference in enumerate(references)}
    candidates = [
        _candidate(
            place, references[place.reference].relevance, asked, favoured, own_language[place.reference], spoken_of[place.reference]
        )
        for place in places
        if not refuses(place.text)
    ]
    if not candidates:
        return []
    best = _best(candidates, asked, question, references)
    if best is None:
        return []
    picked = around(best.place, [candidate.place for candidate in candidates], asked.wish)
    return _quotes(picked + _another(best, candidates, asked), best)


def _best(
    candidates: Sequence[Candidate], asked: Asked, question: str, references: Sequence[Reference]
) -> Candidate | None:
    """The best candidate that holds what such an answer cannot do without, if it answers."""
    best = max((c for c in candidates if _may_answer(c, asked.wish)), key=lambda candidate: candidate.score, default=None)
    if best is None:
        return None
    if asked.wish is Wish.OVERVIEW and not asked.weights:
        return best if best.form >= _INTRODUCING else None
    if len(asked.weights) > 2 and len(best.said) == 1 and best.cover < LONE and len(best.place.own) < SHORT:
        return None
    return best if best.cover >= ENOUGH or _trusted(best, question, references) else None


def _may_answer(candidate: Candidate, wish: Wish) -> bool:
    """Whether a sentence has the form expected, or speaks of so much that the answer may be in its words."""
    place, said = candidate.place, len(candidate.said)
    if expected(wish, place):
        return wish is not Wish.PRICE or holds_amount(place) or said > 0
    least = 1 if wish is Wish.NUMBER or (wish is Wish.PRICE and about_prices(place)) else 2
    return candidate.cover >= 0.6 and said > least


def _trusted(best: Candidate, question: str, references: Sequence[Reference]) -> bool:
    """Whether few shared words are no argument: the page is relevant, and perhaps in another language."""
    page = references[best.place.reference]
    if page.relevance < TRUSTED:
        return False
    return best.cover >= ENOUGH / 2 or {detect(question), detect(page.text)} == {"en", "es"}


def _candidate(
    place: Place, relevance: float, asked: Asked, favoured: set[str], same_language: bool, page_share: float
) -> Candidate:
    weights = asked.weights
    said = frozenset(word for word in weights if not alternatives(word).isdisjoint(place.own))
    near = frozenset(word for word in weights if not alternatives(word).isdisjoint(place.above)) - said
    cover, form = _cover(asked, said, near, place), fits(asked, place)
    score = cover + form + 0.3 * relevance - 0.03 * place.reference - 0.004 * place.order
    score += PAGE * page_share
    score += 0.15 * len(asked.names & said) / max(len(asked.names), 1)
    score += 0.05 * (not favoured.isdisjoint(place.own)) + 0.15 * same_language - faults(place, asked.wish)
    score -= 0.4 * (not expected(asked.wish, place)) + 0.25 * (asked.wish is Wish.STEPS and not said)
    score += 0.25 * (bool(place.label) and all(not alternatives(word).isdisjoint(weights) for word in place.label))
    return Candidate(place, cover, score, form, said - asked.names)


PAGE = 0.3
def _shares(places: Sequence[Place], asked: Asked) -> dict[int, float]:
    """How much of the question each page speaks of as a whole."""
    total = sum(asked.weights.values()) or 1.0
    pages: dict[int, set[str]] = {}
    for place in places:
        pages.setdefault(place.reference, set()).update(place.own)
    return {
        page: sum(w for word, w in asked.weights.items() if not alternatives(word).isdisjoint(said)) / total
        for page, said in pages.items()
    }


def _cover(asked: Asked, said: frozenset[str], near: frozenset[str], place: Place) -> float:
    """The share of what was asked that a sentence says, or to a lesser degree what stands above it."""
    weights = {word: weight for word, weight in asked.weights.items() if word not in asked.names}
    if not weights:
        if asked.wish in MEASURED and (asked.wish is not Wish.PRICE or holds_amount(place)):
            return 1.0
        weights = asked.weights
    total = sum(weights.values())
    if not total:
        return 0.0
    above = 0.7 if place.label else 0.6 if asked.wish is Wish.STEPS else 0.35
    return sum(weight * ((word in said) + above * (word in near)) for word, weight in weights.items()) / total


def _another(best: Candidate, candidates: Sequence[Candidate], asked: Asked) -> list[Place]:
    """A second sentence, only where it clearly adds something that was asked."""
    if asked.wish in (Wish.STEPS, Wish.OVERVIEW) or best.place.sentence.kind is Kind.ROW:
        return []
    weights = [weight for word, weight in asked.weights.items() if word not in asked.names]
    share = 0.12 if len(weights) > 3 else 0.45 if asked.wish in MEASURED else 0.25
    least = share * sum(weights)
    good = [
        c
        for c in candidates
        if c.score >= 0.7 * best.score
        and c.cover >= ENOUGH
        and c.place.sentence.kind is not Kind.ROW
        and expected(asked.wish, c.place)
        and faults(c.place, asked.wish) < 0.25
        and c.said - best.said
        and sum(asked.weights[word] for word in c.said - best.said) >= least
    ]
    second = max(good, key=lambda c: c.score, default=None)
    return [] if second is None else [second.place]


def _quotes(picked: list[Place], best: Candidate) -> list[Chosen]:
    """In reading order, the best one's page first. A quote never ends with a colon that leads to nothing."""
    picked.sort(key=lambda place: (place.reference != best.place.reference, place.reference, place.order))
    quotes: list[Chosen] = []
    for index, place in enumerate(picked):
        before = picked[index - 1] if index else None
        follows = before is not None and (before.reference, before.order + 1) == (
            place.reference,
            place.order,
        )
        quotes.append(Chosen(place.reference, place.text, follows, _columns(place), best.cover, len(best.said)))
    return quotes


def _columns(place: Place) -> tuple[str, ...]:
    """The head of a row's table where the row alone does not say what its cells are."""
    bare = place.columns and all(len(cell.split()) < 2 for cell in place.text.strip("| ").split("|")[1:])
    return tuple(column for column in place.columns if column) if bare else ()
