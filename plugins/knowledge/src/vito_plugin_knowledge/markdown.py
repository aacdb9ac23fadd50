"""Markdown and MDX to blocks, by markdown-it-py."""

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from vito_plugin_knowledge import front_matter
from vito_plugin_knowledge.blocks import Block, Kind, Page, squeeze
from vito_plugin_knowledge.html import html_blocks
from vito_plugin_knowledge.mdx import END_MARK, TITLE_MARK, plain_markdown

_MARKED = re.compile(f"^({TITLE_MARK}|{END_MARK})(\\d+) ?(.*)$", re.DOTALL)


def read_markdown(text: str, *, mdx: bool) -> Page:
    """The page; its title is "" if it has none. In MDX indented text is text, not code."""
    head, body = front_matter.split(text)
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    if mdx:
        parser.disable("code")
    blocks = (
        *(Block(Kind.PARAGRAPH, squeeze(each)) for each in head.shown),
        *_blocks(parser.parse(plain_markdown(body))),
    )
    first = next((block.text for block in blocks if block.kind is Kind.HEADING and block.level == 1), "")
    return Page(title=squeeze(head.title) or first, keywords=head.keywords, blocks=blocks)


def _blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    lists: list[str] = []
    cells: list[str] | None = None
    number, heading = "", 0
    for token in tokens:
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                lists.append(token.type)
            case "bullet_list_close" | "ordered_list_close":
                lists.pop()
            case "list_item_open":
                number = f"{token.info}{token.markup} " if lists[-1] == "ordered_list_open" else ""
            case "heading_open":
                heading = int(token.tag[1])
            case "tr_open":
                cells = []
            case "tr_close":
                if cells and any(cells):
                    yield Block(Kind.LINE, " | ".join(cells))
                cells = None
            case "fence" | "code_block":
                if token.content.strip():
                    language = token.info.split()[0] if token.info.split() else ""
                    yield Block(Kind.CODE, f"{language}\n{token.content.rstrip()}")
            case "html_block":
                yield from html_blocks(token.content)
            case "inline":
                text = _text(token.children or ())
                if cells is not None:
                    cells.append(text)
                elif heading:
                    yield Block(Kind.HEADING, text, heading)
                    heading = 0
                elif text:
                    yield _paragraph(text, number, in_list=bool(lists))
                    number = ""


def _paragraph(text: str, number: str, *, in_list: bool) -> Block:
    if marked := _MARKED.match(text):
        kind = Kind.HEADING if marked[1] == TITLE_MARK else Kind.END
        return Block(kind, marked[3].strip(), int(marked[2]))
    return Block(Kind.LINE if in_list else Kind.PARAGRAPH, number + text)


def _text(children: Sequence[Token]) -> str:
    """Inline content as a reader sees it: link texts, code without its ticks, no images, no tags."""
    parts: list[str] = []
    for child in children:
        match child.type:
            case "text" | "code_inline":
                parts.append(child.content)
            case "softbreak" | "hardbreak":
                parts.append(" ")
            case "html_inline" if child.content[:3].lower() == "<br":
                parts.append(" ")
    return squeeze("".join(parts))
