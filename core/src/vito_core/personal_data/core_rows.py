"""The core's own rows about a contact: which they are, and what their erasure leaves of them."""

from typing import Any

import msgspec

from vito_contracts.effects import EffectState
from vito_contracts.ids import ContactId, EffectId, TenantId
from vito_core.approvals import sql as approvals
from vito_core.approvals.records import decided_event
from vito_core.db.pool import Connection
from vito_core.effect_rows import CLOSE_OF_SUBJECT, settled_event
from vito_core.events.log import append
from vito_core.events.types import EventTypes

ERASED = "[erased]"

HELD = {
    "contact": "select platform, handle, language, created_at from core.contacts where id = $1",
    "conversations": "select context ->> 'channel' as channel, context ->> 'thread' as thread,"
    " context ->> 'user_tier' as user_tier, created_at from core.conversations where contact = $1 order by created_at",
    "messages": "select m.speaker, m.text, m.at from core.messages m join core.conversations c on c.id = m.conversation"
    " where c.contact = $1 order by m.at",
    "interactions": "select id, platform, external_id, post_id, language, at from core.interactions"
    " where contact = $1 order by at",
    "replies": "select text, at from core.replies where contact = $1 order by at",
    "enquiries": "select text, language, at from core.enquiries where contact = $1 order by at",
    "effects": "select kind, payload, state, planned_at from core.effects where subject = $1 order by planned_at",
    "approvals": approvals.EXPORT_OF_SUBJECT,
}
_DOCUMENTS = ("payload", "proposal", "edited")

_OF_CONTACT = "conversation in (select id from core.conversations where contact = $1)"

# Every statement changes only what is not blank yet: what it returns is what was still there.
BLANKED = {
    "messages": f"update core.messages set text = '{ERASED}', citations = '[]' where {_OF_CONTACT}"
    f" and (text <> '{ERASED}' or citations <> '[]')",
    "conversations": 'update core.conversations set context = context || \'{"thread": ""}\''
    " where contact = $1 and context ->> 'thread' <> ''",
    "replies": f"update core.replies set text = '{ERASED}' where contact = $1 and text <> '{ERASED}'",
    "enquiries": f"update core.enquiries set text = '{ERASED}', language = '' where contact = $1"
    f" and text <> '{ERASED}'",
    "effects": "update core.effects set payload = '{}' where subject = $1 and payload <> '{}'",
    "approvals": approvals.BLANK_OF_SUBJECT,
    # The digest goes too: a short text can be guessed from it.
    "turns": "update core.turns set interaction = null, text_digest = '' where contact = $1"
    " and (interaction is not null or text_digest <> '')",
    # Sealed, so nobody can tell whom an answer is about: none is given a second time.
    "answered_requests": "update core.answered_requests set answer = null, key_version = null"
    " where answer is not null and $1::uuid is not null",
    "interactions": "update core.interactions set external_id = 'erased:' || id, post_id = '', language = ''"
    " where contact = $1 and external_id <> 'erased:' || id",
}

MARK = """
update core.contacts set handle = 'erased:' || id, language = '', erased_at = clock_timestamp()
where id = $1 and erased_at is null
"""

FAIL_TURNS = """
update core.turns set state = 'failed', error_code = 'erased' where contact = $1 and state = 'accepted'
"""
"""Not in the transaction of the mark: whoever takes a turn over holds its row and waits for the contact's."""


async def held(connection: Connection, contact: ContactId) -> dict[str, list[dict[str, Any]]]:
    """Section → rows as plain data; documents are decoded."""
    found: dict[str, list[dict[str, Any]]] = {}
    for name, query in HELD.items():
        found[name] = [_plain(row) for row in await connection.fetch(query, contact)]
    return found


def _plain(row: Any) -> dict[str, Any]:
    return {
        name: msgspec.json.decode(value) if name in _DOCUMENTS and value is not None else value
        for name, value in row.items()
    }


async def blank(connection: Connection, tenant: TenantId, contact: ContactId, types: EventTypes) -> dict[str, int]:
    """Table → rows that held something. Ids, times and codes stay: what refers to them goes on counting.

    What still waited for the contact ends, and the log is told so in the caller's transaction.
    """
    ended = [decided_event(row) for row in await connection.fetch(approvals.CLOSE_OF_SUBJECT, contact)]
    ended += [
        settled_event(EffectId(row["id"]), row["kind"], row["subject"], EffectState(row["state"]))
        for row in await connection.fetch(CLOSE_OF_SUBJECT, contact)
    ]
    if ended:
        await append(connection, tenant, "core", types, ended)
    touched = {}
    for table, statement in BLANKED.items():
        touched[table] = int((await connection.execute(statement, contact)).split()[-1])
    return touched
