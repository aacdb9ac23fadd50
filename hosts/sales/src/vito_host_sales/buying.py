"""When does a contact buy? A conservative table: a condition, a doubt, a negation, a question or a far-off date is no
purchase. English and Spanish, folded text."""

import re
from typing import NamedTuple

from vito_host_sales.numbers import CROWD, NUMBER
from vito_host_sales.patterns import HEDGE, NEGATION
from vito_host_sales.text import Clause

_DEMO = re.compile(r"\b(?:demos?|calls?|meetings?|chat|trial|webinar|newsletter|prueba|llamada|reunion|videollamada)\b")
_DEMO_PAST = re.compile(
    r"\b(?:great|good|nice|excellent|fantastic|awesome|amazing|loved|liked|enjoyed|thanks for|thank you for|gracias por"
    r"|buena|gran|excelente|genial|gusto|encanto) (?:the |your |that |this |la |vuestra |tu |esta )?"
    r"(?:demo|call|meeting|llamada|reunion)(?=\s*(?:$|[,.!;:]|and\b|y\b|today\b|yesterday\b|hoy\b|ayer\b))"
)
"""The demo took place: a go-ahead no longer means it."""
_TELL = re.compile(
    r"\b(?:cuent\w+|tell (?:me|us)|dime|dinos|explic\w+|expl[ai]\w+ (?:to )?(?:me|us|how)|show (?:me|us)|ensename"
    r"|ensenanos|mas (?:info\w*|detalles)|more (?:info\w*|details)|pregunt\w+)\b"
)
_SAID = re.compile(r"(?<!\bi )(?<!\bwe )\b(?:said|says|told (?:me|us)|dijo|dice|dicen|dijeron)\b")
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
_GO = r"(?:go ahead|move ahead|proceed|move forward|go forward)"
_EXACT = (
    rf"(?:we|i)(?:'ll| will)(?: definitely| gladly| happily)? {_GO}",
    rf"(?:we|i)(?:'d| would) like to {_GO}",
    rf"(?:we|i) (?:want|are ready|am ready|are happy|am happy) to {_GO}",
    rf"(?:we|i)'(?:re|m) (?:ready|happy|going) to {_GO}",
    rf"(?:happy|ready) to {_GO}",
    r"(?:please )?sign (?:us|me) up",
    r"(?:nos apuntamos|me apunto|seguimos adelante|queremos seguir adelante|queremos avanzar|firmamos)",
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
        counted = rf"(?:{amount}|{NUMBER}\s+(?:[a-z]+\s+)?{CROWD}\b{_ALONE})"
        names = "|".join(re.escape(name) for name in products if name)
        named = rf"|(?:the |el |la |your )?(?:{names})\b" if names else ""
        thing = (
            rf"(?:{counted}|{NUMBER}{_ALONE}|(?:the )?(?:\w+ ){{0,2}}(?:plan|package|subscription|licen[cs]es?"
            rf"|seats)\b|them\b"
            rf"|it\b(?! (?:to|from|up|into|under|slow|slowly|easy|back|as|with|on|home|for a))|your (?:offer"
            rf"|tool|product|software){named})"
        )
        self._hired = re.compile(rf"\b(?:contrat\w+|hir(?:e|ed|ing)) {NUMBER}\s+(?:[a-z]+\s+)?(?!{units}\b){CROWD}\b")
        phrases = (*_strong(thing, amount), *_ahead(thing, amount, counted))
        self._strong = re.compile("|".join(phrases))
        self._wanted = re.compile(rf"\b(?:queremos|quiero|(?:we|i) want|(?:we|i)'ll take) {counted}")
        self._asking = re.compile(
            r"\bwhere (?:do|can|should|must) (?:i|we) (?:sign(?! (?:up|in))|pay(?! attention))\b|\bdonde (?:firmo"
            r"|firmamos|pago|pagamos|hay que firmar|tengo que firmar)\b"
        )
        self._weak = re.compile(
            rf"^(?:(?:ok|okay|yes|great|perfect|sure|si|sí|vale|venga|pues|dale) )?(?:{'|'.join(_EXACT)})"
            r"(?: (?:then|now|today|please|entonces|ya|por favor))?!*$"
        )
        self._confirms = re.compile(
            rf"^(?:(?:yes|sí|si|ok|okay|sure|vale|claro|perfect|perfecto|great|quiero|queremos|we want|i want"
            rf"|we need|we'd like) ?)*"
            rf"{counted}(?: (?:please|por favor|it is))?$"
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
        if match is None or clause.question or self._vetoed(clause, match) or asks_for_more(clause.sentence):
            return None
        return Purchase(clause.start, clause.end, bool(_REBATE.search(clause.sentence)))

    def wants_some(self, clause: Clause) -> bool:
        """Whether the clause's sentence wants a stated amount: its go-ahead does not mean the demo."""
        return bool(self._wanted.search(clause.sentence))

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
            or _SAID.search(clause.text, 0, match.start())
            or self._hired.search(clause.text)
            or (HEDGE.search(clause.sentence) and not (rebate_asked and not _doubts(clause.sentence)))
            or _LATER.search(clause.text)
            or _ELSEWHERE.search(clause.text)
        )


def _doubts(sentence: str) -> bool:
    """Whether more than the wish for a rebate ("if you give us 20 % off") stands in the way."""
    return bool(
        re.search(r"\b(?:maybe|perhaps|might|could|would(?! like)|quizas?|tal vez|podria\w*|not sure)\b", sentence)
    )


def asks_for_more(sentence: str) -> bool:
    """Whether more than a yes stands in the sentence: "adelante, cuéntame más", "perfecto, adelante con la demo"."""
    return bool(_TELL.search(sentence) or (_DEMO.search(sentence) and not _DEMO_PAST.search(sentence)))


def had_demo(text: str) -> bool:
    """Whether the folded reply speaks of the demo as of one that took place: "Great demo!"."""
    return bool(_DEMO_PAST.search(text))


def _ahead(thing: str, amount: str, counted: str) -> tuple[str, ...]:
    """As in "go ahead": verbs that decide, with what is bought."""
    us = r"(?=\s*(?:$|for (?:us|me|our|my)\b|please\b|now\b|today\b|then\b|thanks\b))"
    go = rf"(?:{_GO}|get started|start|roll)"
    return (
        rf"{_WILL}(?:{go} with|proceed to (?:buy|order)) {thing}",
        rf"\b(?:we|i)(?:'d| would) like to (?:{go}|go) with {thing}",
        rf"\b(?:we|i) (?:want|are ready|am ready|are happy|am happy) to (?:{go}|go) with {thing}",
        rf"\b(?:we|i)'(?:re|m) (?:ready|happy|going) to (?:{go}|go) with {thing}",
        rf"^(?:happy|ready) to {go} with {thing}",
        rf"\b(?:we|i)(?:'re|'m| are| am) (?:going|going ahead|moving forward|moving ahead|proceeding) with {thing}",
        rf"\blet's (?:{go}|go) with {thing}|\blet's (?:do|get|book|have|close it (?:for|with|at)) {amount}",
        rf"\b(?:we're|we are|i'm|i am) (?:in|good to go) (?:for|with) {thing}",
        rf"^(?:ok |okay |great |yes |perfect )?(?:please )?(?:go ahead and )?(?:set (?:us )?up|create|activate|open"
        rf"|reserve|set (?:us|me) up with|get (?:us|me)|book (?:us|me)(?: in)? for|count (?:us|me) in for"
        rf"|put (?:us|me) down for) {counted}{us}",
        rf"\bsend (?:me |us |over )?(?:the |a |your )?(?:contract|agreement) for {counted}",
        rf"\b(?:cerramos|cierro|firmamos|firmo|nos apuntamos|me apunto|seguimos adelante|seguiremos adelante"
        rf"|continuamos|empezamos|arrancamos|vamos adelante|avanzamos) (?:con|por|a) {thing}",
        rf"\b(?:vamos|voy) a (?:comprar|pedir|coger|tomar) {thing}",
        rf"\b(?:vamos|voy) a contratar (?:{amount}|el plan\b|lo\b)|\b(?:vamos|voy) a (?:contratar|comprar)l[oa]s?\b",
        rf"\b(?:apuntanos|apuntame|apuntadnos) (?:a|para|con) {thing}",
        rf"\b(?:envia|manda|pasa|enviad|mandad|envie|mande)(?:me|nos)? el contrato (?:para|de|por) {counted}",
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
