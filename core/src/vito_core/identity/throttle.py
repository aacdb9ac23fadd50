"""Pauses between attempts to log in, for each account and each client address, over all processes.

An attempt counts before the password is looked at, in one statement, so that many at once are not many free ones. What
is stored is a keyed hash: neither address nor account can be read from the table. Nobody is locked out for good: the
longest pause is minutes, and an hour without attempts forgets.
"""

import hashlib
import hmac
import ipaddress
from collections.abc import Callable, Sequence

import msgspec

from vito_contracts.errors import VitoError
from vito_core.db.pool import Pools

FORGET_SECONDS = 3600
_ATTEMPT = """
insert into core.login_pauses as p (key, attempts, next_at) values ($1, 1, clock_timestamp())
on conflict (key) do update set
  attempts = case when p.seen_at < clock_timestamp() - make_interval(secs => $4) then 1 else p.attempts + 1 end,
  next_at = case when p.seen_at < clock_timestamp() - make_interval(secs => $4) or p.attempts + 1 < $2
    then clock_timestamp()
    else clock_timestamp() + make_interval(secs => least($3, 2 ^ least(p.attempts + 1 - $2, 20))) end,
  seen_at = clock_timestamp()
where p.next_at <= clock_timestamp()
returning true
"""
_WAIT = "select ceil(extract(epoch from next_at - clock_timestamp()))::integer from core.login_pauses where key = $1"


class TooManyAttempts(VitoError):
    """`seconds`: until the next one is looked at."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"too many attempts to log in; try again in {seconds} s")
        self.seconds = seconds


class Pace(msgspec.Struct, frozen=True):
    """`free` attempts without a pause; then 1, 2, 4, … at most `longest` seconds."""

    free: int
    longest: float


ACCOUNT = Pace(free=5, longest=60.0)
ADDRESS = Pace(free=20, longest=300.0)


class LoginThrottle:
    """`secret`: what keys the hashes; the same in every process of the installation."""

    def __init__(self, pools: Pools, secret: Callable[[], bytes]) -> None:
        self._pools = pools
        self._secret = secret

    async def attempt(self, account: Sequence[str], address: str) -> None:
        """Raises `TooManyAttempts`."""
        async with self._pools.without_tenant() as connection:
            for pace, key in ((ADDRESS, self._address(address)), (ACCOUNT, self._key("account", *account))):
                counted = await connection.fetchval(_ATTEMPT, key, pace.free, pace.longest, FORGET_SECONDS)
                if not counted:
                    raise TooManyAttempts(max(1, await connection.fetchval(_WAIT, key) or 1))

    async def succeeded(self, account: Sequence[str], address: str) -> None:
        """The account's failures are forgotten; the address takes back this one attempt."""
        async with self._pools.without_tenant() as connection:
            await connection.execute(
                "delete from core.login_pauses where key = $1 or seen_at < clock_timestamp()"
                " - make_interval(secs => $2)",
                self._key("account", *account),
                FORGET_SECONDS,
            )
            await connection.execute(
                "update core.login_pauses set attempts = greatest(attempts - 1, 0), next_at = clock_timestamp()"
                " where key = $1",
                self._address(address),
            )

    def _address(self, address: str) -> bytes:
        return self._key("address", network_of(address))

    def _key(self, *parts: str) -> bytes:
        text = "\x1f".join(parts).encode("utf-8", "surrogatepass")
        return hmac.new(self._secret(), text, hashlib.sha256).digest()


def network_of(address: str) -> str:
    """An IPv6 client has a whole /64 to itself."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if found.version == 4:
        return str(found)
    return str(ipaddress.ip_network((found, 64), strict=False))
