"""Whether a customer says that an answer was no help. One idea a line; written for `text.plain`."""

import re

from vito_plugin_support.text import plain

_HELPED = r"(?:help\w*|work\w*|fix\w*|solv\w*|resolv\w*|change\w*|do the trick)"
_NOT = "not|isn't|doesn't|don't|won't|can't|cannot|haven't|hasn't|didn't"
_AYUDO = r"(?:ayud\w+|sirv\w+|solucion\w+|resolvio|resuelve|resuelto|arregl\w+|cambio|funciono|funcionado)"

_ENGLISH = (
    rf"\bstill (?:\w+ )?(?:{_NOT}|no|unable)\b",
    r"\bstill (?:\w+ )?(?:fail\w*|broken|down|stuck|wrong|there|happen\w*|seen?|seeing|says?|show\w*)\b",
    r"\bstill (?:\w+ )?(?:gets?|getting|the same|having|unsolved|unresolved)\b",
    r"\bstill have (?:the|this|that|an?|problems?|issues?|no|trouble)\b",
    rf"\b(?:{_NOT}) (?:\w+ ){{0,2}}(?:still|yet)\b",
    rf"\b(?:that|this|it|which|answer|solution|steps)\b.{{0,20}}\b(?:{_NOT}|never) (?:really )?{_HELPED}\b",
    rf"^(?:no,? |nope,? |sorry,? )*(?:did not|didn't|does not|doesn't|hasn't|not) {_HELPED}\b",
    r"\bsame (?:old )?(?:problem|error|issue|thing|result|message|again)\b",
    r"\b(?:no luck|no use|no good|to no avail|no change|no help|of no help|unhelpful|useless)\b",
    r"\bnothing (?:has )?changed\b|\bnot (?:solved|fixed|resolved|helpful)\b",
    r"\balready (?:tried|did|done) (?:that|this|it|all)\b",
    r"\b(?:keeps?|kept) (?:on )?(?:happening|failing|crashing|doing|coming|showing|giving|saying)\b",
    r"\bhappened again\b",
)
_SPANISH = (
    r"\b(?:sigue|siguen|sigo|seguimos|continua|persisten?) (?:sin|igual|con|mal|el|la|este|ese|en)\b",
    r"\b(?:sigue|siguen|continua|continuan) (?:\w+ando|\w+iendo|rot[oa]|bloquead\w+|caid\w+)\b",
    r"^(?:sigue|persiste)\b",
    r"\bme sigue (?:\w+ando|\w+iendo)\b",
    r"\b(?:todavia|aun) (?:no|sin|sigue|me sale|falla|da|aparece|tengo)\b",
    rf"\b(?:no|tampoco|ni) (?:(?:me|nos|se|lo|la|ha|han|he) )*{_AYUDO}\b",
    r"\btampoco (?:me )?funciona\b|^(?:pues )?no(?: me)? funciona[.!]*$",
    r"\bmismo (?:error|problema|fallo|mensaje|resultado)\b",
    r"\b(?:pasa lo mismo|lo mismo (?:otra vez|de antes))\b",
    r"\bsin exito\b|\bnada (?:ha )?cambi(?:o|ado)\b|\bno ha cambiado nada\b",
    r"\bya (?:lo )?(?:probe|intente|hice|he probado|he hecho|habia probado)\b",
    r"\b(?:ha vuelto a|volvio a|vuelve a) (?:fallar|pasar|ocurrir|salir)\b",
)
_PATTERNS = tuple(re.compile(complaint) for complaint in (*_ENGLISH, *_SPANISH))


def complains(text: str) -> bool:
    """Whether the writer says that what they were told did not help. Means something only after an answer."""
    words = plain(text)
    return any(pattern.search(words) for pattern in _PATTERNS)
