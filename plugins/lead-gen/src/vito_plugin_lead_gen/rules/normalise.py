"""Text as the tables read it: lower case, no accents, one space between tokens, and the way back."""

import re
import unicodedata

from vito_plugin_lead_gen.rules.spelling import REWRITES
from vito_plugin_lead_gen.rules.typos import corrected

MAX_CHARACTERS = 2000
"""What is read of a text: comments are short, and the cap bounds the time an assessment takes."""
_MAX_TOKEN = 40

_TOKEN = re.compile(
    r"(?P<url>https?://\S{1,300}|www\.\S{1,300})"
    r"|(?P<email>[A-Za-z0-9_.+-]{1,64}@[A-Za-z0-9-]{1,64}\.[A-Za-z.]{2,20})"
    r"|(?P<mention>@[\w.]{1,40})"
    r"|(?P<hashtag>#\w{1,60})"
    r"|(?P<quoted>[\"“”«][^\"“”»\n]{1,60}[\"“”»])"
    r"|(?P<phone>\+?\d[\d ().-]{7,18}\d(?!\w))"
    r"|(?P<number>\d+(?:[.,]\d+){0,3})"
    r"|(?P<word>[^\W_\d](?:[\w\u0300-\u036f]|['’´`](?=[^\W\d_]))*)"
    r"|(?P<line>\n+)"
    r"|(?P<symbol>[^\s\u200b-\u200f\u2060\ufe00-\ufe0f\ufeff\U0001f3fb-\U0001f3ff])"
)
_STAND_INS = {
    "url": "urlx",
    "email": "emailx",
    "mention": "@x",
    "hashtag": "#x",
    "phone": "phonex",
    "quoted": "quotedx",
    "line": ".",
}
"""What stands for a whole kind of token; words between quotation marks are somebody else's."""
_APOSTROPHES = str.maketrans("’´`", "'''")
_LONG_RUN = re.compile(r"(.)\1{2,}")


class Normalised:
    """The normalised text and, for each of its characters, where it stands in the original."""

    __slots__ = ("_ends", "_original", "_starts", "text")

    def __init__(self, original: str) -> None:
        self._original = original
        pieces = [" "]
        self._starts = [0]
        self._ends = [0]
        previous = ""
        for match in _TOKEN.finditer(original, 0, MAX_CHARACTERS):
            token = _normal_token(match) + " "
            if token == previous and match.lastgroup == "symbol":
                continue  # "!!!" says no more than "!"
            previous = token
            pieces.append(token)
            self._starts.extend([match.start()] * len(token))
            self._ends.extend([match.end()] * len(token))
        self.text = "".join(pieces)

    def quote(self, start: int, end: int) -> str:
        """The original words behind `text[start:end]`: a substring of the original, without outer spaces."""
        inner = self.text[start:end]
        start += len(inner) - len(inner.lstrip())
        end -= len(inner) - len(inner.rstrip())
        if start >= end:
            return ""
        return self._original[self._starts[start] : self._ends[end - 1]].strip()


def fold(word: str) -> str:
    """Lower case without accents, and without letters drawn out ("preciooo" → "precio")."""
    if not word.isascii():
        decomposed = unicodedata.normalize("NFKD", word)
        word = "".join(c for c in decomposed if not unicodedata.combining(c))
    return _LONG_RUN.sub(r"\1", word.casefold())


def _normal_token(match: re.Match[str]) -> str:
    kind = match.lastgroup or "symbol"
    if kind in _STAND_INS:
        return _STAND_INS[kind]
    token = match.group()
    if kind != "word":
        return token
    folded = fold(token.translate(_APOSTROPHES))[:_MAX_TOKEN].strip()
    rewritten = REWRITES.get(folded)
    if rewritten is not None:
        return rewritten
    return corrected(folded.removesuffix("'s").replace("'", "")) or "_"
