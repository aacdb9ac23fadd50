"""BANT in one reply: which of its clauses state the budget, who decides, the need and the time."""

import re
from typing import NamedTuple

from vito_host_sales import refusals
from vito_host_sales.numbers import NUMBER, UNIT
from vito_host_sales.slots import names_hour, names_time
from vito_host_sales.text import Clause, Folded, fold
from vito_host_sales.words import (
    AUTHORITY,
    BUDGET,
    CORRECTS,
    COURTESY,
    DATE_WISH,
    DISLIKES,
    HEADCOUNT,
    LOOSE,
    NEED,
    PURPOSE,
    TIMELINE,
    UNKNOWN,
    VAGUE,
)

__all__ = ["NEED", "NOT_A_RIVAL", "amounts_bought", "firmer", "replaces", "stated"]

_ORDER = ("budget", "authority", "timeline", "need")
_CUES = {"budget": BUDGET, "authority": AUTHORITY, "timeline": TIMELINE, "need": NEED}

NOT_A_RIVAL = frozenset(
    "it this that you your yours the a an one them these those option plan basic standard pro premium team "
    "teams both all "
    "prisa calma cuidado retraso tiempo ganas todos "
    "el la los las un una ello esto eso lo vosotros ustedes vuestra vuestro su tu todo".split()
)
"""Words after "we go with" that name no other product."""

_BOUGHT = re.compile(
    rf"\b(?:take|buy|purchase|order|go with|go for|(?:start|started|proceed|ahead|forward|roll)"
    rf" with|adelante con|vamos con|cerramos con|apuntamos con|tomamos|compramos|compraremos"
    rf"|contratamos|pedimos|"
    rf"cogemos|compro|ponme|ponnos|quedamos con|llevamos) (?:just |solo )?(?P<n>{NUMBER}|una?)\b(?!\s*(?:%"
    rf"|days|weeks|minutes|dias|semanas))"
)
_BOUGHT_FOR = re.compile(
    rf"(?<!it )\b(?:with|for|con|para|por|queremos|quiero|want) (?!20[2-4]\d\b)(?P<n>{NUMBER})"
    r"(?=\s*(?:$|now\b|today\b|please\b|thanks\b|to start\b|then\b|por favor\b|gracias\b|para empezar\b))"
)


_A_COUNT = re.compile(rf"^(?:about |around |just |only |unos |unas |solo )?{NUMBER} {UNIT}(?: please| por favor)?$")
BUDGET_WORD = re.compile(r"\bbudget|\bpresupuesto|\b(?:we|i) can spend\b")
_AN_ACTION = re.compile(r"^(?:for |to |para |mostly |mainly |sobre todo )*(?:\w+ing|\w{3,}(?:ar|er|ir))\b \w+")
"""Starts as the answer to "what for?" does: "scheduling posts", "programar publicaciones"."""


class _Part(NamedTuple):
    name: str
    start: int
    end: int


def stated(reply: Folded, pieces: list[Clause], expected: frozenset[str]) -> dict[str, str]:
    """Item → the contact's own words. `expected`: items asked for just before: fewer words suffice for them."""
    parts: list[_Part] = []
    sentence = ""
    for clause in pieces:
        names = _items(clause)
        same = bool(parts) and clause.sentence == sentence
        sentence = clause.sentence
        if same and names == [parts[-1].name]:
            parts[-1] = parts[-1]._replace(end=clause.end)  # "Presupuesto: unos 300 euros"
        elif names:
            parts += [_Part(name, _start(name, clause, names), clause.end) for name in names]
        elif answered := _loosely(clause, expected - {part.name for part in parts}):
            parts.append(_Part(answered, clause.start, clause.end))
        elif same and parts[-1].name == "need" and not clause.question and not _empty(clause):
            parts[-1] = parts[-1]._replace(end=clause.end)  # "… a tool to plan, publish and measure"
    found: dict[str, str] = {}
    for part in parts:
        words = reply.quote(part.start, part.end)
        if part.name not in found or (part.name == "need" and _rank(words) > _rank(found["need"])):
            found[part.name] = words
    return found


def replaces(name: str, known: str | None, words: str, sentences: str) -> bool:
    """Whether the words of a later reply replace what is known. `sentences`: all of that reply, folded."""
    if known is None:
        return True
    if name == "need":
        return _rank(known) == 0 < _rank(words)
    if name == "timeline":
        return firmer(known, words) and (_is_vague(known) or bool(CORRECTS.search(sentences)))
    return True


def firmer(known: str, words: str) -> bool:
    """Whether the time in `words` is no vaguer than the one known: "maybe next year" says less than "by March"."""
    return _is_vague(known) or not _is_vague(words)


def _is_vague(words: str) -> bool:
    return bool(VAGUE.search(fold(words).text))


def _rank(words: str) -> int:
    """0: only for how many; 1: what; 2: what for."""
    text = fold(words).text
    if PURPOSE.search(text) or _AN_ACTION.search(text):
        return 2
    return 0 if HEADCOUNT.search(text) else 1


def _start(name: str, clause: Clause, names: list[str]) -> int:
    """Of a clause that states more than the time, only its end speaks of the time: "we need a planner by March"."""
    match = TIMELINE.search(clause.text) if name == "timeline" and len(names) > 1 else None
    return clause.start + match.start() if match else clause.start


def _items(clause: Clause) -> list[str]:
    if clause.question or UNKNOWN.search(clause.text):
        return []
    cues = [name for name in _ORDER if _CUES[name].search(clause.text)]
    if "need" not in cues and HEADCOUNT.search(clause.text):
        cues.append("need")
    return [name for name in cues if not _excluded(name, clause)]


def _excluded(name: str, clause: Clause) -> bool:
    """What looks like the item, and is another: a price that is refused, a date, a time for the demo."""
    if name == "budget":
        return _complains(clause)
    if name == "timeline":
        return names_time(clause, asked=False) or names_hour(clause)
    return name == "need" and (bool(DISLIKES.search(clause.text)) or _only_a_time(clause))


def _complains(clause: Clause) -> bool:
    """As in "29 dollars per seat is too expensive": the price, not the budget; "over our budget of 200" tells it."""
    return bool(refusals.DEAR.search(clause.text)) and not BUDGET_WORD.search(clause.text)


def _only_a_time(clause: Clause) -> bool:
    if names_time(clause, asked=False):
        return True
    wish = DATE_WISH.search(clause.text)
    aim = PURPOSE.search(clause.text, wish.end() if wish else 0)
    return aim is None and (wish is not None or names_time(clause, asked=True))


def _loosely(clause: Clause, expected: frozenset[str]) -> str | None:
    if clause.question or UNKNOWN.search(clause.text) or _empty(clause):
        return None
    fitting = [name for name in ("authority", "timeline", "budget", "need") if name in expected]
    fitting = [name for name in fitting if not _excluded(name, clause) and not _other(name, clause)]
    return next((name for name in fitting if _fits(name, clause.text, alone=len(expected) == 1)), None)


def _other(name: str, clause: Clause) -> bool:
    """Where few words suffice: a time for the demo answers no question of ours, nor do a number of seats or a no."""
    if name != "timeline" and names_time(clause, asked=True):
        return True
    return name == "need" and bool(
        refusals.refusal(clause)
        or refusals.DEAR.search(clause.text)
        or _A_COUNT.search(clause.text)
        or _is_date(clause)
    )


def _is_date(clause: Clause) -> bool:
    return bool(TIMELINE.search(clause.text)) and not PURPOSE.search(clause.text)


def _fits(name: str, text: str, *, alone: bool) -> bool:
    if name == "budget" and not alone:
        return bool(re.search(r"\d{3}", text))
    if name == "need" and not alone:
        return bool(_AN_ACTION.search(text))
    return bool(LOOSE[name].search(text))


def _empty(clause: Clause) -> bool:
    return bool(COURTESY.search(clause.text))


def amounts_bought(text: str) -> list[str]:
    """Number words right after the verb that buys, a single "una" read as one."""
    return ["1" if match["n"] in ("un", "una") else match["n"] for match in _BOUGHT.finditer(text)] or [
        match["n"] for match in _BOUGHT_FOR.finditer(text)
    ]
