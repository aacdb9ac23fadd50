"""What an installation, and within it a tenant, can say."""

from typing import Annotated

import msgspec

Said = Annotated[str, msgspec.Meta(min_length=1, max_length=400)]


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`gateway` and `gateway_key` are read from the installation's settings alone, the rest from the tenant's."""

    gateway: Annotated[str, msgspec.Meta(pattern=r"^https?://[^\s/]+$")] = "http://127.0.0.1:9"
    gateway_key: str = ""
    text: Said = "Your appointment at {place} is booked for {at}."
    desk: Said = "Appointments are changed at the desk only. Please call it."
