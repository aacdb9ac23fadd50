"""A question taken apart: what kind of answer it wants, and how much each of its words says about it."""

import math
import re
from collections.abc import Sequence
from functools import cached_property
from typing import Final

import msgspec

from vito_plugin_conversation.glossary import alternatives
from vito_plugin_conversation.intents import asks
from vito_plugin_conversation.language import content_words, fold, stem, stems, words
from vito_plugin_conversation.places import Place
from vito_plugin_conversation.wishes import Wish, wish_of

_SENTENCE = re.compile(r"[^.?!\n]*[.?!\n]*\s*")
_FORM_WORDS: Final = {
    Wish.PRICE: re.compile(
        r"pric\w+|costs?|costing|fees?|cheap|expensive|afford|charge|preci\w+|cuest\w+|cost[eo]s?|costari\w+|vale|valen"
        r"|tarifas?|barat[oa]|car[oa]|sale|much|free|gratis"
    ),
    Wish.SIZE: re.compile(r"size|big|large|heavy|biggest|largest|max\w*|tamano|grande|pesan?|limit[es]*|file|archivo"),
    Wish.DURATION: re.compile(
        r"long|far|ahead|advance|lasts?|soon|often|early|late|quickly|frequently|take|takes|time|tiempo|duran?|tardan?"
        r"|antelacion|anticipacion|frecuencia|days|weeks|months|hours|minutes|dias|semanas|meses|horas|minutos"
    ),
    Wish.STEPS: re.compile(r"set|setup|steps?|guide|way|tutorial|pasos?|guia"),
    Wish.TIME: re.compile(r"years?|dates?|days?|months?|time|ano|fecha|dia|mes|hora"),
    Wish.NUMBER: re.compile(r"max\w*|min\w*|number|numero"),
    Wish.OVERVIEW: re.compile(
        r"products?|services?|company|apps?|tools?|platform|business|brand|thing|offer|producto|servicio|empresa"
        r"|herramienta|plataforma|aplicacion|marca|learn|hear|cosa|works?|sobre|cuentas"
    ),
}
"""What the form of the answer speaks of, so that its words need not."""
_FOR_WHOM = re.compile(
    r"\b(?:for|para) (?:(?:an?|my|our|us|the|un|una|mi|nuestr[oa]|el|la) )?(?:(?:team|group|company|agency"
    r"|club|business"
    r"|equipo|grupo|empresa|agencia|negocio)(?: (?:of|de))?(?: \d+)?|\d+)"
    r"(?: (?:people|persons|users|seats|members|colleagues|personas|usuarios|asientos|miembros))?\b"
)
"""Who would buy, and how many, says nothing about what it is or costs."""
_WEAK: Final = frozenset(
    """true sure real really found find finding looking look enjoy think thing things guess hope feel still yet see
    seen watch say said come came possible exactly happen happens mean means please today tomorrow used one two name
    called kind type nombre tipo verdad seguro cierto creo cosa cosas hoy""".split()
)
"""Words that a page shares with anything anybody writes."""
_ASIDE: Final = 0.8
"""What a word says that stands beside the question: “My post failed. What can I do?”"""
_BEFORE: Final = 0.4
"""What a word of the message before says."""
_INNER_NAME = re.compile(r"(?<=[a-z,] )[A-Z][\w’'-]*[a-z][\w’'-]*")
_FULL_NAME = re.compile(r"(?<=[\w,] )[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)+")
_HANDLE = re.compile(r"(?<!\w)@\w+|https?://\S+")


class Asked(msgspec.Struct, frozen=True, dict=True):
    """`weights`: stem → how much it says. `names`: those among them that name what all the pages are about.

    `product`: the stem of the name that the pages mention most. Words that the form of the answer speaks of are
    left out.
    """

    wish: Wish
    weights: dict[str, float]
    names: frozenset[str] = frozenset()
    product: str = ""

    @cached_property
    def substance(self) -> dict[str, float]:
        """What an answer must speak of: a name alone says nothing, unless nothing else was said."""
        return {word: weight for word, weight in self.weights.items() if word not in self.names}


def asked_of(question: str, before: str, places: Sequence[Place]) -> Asked:
    """`before`: the previous message, which helps a question that says little by itself."""
    wish = wish_of(question)
    parts = [part.group() for part in _SENTENCE.finditer(_HANDLE.sub(" ", question)) if part.group().strip()]
    asking = [part for part in parts if asks(part)] or parts
    asking = [part for part in asking if wish_of(part) is wish] or asking
    aside = [part for part in parts if part not in asking]
    pages = list({place.reference: place.page for place in places}.values())
    product = _product(pages)
    said = _substance(" ".join(asking), wish)
    weights = {stem(word): _rarity(stem(word), places) for word in said}
    if not weights:
        _add(weights, " ".join(aside), wish, places, _ASIDE)
    if len(weights) < 2:
        _add(weights, before, wish, places, _BEFORE)
    names = _names(said, product, pages) | _full_names(question, pages)
    return Asked(wish, weights, frozenset(names & weights.keys()), product)


def _add(weights: dict[str, float], text: str, wish: Wish, places: Sequence[Place], share: float) -> None:
    """Adds what else was said, as far as the pages speak of it: the question was not about that."""
    for word in stems(_substance(text, wish)):
        others = alternatives(word)
        if any(not others.isdisjoint(place.own) or not others.isdisjoint(place.above) for place in places):
            weights.setdefault(word, share * _rarity(word, places))


def _substance(text: str, wish: Wish) -> list[str]:
    """The words of a text that its answer must speak of."""
    if wish in (Wish.PRICE, Wish.OVERVIEW):
        text = _FOR_WHOM.sub(" ", " ".join(fold(text).split()))
    form = _FORM_WORDS.get(wish)
    return [word for word in content_words(text) if word not in _WEAK and not (form and form.fullmatch(word))]


def _rarity(stemmed: str, places: Sequence[Place]) -> float:
    """The rarer among the sentences, the more."""
    others = alternatives(stemmed)
    return math.log((len(places) + 2) / (sum(not others.isdisjoint(place.own) for place in places) + 1))


def _names(said: Sequence[str], product: str, pages: Sequence[str]) -> frozenset[str]:
    """The product's name, and what follows it and is written like a name: “Lumbra Planner”."""
    found = set()
    for index, word in enumerate(said):
        if stem(word) == product or (index and stem(said[index - 1]) in found and _written_as_name(word, pages)):
            found.add(stem(word))
    return frozenset(found)


def _full_names(question: str, pages: Sequence[str]) -> set[str]:
    """Names of several words that the question writes with capitals and half of the pages mention."""
    found: set[str] = set()
    for name in _FULL_NAME.findall(question):
        parts = words(name)
        if 2 * sum(name in page for page in pages) >= len(pages) and all(_written_as_name(p, pages) for p in parts):
            found |= stems(parts)
    return found


def _written_as_name(word: str, pages: Sequence[str]) -> bool:
    """Whether the pages write a word with a capital, and without one next to never."""
    name = word.capitalize()
    with_capital = sum(page.count(name) for page in pages)
    bare = re.compile(rf"(?<![\w.@/-]){re.escape(word)}(?![\w.@/-])")
    return with_capital > 3 * sum(len(bare.findall(page)) for page in pages if word in page)


def _product(pages: Sequence[str]) -> str:
    """The stem of the name that the pages mention most, on half of them at least; empty where there is none."""
    counts: dict[str, int] = {}
    for page in pages:
        for name in set(_INNER_NAME.findall(page)):
            counts[name] = counts.get(name, 0) + page.count(name)
    for name in sorted(counts, key=lambda each: (-counts[each], each))[:5]:
        word = words(name)[0]
        if 2 * sum(name in page for page in pages) >= len(pages) and _written_as_name(word, pages):
            return stem(word)
    return ""
