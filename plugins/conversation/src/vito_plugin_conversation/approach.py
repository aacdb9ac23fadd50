"""What somebody is up to who writes to a brand: to buy or be contacted, to complain, or to sell something."""

import re
from collections.abc import Sequence
from enum import StrEnum

from vito_plugin_conversation import approach_patterns as patterns
from vito_plugin_conversation.language import fold


class Approach(StrEnum):
    """`REQUEST`: a wish that only people can grant (a demo, an offer, a call, an order). `INTEREST`: of a buyer,
    which a page may satisfy. `PITCH`: of recruiters, vendors and spammers.
    """

    NONE = "none"
    REQUEST = "request"
    INTEREST = "interest"
    COMPLAINT = "complaint"
    PITCH = "pitch"


def _any_of(found: Sequence[str]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(f"(?:{each})" for each in found) + ")")


_PITCH = _any_of(patterns.PITCHES)
_OWN_NEED = _any_of(patterns.OWN_NEED)
_COMPLAINT = _any_of(patterns.COMPLAINTS)
_REQUEST = _any_of(patterns.REQUESTS)
_INTEREST = _any_of(patterns.INTERESTS)
_PRICE = _any_of(patterns.PRICES)
_ASKS = re.compile(
    r"[?¿]|\b(?:how much|please|pls|porfa?|por favor|cuanto|need|necesit\w+)\b|^\W*(?:\w+\W+){0,3}\w+\W*$"
)
_JUST_DEMO = re.compile(r"^\W*(?:an? |una? |the |la )?demos?\W*$")
_SENTENCE = re.compile(r"[^.?!\n]*[.?!\n]*\s*")


def approach_of(message: str) -> Approach:
    """Careful rather than complete: what speaks against a buyer's wish is looked for first."""
    text = " ".join(fold(message).split())
    if _PITCH.search(text) and not _OWN_NEED.search(text):
        return Approach.PITCH
    if _COMPLAINT.search(text):
        return Approach.COMPLAINT
    if _REQUEST.search(text) or _JUST_DEMO.search(text):
        return Approach.REQUEST
    if _INTEREST.search(text) or (_PRICE.search(text) and _ASKS.search(text)):
        return Approach.INTEREST
    return Approach.NONE


def without_request(message: str) -> str:
    """The sentences of a message that do more than ask for a demo, an offer, a call or an order."""
    sentences = [found.group() for found in _SENTENCE.finditer(message) if found.group().strip()]
    return "".join(each for each in sentences if not _REQUEST.search(" ".join(fold(each).split()))).strip()
