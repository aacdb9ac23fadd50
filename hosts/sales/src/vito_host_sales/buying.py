"""When does a contact buy? A conservative table: a condition, a doubt, a negation, a question or a far-off date is no
purchase. English and Spanish, folded text."""

import re
from typing import NamedTuple

from vito_host_sales.numbers import NUMBER
from vito_host_sales.patterns import HEDGE, NEGATION
from vito_host_sales.text import Clause

_DEMO = re.compile(r"\b(?:demos?|calls?|meetings?|chat|trial|webinar|newsletter|prueba|llamada|reunion|videollamada)\b")
_LATER = re.compile(
    r"\b(?:next (?:year|quarter|month)|in (?:a few|\w+) (?:weeks|months|years)|later|eventually|some ?day"
    r"|(?:ano|mes|trimestre) que viene|"
    r"proximo (?:ano|mes|trimestre)|mas adelante|en (?:unos|\w+) (?:meses|semanas)|algun dia)\b"
)
_ELSEWHERE = re.compile(
    r"\b(?:an?other|different|competitor|elsewhere|last (?:year|month|week)|used to|otr[oa]s?|la competencia"
    r"|ano pasado|"
    r"mes pasado)\b"
)
_REBATE = re.compile(
    r"\b(?:discount|rebate|(?:\d+|ten|twenty|fifty) ?% off|\d+ ?% (?:de )?(?:descuento|menos)|descuento"
    r"|rebaja|half price|"
    r"mitad de precio)"
)
_WILL = r"\b(?:we|i)(?:'ll| will)(?: just| gladly| happily| definitely| now)? (?:go ahead and )?"
_ALONE = (
    r"(?=\s*(?:$|now\b|today\b|please\b|thanks\b|of (?:them|those|these)\b|to start|"
    r"then\b|ya\b|por favor\b|gracias\b|para empezar))"
)
_EXACT = (
    r"let's (?:do it|do this|go ahead|get started|proceed|go for it|move forward|make it happen|sign)",
    r"(?:we're|we are|i'm|count us|count me) in",
    r"(?:(?:it's|we have|you have|you've got) a )?deal",
    r"(?:adelante|comprémoslo|compremoslo|hagamoslo|vamos adelante|vamos a ello|trato hecho"
    r"|cerrado|cerramos(?: el trato)?)",
)


class Purchase(NamedTuple):
    """`discount`: the contact buys, but at a price of its own: a human has to say yes to that."""

    start: int
    end: int
    discount: bool = False


class BuyingWords:
    """The patterns for one catalogue. `products`: folded names; `units`: pattern of its units."""

    def __init__(self, units: str, products: tuple[str, ...] = ()) -> None:
        amount = rf"(?:{NUMBER}|an?|una?)\s+(?:[a-z]+\s+){{0,2}}{units}\b"
        names = "|".join(re.escape(name) for name in products if name)
        named = rf"|(?:the |el |la |your )?(?:{names})\b" if names else ""
        thing = (
            rf"(?:{amount}|{NUMBER}{_ALONE}|(?:the )?(?:\w+ ){{0,2}}(?:plan|package|subscription|licen[cs]es?"
            rf"|seats)\b|them\b"
            rf"|it\b(?! (?:to|from|up|into|under|slow|slowly|easy|back|as|with|on|home|for a))|your (?:offer"
            rf"|tool|product|software){named})"
        )
        self._strong = re.compile("|".join(_strong(thing, amount)))
        self._asking = re.compile(
            r"\bwhere (?:do|can|should|must) (?:i|we) (?:sign(?! (?:up|in))|pay)\b|\bdonde (?:firmo|firmamos"
            r"|pago|pagamos|hay que firmar|tengo que firmar)\b"
        )
        self._weak = re.compile(
            rf"^(?:(?:ok|okay|yes|great|perfect|sure|si|sí|vale|venga|pues|dale) )?(?:{'|'.join(_EXACT)})"
            r"(?: (?:then|now|today|please|entonces|ya|por favor))?!*$"
        )
        self._confirms = re.compile(
            rf"^(?:(?:yes|sí|si|ok|okay|sure|vale|claro|perfect|perfecto|great|quiero|queremos|we want|i want"
            rf"|we need|we'd like) ?)*"
            rf"{amount}(?: (?:please|por favor|it is))?$"
        )

    def decided(self, clause: Clause) -> Purchase | None:
        """A purchase that stands in the clause in so many words, whatever was asked before."""
        match = self._strong.search(clause.text)
        if match is None or clause.question:
            match = self._asking.search(clause.text)
        if match is None or self._vetoed(clause, match):
            return None
        return Purchase(clause.start, clause.end, bool(_REBATE.search(clause.sentence)))

    def go_ahead(self, clause: Clause) -> Purchase | None:
        """A purchase unless it may as well mean the demo ("let's do it", "adelante"); the caller knows."""
        match = self._weak.search(clause.text)
        if match is None or clause.question or self._vetoed(clause, match) or _DEMO.search(clause.sentence):
            return None
        return Purchase(clause.start, clause.end, bool(_REBATE.search(clause.sentence)))

    def confirms(self, clause: Clause) -> Purchase | None:
        """A bare amount ("yes, 10 seats please"): a purchase only as the answer to the closing proposal."""
        match = self._confirms.search(clause.text)
        if match is None or clause.question or self._vetoed(clause, match):
            return None
        return Purchase(clause.start, clause.end)

    def _vetoed(self, clause: Clause, match: re.Match[str]) -> bool:
        rebate_asked = _REBATE.search(clause.sentence)
        return bool(
            NEGATION.search(clause.text, 0, match.start())
            or (HEDGE.search(clause.sentence) and not (rebate_asked and not _doubts(clause.sentence)))
            or _LATER.search(clause.text)
            or _ELSEWHERE.search(clause.text)
        )


def _doubts(sentence: str) -> bool:
    """Whether more than the wish for a rebate ("if you give us 20 % off") stands in the way."""
    return bool(
        re.search(r"\b(?:maybe|perhaps|might|could|would(?! like)|quizas?|tal vez|podria\w*|not sure)\b", sentence)
    )


def _strong(thing: str, amount: str) -> tuple[str, ...]:
    return (
        rf"{_WILL}(?:take|buy|purchase|order|go with|go for|start with|sign up for|subscribe to) {thing}",
        rf"{_WILL}(?:get|have) {amount}",
        rf"\b(?:we|i)(?:'d| would) like to (?:buy|purchase|order|go ahead with|sign up for|take) {thing}",
        rf"\b(?:we|i) (?:want|are ready|am ready) to (?:buy|purchase|order|take|go ahead with) {thing}",
        rf"\b(?:we|i)'(?:re|m) (?:ready|happy|going) to (?:buy|purchase|order|take|go ahead with) {thing}",
        r"\bready to (?:sign|buy|order|pay)\b",
        rf"\b(?:sign us up for|sign me up for|put us down for|count us in for|let's go with|let's take"
        rf"|let's order|let's buy"
        rf"|let's start with|let's go ahead with) {thing}",
        rf"\b(?:we|i)(?:'ve| have)? decided to (?:buy|take|order|go with|go for) (?:{thing}|you\b)",
        r"\b(?:we|i)(?:'ll| will|'re|'m| are| am)? (?:go|going) with you\b",
        r"\b(?:we|i)(?:'d| would) like to sign\b(?! (?:up|in))",
        r"\bpurchase order (?:for|attached)|^(?:please )?invoice us\b",
        r"\balready (?:bought|purchased|ordered) (?:it|them)\b",
        rf"^(?:please )?(?:order|book us|give us|set us up with|get us|send us|send me) {amount}",
        r"\bsend (?:me |us |over )?(?:the |an |your |me the )?(?:invoice|contract to sign|order form"
        r"|payment link)\b",
        r"\b(?:we|i) (?:accept|confirm) (?:the |your )?(?:offer|proposal|order|purchase|quote)\b",
        rf"\b(?:we|i)(?:'ve| have)? just (?:bought|purchased|ordered) (?:it\b|them\b|{amount}(?! (?:of"
        rf"|from)))",
        r"\b(?:lo|la|los|las) (?:compramos|compro|compraremos|contratamos|contrato|contrataremos|cogemos)\b",
        r"\b(?:nos lo|me lo) (?:quedamos|quedo|llevamos|llevo)\b",
        r"\bacabamos de comprarl[oa]s?\b|\bya (?:lo|la|las|los) (?:hemos comprado|compramos|he comprado)\b",
        rf"(?<!mas )\badelante con (?:{thing}|la compra|el pedido|ello|la oferta|la propuesta)",
        rf"\b(?:vamos con|tomamos|tomaremos|nos quedamos con|me quedo con|nos llevamos|compramos|compraremos"
        rf"|compro|contratamos|"
        rf"contrataremos|pedimos|cogemos|ponme|ponnos|ponganos|apuntanos|reservanos|me apunto a) {thing}",
        rf"\b(?:quiero|queremos|quisiera|quisieramos) (?:comprar|contratar|pedir) (?:ya )?(?:{amount}|lo\b"
        rf"|el plan\b)",
        r"\b(?:quiero|queremos) (?:comprarl[oa]s?|contratarl[oa]s?)\b",
        r"\b(?:envia|manda|pasa|enviad|mandad|envie|mande)(?:me|nos)? (?:ya )?(?:la factura|el enlace de pago"
        r"|el contrato para firmar)\b",
        r"\bconfirm(?:o|amos) (?:el pedido|la compra|la oferta)\b",
    )
