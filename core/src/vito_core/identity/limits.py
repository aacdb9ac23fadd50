"""What a key may use."""

import msgspec


class KeyLimits(msgspec.Struct, frozen=True, kw_only=True):
    """None: the installation's default. `burst`: requests that may come at once before the rate holds."""

    rate_per_second: float | None = None
    burst: int | None = None
    monthly_quota: int | None = None
    """Requests in a calendar month (UTC); None: pay per request, no end."""
