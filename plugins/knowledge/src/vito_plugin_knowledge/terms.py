"""A question as search terms: its content words, each with its forms and translations."""

import re
import zlib
from collections.abc import Iterator, Sequence

import msgspec

from vito_plugin_knowledge.glossary import LONGEST_PHRASE, SPANISH_TO_ENGLISH, Expansions, phrase_key
from vito_plugin_knowledge.language import language_of
from vito_plugin_knowledge.synonyms import ENGLISH_TO_ENGLISH
from vito_plugin_knowledge.words import fold, grams, is_stop, tokens

MOST_TERMS = 24
"""Of a long text the first so many content words are looked for."""
_LONGEST_TEXT = 2000
_SENTENCES = re.compile(r"(?<=[.!?])\s+|\n+|(?=[¿¡])")
_NOT_WORDS = re.compile(r"https?://\S+|www\.\S+|[^\s@]{0,64}@[\w.-]+")
_ASKS = re.compile(r"\?|^\W*(how|what|where|can|could|do|does|tell|explain)\b", re.IGNORECASE)
# "Do you support X?" asks for X; "how do I get support?" asks for support.
_ASKS_FOR = re.compile(
    r"\b((?:do|does|can|could|will|would) (?:you|it|they|this|that|your \w+|the \w+) (?:\w+ly |also )?)"
    r"(?:support|offer|provide|allow|accept|include|handle|have|let)\b",
    re.IGNORECASE,
)

# "What does it cost for a team of 12?" asks for the cost; for how many is not what a page is about.
_FOR_HOW_MANY = re.compile(
    r"\bfor (?:(?:a|my|our|the) (?:whole )?(?:team|group|company|agency) of \d+(?: (?:people|persons|users))?"
    r"|\d+ (?:people|persons|users|seats|agents))\b"
    r"|\bpara (?:(?:un|mi|nuestro|el) (?:equipo|grupo) de )?\d+ (?:personas|usuarios|asientos|agentes)\b",
    re.IGNORECASE,
)

SIGNATURE_BITS = 256
_SHORTEST, _LONGEST = 4, 30
LEAST_MISSPELT = 5
"""Shorter words are not looked for in other spellings: too many words are alike."""


class Term(msgspec.Struct, frozen=True):
    """One content word or phrase of a question.

    `forms`: "config:word", config being a text search configuration of PostgreSQL, "_" standing for a space.
    `asked`: it stands in a sentence that asks. `word`: folded, for other spellings of it; "" where none are sought.
    """

    forms: tuple[str, ...]
    asked: bool
    word: str = ""


class Terms(msgspec.Struct, frozen=True):
    """`text`: to embed: the content words and what else they are called. `language`: of the question."""

    terms: tuple[Term, ...]
    text: str
    language: str


def terms_of(question: str) -> Terms:
    """The content words of a question; none for a text that has no such words ("hi, thanks!")."""
    question = _FOR_HOW_MANY.sub(" ", _NOT_WORDS.sub(" ", question[:_LONGEST_TEXT]))
    question = _ASKS_FOR.sub(r"\1", question)
    language = language_of(question)
    found: dict[tuple[str, ...], Term] = {}
    others: list[str] = []
    for sentence in _SENTENCES.split(question):
        asked = bool(_ASKS.search(sentence))
        for words, expansion in _phrases(tokens(sentence), language):
            key = phrase_key(words)
            if key in found:
                if asked and not found[key].asked:
                    found[key] = msgspec.structs.replace(found[key], asked=True)
                continue
            found[key] = _term(words, expansion, language, asked)
            others.extend((*words, *expansion))
    terms = tuple(found.values())[:MOST_TERMS]
    asked_words = sum(term.asked for term in terms)
    if asked_words < 2 <= len(terms) and 2 * asked_words < len(terms):
        # One word of a long remark that happens to stand in a question says nothing of its subject.
        terms = tuple(msgspec.structs.replace(term, asked=False) for term in terms)
    return Terms(terms, " ".join(others).replace("_", " "), language)


def _phrases(words: list[str], language: str) -> Iterator[tuple[list[str], tuple[str, ...]]]:
    """Content words one by one, known phrases ("tarjeta de crédito") as one, with what else they are called."""
    tables = _tables(language)
    i = 0
    while i < len(words):
        for length in range(min(LONGEST_PHRASE, len(words) - i), 0, -1):
            part = words[i : i + length]
            content = length == 1 and _is_content(part[0])
            expansion = _expanded(phrase_key(part), tables) if length > 1 or content else ()
            if expansion or content:
                yield part, expansion
                i += length
                break
        else:
            i += 1


def _is_content(word: str) -> bool:
    return not is_stop(fold(word)) and (len(word) > 1 or word == "x")  # a platform is called X


def _tables(language: str) -> Sequence[Expansions]:
    if language == "en":
        return (ENGLISH_TO_ENGLISH,)
    return (SPANISH_TO_ENGLISH,) if language == "es" else (SPANISH_TO_ENGLISH, ENGLISH_TO_ENGLISH)


def _expanded(key: tuple[str, ...], tables: Sequence[Expansions]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for table in tables for word in table.get(key, ())))


def _term(words: list[str], expansion: tuple[str, ...], language: str, asked: bool) -> Term:
    configs = {"en": ("english", "simple"), "es": ("spanish", "simple")}.get(language, ("english", "spanish", "simple"))
    joined = "_".join(words)
    forms = [f"{config}:{joined}" for config in configs]
    if (folded := fold(joined)) != joined:
        forms.extend(f"{config}:{folded}" for config in configs)
    forms.extend(f"english:{word}" for word in expansion)
    spelled = folded if len(words) == 1 and len(folded) >= LEAST_MISSPELT and folded.isalpha() else ""
    return Term(tuple(dict.fromkeys(forms)), asked, spelled)


def signature(word: str) -> str:
    """The trigrams of a word as a set of bits, "0101…": words with almost the same bits are spelt alike."""
    bits = 0
    for piece in grams(fold(word)):
        bits |= 1 << zlib.crc32(piece.encode()) % SIGNATURE_BITS
    return format(bits, f"0{SIGNATURE_BITS}b")


def vocabulary(texts: Sequence[str]) -> set[str]:
    """Words that a misspelt word of a question could mean, with their accents."""
    words = {word for text in texts for word in tokens(text)}
    return {word for word in words if _SHORTEST <= len(word) <= _LONGEST and word.isalpha() and not is_stop(fold(word))}
