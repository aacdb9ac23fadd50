"""Brand guidelines, written for people, read for what a program can obey: whom to mention, whom not, what
to focus on."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from vito_plugin_conversation.language import fold

_FLAGS = re.IGNORECASE
_AVOID = re.compile(
    r"\b(?:avoid(?: any)?(?: mention(?:s|ing)?(?: of)?| nam(?:es?|ing)(?: of)?| discuss(?:ing|ions? of)?"
    r"| talk(?:ing)? about"
    r"| referenc(?:es?|ing)(?: to)?| compar(?:isons?|ing)(?: with| to)?)?"
    r"|(?:never|do not|don['’]t|must not|no)(?: ever)? (?:mention(?:s|ing)?(?: of)?|name|naming|discuss"
    r"|talk about|refer to)"
    r"|(?:evit[ae]r?|evite[ns]?)(?: (?:mencionar|mencione?s|hablar de|nombrar|comparar con|referencias a"
    r"|comentar))?"
    r"|(?:nunca|no|jam[aá]s) (?:mencion(?:ar|es|en|e)|hablar de|habl(?:es|en|e) de|nombr(?:ar|es|en|e)"
    r"|coment(?:ar|es)))"
    r"\s+(?P<terms>(?:[^.;]|\.(?=\w))+)",
    _FLAGS,
)
_MENTION = re.compile(
    r"^\W*(?:always |siempre )?(?:mention|name|menciona[r]?|nombra[r]?) (?P<term>.+?)"
    r"(?:\s+(?:positively|favou?rably|positivamente|de forma positiva|en positivo))?"
    r"(?:\s+(?:when(?:ever)?|if|where|cuando|si)\s+(?P<when>.+?))?[.!]?$",
    _FLAGS,
)
_FOCUS = re.compile(
    r"^\W*(?:focus on|talk about|c[eé]ntrate en|enf[oó]cate en|habla de) (?P<terms>(?:[^.;]|\.(?=\w))+)",
    _FLAGS,
)
_BETWEEN = re.compile(r"\s*[,/&()\[\]:]\s*|\s+(?:and|or|nor|y|o|ni|u|e|such as|like|como)\s+", _FLAGS)
_ARTICLE = re.compile(r"^(?:the|a|an|any|our|all|other|el|la|los|las|un|una|otr[ao]s|nuestr[ao]s|a|de)\s+", _FLAGS)
_GENERAL: Final = frozenset(
    """etc e.g eg i.e ej competitor competitors competing brands brand rivals rival other others competition
    products competidor competidores competencia marcas marca rivales otros otras similar names anything
    them ones""".split()
)
_RELEVANT: Final = frozenset({"relevant", "appropriate", "possible", "relevante", "pertinente", "posible", "natural"})


class Mention(msgspec.Struct, frozen=True):
    """A name to speak well of. `when`: only where these words are the subject; empty = where the name
    itself comes up.
    """

    name: str
    when: str = ""


class Guidelines(msgspec.Struct, frozen=True, kw_only=True):
    """`avoid`: words and names never to be said. `focus`: subjects to prefer."""

    avoid: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    focus: tuple[str, ...] = ()


def understand(lines: Iterable[str]) -> Guidelines:
    """What of free-text guidelines (English or Spanish) can be followed to the letter; the rest is left to
    a model.
    """
    avoid: list[str] = []
    mentions: list[Mention] = []
    focus: list[str] = []
    for line in lines:
        if unwanted := _AVOID.search(line):
            avoid += _terms(unwanted["terms"])
        elif wanted := _MENTION.match(line):
            when = wanted["when"] or ""
            name = _ARTICLE.sub("", wanted["term"]).strip(" \"'“”«»")
            mentions.append(Mention(name, when if _RELEVANT.isdisjoint(fold(when).split()) else ""))
        elif subject := _FOCUS.match(line):
            focus += _terms(subject["terms"])
    return Guidelines(avoid=tuple(dict.fromkeys(avoid)), mentions=tuple(mentions), focus=tuple(dict.fromkeys(focus)))


def _terms(text: str) -> Iterator[str]:
    for part in _BETWEEN.split(text):
        term = part.strip(" \"'“”«».!?")
        while (shorter := _ARTICLE.sub("", term)) != term:
            term = shorter
        if len(term) > 1 and not all(word.strip(".") in _GENERAL for word in fold(term).split()):
            yield term
