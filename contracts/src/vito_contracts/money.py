"""Money: integer minor units plus currency, never a float."""

import msgspec


class Money(msgspec.Struct, frozen=True):
    """`minor_units`: cents of `currency` (ISO 4217, e.g. "USD")."""

    minor_units: int
    currency: str

    def __post_init__(self) -> None:
        if len(self.currency) != 3 or not self.currency.isupper() or not self.currency.isascii():
            raise ValueError(f"currency must be a three-letter ISO 4217 code in capitals, not {self.currency!r}")

    def times(self, quantity: int) -> "Money":
        return Money(self.minor_units * quantity, self.currency)

    def __str__(self) -> str:
        sign = "-" if self.minor_units < 0 else ""
        units, cents = divmod(abs(self.minor_units), 100)
        return f"{sign}{units:,}.{cents:02d} {self.currency}"
