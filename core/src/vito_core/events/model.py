"""Words that the dispatcher's parts share."""

from typing import TypeAlias

import msgspec

from vito_contracts.hooks import Subscription

CORE = "core"
SHARDS = 16
"""As many as the generated column `core.events.shard` has values."""

Position: TypeAlias = tuple[int, int]
"""(transaction id, sequence): where an event stands in the log."""


class Subscriber(msgspec.Struct, frozen=True, kw_only=True):
    """`id`: the cursor's name, "<plugin>/<subscription>"."""

    id: str
    plugin: str
    subscription: Subscription


class Held(msgspec.Struct, kw_only=True):
    """A cursor this dispatcher holds. `fence`: which holding of it this is; a cursor handed on has a higher one.

    `saved`: whether the database knows the position.
    """

    fence: int
    position: Position
    saved: bool = True


class LeaseLost(Exception):
    """Others may serve what this dispatcher held: it must handle nothing more."""
