"""Cutting a growing text into whole sentences, so that guardrails judge sentences and streams show only judged ones."""

import re

_END = re.compile(r"(?<=[.!?…])[\"”’)\]]*\s+|\n+")
_LONGEST = 2000


def whole_sentences(text: str, *, final: bool) -> tuple[list[str], str]:
    """(sentences with their trailing white space, the rest). `final`: the rest is a sentence too."""
    sentences, begin = [], 0
    for match in _END.finditer(text):
        sentences.append(text[begin : match.end()])
        begin = match.end()
    rest = text[begin:]
    if rest and (final or len(rest) > _LONGEST):
        sentences.append(rest)
        rest = ""
    return sentences, rest
