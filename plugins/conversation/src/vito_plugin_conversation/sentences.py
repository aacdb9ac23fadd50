"""Sentences: where they stand on a page (as ranges, so that a quote stays verbatim), and in a stream of
text."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from vito_plugin_conversation.blocks import Kind, blocks

_END = re.compile(r"(?<![.!?…])[.!?…]+[\"”’»)\]*_`]*(?=\s|$)")
_LAST_WORD = re.compile(r"[^\s(\[“\"]+$")
_ABBREVIATIONS: Final = frozenset(
    "e.g i.e etc vs mr mrs ms dr prof no st jr approx fig inc ltd p.ej ej sr sra srta dra ud uds núm pág aprox".split()
)
_LONGEST_ABBREVIATION: Final = max(map(len, _ABBREVIATIONS))
_NEXT = re.compile(r"\s*(\S)")
_LINK = re.compile(r"!?\[([^\[\]]{0,300})\]\([^()\s]{0,500}\)")
_EMPHASIS = re.compile(r"\*\*|__|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)")
_BARS = re.compile(r"^\||\|$")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")


class Sentence(NamedTuple):
    """`page[start:end]` is the sentence as it stands there. `heading`: the nearest one above it on the
    page.

    `header`: for a table row, where the table's first row stands. `run`: sentences of one paragraph or list
    share it.
    """

    start: int
    end: int
    kind: Kind
    heading: str = ""
    header: tuple[int, int] | None = None
    run: int = 0


def sentences(page: str) -> list[Sentence]:
    """The quotable sentences, list items and table rows of a page (plain text, Markdown or MDX), in order.

    Headings, code blocks, tags on their own and front matter are left out.
    """
    found: list[Sentence] = []
    heading = ""
    tables: dict[int, tuple[int, int]] = {}
    for block in blocks(page):
        start, end, kind, run = block
        if kind is Kind.HEADING:
            heading = page[start:end]
        elif kind is not Kind.ROW:
            found.extend(Sentence(a, b, kind, heading, None, run) for a, b in _split(page, start, end))
        elif run in tables:
            found.append(Sentence(start, end, kind, heading, tables[run], run))
        else:
            tables[run] = (start, end)
    return found


def _split(page: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for mark in _END.finditer(page, start, end):
        if _is_end(page, start, mark, end):
            yield start, mark.end()
            start = mark.end()
            while start < end and page[start].isspace():
                start += 1
    if start < end:
        yield start, end


def _is_end(text: str, start: int, mark: re.Match[str], end: int) -> bool:
    """Whether a mark ends a sentence: no abbreviation before it, no small letter after it."""
    word = _LAST_WORD.search(text, max(start, mark.start() - _LONGEST_ABBREVIATION - 1), mark.start())
    following = _NEXT.match(text, mark.end(), end)
    if word and mark.group().startswith(".") and _goes_on(word.group().casefold(), following):
        return False
    return following is None or not following.group(1).islower()


def _goes_on(word: str, following: re.Match[str] | None) -> bool:
    """Whether a full stop belongs to the word before it: "No." does only before a number."""
    return word in _ABBREVIATIONS and (word != "no" or following is None or following.group(1).isdigit())


def shown(quote: str) -> str:
    """A quote as it is shown: white space on one line, Markdown and tags taken off, no word changed."""
    text = _EMPHASIS.sub("", _TAG.sub("", _LINK.sub(r"\1", quote)))
    if _BARS.search(quote):
        text = " | ".join(cells(text))
    return " ".join(text.split())


def cells(row: str) -> tuple[str, ...]:
    """The cells of a table row."""
    return tuple(cell.strip() for cell in row.strip("| ").split("|"))


def cut(text: str, limit: int) -> str:
    """At most `limit` characters, cut after a sentence if one fits, else after a word, with "…"."""
    text = text.rstrip()
    if len(text) <= limit:
        return text
    last = 0
    for mark in _END.finditer(text, 0, limit + 1):
        if mark.end() <= limit and _is_end(text, 0, mark, len(text)):
            last = mark.end()
    if last:
        return text[:last]
    words = text[: max(limit - 1, 0)]
    head, space, _ = words.rpartition(" ")
    return ((head if space else words).rstrip(" ,;:") + "…")[: max(limit, 0)]


_BREAK = re.compile(r"(?<![.!?…])[.!?…]+[\"”’»)\]*_`]*\s+(?=\S)|(?<!\n)\n+(?=\S)")
_HELD_AT_MOST: Final = 2000
"""Text without any end of sentence is not held back for ever."""


class SentenceStream:
    """Gathers pieces of text and gives whole sentences (or lines), each with the white space that follows
    it.
    """

    def __init__(self) -> None:
        self._held = ""

    def feed(self, piece: str) -> list[str]:
        self._held += piece
        ready: list[str] = []
        start = 0
        for mark in _BREAK.finditer(self._held):
            if "\n" in mark.group() or self._ends(start, mark):
                ready.append(self._held[start : mark.end()])
                start = mark.end()
        self._held = self._held[start:]
        if len(self._held) > _HELD_AT_MOST:
            ready.append(self.flush())
        return ready

    def flush(self) -> str:
        rest, self._held = self._held, ""
        return rest

    def _ends(self, start: int, mark: re.Match[str]) -> bool:
        return _is_end(self._held, start, mark, len(self._held))
