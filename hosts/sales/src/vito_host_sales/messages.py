"""What the twin writes: the tenant's playbook, else the default text, in the contact's language."""

import re
from collections.abc import Mapping, Sequence

import msgspec

from vito_contracts.contexts import Playbook, Product
from vito_contracts.money import Money
from vito_host_sales import texts

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_SPANISH = re.compile(
    r"\b(?:el|la|los|las|que|qué|de|para|con|por|una?|nos|me|es|somos|tenemos|queremos|necesitamos|gracias|hola|sí|está|muy|"
    r"presupuesto|cuánto|precio|lo|adelante|vale|martes|mañana|interesa|escribirme)\b",
    re.IGNORECASE,
)
_ENGLISH = re.compile(
    r"\b(?:the|a|an|is|are|we|you|to|of|for|and|it|this|that|thanks?|hi|hello|yes|please|budget|need|our|my|works?|at|not|with|"
    r"let's|i)\b",
    re.IGNORECASE,
)
_CODE = {
    "outreach": "",
    "reminder": "",
    "follow_up": "questions",
    "book": "slot",
    "close": "",
    "thank_you": "",
}
"""Step → the placeholder a tenant's own text must not lose: without it the message would ask for nothing."""


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """Who writes to whom about what. `author`: the contact's handle; `language`: "en" or "es"."""

    author: str
    twin: str
    product: str
    language: str


class Text(msgspec.Struct, frozen=True, kw_only=True):
    """A finished message."""

    subject: str
    text: str


def language_of(replies: Sequence[str], *preferences: str) -> str:
    """The "es" or "en" of the latest reply that shows one, else the first known preference (BCP 47), else English."""
    for text in reversed(replies):
        spanish, english = len(_SPANISH.findall(text)), len(_ENGLISH.findall(text))
        if spanish != english:
            return "es" if spanish > english else "en"
    tags = (tag.lower().split("-")[0] for tag in preferences)
    return next((tag for tag in tags if tag in texts.TEXTS), "en")


def compose(step: str, words: Words, playbooks: Sequence[Playbook], details: Mapping[str, str]) -> Text:
    """`details`: the step's own placeholders (questions, slot, offer). A tenant's text is taken from the first playbook
    that has `<step>_<language>` or `<step>`; it names placeholders, nothing in it is evaluated."""
    language = words.language
    values = {"author": words.author, "twin": words.twin, "product": words.product, **details}
    own = _own_text(step, language, playbooks)
    text = _fill(own or texts.TEXTS[language][step], values)
    required = _CODE[step]
    if own and required and f"{{{required}}}" not in own:
        text = f"{text}\n\n{values.get(required, '')}"
    if step == "outreach":
        text = disclosed(text, words.twin, language)
    return Text(subject=_one_line(_fill(texts.SUBJECTS[language][step], values)), text=text.strip())


def disclosed(text: str, twin: str, language: str) -> str:
    """The text, ending with the words that say who writes and how to stop it, unless it has them already."""
    disclosure = _fill(texts.DISCLOSURE[language], {"twin": twin})
    return text if disclosure in text else f"{text}\n\n{disclosure}"


def questions(missing: Sequence[str], language: str) -> str:
    """The questions for the missing items (names of `reading.ITEMS`), as one sentence each."""
    asked = [
        texts.QUESTIONS[language][name]
        for name in ("need", "quantity", "budget", "authority", "timeline")
        if name in missing
    ]
    return " ".join(
        question[0].upper() + question[1:] if language == "en" else _capital(question) for question in asked
    )


def offer(price: Money | None, quantity: int | None, language: str) -> str:
    """The sum at the catalogue's price where the quantity is known; the question for it where it is not."""
    if quantity is None:
        return texts.HOW_MANY[language]
    if price is None:
        return ""
    values = {"quantity": str(quantity), "price": str(price), "total": str(price.times(quantity))}
    return _fill(texts.OFFER[language], values)


def product_name(product: Product | str, wanted: str | None, language: str) -> str:
    """What to call the product: its catalogue name, else the lead's word for it, else "our product"."""
    return product.name if isinstance(product, Product) else wanted or texts.OUR_PRODUCT[language]


def _own_text(step: str, language: str, playbooks: Sequence[Playbook]) -> str | None:
    for name in (f"{step}_{language}", step):
        for playbook in playbooks:
            if text := playbook.messages.get(name, "").strip():
                return text
    return None


def _fill(text: str, values: Mapping[str, str]) -> str:
    return _PLACEHOLDER.sub(lambda match: values.get(match[1], match[0]), text)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _capital(question: str) -> str:
    return question[0] + question[1].upper() + question[2:]
