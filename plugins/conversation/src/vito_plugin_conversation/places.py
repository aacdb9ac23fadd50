"""The sentences of the passages, taken apart into stems, for choosing among them."""

from collections.abc import Iterator

import msgspec

from vito_plugin_conversation.language import content_words, stems
from vito_plugin_conversation.sentences import Sentence, cells, sentences


class Reference(msgspec.Struct, frozen=True):
    """A passage as a model is given it. `relevance` 0–1 as in `Passage`."""

    source: str
    title: str
    text: str
    relevance: float


class Place(msgspec.Struct, frozen=True):
    """A sentence, its stems, and the stems of what stands above it: heading, table head, title, page name.

    `label`: the stems of a table row's first cell.
    """

    reference: int
    order: int
    sentence: Sentence
    page: str
    text: str
    own: frozenset[str]
    above: frozenset[str]
    label: frozenset[str] = frozenset()

    @property
    def columns(self) -> tuple[str, ...]:
        """The head of the table that a row stands in; empty for prose."""
        header = self.sentence.header
        return cells(self.page[header[0] : header[1]]) if header else ()


def of_page(index: int, reference: Reference) -> Iterator[Place]:
    title = frozenset(stems(content_words(f"{reference.title} {reference.source}")))
    above: dict[tuple[str, tuple[int, int] | None], frozenset[str]] = {}
    for order, sentence in enumerate(sentences(reference.text)):
        over = (sentence.heading, sentence.header)
        if over not in above:
            head = reference.text[slice(*sentence.header)] if sentence.header else ""
            above[over] = title | stems(content_words(f"{sentence.heading} {head}"))
        text = reference.text[sentence.start : sentence.end]
        label = cells(text)[:1] if sentence.header else ()
        yield Place(
            index,
            order,
            sentence,
            reference.text,
            text,
            frozenset(stems(content_words(text))),
            above[over],
            frozenset(stems(content_words(" ".join(label)))),
        )
