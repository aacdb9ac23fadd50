"""What a won deal is worth: the stated quantity times the catalogue's price. No discounts, no guesses: where either is
not known, the value is unknown and says why."""

import re
from collections.abc import Sequence

import msgspec

from vito_contracts.contexts import Product, ProductCatalog
from vito_contracts.money import Money
from vito_host_sales.reading import Lexicon
from vito_host_sales.text import fold

NO_CATALOGUE = "no_catalogue"
PRODUCT_UNCLEAR = "product_unclear"
PRODUCT_NOT_IN_CATALOGUE = "product_not_in_catalogue"
QUANTITY_NOT_STATED = "quantity_not_stated"
QUANTITY_UNCLEAR = "quantity_unclear"


class Deal(msgspec.Struct, frozen=True, kw_only=True):
    """Either `value` or the code `reason` of why there is none."""

    value: Money | None = None
    reason: str | None = None
    quantity: int | None = None
    sku: str | None = None


def lexicon(catalog: ProductCatalog) -> Lexicon:
    """The catalogue's words. People count units ("10 seats") and products ("10 Postiz Team") alike. An alias that
    several products share is a word for their unit, not for one of them."""
    shared = _shared(catalog)
    names = dict.fromkeys(w for p in catalog.products for w in (p.name, *p.aliases) if fold(w).text not in shared)
    units = dict.fromkeys(w for p in catalog.products for w in (p.unit, p.name, *p.aliases) if w != "unit")
    return Lexicon(units=tuple(units), products=tuple(names))


def product_of(catalog: ProductCatalog, wanted: str | None, replies: Sequence[str]) -> Product | str:
    """The product meant, or the code of why none is: the latest reply that names exactly one; else the lead's; a
    catalogue of one product leaves no choice."""
    if not catalog.products:
        return NO_CATALOGUE
    if len(catalog.products) == 1:
        return catalog.products[0]
    for text in (*reversed(replies), wanted or ""):
        named = _named(catalog, text)
        if len(named) == 1:
            return named[0]
        if named:
            return PRODUCT_UNCLEAR
    return PRODUCT_NOT_IN_CATALOGUE if wanted else PRODUCT_UNCLEAR


def deal_of(
    catalog: ProductCatalog, wanted: str | None, replies: Sequence[str], quantity: int | None, *, exact: bool
) -> Deal:
    """`wanted`: the lead's product. `exact` False with a quantity: it was rough, so it multiplies nothing."""
    product = product_of(catalog, wanted, replies)
    if isinstance(product, str):
        return Deal(reason=product, quantity=quantity)
    if quantity is None:
        return Deal(reason=QUANTITY_NOT_STATED, sku=product.sku)
    if not exact:
        return Deal(reason=QUANTITY_UNCLEAR, quantity=quantity, sku=product.sku)
    return Deal(value=product.price.times(quantity), quantity=quantity, sku=product.sku)


def _named(catalog: ProductCatalog, text: str) -> list[Product]:
    """Products named in the text. "Postiz Team Plus" does not name "Postiz Team" as well: longer names go first."""
    rest, shared, found = fold(text).text, _shared(catalog), []
    names = [(fold(word).text, p) for p in catalog.products for word in (p.name, p.sku, *p.aliases)]
    for word, product in sorted(names, key=lambda pair: len(pair[0]), reverse=True):
        pattern = rf"(?<!\w){re.escape(word)}(?!\w)"
        if word and word not in shared and re.search(pattern, rest):
            rest = re.sub(pattern, " ", rest)
            found.append(product)
    return list({p.sku: p for p in found}.values())


def _shared(catalog: ProductCatalog) -> set[str]:
    words = [{fold(alias).text for alias in (*p.aliases, p.unit)} for p in catalog.products]
    if len(words) == 1:
        return {fold(catalog.products[0].unit).text}
    return {word for mine in words for word in mine if sum(word in other for other in words) > 1}
