"""Text as the reading rules see it: folded to lower case without accents, cut into clauses, and back to the
contact's own words."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

_APOSTROPHES = "’‘`´ʼ"


class Folded(NamedTuple):
    """`text` is what patterns are matched on; `origin[i]` is where its character i stands in `original`."""

    original: str
    text: str
    origin: tuple[int, ...]

    def quote(self, start: int, end: int) -> str:
        """The contact's own words for the folded span: a verbatim substring of `original`."""
        if start >= end:
            return ""
        last = self.origin[end] if end < len(self.origin) else len(self.original)
        return self.original[self.origin[start] : last].strip(" \t\r\n,;:")


class Clause(NamedTuple):
    """A piece of one sentence. `start`, `end`: its span in the folded reply. `question`: it asks, it does not state."""

    text: str
    start: int
    end: int
    question: bool
    sentence: str


def fold(original: str) -> Folded:
    """Lower case, no accents. Only "sí" keeps its accent: without it, it is the Spanish "if"."""
    characters: list[str] = []
    origin: list[int] = []
    for index, character in enumerate(original):
        for piece in _pieces(original, index, character):
            characters.append(piece)
            origin.append(index)
    return Folded(original, "".join(characters), tuple(origin))


def _pieces(original: str, index: int, character: str) -> str:
    if character in _APOSTROPHES:
        return "'"
    if character in "íÍ" and _is_yes(original, index):
        return "í"
    if character in "\r\n":
        return "\n"
    if character.isspace():
        return " "
    bare = "".join(c for c in unicodedata.normalize("NFD", character) if not unicodedata.combining(c))
    return bare.lower()


def _is_yes(original: str, index: int) -> bool:
    before = original[max(0, index - 2) : index]
    after = original[index + 1 : index + 2]
    return before[-1:].lower() == "s" and not before[:-1].isalnum() and not after.isalnum()


# A full stop ends a sentence, but not the one in "10 a.m." or "10 p. m."
_SENTENCE_END = re.compile(r"(?<!\.m)(?<![\s\d][ap])(?<!\. m)\.(?=\s|$)|[!?;…]+|\n+")
_STARTERS = (
    r"i|i'm|i'll|i'd|i've|we|we're|we'll|we'd|we've|my|our|let|let's|budget|"
    r"yo|nosotros|mi|nuestr\w+|somos|soy|necesit\w+|tenemos|queremos|quiero|tengo|decido|lo|nos|seriamos"
    r"|empez\w+|"
    r"el presupuesto|la decision|decide"
)
_CLAUSE_END = re.compile(
    r",(?!\d)|\s[-–—]+\s|—|\s/\s|\s(?=\d{1,2}\)\s)"
    r"|\s(?=(?:but|pero|aunque|although|however|though|sino)\b)"
    rf"|\s(?=(?:and|so|y|asi que)\s+(?:{_STARTERS})\b)"
)
_JOINT = re.compile(r"(?:and|so|but|although|however|though|y|pero|asi que|aunque|sino|\d{1,2}\))\s+")
_ASKS = re.compile(
    r"^[¿\s]*(?:(?:o|or)\s+)?(?:should|can|could|do|does|did|is|are|would|will|what|what's|how|when|"
    r"where|which|who|why|cuanto|cuanta|cuantos|como|cual|donde|cuando|quien|puedo|podemos|podria\w*"
    r"|es posible)\b"
)
_QUOTE_HEADER = re.compile(
    r"^\s*(?:(?:on|el)\s.*(?:wrote|escribio):|-{3,}\s*(?:original message|mensaje original).*)\s*$"
)


def clauses(reply: Folded) -> list[Clause]:
    """The reply's clauses in order. Quoted lines of earlier messages are left out: they are not the contact's."""
    return [clause for start, end in _own_lines(reply.text) for clause in _clauses_of(reply.text, start, end)]


def _own_lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        if _QUOTE_HEADER.match(line):
            return
        if not line.lstrip().startswith(">"):
            yield start, start + len(line)
        start += len(line) + 1


def _clauses_of(text: str, start: int, end: int) -> Iterator[Clause]:
    for first, last, mark in _split(text, start, end, _SENTENCE_END):
        spans = [(a, b) for a, b, _ in _split(text, first, last, _CLAUSE_END)]
        for number, (joint, b) in enumerate(spans):
            a = joint if (match := _JOINT.match(text, joint, b)) is None else match.end()
            closing = number == len(spans) - 1
            asks = (closing and "?" in mark) or bool(_ASKS.match(text[a:b]) and "?" in mark)
            yield Clause(text[a:b], a, b, asks, text[first:last])


def _split(text: str, start: int, end: int, separator: re.Pattern[str]) -> Iterator[tuple[int, int, str]]:
    position = start
    for match in separator.finditer(text, start, end):
        yield from _span(text, position, match.start(), match.group())
        position = match.end()
    yield from _span(text, position, end, "")


def _span(text: str, start: int, end: int, mark: str) -> Iterator[tuple[int, int, str]]:
    while start < end and text[start] in " \t,¿¡\"'":
        start += 1
    while end > start and text[end - 1] in " \t,":
        end -= 1
    if start < end:
        yield start, end, mark
