"""When a plugin that keeps failing is left alone, and for how long."""

from typing import Annotated

import msgspec


class QuarantinePolicy(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """So many `failures` within `window_seconds`, and the plugin is not asked for `pause_seconds`; each time that it
    fails again when tried, for twice as long, up to `longest_seconds`. Quarantined for so many `tenants`, it is
    quarantined for all of them."""

    failures: Annotated[int, msgspec.Meta(ge=1)] = 20
    window_seconds: Annotated[float, msgspec.Meta(gt=0)] = 60.0
    pause_seconds: Annotated[float, msgspec.Meta(gt=0)] = 30.0
    longest_seconds: Annotated[float, msgspec.Meta(gt=0)] = 3600.0
    tenants: Annotated[int, msgspec.Meta(ge=2)] = 3

    def pause(self, strikes: int) -> float:
        """Seconds, after so many quarantines in a row."""
        return min(self.pause_seconds * 2.0 ** min(strikes, 30), self.longest_seconds)
