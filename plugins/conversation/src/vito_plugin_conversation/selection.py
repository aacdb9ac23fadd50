"""Which sentences of the passages answer a question best. Deterministic, in memory, without a model."""

import math
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

import msgspec

from vito_plugin_conversation.glossary import alternatives
from vito_plugin_conversation.intents import Wish, wish_of
from vito_plugin_conversation.language import content_words, detect, fold, stem, stems, words
from vito_plugin_conversation.sentences import Kind, Sentence, sentences

ENOUGH: Final = 0.28
"""Least share of the question's meaning (weighted by rarity) that a sentence must speak of, itself or by its page."""
TRUSTED: Final = 0.5
"""A passage this relevant is answered from though few words coincide; none need to if it is in another language."""
_MOST: Final = {Wish.STEPS: 4, Wish.OVERVIEW: 2}
"""Sentences quoted in a row for wishes that one sentence does not answer."""
_DEFINES = re.compile(
    r"^(?:(?:the|an?|el|la|los|las|un|una) )?(?:[\w’'./-]+ ){1,5}?(?:is|are|was|were|means|lets|allows|manages|"
    r"provides|helps|gives|es|son|fue|era|permite|sirve|ofrece|significa|ayuda)\b"
)
_COMMAND = re.compile(
    r"^(?:then |now |next |first |once |luego |despues |primero )?(?:click|open|go|select|choose|pick|run|install|"
    r"create|add|connect|sign|set|enter|press|navigate|copy|paste|write|fill|follow|start|use|log|save|schedule|visit|"
    r"haz|abre|ve|selecciona|elige|ejecuta|instala|crea|anade|agrega|conecta|pulsa|introduce|copia|escribe|sigue|usa|"
    r"inicia|guarda|entra)\b"
)
_INTRODUCES: Final = stems(words("introduction overview index readme about home quickstart welcome concepts faq introduccion"))
_MONEY = re.compile(r"[$€£]\s?\d|\d\s?(?:[$€£]|usd|eur|dollars|euros|dolares)\b|\bfree\b|\bgratis\b|\bper month\b")
_FIGURE = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|unlimited|uno|dos|tres|cuatro|cinco|seis|siete|ocho|"
    r"nueve|diez|ilimitad[oa]s?|half|mitad)\b"
)
_DIGIT = re.compile(r"\d")
_BOUND = re.compile(r"\b(?:limit\w*|max\w*|min\w*|up to|unlimited|at most|cap(?:ped|s)?|hasta|como mucho|ilimitad\w+)\b")
_DATE = re.compile(r"\b(?:1\d|20)\d\d\b|\b\d{1,2}(?::\d\d|(?:st|nd|rd|th)\b)|\b(?:day|week|month|year|dia|mes|ano)s?\b")


class Reference(msgspec.Struct, frozen=True):
    """A passage as a model is given it. `relevance` 0–1 as in `Passage`."""

    source: str
    title: str
    text: str
    relevance: float


class Chosen(msgspec.Struct, frozen=True):
    """A quote and the index of the reference it stands in, word for word."""

    reference: int
    quote: str
    follows: bool = False
    """It comes right after the one before on the same page."""


class _Place(msgspec.Struct, frozen=True):
    """A sentence, its stems, and the stems of what stands above it: heading, title, page name."""

    reference: int
    order: int
    sentence: Sentence
    page: str
    text: str
    own: frozenset[str]
    above: frozenset[str]


class _Candidate(msgspec.Struct, frozen=True):
    place: _Place
    cover: float
    score: float


def choose(
    question: str,
    references: Sequence[Reference],
    *,
    refuses: Callable[[str], bool] = lambda _: False,
    favours: Sequence[str] = (),
    before: str = "",
) -> list[Chosen]:
    """The best sentences, in reading order; empty where nothing speaks of what was asked.

    `refuses`: says which texts may not be quoted. `favours`: words that break ties. `before`: the end user's previous
    message, which helps a question that says little by itself.
    """
    places = [
        place
        for index, reference in enumerate(references)
        if not refuses(reference.source)
        for place in _places(index, reference)
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
    """Whether few or no shared words are no argument: the page is relevant and perhaps in another language."""
    page = references[best.place.reference]
    return page.relevance >= TRUSTED and (best.cover > 0 or detect(question) != detect(page.text))


def _places(index: int, reference: Reference) -> Iterator[_Place]:
    title = frozenset(stems(content_words(f"{reference.title} {reference.source}")))
    above: dict[str, frozenset[str]] = {}
    for order, sentence in enumerate(sentences(reference.text)):
        heading = sentence.heading
        if heading not in above:
            above[heading] = title | stems(content_words(heading))
        text = reference.text[sentence.start : sentence.end]
        yield _Place(index, order, sentence, reference.text, text, frozenset(stems(content_words(text))), above[heading])


def _weights(question: str, before: str, places: Sequence[_Place]) -> dict[str, float]:
    """Stem → how much it says: the rarer among the sentences, the more."""
    asked = [stem(word) for word in content_words(question)]
    weights = {word: _rarity(word, places) for word in asked}
    if len(weights) < 2:
        for word in stems(content_words(before)):
            weights.setdefault(word, 0.4 * _rarity(word, places))
    return weights


def _rarity(word: str, places: Sequence[_Place]) -> float:
    others = alternatives(word)
    return math.log((len(places) + 2) / (sum(not others.isdisjoint(place.own) for place in places) + 1))


def _candidate(
    place: _Place, relevance: float, wanted: dict[str, float], wish: Wish, favoured: set[str]
) -> _Candidate:
    said = near = 0.0
    for word, weight in wanted.items():
        others = alternatives(word)
        if not others.isdisjoint(place.own):
            said += weight
        elif not others.isdisjoint(place.above):
            near += weight
    cover = (said + (0.6 if wish is Wish.STEPS else 0.35) * near) / (sum(wanted.values()) or 1.0)
    score = cover + 0.15 * relevance - 0.02 * place.reference - 0.004 * place.order
    score += _fits(wish, place, wanted) + 0.05 * (not favoured.isdisjoint(place.own)) - _faults(place, wish)
    return _Candidate(place, cover, score)


def _fits(wish: Wish, place: _Place, wanted: dict[str, float]) -> float:
    """How well a sentence has the form of the answer wanted."""
    if wish is Wish.FACT:
        return 0.0
    text = fold(place.text)
    match wish:
        case Wish.STEPS:
            return 0.15 * bool(_COMMAND.search(text)) + 0.1 * (place.sentence.kind is Kind.ITEM)
        case Wish.DEFINITION | Wish.OVERVIEW:
            subject = stems(content_words(" ".join(text.split()[:4])))
            named = any(not alternatives(word).isdisjoint(subject) for word in wanted)
            early = 0.0
            if wish is Wish.OVERVIEW:
                early = 0.3 / (place.order + 1) + 0.3 * (not _INTRODUCES.isdisjoint(place.above))
            return early + (0.3 if named else 0.1) * bool(_DEFINES.search(text))
        case Wish.PRICE:
            return 0.3 * bool(_MONEY.search(text)) + 0.1 * bool(_FIGURE.search(text))
        case Wish.NUMBER:
            return 0.1 * bool(_FIGURE.search(text)) + 0.1 * bool(_DIGIT.search(text)) + 0.1 * bool(_BOUND.search(text))
        case Wish.TIME:
            return 0.2 * bool(_DATE.search(text))


def _faults(place: _Place, wish: Wish) -> float:
    """What makes a sentence a poor quote: a question, a mere pointer, a fragment, one too short or too long."""
    text = place.text.rstrip("*_ ")
    opening = text.lstrip("*_`\"“'([ ")[:1]
    return (
        0.3 * text.endswith("?")
        + 0.2 * (text.endswith(":") and wish is not Wish.STEPS)
        + 0.15 * text.startswith(("See ", "See\n", "Read ", "Consulta ", "Lee "))
        + 0.15 * (opening.islower() and place.sentence.kind is Kind.PROSE)
        + 0.2 * (len(place.own) < 3)
        + 0.1 * (len(text) > 350)
    )


def _around(best: _Candidate, candidates: Sequence[_Candidate], wish: Wish) -> list[_Place]:
    """The best sentence and what belongs with it: the next steps, or another nearly as good."""
    first = best.place
    after = [c.place for c in candidates if c.place.reference == first.reference and c.place.order > first.order]
    picked = [first]
    if wish in (Wish.STEPS, Wish.OVERVIEW):
        for place in after[: _MOST[wish] - 1]:
            if place.order != picked[-1].order + 1 or place.sentence.heading != first.sentence.heading:
                break
            picked.append(place)
        return picked
    good = [c for c in candidates if c is not best and c.score >= 0.85 * best.score and c.cover >= 0.5]
    second = max(good, key=lambda c: c.score, default=None)
    return picked if second is None or second.place.text == first.text else [*picked, second.place]


def _quotes(picked: list[_Place], best: _Candidate) -> list[Chosen]:
    """In reading order, the best one's page first; a table row comes after the head of its table."""
    picked.sort(key=lambda place: (place.reference != best.place.reference, place.reference, place.order))
    quotes: list[Chosen] = []
    for index, place in enumerate(picked):
        before = picked[index - 1] if index else None
        follows = before is not None and (before.reference, before.order + 1) == (place.reference, place.order)
        header = place.sentence.header
        if header and not (before and before.sentence.header == header):
            quotes.append(Chosen(place.reference, place.page[header[0] : header[1]]))
        quotes.append(Chosen(place.reference, place.text, follows))
    return quotes
