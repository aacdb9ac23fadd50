"""The rules that tell technical, billing and general enquiries apart, in English and Spanish.

Written for `text.plain`: lower case, no accents. Billing is a customer's own money: invoices, charges,
refunds, payment methods and errors, tax data, changes and cancellations of a subscription (as help desks
divide it); a price asked before buying is general. Technical is what hinders the product from working:
faults, access, set-up, integrations, developer matters.
"""

import re

import msgspec

from vito_contracts.outputs import EnquiryCategory


class Rule(msgspec.Struct, frozen=True):
    """`points` count once, however often the pattern matches. 3: says it alone; 2: likely; 1: only with "
    "others."""

    code: str
    category: EnquiryCategory
    points: int
    pattern: re.Pattern[str]


def _rules(category: EnquiryCategory, *rows: tuple[str, int, str]) -> tuple[Rule, ...]:
    return tuple(Rule(code, category, points, re.compile(pattern)) for code, points, pattern in rows)


_GAP = r"(?:[\w'%-]+ ){0,4}"
"""Up to four words between the two halves of an expression."""

_BILLING = _rules(
    EnquiryCategory.BILLING,
    ("invoice", 3, r"\b(?:invoic\w+|factura[s]?|facturad\w+|facturacion|facturar\w*|comprobantes? de)\b"),
    (
        "receipt",
        3,
        r"(?<!read )\breceipts?\b|\b(?:el|un|mi|del|al|los|mis|nuestro) recibos?\b|\bcomprobante\b",
    ),
    ("bill", 3, r"\b(?:bill|bills|billed|billing)\b"),
    ("refund", 3, r"\b(?:refund\w*|reimburs\w+|chargebacks?|reembols\w+|money back|devolucion(?:es)?)\b"),
    ("refund", 3, rf"\bdev(?:uelv|olv)\w+ {_GAP}(?:dinero|importe|pago)\b"),
    ("charged", 3, r"\b(?:overcharg\w*|(?:double|extra|wrong|unknown)[ -]charges?|charged)\b"),
    ("charged", 3, r"\b(?:cobr(?:o|os|a|an|ar\w*|ado|ados|ada|aron|aste|ando)|cobro)\b"),
    ("charge", 2, r"\bcharges?\b|(?<!a )\bcargos?\b"),
    (
        "payment",
        2,
        r"\b(?:payments?|pay|pays|paid|paying|prepaid|pagos?|pague|pagad[oa]s?|pagar\w*|pagando)\b",
    ),
    (
        "payment-failed",
        3,
        r"\b(?:payment|card|charge|transaction|purchase|pago|tarjeta|cobro|compra)s?\b.{0,40}\b(?:declin\w+|fail\w*|"
        r"reject\w+|denied|refused|rechaz\w+|fallid\w+|falla\w*|deneg\w+)\b",
    ),
    (
        "unknown-payment",
        3,
        r"\b(?:payments?|transactions?|charges?|debits?|purchases?|pagos?|cobros?|cargos?|compras?)\b.{0,60}(?:n't|"
        r"\bnot|\bnever|\bno) (?:\w+ )?(?:recogni[sz]e|make|made|authori[sz]e|do|reconozco|hice|autorice|realice)\b",
    ),
    (
        "unknown-payment",
        3,
        r"(?:n't|\bnot|\bno) (?:recogni[sz]e|make|authori[sz]e|reconozco|hice|autorice) "
        rf"{_GAP}(?:payment|transaction|charge|debit|purchase|pago|cobro|cargo|compra)",
    ),
    (
        "twice",
        2,
        r"\b(?:payments?|transactions?|paid|debited|subscri\w+|orders?|purchases?|pago|pagos|"
        r"compra)\b.{0,40}\b(?:twice|double|duplicate[ds]?|multiple times|more than once|dos veces|2 veces|"
        r"duplicad[oa]s?|doble)\b",
    ),
    (
        "twice",
        2,
        r"\b(?:duplicate[ds]?|double|doble) (?:transactions?|payments?|orders?|pagos?|compras?|paid)\b",
    ),
    ("debit", 2, r"\b(?:debits?|debited|debitaron|debitad[oa]|dispute)\b"),
    ("order-cancelled", 2, rf"\b(?:cancel\w*|anul\w+) {_GAP}(?:order|purchase|pedido|compra)\b"),
    ("money", 2, r"(?<!make )(?<!earn )\bmoney\b|\bdinero\b"),
    (
        "bank-card",
        2,
        r"\b(?:(?:credit|debit|bank|payment) cards?|card (?:details|number|on file)|tarjetas?)\b",
    ),
    ("card", 1, r"\b(?:my|our|the|new|a) cards?\b"),
    (
        "plan-change",
        3,
        r"\b(?:cancel\w*|upgrad\w+|downgrad\w+|switch\w*|paus\w+|terminat\w+|renew\w*|end|stop|unsubscribe)\b "
        rf"{_GAP}(?:subscriptions?|plans?|memberships?|contract)\b",
    ),
    (
        "plan-change",
        3,
        r"\b(?:cancel\w+|anul\w+|renov\w+|paus\w+|cambi\w+|pas\w+|baj\w+|subir\w*|mejor\w+|activ\w+) "
        rf"{_GAP}(?:suscripcion\w*|plan|planes|membresia|contrato|tarifa)\b",
    ),
    (
        "unsubscribe",
        2,
        r"\bcancel\w* (?:my|our|the) account\b|\bdar(?:me|nos)? de baja\b|\bcancel\w+ (?:mi|la) cuenta\b",
    ),
    (
        "renewal",
        2,
        r"\b(?:auto-?)?renew(?:al|als|ed|s|ing)?\b|\brenov(?:acion|aciones|ar\w*|o|amos|aremos|are)\b",
    ),
    (
        "period",
        2,
        r"\b(?:monthly|annual|yearly|mensual|anual)\b.{0,20}\b(?:monthly|annual|yearly|mensual|anual)\b",
    ),
    ("subscription", 1, r"\bsubscriptions?\b|\bsuscripcion(?:es)?\b"),
    ("tax", 2, r"\b(?:vat|sales tax|tax (?:id|number|rate|exempt\w*)|gst|iva|cif|nif)\b"),
    (
        "coupon",
        2,
        r"\b(?:discount|promo|coupon|voucher) codes?\b|\bcoupons?\b|\bcupon(?:es)?\b|\bcodigo (?:de descuento|"
        r"promo\w*)",
    ),
    (
        "payment-method",
        2,
        r"\b(?:paypal|bank transfers?|wire transfers?|transferencias?|direct debit|domiciliacion|sepa|iban|apple pay|"
        r"google pay)\b",
    ),
    ("fee", 2, r"\b(?:fees?|surcharges?|comision(?:es)?|recargos?)\b"),
    ("purchase-order", 2, r"\b(?:purchase orders?|orden(?:es)? de compra)\b"),
    ("statement", 1, r"\b(?:(?:bank|card|my) statement|extracto|transactions?|purchases?)\b"),
    ("amount", 1, r"[$€£] ?\d|\d ?(?:[€$£]|dollars?\b|euros?\b|usd\b|eur\b|pounds?\b|pesos\b)"),
    (
        "price-rise",
        2,
        r"\b(?:prices?|costs?|precios?|costes?)\b.{0,25}\b(?:went up|increas\w+|higher|rais\w+|subi\w+|aument\w+)\b",
    ),
)

_FAILING_EN = (
    r"(?:work|load|open|start|respond|sync|connect|publish|send|sav|upload|download|show|appear|display|updat|arriv|"
    r"fir|trigger|run|render|accept|refresh|deliver|receiv|post|log|sign|play|import|export|recogni[sz]|"
    r"function)(?:e?d|e?s|e|ing|t)?"
)
_FAILING_ES = (
    r"(?:funcion|carg|arranc|sincroniz|conect|public|envi|guard|muestr|actualiz|lleg|dispar|dej|entr|acept|and|inici|"
    r"cre)(?:a|an|o|aba|aban|aron|ado|ar|e|en)|(?:abr|respond|sub|aparec|recib|sal)(?:e|en|io|ia|ieron|ido|er|ir|imos|"
    r"o)|va|van"
)
_DOING_EN = (
    r"(?:log ?in|sign ?in|login|connect|reconnect|access|upload|download|publish|post|save|open|see|find|send|install|"
    r"create|delete|add|edit|import|export|sync|reset|receive|schedule|verify|activate|use|get in|build|run|start|"
    r"enter|change|view)"
)
_DOING_ES = r"(?!pag|renov|cancel|compr|factur|cobr)\w+(?:ar|er|ir|ear)(?:me|nos|l[oae]s?|se)?\b"
"""Any infinitive but those of paying."""

_TECHNICAL = _rules(
    EnquiryCategory.TECHNICAL,
    (
        "error",
        3,
        r"\b(?:errors?|errores|exceptions?|traceback|stack ?trace|bugs?|crash\w*|fall(?:a|an|o|os|ando|aron|ado|"
        r"as))\b",
    ),
    (
        "status-code",
        2,
        r"\b(?:an?|the|errors?|http|status|code|gets?|got|getting|returns?|throws?|gives?|un|codigo|con|devuelve|da|"
        r"sale) (?:40[0-9]|41[0-9]|42[0-9]|50[0-4])\b(?! ?(?:\w+s\b|usd|eur|€|\$))",
    ),
    (
        "not-working",
        3,
        rf"(?:\bnot|n't|\bnever|\bstopped|\bcannot|\bwithout|\bwont|\bdoesnt|\bisnt|\bno longer|"
        rf"\bnothing) (?:\w+ )?{_FAILING_EN}\b",
    ),
    (
        "not-working",
        3,
        r"(?:n't|\bnot|\bwont) (?:\w+ ){1,3}work\b|\bget (?:\w+ ){1,4}to work\b|\bnothing (?:\w+ ){0,3}(?:happen|post|"
        r"show|work|load)",
    ),
    (
        "not-working",
        3,
        rf"\b(?:no|nunca|ni|deja(?:n|ron|do)? de|dejo de) (?:(?:se|me|nos|les?|te|l[oa]s?|ha|han|"
        rf"he) )*(?:{_FAILING_ES})\b",
    ),
    (
        "cannot",
        3,
        r"(?:\bcan't|\bcannot|\bcant|\bcan not|\bunable to|\bnot able to|\bcouldn't|\bimpossible to|n't let (?:me|"
        r"us)) "
        rf"(?:seem to )?(?:\w+ ){{0,2}}{_DOING_EN}\b",
    ),
    (
        "cannot",
        3,
        rf"\b(?:no (?:puedo|podemos|pude|consigo|conseguimos|logro|logramos|me deja|me permite|nos permite|nos deja|"
        rf"se puede|deja)|imposible) (?:\w+ )?{_DOING_ES}",
    ),
    (
        "failure",
        3,
        r"\b(?:fail(?:s|ed|ing|ures?)?|broken|broke|breaks|malfunction\w*|glitch\w*|outage|corrupt\w*)\b",
    ),
    (
        "failure",
        3,
        r"\b(?:rot[oa]s?|averiad\w+|estropead\w+|se (?:cae|cuelga|bloquea|congela|cierra|rompio))\b",
    ),
    (
        "stuck",
        3,
        r"\b(?:stuck|freez\w+|frozen|hangs|hanging|timed? ?outs?|(?:is|are|went|goes) down|locked out|"
        r"(?:un)?block(?:ed|ing)|unlock)\b",
    ),
    ("stuck", 3, r"\b(?:atascad\w+|congelad\w+|colgad\w+|bloquead\w+|caid[oa]s?|desconect\w+)\b"),
    (
        "stuck",
        3,
        r"\b(?:disconnect\w*|(?:is|are|stays?|screen is|comes up) (?:blank|white|empty)|gr[ae]yed out|en blanco)\b",
    ),
    (
        "slow",
        2,
        r"\b(?:slow|slowly|laggy|lags?|lent[oa]s?|lentisim[oa]s?|takes? (?:\w+ ){1,3}to (?:load|open|start))\b",
    ),
    (
        "lost",
        2,
        r"\b(?:disappear\w*|vanish\w*|gone missing|(?:is|are|completely|have|has) gone|desaparec\w+|expired|"
        r"caducad\w+|expirad\w+|mismatch\w*)\b",
    ),
    (
        "sign-in",
        2,
        r"\b(?:log(?:ging)? ?in|login|sign(?:ing)? ?in|passwords?|passcodes?|2fa|two.factor|mfa|otp|sso|saml|oauth|"
        r"verification (?:code|e-?mail))\b",
    ),
    ("sign-in", 2, r"\b(?:forgot(?:ten)?|lost) (?:\w+ ){1,2}(?:code|pin|username)\b"),
    (
        "sign-in",
        2,
        r"\b(?:contrasenas?|iniciar sesion|inicio de sesion|codigo de verificacion|doble factor)\b",
    ),
    (
        "developer",
        2,
        r"\b(?:apis?|webhooks?|tokens?|endpoints?|sdk|docker\w*|kubernetes|helm|nginx|redis|postgres\w*|dns|cname|ssl|"
        r"tls|certificates?|smtp|imap|cors|json|npm|pip|cli|self.?host\w*|uri|localhost|env(?:ironment)? variables?|"
        r"client (?:id|secret)|callback url|servidor(?:es)?|contenedor(?:es)?|certificado)\b",
    ),
    (
        "set-up",
        2,
        r"\b(?:install\w*|set(?:ting)? ?up|configur\w+|deploy\w*|integrate|instal(?:ar|o|acion|amos)|integrar)\b",
    ),
    (
        "set-up",
        2,
        rf"\b(?:connect|connecting|reconnect|link|conect\w+|vincular) {_GAP}(?:accounts?|channels?|pages?|cuentas?|"
        rf"canal\w*|paginas?)\b",
    ),
    ("trouble", 1, r"\b(?:problems?|issues?|trouble|wrong|weird|problemas?|incidencias?|mal|rar[oa])\b"),
    (
        "software",
        1,
        r"\b(?:app|apps|browser|chrome|safari|firefox|android|iphone|ios|version|plugin|widget|dashboard|upload\w*|"
        r"download\w*|imports?|exports?|sync\w*|aplicacion|navegador|panel|boton|button|screen|pantalla|integrations?|"
        r"integracion(?:es)?)\b",
    ),
)

_GENERAL = _rules(
    EnquiryCategory.GENERAL,
    ("price-asked", 3, r"\bhow much (?:is|are|does|do|would|will|for)\b.{0,40}|\b(?:price list|pricing)\b"),
    (
        "price-asked",
        3,
        r"\b(?:cuanto (?:cuesta|cuestan|vale|valen|es|sale)|que precio|lista de precios|cuales son los precios)\b",
    ),
)

RULES: tuple[Rule, ...] = (*_BILLING, *_TECHNICAL, *_GENERAL)
