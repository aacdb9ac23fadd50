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
_MILD: Final = (
    "damn damned goddamn hell crap crappy piss pissed ass arse bloody-hell maldito maldita caray culo mear"
)


def _folded(listed: str) -> tuple[str, ...]:
    """A listed word may join several words with hyphens: "hijo-de-puta"."""
    return tuple(" ".join(words(word.replace("-", " "))) for word in listed.split())


_RELATED: Final = tuple(frozenset(_folded(group)) for group in _TOPICS)
_STRONG_WORDS: Final = frozenset(_folded(_STRONG))
_MILD_WORDS: Final = frozenset(_folded(_MILD))


class Lexicon(msgspec.Struct, frozen=True):
    """A set of folded words and phrases that can tell whether a text holds one of them."""

    phrases: frozenset[str]

    def finds(self, text: str) -> bool:
        if not self.phrases:
            return False
        line = f" {' '.join(words(text.replace('-', ' ')))} "
        plain = line.replace("'s ", " ")
        return any(f" {phrase} " in line or f" {phrase} " in plain for phrase in self.phrases)


def topic_words(topics: Iterable[str]) -> Lexicon:
    """The topics' own words with their plurals; for common topics, the words of both languages for them."""
    phrases: set[str] = set()
    for topic in topics:
        own = " ".join(words(topic.replace("-", " ")))
        phrases |= _inflected(own)
        for group in _RELATED:
            if own in group:
                phrases |= group
    return Lexicon(frozenset(phrases))


def names(avoided: Iterable[str]) -> Lexicon:
    """Names and words as they are, with plurals."""
    return Lexicon(
        frozenset().union(*(_inflected(" ".join(words(name.replace("-", " ")))) for name in avoided))
    )


def profanity(rating: ContentRating) -> Lexicon:
    """What the rating keeps out: for G also mild words; for PG-13 and R nothing."""
    match rating:
        case ContentRating.G:
            return Lexicon(_STRONG_WORDS | _MILD_WORDS)
        case ContentRating.PG:
            return Lexicon(_STRONG_WORDS)
        case _:
            return Lexicon(frozenset())


def _inflected(phrase: str) -> frozenset[str]:
    if not phrase:
        return frozenset()
    singular = phrase.removesuffix("s") if len(phrase) > 4 and not phrase.endswith("ss") else phrase
    return frozenset({phrase, singular, f"{singular}s", f"{singular}es"})


def refused(text: str, *lexicons: Lexicon) -> bool:
    """Whether any of the lexicons has a word of the text."""
    return any(lexicon.finds(text) for lexicon in lexicons)
