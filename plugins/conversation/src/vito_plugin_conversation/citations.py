"""Which sentences of the passages a reply rests on. A quote is always a verbatim piece of its passage's text."""

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from vito_contracts.conversation import Citation, Passage
from vito_plugin_conversation.language import content_words, fold, stems
from vito_plugin_conversation.sentences import SentenceStream, sentences, shown

MOST: Final = 5
_QUOTED = re.compile(r"[“«\"]([^”»\"]{12,}?)[”»\"]")
_SHARED: Final = 0.5
"""Share of a statement's words that a sentence must hold to count as its ground."""


class _Ground(NamedTuple):
    passage: Passage
    quote: str
    plain: str
    words: set[str]


def told(quoted: Iterable[tuple[str, str]], passages: Sequence[Passage]) -> tuple[Citation, ...]:
    """Citations of what a model says that it quoted; what does not stand in a passage of that source is left out."""
    found = [
        Citation(source, words)
        for source, words in quoted
        if words.strip() and any(p.source == source and words in p.text for p in passages)
    ]
    return tuple(dict.fromkeys(found))[:MOST]


def matched(reply: str, question: str, passages: Sequence[Passage]) -> tuple[Citation, ...]:
    """Citations for a reply whose model tells none: its quotes, else its statements, by the words they share.

    Where nothing matches (a reply in another language), the best sentence of the first passage.
    """
    grounds = list(_grounds(passages))
    if not grounds:
        return ()
    statements = [*(m.group(1) for m in _QUOTED.finditer(reply))] or _statements(reply)
    found = [_citation(ground) for statement in statements if (ground := _ground_of(statement, grounds))]
    if not found:
        first = [ground for ground in grounds if ground.passage is grounds[0].passage]
        wanted = stems(content_words(f"{question} {reply}"))
        found = [_citation(max(first, key=lambda ground: len(ground.words & wanted)))]
    return tuple(dict.fromkeys(found))[:MOST]


def _grounds(passages: Sequence[Passage]) -> Iterable[_Ground]:
    for passage in passages:
        for sentence in sentences(passage.text):
            quote = passage.text[sentence.start : sentence.end]
            yield _Ground(passage, quote, fold(shown(quote)), stems(content_words(quote)))


def _statements(reply: str) -> list[str]:
    stream = SentenceStream()
    return [*stream.feed(reply), stream.flush()]


def _ground_of(statement: str, grounds: Sequence[_Ground]) -> _Ground | None:
    plain, said = fold(shown(statement)), stems(content_words(statement))
    if len(said) < 3:
        return None
    for ground in grounds:
        if plain in ground.plain or (len(ground.words) > 2 and ground.plain in plain):
            return ground
    best = max(grounds, key=lambda ground: len(ground.words & said))
    return best if len(best.words & said) >= max(3, _SHARED * len(said)) else None


def _citation(ground: _Ground) -> Citation:
    return Citation(ground.passage.source, ground.quote)
