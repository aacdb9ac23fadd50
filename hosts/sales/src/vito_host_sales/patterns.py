"""Patterns on folded text that all word tables share: negations, conditions and doubts."""

import re

from vito_host_sales.text import Clause


def any_of(*phrases: str) -> re.Pattern[str]:
    """One pattern of many phrases: a table with one phrase a line."""
    return re.compile("|".join(phrases))


NEGATION = re.compile(
    r"\b(?:not|no|never|cannot|nor|neither|without|hardly|\w+n't|dont|wont|cant|doesnt|isnt|arent|didnt"
    r"|wouldnt|nunca|"
    r"tampoco|ni|sin|jamas|ningun[ao]?)\b(?! (?:problem|worries|doubt|hurry|rush|issue|hay problema|problema"
    r"|duda))"
)
HEDGE = re.compile(
    r"\b(?:if|unless|once|until|till|after|provided|assuming|depends?|depending|maybe|perhaps|might|may be"
    r"|probably|possibly|"
    r"could(?! you)|would(?! like)|\w+'d(?! like)|should|thinking|considering|not sure|unsure|doubt|let me"
    r"|subject to|pending|"
    r"before we|before i|when (?!can|do|does|will|should)|as soon as (?!possible)|what if|suppose"
    r"|hypothetically|"
    r"quizas?|tal vez|a lo mejor|puede que|puede ser|podria\w*|siempre que|dependiendo|depende|despues de"
    r"|una vez|antes de|"
    r"hasta que|falta que|probablemente|pensando|pensarlo|en cuanto|cuando (?!empez|quier|pod)|no estoy segur"
    r"|no estamos segur|"
    r"duda\w*|dejame|dejanos|igual (?:lo|nos)|en caso de)\b"
    r"|\bsi\b(?!\s*(?:[,.!]|$|adelante|por favor|claro|perfecto|vamos|gracias|confirm))"
)
"""A condition or a doubt anywhere in the sentence: what it says is not decided."""


def negated(clause: Clause, match: re.Match[str]) -> bool:
    """Whether a negation stands in the clause before the match."""
    return bool(NEGATION.search(clause.text, 0, match.start()))
