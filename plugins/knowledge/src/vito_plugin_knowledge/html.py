"""HTML to blocks, by selectolax."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from vito_plugin_knowledge.blocks import Block, Kind, Page, Unreadable, squeeze

_DROPPED = [
    *("script", "style", "noscript", "template", "svg", "iframe", "object", "canvas", "head"),
    *("nav", "footer", "aside", "form", "button", "select", "dialog"),
]
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "summary"})
_LINES = frozenset({"li", "dt", "dd", "tr"})
_BLOCKS = (
    _HEADINGS
    | _LINES
    | {
        *("html", "body", "main", "article", "section", "div", "header", "address", "fieldset", "details"),
        *("p", "blockquote", "figure", "figcaption", "pre", "hr", "ul", "ol", "dl"),
        *("table", "thead", "tbody", "tfoot", "caption"),
    }
)
_CELLS = frozenset({"td", "th"})
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_WITHOUT_END = frozenset(
    "area base br col embed hr img input link meta source track wbr p li dt dd tr td th thead tbody option".split()
)
_DEEPEST = 2000
"""The parser takes time by the square of the depth, and lets nobody else run meanwhile."""
_TOPS = frozenset({"table", "body", "main", "article", "section"})
_DEPTH = 100
"""So far up a text's block is looked for: pages nest a dozen deep, and a hostile one a million."""
_ROOTS = ("main", "[role=main]", "article", "body")


def read_html(text: str) -> Page:
    """The page: of its `main` part if it has one, without navigation, forms and scripts. Raises `Unreadable`."""
    tree = _parsed(text)
    title = tree.css_first("title")
    named = squeeze(title.text(deep=True)) if title is not None else ""
    blocks = tuple(_of_tree(tree))
    first = next((block.text for block in blocks if block.kind is Kind.HEADING and block.level == 1), "")
    return Page(title=first or named, blocks=blocks)


def html_blocks(fragment: str) -> Iterator[Block]:
    """Blocks of a piece of HTML inside another format. Raises `Unreadable`."""
    yield from _of_tree(_parsed(f"<body>{fragment}"))


def _parsed(text: str) -> LexborHTMLParser:
    depth = 0
    for match in _TAG.finditer(text):
        if match[2].lower() not in _WITHOUT_END:
            depth += -1 if match[1] else 1
        if depth > _DEEPEST:
            raise Unreadable(f"tags within tags, more than {_DEEPEST} deep")
    return LexborHTMLParser(text)


def _of_tree(tree: LexborHTMLParser) -> Iterator[Block]:
    tree.strip_tags(_DROPPED, recursive=True)
    root = next((node for selector in _ROOTS if (node := tree.css_first(selector)) is not None), None)
    if root is None:
        return
    owner: LexborNode | None = None
    cell: LexborNode | None = None
    parts: list[str] = []
    for node in root.traverse(include_text=True):
        if node.tag in {"br", "hr"}:
            parts.append("\n")
        if node.tag != "-text":
            continue
        now, now_cell = _owner(node)
        if owner is not None and now.mem_id != owner.mem_id:
            yield from _block(owner, parts)
            parts = []
        elif parts and now_cell is not None and cell is not None and now_cell.mem_id != cell.mem_id:
            parts.append(" | ")
        owner, cell = now, now_cell
        parts.append(node.text_content or "")
    if owner is not None:
        yield from _block(owner, parts)


def _owner(node: LexborNode) -> tuple[LexborNode, LexborNode | None]:
    """(the block that a text belongs to, the table cell it stands in). A cell's text belongs to its row."""
    block: LexborNode | None = None
    found = node
    for _ in range(_DEPTH):
        if found.parent is None:
            break
        found = found.parent
        if found.tag in _CELLS:
            return found.parent or found, found
        if block is None and found.tag in _BLOCKS:
            block = found
        if found.tag in _TOPS:
            break
    return block or found, None


def _block(owner: LexborNode, parts: list[str]) -> Iterator[Block]:
    text = "".join(parts)
    if not text.strip():
        return
    tag = owner.tag or ""
    if tag == "pre":
        yield Block(Kind.CODE, "\n" + text.strip("\n"))
    elif tag in _HEADINGS:
        yield Block(Kind.HEADING, squeeze(text), int(tag[1]) if tag[0] == "h" else 6)
    else:
        yield Block(Kind.LINE if tag in _LINES else Kind.PARAGRAPH, squeeze(text))
