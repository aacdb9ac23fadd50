"""A question taken apart: what kind of answer it wants, and how much each of its words says about it."""

import math
import re
from collections.abc import Sequence
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
        r"|tarifas?|barat[oa]|car[oa]|sale|much"
    ),
    Wish.SIZE: re.compile(r"size|big|large|heavy|biggest|largest|max\w*|tamano|grande|pesan?|limit[es]*|file|archivo"),
    Wish.DURATION: re.compile(
        r"long|far|ahead|advance|lasts?|soon|often|early|late|quickly|frequently|take|takes|time|tiempo|duran?|tardan?"
        r"|antelacion|anticipacion|frecuencia|days|weeks|months|hours|minutes|dias|semanas|meses|horas|minutos"
    ),
    Wish.STEPS: re.compile(r"set|setup|steps?|guide|way|tutorial|pasos?|guia"),
    Wish.NUMBER: re.compile(r"max\w*|min\w*|number|numero"),
    Wish.OVERVIEW: re.compile(
        r"products?|services?|company|apps?|tools?|platform|business|brand|thing|offer|producto|servicio|empresa"
        r"|herramienta|plataforma|aplicacion|marca|learn|hear|cosa|work|works|sobre|cuentas"
    ),
}
"""What the form of the answer speaks of, so that its words need not."""
_QUANTITY = re.compile(
    r"\b(?:for|para) (?:(?:an?|my|our|us|the|un|una|mi|nuestr[oa]|el) )?(?:(?:team|group|company|equipo|grupo|empresa)"
    r"(?: (?:of|de))? )?\d+(?: (?:people|persons|users|seats|members|colleagues|personas|usuarios|asientos|miembros))?"
)
"""How many one would buy says nothing about which price is meant."""
_WEAK: Final = frozenset(
    """true sure real really found find finding looking look enjoy think thing things guess hope feel still yet see seen
    watch say said come came possible exactly happen happens mean means please today tomorrow used one two verdad seguro cierto creo
    cosa cosas hoy""".split()
)
"""Words that a page shares with anything anybody writes."""
_ASIDE: Final = 0.25
"""What a word says that stands in a sentence which asks nothing, beside one that does."""
_BEFORE: Final = 0.4
_INNER_NAME = re.compile(r"(?<=[a-z,] )[A-Z][\w’'-]{2,}")
_HANDLE = re.compile(r"(?<!\w)@\w+|https?://\S+")


class Asked(msgspec.Struct, frozen=True):
    """`weights`: stem → how much it says. `names`: stems of what all the pages are about, which say next to nothing.

    `product`: the name that the pages mention most. Words that the form of the answer speaks of are left out.
    """

    wish: Wish
    weights: dict[str, float]
    names: frozenset[str] = frozenset()
    product: str = ""


def asked_of(question: str, before: str, places: Sequence[Place]) -> Asked:
    """`before`: the previous message, which helps a question that says little by itself."""
    wish = wish_of(question)
    parts = [part.group() for part in _SENTENCE.finditer(_HANDLE.sub(" ", question)) if part.group().strip()]
    asking = [part for part in parts if asks(part)] or parts
    aside = [part for part in parts if part not in asking]
    pages = list({place.reference: place.page for place in places}.values())
    words_asked = _substance(" ".join(asking), wish)
    weights = {stem(word): _rarity(stem(word), places) for word in words_asked}
    product = _product(pages)
    names = frozenset(
        stem(word)
        for word in words_asked
        if stem(word) in weights and all(_named(word, page) or (stem(word) == product and not _common(word, page)) for page in pages)
    )
    for text, share in ((" ".join(aside), _ASIDE if len(weights) > 1 else 0.8), (before, _BEFORE)):
        if text is before and len(weights) > 1:
            break
        for word in stems(_substance(text, wish)) & _spoken_of(places):
            weights.setdefault(word, share * _rarity(word, places))
    return Asked(wish, weights, names, product)


def _substance(text: str, wish: Wish) -> list[str]:
    """The words of a text that its answer must speak of."""
    if wish is Wish.PRICE:
        text = _QUANTITY.sub(" ", " ".join(fold(text).split()))
    form = _FORM_WORDS.get(wish)
    return [word for word in content_words(text) if word not in _WEAK and not (form and form.fullmatch(word))]


def _spoken_of(places: Sequence[Place]) -> set[str]:
    found = {word for place in places for word in place.own | place.above}
    return found | {other for word in found for other in alternatives(word)}


def _rarity(stemmed: str, places: Sequence[Place]) -> float:
    """The rarer among the sentences, the more."""
    others = alternatives(stemmed)
    return math.log((len(places) + 2) / (sum(not others.isdisjoint(place.own) for place in places) + 1))


def _named(word: str, page: str) -> bool:
    """Whether a page writes a word with a capital and never without."""
    return word.capitalize() in page and not _common(word, page)


def _common(word: str, page: str) -> bool:
    return word in page and bool(re.search(rf"(?<![\w.@/-]){re.escape(word)}(?![\w.@/-])", page))


def _product(pages: Sequence[str]) -> str:
    """The stem of the name that most pages mention within their sentences; empty where none stands out."""
    counts: dict[str, int] = {}
    for page in pages:
        for word in set(_INNER_NAME.findall(page)):
            name = stem(words(word)[0])
            counts[name] = counts.get(name, 0) + page.count(word)
    return max(counts, key=lambda name: counts[name], default="")
