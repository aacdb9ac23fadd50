"""Receipts: what was done, in counts, codes, digests and ids."""

import hashlib
from typing import Any

import msgspec

from vito_contracts.events import ContactErased, NewEvent, as_code
from vito_contracts.ids import EventId, derived_id
from vito_core.db.pool import Connection
from vito_core.events.log import append
from vito_core.events.types import EventTypes
from vito_core.personal_data.model import Completion, SubjectCall

_REFERRING = (
    "conversations",
    "turns",
    "interactions",
    "replies",
    "enquiries",
    "journeys",
    "journey_milestones",
    "journey_steps",
)
"""Tables of the core whose rows go on naming the contact by its id."""


async def complete_erasure(connection: Connection, call: Completion, types: EventTypes) -> None:
    """The receipt and the event, in one transaction; once, however often it is called."""
    row = await connection.fetchrow(
        "select r.counts, c.erased_at from core.subject_requests r join core.contacts c on c.id = r.contact"
        " where r.id = $1 and r.state = 'running' for update of r",
        call.request,
    )
    if row is None:
        return
    counts = msgspec.json.decode(row["counts"], type=dict[str, int])
    kept, valid = await _kept(connection, call)
    receipt: dict[str, Any] = {
        "request": str(call.request),
        "contact": str(call.contact),
        "erased_at": row["erased_at"].isoformat(),
        "rows": counts,
        "verified": True,
        "searched": {
            "columns": call.verdict.columns,
            "strings": call.verdict.strings,
            "name": call.verdict.name,
            "left_out": list(call.verdict.left_out),
        },
        "mentions": call.verdict.mentions,
        "kept": kept,
        "remaining_ids_valid": valid,
    }
    receipt["digest"] = digest_of(receipt)
    by = await connection.fetchval(
        "update core.subject_requests set state = 'completed', step = '', held = null, held_until = null, receipt = $2,"
        " completed_at = clock_timestamp(), touched_at = clock_timestamp() where id = $1"
        " returning requested_by",
        call.request,
        msgspec.json.encode(receipt).decode(),
    )
    event = NewEvent(
        type="contact.erased",
        subject=call.contact,
        payload=ContactErased(
            contact=call.contact, request=call.request, rows=sum(counts.values()), by=as_code(by or "")
        ),
        id=EventId(derived_id(call.tenant, "contact.erased", call.contact)),
    )
    await append(connection, call.tenant, "core", types, [event])


def digest_of(receipt: dict[str, Any]) -> str:
    """SHA-256 over the receipt without its digest, as JSON with sorted keys."""
    content = {name: value for name, value in receipt.items() if name != "digest"}
    return hashlib.sha256(msgspec.json.encode(content, order="sorted")).hexdigest()


async def complete_export(connection: Connection, call: SubjectCall, key: str, data: bytes) -> bool:
    """False, and nothing kept, if the contact was erased meanwhile."""
    open_ = await connection.fetchval(
        "select erased_at is null from core.contacts where id = $1 for key share", call.contact
    )
    if not open_:
        return False
    held = msgspec.json.decode(data)
    receipt = {
        "request": str(call.request),
        "contact": str(call.contact),
        "sha256": hashlib.sha256(data).hexdigest(),
        "bytes": len(data),
        "entries": {plugin: _entries(part) for plugin, part in held["held"].items()},
    }
    done = await connection.execute(
        "update core.subject_requests set state = 'completed', step = '', archive = $2, receipt = $3,"
        " completed_at = clock_timestamp(), touched_at = clock_timestamp()"
        " where id = $1 and state in ('running', 'completed')",
        call.request,
        key,
        msgspec.json.encode(receipt).decode(),
    )
    return bool(done != "UPDATE 0")


def archive_of(call: SubjectCall, held: dict[str, Any]) -> bytes:
    """The archive: one JSON document, what each plugin holds under its name."""
    document = {"request": str(call.request), "contact": str(call.contact), "held": held}
    return msgspec.json.format(msgspec.json.encode(document))


def _entries(part: Any) -> int:
    """How many entries a part has: the rows of its lists, and one for each single thing."""
    things = part.values() if isinstance(part, dict) else [part]
    return sum(len(thing) if isinstance(thing, list) else 1 for thing in things if thing)


async def _kept(connection: Connection, call: Completion) -> tuple[dict[str, int], bool]:
    """Table → rows that go on naming the contact's id, and whether each of them leads to its (blank) contact."""
    kept = {}
    for table in _REFERRING:
        kept[table] = await connection.fetchval(f"select count(*) from core.{table} where contact = $1", call.contact)
    kept["events"] = await connection.fetchval("select count(*) from core.events where subject = $1", call.contact)
    blank = await connection.fetchval("select handle = 'erased:' || id from core.contacts where id = $1", call.contact)
    return {table: rows for table, rows in kept.items() if rows}, bool(blank)
