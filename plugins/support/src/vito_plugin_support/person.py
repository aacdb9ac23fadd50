"""Whether a customer asks for a human being. One idea a line; written for `text.plain`."""

import re

from vito_plugin_support.text import plain

_WHO = "|".join(
    (
        "human(?: being)?|person|people|someone|somebody|live chat",
        "(?:live |human |support |service |sales )?(?:agent|representative|rep|operator|staff|team)",
        "manager|supervisor|advisor|specialist|technician|engineer|colleague",
        "(?:customer )?(?:support|service)",
        "member of (?:your |the )?(?:staff|team)",
    )
)
_QUIEN = "|".join(
    (
        "persona|humano|ser humano|alguien|agente|asesora?|operadora?|representante",
        "encargad[oa]|responsable|supervisora?|gerente|tecnic[oa]|especialista|companer[oa]",
    )
)
_TALK = "(?:talk|speak|chat) (?:to|with)"
_SOMEONE = rf"(?:an? |the |some |your |one of )?(?:real |live |actual |living )*(?:{_WHO})\b"
_ALGUIEN = rf"(?:una? |la |el |algun |alguna |otra )*(?:{_QUIEN})\b"

# The writer must speak for themselves, or begin with the wish: "How do my customers talk to an agent?" is a
# question about the product, and "Do I need to talk to someone?" is no wish either.
_I_WISH = "|".join(
    (
        "let me|please|can i|could i|may i|how (?:do|can) i|is there a way to|able to",
        "i'd rather|i wanna|i wish to",
        "(?:(?<!do )(?:i|we)|just|really) (?:want|need|have|would (?:really )?(?:like|prefer)) to",
        "(?:i'd|we'd) (?:really )?(?:like|love|prefer) to",
    )
)
_DESEO = "|".join(
    (
        "quiero|queremos|quisiera|necesito|deseo|prefiero|me gustaria|para",
        "puedo|podria|podriamos|dejame|dejeme",
    )
)

_WISHES = (
    rf"(?:^|[.!?,;] ?|\b(?:{_I_WISH}) |^(?:want|need) to )(?:please )?{_TALK} {_SOMEONE}",
    rf"\b(?:get|give|connect|transfer|put|pass) me (?:over |through )?(?:to |in touch )?(?:with )?{_SOMEONE}",
    r"(?<!don't )(?<!not )\b(?:want|need|prefer) an? (?:real |live )*(?:human|person|agent)\b(?! \w)",
    rf"\b(?:don't|do not|no longer) want to {_TALK} (?:an? |this |the )?(?:robot|bot|machine|ai)\b",
    r"\bcan an? (?:real |live |actual )*(?:human|person|agent) (?:please )?(?:help|assist|call) (?:me|us)\b",
    r"\b(?:can|could) (?:someone|somebody|anyone) (?:please )?(?:call|phone|ring) (?:me|us)\b",
    r"\ba(?:ny)? (?:human|person|agent|representative) (?:i|we) can (?:talk|speak)\b",
    r"^(?:an? )?(?:real |live )*(?:human|agent|operator|representative|person)(?: please| now)?[.!]*$",
    r"\bhuman (?:please|being please|support please|now)\b",
    rf"(?<!no )\b(?:{_DESEO}) (?:poder )?hablar (?:ya |directamente )?con {_ALGUIEN}",
    rf"^(?:por favor,? )?hablar con {_ALGUIEN}",
    rf"\b(?:pas[ae]|pon(?:ga)?|comuni(?:ca|que)|conect[ae]|transfier[ae])(?:me|nos) (?:con|a) {_ALGUIEN}",
    rf"\bque me (?:atienda|llame|conteste|responda|ayude) {_ALGUIEN}",
    rf"\bme puede (?:atender|llamar|ayudar) {_ALGUIEN}",
    r"(?<!no )\b(?:quiero|necesito|prefiero) (?:una? )?(?:persona|humano|agente humano|atencion humana)\b",
    r"\bno quiero (?:seguir )?habla(?:r|ndo) con (?:una? |este |esta |el )?(?:bot|robot|maquina|ia)\b",
    r"^(?:una? )?(?:agente|humano|persona|operador|persona real)(?: por favor| ya)?[.!]*$",
)
_PATTERNS = tuple(re.compile(wish) for wish in _WISHES)


def wants_person(text: str) -> bool:
    """Whether the writer asks, for themselves, to be served by a human being (English, Spanish)."""
    words = plain(text)
    return any(pattern.search(words) for pattern in _PATTERNS)
