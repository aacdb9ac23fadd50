"""Money in whole cents, and which event is which step. No database."""

import datetime as dt
from fractions import Fraction
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vito_contracts.events import PlatformEvent
from vito_contracts.ids import ContactId, EventId, TenantId, new_id
from vito_contracts.money import Money
from vito_host_analytics.books import DealSum, books, half_up, roi
from vito_host_analytics.funnel import STEPS, TYPES, Fact, fact_of
from vito_host_analytics.host import funnel
from vito_host_analytics.records import Totals
from vito_host_analytics.settings import Settings, UnitPrice

ANA = ContactId(new_id())
USD = "USD"


def event(type_: str, **payload: Any) -> PlatformEvent:
    at = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)
    return PlatformEvent(
        id=EventId(new_id()), tenant=TenantId(new_id()), type=type_, subject=ANA, at=at, payload=payload
    )


@given(st.dictionaries(st.sampled_from("abcde"), st.integers(0, 10**9)), st.integers(0, 10**4), st.integers(1, 10**4))
def test_lines_add_up_and_none_is_off_by_more_than_half_a_cent(usage: dict[str, int], cents: int, per: int) -> None:
    prices = {unit: UnitPrice(minor_units=cents, per=per) for unit in usage}
    found = books([], usage, USD, prices)
    assert found.cost.minor_units == sum(line.cost.minor_units for line in found.cost_lines)
    for line in found.cost_lines:
        assert abs(2 * (line.cost.minor_units * per - line.quantity * cents)) <= per


@pytest.mark.parametrize(
    ("value", "rounded"),
    [(Fraction(1, 2), 1), (Fraction(3, 2), 2), (Fraction(5, 2), 3), (Fraction(-1, 2), -1), (Fraction(49, 100), 0)],
)
def test_halves_go_up(value: Fraction, rounded: int) -> None:
    assert half_up(value) == rounded


def test_what_cannot_be_added_up_is_named() -> None:
    deals = [
        DealSum(currency=USD, deals=2, minor_units=300),
        DealSum(currency="EUR", deals=1, minor_units=50),
        DealSum(currency=None, deals=3),
    ]
    found = books(deals, {"turn": 3, "balloon": 7}, USD, {"turn": UnitPrice(minor_units=2)})
    assert (found.revenue, found.cost, found.roi) == (Money(300, USD), Money(6, USD), 49.0)
    told = [(each.reason, each.deals, each.amount, each.unit, each.quantity) for each in found.excluded]
    assert told == [
        ("other_currency", 1, Money(50, "EUR"), None, 0),
        ("deal_value_unknown", 3, None, None, 0),
        ("unit_without_price", 0, None, "balloon", 7),
    ]


@pytest.mark.parametrize(
    ("revenue", "cost", "expected"), [(100, 0, None), (0, 100, -1.0), (200, 300, -0.3333), (500, 300, 0.6667)]
)
def test_roi(revenue: int, cost: int, expected: float | None) -> None:
    assert roi(Money(revenue, USD), Money(cost, USD)) == expected


@pytest.mark.parametrize(
    "bad",
    [
        {"currency": "usd"},
        {"prices": {"turn": {"minor_units": -1}}},
        {"prices": {"turn": {"minor_units": 1, "per": 0}}},
    ],
)
def test_settings_are_checked(bad: dict[str, Any]) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(bad, Settings)


@pytest.mark.parametrize(
    ("given", "step"),
    [
        (event("interaction.recorded", contact=str(ANA)), "commented"),
        (event("comment.answered", contact=str(ANA)), "answered"),
        (event("lead.qualified", contact=str(ANA)), "qualified"),
        (event("ticket.resolved", contact=str(ANA)), "enquiry_answered"),
        (event("ticket.escalated", contact=str(ANA)), "enquiry_escalated"),
        (event("journey.milestone_reached", contact=str(ANA), milestone="customer_created"), "customer"),
        (event("journey.milestone_reached", contact=str(ANA), milestone="won"), "won"),
    ],
)
def test_which_event_is_which_step(given: PlatformEvent, step: str) -> None:
    fact = fact_of(given)
    assert fact is not None
    assert (fact.contact, fact.step) == (ANA, step)
    assert given.type in TYPES


def test_events_that_are_no_step() -> None:
    assert fact_of(event("journey.milestone_reached", contact=str(ANA), milestone="summarised")) is None
    assert fact_of(event("usage.metered", unit="turn", quantity=3)) == Fact(unit="turn", quantity=3)
    unknown = fact_of(event("deal.won", contact=str(ANA), minor_units=None, currency=None))
    assert unknown is not None
    assert unknown.deal is not None
    assert unknown.deal.minor_units is None


def test_the_funnel_names_every_step() -> None:
    totals = Totals(steps={"won": 2}, comments=7, outcomes={}, deals=(), usage={})
    found = funnel(totals)
    assert list(found) == ["commented", "comments", *STEPS[1:]]
    assert (found["won"], found["comments"], found["commented"]) == (2, 7, 0)
