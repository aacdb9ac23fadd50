"""Revenue, cost and ROI, in whole minor units. Pure; no floats until the last division is rounded."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

import msgspec

from vito_contracts.money import Money
from vito_host_analytics.settings import UnitPrice

VALUE_UNKNOWN = "deal_value_unknown"
OTHER_CURRENCY = "other_currency"
NO_PRICE = "unit_without_price"


class CostLine(msgspec.Struct, frozen=True, kw_only=True):
    """What one unit of usage cost: `quantity` × `minor_units` / `per`, rounded half up to `cost`."""

    unit: str
    quantity: int
    minor_units: int
    per: int
    cost: Money


class Excluded(msgspec.Struct, frozen=True, kw_only=True):
    """What is not in the sums, and why. `deals` or `quantity` of `unit`; `amount` where one is known."""

    reason: str
    deals: int = 0
    amount: Money | None = None
    unit: str | None = None
    quantity: int = 0


class DealSum(msgspec.Struct, frozen=True, kw_only=True):
    """All won deals in one currency; `currency` None: those whose value is not known."""

    currency: str | None
    deals: int
    minor_units: int = 0


class Books(msgspec.Struct, frozen=True, kw_only=True):
    """`cost` is the sum of the lines to the cent. `roi`: (revenue - cost) / cost to 4 places; None where cost is 0."""

    revenue: Money
    cost: Money
    cost_lines: tuple[CostLine, ...]
    roi: float | None
    excluded: tuple[Excluded, ...]


def books(deals: Iterable[DealSum], usage: Mapping[str, int], currency: str, prices: Mapping[str, UnitPrice]) -> Books:
    """The books in one currency. What cannot be added up in it is excluded, with the reason."""
    sums = list(deals)
    revenue = Money(sum(each.minor_units for each in sums if each.currency == currency), currency)
    lines = tuple(_line(unit, usage[unit], prices[unit], currency) for unit in sorted(usage) if unit in prices)
    cost = Money(sum(line.cost.minor_units for line in lines), currency)
    left_out = [_excluded(each) for each in sums if each.currency != currency]
    left_out += [Excluded(reason=NO_PRICE, unit=u, quantity=usage[u]) for u in sorted(usage) if u not in prices]
    return Books(revenue=revenue, cost=cost, cost_lines=lines, roi=roi(revenue, cost), excluded=tuple(left_out))


def roi(revenue: Money, cost: Money) -> float | None:
    """(revenue - cost) / cost, rounded half up to 4 places; None where the cost is 0."""
    if cost.minor_units == 0:
        return None
    exact = Fraction(revenue.minor_units - cost.minor_units, cost.minor_units)
    return half_up(exact * 10_000) / 10_000


def half_up(value: Fraction) -> int:
    """To the nearest whole number; halves away from zero."""
    rounded = (abs(value) + Fraction(1, 2)).__floor__()
    return rounded if value >= 0 else -rounded


def _line(unit: str, quantity: int, price: UnitPrice, currency: str) -> CostLine:
    cost = half_up(Fraction(quantity * price.minor_units, price.per))
    return CostLine(
        unit=unit, quantity=quantity, minor_units=price.minor_units, per=price.per, cost=Money(cost, currency)
    )


def _excluded(each: DealSum) -> Excluded:
    if each.currency is None:
        return Excluded(reason=VALUE_UNKNOWN, deals=each.deals)
    return Excluded(reason=OTHER_CURRENCY, deals=each.deals, amount=Money(each.minor_units, each.currency))
