"""How many: numbers in digits and words, and the quantities of seats, users or licences that a reply states."""

import re
from typing import NamedTuple

from vito_host_sales.text import Clause

_UNITS_EN = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
_UNITS_ES = (
    "uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis "
    "diecisiete "
    "dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro veinticinco veintiseis "
    "veintisiete "
    "veintiocho veintinueve"
)
_TENS_EN = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_TENS_ES = ("treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa")
_HUNDREDS = {
    "hundred": 100,
    "cien": 100,
    "ciento": 100,
    "doscientos": 200,
    "doscientas": 200,
    "quinientos": 500,
}
_DOZENS = {"dozen": 12, "docena": 12}


def _words() -> dict[str, int]:
    values = {word: n for n, word in enumerate((*_UNITS_EN.split(), "eighteen", "nineteen"), 1)}
    values |= {word: n for n, word in enumerate(_UNITS_ES.split(), 1) if word != "once"}  # "once legal has signed"
    values |= {word: 20 + 10 * n for n, word in enumerate(_TENS_EN)}
    values |= {word: 30 + 10 * n for n, word in enumerate(_TENS_ES)}
    small_en, small_es = _UNITS_EN.split()[:9], _UNITS_ES.split()[:9]
    for tens in _TENS_EN:
        values |= {f"{tens}{gap}{w}": values[tens] + values[w] for w in small_en for gap in ("-", " ")}
    for tens in _TENS_ES:
        values |= {f"{tens} y {w}": values[tens] + values[w] for w in small_es}
    for word, value in (_HUNDREDS | _DOZENS).items():
        values |= {word: value, f"a {word}": value, f"una {word}": value}
    return values | {f"two {w}": 2 * n for w, n in (("hundred", 100), ("dozen", 12))}


NUMBER_WORDS = _words()
_SPELT = "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
NUMBER = rf"(?:\d{{1,3}}(?:[.,]\d{{3}})+|\d+|{_SPELT})"
"""Pattern of a whole number, in digits or in words, on folded text."""

UNIT = (
    r"(?:seats?|users?|licen[cs]es?|licencias?|usuari[oa]s?|puestos?|asientos?|plazas?|accounts?|cuentas?|"
    r"subscriptions?|suscripciones|logins?)"
)
_ROUGH = re.compile(
    r"(?:about|around|roughly|approximately|at least|up to|more than|over|maybe|perhaps|almost|nearly"
    r"|less than|under|"
    r"no more than|or so|unos|unas|alrededor de|como|aproximadamente|al menos|hasta|mas de|menos de|casi"
    r"|quiza|quizas|"
    r"tal vez)\s+$"
)
_RANGE_BEFORE = re.compile(rf"(?:{NUMBER}\s*(?:-|–|to|or|a|o|and|y)|between|entre)\s*$")
_NEGATED = re.compile(
    r"\b(?:not|no|\w+n't|dont|never|nunca|tampoco|instead of|en vez de|en lugar de|rather than)\b[^,]*$"
)
_TOTAL = re.compile(r"\b(?:in total|total of|altogether|in all|en total|un total de)\b")
_CORRECTION = re.compile(r"\b(?:make it|make that|actually|instead|correction|mejor|que sean|perdon|sorry|corrijo)\b")
_BETWEEN = r"(?:(?!(?:for|of|de|para|to|or|a|o|y|and|per|por|each|cada|usd|eur|euros?|dollars?|days?)\b)[a-z]+\s+){0,2}"
CROWD = (
    r"(?:people|persons|personas|team ?members|colleagues|companer[oa]s|coworkers|agents?|agentes?|operators?"
    r"|operador(?:es|as)?|employees?|emplead[oa]s?|trabajador(?:es|as)?|staff|reps)"
)
"""Those who use the product: counted as well, but a product's own unit goes first."""

_KIND = r"(?:(?!(?:for|of|de|para|to|or|a|o|y|and|per|por|from|by|with|con|each|cada)\b)[a-z]+\s+)?"
_PEOPLE = (
    r"\b(?:team of|equipo de|there are|we are|we're|somos|seriamos|seremos)\s+(?P<a>{number})\b"
    r"(?=\s*(?:$|people|persons|personas|of us|in|on|en|who|que|now|ahora|right now|at the moment|and|y"
    r"|so)(?:\b|$))"
    rf"|\b(?P<b>{{number}})\s+(?:of us|{_KIND}{CROWD})\b"
)


class Quantity(NamedTuple):
    """`exact`: neither rough ("about 20") nor a range. `firm`: counted in the product's own unit, not in people."""

    value: int
    exact: bool
    firm: bool
    asked: bool = False
    """Named in a question ("what would 10 seats cost?")."""
    total: bool = False
    correction: bool = False


def value_of(word: str) -> int:
    """The number that a match of `NUMBER` stands for."""
    if word[0].isdigit():
        return int(re.sub(r"[.,]", "", word))
    return NUMBER_WORDS[word]


def unit_pattern(extra: tuple[str, ...]) -> str:
    """`UNIT` and the catalogue's own words for its unit, which must be folded already."""
    words = [rf"{re.escape(word)}(?:e?s)?" for word in extra if word]
    return f"(?:{'|'.join([UNIT, *words])})"


def quantities(clause: Clause, units: str = UNIT) -> list[Quantity]:
    """Every quantity that the clause states, in order; negated ones ("not 10 seats") are left out."""
    firm = re.compile(
        rf"\b(?P<a>{NUMBER})\+?\s+{_BETWEEN}{units}\b"
        rf"|\b{units}\s+(?:for|para)\s+(?:all\s+|the\s+|los\s+|las\s+)?(?P<b>{NUMBER})\b"
    )
    found = _matches(clause, firm, firm=True)
    return found or _matches(clause, re.compile(_PEOPLE.replace("{number}", NUMBER)), firm=False)


def bare_quantity(clause: Clause) -> Quantity | None:
    """A clause that is nothing but a number ("12", "about 12, please"): the answer to "how many?"."""
    match = re.fullmatch(
        rf"(?:just|only|solo|seriamos|somos|we'd be|yes|sí|si)?\s*(?P<rough>about|around|unos|unas|maybe)?\s*"
        rf"(?P<n>{NUMBER})(?:\s+(?:please|por favor|for now|por ahora|in total|en total))?",
        clause.text,
    )
    return Quantity(value_of(match["n"]), not match["rough"], firm=True) if match else None


def settle(found: list[Quantity]) -> Quantity | None:
    """The one quantity a reply means; None where it names several and does not say which."""
    for chosen in ([q for q in found if q.total], [q for q in found if q.correction]):
        if chosen:
            return chosen[-1]
    best = [q for q in found if q.firm] or found
    return best[-1] if best and len({q.value for q in best}) == 1 else None


def _matches(clause: Clause, pattern: re.Pattern[str], *, firm: bool) -> list[Quantity]:
    found = []
    for match in pattern.finditer(clause.text):
        group = "a" if match["a"] else "b"
        before = clause.text[: match.start(group)]
        if _NEGATED.search(before) and not before.rstrip().endswith("more than"):
            continue
        spread = bool(_RANGE_BEFORE.search(before)) or "+" in match.group()
        rough = spread or bool(_ROUGH.search(before))
        correction = bool(_CORRECTION.search(clause.text))
        found.append(
            Quantity(
                value_of(match[group]),
                not rough,
                firm,
                clause.question,
                bool(_TOTAL.search(clause.text)),
                correction,
            )
        )
    return [q for q in found if q.value > 0]
