"""One document, by its ending."""

from collections.abc import Callable
from pathlib import PurePosixPath

import msgspec

from vito_plugin_knowledge.blocks import Block, Kind, Page, squeeze
from vito_plugin_knowledge.html import read_html
from vito_plugin_knowledge.markdown import read_markdown

_LONGEST_TITLE = 120


def _read_text(text: str) -> Page:
    paragraphs = [squeeze(part) for part in text.split("\n\n")]
    blocks = [Block(Kind.PARAGRAPH, each) for each in paragraphs if each]
    title = ""
    if len(blocks) > 1 and len(blocks[0].text) <= _LONGEST_TITLE and blocks[0].text[-1] not in ".,;:!":
        title = blocks[0].text
        blocks[0] = Block(Kind.HEADING, title, 1)
    return Page(title=title, blocks=tuple(blocks))


_READERS: dict[str, Callable[[str], Page]] = {
    ".md": lambda text: read_markdown(text, mdx=False),
    ".markdown": lambda text: read_markdown(text, mdx=False),
    ".mdx": lambda text: read_markdown(text, mdx=True),
    ".txt": _read_text,
    ".html": read_html,
    ".htm": read_html,
}
ENDINGS = frozenset(_READERS)
"""The formats that are read, in lower case."""


def ending_of(path: str) -> str:
    return PurePosixPath(path).suffix.lower()


def read_page(path: str, text: str) -> Page:
    """Reads a document of one of `ENDINGS`. A page without a title is named after its file."""
    page = _READERS[ending_of(path)](text.replace("\r\n", "\n").replace("\r", "\n"))
    if page.title:
        return page
    name = PurePosixPath(path).stem.replace("-", " ").replace("_", " ")
    return msgspec.structs.replace(page, title=name)
