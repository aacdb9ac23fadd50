"""Versions of a record as it is shown: nobody overwrites what somebody else has changed meanwhile."""

import hashlib
from typing import Any, TypeAlias

import msgspec

from vito_contracts.errors import VitoError

Seen: TypeAlias = frozenset[str] | None
"""The versions a caller's change may rest on; None: whatever there is."""


class Stale(VitoError):
    """The record is not, or not any longer, what the caller read."""


def version_of(record: msgspec.Struct) -> str:
    """Of everything the record shows, what is computed too: a status that follows from a date, another table's name.

    Not of what its struct names in `changed_by_use`: a key that is in use could never be changed."""
    by_use: frozenset[str] = getattr(record, "changed_by_use", frozenset())
    lasting = {name: getattr(record, name) for name in record.__struct_fields__ if name not in by_use}
    return hashlib.blake2b(msgspec.json.encode(lasting), digest_size=12).hexdigest()


def require_seen(record: Any, seen: Seen, what: str) -> None:
    """Raises `Stale`. `record`: read in the transaction that changes it, and locked."""
    if seen is not None and version_of(record) not in seen:
        raise Stale(f"{what} has changed since it was read; read it again, and change what you then see")
