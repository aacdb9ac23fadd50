"""Word tables of two wishes that end a journey: to be left in peace, and to deal with a human. English and Spanish.

`refusals.py` holds the table of refusals, `buying.py` that of purchases, `words.py` that of BANT. All are matched on
folded text (see `text.fold`); additions need a reply in the tests that shows why.
"""

import re

from vito_host_sales.patterns import any_of, negated
from vito_host_sales.text import Clause

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
    r"^(?:please,? )?no more (?:messages|emails|mails|texts|dms)\b",
    r"\bno mas (?:mensajes|correos)\b",
    r"\b(?:quitame|quitadme|quitenme|sacame|sacadme|saquenme|borrame|borradme) de (?:la|tu|su|vuestra|esta) lista\b",
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
    r"\b(?:pasame|pasadme|paseme|ponme|pongame) con (?:una?|algun[ao]?|alguien|el|la|tu|su)\b",
    r"\bsales team (?:call|contact|write|reach)",
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
    r"\bnegotiate (?:the |an? )?(?:\w+ )?(?:contract|terms|agreement)\b",
    r"\bcontrato (?:a medida|personalizado|especial|propio|marco)\b",
    r"\b(?:equipo|departamento|asesoria) (?:legal|juridic[oa]) (?:tiene que|debe|necesita|quiere|va a|tendra que)\b",
    r"\b(?:nuestr[oa]s?|mis?) abogad",
    r"\brevision legal\b",
    r"\bcondiciones (?:especiales|a medida)\b",
    r"\bacuerdo de confidencialidad\b",
)


def stops(text: str) -> bool:
    """Whether one sentence (folded) asks that no message be sent any more."""
    return bool(_STOP.search(text))


def wants_human(clause: Clause, *, has_slot: bool) -> str | None:
    """Which of "contract" and "human" the clause asks a human for. A call at a stated time is a slot."""
    contract = _CONTRACT.search(clause.text)
    if contract and not negated(clause, contract):
        return "contract"
    asked = _HUMAN.search(clause.text) or (None if has_slot else _CALL_ME.search(clause.text))
    if asked and (not negated(clause, asked) or re.search(r"bot|robot|\bai\b|machine|maquina", asked.group())):
        return "human"
    return None
