"""Which language a text is in: English, Spanish, or not to be told."""

from vito_plugin_knowledge.words import ENGLISH_STOP, SPANISH_STOP, fold, tokens

_LOOKED_AT = 400
_ONLY_SPANISH = frozenset("ñ¿¡áéíóú")


def language_of(text: str) -> str:
    """By the function words: "en", "es" or ""; each kind of Spanish letter counts as a word."""
    words = [fold(word) for word in tokens(text)[:_LOOKED_AT]]
    english = sum(word in ENGLISH_STOP and word not in SPANISH_STOP for word in words)
    spanish = sum(word in SPANISH_STOP and word not in ENGLISH_STOP for word in words)
    spanish += len(_ONLY_SPANISH.intersection(text.lower()[: _LOOKED_AT * 8]))
    if english == spanish:
        return ""
    return "en" if english > spanish else "es"
