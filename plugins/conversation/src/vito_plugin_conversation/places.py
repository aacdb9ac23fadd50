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
    """A sentence, its stems, and the stems of what stands above it: heading, title, page name.

    `label`, `head`: the stems of a table row's first cell, and of the head of its table.
    """

    reference: int
    order: int
    sentence: Sentence
    page: str
    text: str
    own: frozenset[str]
    above: frozenset[str]
    label: frozenset[str] = frozenset()
    head: frozenset[str] = frozenset()

    @property
    def columns(self) -> tuple[str, ...]:
        """The head of the table that a row stands in; empty for prose."""
        return cells(self.page[slice(*self.sentence.header)]) if self.sentence.header else ()


def of_page(index: int, reference: Reference) -> Iterator[Place]:
    title = frozenset(stems(content_words(f"{reference.title} {reference.source}")))
    above: dict[str, frozenset[str]] = {}
    for order, sentence in enumerate(sentences(reference.text)):
        heading = sentence.heading
        if heading not in above:
            above[heading] = title | stems(content_words(heading))
        text = reference.text[sentence.start : sentence.end]
        place = Place(
            index, order, sentence, reference.text, text, frozenset(stems(content_words(text))), above[heading]
        )
        yield _in_table(place) if sentence.header else place


def _in_table(row: Place) -> Place:
    label = frozenset(stems(content_words(cells(row.text)[0])))
    return msgspec.structs.replace(row, label=label, head=frozenset(stems(content_words(" ".join(row.columns)))))
