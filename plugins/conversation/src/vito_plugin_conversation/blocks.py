"""The blocks of a page (plain text, Markdown or MDX) as ranges of it: paragraphs, list items, table rows,
headings."""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

_HEADING = re.compile(r"#{1,6}\s+(.+?)\s*#*$")
_ITEM = re.compile(r"(?:[-*+•]|\d{1,3}[.)])\s+")
_RULER = re.compile(r"[-=*_|:\s]{3,}$")
_TAG_ONLY = re.compile(r"(?:</?[A-Za-z][^<>]*/?>\s*)+$|\{/\*.*\*/\}$|(?:import|export)\s.+(?:from|=)\s|^:::")
_ENDED = re.compile(r"[.!?…:;,][\"”’»)\]*_`]*$")
_ROW = re.compile(r"\|.*\|$|\S.* \| \S")
_WRAPPED_FROM = 55
"""A line this long may go on on the next one; a shorter one followed by a capital is complete."""
_HEADING_WORDS = 9


class Kind(StrEnum):
    PROSE = "prose"
    ITEM = "item"
    ROW = "row"
    HEADING = "heading"


class Block(NamedTuple):
    """`page[start:end]`. `run`: rows of one table share it."""

    start: int
    end: int
    kind: Kind
    run: int


class _Line(NamedTuple):
    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def blocks(page: str) -> list[Block]:
    """In order. Code, tags on their own, rulers and front matter are left out."""
    found: list[Block] = []
    for number, paragraph in enumerate(_paragraphs(page)):
        found.extend(_of(paragraph, number))
    return [_judged(block, page, found[i + 1] if i + 1 < len(found) else None) for i, block in enumerate(found)]


def _paragraphs(page: str) -> Iterator[list[_Line]]:
    """Runs of lines without a gap. A ruler below table rows makes no gap."""
    run: list[_Line] = []
    position, fence, front_matter = 0, "", page.startswith("---\n")
    for raw in page.splitlines(keepends=True):
        text = raw.strip()
        line = _Line(position + len(raw) - len(raw.lstrip()), text)
        position += len(raw)
        if front_matter:
            front_matter = text != "---" or line.start == 0
            continue
        if text.startswith(("```", "~~~")):
            fence = "" if fence and text.startswith(fence) else fence or text[:3]
            text = ""
        if not fence and text and "|" in text and _RULER.match(text):
            continue
        if fence or not text or _RULER.match(text) or _TAG_ONLY.match(text):
            if run:
                yield run
            run = []
        else:
            run.append(line)
    if run:
        yield run


def _of(lines: list[_Line], number: int) -> Iterator[Block]:
    """The blocks of a run of lines: wrapped lines are joined, list items and rows stay apart."""
    begun: Block | None = None
    before = ""
    for line in lines:
        kind, lead = _kind(line.text)
        if begun and (kind is not Kind.PROSE or begun.kind in {Kind.ROW, Kind.HEADING} or _complete(before, line.text)):
            yield begun
            begun = None
        begun = Block(begun.start if begun else line.start + lead, line.end, begun.kind if begun else kind, number)
        before = line.text
    if begun:
        yield begun


def _kind(line: str) -> tuple[Kind, int]:
    """What a line begins, and how many characters of it are mere marks."""
    if heading := _HEADING.match(line):
        return Kind.HEADING, heading.start(1)
    if _ROW.match(line):
        return Kind.ROW, 0
    if item := _ITEM.match(line):
        return Kind.ITEM, item.end()
    return Kind.PROSE, len(line) - len(line.lstrip("> "))


def _complete(line: str, following: str) -> bool:
    """Whether a line ends a block although no gap follows."""
    if following.startswith(">"):
        return True
    return len(line) < _WRAPPED_FROM and not following[:1].islower()


def _judged(block: Block, page: str, following: Block | None) -> Block:
    """A heading that has lost its mark is known by being short, without full stop, alone and above
    something.
    """
    text = page[block.start : block.end]
    alone = following is not None and following.run != block.run
    if block.kind is Kind.PROSE and alone and len(text.split()) <= _HEADING_WORDS and not _ENDED.search(text):
        return block._replace(kind=Kind.HEADING)
    return block
