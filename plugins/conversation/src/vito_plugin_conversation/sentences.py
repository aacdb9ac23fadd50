"""Sentences: where they stand on a page (as ranges, so that a quote stays verbatim), and in a stream of text."""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Final, NamedTuple

_END = re.compile(r"[.!?…]+[\"”’»)\]*_`]*(?=\s|$)")
_LAST_WORD = re.compile(r"[^\s(\[“\"]+$")
_ABBREVIATIONS: Final = frozenset(
    "e.g i.e etc vs mr mrs ms dr prof no st jr approx fig inc ltd p.ej ej sr sra srta dra ud uds núm pág aprox".split()
)
_HEADING = re.compile(r"#{1,6}\s+(.+?)\s*#*$")
_ITEM = re.compile(r"(?:[-*+•]|\d{1,3}[.)])\s+")
_RULER = re.compile(r"[-=*_|:\s]{3,}$")
_TAG_ONLY = re.compile(r"(?:</?[A-Za-z][^<>]*/?>\s*)+$|\{/\*.*\*/\}$|(?:import|export)\s.+(?:from|=)\s|^:::")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)\s]*\)")
_EMPHASIS = re.compile(r"\*\*|__|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")


class Kind(StrEnum):
    PROSE = "prose"
    ITEM = "item"
    ROW = "row"


class Sentence(NamedTuple):
    """`page[start:end]` is the sentence as it stands there. `heading`: the nearest one above it on the page.

    `header`: for a table row, where the table's first row stands.
    """

    start: int
    end: int
    kind: Kind
    heading: str
    header: tuple[int, int] | None = None


def sentences(page: str) -> list[Sentence]:
    """The quotable sentences, list items and table rows of a page (plain text, Markdown or MDX), in order.

    Headings, code blocks, tags on their own and front matter are left out.
    """
    found: list[Sentence] = []
    header, above = None, -1
    for start, end, kind, heading in _blocks(page):
        if kind is not Kind.ROW:
            found.extend(Sentence(a, b, kind, heading) for a, b in _split(page, start, end))
        elif _RULER.match(between := page[above:start].strip()) and "|" in between and found[-1].kind is Kind.ROW:
            header = found.pop()[:2]
            found.append(Sentence(start, end, kind, heading, header))
        else:
            header = header if above >= 0 and not between else None
            found.append(Sentence(start, end, kind, heading, header))
        above = end if kind is Kind.ROW else -1
    return found


def _blocks(page: str) -> Iterator[tuple[int, int, Kind, str]]:
    """Ranges of paragraphs, list items and table rows."""
    heading, begin, end, kind, fence = "", -1, -1, Kind.PROSE, ""
    position, front_matter = 0, page.startswith("---\n")
    for raw in page.splitlines(keepends=True):
        line = raw.strip()
        start = position + len(raw) - len(raw.lstrip())
        stop, position = start + len(line), position + len(raw)
        item, title = _ITEM.match(line), _HEADING.match(line)
        if front_matter:
            front_matter = not (line == "---" and start > 0)
            continue
        is_fence = line.startswith(("```", "~~~"))
        skipped = bool(fence or is_fence or not line or title or _RULER.match(line) or _TAG_ONLY.match(line))
        row = line.startswith("|")
        if begin >= 0 and (skipped or item or row or line.startswith(">")):
            yield begin, end, kind, heading
            begin = -1
        if is_fence:
            fence = "" if fence and line.startswith(fence) else fence or line[:3]
        if title and not fence:
            heading = title.group(1)
        if skipped:
            continue
        if row:
            yield start, stop, Kind.ROW, heading
        elif begin < 0:
            lead = item.end() if item else len(line) - len(line.lstrip("> "))
            begin, kind = start + lead, Kind.ITEM if item else Kind.PROSE
        end = stop
    if begin >= 0:
        yield begin, end, kind, heading


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
    word = _LAST_WORD.search(text, start, mark.start())
    if word and mark.group().startswith(".") and word.group().casefold() in _ABBREVIATIONS:
        return False
    after = text[mark.end() : end].lstrip()[:1]
    return not after.islower()


def shown(quote: str) -> str:
    """A quote as it is shown: white space on one line, Markdown and tags taken off, no word changed."""
    text = _EMPHASIS.sub("", _TAG.sub("", _LINK.sub(r"\1", quote)))
    if quote.startswith("|"):
        text = " | ".join(cell.strip() for cell in text.strip("| ").split("|"))
    return " ".join(text.split())


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


class SentenceStream:
    """Gathers pieces of text and gives whole sentences (or lines), each with the white space that follows it."""

    def __init__(self) -> None:
        self._held = ""

    def feed(self, piece: str) -> list[str]:
        self._held += piece
        ready: list[str] = []
        start = 0
        for mark in re.finditer(r"[.!?…]+[\"”’»)\]*_`]*\s+(?=\S)|\n+(?=\S)", self._held):
            if mark.group()[0] == "\n" or self._ends(start, mark):
                ready.append(self._held[start : mark.end()])
                start = mark.end()
        self._held = self._held[start:]
        return ready

    def flush(self) -> str:
        rest, self._held = self._held, ""
        return rest

    def _ends(self, start: int, mark: re.Match[str]) -> bool:
        return _is_end(self._held, start, mark, len(self._held))
