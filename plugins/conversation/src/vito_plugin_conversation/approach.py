"""What somebody is up to who writes to a brand: to buy or be contacted, to complain, or to sell something."""

import re
from enum import StrEnum
from typing import Final

from vito_plugin_conversation.language import fold


class Approach(StrEnum):
    """`REQUEST`: a wish that only people can grant (a demo, an offer, a call, an order). `INTEREST`: of a buyer,
    which a page may satisfy. `PITCH`: of recruiters, vendors and spammers.
    """

    NONE = "none"
    REQUEST = "request"
    INTEREST = "interest"
    COMPLAINT = "complaint"
    PITCH = "pitch"


_GAP: Final = r"[^.?!\n]{0,50}?"
_WANT: Final = (
    r"(?:want|like|love|wish|ready|going|plan(?:ning)?|hoping|keen|need|able) to|wanna|can (?:i|we)|could (?:i|we)|may (?:i|we)"
)
_QUIERO: Final = (
    r"(?:quiero|quisiera|queremos|quisieramos|queria|queriamos|querria|querriamos|necesito|necesitamos|deseo|deseamos"
    r"|(?:me|nos) gustaria|(?:me|nos) encantaria|puedo|podemos|podria|podriamos|vamos a|voy a|estoy por|pensamos|busco|buscamos)"
)
_DEMO: Final = r"(?:demos?|demonstration|demostracion(?:es)?)\b(?! (?:video|account|page|mode|site|data|tape|de como))"
_REQUESTS: Final = (
    # a demo
    rf"\b(?:book|schedule|arrange|get|see|request|have|want|need|like|love|watch|organi[sz]e|set up|sign up for|ready for"
    rf"|interested in|please show)\b{_GAP}\b{_DEMO}|^\W*(?:a |una |la )?{_DEMO}\W*(?:please|pls|por favor)?\W*$",
    rf"\b(?:{_QUIERO}|reserv\w+|agend\w+|pedir|pido|solicit\w+|hac(?:eis|en|es)|dais|dan|ver|tener|coordinar)\b"
    rf"{_GAP}\b{_DEMO}",
    # to be contacted
    r"\b(?:contact|call|e-?mail|message|dm|ring|phone|text|reach out to|get back to|get in touch with|write to)"
    r" (?:me|us)\b|\bput (?:me|us) in touch\b|\bgive (?:me|us) a (?:call|ring|shout)\b|\b(?:book|schedule|arrange) a call\b",
    r"\b(?:talk|speak|chat|meet|connect)(?:ing)? (?:to|with) (?:(?:a|an|the|your|some) )?(?:real |actual )?(?:sales|humans?"
    r"|persons?|people|someone|somebody|rep\w*|account manager|agent|colleague|team)\b|\bneed (?:a human|a real person)\b",
    r"\b(?:contacta(?:d|r)?(?:me|nos)|contacte(?:n|me|nos)?(?:me|nos)?|llama(?:d|r)?(?:me|nos)|llame(?:n)?(?:me|nos)"
    r"|escribi(?:d|r)(?:me|nos)|escriban?(?:me|nos)|escribe(?:me|nos)|(?:pon(?:eos|ganse|gase|te|erse)) en contacto"
    r"|(?:me|nos) (?:pued\w+ |podri\w+ )?(?:llam\w+|contact\w+))\b",
    r"\b(?:hablar|hablo|contactar|reunir(?:me|nos)) con (?:alguien|ventas|el equipo|un[ao]? (?:comercial|agente|persona"
    r"|human\w+|asesor\w*|vendedor\w*))|\bnecesito (?:un humano|una persona)\b",
    # an offer
    r"\b(?:send|give|make|get|need|want|like|prepare|e-?mail|request|share)(?: (?:me|us))?(?: (?:an?|your|the|some|best))"
    r"(?: \w+)? (?:offer|quote|quotation|proposal|estimate|order form)s?\b(?! (?:of|from))|\bquote (?:me\b|for \d)",
    rf"\b(?:(?:mand|envi|pas|hac|haz|dar|dame|dan)\w*|{_QUIERO}|pido|solicit\w+){_GAP}"
    r"\b(?:ofertas?|presupuestos?|cotizaci\w+|propuestas?)\b",
    # an order
    rf"\b(?:{_WANT}) (?:buy|purchase|order|subscribe)\b|\b(?:we|i)(?:'ll| will|'d like to) (?:take|buy|order|have) \d"
    r"|\bsign (?:me|us) up\b|\bcount (?:me|us) in\b|\b(?:add|put) (?:me|us) (?:to|on) the (?:waiting |wait)?list\b"
    r"|\btake my money\b",
    rf"\b{_QUIERO} (?:comprar\w*|contratar\w*|adquirir\w*|suscribir\w*|pedir \d)|\b(?:me apunto|apunta(?:d)?me|inscrib\w+me)\b"
    r"|\b(?:nos quedamos|me quedo) con \d",
)
_OFFERED: Final = (
    r"(?:tool|app|software|solution|platform|planner|system|product|service|licen[cs]es?|seats?|plan"
    r"|herramienta|aplicacion|solucion|plataforma|sistema|programa|licencias?|asientos?|producto|servicio)"
)
_INTERESTS: Final = (
    r"\b(?:(?:very |really |also )?interested in|(?:i|we)(?:'m| am|'re| are) (?:very |really )?interested)\b|\btell (?:me|us) more\b"
    r"|\b(?:know|learn|hear) more\b|\bmore (?:info|information|details)\b|\bfree trial\b|\bsign up\b|\bget started\b",
    rf"\b(?:we|i)(?:'re| are|'m| am)? (?:\w+ )?(?:need|want|looking for|searching for)\b{_GAP}\b{_OFFERED}\b",
    r"\b(?:where|how) (?:can|do|could|should) (?:i|we) (?:buy|order|purchase|subscribe|sign|get it|register|join)\b",
    r"\b(?:want|like|love) to (?:try|test)\b",
    r"\b(?:(?:me|nos) interesa(?:n|ria)?|interesad[oa]s? en|estoy interesad[oa]|cuenta(?:me|nos) mas|(?:me|nos) cuentas? (?:mas|algo)"
    r"|mas (?:info|informacion|detalles)|saber mas|prueba gratuita|prueba gratis|(?:quiero|queremos|gustaria) probar"
    r"|donde (?:lo |la |los )?(?:puedo |podemos )?(?:compr\w+|contrat\w+|apunt\w+|registr\w+|me apunto|me registro))\b",
    rf"\b(?:necesito|necesitamos|busco|buscamos|queremos|quiero)\b{_GAP}\b{_OFFERED}\b",
)
_PRICED = re.compile(r"\b(?:pric\w+|costs?|how much|cuanto|cuest\w+|costari\w+|precios?|tarifas?|presupuesto)\b")
_FOR_SOME = re.compile(
    r"\b(?:for|para) (?:(?:an?|my|our|us|the|un|una|mi|nuestr[oa]|el) )?(?:\w+ )?(?:teams?|company|agency|business|shops?|club"
    r"|group|school|equipos?|empresa|agencia|negocio|tienda|grupo|escuela|\d+)\b|\bteam of \d|\bequipo de \d"
)
_COMPLAINTS = re.compile(
    r"\b(?:disappoint\w+|unacceptable|scam\w*|rip ?off|ripped off|fraud|my money (?:back|is gone)|terrible|awful|horrible"
    r"|useless|garbage|furious|pathetic|overpriced|ridiculous|ashamed|shame on"
    r"|(?:ate|lost|deleted|erased|broke) (?:\w+ ){0,4}(?:my|our|drafts?|posts?|account)"
    r"|(?:nobody|no one|noone) (?:ever )?(?:answers?|answered|repl\w+|responds?|responded|calls?|called|cares|helps?)"
    r"|(?:charged|billed) (?:me |us )?(?:twice|again|double)|(?:was|were|been|got) (?:over)?charged"
    r"|(?:does|do|did|is|are|was)(?:n't| not) (?:\w+ )?(?:work\w*|fixed|load\w*|solved)|(?:never|stopped|not) work(?:s|ed|ing)"
    r"|keeps? (?:crashing|failing|freezing)|crash(?:es|ed)|(?:still|been) waiting|sick of (?:you|your|this)|fed up with"
    r"|worst (?:service|support|app|tool|product|experience|company|customer)|oh sure|just what i needed|yeah,? right"
    r"|(?:stop|quit) (?:calling|e-?mailing|messaging|contacting|spamming|writing|texting)"
    r"|(?:do not|don't|never) (?:call|contact|e-?mail|message|write|text|dm)"
    r"|decepci\w+|decepcionad\w+|estafa\w*|verguenza|inaceptable|pesim[oa]s?|nadie (?:me )?(?:responde|contesta|llama|ayuda)"
    r"|no (?:me |nos )?funciona\w*|(?:mi|el) dinero de vuelta|devolv\w+ (?:mi|el) dinero|cobra\w* (?:dos veces|de mas|doble)"
    r"|sigo esperando|seguimos esperando|hart[oa]s? de|robo|ladrones|(?:dej\w+|par\w+) de (?:llamar|escribir|molestar)\w*"
    r"|no (?:me|nos) (?:llam\w+|contact\w+|escrib\w+))\b"
)
_PITCHES = re.compile(
    # recruiters
    r"\b(?:(?:we're|we are|now|is|currently) (?:\w+ )?(?:hiring|recruiting)|send (?:me|us) (?:your|a) (?:cv|resume)"
    r"|(?:your|a) new job|dream job|job (?:offer|opportunit\w+)|apply (?:now|today)|open to new (?:roles|opportunities)"
    r"|(?:estamos|empresa) (?:contratando|reclutando)|envia(?:d)?(?:me|nos) (?:tu|vuestro|su) (?:cv|curriculum)"
    r"|oferta de (?:trabajo|empleo)|bolsa de trabajo)\b"
    # spam
    r"|\b(?:earn|make|win|gana|ganar|gane) (?:up to |hasta )?[$€]? ?\d[\d.,]*" + _GAP + r"\b(?:a|per|each|al|por|cada)"
    r" (?:day|week|month|hour|dia|semana|mes|hora)\b|\b(?:check|visit|see)(?: out)? my (?:profile|bio|page|channel|link)"
    r"|\blink in (?:my )?bio\b|\bfollow me\b|\bfollow for follow\b|\bwork(?:ing)? from home\b|\b(?:mira|visita) mi (?:perfil|pagina|canal)"
    r"|\bsigueme\b|\btrabaj\w+ desde casa\b|\b(?:crypto|bitcoin|forex|trading) (?:signals?|profits?|experts?|mentor|gains)\b"
    # vendors
    r"|\b(?:we|i)(?:'d| can| could| would)?(?: love to| like to)? (?:offer|provide|speciali[sz]e in|sell|help (?:you|brands|business\w*"
    r"|companies))\b" + _GAP + r"\b(?:services?|seo|followers|leads|websites?|backlinks?|ads|your (?:brand|business|sales|traffic|reach))\b"
    r"|\b(?:grow|boost|scale) your (?:brand|business|audience|channel|account|following|sales|traffic)\b|\bguest post\b|\bbacklinks?\b"
    r"|\b(?:ofrecemos|ofrezco|brindamos|somos una agencia|hacemos|vendemos)\b" + _GAP + r"\b(?:servicios?|seo|seguidores|marketing"
    r"|paginas? web|publicidad|diseno)\b|\bhacer crecer (?:tu|su|vuestr[oa])\b|\baumenta\w* (?:tus|sus|vuestr[oa]s) (?:ventas|seguidores)\b"
)
_OWN_NEED = re.compile(
    rf"\b(?:need|looking for|searching for|want|necesit\w+|busc(?:o|amos))\b{_GAP}\b{_OFFERED}\b|\bhow much\b|\bcuanto cuesta\b"
)
_REQUEST = re.compile("|".join(f"(?:{pattern})" for pattern in _REQUESTS))
_INTEREST = re.compile("|".join(f"(?:{pattern})" for pattern in _INTERESTS))
_SENTENCE = re.compile(r"[^.?!\n]*[.?!\n]*\s*")


def approach_of(message: str) -> Approach:
    """Careful rather than complete: what speaks against a buyer's wish is looked for first."""
    text = " ".join(fold(message).split())
    if _PITCHES.search(text) and not _OWN_NEED.search(text):
        return Approach.PITCH
    if _COMPLAINTS.search(text):
        return Approach.COMPLAINT
    if _REQUEST.search(text):
        return Approach.REQUEST
    if _INTEREST.search(text) or (_PRICED.search(text) and _FOR_SOME.search(text)):
        return Approach.INTEREST
    return Approach.NONE


def without_request(message: str) -> str:
    """The sentences of a message that do more than ask for a demo, an offer, a call or an order."""
    sentences = [found.group() for found in _SENTENCE.finditer(message) if found.group().strip()]
    return "".join(each for each in sentences if not _REQUEST.search(" ".join(fold(each).split()))).strip()
