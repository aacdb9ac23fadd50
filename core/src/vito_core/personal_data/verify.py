"""Looking for what must not be there any more.

The strings to look for are all that the export held before: every text, every value. A single word of plain letters is
taken for a code ("won", "TWITTER") and not looked for; the contact's own name always is.
"""

import re
from collections.abc import Iterable
from typing import Any

import msgspec

from vito_contracts.ids import ContactId
from vito_core.db.pool import Connection
from vito_core.personal_data.core_rows import ERASED

_CODE = re.compile(r"[A-Za-z0-9_.:+/-]*")
_TELLING = 24
"""From this length on a text is taken to be one person's own: shorter ones ("how much is it?") are everybody's."""
_SHORTEST = 4
_WORD = re.compile(r"[A-Za-z]+")

_CODES_ONLY = ("events", "handled", "journeys", "journey_milestones", "parked_events")
"""Tables that hold ids and codes by rule: a contact whose name is such a word ("won") would always be found in them."""

_COLUMNS = """
select c.relname as name, array_agg(a.attname order by a.attnum)
    filter (where t.typcategory = 'S' or t.typname in ('jsonb', 'json') or t.typelem = 'text'::regtype) as texts,
  array_agg(a.attname) filter (where a.attname in ('contact', 'subject', 'conversation')) as owners
from pg_catalog.pg_class c join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  join pg_catalog.pg_type t on t.oid = a.atttypid
where c.relnamespace = 'core'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
  and has_column_privilege(c.oid, a.attnum, 'select')
  and exists (select from pg_catalog.pg_attribute i where i.attrelid = c.oid and i.attname = 'tenant_id')
  and c.relname <> 'subject_requests'
group by c.relname order by c.relname
"""


class Found(msgspec.Struct, kw_only=True):
    """`held`: table → rows of the contact that still say it. `mentions`: table → rows of nobody in particular."""

    held: dict[str, int]
    mentions: dict[str, int]
    columns: int = 0


def strings_of(held: Any) -> set[str]:
    """Every string in an export that could be a person's: no ids, times, numbers, or single words of plain letters."""
    leaves = _leaves(held)
    return {each for each in leaves if len(each) >= _SHORTEST and each != ERASED and not _CODE.fullmatch(each)}


def still_said(export: Any, handle: str, strings: Iterable[str]) -> bool:
    """Whether anything in an export still contains one of the strings, or the contact's name as a word of its own."""
    said = strings_of(export)
    named = said if _WORD.fullmatch(handle) else _leaves(export)
    name = re.compile(_whole_word(handle).replace("[:alnum:]", r"\w"))
    return any(string in value for string in strings for value in said) or any(map(name.search, named))


def _leaves(held: Any) -> set[str]:
    if isinstance(held, str):
        return {held}
    if isinstance(held, dict):
        held = held.values()
    elif not isinstance(held, list | tuple):
        return set()
    return set().union(*map(_leaves, held))


async def search_core(connection: Connection, contact: ContactId, handle: str, strings: set[str]) -> Found:
    """Every text and document column of every table of the core that has rows of tenants."""
    found = Found(held={}, mentions={})
    whole_word = _whole_word(handle)
    for table in await connection.fetch(_COLUMNS):
        name, texts = table["name"], table["texts"]
        if not texts:
            continue
        found.columns += len(texts)
        owner = _owner(table["owners"] or ())
        word = None if name in _CODES_ONLY and _WORD.fullmatch(handle) else whole_word
        looked_for = strings if owner else {each for each in strings if len(each) >= _TELLING}
        said = " || chr(31) || ".join(f"coalesce({column}::text, '')" for column in map(_quoted, texts))
        # As SQL text and as JSON text: a document writes quotes and line breaks in its own way.
        rows = await connection.fetchval(
            f"select count(*) from core.{_quoted(name)} where {owner or '$1::uuid is not null'} and"
            f" (exists (select from unnest($2::text[]) s where strpos({said}, s) > 0) or {said} ~ $3)",
            contact,
            sorted(looked_for | {_in_json(each) for each in looked_for}),
            word,
        )
        if rows:
            (found.held if owner else found.mentions)[name] = rows
    return found


def _owner(columns: Iterable[str]) -> str | None:
    if "contact" in columns:
        return "contact = $1"
    if "subject" in columns:
        return "subject = $1"
    return "conversation in (select id from core.conversations where contact = $1)" if columns else None


def _whole_word(handle: str) -> str:
    """For PostgreSQL. Line breaks of a document are written as backslash and letter, which is no part of a word."""
    edge, written = r"[^[:alnum:]_.-]", {re.escape(handle), re.escape(_in_json(handle))}
    return rf"(^|{edge}|\\[nrtbf])({'|'.join(sorted(written))})($|{edge})"


def _in_json(text: str) -> str:
    return msgspec.json.encode(text).decode()[1:-1]


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
