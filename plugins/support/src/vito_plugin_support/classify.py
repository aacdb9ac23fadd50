"""Which kind of enquiry a text is: weighted rules, summed, and the reasons kept."""

import msgspec

from vito_contracts.outputs import EnquiryCategory
from vito_plugin_support.rules import RULES
from vito_plugin_support.text import plain

LIKELY = 2
"""Points from which a category is considered at all; with fewer everywhere the enquiry is general."""
SURE = 3
"""Points from which billing needs no comparison with technical."""


class Classification(msgspec.Struct, frozen=True, kw_only=True):
    """`reasons`: codes of the rules that spoke for the category; `points`: their sum."""

    category: EnquiryCategory
    points: int
    reasons: tuple[str, ...]


def classify(text: str) -> Classification:
    """The category with the most points; billing, once sure of it, before any fault that is reported with it.

    A person who reads a fault report loses a minute; a guess about somebody's money costs trust. For the same
    reason billing comes first on a tie, then technical.
    """
    words = plain(text)
    billing = _points(EnquiryCategory.BILLING, words)
    technical = _points(EnquiryCategory.TECHNICAL, words)
    general = _points(EnquiryCategory.GENERAL, words)
    if billing.points >= max(SURE, general.points):
        return billing
    best = max((billing, technical, general), key=lambda found: found.points)
    return best if best.points >= LIKELY else general


def _points(category: EnquiryCategory, words: str) -> Classification:
    hits = [rule for rule in RULES[category] if rule.pattern.search(words)]
    points = sum(rule.points for rule in hits)
    return Classification(category=category, points=points, reasons=tuple(rule.code for rule in hits))
