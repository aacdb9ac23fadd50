"""What a classification rule is."""

import re

import msgspec


class Rule(msgspec.Struct, frozen=True):
    """`points`: 3 says it alone, 2 likely, 1 only with others. They count once, however often the rule matches."""

    code: str
    points: int
    pattern: re.Pattern[str]


GAP = r"(?:[\w'%-]+ ){0,4}"
"""Up to four words between the two halves of an expression."""


def rule(code: str, points: int, *expressions: str) -> Rule:
    """Expressions are alternatives, one idea each, and match whole words of `text.plain` (lower case, no accents)."""
    return Rule(code, points, re.compile(rf"(?<!\w)(?:{'|'.join(expressions)})(?!\w)"))
