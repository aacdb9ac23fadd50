"""Word tables of what a contact wants to happen: stop, refuse, speak to a human. English and Spanish, folded text.

`buying.py` holds the table of purchases, `words.py` that of BANT.
"""

import re

from vito_host_sales.text import Clause

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

_STOP = any_of(
    r"^\W*(?:please |por favor )?(?:stop|unsubscribe|baja|parar|cancelar suscripcion|opt.?out|stopp?all"
    r"|remove)(?: (?:please|por favor|it|this|now|ya|all|already|me))*\W*$",
    r"(?<!n't )(?<!not )(?<!dont )\bstop (?:writing|messaging|contacting|emailing|texting|sending|bothering"
    r"|spamming|calling)(?: to)? ?(?:me|us|these|this|messages|emails|\W|$)",
    r"\b(?:don't|do not|dont|never|please don't) (?:ever )?(?:contact|message|write(?: to)?|email|text|bother"
    r"|call) (?:me|us)(?: (?:again|any ?more|ever))?\W*$",
    r"\bleave (?:me|us) alone\b",
    r"\b(?:remove|delete) (?:me|us|my (?:data|contact|number|email))\b(?: from)?",
    r"\btake (?:me|us) off\b",
    r"\bunsubscribe (?:me|us)\b",
    r"\b(?:want|like) to (?:unsubscribe|opt out)\b",
    r"\bopt (?:me|us) out\b",
    r"\bdej(?:a|ad|e|en) (?:ya )?de (?:escrib|contact|envi|mand|molest|llam)\w*",
    r"\bno (?:me|nos) (?:escrib|contact|envi|mand|molest)\w*(?: (?:mas|nunca|otra vez))?\W*$",
    r"\bno (?:me|nos) (?:vuelv\w+|vay\w+) a (?:escribir|contactar|molestar|enviar)",
    r"\bdadme de baja\b",
    r"\b(?:dame|deme|denme|darme|darnos|quiero la) (?:de )?baja\b",
    r"\bno (?:quiero|queremos|deseo) recibir\b",
    r"\bborr(?:a|en|ad) mis datos\b",
)
_HUMAN = any_of(
    r"\b(?:talk|speak|chat|connect|deal|be put in touch|get in touch) (?:\w+ )?(?:to|with) (?:a |an |some |your "
    r"|the )?(?:real |actual |live |human )?(?:human|person|someone|somebody|sales(?: ?person| ?rep| team|man"
    r"|woman)?|rep|representative|agent|people|manager|colleagues?|team)\b(?! (?:here|first|in my|in our|on my"
    r"|on our|at my|at our))",
    r"\b(?:real|actual|live) (?:human|person)\b",
    r"\bhuman being\b",
    r"\b(?:talk|talking|speak|speaking|chat|chatting) (?:to|with) (?:a |an )?(?:bot|robot|ai|machine)\b",
    r"\b(?:someone|somebody|a human|a person|anyone)(?: \w+)? (?:call|phone|ring|contact|reach out)\b",
    r"\bhablar con (?:una?|algun[ao]?|alguien|el|la|un) ?(?:persona|humano|agente|comercial|asesor\w*|vendedor\w*"
    r"|ejecutiv[oa]|representante|responsable|de ventas|del equipo|real|de verdad)?\b",
    r"\bpersona (?:real|de verdad)\b",
    r"\bhumano de verdad\b",
    r"\bhablar con (?:un )?(?:bot|robot|maquina)",
    r"\batencion humana\b",
    r"\bque alguien (?:me|nos) (?:llame|contacte|escriba)",
)
_CALL_ME = any_of(
    r"\b(?:call|phone|ring) me\b",
    r"\bgive me a (?:call|ring)\b",
    r"\b(?:llamame|llameme|llamenme|llamadme|llamanos)\b",
    r"\bque me llam\w+",
    r"\bme (?:puede|pueden|podeis|puedes|podria|podrian) llamar\b",
)
_CONTRACT = any_of(
    r"\bcustom (?:contract|terms|agreement|deal|conditions)\b",
    r"\b(?:bespoke|special|own) (?:contract|terms|conditions)\b",
    r"\b(?:legal|lawyers?|attorneys?|legal team|legal department|procurement|procurement team"
    r"|compliance team) (?:\w+ )?(?:review|approve|approves|sign|check|look|see|to review|to approve|to sign"
    r"|to check|to look|to see)\b",
    r"\b(?:our|my) (?:lawyers?|attorneys?)\b",
    r"\b(?:sign|need|send|have) (?:\w+ ){0,3}(?:msa|dpa|nda|baa)\b",
    r"\bredlin",
    r"\blegal review\b",
    r"\bnegotiate (?:the )?(?:contract|terms)\b",
    r"\bcontrato (?:a medida|personalizado|especial|propio|marco)\b",
    r"\b(?:equipo|departamento|asesoria) (?:legal|juridic[oa]) (?:tiene que|debe|necesita|quiere|va a|tendra que)\b",
    r"\b(?:nuestr[oa]s?|mis?) abogad",
    r"\brevision legal\b",
    r"\bcondiciones (?:especiales|a medida)\b",
    r"\bacuerdo de confidencialidad\b",
)

_THEIRS = re.compile(
    r"\b(?:current|currently|existing|others?|competitor\w*|was|were|used to|we use|i use|we pay|we had|they"
    r"|their|otr[oa]s?|actual|"
    r"usamos|pagamos|teniamos|era|la competencia)\b"
)
_PRICE = any_of(
    r"\b(?:too|way too|so) (?:expensive|pricey|costly)\b",
    r"\btoo much (?:money|for us|for me)\b",
    r"\b(?:can't|cannot|can not|cant) afford\b",
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
    r"\b(?P<who>[a-z]+) (?:is|are|es|son|resulta)(?: \w+)? (?:too|way too|so|demasiado|muy) (?:expensive"
    r"|pricey|costly|car[oa]s?)"
)
_OURS = frozenset(
    "it that this price prices pricing cost costs you yours seats licences licenses which precio precios eso "
    "esto vuestro "
    "plan tool product software licencias todo everything solution".split()
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
    r"\b(?:bad|wrong) (?:time|timing)\b",
    r"\bnot (?:a|the) (?:good|right|best) (?:time|moment)\b",
    r"\b(?:check|come|circle|get) back (?:\w+ ){0,3}(?:in (?:a|six|\d)|next|later)",
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
    r"\bchanged (?:my|our) mind\b",
    r"\b(?:not|isn't) (?:a|the right) fit\b",
    r"\bdecided (?:against|not to)\b",
    r"\bwe won't (?:be )?(?:buy|purchas|mov|go)",
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
_POLITE_NO = re.compile(r"\b(?:no|nope|nah),? (?:thanks|thank you|thx|gracias)\b")
_SOFT = re.compile(r"\bnot (?:really |that |very )?interested in\b|\bno (?:me|nos) interesa (?:el|la|los|las|un|una)\b")
"""Refuses one thing, which may not be the offer: counts only when nothing else in the reply wants something."""
BARE_NO = re.compile(r"^\W*(?:no|nope|nah|para nada|not at all|no no)\W*$")


def stops(text: str) -> bool:
    """Whether one sentence (folded) asks that no message be sent any more."""
    return bool(_STOP.search(text))


def wants_human(clause: Clause, *, has_slot: bool) -> str | None:
    """Which of "contract" and "human" the clause asks a human for. A call at a stated time is a slot."""
    contract = _CONTRACT.search(clause.text)
    if contract and not _negated(clause, contract):
        return "contract"
    asked = _HUMAN.search(clause.text) or (None if has_slot else _CALL_ME.search(clause.text))
    if asked and (not _negated(clause, asked) or re.search(r"bot|robot|\bai\b|machine|maquina", asked.group())):
        return "human"
    return None


def refusal(clause: Clause) -> str | None:
    """Why the clause says no to the offer: not_interested, price, competitor, no_budget, timing; None: it does not."""
    if clause.question or HEDGE.search(clause.text):
        return "timing" if not clause.question and _TIMING.search(clause.text) else None
    if _BUDGET_NONE.search(clause.text):
        return None if _NOT_FINAL.search(clause.sentence) else "no_budget"
    if (match := _COMPETITOR.search(clause.text)) and not _negated(clause, match):
        return "competitor"
    if (match := _PRICE.search(clause.text)) and not _negated(clause, match) and _about_us(clause):
        return "price"
    if _TIMING.search(clause.text):
        return "timing"
    if _UNINTERESTED.search(clause.text) or _POLITE_NO.search(clause.sentence):
        return "not_interested"
    return None


def soft_refusal(clause: Clause) -> bool:
    return not clause.question and bool(_SOFT.search(clause.text))


def _about_us(clause: Clause) -> bool:
    named = _DEAR_SUBJECT.search(clause.text)
    return not _THEIRS.search(clause.text) and (named is None or named["who"] in _OURS)


def _negated(clause: Clause, match: re.Match[str]) -> bool:
    return bool(NEGATION.search(clause.text, 0, match.start()))
