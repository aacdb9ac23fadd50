"""Which sentences of the passages a reply rests on. A quote is always a verbatim piece of its passage's
text."""

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from vito_contracts.conversation import Citation, Passage
from vito_plugin_conversation.language import content_words, fold, stems
from vito_plugin_conversation.sentences import SentenceStream, sentences, shown

MOST: Final = 5
_QUOTED = re.compile(r"[“«\"]([^”»\"]{12,600}?)[”»\"]")
_IGNORANCE = re.compile(
    r"\b(?:(?:i )?(?:do not|don't|didn't) (?:know|have (?:that|this|the|any|enough)|find)|(?:i'm"
    r"|i am) not (?:sure|certain|able)|"
    r"no (?:answer|information|details?) (?:on|about|for)|not (?:mentioned|covered|specified)|can(?:no"
    r"|')t (?:say|find|answer)|"
    r"no (?:lo )?(?:se|sabria|encuentro|tengo (?:esa|ese|la|informacion|datos))|desconozco"
    r"|no (?:se menciona|aparece))\b"
)
_SHARED: Final = 0.5
"""Share of a statement's words that a sentence must hold to count as its ground."""


class _Ground(NamedTuple):
    passage: Passage
    quote: str
    plain: str
    words: set[str]


def told(quoted: Iterable[tuple[str, str]], passages: Sequence[Passage]) -> tuple[Citation, ...]:
    """Citations of what a model says that it quoted; what does not stand in a passage of that source is
    left out.
    """
    found = [
        Citation(source, words)
        for source, words in quoted
        if words.strip() and any(p.source == source and words in p.text for p in passages)
    ]
    return tuple(dict.fromkeys(found))[:MOST]


def matched(reply: str, passages: Sequence[Passage]) -> tuple[Citation, ...]:
    """Citations for a reply whose model tells none: its quotes, else its statements, by the words they
    share.
    """
    grounds = list(_grounds(passages))
    if not grounds:
        return ()
    statements = [*(found.group(1) for found in _QUOTED.finditer(reply))] or _statements(reply)
    found = [_citation(ground) for statement in statements if (ground := _ground_of(statement, grounds))]
    return tuple(dict.fromkeys(found))[:MOST]


def nearest(reply: str, question: str, passages: Sequence[Passage]) -> tuple[Citation, ...]:
    """The best sentence of the first passage that has any: for replies that share no words with their
    passages, such as those in another language.
    """
    wanted = stems(content_words(f"{question} {reply}"))
    for passage in passages:
        if grounds := list(_grounds((passage,))):
            return (_citation(max(grounds, key=lambda ground: len(ground.words & wanted))),)
    return ()


def admits_ignorance(reply: str) -> bool:
    """Whether a model says in its own words that it does not know."""
    return bool(_IGNORANCE.search(fold(reply)))


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
