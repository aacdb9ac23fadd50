"""Which kind of enquiry a text is: weighted rules, summed, and the reasons kept."""

import msgspec

from vito_contracts.outputs import EnquiryCategory
from vito_plugin_support.rules import RULES
from vito_plugin_support.text import plain

LEAST_POINTS = 2
"""Fewer points than this for billing and technical: the enquiry is general."""


class Classification(msgspec.Struct, frozen=True, kw_only=True):
    """`reasons`: codes of the rules that spoke for the category; `points`: their sum."""

    category: EnquiryCategory
    points: int
    reasons: tuple[str, ...]


def classify(text: str) -> Classification:
    """The category with the most points.

    On a tie billing comes first, then technical: a person reading a fault report loses a minute, a guess
    about somebody's money costs trust.
    """
    words = plain(text)
    best = Classification(category=EnquiryCategory.GENERAL, points=0, reasons=())
    for category in (EnquiryCategory.BILLING, EnquiryCategory.TECHNICAL, EnquiryCategory.GENERAL):
        found = _points(category, words)
        if found.points >= LEAST_POINTS and found.points > best.points:
            best = found
    return best


def _points(category: EnquiryCategory, words: str) -> Classification:
    hits = {
        (rule.code, rule.points) for rule in RULES if rule.category is category and rule.pattern.search(words)
    }
    return Classification(
        category=category,
        points=sum(points for _, points in hits),
        reasons=tuple(sorted(code for code, _ in hits)),
    )
