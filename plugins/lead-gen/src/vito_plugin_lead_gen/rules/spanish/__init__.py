"""Spanish tables: what speaks for a lead, and what against."""

from vito_plugin_lead_gen.rules.spanish import (
    against_clause,
    against_sender,
    against_text,
    contact,
    context,
    demo,
    fit,
    information,
    need,
    price,
    purchase,
)

SIGNALS = (
    *price.SIGNALS,
    *demo.SIGNALS,
    *contact.SIGNALS,
    *purchase.SIGNALS,
    *information.SIGNALS,
    *need.SIGNALS,
    *fit.SIGNALS,
    *context.SIGNALS,
    *against_clause.SIGNALS,
    *against_text.SIGNALS,
    *against_sender.SIGNALS,
)
