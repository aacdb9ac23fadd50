"""Passwords: argon2id, hashed in a thread, a few at a time, for each takes 64 MB and a core for a moment."""

import asyncio
import unicodedata
from collections.abc import Callable
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from argon2 import PasswordHasher

P = ParamSpec("P")
R = TypeVar("R")
SHORTEST, LONGEST = 12, 1000
AT_ONCE = 2


class Passwords:
    """`hasher`: argon2-cffi's own defaults (RFC 9106, low memory) unless given."""

    def __init__(self, hasher: "PasswordHasher | None" = None) -> None:
        self._hasher = hasher
        self._nobodys = ""
        self._room = asyncio.Semaphore(AT_ONCE)

    async def hash(self, password: str) -> str:
        return await self._in_thread(self._hash, password)

    async def check(self, password: str, stored: str | None) -> bool:
        """Takes as long for an account that is unknown, or has no password (None), as for a wrong password."""
        return await self._in_thread(self._check, password, stored)

    def is_outdated(self, stored: str) -> bool:
        """Whether it was hashed with other parameters than a new password would be."""
        return self._argon2().check_needs_rehash(stored)

    async def _in_thread(self, work: Callable[P, R], *arguments: P.args, **named: P.kwargs) -> R:
        async with self._room:
            return await asyncio.to_thread(work, *arguments, **named)

    def _hash(self, password: str) -> str:
        return self._argon2().hash(_normal(password))

    def _check(self, password: str, stored: str | None) -> bool:
        from argon2.exceptions import InvalidHashError, VerificationError

        if not self._nobodys:
            self._nobodys = self._argon2().hash("nobody's password")
        try:
            self._argon2().verify(stored or self._nobodys, _normal(password))
        except (VerificationError, InvalidHashError):
            return False
        return stored is not None

    def _argon2(self) -> "PasswordHasher":
        if self._hasher is None:
            from argon2 import PasswordHasher

            self._hasher = PasswordHasher()
        return self._hasher


def _normal(password: str) -> bytes:
    """The same characters are the same password, however a keyboard composed them."""
    return unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")
