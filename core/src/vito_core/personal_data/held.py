"""What an erasure looks for afterwards: the contact's name and texts, sealed with the tenant's data key.

They must outlive what is erased, for nobody could tell otherwise whether it is gone. Sealed, they say nothing to
whoever reads the table or a backup of it; they go with the receipt, and after a failure when `KEPT_DAYS` are over.
"""

from collections.abc import Iterable
from uuid import UUID

import msgspec

from vito_contracts.ids import TenantId
from vito_core.keyring.ring import DataKeyErased, Keyring

_FORMAT = b"vito held words 1\0"
_VERSION = 4
"""Bytes before the sealed ones that say which data key."""


class HeldWords(msgspec.Struct, frozen=True):
    """`name`: the contact's, None where it is not known any more (a request taken up after its words had gone)."""

    name: str | None = None
    strings: tuple[str, ...] = ()

    def with_more(self, strings: Iterable[str]) -> "HeldWords":
        return HeldWords(self.name, tuple(sorted({*self.strings, *strings})))


async def seal(keys: Keyring, tenant: TenantId, request: UUID, words: HeldWords) -> bytes | None:
    """None where the tenant's data keys were erased: then nothing is noted."""
    try:
        key = await keys.current(tenant)
    except DataKeyErased:
        return None
    return key.version.to_bytes(_VERSION, "big") + key.seal(msgspec.json.encode(words), _bound_to(tenant, request))


async def unseal(keys: Keyring, tenant: TenantId, request: UUID, sealed: bytes | None) -> HeldWords:
    """Without a note, or without the key that opens it, nothing is known. Raises `InvalidTag` for another's note."""
    if sealed is None:
        return HeldWords()
    try:
        key = await keys.version(tenant, int.from_bytes(sealed[:_VERSION], "big"))
    except DataKeyErased:
        return HeldWords()
    return msgspec.json.decode(key.unseal(sealed[_VERSION:], _bound_to(tenant, request)), type=HeldWords)


def _bound_to(tenant: TenantId, request: UUID) -> bytes:
    return _FORMAT + tenant.bytes + request.bytes
