"""A page as a flat run of blocks: what every reader (Markdown, HTML, text) makes and the chunker takes."""

import re
from enum import StrEnum

import msgspec

_SPACE = re.compile(r"\s+")
FENCE = "```"
"""Around code, in the text of passages too: what stands between two fences is no prose."""

COMPONENT_LEVEL = 6
"""Titles of components (a step, a tab, an accordion) are headings below the six levels of Markdown."""


class Unreadable(Exception):
    """A document that is skipped; the text says why."""


class Kind(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LINE = "line"
    """An item of a list or a row of a table: stays close to its neighbours."""
    CODE = "code"
    END = "end"
    """The component that a heading of this level opened is over; the text after it is not its."""


class Block(msgspec.Struct, frozen=True):
    """`level`: of a heading (1–6, a component's more) or an end; 0 otherwise. Code has no fences yet."""

    kind: Kind
    text: str
    level: int = 0


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """A document, read. `keywords`: words for the search alone, which do not stand on the page."""

    title: str
    keywords: tuple[str, ...] = ()
    blocks: tuple[Block, ...]


def squeeze(text: str) -> str:
    """One line: every run of white space is one space."""
    return _SPACE.sub(" ", text).strip()


def fenced(code: str, language: str = "") -> str:
    return f"{FENCE}{language}\n{code.strip(chr(10))}\n{FENCE}"
