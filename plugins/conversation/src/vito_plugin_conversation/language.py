"""Words: folding, tokens, stems, and whether a text is English or Spanish."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final, Literal

Language = Literal["en", "es"]

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_APOSTROPHES = str.maketrans({"’": "'", "`": "'", "´": "'"})

ENGLISH: Final = frozenset(
    """a about above after again all also am an and any are as at be because been before being below between
    both but by can could did do does doing don't down during each few for from further had has have having
    he her here him his how i i'd i'll i'm i've if in into is isn't it it's its just let let's like me more
    most my no nor not now of off ok okay on once only or other our much many tell show give got get gets
    getting want wanna need know go going there's anyone anything interested info information details
    something someone also really it'll they're we're out over own please pls same she should so some such
    than that that's the their them then there these they this those through to too u under until up ur very
    was way we were what what's whats when where which while who whom why will with would you you're your
    yours""".split()
)
SPANISH: Final = frozenset(
    """interesa interesado interesada información dime decir saber quiero quieren quisiera necesito cuéntame
    cuánto cuánta a al algo ante aquí así aún aun cada como cómo con contra cual cuál cuáles cuando cuándo
    cuanto cuánto cuánta cuántos cuántas de del desde donde dónde e el él ella ellas ellos en entre era es
    esa ese eso esta está están este esto estos estas favor fue ha hace hacer haciendo hago han hasta hay he
    la las le les lo los más mas me mi mis mucho muy nada ni no nos o os para pero poco por porque que qué
    quién quien se sea según ser si sí sin sobre son soy su sus también tan te tengo tiene tienen ti todo
    todos tu tú tus un una uno unos usted ustedes va vas vosotros y ya yo puedo puede pueden podría
    puedes""".split()
)


def fold(text: str) -> str:
    """Lower case without accents, invisible characters or full-width forms, for comparing."""
    if text.isascii():
        return text.translate(_APOSTROPHES).casefold()
    compatible = unicodedata.normalize("NFKD", _INVISIBLE.sub("", text).translate(_APOSTROPHES))
    return "".join(char for char in compatible.casefold() if not unicodedata.combining(char))


def words(text: str) -> list[str]:
    """The folded words of a text, in order."""
    return _WORD.findall(fold(text))


_STOP: Final = frozenset(fold(word) for word in ENGLISH | SPANISH)


def stem(word: str) -> str:
    """A crude common form of a folded word: "scheduling", "schedules" → "schedu"; "hosted", "hosting" → "host";
    "límites", "limit" → "limit".
    """
    if len(word) > 5 and word.endswith(("ing", "ed")):
        word = word.removesuffix("ing").removesuffix("ed")
    if len(word) > 4 and word.endswith("es"):
        word = word[:-2]
    elif len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    if len(word) > 4 and word[-1] in "aeo":
        word = word[:-1]
    return word[:6]


def content_words(text: str) -> list[str]:
    """Folded words that carry meaning: no stop words of either language, no single letters."""
    return [word for word in words(text) if word not in _STOP and (len(word) > 1 or word.isdigit())]


def stems(found: Iterable[str]) -> set[str]:
    return {stem(word) for word in found}


_ENGLISH_SIGNS: Final = ENGLISH - SPANISH | frozenset(
    "hi hello hey thanks thank love great price cost much many demo yes".split()
)
_SPANISH_SIGNS: Final = frozenset(fold(word) for word in SPANISH - ENGLISH) | frozenset(
    "hola gracias buenos dias precio cuesta quiero necesito genial jaja jajaja eres informacion".split()
)


def detect(text: str) -> Language | None:
    """English or Spanish by their small words and letters; None where neither shows."""
    english = spanish = 0
    for word in words(text):
        english += word in _ENGLISH_SIGNS
        spanish += word in _SPANISH_SIGNS
    spanish += 2 * any(char in "¿¡ñÑ" for char in text)
    if english == spanish:
        return None
    return "es" if spanish > english else "en"


def spoken(tag: str) -> Language | None:
    """The language of a BCP 47 tag, if it is one that the twin's own words exist in."""
    match tag.replace("_", "-").split("-")[0].lower():
        case "en":
            return "en"
        case "es":
            return "es"
        case _:
            return None


def answer_language(message: str, tag: str, persona: str) -> Language:
    """What to answer in: the message's language (`tag` if given), else the persona's, else English."""
    if tag:
        return spoken(tag) or spoken(persona) or "en"
    return detect(message) or spoken(persona) or "en"


def suits(text: str, reply: Language, home: str) -> bool:
    """Whether ready-made words can stand in a reply: written in its language, or only names or one exclamation.

    Words that show no language of their own are taken to be in `home`, the BCP 47 tag of whoever they are of.
    """
    said = _WORD.findall(text)
    if len(said) == 1 and said[0][0].isupper():
        return True
    written_in = detect(text)
    if written_in is None and any(char in "áéíóúÁÉÍÓÚ" for char in text):
        written_in = "es"
    if written_in is not None:
        return written_in == reply
    return all(word[0].isupper() or word[0].isdigit() for word in said) or spoken(home) == reply
