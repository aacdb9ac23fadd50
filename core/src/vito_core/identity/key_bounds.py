"""How far a key goes that makes, rotates or changes keys, or lets staff in: never beyond itself. Staff is bounded by
its role alone."""

import datetime as dt
from uuid import UUID

import msgspec

from vito_contracts.tenancy import Role
from vito_core.db.pool import Connection
from vito_core.identity.limits import KeyLimits
from vito_core.identity.permissions import BeyondOwn


class Maker(msgspec.Struct, frozen=True, kw_only=True):
    """Who makes, rotates or changes a key or a user. `key`: the key that asks, None for staff; `shown`: the hash of
    the secret that it showed."""

    held: frozenset[str]
    role: Role
    key: UUID | None = None
    shown: bytes = b""


class Bounds(msgspec.Struct, frozen=True, kw_only=True):
    """What a key may have at most. None: no bound."""

    limits: KeyLimits = KeyLimits()
    expires_at: dt.datetime | None = None

    def filled(self, limits: KeyLimits) -> KeyLimits:
        """What is asked for; where nothing is, the bound."""
        given = {name: value for name, value in msgspec.structs.asdict(limits).items() if value is not None}
        return msgspec.structs.replace(self.limits, **given)

    def require(self, limits: KeyLimits, expires_at: dt.datetime | None) -> None:
        """Raises `BeyondOwn` for a limit or an end that is looser; none at all is the loosest."""
        for name in KeyLimits.__struct_fields__:
            wanted, most = getattr(limits, name), getattr(self.limits, name)
            if most is not None and (wanted is None or wanted > most):
                raise BeyondOwn("own_limits", f"limits.{name} would be above {most}, the calling key's own")
        if self.expires_at is not None and (expires_at is None or expires_at > self.expires_at):
            raise BeyondOwn(
                "own_end", f"expires_at would be after {self.expires_at.isoformat()}, the calling key's own"
            )


async def bounds_of(connection: Connection, maker: Maker, key: UUID | None = None) -> Bounds:
    """`key`: the one that is rotated or changed; None: a new one. Raises `BeyondOwn` for the secret before the last
    rotation, and for a key with a quota that reaches for another key: it would have its quota once more."""
    if maker.key is None:
        return Bounds()
    row = await connection.fetchrow(
        "select rate_per_second, burst, monthly_quota, expires_at from core.api_keys where id = $1 and key_hash = $2",
        maker.key,
        maker.shown,
    )
    if row is None:
        raise BeyondOwn("newest_secret", "this secret was rotated; only the newest changes keys or lets staff in")
    if row["monthly_quota"] is not None and key != maker.key:
        raise BeyondOwn(
            "own_quota",
            "a key with a monthly quota of its own makes, rotates and changes no other keys; use one without",
        )
    limits = KeyLimits(rate_per_second=row["rate_per_second"], burst=row["burst"], monthly_quota=row["monthly_quota"])
    return Bounds(limits=limits, expires_at=row["expires_at"])


async def require_unbounded(connection: Connection, maker: Maker) -> None:
    """Raises `BeyondOwn` for a key with limits or an end of its own, which nobody has who logs in."""
    bounds = await bounds_of(connection, maker, maker.key)
    if bounds != Bounds():
        raise BeyondOwn(
            "own_end" if bounds.limits == KeyLimits() else "own_limits",
            "a key with limits or an end of its own lets no staff in, which has none; use one without",
        )
