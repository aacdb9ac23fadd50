"""What a deal is worth, and when nobody can tell."""

import pytest

from vito_contracts.contexts import Product, ProductCatalog
from vito_contracts.money import Money
from vito_host_sales.deal import deal_of, lexicon, product_of
from vito_host_sales.reading import read

SOLO = Product(sku="solo", name="Postiz Solo", price=Money(900, "USD"), unit="seat", aliases=("solo plan", "licence"))
TEAM = Product(sku="team", name="Postiz Team", price=Money(1200, "USD"), unit="seat", aliases=("team plan", "licence"))
PLUS = Product(sku="plus", name="Postiz Team Plus", price=Money(2000, "EUR"), unit="seat")
ONE = ProductCatalog(products=(TEAM,))
THREE = ProductCatalog(products=(SOLO, TEAM, PLUS))


def test_quantity_times_price() -> None:
    deal = deal_of(ONE, None, [], 10, exact=True)
    assert (deal.value, deal.reason, deal.sku) == (Money(12000, "USD"), None, "team")


@pytest.mark.parametrize(
    ("catalog", "wanted", "replies", "quantity", "exact", "reason"),
    [
        (ProductCatalog(), "Postiz", [], 10, True, "no_catalogue"),
        (ONE, None, [], None, True, "quantity_not_stated"),
        (ONE, None, [], 20, False, "quantity_unclear"),
        (THREE, None, ["10 seats"], 10, True, "product_unclear"),
        (THREE, "Buffer", ["10 seats"], 10, True, "product_not_in_catalogue"),
        (THREE, None, ["the solo plan or the team plan"], 10, True, "product_unclear"),
    ],
)
def test_an_unknown_value_says_why(
    catalog: ProductCatalog, wanted: str | None, replies: list[str], quantity: int | None, exact: bool, reason: str
) -> None:
    deal = deal_of(catalog, wanted, replies, quantity, exact=exact)
    assert (deal.value, deal.reason) == (None, reason)


@pytest.mark.parametrize(
    ("wanted", "replies", "sku"),
    [
        (None, ["We like Postiz Team"], "team"),
        (None, ["POSTIZ TEAM PLUS, please"], "plus"),
        (None, ["the team plan", "no, the Solo plan"], "solo"),
        ("Postiz Solo", ["10 licences"], "solo"),
        (None, ["plus"], "plus"),
    ],
)
def test_the_product_is_found_by_name_or_alias(wanted: str | None, replies: list[str], sku: str) -> None:
    product = product_of(THREE, wanted, replies)
    assert isinstance(product, Product)
    assert product.sku == sku


def test_the_only_product_is_meant() -> None:
    assert product_of(ONE, "something else", ["hello"]) is TEAM


def test_the_catalogues_words_count_as_units() -> None:
    words = lexicon(ProductCatalog(products=(Product(sku="a", name="Desk", price=Money(1, "USD"), unit="agent"),)))
    assert read(["We'd like to order 5 agents"], lexicon=words).bant.quantity == 5
    assert read(["we'll take 3 desk licences"], lexicon=words).bant.quantity == 3
    assert "licence" not in lexicon(THREE).products
