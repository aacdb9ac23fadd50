"""What is known about a text without understanding it: its words, its language, its likeness to another."""

import re
import unicodedata

MOST_CHARACTERS = 4_000
"""An enquiry says what it is about early on; what follows (logs, quoted mail) would only add chance hits."""

_QUOTES = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"'})
_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
_ENDING = re.compile(r"(?:ing|ion|ed|es|s|ado|ada|ido|ida|ando|iendo|ar|er|ir|as|os|an|en|a|o|e)$")
_STEM = 6

_SPANISH = frozenset(
    "el la los las un una unos unas de del que y en por para con se mi mis tu su sus es esta este esto "
    "como cuando donde cual cuanto pero porque muy mas ya si lo le les nos hay he ha han soy estoy tengo "
    "puedo quiero hola gracias al desde sigue todavia sin hablar".split()
)
_ENGLISH = frozenset(
    "the a an of to and in for with not is are was were be been it its this that my your our you i we they "
    "how when where what which who why but because very more still do does did can could have has had from "
    "on at there hello please thanks about want need let".split()
)
_EMPTY = (
    _SPANISH
    | _ENGLISH
    | frozenset(
        # Words that enquiries about different matters share.
        "account page help problem issue question support please cannot can't don't doesn't won't isn't "
        "didn't i'm i've get got getting try tried trying again work works working use using again any "
        "some me us cuenta pagina ayuda problema duda pregunta soporte favor puede pueden podemos otra vez "
        "funciona funcionan usar intento intentar tampoco aun".split()
    )
)


def plain(text: str) -> str:
    """What patterns are written for: lower case, no accents, straight quotes, single blanks."""
    straight = text[:MOST_CHARACTERS].translate(_QUOTES).casefold()
    bare = (c for c in unicodedata.normalize("NFKD", straight) if not unicodedata.combining(c))
    return " ".join("".join(bare).split())


def language_of(text: str) -> str:
    """Either "es" or "en", or "" where function words do not tell."""
    if any(mark in text for mark in "¿¡ñÑ"):
        return "es"
    words = _WORD.findall(plain(text))
    spanish = sum(word in _SPANISH for word in words)
    english = sum(word in _ENGLISH for word in words)
    if spanish == english:
        return ""
    return "es" if spanish > english else "en"


def topic(text: str) -> frozenset[str]:
    """The stems of the words that say what a text is about, in English or Spanish."""
    words = (word for word in _WORD.findall(plain(text)) if len(word) > 2 and word not in _EMPTY)
    return frozenset(_stem(word) for word in words)


def likeness(one: str, other: str) -> float:
    """Dice coefficient of the topics, 0–1; 0 where they share fewer than two stems (one may be chance)."""
    first, second = topic(one), topic(other)
    shared = len(first & second)
    return 2 * shared / (len(first) + len(second)) if shared > 1 else 0.0


def _stem(word: str) -> str:
    shorter = _ENDING.sub("", word)
    return (shorter if len(shorter) > 3 else word)[:_STEM]
