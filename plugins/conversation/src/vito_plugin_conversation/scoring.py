"""How well each sentence answers what was asked."""

from collections.abc import Sequence
from typing import Final

import msgspec

from vito_plugin_conversation.asked import Asked
from vito_plugin_conversation.forms import expected, faults, fits, holds_amount
from vito_plugin_conversation.glossary import alternatives
from vito_plugin_conversation.places import Place, Reference
from vito_plugin_conversation.wishes import Wish

MEASURED: Final = (Wish.PRICE, Wish.SIZE, Wish.DURATION, Wish.NUMBER)
"""Wishes for a figure."""
_ABOVE: Final = 0.35
"""What a word counts that stands in the heading or title; more for steps and for the head of a table."""
_ABOVE_STEPS: Final = 0.6
_ABOVE_ROW: Final = 0.7


class Ground(msgspec.Struct, frozen=True):
    """What is known of a page before its sentences are looked at.

    `same_language`: as the question's. `share`: how much of the question it speaks of as a whole.
    """

    relevance: float
    same_language: bool
    share: float


class Candidate(msgspec.Struct, frozen=True):
    """`cover`: the share of the question that it speaks of; `said`: the words it says itself, names aside."""

    place: Place
    cover: float
    score: float
    form: float
    said: frozenset[str]


def grounds(
    places: Sequence[Place], references: Sequence[Reference], asked: Asked, same_language: Sequence[bool]
) -> list[Ground]:
    """One for each reference."""
    total = sum(asked.weights.values()) or 1.0
    said: list[set[str]] = [set() for _ in references]
    for place in places:
        said[place.reference].update(place.own)
    return [
        Ground(reference.relevance, same_language[index], sum(_spoken(asked.weights, said[index]).values()) / total)
        for index, reference in enumerate(references)
    ]


def candidate(place: Place, ground: Ground, asked: Asked, favoured: set[str]) -> Candidate:
    said = frozenset(_spoken(asked.weights, place.own))
    cover, form = _cover(asked, said, place), fits(asked, place)
    labelled = bool(place.label) and all(not alternatives(word).isdisjoint(asked.weights) for word in place.label)
    score = (
        cover
        + form
        + 0.3 * ground.relevance
        + 0.3 * ground.share
        + 0.15 * ground.same_language
        + 0.25 * labelled
        + 0.15 * len(asked.names & said) / max(len(asked.names), 1)
        + 0.05 * (not favoured.isdisjoint(place.own))
        - 0.4 * (not expected(asked.wish, place))
        - 0.25 * (asked.wish is Wish.STEPS and not said)
        - faults(place, asked.wish)
        - 0.03 * place.reference
        - 0.004 * place.order
    )
    return Candidate(place, cover, score, form, said - asked.names)


def _spoken(weights: dict[str, float], by: set[str] | frozenset[str]) -> dict[str, float]:
    return {word: weight for word, weight in weights.items() if not alternatives(word).isdisjoint(by)}


def _cover(asked: Asked, said: frozenset[str], place: Place) -> float:
    """The share of what was asked that a sentence says, or to a lesser degree what stands above it."""
    weights = asked.substance
    if not weights:
        if asked.wish in MEASURED and (asked.wish is not Wish.PRICE or holds_amount(place)):
            return 1.0
        weights = asked.weights
    total = sum(weights.values())
    if not total:
        return 0.0
    above = dict.fromkeys(_spoken(weights, place.above), _ABOVE_STEPS if asked.wish is Wish.STEPS else _ABOVE)
    near = above | dict.fromkeys(_spoken(weights, place.head), _ABOVE_ROW) | dict.fromkeys(said, 1.0)
    return sum(weight * near.get(word, 0.0) for word, weight in weights.items()) / total
