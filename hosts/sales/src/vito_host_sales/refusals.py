"""Word tables of refusals: who says no to the offer, and why. English and Spanish, folded text.

A question, a condition or a doubt refuses nothing; neither does what is said of somebody else's product.
"""

import re

from vito_host_sales.patterns import HEDGE, any_of, negated
from vito_host_sales.text import Clause

_THEIRS = re.compile(
    r"\b(?:current|currently|existing|others?|competitor\w*|was|were|used to|we use|i use|we pay|we had|they"
    r"|their|otr[oa]s?|actual|"
    r"usamos|pagamos|teniamos|era|la competencia)\b"
)
DEAR = any_of(
    r"\b(?:too|way too|so) (?:expensive|pricey|costly)\b",
    r"\btoo much (?:money|for us|for me)\b",
    r"\b(?:can't|cannot|can not|cant) (?:afford|pay (?:that|this|so much))\b",
    r"\bmore than (?:we|i) (?:can|want to|could) (?:spend|pay)\b",
    r"\b(?:un poco|bastante|algo) car[oa]s? para (?:nosotros|mi)\b",
    r"\bno (?:llego|llegamos) a ese precio\b",
    r"\bout of (?:our|my) (?:budget|price range|league)\b",
    r"\b(?:over|above|beyond|exceeds) (?:our|my) budget\b",
    r"\b(?:price|cost)s? (?:is|are) (?:just |way |far |simply )?too high\b",
    r"\b(?:demasiado|muy) car[oa]s?\b",
    r"\bes (?:bastante )?car[oa]\b",
    r"\bfuera de (?:nuestro |mi )?presupuesto\b",
    r"\bno (?:nos |me )?lo (?:podemos|puedo) permitir\b",
    r"\bno (?:nos |me )?(?:podemos|puedo) permitir(?:lo|noslo|melo)?\b",
    r"\bse (?:nos |me )?(?:sale|va) de (?:nuestro |mi |el )?(?:presupuesto|precio)\b",
)
_DEAR_SUBJECT = re.compile(
    r"\b(?P<who>[a-z]+) (?:is|are|es|son|resulta)(?: \w+){0,3}? (?:too|way too|so|demasiado|muy) (?:expensive"
    r"|pricey|costly|car[oa]s?)"
)
_OURS = frozenset(
    "it that this price prices pricing cost costs you yours seats licences licenses which precio precios eso "
    "esto vuestro "
    "seat user licence license agent month year dollar dollars euro euros usd eur asiento usuario licencia agente "
    "puesto mes ano dolar dolares plan tool product software licencias todo everything solution".split()
)
_OTHER = (
    r"(?:an?other|other|otr[oa]|different|a different|someone else|somebody else|something else|a competitor"
    r"|the competition|"
    r"la competencia|what we have|our current|the current|lo que tenemos|el actual|la actual"
    r"|nuestr[oa] actual)"
)
_COMPETITOR = any_of(
    rf"\b(?:chose|chosen|picked|selected|signed (?:up )?with|went with|gone with|go with|going with|opted for"
    rf"|decided on|hired|bought|stay with|staying with|stick with|sticking with|stay on|moving to"
    rf"|switched to) (?:\w+ )?{_OTHER}\b",
    r"\b(?:already|just) (?:have|got|signed|bought|chose|picked) (?:a|an|our own|one|another) ?(?:\w+ )?(?:tool"
    r"|solution|provider|vendor|supplier|software)?\b",
    r"\b(?:go|going|went) in (?:another|a different) direction\b",
    r"\b(?:cogido|elegido|contratado|comprado) otr[oa]\b",
    r"\bhappy with (?:our|what we|the (?:one|tool|current)|my)\b",
    rf"\b(?:elegimos|hemos elegido|optamos por|hemos optado por|nos decidimos por|nos hemos decidido por"
    rf"|contratamos|hemos contratado|(?:nos )?quedamos con|vamos con|fuimos con|compramos|hemos comprado"
    rf"|ya tenemos|seguimos con|seguiremos con) (?:a |por )?{_OTHER}\b",
    r"\b(?:contentos|contentas|contento|contenta|satisfechos) con (?:lo que|nuestr|el|la)\b",
    r"\bya tenemos (?:un|una) (?:\w+ )?(?:herramienta|solucion|proveedor|programa)\b",
)
NAMED_CHOICE = re.compile(
    r"\b(?:went with|gone with|going with|go with|decided (?:on|to go with)|chose|picked|signed with"
    r"|stay(?:ing)? with|"
    r"stick(?:ing)? with|nos quedamos con|optamos por|elegimos|hemos elegido|nos decidimos por|vamos con"
    r"|seguimos con) (?P<name>[a-z][\w-]*)"
)
"""Chose a thing by its name; whose name it is, the catalogue says."""
_BUDGET_NONE = any_of(
    r"\b(?:there's|there is|have|got|with|has|is)? ?(?:no|zero) (?:budget|funds|money)\b(?! (?:limit|constraint"
    r"|issue|problem|cap|restriction|worr|concern|defined|set|fixed|allocated|assigned|approved))",
    r"\b(?:we|they|company) (?:\w+ )?(?:don't|do not|dont|doesn't) (?:really )?have (?:the |any |a "
    r"|enough )?(?:budget|money|funds)\b",
    r"\bi (?:don't|do not|dont) have (?:any |a |enough )?(?:budget|money|funds)\b",
    r"\bi (?:don't|do not|dont) have the (?:budget|money|funds) (?:for (?:this|it)|at all|right now|this year)",
    r"\bbudget (?:is|was|has been|got|is completely) (?:cut|frozen|gone|zero|exhausted|spent)\b",
    r"\bno (?:hay|tenemos|tengo|nos queda|queda|contamos con|disponemos de) (?:nada de "
    r"|ningun )?presupuesto\b(?! (?:limite|maximo|definido|cerrado|fijo|asignado|concreto|aprobado))",
    r"\bno tenemos el presupuesto\b",
    r"\bsin presupuesto\b(?! (?:limite|maximo|definido|cerrado|fijo|asignado|concreto|aprobado))",
    r"\bpresupuesto (?:esta |es )?(?:congelado|cero|agotado)\b",
)
_NOT_FINAL = re.compile(r"\b(?:until|till|yet|hasta|todavia|aun|before|antes)\b")
_TIMING = any_of(
    r"\bnot (?:right )?now(?=\s*(?:$|thanks|thank you|sorry))",
    r"\bnot at (?:the|this) (?:moment|time)\b",
    r"\bnot this (?:year|quarter|month)\b",
    r"\b(?:maybe|perhaps) (?:later|next year|in the future|some other time|another time|next quarter)\b",
    r"(?<!not a )\b(?:bad|wrong) (?:time|timing)\b",
    r"\bnot (?:a|the) (?:good|right|best) (?:time|moment)\b",
    r"\b(?:check|circle|come|get) back (?:\w+ ){0,3}(?:in (?:a few|six|\w+) months|next (?:year|quarter)|later)",
    r"\b(?:write|contact|ping|message|email|ask) (?:to )?(?:me|us)(?: again)? (?:in|next|after|later)\b",
    r"\blet's talk (?:again )?(?:after the|next (?:month|year|quarter)|in \w+ months|later)\b",
    r"\b(?:escribeme|escribenos|contactame|contactanos|hablamos|escribidme) (?:otra vez |de nuevo )?(?:en|despues"
    r"|pasado el|mas adelante|el (?:ano|mes) que viene|el proximo)\b",
    r"^not for now$",
    r"\bde momento (?:lo|la) (?:dejamos|dejo)\b",
    r"\breach out (?:again )?(?:in|next|later)\b",
    r"\bahora (?:mismo )?no(?=\s*(?:$|gracias|es))",
    r"\bno es (?:un |el )?(?:buen )?momento\b",
    r"\b(?:quizas?|tal vez|mejor) (?:mas adelante|el (?:ano|proximo) \w+|en otro momento|otro (?:dia|ano))",
    r"\beste (?:ano|trimestre|mes) no\b",
    r"\b(?:de momento|por ahora|por el momento|todavia) no(?=\s*(?:$|gracias))",
    r"^(?:mas adelante|later|en otro momento)(?: quizas?| tal vez| maybe| perhaps)?$",
)
_UNINTERESTED = any_of(
    r"\bnot (?:really |that |very |too |particularly |at all )?interested\b(?! in)",
    r"\b(?:no|zero) interest\b",
    r"\bnot (?:for|what) (?:us|me|we|i)\b",
    r"\b(?:we|i)(?:'ll| will) pass\b",
    r"\b(?:we|i)(?:'re|'m| are| am) (?:good|all set|fine) (?:thanks|thank you|for now)\b",
    r"\b(?:don't|do not|dont|doesn't|no longer) (?:need|want) (?:it|this|that|your|any of)\b",
    r"\bno longer (?:interested|needed|looking)\b",
    r"^(?:it's |that's )?a no(?: from (?:us|me))?$",
    r"\blost interest\b",
    r"\b(?:don't|do not|dont) think (?:this|it|that)(?:'s| is) for (?:us|me)\b",
    r"\bno (?:me|nos) convence\b",
    r"\bno creo que (?:nos|me) (?:sirva|interese|encaje)\b",
    r"\bno (?:seguiremos|seguimos) adelante\b",
    r"\bchanged (?:my|our) mind\b",
    r"\b(?:not|isn't) (?:a|the right) fit\b",
    r"\bdecided (?:against|not to)\b",
    r"\b(?:we|i) (?:won't|will not|wont) (?:be )?(?:buy|purchas|mov|proceed|go)(?!\w* live)",
    r"\b(?:we|i)(?:'ll|'re|'m| are| am) not (?:be )?(?:going to )?(?:buy|purchas|proceed|go(?:ing)? (?:ahead|forward))"
    r"(?!.* without\b)",
    r"\bno lo (?:compr|contrat)\w+|\bno (?:compraremos|contrataremos)\b|\bno vamos a (?:comprar|contratar)l[oa]",
    r"\bno (?:me|nos|le|les) interesa\b(?! (?:el|la|los|las|un|una)\b)",
    r"\bno (?:estamos|estoy) interesad",
    r"\bya no (?:me|nos) interesa",
    r"\b(?:ya )?no lo (?:necesit|quer|quier|vamos a)",
    r"\bno (?:queremos|quiero) (?:nada|esto|comprar|seguir|continuar)\b",
    r"\bdecidido (?:que no|no)\b",
    r"^paso$",
    r"\bno es para (?:mi|nosotros)\b",
    r"\bno es lo que (?:busc|necesit)",
    r"\bno vamos a (?:comprar|seguir|contratar)",
)
_POLITE_NO = re.compile(
    r"\b(?:no|nope|nah),? (?:thanks|thank you|thx|gracias)\b"
    r"|\b(?:we|i)(?:'re|'m| are| am) (?:good|all set|fine),? (?:thanks|thank you)\b"
)
_SOFT = re.compile(r"\bnot (?:really |that |very )?interested in\b|\bno (?:me|nos) interesa (?:el|la|los|las|un|una)\b")
"""Refuses one thing, which may not be the offer: counts only when nothing else in the reply wants something."""
BARE_NO = re.compile(r"^\W*(?:no|nope|nah|para nada|not at all|no no)\W*$")


def refusal(clause: Clause, ours: frozenset[str] = frozenset()) -> str | None:
    """Why the clause says no to the offer: not_interested, price, competitor, no_budget, timing; None: it does not.

    `ours`: the words that the catalogue's products and units are called by."""
    if clause.question or HEDGE.search(clause.text):
        return "timing" if not clause.question and _TIMING.search(clause.text) else None
    if _BUDGET_NONE.search(clause.text):
        return None if _NOT_FINAL.search(clause.sentence) else "no_budget"
    if (match := _COMPETITOR.search(clause.text)) and not negated(clause, match):
        return "competitor"
    if (match := DEAR.search(clause.text)) and not negated(clause, match) and _about_us(clause, ours):
        return "price"
    if _TIMING.search(clause.text):
        return "timing"
    if _UNINTERESTED.search(clause.text) or _POLITE_NO.search(clause.sentence):
        return "not_interested"
    return None


def soft_refusal(clause: Clause) -> bool:
    return not clause.question and bool(_SOFT.search(clause.text))


def _about_us(clause: Clause, ours: frozenset[str]) -> bool:
    named = _DEAR_SUBJECT.search(clause.text)
    return not _THEIRS.search(clause.text) and (named is None or named["who"] in _OURS | ours)
