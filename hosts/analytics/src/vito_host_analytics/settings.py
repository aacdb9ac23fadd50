"""Settings of the analytics host: the tenant's currency and what a unit of usage costs it."""

from typing import Annotated

import msgspec


class UnitPrice(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`minor_units` (cents) for every `per` units used."""

    minor_units: Annotated[int, msgspec.Meta(ge=0, le=10**9)]
    per: Annotated[int, msgspec.Meta(ge=1, le=10**9)] = 1


def default_prices() -> dict[str, UnitPrice]:
    """Example prices, to be set by each installation. Units are those of `usage.metered`."""
    return {
        "turn": UnitPrice(minor_units=2),
        "outreach": UnitPrice(minor_units=5),
        "enquiry": UnitPrice(minor_units=4),
        "assessment": UnitPrice(minor_units=1, per=10),
        "input_token": UnitPrice(minor_units=1, per=1000),
        "output_token": UnitPrice(minor_units=2, per=1000),
    }


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`prices`: unit → price, in `currency`. A unit without a price is listed as excluded, never guessed."""

    currency: Annotated[str, msgspec.Meta(pattern="^[A-Z]{3}$")] = "USD"
    """ISO 4217. Deals in another currency are listed as excluded, never converted."""
    prices: dict[str, UnitPrice] = msgspec.field(default_factory=default_prices)
