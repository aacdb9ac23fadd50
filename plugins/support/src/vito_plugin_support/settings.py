"""Settings of the support plugin; a tenant may overlay each of them."""

from typing import Annotated

import msgspec


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Both in days."""

    support_window_days: Annotated[float, msgspec.Meta(gt=0, le=365)] = 14.0
    """How long a journey waits for a customer's next enquiry before it goes on."""
    case_quiet_days: Annotated[float, msgspec.Meta(gt=0, le=365)] = 7.0
    """A case whose last enquiry was answered is over once the customer has been silent for so long."""
