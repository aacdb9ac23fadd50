"""Money: integers, lines that add up, ROI null at cost 0."""

from hypothesis import given
from hypothesis import strategies as st

from vito_contracts.money import Money
from vito_host_analytics.money import Deal, cost_lines, return_on_investment, revenue
from vito_host_analytics.settings import Settings, UnitPrice

USD = "USD"


def test_each_unit_is_priced_and_rounded_half_up():
    settings = Settings(prices={"turn": UnitPrice(minor_units=2), "token": UnitPrice(minor_units=1, per=1000)})
    lines = cost_lines({"turn": 7, "token": 1500, "free": 9}, settings)
    assert [(line.unit, line.cost.minor_units) for line in lines] == [("free", 0), ("token", 2), ("turn", 14)]


@given(st.dictionaries(st.text(max_size=5), st.integers(0, 10**9)), st.integers(0, 1000), st.integers(1, 1000))
def test_lines_are_never_off_by_more_than_half_a_cent(usage, minor_units, per):
    settings = Settings(prices={unit: UnitPrice(minor_units=minor_units, per=per) for unit in usage})
    for line in cost_lines(usage, settings):
        assert abs(2 * (line.cost.minor_units * per - line.quantity * minor_units)) <= per


def test_revenue_counts_its_own_currency_and_names_what_it_leaves_out():
    deals = [
        Deal(value=Money(34_800, USD)),
        Deal(value=Money(100, "EUR")),
        Deal(value=None, reason="quantity_not_stated"),
    ]
    total, excluded = revenue(deals, USD)
    assert total == Money(34_800, USD)
    assert [each.reason for each in excluded] == ["other_currency", "quantity_not_stated"]


def test_roi_is_a_ratio_or_nothing():
    assert return_on_investment(Money(300, USD), Money(100, USD)) == 2.0
    assert return_on_investment(Money(0, USD), Money(100, USD)) == -1.0
    assert return_on_investment(Money(300, USD), Money(0, USD)) is None
