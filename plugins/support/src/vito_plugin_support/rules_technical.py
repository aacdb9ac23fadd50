"""What speaks for a technical matter: faults, access, set-up, integrations, developers' questions."""

from vito_plugin_support.rule import GAP, Rule, rule

_NOT = r"not|\w+n't|never|stopped|cannot|without|wont|doesnt|isnt|no longer|nothing"
_NO = "no|nunca|ni|deja(?:n|ron|do)? de|dejo de"
_WORKING = "|".join(
    (
        "work|function|load|open|start|run|render|respond|refresh|show|appear|display|play",
        "sync|connect|publish|post|send|deliver|receiv|arriv|upload|download|import|export|sav|updat",
        "fir|trigger|accept|recogni[sz]|log|sign",
    )
)
_FUNCIONA = "|".join(
    (
        "funcion|carg|arranc|inici|muestr|actualiz|sincroniz|conect|public|envi|guard|lleg|dispar|dej|entr|acept|cre",
        "and",
    )
)
_APARECE = "abr|respond|sub|aparec|recib|sal"
_DO = "|".join(
    (
        "log ?in|sign ?in|login|get in|access|enter|connect|reconnect|use|run|start|build|activate|verify|reset",
        "upload|download|import|export|publish|post|schedule|send|receive|save|sync|install",
        "open|see|view|find|create|add|edit|change|delete",
    )
)
_HACER = r"(?!pag|renov|cancel|compr|factur|cobr)\w+(?:ar|er|ir)(?:me|nos|l[oae]s?|se)?"
"""Any infinitive but those of paying."""

TECHNICAL: tuple[Rule, ...] = (
    rule(
        "error",
        3,
        r"errors?|exceptions?|traceback|stack ?trace|bugs?|crash\w*",
        r"errores|fall(?:a|an|o|os|ando|aron|ado|as)",
    ),
    rule(
        "status-code",
        2,
        # Behind a word that announces it, and not followed by what it might count.
        r"(?:an?|the|errors?|http|status|code|gets?|got|getting|returns?|throws?|gives?|un|con|devuelve|da|sale) "
        r"(?:40\d|41\d|42\d|50[0-4])(?! ?(?:\w+s\b|usd|eur|€|\$))",
    ),
    rule(
        "not-working",
        3,
        rf"(?:{_NOT}) (?:\w+ )?(?:{_WORKING})(?:e?d|e?s|e|ing|t)?",
        r"(?:not|\w+n't|wont) (?:\w+ ){1,3}work|get (?:\w+ ){1,4}to work",
        r"nothing (?:\w+ ){0,3}(?:happen|post|show|work|load)\w*",
        rf"(?:{_NO}) (?:(?:se|me|nos|les?|te|l[oa]s?|ha|han|he) )*"
        rf"(?:(?:{_FUNCIONA})(?:a|an|o|aba|aban|aron|ado|ar|e|en)|(?:{_APARECE})(?:en?|io|ia|ieron|ido|er|ir|imos|o)|van?)",
    ),
    rule(
        "cannot",
        3,
        r"(?:can't|cannot|cant|can not|unable to|not able to|couldn't|impossible to|\w+n't let (?:me|us)) "
        rf"(?:seem to )?(?:\w+ ){{0,2}}(?:{_DO})",
        rf"no (?:puedo|podemos|pude|consigo|conseguimos|logro|logramos) (?:\w+ )?{_HACER}",
        rf"(?:no (?:me|nos|se) (?:deja|permite|puede)|no deja|imposible) (?:\w+ )?{_HACER}",
    ),
    rule(
        "failure",
        3,
        r"fail(?:s|ed|ing|ures?)?|broken|broke|breaks|malfunction\w*|glitch\w*|outage|corrupt\w*",
        r"rot[oa]s?|averiad\w+|estropead\w+|se (?:cae|cuelga|bloquea|congela|cierra|rompio)",
    ),
    rule(
        "stuck",
        3,
        r"stuck|freez\w+|frozen|hangs|hanging|timed? ?outs?|(?:is|are|went|goes) down|gr[ae]yed out|disconnect\w*",
        r"locked out|(?:un)?block(?:ed|ing)|unlock|(?:is|are|stays?|comes up) (?:blank|white|empty)",
        r"atascad\w+|congelad\w+|colgad\w+|bloquead\w+|caid[oa]s?|desconect\w+|en blanco",
    ),
    rule(
        "slow",
        2,
        r"slow|slowly|laggy|lags?|takes? (?:\w+ ){1,3}to (?:load|open|start)",
        r"lent[oa]s?|lentisim[oa]s?",
    ),
    rule(
        "lost",
        2,
        r"disappear\w*|vanish\w*|gone missing|(?:is|are|completely|have|has) gone|expired|mismatch\w*",
        r"desaparec\w+|caducad\w+|expirad\w+",
    ),
    rule(
        "sign-in",
        2,
        r"log(?:ging)? ?in|login|sign(?:ing)? ?in|passwords?|passcodes?|2fa|two.factor|mfa|otp|sso|saml|oauth",
        r"verification (?:code|e-?mail)|(?:forgot(?:ten)?|lost) (?:\w+ ){1,2}(?:code|pin|username)",
        r"contrasenas?|iniciar sesion|inicio de sesion|codigo de verificacion|doble factor",
    ),
    rule(
        "developer",
        2,
        r"apis?|webhooks?|tokens?|endpoints?|sdk|cli|json|cors|callback url|uri|client (?:id|secret)|npm|pip",
        r"docker\w*|kubernetes|helm|nginx|redis|postgres\w*|localhost|self.?host\w*|env(?:ironment)? variables?",
        r"dns|cname|ssl|tls|certificates?|smtp|imap",
        r"servidor(?:es)?|contenedor(?:es)?|certificado",
    ),
    rule(
        "set-up",
        2,
        r"install\w*|set(?:ting)? ?up|configur\w+|deploy\w*|integrate",
        r"instal(?:ar|o|acion|amos)|integrar",
        rf"(?:connect|connecting|reconnect|link) {GAP}(?:accounts?|channels?|pages?)",
        rf"(?:conect\w+|vincular) {GAP}(?:cuentas?|canal\w*|paginas?)",
    ),
    rule("trouble", 1, r"problems?|issues?|trouble|wrong|weird", r"problemas?|incidencias?|mal|rar[oa]"),
    rule(
        "software",
        1,
        r"apps?|browser|chrome|safari|firefox|android|iphone|ios|version|plugin|widget|dashboard|button|screen",
        r"upload\w*|download\w*|imports?|exports?|sync\w*|integrations?",
        r"aplicacion|navegador|panel|boton|pantalla|integracion(?:es)?",
    ),
)
