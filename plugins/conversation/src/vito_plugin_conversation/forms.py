"""The form of a sentence: whether it looks like the answer wanted, or makes a poor quote."""

import re
from typing import Final

from vito_plugin_conversation.asked import Asked
from vito_plugin_conversation.blocks import Kind
from vito_plugin_conversation.glossary import alternatives
from vito_plugin_conversation.language import content_words, fold, stems, words
from vito_plugin_conversation.places import Place
from vito_plugin_conversation.wishes import Wish

_IS: Final = r"(?:is|are|was|were|means|es|son|fue|era|significa)"
_DEFINES = re.compile(
    r"^(?:(?:the|an?|el|la|los|las|un|una) )?(?:[\w’'./()-]+ ){1,6}?"
    rf"(?:{_IS}|lets|allows|manages|provides|helps|gives|permite|sirve|ofrece|ayuda)\b"
)
_VERB = re.compile(
    rf"\b(?:{_IS}|lets|allows|manages|provides|helps|gives|runs|publishes|exposes|permite|sirve|ofrece|ayuda"
    rf"|gestiona)\b"
)
_IS_A = re.compile(rf"\b{_IS} (?:an?|the|one|un[ao]?|el|la|los|las) ")
_COMMAND = re.compile(
    r"^(?:\d{1,2}[.)] )?(?:then |now |next |first |once |to [\w ,]{3,40}, |luego |despues |primero "
    r"|para [\w ,]{3,40}, )?"
    r"(?:click|open|go|select|choose|pick|run|install|create|add|connect|sign|set|enter|press|navigate|copy|paste"
    r"|write|fill|follow|start|use|log|save|schedule|visit|confirm|reconnect|drag|type|upload|download|enable|tap"
    r"|work|drive|put|invite|configure|register|haz|abre|ve|selecciona|elige|ejecuta|instala|crea|anade|agrega"
    r"|conecta|pulsa|introduce|copia|escribe|sigue|usa|inicia|guarda|entra|confirma|activa|sube|descarga)\b"
)
_GUIDES = re.compile(
    r"\b(?:you|one) (?:can |then |need to |have to |must )?(?:click|open|go|select|choose|press|add|set"
    r"|get)\b|\b(?:puedes|debes) \w+"
)
_DESCRIBES = re.compile(r"^(?:what|how|where|which|who|que|como|donde)\b(?!.*,.*\b(?:is|are|can|must)\b)")
_POINTS_BACK = re.compile(
    r"^(?:it|they|this|that|these|those|ones?|neither|both|otherwise|also|then|so|see|esto|eso|estos|esas?)\b"
)
_INTRODUCES: Final = stems(
    words("introduction overview index readme about home quickstart welcome concepts faq introduccion what que")
)
_AMOUNT = re.compile(r"[$€£]\s?\d|\d\s?(?:[$€£]|usd|eur|gbp|dollars?|euros?|dolares)\b")
_RATE = re.compile(
    r"\bper (?:seat|user|month|year|person)\b|\bcosts?\b|\bcuestan?\b|\bpor (?:asiento|usuario|persona|mes"
    r"|ano)\b"
)
_FREE = re.compile(
    r"\bfree\b(?! (?:trial|week|month))|\bgratis\b|(?<!prueba )\bgratuit[oa]s?\b|\bat no (?:\w+ )?cost\b"
    r"|\bsin (?:coste|costo)\b|\bdiscounts?\b|\bdescuentos?\b"
)
_PRICED = re.compile(r"\b(?:costs?|prices?|pricing|fees?|cuestan?|precios?|tarifas?|cheaper)\b")
_MEASURE = re.compile(
    r"\d\s?(?:[kmgt]i?b|megabytes?|gigabytes?|pixels?|px|characters|caracteres|cm|mm|m|km|kg|inches|feet|metros)\b"
)
_SPAN = re.compile(
    r"\b(?:\d[\d.,]*|an?|one|two|three|four|five|six|seven|ten|several|many|few|un[ao]?|dos|tres|cuatro|cinco|seis"
    r"|siete|diez|vari[oa]s|much[oa]s|poc[oa]s)[ -](?:working |calendar |business )?(?:min|second|minute"
    r"|hour|day|night|week|month|quarter|year|decade|segundo|minuto|hora"
    r"|dia|semana|mes|ano)(?:e?s)?\b|\b(?:every|each|cada) \w+|\b(?:hourly|daily|weekly|monthly|yearly"
    r"|immediately|at once"
    r"|for ?ever|permanently|indefinitely|unlimited|until|as long as|para siempre|ilimitado|hasta (?:que"
    r"|bien|el|la)|mientras)\b"
)
_FIGURE = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|unlimited|uno|dos|tres|cuatro|cinco|seis"
    r"|siete|ocho|"
    r"nueve|diez|ilimitad[oa]s?|half|mitad|many|several|few|dozens|hundreds?|thousands?|millions?|much[oa]s"
    r"|vari[oa]s|cien|miles)\b"
)
_DIGIT = re.compile(r"\d")
_BOUND = re.compile(
    r"\b(?:limit\w*|max\w*|min\w*|up to|unlimited|at most|cap(?:ped|s)?|hasta|como mucho|ilimitad\w+)\b"
)
_DATE = re.compile(r"\b(?:1\d|20)\d\d\b|\b\d{1,2}(?::\d\d|(?:st|nd|rd|th)\b)|\b(?:day|week|month|year|dia|mes|ano)s?\b")
_ENDED = re.compile(r"[.!?…:][\"”’»)\]*_`]*$")
_EXPECTED: Final = {
    Wish.PRICE: (_AMOUNT, _FREE),
    Wish.SIZE: (_FIGURE,),
    Wish.DURATION: (_SPAN,),
    Wish.NUMBER: (_FIGURE,),
}


def commands(place: Place) -> bool:
    """Whether a sentence tells somebody to do something."""
    return bool(_COMMAND.search(fold(place.text).lstrip("*_`\"“'([ ")))


def defines(place: Place) -> bool:
    """Whether a sentence says what something is or does."""
    text = fold(place.text)
    return bool(_DEFINES.search(text)) and not _POINTS_BACK.match(text) and not commands(place)


def expected(wish: Wish, place: Place) -> bool:
    """Whether a sentence holds what an answer to such a wish cannot do without: an amount, a measure, a span."""
    patterns = _EXPECTED.get(wish, ())
    text = fold(place.text)
    return not patterns or any(pattern.search(text) for pattern in patterns)


def about_prices(place: Place) -> bool:
    return bool(_PRICED.search(fold(place.text)))


def holds_amount(place: Place) -> bool:
    return bool(_AMOUNT.search(fold(place.text)))


def fits(asked: Asked, place: Place) -> float:
    """How well a sentence has the form of the answer wanted."""
    wish = asked.wish
    if wish is Wish.FACT:
        return 0.0
    text = fold(place.text)
    match wish:
        case Wish.STEPS:
            return (0.35 * commands(place) or 0.15 * bool(_GUIDES.search(text))) + 0.1 * (
                place.sentence.kind is Kind.ITEM
            )
        case Wish.DEFINITION | Wish.OVERVIEW:
            return _introduces(asked, place, text)
        case Wish.PRICE:
            amount = 0.6 * bool(_AMOUNT.search(text)) or 0.2 * bool(_FREE.search(text))
            return amount + 0.1 * bool(_RATE.search(text)) + 0.05 * bool(_PRICED.search(text))
        case Wish.SIZE:
            return 0.4 * bool(_MEASURE.search(text)) + 0.1 * bool(_BOUND.search(text))
        case Wish.DURATION:
            return 0.3 * bool(_SPAN.search(text)) + 0.05 * bool(_BOUND.search(text))
        case Wish.NUMBER:
            return 0.1 * bool(_FIGURE.search(text)) + 0.1 * bool(_DIGIT.search(text)) + 0.1 * bool(_BOUND.search(text))
        case Wish.TIME:
            return 0.2 * bool(_DATE.search(text))


def _introduces(asked: Asked, place: Place, text: str) -> float:
    """“X is …”, best where X is what was asked about or the product, and early on an introducing page."""
    opening = " ".join(text.split()[:8])
    verb = None if _POINTS_BACK.match(text) else _VERB.search(opening)
    subject = stems(content_words(opening[: verb.start()] if verb else " ".join(text.split()[:4])))
    wanted = {other for word in asked.weights for other in alternatives(word)}
    early = 0.0
    if asked.wish is Wish.OVERVIEW:
        wanted = wanted or {asked.product}
        early = 0.2 / (place.order + 1) + 0.2 * (not _INTRODUCES.isdisjoint(place.above))
    named, only = not subject.isdisjoint(wanted), bool(subject) and subject <= wanted
    defines = verb is not None and bool(_DEFINES.search(text))
    score = early + (0.3 if named else 0.1) * defines + 0.25 * (only and bool(verb))
    return score + 0.1 * (named and bool(_IS_A.search(text))) - 0.3 * commands(place)


def faults(place: Place, wish: Wish) -> float:
    """What makes a sentence a poor quote: a question, a pointer, a fragment or caption, too short or long."""
    text = place.text.rstrip("*_ ")
    opening = text.lstrip("*_`\"“'([ ")[:1]
    prose = place.sentence.kind is Kind.PROSE
    return (
        0.3 * text.endswith("?")
        + 0.2 * (text.endswith(":") and wish is not Wish.STEPS)
        + 0.15 * text.startswith(("See ", "See\n", "Read ", "Consulta ", "Lee "))
        + 0.25 * (len(text) < 100 and bool(_DESCRIBES.search(fold(text))))
        + 0.1 * bool(_POINTS_BACK.search(fold(text)))
        + 0.15 * (opening.islower() and prose)
        + 0.15 * (prose and not _ENDED.search(text))
        + 0.2 * (len(place.own) < 3)
        + (0.5 if wish is Wish.STEPS else 0.2) * (place.sentence.kind is Kind.ROW)
        + 0.1 * (len(text) > 350)
    )
