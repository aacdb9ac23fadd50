"""What a tenant can tell lead generation."""

from typing import Annotated

import msgspec


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """`threshold`: the score, 0–100, from which an interaction is a lead."""

    threshold: Annotated[int, msgspec.Meta(ge=1, le=100)] = 50
