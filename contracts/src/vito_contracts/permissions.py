"""What a plugin may do with its services: permissions that its manifest names and the engine holds it to."""

from collections.abc import Iterable

READS_EVENTS, WRITES_EVENTS = "events:read:", "events:write:"
"""Followed by an event type, or by the beginning of some and a star: "events:write:lead.*"."""
READS_CONVERSATIONS = "conversations:read"
"""What contacts wrote, and who they are."""
READS_CONTACTS = "contacts:read"
"""Who they are, and nothing else."""
ANSWERS = "conversations:answer"
PERFORMS_EFFECTS = "effects:perform"
ASKS_APPROVALS = "approvals:ask"
CALLS_HTTP = "http:call"

PLAIN = (READS_CONVERSATIONS, READS_CONTACTS, ANSWERS, PERFORMS_EFFECTS, ASKS_APPROVALS, CALLS_HTTP)


def is_permission(text: str) -> bool:
    """Whether the text names a permission that exists."""
    return text in PLAIN or any(text.startswith(kind) and text != kind for kind in (READS_EVENTS, WRITES_EVENTS))


def allows(held: Iterable[str], needed: str) -> bool:
    """`needed` is held itself, or by a permission that ends with a star and covers it."""
    return any(each == needed or (each.endswith("*") and needed.startswith(each[:-1])) for each in held)
