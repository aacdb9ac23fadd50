"""Word tables of BANT: which words of a clause speak of budget, authority, need or time. English and Spanish.

All patterns are matched on folded text (lower case, no accents; see `text.fold`). Additions belong here, with a
reply in `test_sales_reading_bant.py` that needs them.
"""

import re

from vito_host_sales.numbers import NUMBER
from vito_host_sales.patterns import any_of

_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december|"
    "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
)
_DAYS = "monday|tuesday|wednesday|thursday|friday|lunes|martes|miercoles|jueves|viernes"
_CHIEFS = (
    r"(?:boss|manager|director|ceo|cfo|cto|cmo|coo|chief|head|partner|co-?founder|founder|owner|supervisor"
    r"|team lead|"
    r"board|procurement|finance(?: team)?|jef[ea]|gerente|directora?|socios?|socias?|responsable|duen[oa]|"
    r"consejo|junta|compras|finanzas)"
)
_MONEY = r"(?:[$€£]\s?\d|\d[\d.,]*\s?k?\s?(?:usd|eur|gbp|mxn|euros?|dollars?|pounds|bucks|dolares|pesos|[$€£]))"

BUDGET = any_of(
    r"\bbudget",
    r"\bpresupuesto",
    rf"{_MONEY}",
    r"\b(?:we|i) can spend",
    r"\bspend (?:up to|around|about)",
    r"\bwilling to (?:pay|spend)",
    r"\bfunds\b",
    r"\bfunding\b",
    r"\bpodemos (?:gastar|invertir|pagar)",
    r"\bpuedo (?:gastar|invertir|pagar)",
    r"\d+ ?k? (?:a|per|al|por|for the) (?:month|year|mes|ano)\b",
)
AUTHORITY = any_of(
    r"\b(?:one|ones|person|people|persona|personas) who (?:decides?|signs?|approves?)",
    r"\bwho decides\b",
    r"^(?:authority|decision|decides|decide|decision): \w+",
    r"\bdecision.?maker",
    r"\bi(?:'m| am)? (?:also )?(?:can |will |would |do )?(?:the one (?:deciding|who)|decide\b|sign (?:it )?off"
    r"|approve\b)",
    r"\b(?:i|we) make (?:the|that|this|these|those) (?:final )?(?:decisions?|call)",
    r"\bmy (?:call|decision)\b",
    r"\bup to (?:me|my|our|the (?:team|board))",
    r"\bdecision is\b",
    r"\bfinal (?:say|word)\b",
    rf"\bi(?:'m| am) (?:the |a |an )?(?:\w+ )?{_CHIEFS}\b",
    r"\bi (?:own|run|lead) (?:the|this|a|my|our)\b",
    rf"\b(?:(?:my|our|the) (?:\w+ )?)?{_CHIEFS}(?: \w+)? (?:decides?|approves?|signs?|has to|have to|needs? to|must"
    rf"|will|makes?|would have to|would need to|has the (?:final|last))",
    rf"\b(?:ask|check with|run (?:it|this) by|convince|approval from|consult|talk to) (?:with )?(?:my"
    rf"|our) (?:\w+ )?{_CHIEFS}",
    r"\b(?:lo |yo )decid[oe]\b",
    r"\bdecido yo\b",
    r"\bdecidimos\b",
    r"\bquien decide\b",
    r"\bdecision (?:es mia|final|la tom)",
    r"\bla decision\b",
    rf"\bdeciden? (?:mi|nuestr[oa]|el|la) {_CHIEFS}",
    rf"\blo lleva (?:mi|nuestr[oa]|el|la) {_CHIEFS}",
    r"\bdepende de (?:mi|nosotros)\b",
    r"\blo (?:firmo|apruebo|autoriza|aprueba|decide)\b",
    rf"\bsoy (?:yo )?(?:el |la |un |una )?{_CHIEFS}\b",
    rf"\b(?:mi|nuestr[oa]|el|la) {_CHIEFS}(?: \w+)? (?:decide|aprueba|firma|tiene que|debe|autoriza)",
    rf"\b(?:consultar(?:lo)?|preguntar(?:le|lo)?|hablar(?:lo)?|aprobacion) (?:con|a|de) (?:mi|nuestr[oa]|el"
    rf"|la) {_CHIEFS}",
)
_NOT_NEEDED = (
    r"(?:to )?(?:talk|speak|buy|purchase|order|think|check|ask|know|stop\b(?! [\w-]+ing)|consult|decide"
    r"|unsubscribe|pay|sign"
    r"|see (?:a|the) demo|"
    r"hear|it\b|this\b|that\b|a demo|the demo|a call|a person|a human|someone|custom|approval|more time"
    r"|time to|"
    r"my (?:boss|manager)|our (?:boss|manager)|\d+\s+\w+\s*$)"
)
_NOT_NEEDED_ES = (
    r"(?:que (?:me|nos) llam|hablar|comprar|pensar|consultar|preguntar|saber|decidir|parar|una demo|la demo"
    r"|ver una demo|"
    r"una persona|un humano|un contrato|aprobacion|mas tiempo|tiempo para|darme de baja|\d+\s+\w+\s*$)"
)
NEED = any_of(
    rf"\b(?:i|we)(?:'d| would|'re| are|'m| am)? ?(?:really |just |mainly |also )?(?:need|want|require|would like"
    rf"|like to|looking (?:for|to)|trying to|hoping to|struggl\w+ (?:with|to)"
    rf"|have trouble)(?: to)? (?!{_NOT_NEEDED})",
    rf"\b(?:need|looking for|want) (?:a |an |some )(?!{_NOT_NEEDED})\w+",
    r"\bour (?:\w+ )?(?:problem|challenge|pain|goal|issue|need) (?:is|are)\b",
    r"\b(?:we|i) (?:waste|lose|spend) \w+ ?(?:hours|time)",
    r"\bit takes us\b",
    r"\bthe need is\b",
    rf"\b(?:i|we) (?:need|want) (?:it|this) (?:for|to) (?!(?:{NUMBER}|{_MONTHS}|{_DAYS}|be|stop|me|us|my|our|the|next"
    rf"|this|about|around|some|all|now|tomorrow|q[1-4]|go|start)\b)\w{{3,}}",
    r"^(?:need|use case|necesidad|uso): \w+",
    r"\bgoal is\b",
    r"\b(?:to|for) (?:schedul|automat|publish|manag|plan|organi[sz])\w*",
    rf"\b(?:necesit(?:o|amos|aria|ariamos)|quer(?:emos|ria|riamos)|quiero|busc(?:o|amos)(?! opciones| precio| info)"
    rf"|estamos buscando"
    rf"|nos (?:hace falta|gustaria|vendria bien|cuesta)|me (?:hace falta|gustaria)"
    rf"|intentamos)\s+(?!{_NOT_NEEDED_ES})",
    r"\bnuestr[oa] (?:problema|reto|objetivo|necesidad) es\b",
    r"\bperdemos (?:\w+ )?(?:tiempo|horas)",
    r"\bpara (?:gestionar|programar|automatizar|publicar|planificar|organizar)\b",
)
_SPAN_EN = r"(?:weeks?|months?|quarter|year|days?|summer|winter|spring|autumn|fall|semester)"
_SPAN_ES = r"(?:semanas?|mes|meses|trimestre|ano|dias?|verano|invierno|primavera|otono|semestre)"
TIMELINE = any_of(
    rf"\b(?:by|before|until|till|around|from|since|starting|start(?:ing)? (?:on|in|next|by"
    rf"|from)) (?:the )?(?:end of |mid |early |late |next |this )?(?:{_MONTHS}|{_DAYS}|{_SPAN_EN}|q[1-4]|christmas"
    rf"|tomorrow|then|launch)\b",
    rf"\b(?:this|next|within|in) (?:the next |the |a |about |around |\w+ )?(?:\w+ )?{_SPAN_EN}\b",
    rf"\bin (?:early |mid |late )?(?:{_MONTHS})\b",
    r"\basap\b",
    r"^(?:timeline|when|plazo|fecha|cuando): \w+",
    r"\bas soon as possible\b",
    r"\bimmediately\b",
    r"\bright away\b",
    r"\bstraight away\b",
    r"\burgent",
    r"\bq[1-4]\b",
    r"\bend of (?:the )?(?:month|quarter|year|week)\b",
    r"\bno (?:rush|hurry)\b",
    r"\bdeadline\b",
    r"\bgo(?:ing)? live\b",
    r"\bstart tomorrow\b",
    rf"\b(?:este|esta|proxim[oa]|la proxima|el proximo) {_SPAN_ES}\b",
    rf"\b(?:en|dentro de|antes de) (?:\w+ )?{_SPAN_ES}\b",
    rf"\b{_SPAN_ES} que viene\b",
    rf"\b(?:antes de|antes del|para(?: el)?|en|desde|a partir de) (?:el |la )?(?:finales de |principios de "
    rf"|mediados de )?(?:{_MONTHS}|{_DAYS}|verano|navidad)\b",
    r"\bcuanto antes\b",
    r"\blo antes posible\b",
    r"\bya mismo\b",
    r"\burgente",
    r"\bde inmediato\b",
    r"\binmediatamente\b",
    r"\b(?:a )?(?:finales|principios|mediados) de\b",
    r"\bfin de (?:mes|ano)\b",
    r"\b(?:sin|no hay|no tenemos) prisa\b",
    rf"\b(?:make (?:it|that)|que sea|mejor)(?: in| en)? (?:{_MONTHS}|q[1-4]|{_SPAN_EN}|next \w+)\b",
    r"\b(?:empezar|empezariamos|arrancar) (?:en|el|a|manana|ya)\b",
)
UNKNOWN = any_of(
    r"\b(?:don't|do not|dont) (?:really )?know\b",
    r"\bno idea\b",
    r"\bnot sure\b",
    r"\bunsure\b",
    r"\bno se\b",
    r"\bno sabemos\b",
    r"\bni idea\b",
    r"\bno estoy segur",
    r"\bno estamos segur",
)
"""The contact was asked and cannot say: nothing is stated."""

DISLIKES = re.compile(
    r"\b(?:don't|do not|dont|doesn't|no longer) (?:really )?(?:need|want)|\b(?:ya )?no (?:necesit|quer|quier)"
)

VAGUE = any_of(
    r"\b(?:maybe|perhaps|probably|possibly|might|could|some ?day|some time|sometime|eventually|later|no (?:rush|hurry)"
    r"|whenever|in the future|at some point|soon)\b(?! as possible)",
    r"\b(?:quizas?|tal vez|a lo mejor|puede que|algun dia|mas adelante|sin prisa|no hay prisa|en el futuro|pronto"
    r"|probablemente|seguramente)\b",
)
"""A time that commits to nothing: it does not replace one that does."""

CORRECTS = any_of(
    r"\b(?:actually|correction|instead|make (?:it|that)|sorry|rather|postponed|moved|changed|delayed|brought forward"
    r"|not \w+ but|in fact)\b",
    r"\b(?:en realidad|mejor|corrijo|perdon|al final|finalmente|que sea|cambia\w*|retras\w+|aplaz\w+|en vez de"
    r"|en lugar de|de hecho)\b",
)
"""Takes back what was said before."""

DATE_WISH = re.compile(
    r"\b(?:(?:i|we)(?:'d| would)?|(?:i|we)'re|(?:i|we) are)(?: really| just| ideally)? ?(?:like|love|want|need|hope"
    r"|hoping|looking|aim|aiming|plan|planning)(?: to)? (?:be (?:live|ready|running|up and running|up|operational"
    r"|set up)|go live|start(?:ed)?|begin|launch|get (?:started|going)|have (?:it|this)(?: \w+){0,3}?|kick off"
    r"|roll (?:it |this )?out|(?:it|this|that)(?: (?:ready|live|running|done|set up|in place))?)"
    r"(?= (?:it |this |using it )?(?:by|in|on|before|from|next|this|at|around|asap|as soon|right away|immediately"
    r"|within|tomorrow|until|end of)\b|$)"
    r"|\b(?:quer(?:emos|ria|riamos)|quiero|necesit(?:o|amos|aria|ariamos)|(?:nos|me) gustaria)(?: \w+)? ?"
    r"(?:empezar|arrancar|comenzar|lanzar(?:lo)?|tenerlo(?: \w+)?|estar (?:listos|operativos|en marcha)"
    r"|salir en vivo|lo)(?= (?:en|antes|para|el|la|a|ya|cuanto|lo antes|manana|este|esta|proxim\w+)\b|$)"
)
"""Wishes a date and nothing else: no need."""

HEADCOUNT = re.compile(
    rf"\b(?:need|want|require|necesit\w+|quer(?:emos|ria|riamos)|quiero)(?: \w+)? (?:for|para) (?:about |around |some "
    rf"|all |our |unos |unas |nuestr[oa]s )*{NUMBER}\s+\w+|\b(?:lo|la) (?:necesit\w+|quer(?:emos|ria|riamos)|quiero)"
    rf" para (?:unos |unas |nuestr[oa]s )?{NUMBER}\s+\w+"
)
"""Needs "it" for so many people: a need, as long as no better one is told."""

PURPOSE = re.compile(
    rf"\b(?:to|for|so that|that|which|para|que) (?!(?:be|it|this|us|me|our|my|the team|all|next|about|around|some|a"
    rf"|viene|nosotros|mi|unos|unas|el|la|{NUMBER})\b)\w{{3,}}"
)
"""Names what the product is for."""

LOOSE = {
    "budget": re.compile(r"\d|\bfree\b|\bgratis\b|\bnothing\b|\bnada\b"),
    "authority": re.compile(
        rf"^(?:just |only |solo |it's |that's |that would be |that'd be |seria )?(?:me|myself|i do|i am|us"
        rf"|we do|yo|yo mism[oa]|"
        rf"nosotros)$|\b{_CHIEFS}\b|\b(?:decides?|approves?|signs?|decido|decide|apruebo|firma)\b"
    ),
    "timeline": re.compile(
        rf"\b(?:{_MONTHS}|{_DAYS}|{_SPAN_EN}|{_SPAN_ES}|now|soon|today|tomorrow|ya|pronto|hoy|manana"
        rf"|q[1-4])\b"
    ),
    "need": re.compile(r"\w+\s+\w+"),
}
"""What answers an item when our question for it came just before: fewer words suffice then."""

COURTESY = re.compile(
    r"^(?:hi|hello|hey|hola|buenas|buenos dias|buenas tardes|thanks?|thank you|gracias|muchas gracias|thx"
    r"|sure|ok|okay|yes|"
    r"yep|sí|si|claro|vale|sorry|perdon|of course|por supuesto|great|perfect|perfecto|genial|regards|best"
    r"|saludos|cheers|"
    r"good (?:morning|afternoon|evening)|i(?:'ll| will) .*|te (?:digo|cuento|aviso) .*)\b.{0,14}$|\bbusy\b"
    r"|\bliad[oa]\b"
    r"|\bget back to you\b|\blater\b|\bmas tarde\b|\bluego\b|\bmanana (?:te|os|le)\b"
)
"""Says nothing about any item."""
