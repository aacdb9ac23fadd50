"""What kind of answer a question is after, by small rules for English and Spanish."""

import re
from enum import StrEnum
from typing import Final

from vito_plugin_conversation.language import fold


class Wish(StrEnum):
    """What kind of answer a question is after."""

    OVERVIEW = "overview"
    DEFINITION = "definition"
    STEPS = "steps"
    PRICE = "price"
    SIZE = "size"
    DURATION = "duration"
    NUMBER = "number"
    TIME = "time"
    FACT = "fact"


_UNITS: Final = r"(?:minutes|hours|days|weeks|months|years|minutos|horas|dias|semanas|meses|anos)"
_OVERVIEW = re.compile(
    r"\b(?:tell me (?:more|about)|more (?:info|information|details|about)|know more|learn more"
    r"|what (?:do you|does it|"
    r"does this|is it|is this|is that)(?: (?:do|offer|about|all about))?\W*$|what(?:'s| is) (?:it|this"
    r"|that)\b|"
    r"how does (?:it|this|that) work|about your (?:product|service|company|app|tool|platform)|"
    r"(?:cuenta(?:me|nos)|dime|contame|saber|informacion) (?:mas|sobre|de)|me cuentas? (?:mas|algo)"
    r"|mas (?:info|informacion|detalles)|"
    r"que (?:es esto|es eso|hace|haceis|hacen|ofrece|ofrecen)\W*$|como funciona(?: esto| eso)?\W*$"
    r"|me interesa\W*$|"
    r"interested\W*$)"
)
_STEPS = re.compile(
    r"\bhow (?:do|can|could|should|would|to|does one|did)\b|\b(?:steps?|guide|tutorial|set ?up"
    r"|install(?:ation|ing)?|"
    r"configure|instructions)\b|(?:^\W*|[¿.,;:!] ?|\b(?:y|pero|sabes|saber|se|dime|explica\w*) )como \w+"
    r"|\b(?:pasos?|guia"
    r"|instalar|"
    r"configurar|instrucciones)\b|\bway to\b|\bwhat (?:can|should|must|do) i do\b|\bque (?:hago|puedo hacer"
    r"|debo hacer)\b|\bwhere (?:do|can|could) (?:i|we) (?:sign|register|subscribe|join)"
    r"|\bdonde (?:me (?:apunto|registro|suscribo)|nos (?:apuntamos|registramos))"
)
_PRICE = re.compile(
    r"\b(?:free (?:plan|version|tier|account)|(?:is|are) (?:it|this|that|they|\w+) free|gratis|price|prices"
    r"|pricing|costs?|how much(?: (?:is|are|does|do|for|would)|\W*$)|fee|fees|cheap|expensive|afford|"
    r"precios?|cuestan?|costari\w+|coste|costo|vale|tarifa|tarifas|barato|caro|cuanto (?:es|sale|cuesta|vale|cobran))\b"
)
_SIZE = re.compile(
    r"\b(?:how (?:big|large|heavy)|(?:max(?:imum)?|file|video|image|photo|upload) (?:file )?size|size limit"
    r"|largest (?:file|"
    r"video|image)|megabytes?|[mg]b|tamano|cuanto pesan?)\b"
)
_DURATION = re.compile(
    rf"\b(?:how (?:long|far (?:ahead|in advance|back|before)|soon|often|early|late|quickly|frequently)"
    rf"|how many {_UNITS}"
    rf"|cuant[oa]s {_UNITS}|(?:cuanto|que) tiempo|(?:cuanta|que) (?:antelacion|anticipacion|frecuencia)"
    r"|cada cuanto|cuanto (?:dur|tard)\w+)\b"
)
_NUMBER = re.compile(
    r"\b(?:how (?:much|many|old|far|fast)|limits?|maximum|minimum|max|min|number of|quota|rate|"
    r"percentage|cuant[oa]s?|limites?|maximo|minimo|numero de|porcentaje|(?:is|was) the population|es la poblacion)\b"
)
_TIME = re.compile(
    r"\b(?:when|(?:what|which) (?:year|date|day|time|month)|cuando|(?:en )?que (?:ano|fecha|dia|mes|hora))\b"
)
_DEFINITION = re.compile(
    r"\b(?:what(?:'s| is| are)|who (?:is|was|are)|define|meaning of|what does .+ mean|que (?:es|son"
    r"|significa)|"
    r"quien (?:es|fue|era))\b"
)
_RULES: Final = (
    (Wish.OVERVIEW, _OVERVIEW),
    (Wish.PRICE, _PRICE),
    (Wish.SIZE, _SIZE),
    (Wish.DURATION, _DURATION),
    (Wish.NUMBER, _NUMBER),
    (Wish.TIME, _TIME),
    (Wish.STEPS, _STEPS),
    (Wish.DEFINITION, _DEFINITION),
)


def wish_of(message: str) -> Wish:
    """The kind of answer wanted; plain `FACT` where nothing tells."""
    text = " ".join(fold(message).split())
    return next((wish for wish, pattern in _RULES if pattern.search(text)), Wish.FACT)
