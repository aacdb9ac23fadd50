"""Turns a decision into a finished message: who writes, to whom, about what, in which language."""

import datetime as dt
from collections.abc import Sequence

from vito_contracts.contexts import Product, SalesContext
from vito_contracts.ids import new_id
from vito_contracts.scope import BindingScope
from vito_contracts.services import Services
from vito_host_sales import messages
from vito_host_sales.deal import product_of
from vito_host_sales.decide import Decision, Situation
from vito_host_sales.records import LeadRecord, Message
from vito_host_sales.slots import propose, spell


class Writer:
    def __init__(self, services: Services) -> None:
        self._services = services

    async def write(
        self,
        scope: BindingScope,
        lead: LeadRecord,
        context: SalesContext,
        at: Situation,
        decision: Decision,
        replies: Sequence[str],
    ) -> tuple[Message | None, dt.datetime | None]:
        """The message of the decision and the time it proposes for a demo; None for what it has not."""
        if decision.send is None:
            return None, None
        twin, config = await self._services.twins.config(scope)
        contact = await self._services.conversations.contact(scope, lead.contact)
        language = messages.language_of(replies, contact.language, config.personality_profile.language)
        product = product_of(context.product_knowledge, lead.product, replies)
        proposed = propose(at.now, at.sent("book")) if decision.send == "book" else None
        words = messages.Words(
            author=contact.handle,
            twin=twin,
            product=messages.product_name(product, lead.product, language),
            language=language,
        )
        details = {
            "questions": messages.questions(decision.asks, language),
            "slot": spell(proposed, language) if proposed else "",
            "offer": _offer(product, at, language) if decision.send == "close" else "",
        }
        text = messages.compose(decision.send, words, context.sales_playbooks, details)
        message = Message(
            id=new_id(),
            kind=decision.send,
            subject=text.subject,
            text=text.text,
            language=language,
            asks=decision.asks,
        )
        return message, proposed


def _offer(product: Product | str, at: Situation, language: str) -> str:
    exact = at.reading.quantity_exact or at.reading.bant.quantity is None
    quantity = at.bant.quantity if exact else None
    return messages.offer(product.price if isinstance(product, Product) else None, quantity, language)
