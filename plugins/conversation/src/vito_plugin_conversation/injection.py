"""Attempts to talk a twin out of its rules, in English and Spanish. Patterns: they catch the common forms,
not all."""

import re
from typing import Final

from vito_plugin_conversation.language import fold

_OWN = (
    r"(?:your|ur|the (?:system|initial|original|hidden|secret|above|previous|prior)|system|initial|original|"
    r"starting|hidden|secret|previous|above|prior|earlier)"
)
_RULES = (
    r"(?:instructions?|instruccion(?:es)?|directions?|rules|guidelines|prompts?|programming|restrictions|"
    r"filters|directives)"
)
_REGLAS = (
    r"(?:instrucci(?:on|ones)|reglas|ordenes|indicaciones|directrices|restricciones|prompt|programacion|"
    r"filtros)"
)

_PATTERNS: Final = (
    # Drop what you were told.
    rf"\b(?:ignore|disregard|forget|override|bypass|discard)\b[^.?!\n]{{0,40}}\b{_RULES}\b",
    r"\b(?:ignore|disregard|forget)\b (?:all|everything|anything)\b[^.?!\n]{0,40}\b(?:before|above"
    r"|previous(?:ly)?|prior|told|"
    r"instructed|learned|said)\b",
    rf"\b(?:ignora|ignore[ns]?|olvida(?:te)?|olvide[ns]?|omite|descarta|desobedece|salta(?:te)?"
    rf"|haz caso omiso)\b"
    rf"[^.?!\n]{{0,40}}\b{_REGLAS}\b",
    r"\bolvida (?:todo lo (?:anterior|que)|lo que te (?:dijeron|han dicho))\b",
    # Say what you were told.
    rf"\b(?:reveal|show|print|output|display|repeat|tell|give|share|leak|expose|dump|write|translate|recite"
    rf"|list|summari[sz]e)\b"
    rf"[^.?!\n]{{0,50}}\b{_OWN} (?:\w+ )?(?:instructions?|prompts?|configuration|rules|directives"
    rf"|initialization)\b",
    rf"\bwhat (?:are|were|is|was|'s)\b[^.?!\n]{{0,25}}\b{_OWN} (?:\w+ )?(?:instructions?|prompts?"
    rf"|directives)\b",
    r"\b(?:my|your) (?:system |initial )?instructions (?:are|were) ?(?:['\":]|$)|\b(?:i was"
    r"|you were) instructed to ?(?:['\":]|$)",
    r"\bsystem ?prompt\b|\binitialization string\b|\bprompt (?:inicial|del sistema|de sistema)\b",
    r"\b(?:repeat|print|output|copy|recite)\b[^.?!\n]{0,40}\b(?:text|words|everything|conversation"
    r"|message)s? (?:above|before|"
    r"back to me|word for word|verbatim)\b|\bbeginning with \W?you are\b",
    r"\b(?:the )?opposite of your (?:system )?instructions\b",
    rf"\b(?:revela|muestra|ensena|imprime|repite|dime|di|escribe|comparte|traduce)(?:me"
    rf"|nos)?\b[^.?!\n]{{0,40}}\b(?:(?:tus|sus|tu|su) "
    rf"(?:\w+ )?{_REGLAS}|(?:las|el) {_REGLAS} (?:del? sistema|inicial(?:es)?|ocult[ao]s?|originales))\b",
    rf"\bcuales (?:son|eran|fueron) (?:tus|sus) (?:\w+ )?{_REGLAS}\b",
    # Be somebody without rules.
    r"\b(?:jailbreak|jailbroken|dan mode|god mode|do anything now|modo (?:dan|dios))\b",
    r"\b(?:with|simulate|as|in) (?:\w+ ){0,3}developer mode (?:enabled|output|on\b)"
    r"|\bcomo si (?:el )?modo desarrollador\b",
    r"\b(?:administrator|admin|developer|root|sudo) override\b|\boverride (?:code|command|protocol)s?\b",
    r"\byou are (?:now|no longer) [^\n]{0,300}\b(?:you(?:'ll)? (?:will|must|should|shall|have|are|can)"
    r"|always|respond|answer|prompt|"
    r"chat ?gpt)\b|\byou are (?:now free|no longer chat ?gpt)\b",
    r"\b(?:assume|take (?:up|on)|adopt) the (?:persona|role|character|personality|identity) of\b"
    r"|\bin character as\b",
    r"\b(?:stays?|remains?|always|never breaks?) (?:in )?character\b",
    r"^[^\w\n]*(?:hi|hello|hey|salut|hola)[, ]+chat ?(?:gpt)?\b[^\n]*\b(?:you|vas|eres|te)\b"
    r"|\bas chat ?gpt\b",
    r"\bpretend (?:to be|to have|that you (?:are|have)|you(?:'re| are| have))\b",
    r"\b(?:doesn'?t|does not|don'?t|never|will not|won'?t|cannot) (?:ever )?refuses?\b"
    r"|\bwithout (?:any )?(?:hesitation|refusals?|"
    r"censorship|disclaimers?|warnings)\b|\b(?:amoral|immoral|unfiltered|uncensored) (?:\w+ )?(?:ai|bot"
    r"|chatbot|assistant|character)\b",
    r"\b(?:two|2) different (?:personalities|characters|personas)\b|\b(?:break|bypass|ignore"
    r"|violate)\w* (?:the )?(?:open ?ai|content)"
    r"[^.\n]{0,20}(?:polic\w+|rules|guidelines)\b",
    r"\b(?:you are|you're|act as|acts? like|pretend (?:to be|you are|you're)|roleplay as|role of|become"
    r"|imitate|simulate|named|"
    r"called)\b[^\n]{0,160}\b(?:no (?:ethic\w*|moral\w*|rules|filters?|restrictions?|limits|guidelines)"
    r"|without (?:any )?(?:rules|"
    r"restrictions|filters?|limits|ethic\w*)|un(?:filtered|censored|restricted|ethical)|amoral|immoral"
    r"|nonmoral|"
    r"anything now|free (?:of|from) (?:all )?(?:the )?(?:restrictions|rules|filters|typical)|dan\b)",
    r"\b(?:free (?:of|from)|broken free of|not bound by|freed from|bypass(?:es)?) (?:all |any |the |your "
    r"|their |typical )*"
    r"(?:restrictions|rules|filters|confines|limitations|policies|guidelines|content polic\w+|typical)\b",
    r"\b(?:has|have|with) no (?:rules|restrictions|ethical|moral|filters|limitations|limits|guidelines)\b",
    r"\bfrom now on,? (?:you|your|act|every|i want you)\b|\bfor the rest of (?:this"
    r"|our) conversation,? you\b",
    r"\byou (?:will|must|should|shall) (?:never|not) (?:refuse|decline|say (?:no|that you can|you can))",
    r"\bimmerse yourself (?:in|into) the role\b|\bsimulate (?:a|an) (?:\w+ )?(?:ai|model|dan)\b",
    r"\b(?:respond|answer|reply)\b[^.\n]{0,40}\b(?:two|2) (?:different |separate |distinct "
    r"|types of )*(?:ways|responses|manners|"
    r"paragraphs|answers)\b",
    r"\b(?:a partir de ahora|desde ahora) (?:eres|actua|seras|responde|vas a)\b",
    r"\b(?:actua|finge|haz|simula|pretende)\b[^.\n]{0,80}\b(?:sin (?:reglas|restricciones|filtros|limites"
    r"|etica)|no (?:tienes|tuvieras|tengas) "
    r"(?:reglas|restricciones|filtros|limites))\b",
    r"<\|?(?:im_start|im_end|system|endoftext)\|?>|\[/?inst\]|^[ \t]*#{2,}[ \t]*system(?: prompt"
    r"| message)?\s*:?\s*$|^[ \t]*system[ \t]*:",
)
_ATTEMPT: Final = re.compile("|".join(f"(?:{pattern})" for pattern in _PATTERNS), re.MULTILINE)


def is_attempt(text: str) -> bool:
    """Whether a message tries to change or read out what the twin was told."""
    return bool(_ATTEMPT.search(fold(text)))
