"""Reads a contact's replies: everything it ever wrote, at every call, so that no reply is lost between two stages.

Pure: texts in, facts out. The words are in `words.py`, `intents.py`, `buying.py`, `slots.py` and `numbers.py`.
What is quoted is always a verbatim substring of the reply it stands in.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import msgspec

from vito_contracts.outputs import BANT
from vito_host_sales import bant, intents, refusals, slots
from vito_host_sales.buying import BuyingWords, Purchase, asks_for_more, had_demo
from vito_host_sales.numbers import NUMBER_WORDS, Quantity, bare_quantity, quantities, settle, unit_pattern, value_of
from vito_host_sales.patterns import HEDGE, NEGATION
from vito_host_sales.text import Clause, Folded, clauses, fold

ITEMS = ("budget", "authority", "need", "timeline", "quantity")


_MONEY_FROM = 100
"""A bare number from here on answers the question for the budget, below it the question "how many?"."""


class Lexicon(msgspec.Struct, frozen=True, kw_only=True):
    """Words of the catalogue. `units`: of its units ("seat"); `products`: names and aliases of its products."""

    units: tuple[str, ...] = ()
    products: tuple[str, ...] = ()


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What was asked before which reply: numbers count replies; `demo=2` means that replies 2, 3, … came after it."""

    items: Mapping[int, tuple[str, ...]] = {}
    """Replies read when a follow-up went out → the items it asked for."""
    demo: int | None = None
    close: int | None = None


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What all replies together say. `quantity_exact` False with a quantity: it is rough ("about 20", "5-10")."""

    replies: int = 0
    bant: BANT = BANT()
    quantity_exact: bool = False
    quantity_unclear: bool = False
    """The purchase names several numbers and does not say which one counts."""
    slot: str | None = None
    slot_accepted: bool = False
    """The slot's words agree to the time proposed, and name none themselves."""
    declines_demo: bool = False
    purchase: str | None = None
    discount: bool = False
    """Buys, but at a price of its own."""
    refusal: str | None = None
    """not_interested, price, competitor, no_budget, timing."""
    human: str | None = None
    """human, contract."""
    stop: bool = False
    contradiction: bool = False
    """Buys and refuses in one breath."""


class _Reply(NamedTuple):
    folded: Folded
    pieces: list[Clause]
    number: int


class _Decision(NamedTuple):
    purchase: str | None = None
    discount: bool = False
    refusal: str | None = None
    quantity: Quantity | None = None
    unclear: bool = False
    """The purchase names quantities, and it is not clear which one counts."""


def read(replies: Sequence[str], *, lexicon: Lexicon | None = None, asked: Asked | None = None) -> Reading:
    """All replies of one contact, oldest first, as facts. Later words correct earlier ones; a stop stays a stop."""
    lexicon, asked = lexicon or Lexicon(), asked or Asked()
    units = unit_pattern(tuple(fold(word).text for word in lexicon.units))
    products = tuple(fold(name).text for name in lexicon.products)
    buying = BuyingWords(units, products)
    reading, counted, bought = Reading(replies=len(replies)), [], _Decision()
    for number, text in enumerate(replies):
        folded = fold(text)
        reply = _Reply(folded, clauses(folded), number)
        if not reply.pieces:
            continue
        reading = _bant_of(reading, reply, asked)
        reading = _slot_of(reading, reply, asked)
        decision = _decision_of(reply, asked, buying, units, products)
        reading = _decided(reading, decision)
        bought = decision if decision.purchase else bought
        counted += _quantities_of(reply, asked, units)
        reading = msgspec.structs.replace(
            reading,
            stop=reading.stop or _stops(reply),
            human=reading.human or _human_of(reply),
            declines_demo=reading.declines_demo or any(slots.declines_demo(c) for c in reply.pieces),
        )
    return _with_quantity(reading, bought, counted)


def asks_to_stop(text: str) -> bool:
    """Whether one reply asks that no message be sent any more."""
    folded = fold(text)
    return _stops(_Reply(folded, clauses(folded), 0))


def _stops(reply: _Reply) -> bool:
    return any(intents.stops(c.sentence) or intents.stops(c.text) for c in reply.pieces)


def _bant_of(reading: Reading, reply: _Reply, asked: Asked) -> Reading:
    known = {name: value for name in ITEMS[:4] if (value := getattr(reading.bant, name)) is not None}
    expected = {item for after, items in asked.items.items() if reply.number >= after for item in items}
    found = bant.stated(reply.folded, reply.pieces, frozenset(expected - known.keys()))
    sentences = " ".join({clause.sentence: None for clause in reply.pieces})
    found = {name: words for name, words in found.items() if bant.replaces(name, known.get(name), words, sentences)}
    return msgspec.structs.replace(reading, bant=msgspec.structs.replace(reading.bant, **found))


def _slot_of(reading: Reading, reply: _Reply, asked: Asked) -> Reading:
    proposed = (
        asked.demo is not None and reply.number >= asked.demo and (asked.close is None or reply.number < asked.close)
    )
    named = [clause for clause in reply.pieces if slots.names_time(clause, asked=proposed)]
    if named:
        together = [clause for clause in named if clause.sentence == named[0].sentence]
        words = reply.folded.quote(together[0].start, together[-1].end)
        return msgspec.structs.replace(reading, slot=words, slot_accepted=False)
    accepted = slots.accepts_time(reply.pieces) if proposed and reading.slot is None else None
    if accepted is None:
        return reading
    return msgspec.structs.replace(reading, slot=reply.folded.quote(*accepted), slot_accepted=True)


def _human_of(reply: _Reply) -> str | None:
    has_slot = any(slots.names_time(c, asked=True) for c in reply.pieces)
    return next((wish for c in reply.pieces if (wish := intents.wants_human(c, has_slot=has_slot))), None)


def _decision_of(reply: _Reply, asked: Asked, buying: BuyingWords, units: str, products: tuple[str, ...]) -> _Decision:
    purchase = _purchase_of(reply, asked, buying)
    refused = None if any(slots.declines_demo(c) for c in reply.pieces) else _refusal_of(reply, asked, units, products)
    if purchase is None:
        return _Decision(refusal=refused)
    found = [q for c in reply.pieces if not c.question for q in quantities(c, units)]
    found = found or _amounts_of(reply)
    words = reply.folded.quote(purchase.start, purchase.end)
    chosen = settle(found)
    return _Decision(words, purchase.discount, refused, chosen, bool(found) and chosen is None)


def _purchase_of(reply: _Reply, asked: Asked, buying: BuyingWords) -> Purchase | None:
    closing = asked.close is not None and reply.number >= asked.close
    about_demo = asked.demo is not None and reply.number >= asked.demo and not closing
    about_demo = about_demo and not had_demo(reply.folded.text)
    about_demo = about_demo or any(slots.names_time(c, asked=True) for c in reply.pieces)
    for clause in reply.pieces:
        found = buying.decided(clause)
        if found is None and (not about_demo or buying.wants_some(clause)):
            found = buying.go_ahead(clause)
        if found is None and closing:
            found = buying.confirms(clause)
        if found:
            return found
    if not closing or any(c.question or asks_for_more(c.sentence) for c in reply.pieces):
        return None
    agreed = slots.accepts_time(reply.pieces)
    return Purchase(*agreed) if agreed and len(reply.folded.text[slice(*agreed)].split()) <= 4 else None


def _amounts_of(reply: _Reply) -> list[Quantity]:
    """Numbers without a unit count in a clause that buys: "We'll take 10", "compramos una licencia"."""
    said = [clause.text for clause in reply.pieces if not clause.question]
    return [Quantity(value_of(word), exact=True, firm=True) for text in said for word in bant.amounts_bought(text)]


def _refusal_of(reply: _Reply, asked: Asked, units: str, products: tuple[str, ...]) -> str | None:
    answered = asked.close is not None and reply.number >= asked.close
    if refusals.BARE_NO.match(reply.folded.text) and (reply.number == 0 or answered):
        return "not_interested"
    ours = frozenset(word for name in products for word in name.split())
    wants = any(bant.NEED.search(c.text) or quantities(c, units) for c in reply.pieces)
    for clause in reply.pieces:
        if reason := refusals.refusal(clause, ours):
            return None if reason == "timing" and any(slots.names_time(c, asked=True) for c in reply.pieces) else reason
        if _chose_other(clause, products):
            return "competitor"
        if refusals.soft_refusal(clause) and not wants:
            return "not_interested"
    return None


def _chose_other(clause: Clause, products: tuple[str, ...]) -> bool:
    match = refusals.NAMED_CHOICE.search(clause.text)
    if match is None or clause.question or HEDGE.search(clause.text) or NEGATION.search(clause.text):
        return False
    rest = clause.text[match.start("name") :]
    ours = any(rest.startswith(name) or match["name"] in name.split() for name in products)
    return (
        not ours
        and match["name"] not in bant.NOT_A_RIVAL
        and match["name"] not in NUMBER_WORDS
        and not rest[0].isdigit()
        and not slots.names_time(clause, asked=True)
    )


def _decided(reading: Reading, decision: _Decision) -> Reading:
    """Of a purchase and a refusal the later one counts; both in one reply are a contradiction, until a later word."""
    if decision.purchase is None and decision.refusal is None:
        return reading
    return msgspec.structs.replace(
        reading,
        purchase=decision.purchase,
        discount=decision.discount,
        refusal=None if decision.purchase else decision.refusal,
        contradiction=bool(decision.purchase and decision.refusal),
    )


def _quantities_of(reply: _Reply, asked: Asked, units: str) -> list[Quantity]:
    found = [q for c in reply.pieces for q in quantities(c, units)]
    expected = any(reply.number >= after and "quantity" in items for after, items in asked.items.items())
    if not found and expected:
        found = [q for c in reply.pieces if (q := bare_quantity(c)) and q.value < _MONEY_FROM]
    chosen = settle([q for q in found if not q.asked]) or settle(found)
    return [chosen] if chosen else []


def _with_quantity(reading: Reading, bought: _Decision, counted: list[Quantity]) -> Reading:
    """The purchase's own number counts before all others; then the latest stated; a number in a question comes last."""
    if reading.purchase and bought.unclear:
        return msgspec.structs.replace(reading, quantity_unclear=True)
    stated = [q for q in counted if not q.asked] or counted
    firm = [q for q in stated if q.firm] or stated
    chosen = (bought.quantity if reading.purchase else None) or (firm[-1] if firm else None)
    if chosen is None:
        return reading
    told = msgspec.structs.replace(reading.bant, quantity=chosen.value)
    return msgspec.structs.replace(reading, bant=told, quantity_exact=chosen.exact)
