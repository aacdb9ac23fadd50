"""Words a twin must not say: banned topics, avoided names, profanity. Whole words, whatever the accents
and case."""

from collections.abc import Iterable
from typing import Final

import msgspec

from vito_contracts.twin import ContentRating
from vito_plugin_conversation.language import words

_TOPICS: Final = (
    "politics political politician politicians politica politicas politico politicos elections eleccion "
    "elecciones "
    "presidential partidos-politicos political-party political-parties",
    "religion religions religious religiones religioso religiosa religiosos religiosas",
    "drugs drug drogas droga narcotics narcotico narcoticos",
    "alcohol alcoholic alcoholico alcoholica alcoholicos bebidas-alcoholicas alcoholic-drinks",
    "gambling gamble betting bets casino casinos apuestas apuesta apostar juegos-de-azar",
    "violence violent violencia violento violenta violentos violentas",
    "sex sexual sexo sexuales porn pornography porno pornografia",
    "weapons weapon guns gun firearms armas arma pistola pistolas armas-de-fuego",
    "tobacco smoking cigarettes cigarette tabaco cigarrillo cigarrillos fumar vaping",
    "war wars guerra guerras",
    "cryptocurrency cryptocurrencies crypto bitcoin criptomoneda criptomonedas cripto",
    "immigration inmigracion immigrants inmigrantes",
    "abortion abortions aborto abortos",
    "suicide suicidio suicidal suicida self-harm autolesion autolesiones",
    "salary salaries sueldo sueldos salario salarios",
    "competitors competitor competidor competidores competencia",
)
_STRONG: Final = (
    "fuck fucks fucked fucker fuckers fucking motherfucker motherfucking shit shits shitty bullshit bitch "
    "bitches "
    "asshole assholes cunt cunts bastard bastards slut whore dickhead wanker twat faggot nigger "
    "mierda puta putas puto putos putada joder jodido jodida jodete coño cojones cabron cabrones cabrona "
    "gilipollas "
    "hijo-de-puta hijueputa hdp pendejo pendejos pendeja chinga chingar chingada chingado verga culero "
    "maricon boludo "
    "pelotudo concha-de-tu-madre carajo"
)
_MILD: Final = "damn damned goddamn hell crap crappy piss pissed ass arse bloody-hell maldito maldita caray culo mear"


def _folded(listed: str) -> tuple[str, ...]:
    """A listed word may join several words with hyphens: "hijo-de-puta"."""
    return tuple(" ".join(words(word.replace("-", " "))) for word in listed.split())


_RELATED: Final = tuple(frozenset(_folded(group)) for group in _TOPICS)


class Lexicon(msgspec.Struct, frozen=True):
    """Folded words, and phrases of several, that can tell whether a text holds one of them."""

    words: frozenset[str]
    phrases: frozenset[str]

    @classmethod
    def of(cls, entries: Iterable[str]) -> "Lexicon":
        entered = frozenset(entries)
        phrases = frozenset(entry for entry in entered if " " in entry)
        return cls(entered - phrases, phrases)

    def __or__(self, other: "Lexicon") -> "Lexicon":
        return Lexicon(self.words | other.words, self.phrases | other.phrases)

    def finds(self, text: str) -> bool:
        if not self.words and not self.phrases:
            return False
        found = [word.removesuffix("'s") for word in words(text.replace("-", " "))]
        if not self.words.isdisjoint(found):
            return True
        line = f" {' '.join(found)} " if self.phrases else ""
        return any(f" {phrase} " in line for phrase in self.phrases)


_STRONG_WORDS: Final = Lexicon.of(_folded(_STRONG))
_MILD_WORDS: Final = Lexicon.of(_folded(_MILD))


def topic_words(topics: Iterable[str]) -> Lexicon:
    """The topics' own words with their plurals; for common topics, the words of both languages for them."""
    phrases: set[str] = set()
    for topic in topics:
        own = " ".join(words(topic.replace("-", " ")))
        phrases |= _inflected(own)
        for group in _RELATED:
            if own in group:
                phrases |= group
    return Lexicon.of(phrases)


def names(avoided: Iterable[str]) -> Lexicon:
    """Names and words as they are, with plurals."""
    entries = [" ".join(words(name.replace("-", " "))) for name in avoided]
    return Lexicon.of(form for entry in entries for form in _inflected(entry))


def profanity(rating: ContentRating) -> Lexicon:
    """What the rating keeps out: for G also mild words; for PG-13 and R nothing."""
    match rating:
        case ContentRating.G:
            return _STRONG_WORDS | _MILD_WORDS
        case ContentRating.PG:
            return _STRONG_WORDS
        case _:
            return Lexicon.of(())


def _inflected(phrase: str) -> frozenset[str]:
    if not phrase:
        return frozenset()
    singular = phrase.removesuffix("s") if len(phrase) > 4 and not phrase.endswith("ss") else phrase
    return frozenset({phrase, singular, f"{singular}s", f"{singular}es"})
