"""What units cost, and in which currency money is summed up."""

from typing import Annotated

import msgspec


class UnitPrice(msgspec.Struct, frozen=True, kw_only=True):
    """`minor_units` for every `per` units, e.g. 3 cents for 1,000 tokens."""

    minor_units: Annotated[int, msgspec.Meta(ge=0)]
    per: Annotated[int, msgspec.Meta(ge=1)] = 1


def _default_prices() -> dict[str, UnitPrice]:
    return {
        "turn": UnitPrice(minor_units=2),
        "assessment": UnitPrice(minor_units=1, per=10),
        "outreach": UnitPrice(minor_units=5),
        "enquiry": UnitPrice(minor_units=4),
        "input_token": UnitPrice(minor_units=1, per=1000),
        "output_token": UnitPrice(minor_units=2, per=1000),
    }


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """`prices`: by metered unit; a unit without a price costs nothing and is listed at 0."""

    currency: Annotated[str, msgspec.Meta(pattern="^[A-Z]{3}$")] = "USD"
    prices: dict[str, UnitPrice] = msgspec.field(default_factory=_default_prices)
