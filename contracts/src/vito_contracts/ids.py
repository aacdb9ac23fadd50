"""Identifiers: UUIDs made in Python, never by the database, so that an id exists before the row does."""

import os
import time
from typing import NewType
from uuid import UUID, uuid5

TenantId = NewType("TenantId", UUID)
UserId = NewType("UserId", UUID)
ContactId = NewType("ContactId", UUID)
TwinId = NewType("TwinId", UUID)
GrantId = NewType("GrantId", UUID)
BindingId = NewType("BindingId", UUID)
DeploymentId = NewType("DeploymentId", UUID)
ConversationId = NewType("ConversationId", UUID)
MessageId = NewType("MessageId", UUID)
InteractionId = NewType("InteractionId", UUID)
EnquiryId = NewType("EnquiryId", UUID)
EventId = NewType("EventId", UUID)
EffectId = NewType("EffectId", UUID)
RequestId = NewType("RequestId", UUID)

_NAMESPACE = UUID("8c5f2c1e-6f0b-5d0e-9a53-2f1a1d7f4b10")


def new_id() -> UUID:
    """A UUIDv7 (RFC 9562, section 5.7): sorts by creation time, so B-tree inserts stay at the right edge."""
    milliseconds = time.time_ns() // 1_000_000
    value = (milliseconds & (1 << 48) - 1) << 80 | int.from_bytes(os.urandom(10), "big")
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return UUID(int=value)


def derived_id(*parts: object) -> UUID:
    """The same parts give the same UUID: the identity of something that may be attempted twice.

    The tenant must be among the parts wherever the rest could coincide between tenants.
    """
    return uuid5(_NAMESPACE, "\x1f".join(str(part) for part in parts))
