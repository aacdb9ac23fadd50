"""What speaks for billing: a customer's own money.

Invoices, charges, refunds, payment methods and payment errors, tax data, changes and cancellations of a
subscription, as help desks of software companies divide it.
"""

from vito_plugin_support.rule import GAP, Rule, rule

_PAYMENT = "payments?|transactions?|charges?|debits?|purchases?|pagos?|cobros?|cargos?|compras?"
_TWICE = "twice|double|duplicate[ds]?|multiple times|more than once|dos veces|2 veces|duplicad[oa]s?|doble"
_PERIOD = "monthly|annual|yearly|mensual|anual"

BILLING: tuple[Rule, ...] = (
    rule("invoice", 3, r"invoic\w+", r"facturas?|facturad\w+|facturacion|facturar\w*"),
    rule("receipt", 3, r"(?<!read )receipts?", r"(?:el|un|mi|del|al|los|mis|nuestro) recibos?|comprobantes?"),
    rule("bill", 3, r"bill|bills|billed|billing"),
    rule(
        "refund",
        3,
        r"refund\w*|reimburs\w+|chargebacks?|money back",
        r"reembols\w+|devolucion(?:es)?",
        rf"dev(?:uelv|olv)\w+ {GAP}(?:dinero|importe|pago)",
    ),
    rule(
        "charged",
        3,
        r"overcharg\w*|(?:double|extra|wrong|unknown)[ -]charges?|charged",
        r"cobr(?:o|os|a|an|ar\w*|ado|ados|ada|aron|aste|ando)",
    ),
    rule("charge", 2, r"charges?", r"(?<!a )cargos?"),
    rule(
        "payment",
        2,
        r"payments?|pay|pays|paid|paying|prepaid",
        r"pagos?|pague|pagad[oa]s?|pagar\w*|pagando",
    ),
    rule(
        "payment-failed",
        3,
        r"(?:payment|card|charge|transaction|purchase)s?\b.{0,40}\b(?:declin\w+|fail\w*|reject\w+|denied|refused)",
        r"(?:pago|tarjeta|cobro|compra)s?\b.{0,40}\b(?:rechaz\w+|fallid\w+|falla\w*|deneg\w+)",
    ),
    rule(
        "unknown-payment",
        3,
        rf"(?:{_PAYMENT})\b.{{0,60}}(?:n't|\bnot|\bnever) (?:\w+ )?(?:recogni[sz]e|make|made|authori[sz]e|do)",
        rf"(?:{_PAYMENT})\b.{{0,60}}\bno (?:\w+ )?(?:reconozco|hice|autorice|realice)",
        rf"(?:not|\w+n't|no) (?:recogni[sz]e|make|authori[sz]e|reconozco|hice|autorice) {GAP}(?:{_PAYMENT})",
    ),
    rule(
        "twice",
        2,
        rf"(?:{_PAYMENT}|paid|debited|subscri\w+|orders?)\b.{{0,40}}\b(?:{_TWICE})",
        rf"(?:{_TWICE}) (?:{_PAYMENT}|orders?|paid)",
    ),
    rule("debit", 2, r"debits?|debited|dispute", r"debitaron|debitad[oa]"),
    rule("order-cancelled", 2, rf"(?:cancel\w*|anul\w+) {GAP}(?:order|purchase|pedido|compra)"),
    rule("money", 2, r"(?<!make )(?<!earn )money", r"dinero"),
    rule("bank-card", 2, r"(?:credit|debit|bank|payment) cards?|card (?:details|number|on file)", r"tarjetas?"),
    rule("card", 1, r"(?:my|our|the|new|a) cards?"),
    rule(
        "plan-change",
        3,
        r"(?:cancel\w*|upgrad\w+|downgrad\w+|switch\w*|paus\w+|terminat\w+|renew\w*|end|stop|unsubscribe) "
        rf"{GAP}(?:subscriptions?|plans?|memberships?|contract)",
        r"(?:cancel\w+|anul\w+|renov\w+|paus\w+|cambi\w+|pas\w+|baj\w+|subir\w*|mejor\w+|activ\w+) "
        rf"{GAP}(?:suscripcion\w*|plan|planes|membresia|contrato|tarifa)",
    ),
    rule(
        "unsubscribe",
        2,
        r"cancel\w* (?:my|our|the) account",
        r"dar(?:me|nos)? de baja|cancel\w+ (?:mi|la) cuenta",
    ),
    rule("renewal", 2, r"(?:auto-?)?renew(?:al|als|ed|s|ing)?", r"renov(?:acion|aciones|ar\w*|o|amos|aremos|are)"),
    rule("period", 2, rf"(?:{_PERIOD})\b.{{0,20}}\b(?:{_PERIOD})"),
    rule("subscription", 1, r"subscriptions?", r"suscripcion(?:es)?"),
    rule("tax", 2, r"vat|sales tax|tax (?:id|number|rate|exempt\w*)|gst", r"iva|cif|nif"),
    rule(
        "coupon",
        2,
        r"(?:discount|promo|coupon|voucher) codes?|coupons?",
        r"cupon(?:es)?|codigo (?:de descuento|promo\w*)",
    ),
    rule(
        "payment-method",
        2,
        r"paypal|bank transfers?|wire transfers?|direct debit|sepa|iban|apple pay|google pay",
        r"transferencias?|domiciliacion",
    ),
    rule("fee", 2, r"fees?|surcharges?", r"comision(?:es)?|recargos?"),
    rule("purchase-order", 2, r"purchase orders?", r"orden(?:es)? de compra"),
    rule("statement", 1, r"(?:bank|card|my) statement|transactions?|purchases?", r"extracto"),
    rule("amount", 1, r"[$€£] ?[\d.,]+", r"[\d.,]*\d ?(?:[€$£]|dollars?|euros?|usd|eur|pounds?|pesos)"),
    rule(
        "price-rise",
        2,
        r"(?:prices?|costs?)\b.{0,25}\b(?:went up|increas\w+|higher|rais\w+)",
        r"(?:precios?|costes?)\b.{0,25}\b(?:subi\w+|aument\w+)",
    ),
)
