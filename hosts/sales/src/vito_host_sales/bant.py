"""BANT in one reply: which of its clauses state the budget, who decides, the need and the time."""

import re
from typing import NamedTuple

from vito_host_sales.numbers import NUMBER
from vito_host_sales.slots import names_time
from vito_host_sales.text import Clause, Folded
from vito_host_sales.words import AUTHORITY, BUDGET, COURTESY, DISLIKES, LOOSE, NEED, TIMELINE, UNKNOWN

__all__ = ["NEED", "NOT_A_RIVAL", "amounts_bought", "stated"]

_ORDER = ("budget", "authority", "timeline", "need")
_CUES = {"budget": BUDGET, "authority": AUTHORITY, "timeline": TIMELINE, "need": NEED}

NOT_A_RIVAL = frozenset(
    "it this that you your yours the a an one them these those option plan basic standard pro premium team "
    "teams both all "
    "el la los las un una ello esto eso lo vosotros ustedes vuestra vuestro su tu todo".split()
)
"""Words after "we go with" that name no other product."""

_BOUGHT = re.compile(
    rf"\b(?:take|buy|purchase|order|go with|go for|start with|adelante con|tomamos|compramos|compraremos"
    rf"|contratamos|pedimos|"
    rf"cogemos|compro|ponme|ponnos|quedamos con|llevamos) (?:just |solo )?(?P<n>{NUMBER}|una?)\b(?!\s*(?:%"
    rf"|days|weeks|minutes|dias|semanas))"
)


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
        found.setdefault(part.name, reply.quote(part.start, part.end))
    return found


def _start(name: str, clause: Clause, names: list[str]) -> int:
    """Of a clause that states more than the time, only its end speaks of the time: "we need a planner by March"."""
    match = TIMELINE.search(clause.text) if name == "timeline" and len(names) > 1 else None
    return clause.start + match.start() if match else clause.start


def _items(clause: Clause) -> list[str]:
    if clause.question or UNKNOWN.search(clause.text):
        return []
    found = [name for name in _ORDER if _CUES[name].search(clause.text)]
    if "need" in found and DISLIKES.search(clause.text):
        found.remove("need")
    if "timeline" in found and names_time(clause, asked=False):
        found.remove("timeline")
    return found


def _loosely(clause: Clause, expected: frozenset[str]) -> str | None:
    if clause.question or UNKNOWN.search(clause.text) or _empty(clause):
        return None
    fitting = [name for name in ("authority", "timeline", "budget", "need") if name in expected]
    return next((name for name in fitting if _fits(name, clause.text, alone=len(expected) == 1)), None)


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
    return ["1" if match["n"] in ("un", "una") else match["n"] for match in _BOUGHT.finditer(text)]
