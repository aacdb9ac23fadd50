"""Signals: a code, points and the patterns that give them, in a small notation that is compiled once.

Patterns are regular expressions over normalised text (tokens apart by one space) with these macros:
`<name>` an alternation from the words tables · `<0-3>` up to that many tokens within the clause ·
`<s>` the clause begins here, greetings and fillers aside · `<e>` nothing but courtesy and signs follow.
Gaps are bounded and never nested, so that matching stays linear in the length of the text.
"""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum

import msgspec

_MACRO = re.compile(r"<([a-z_]+|\d-\d)>")
_FILLER = (
    r"hi|hello|hey|hiya|ok|okay|so|and|also|oh|wow|well|please|yes|yeah|yep|omg|just|hola|buenas|buenos|buen"
    r"|dia|dias|tardes|noches|oye|oigan|che|y|pues|bueno|si|vale|ey|disculpa|disculpe|disculpen|perdon|amigo|amiga|@x|#x"
    r"|por favor|guys|there|team|everyone|eh|a ver|entonces|vaya|ya|ah|ahi|lol|jaja|jajaja|uy|ay"
    r"|[^\w ]{1,3}"
)
_TAIL = (
    r"please|thanks|thank you|por favor|gracias|saludos|@x|#x|[^\w ]{1,3}|guys|pls|amigo|amiga|bro|hola"
    r"|anyone|alguien|ya|now|here|urlx|lol|jaja|jajaja|x{1,3}|sir|maam|mate|thx|asap|ok|too|tambien"
)
_START = rf"(?<=\A )(?:(?:{_FILLER}) ){{0,5}}"
_END = rf"(?= (?:(?:{_TAIL}) ){{0,6}}\Z)"


class Group(StrEnum):
    """Where a signal counts."""

    INTENT = "intent"
    """For a lead, within one clause."""
    BARE = "bare"
    """Like an intent, but only in a text of a few words or a clause that ends with a question mark."""
    NEARBY = "nearby"
    """For a lead, within the clause of an intent."""
    CONTEXT = "context"
    """For a lead, anywhere in a text that holds an intent."""
    LOCAL = "local"
    """Against the intents of the same clause."""
    WHOLE = "whole"
    """Against the text as a whole."""


class Signal(msgspec.Struct, frozen=True):
    """`patterns`: in the notation of this module, one a line; an indented line goes on with the one before.

    Several signals may share a code: the one with the most points counts.
    """

    group: Group
    code: str
    points: int
    patterns: str

    def listed(self) -> list[str]:
        """The patterns, each on one line."""
        return re.sub(r"\n[ ]+", "", self.patterns).strip().splitlines()


class Compiled(msgspec.Struct, frozen=True):
    code: str
    points: int
    pattern: re.Pattern[str]


def compile_signals(signals: Iterable[Signal], words: Mapping[str, str]) -> dict[Group, tuple[Compiled, ...]]:
    """Signals by group, those with the same code and points joined into one pattern.

    Raises `KeyError` naming a macro that the words tables lack.
    """
    joined: dict[tuple[Group, str, int], list[str]] = {}
    for signal in signals:
        joined.setdefault((signal.group, signal.code, signal.points), []).extend(signal.listed())
    groups: dict[Group, list[Compiled]] = {group: [] for group in Group}
    for (group, code, points), patterns in joined.items():
        expanded = "|".join(expand(pattern, words) for pattern in patterns)
        groups[group].append(Compiled(code, points, re.compile(f" (?:{expanded})(?= )")))
    return {group: tuple(compiled) for group, compiled in groups.items()}


def expand(pattern: str, words: Mapping[str, str]) -> str:
    """The regular expression a pattern stands for."""

    def replace(match: re.Match[str]) -> str:
        name = match.group(1)
        if name == "s":
            return _START
        if name == "e":
            return _END
        if name[0].isdigit():
            return rf"(?:[^ ]+ ){{{name[0]},{name[2]}}}"
        return f"(?:{expand(words[name], words)})"

    return _MACRO.sub(replace, " ".join(pattern.split()))
