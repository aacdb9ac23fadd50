"""The form of a sentence: whether it looks like the answer wanted, or makes a poor quote."""

import re
from typing import Final

from vito_plugin_conversation.blocks import Kind
from vito_plugin_conversation.glossary import alternatives
from vito_plugin_conversation.intents import Wish
from vito_plugin_conversation.language import content_words, fold, stems, words
from vito_plugin_conversation.places import Place

_DEFINES = re.compile(
    r"^(?:(?:the|an?|el|la|los|las|un|una) )?(?:[\w’'./-]+ ){1,5}?(?:is|are|was|were|means|lets|allows"
    r"|manages|"
    r"provides|helps|gives|es|son|fue|era|permite|sirve|ofrece|significa|ayuda)\b"
)
_COMMAND = re.compile(
    r"^(?:then |now |next |first |once |luego |despues |primero )?(?:click|open|go|select|choose|pick|run"
    r"|install|"
    r"create|add|connect|sign|set|enter|press|navigate|copy|paste|write|fill|follow|start|use|log|save"
    r"|schedule|visit|"
    r"haz|abre|ve|selecciona|elige|ejecuta|instala|crea|anade|agrega|conecta|pulsa|introduce|copia|escribe"
    r"|sigue|usa|"
    r"inicia|guarda|entra)\b"
)
_INTRODUCES: Final = stems(
    words("introduction overview index readme about home quickstart welcome concepts faq introduccion")
)
_MONEY = re.compile(
    r"[$€£]\s?\d|\d\s?(?:[$€£]|usd|eur|dollars|euros|dolares)\b|\bfree\b|\bgratis\b|\bper month\b"
)
_FIGURE = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|unlimited|uno|dos|tres|cuatro|cinco|seis"
    r"|siete|ocho|"
    r"nueve|diez|ilimitad[oa]s?|half|mitad)\b"
)
_DIGIT = re.compile(r"\d")
_BOUND = re.compile(
    r"\b(?:limit\w*|max\w*|min\w*|up to|unlimited|at most|cap(?:ped|s)?|hasta|como mucho|ilimitad\w+)\b"
)
_DATE = re.compile(
    r"\b(?:1\d|20)\d\d\b|\b\d{1,2}(?::\d\d|(?:st|nd|rd|th)\b)|\b(?:day|week|month|year|dia|mes|ano)s?\b"
)
_ENDED = re.compile(r"[.!?…:][\"”’»)\]*_`]*$")


def fits(wish: Wish, place: Place, wanted: dict[str, float]) -> float:
    """How well a sentence has the form of the answer wanted."""
    if wish is Wish.FACT:
        return 0.0
    text = fold(place.text)
    match wish:
        case Wish.STEPS:
            return 0.25 * bool(_COMMAND.search(text)) + 0.1 * (place.sentence.kind is Kind.ITEM)
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
            return (
                0.1 * bool(_FIGURE.search(text))
                + 0.1 * bool(_DIGIT.search(text))
                + 0.1 * bool(_BOUND.search(text))
            )
        case Wish.TIME:
            return 0.2 * bool(_DATE.search(text))


def faults(place: Place, wish: Wish) -> float:
    """What makes a sentence a poor quote: a question, a pointer, a fragment or caption, too short or long."""
    text = place.text.rstrip("*_ ")
    opening = text.lstrip("*_`\"“'([ ")[:1]
    return (
        0.3 * text.endswith("?")
        + 0.2 * (text.endswith(":") and wish is not Wish.STEPS)
        + 0.15 * text.startswith(("See ", "See\n", "Read ", "Consulta ", "Lee "))
        + 0.15 * (opening.islower() and place.sentence.kind is Kind.PROSE)
        + 0.15 * (place.sentence.kind is Kind.PROSE and not _ENDED.search(text))
        + 0.2 * (len(place.own) < 3)
        + 0.2 * (place.sentence.kind is Kind.ROW and wish not in (Wish.NUMBER, Wish.PRICE))
        + 0.1 * (len(text) > 350)
    )
