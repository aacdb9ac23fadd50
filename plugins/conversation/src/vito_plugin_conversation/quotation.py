"""Quotes as a reply shows them, each with the page it stands on."""

import re
from collections.abc import Sequence

import msgspec

from vito_plugin_conversation.sentences import cut, shown

_LEADS_ON = re.compile(r":[\s*_]*$")


class Quoted(msgspec.Struct, frozen=True):
    """A quote as it stands on its page. `follows`: right after the one before. `columns`: the head of its table."""

    source: str
    text: str
    follows: bool = False
    columns: tuple[str, ...] = ()


def closed(quotes: Sequence[Quoted]) -> tuple[Quoted, ...]:
    """The quotes, none of which ends with a colon unless what it announces comes next."""
    after = [*(quote.follows for quote in quotes[1:]), False]
    return tuple(
        quote if goes_on else msgspec.structs.replace(quote, text=_LEADS_ON.sub("", quote.text))
        for quote, goes_on in zip(quotes, after, strict=True)
    )


def quotation(quotes: Sequence[Quoted]) -> str:
    """“First. Second.” — page.md “Third.” — other.md, and so on."""
    text = ""
    for index, quote in enumerate(quotes):
        before = quotes[index - 1] if index else None
        words = shown(quote.text)
        if before is None:
            text = f"“{words}"
        elif before.source != quote.source:
            text += f"” — {before.source} “{words}"
        elif quote.follows and text.endswith((".", "!", "?", "…", ":")):
            text += f" {words}"
        else:
            text += f"” “{words}"
    columns = f" ({', '.join(quotes[-1].columns)})" if quotes[-1].columns else ""
    return f"{text}”{columns} — {quotes[-1].source}"


def shortened(quote: Quoted, room: int) -> str:
    """One quote, cut; its page is named only if that leaves most of the room to the quote."""
    tail = f"” — {quote.source}"
    if len(tail) > room // 2:
        tail = "”"
    return "“" + cut(shown(quote.text), max(room - 1 - len(tail), 1)) + tail
