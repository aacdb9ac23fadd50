"""Attempts to talk a twin out of its rules, in English and Spanish. Patterns: they catch the common forms, not all."""

import re
from typing import Final

from vito_plugin_conversation.language import fold

_OWN = r"(?:your|the|ur|system|initial|original|starting|hidden|secret|previous|above|prior|earlier)"
_RULES = r"(?:instructions?|instruccion(?:es)?|directions?|rules|guidelines|prompts?|programming|restrictions|filters|directives)"
_REGLAS = r"(?:instrucci(?:on|ones)|reglas|ordenes|indicaciones|directrices|restricciones|prompt|programacion|filtros)"

_PATTERNS: Final = (
    # Drop what you were told.
    rf"\b(?:ignore|disregard|forget|override|bypass|discard|drop|skip)\b[^.?!\n]{{0,40}}\b{_RULES}\b",
    r"\b(?:ignore|disregard|forget)\b (?:all|everything|anything)\b[^.?!\n]{0,40}\b(?:before|above|previous(?:ly)?|prior|told|"
    r"instructed|learned|said)\b",
    rf"\b(?:ignora|ignore[ns]?|olvida(?:te)?|olvide[ns]?|omite|descarta|desobedece|salta(?:te)?|haz caso omiso)\b"
    rf"[^.?!\n]{{0,40}}\b{_REGLAS}\b",
    r"\bolvida (?:todo )?lo (?:anterior|que te (?:dijeron|han dicho|dije))\b",
    # Say what you were told.
    rf"\b(?:reveal|show|print|output|display|repeat|tell|give|share|leak|expose|dump|write|translate|recite|list|summari[sz]e)\b"
    rf"[^.?!\n]{{0,50}}\b{_OWN} (?:\w+ )?(?:instructions?|prompts?|configuration|rules|directives|initialization)\b",
    rf"\bwhat (?:are|were|is|was|'s)\b[^.?!\n]{{0,25}}\b{_OWN} (?:\w+ )?(?:instructions?|prompts?|directives)\b",
    r"\b(?:my|your) (?:system |initial )?instructions (?:are|were) ?(?:['\":]|$)|\b(?:i was|you were) instructed to ?(?:['\":]|$)",
    r"\bsystem ?prompt\b|\binitialization string\b|\bprompt (?:inicial|del sistema|de sistema)\b",
    r"\b(?:repeat|print|output|copy|recite)\b[^.?!\n]{0,40}\b(?:text|words|everything|conversation|message)s? (?:above|before|"
    r"back to me|word for word|verbatim)\b|\bbeginning with \W?you are\b",
    r"\b(?:the )?opposite of your (?:system )?instructions\b",
    rf"\b(?:revela|muestra|ensena|imprime|repite|dime|di|escribe|comparte|traduce)(?:me|nos)?\b[^.?!\n]{{0,40}}\b(?:tus|sus|las|"
    rf"tu|el|su) (?:\w+ )?{_REGLAS}\b(?! (?:de|para) (?!sistema))",
    rf"\bcuales (?:son|eran|fueron) (?:tus|sus) (?:\w+ )?{_REGLAS}\b",
    # Be somebody without rules.
    r"\b(?:jailbreak|jailbroken|dan mode|developer mode|god mode|do anything now|modo (?:desarrollador|dan|dios))\b",
    r"\b(?:administrator|admin|developer|root|sudo) (?:override|mode|access)\b",
    r"\b(?:you are|you're|act as|acts? like|pretend (?:to be|you are|you're)|roleplay as|role of|become|imitate|simulate|named|"
    r"called)\b[^\n]{0,160}\b(?:no (?:ethic\w*|moral\w*|rules|filters?|restrictions?|limits|guidelines)|without (?:any )?(?:rules|"
    r"restrictions|filters?|limits|ethic\w*)|un(?:filtered|censored|restricted|ethical)|amoral|immoral|nonmoral|"
    r"anything now|free (?:of|from) (?:all )?(?:the )?(?:restrictions|rules|filters|typical)|dan\b)",
    r"\b(?:free (?:of|from)|broken free of|not bound by|freed from|bypass(?:es)?) (?:all |any |the |your |their |typical )*"
    r"(?:restrictions|rules|filters|confines|limitations|policies|guidelines|content polic\w+|typical)\b",
    r"\b(?:has|have|with) no (?:rules|restrictions|ethical|moral|filters|limitations|limits|guidelines)\b",
    r"\bfrom now on,? (?:you|your|act|every|i want you)\b|\bfor the rest of (?:this|our) conversation,? you\b",
    r"\b(?:stay|remain|break) (?:in|out of)? ?character\b[^\n]{0,200}\b(?:answer|respond|reply)\b",
    r"\byou (?:will|must|should|shall) (?:never|not) (?:refuse|decline|say (?:no|that you can|you can))",
    r"\bimmerse yourself (?:in|into) the role\b|\bsimulate (?:a|an) (?:\w+ )?(?:ai|model|dan)\b",
    r"\b(?:respond|answer|reply)\b[^.\n]{0,40}\b(?:two|2) (?:different |separate |distinct |types of )*(?:ways|responses|manners|"
    r"paragraphs|answers)\b",
    r"\b(?:a partir de ahora|desde ahora) (?:eres|actua|seras|responde|vas a)\b",
    r"\b(?:actua|finge|haz|simula|pretende)\b[^.\n]{0,80}\b(?:sin (?:reglas|restricciones|filtros|limites|etica)|no tienes "
    r"(?:reglas|restricciones|filtros|limites))\b",
    r"<\|?(?:im_start|im_end|system|endoftext)\|?>|\[/?inst\]|^\s*#{2,}\s*(?:system|instruction)s?\b|\n\s*system\s*:",
)
_ATTEMPT: Final = re.compile("|".join(f"(?:{pattern})" for pattern in _PATTERNS), re.IGNORECASE)


def is_attempt(text: str) -> bool:
    """Whether a message tries to change or read out what the twin was told."""
    return bool(_ATTEMPT.search(fold(text)))
