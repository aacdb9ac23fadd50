"""How buyers, complainers and sellers put it, in English and Spanish; for folded text. Matched as whole words."""

from typing import Final

_GAP: Final = r"[^.?!\n]{0,50}?"
_ME: Final = r"(?:me|us)"
_WANT: Final = (
    r"(?:(?:want|like|love|wish|ready|going|plan|planning|hoping|keen|need|able) to|wanna|(?:can|could"
    r"|may) (?:i|we))"
)
_WANT_ES: Final = (
    r"(?:quiero|quisiera|queremos|quisieramos|queria|queriamos|querria|querriamos|necesito|necesitamos|deseo|deseamos"
    r"|(?:me|nos) (?:gustaria|encantaria)|puedo|podemos|podria|podriamos|vamos a|voy a|pensamos|busco|buscamos)"
)
_ASKED_TO: Final = (
    r"(?:^\W*|[.!?,;:] |please |pls |kindly |just |and |can you |could you |would you |some(?:one|body) |anyone )"
)
_DEMO: Final = r"(?:demos?|demonstration|demostracion(?:es)?)\b(?! (?:video|account|page|mode|site|data|tape))"
_BOOK: Final = r"(?:book|schedule|arrange|get|see|request|have|want|need|like|love|watch|organi[sz]e|set up|ready for)"
_BOOK_ES: Final = rf"(?:{_WANT_ES}|reserv\w+|agend\w+|pedir|pido|solicit\w+|haceis|hacen|haces|dais|dan|ver|tener)"
_SOMEBODY: Final = (
    r"(?:(?:an?|the|your|some) )?(?:real |actual )?(?:sales|humans?|persons?|people|someone|somebody|rep\w*"
    r"|account manager|agent|colleague|team)"
)
_ALGUIEN: Final = r"(?:alguien|ventas|el equipo|un[ao]? (?:comercial|agente|persona|human\w+|asesor\w*|vendedor\w*))"
_OFFER: Final = r"(?:offer|quote|quotation|proposal|estimate|order form)s?"
_OFFERED: Final = (
    r"(?:tool|app|software|solution|platform|planner|system|product|service|licen[cs]es?|seats?|plan"
    r"|herramienta|aplicacion|solucion|plataforma|sistema|programa|licencias?|asientos?|producto|servicio)"
)

REQUESTS: Final = (
    # a demo
    rf"{_BOOK}\b{_GAP}\b{_DEMO}",
    rf"{_BOOK_ES}\b{_GAP}\b{_DEMO}",
    rf"interested in {_GAP}\b{_DEMO}",
    r"(?:demo|quote|presupuesto|cotizacion)(?: please| pls| plz| por favor| porfa)\b",
    # to be contacted
    rf"{_ASKED_TO}(?:contact|call|e-?mail|message|dm|ring|phone|text|reach out to|get back to|get in touch with"
    rf"|write to)"
    rf" {_ME}\b",
    rf"{_WANT} be contacted\b|happy to be contacted\b|(?:love|welcome|like|open to) an? (?:\w+ )?(?:call"
    rf"|introduction)\b",
    rf"put {_ME} in touch\b",
    rf"give {_ME} a (?:call|ring|shout)\b",
    r"(?:book|schedule|arrange) a call\b",
    rf"(?:talk|speak|chat|meet|connect)(?:ing)? (?:to|with) {_SOMEBODY}\b",
    r"need a (?:human|real person)\b",
    r"contact(?:a|ad|ar|e|en)(?:me|nos)\b",
    r"llam(?:a|ad|ar|e|en)(?:me|nos)\b",
    r"escrib(?:e|id|ir|a|an)(?:me|nos)\b",
    r"(?:poneos|ponganse|pongase|ponte|ponerse) en contacto\b",
    r"(?:me|nos) (?:pued\w+ |podri\w+ )?(?:llam|contact)\w+",
    rf"(?:hablar|hablo|contactar|reunir(?:me|nos)) con {_ALGUIEN}\b",
    r"necesito (?:un humano|una persona)\b",
    # an offer
    rf"(?:send|give|make|get|need|want|like|prepare|e-?mail|request|share)(?: {_ME})?(?: (?:an?|your|the"
    rf"|some))(?: \w+)?"
    rf" {_OFFER}\b(?! (?:of|from))",
    rf"quote (?:{_ME}\b|for \d)|(?:me|nos) cotiz\w+",
    r"(?:sales|commercial) (?:team|contact|rep\w*)\b|(?:contacto|equipo) comercial\b",
    rf"(?:(?:mand|envi|pas|hac|haz|dar|dan)\w*|{_WANT_ES}|pido|solicit\w+)\b{_GAP}"
    r"\b(?:ofertas?|presupuestos?|cotizaci\w+|propuestas?)\b",
    # an order
    rf"{_WANT} (?:buy|purchase|order|subscribe)\b",
    r"(?:we|i)(?:'ll| will) (?:take|buy|order) \d",
    rf"sign {_ME} up\b",
    rf"count {_ME} in\b",
    rf"(?:add|put) {_ME} (?:to|on) the (?:waiting |wait)?list\b",
    r"take my money\b|(?:ready|happy|willing) to (?:pay|commit)\b|link to buy\b",
    r"(?:become|hago|hacerme) (?:a )?(?:customer|client|cliente)\b|listo para pagar\b",
    rf"{_WANT_ES} (?:(?:comprar|contratar|adquirir|suscribir)\w*|pedir \d)",
    r"(?:me apunto|apunta(?:d)?me|inscrib\w+me)\b",
    r"(?:nos quedamos|me quedo) con \d",
)
INTERESTS: Final = (
    r"interested (?:in\b|\W*$)",
    r"(?:i|we)(?:'m| am|'re| are) (?:very |really )?interested\b",
    rf"tell {_ME} more\b",
    r"(?:know|learn|hear) more\b",
    r"(?:more|send) (?:info|information|details)\b",
    r"(?:free trial|sign up|get started)\b",
    rf"(?:we|i)(?:'re| are|'m| am)? (?:\w+ )?(?:need|want|looking for|searching for)\b{_GAP}\b{_OFFERED}\b",
    r"(?:where|how) (?:can|do|could|should) (?:i|we) (?:buy|order|purchase|subscribe|sign|get it|register|join)\b",
    r"(?:want|like|love) to (?:try|test)\b",
    r"(?:me|nos) interesa(?:n|ria)?\b",
    r"interesad[oa]s? en\b|estoy interesad[oa]\b",
    r"cuenta(?:me|nos) mas\b|(?:me|nos) cuentas? (?:mas|algo)\b|saber mas\b|mas (?:info|informacion|detalles)\b",
    r"prueba (?:gratuita|gratis)\b|(?:quiero|queremos|gustaria) probar\b",
    r"(?:como|donde) (?:lo |la |se )?(?:compro|consigo|firmo|paga|pago)\b|where do i (?:pay|sign|order)\b",
    r"(?:mand|envi|pas|regal|de)\w* (?:\w+ )?(?:info|informacion|precios?|planes|datos)\b|info(?: please| pls"
    r"| por favor)?\W*$",
    r"(?:drop|send) (?:the|a) link\b|discount code\b|student (?:price|discount)\b|startup discount\b",
    r"donde (?:lo |la |los )?(?:puedo |podemos |me |nos )?(?:compr|contrat|apunt|registr)\w+",
    rf"(?:necesito|necesitamos|busco|buscamos|queremos|quiero)\b{_GAP}\b{_OFFERED}\b",
)
PRICES: Final = (
    r"(?:price|pricing|cost)\b(?! of (?:living|fame|freedom|success|doing))",
    r"(?:prices|costs|fees?)\b",
    r"how (?:much|mch) (?:is|are|does|do|for|would|per|to|a)\b|how much\W*$",
    r"cuanto (?:me |nos |se |te |lo )?(?:cuest|costari|sale|saldri|es|seri|vale|cobr|esta|al)\w*|cuanto x \d"
    r"|a cuanto\b",
    r"(?:precios?|tarifas?|costos?|costes?|pedido minimo)\b",
    r"(?:set|sets) (?:me|us) back\b|(?:enterprise|annual|basic|agency|pro) plan\b|plans\W*$|any deals\b",
)
OWN_NEED: Final = (
    rf"(?:need|looking for|searching for|want|necesit\w+|busc(?:o|amos))\b{_GAP}\b{_OFFERED}\b",
    r"how much\b",
    r"cuanto cuesta\b",
)
COMPLAINTS: Final = (
    r"(?:disappoint\w+|unacceptable|scam\w*|rip ?off|ripped off|fraud|terrible|awful|horrible|useless"
    r"|garbage|furious)\b",
    r"(?:pathetic|overpriced|ridiculous|ashamed|shame on)\b",
    r"my money (?:back|is gone)\b",
    r"(?:ate|lost|deleted|erased|broke) (?:\w+ ){0,4}(?:my|our|drafts?|posts?|account)\b",
    r"(?:nobody|no one|noone) (?:ever )?(?:answer|repl|respond|call|care|help)\w*",
    r"(?:charged|billed) (?:me |us )?(?:twice|again|double)\b|(?:was|were|been|got) (?:over)?charged\b",
    r"(?:does|do|did|is|are|was)(?:n't| not) (?:\w+ )?(?:work\w*|fixed|load\w*|solved)\b",
    r"(?:never|stopped|not) work(?:s|ed|ing)\b|keeps? (?:crashing|failing|freezing)\b|crash(?:es|ed)\b",
    r"(?:still|been) waiting\b|(?:sick of|fed up with) (?:you|your|this)\b",
    r"worst (?:service|support|app|tool|product|experience|company|customer)\b",
    r"(?:not|never) interested\b|no (?:me|nos) interesa\b|no quiero que me\b|no thanks\b|ni loc[oa]\b|my (?:ass|a\*+)",
    r"(?:oh sure|just what i needed|yeah,? right)\b",
    r"(?:stop|quit) (?:calling|e-?mailing|messaging|contacting|spamming|writing|texting)\b",
    r"(?:do not|don't|never) (?:call|contact|e-?mail|message|write|text|dm)\b",
    r"(?:decepci\w+|estafa\w*|verguenza|inaceptable|pesim[oa]s?|ladrones)\b",
    r"nadie (?:me |nos )?(?:responde|contesta|llama|ayuda)\b",
    r"no (?:me |nos )?funciona\w*|(?:sigo|seguimos) esperando\b|hart[oa]s? de\b",
    r"(?:mi|el) dinero de vuelta\b|devolv\w+ (?:mi|el) dinero\b|cobra\w* (?:dos veces|de mas|doble)\b",
    r"(?:dej\w+|par\w+) de (?:llamar|escribir|molestar)\w*|no (?:me|nos) (?:llam|contact|escrib)\w+",
)
_SALE: Final = r"(?:services?|seo|followers|leads|websites?|backlinks?|ads|your (?:brand|business|sales|traffic|reach))"
_VENTA: Final = r"(?:servicios?|seo|seguidores|marketing|paginas? web|publicidad|diseno)"
PITCHES: Final = (
    # recruiters
    r"(?:we're|we are|now|is|currently) (?:\w+ )?(?:hiring|recruiting)\b",
    rf"send {_ME} (?:your|a) (?:cv|resume)\b|recruiting for\b|contratamos personas\b",
    r"(?:your|a) new job\b|dream job\b|job (?:offer|opportunit\w+)\b|apply (?:now|today)\b",
    r"(?:estamos|empresa) (?:contratando|reclutando)\b|(?:oferta|bolsa) de (?:trabajo|empleo)\b",
    r"envia(?:d)?(?:me|nos) (?:tu|vuestro|su) (?:cv|curriculum)\b",
    # spam
    rf"(?:earn|make|win|gana|ganar|gane) (?:up to |hasta )?[$€]? ?\d[\d.,]*{_GAP}\b(?:a|per|each|al|por|cada)"
    r" (?:day|week|month|hour|dia|semana|mes|hora)\b",
    r"(?:check|visit|see)(?: out)? my (?:profile|bio|page|channel|link)\b|link in (?:my )?bio\b|follow (?:me"
    r"|for follow)\b",
    r"work(?:ing)? from home\b|trabaj\w+ desde casa\b|sigueme\b|(?:mira|visita) mi (?:perfil|pagina|canal)\b",
    r"(?:crypto|bitcoin|forex|trading) (?:signals?|profits?|experts?|mentor|gains)\b",
    # vendors
    rf"(?:we|i)(?:'d| can| could| would)?(?: love to| like to)? (?:offer|provide|speciali[sz]e in"
    rf"|sell)\b{_GAP}\b{_SALE}\b",
    r"(?:we|i)(?:'d| can| could| would)?(?: love to| like to)? help (?:you|brands|business\w*|companies)\b"
    rf"{_GAP}\b{_SALE}\b",
    r"(?:grow|boost|scale) your (?:brand|business|audience|channel|account|following|sales|traffic)\b",
    r"(?:guest post|backlinks?)\b|team offering\b|bases de datos actualizadas\b|(?:el |un )?prestamo que necesitas\b",
    rf"(?:ofrecemos|ofrezco|brindamos|somos una agencia|hacemos|vendemos)\b{_GAP}\b{_VENTA}\b",
    r"hacer crecer (?:tu|su|vuestr[oa])\b|aumenta\w* (?:tus|sus|vuestr[oa]s) (?:ventas|seguidores)\b",
)
