"""Revenue, cost and ROI in integer minor units. No float until the final ratio."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

import msgspec

from vito_contracts.money import Money
from vito_host_analytics.settings import Settings


class CostLine(msgspec.Struct, frozen=True, kw_only=True):
    """One metered unit. The lines add up to the total, because each is rounded by itself (half up)."""

    unit: str
    quantity: int
    cost: Money


class Excluded(msgspec.Struct, frozen=True, kw_only=True):
    """A won deal that revenue does not hold. `reason`: why it has no value, or "other_currency"."""

    deal_value: Money | None
    reason: str


class Deal(msgspec.Struct, frozen=True, kw_only=True):
    value: Money | None
    reason: str = ""


def cost_lines(usage: Mapping[str, int], settings: Settings) -> list[CostLine]:
    lines = []
    for unit, quantity in sorted(usage.items()):
        price = settings.prices.get(unit)
        exact = Fraction(quantity * price.minor_units, price.per) if price is not None else Fraction(0)
        rounded = int(exact + Fraction(1, 2))
        lines.append(CostLine(unit=unit, quantity=quantity, cost=Money(rounded, settings.currency)))
    return lines


def revenue(deals: Sequence[Deal], currency: str) -> tuple[Money, list[Excluded]]:
    counted, excluded = 0, []
    for deal in deals:
        if deal.value is None:
            excluded.append(Excluded(deal_value=None, reason=deal.reason or "no_value"))
        elif deal.value.currency != currency:
            excluded.append(Excluded(deal_value=deal.value, reason="other_currency"))
        else:
            counted += deal.value.minor_units
    return Money(counted, currency), excluded


def return_on_investment(income: Money, cost: Money) -> float | None:
    """(revenue - cost) / cost, rounded to 4 places; None at cost 0."""
    if cost.minor_units == 0:
        return None
    return float(round(Fraction(income.minor_units - cost.minor_units, cost.minor_units), 4))
