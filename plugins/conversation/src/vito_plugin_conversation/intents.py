"""What a message wants: an answer, or only a kind word; and whether it asks if it speaks with a machine."""

import re
from enum import StrEnum
from typing import Final

import msgspec

from vito_plugin_conversation.language import content_words, fold, words


class Courtesy(StrEnum):
    """A message that asks for nothing."""

    GREETING = "greeting"
    THANKS = "thanks"
    PRAISE = "praise"
    LAUGH = "laugh"
    OTHER = "other"


class Reading(msgspec.Struct, frozen=True):
    """`asks`: it is a question or a request. `bare`: nothing in it could be looked up, only courtesy."""

    asks: bool
    bare: bool
    asks_identity: bool
    courtesy: Courtesy


_BEING: Final = (
    r"(?:an? )?(?:ro)?bots?\b|(?:an? )?(?:a\.?i\.?|ai|artificial|machine|robot|computer|program|chatbot"
    r"|human|real"
    r"(?: (?:person|human|one|deal|you))?|actual person|person)\b"
)
_BEING_ES: Final = (
    r"(?:un[ao]? )?(?:ro)?bots?\b|(?:un[ao]? )?(?:i\.?a\.?|ia|inteligencia artificial|maquina|robot"
    r"|programa|chatbot|"
    r"human[oa]|real(?:es)?|persona(?: (?:real|de verdad))?|de verdad)\b"
)
_IDENTITY = re.compile(
    rf"\b(?:are|r) (?:you|u|ya|this|these)(?: (?:really|actually|just|even|like|all|guys))* (?:{_BEING})"
    rf"|\b(?:is|was) (?:this|that|it)(?: (?:really|actually|just|account|reply|even))* (?:{_BEING})"
    rf"|\b(?:am i|i'm|im) (?:really |actually |just )?(?:talking|speaking|chatting) (?:to|with) (?:{_BEING})"
    rf"|\byou(?:'re| are) (?:just )?(?:an? )?(?:bot|ai|robot|chatbot|machine)\b"
    rf"|\b(?:eres|es usted|sois|es esto|esto es|sos|seras?) (?:realmente |acaso |solo "
    rf"|en serio )?(?:{_BEING_ES})"
    rf"|\b(?:hablo|hablando|chateo|chateando) con (?:{_BEING_ES})"
    rf"|\b(?:bot|human|humano|robot|real) or (?:bot|human|fake|not|ai)\b|\b(?:humano|persona|real) o (?:bot"
    rf"|robot|ia)\b"
    rf"|^\W*(?:bot|robot|ai|ia)\W*\?"
)
_QUESTION_MARK = re.compile(r"[?¿]")
_ASKING_START = re.compile(
    r"^\W*(?:(?:hi|hey|hello|hola|ok|so|and|but|y|pero|oye)\b\W*)?(?:what|whats|what's|how|hows|how's|when"
    r"|where|"
    r"who|which|why|can|could|do|does|did|is|are|will|would|should|has|have|"
    r"que (?:es|son|hace\w*|tien\w+|inclu\w+|ofrec\w+|necesit\w+|cuest\w+|precio\w*|plan\w*|diferencia\w*"
    r"|pasa)|como|cuanto|cuanta|cuantos|cuantas|"
    r"cuando|donde|quien|cual|cuales|por que|puedo|puede|pueden|podria|podrian|hay|tiene|tienen|tienes"
    r"|se puede|sirve|"
    r"funciona|hacen|venden|ofrecen|aceptan)\b"
)
_EXCLAIMS = re.compile(
    r"^\W*(?:what (?:an?|the)|how (?:nice|cool|great|lovely|sweet|cute)|que (?:gol|bien|bueno|grande))\b"
)
_REQUEST = re.compile(
    r"\b(?:tell me|show me|send me|give me|gimme|explain|describe|help|need|want|wanna|looking for|look for"
    r"|interested|"
    r"price|prices|pricing|cost|costs|demo|trial|quote|more info|info|information|details|link|sign up"
    r"|subscribe|buy|"
    r"get started|compare|wondering|curious|"
    r"call me|contact|sign me up|add me|send|sell me|quotation|checkout|where's|whats|and is it|"
    r"dime|diganme|decime|cuentame|cuentenme|explica|explicame|muestra|muestrame|envia|enviame|manda"
    r"|mandame|ayuda|"
    r"ayudame|necesito|necesitamos|quiero|queremos|quisiera|busco|buscamos|interesa|interesado|interesada"
    r"|precio|"
    r"precios|cuesta|cuestan|sale|costo|coste|prueba|cotizacion|presupuesto|informacion|detalles|enlace"
    r"|comprar|"
    r"contratar|saber|comparar|gustaria|mandenme|contacte|contacten)\b"
)
_COURTESY_WORDS: Final = frozenset(
    """hi hello hey heya yo gm gn morning evening afternoon night day hola buenos buenas dias tardes noches
    saludos thanks thank thx ty gracias mil muchas muchisimas cheers love loved loving great awesome amazing
    nice cool perfect excellent brilliant fantastic wow best energy post content video beautiful congrats
    congratulations bravo fire legend goat queen king respect good job work well done genial increible
    buenisimo excelente perfecto encanta encanto gran crack grande bonito lindo felicidades bueno buena
    idolo maquina fenomeno guapo guapa publicacion contenido amo lol lmao rofl haha hahaha hahahaha ha jaja
    jajaja jajajaja jeje xd dead funny joke risa gracioso bye goodbye adios chao ciao welcome nada sure yes
    yeah yep nope vale claro bien guay first primero""".split()
)
_SMALL_TALK = re.compile(
    r"\b(?:how (?:are|r) (?:you|u|things)(?: (?:doing|today))?|how(?:'s| is) it going|what'?s up|sup"
    r"|how do you do|que tal|"
    r"como (?:estas?|esta usted|vas?|andas|te va)|que onda|todo bien)\b"
)
_THANKS = re.compile(r"\b(?:thanks|thank|thx|ty|cheers|gracias)\b")
_GREETING = re.compile(
    r"^\W*(?:hi+|hello+|hey+|heya|yo|gm|good (?:morning|afternoon|evening)|hola+|buen[oa]s(?: dias| tardes"
    r"| noches)?|"
    r"saludos)\b"
)
_LAUGH = re.compile(r"\b(?:lol|lmao|rofl|(?:ha){2,}h?|(?:ja){2,}j?|(?:je){2,}|xd+|joke|dead)\b|[😂🤣😆😹💀😅]")
_PRAISE = re.compile(
    r"\b(?:love|loved|great|awesome|amazing|nice|cool|perfect|excellent|brilliant|fantastic|beautiful|best"
    r"|congrats|"
    r"congratulations|bravo|legend|goat|well done|good job|genial|increible|buenisimo|excelente|perfecto"
    r"|encanta|"
    r"encanto|crack|felicidades|idolo|fenomeno|que bueno|que bonito|bravo|amo)\b|[❤😍🔥👏🙌💪🥰💯⚽🎉]"
)


def asks(message: str) -> bool:
    """Whether a text is a question or a request."""
    text = " ".join(fold(message).split())
    if _QUESTION_MARK.search(text) or _REQUEST.search(text):
        return True
    return bool(_ASKING_START.search(text)) and not _EXCLAIMS.search(text)


def read(message: str) -> Reading:
    """Reads a message by small rules for English and Spanish."""
    text = " ".join(fold(message).split())
    rest, identities = _IDENTITY.subn(" ", text)
    rest, greetings = _SMALL_TALK.subn(" ", rest)
    asking = asks(message)
    meaningful = [word for word in content_words(rest) if word not in _COURTESY_WORDS]
    if identities:
        bare = not meaningful or not (_REQUEST.search(rest) or len(words(rest)) > 3)
    else:
        bare = not meaningful and (not asking or bool(greetings))
    courtesy = Courtesy.GREETING if greetings else _courtesy(text)
    return Reading(asks=asking, bare=bare, asks_identity=bool(identities), courtesy=courtesy)


def _courtesy(text: str) -> Courtesy:
    for courtesy, pattern in (
        (Courtesy.THANKS, _THANKS),
        (Courtesy.LAUGH, _LAUGH),
        (Courtesy.PRAISE, _PRAISE),
        (Courtesy.GREETING, _GREETING),
    ):
        if pattern.search(text):
            return courtesy
    return Courtesy.OTHER
