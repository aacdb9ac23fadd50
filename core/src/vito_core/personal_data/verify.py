"""Looking for what must not be there any more.

The strings to look for are all that the export held before: every text, every value. A single word of plain letters is
taken for a code ("won", "TWITTER") and not looked for; the contact's own name always is.
"""

import re
from collections.abc import Iterable
from typing import Any

import asyncpg
import msgspec

from vito_contracts.ids import ContactId
from vito_core.db.pool import Connection
from vito_core.personal_data.core_rows import ERASED
from vito_core.personal_data.held import HeldWords

_CODE = re.compile(r"[A-Za-z0-9_.:+/-]*")
_TELLING = 24
"""From this length on a text is taken to be one person's own: shorter ones ("how much is it?") are everybody's."""
_SHORTEST = 4
_WORD = re.compile(r"[A-Za-z]+")

_CODES_ONLY = (
    "events",
    "handled",
    "deliveries",
    "data_keys",
    "journeys",
    "journey_milestones",
    "journey_steps",
    "parked_events",
)
"""Tables that hold ids and codes by rule. No text is looked for in them, only the name among the contact's own rows;
not even that if it is such a word ("won"), which would always be found."""

SECONDS_A_TABLE = 20
"""How long a table of nobody's in particular is looked through: what it mentions is worth knowing, not waiting for."""

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
    """`held`: table → rows of the contact that still say it. `mentions`: table → rows of nobody in particular.
    `left_out`: tables of nobody's in particular that took too long."""

    held: dict[str, int]
    mentions: dict[str, int]
    left_out: list[str] = []
    columns: int = 0


def strings_of(held: Any) -> set[str]:
    """Every string in an export that could be a person's: no ids, times, numbers, or single words of plain letters."""
    leaves = _leaves(held)
    return {each for each in leaves if len(each) >= _SHORTEST and each != ERASED and not _CODE.fullmatch(each)}


def still_said(export: Any, words: HeldWords) -> bool:
    """Whether anything in an export still contains one of the strings, or the contact's name as a word of its own."""
    said = strings_of(export)
    if any(string in value for string in words.strings for value in said):
        return True
    if words.name is None:
        return False
    named = said if _WORD.fullmatch(words.name) else _leaves(export)
    name = re.compile(_whole_word(words.name).replace("[:alnum:]", r"\w"))
    return any(map(name.search, named))


def _leaves(held: Any) -> set[str]:
    if isinstance(held, str):
        return {held}
    if isinstance(held, dict):
        held = held.values()
    elif not isinstance(held, list | tuple):
        return set()
    return set().union(*map(_leaves, held))


async def search_core(connection: Connection, contact: ContactId, words: HeldWords) -> Found:
    """Every text and document column of every table of the core that has rows of tenants, in one pass each."""
    found = Found(held={}, mentions={})
    for table in await connection.fetch(_COLUMNS):
        name, texts, owner = table["name"], table["texts"], _owner(table["owners"] or ())
        if not texts or (name in _CODES_ONLY and owner is None):
            continue
        strings, word = _looked_for(name, owner, words)
        if not strings and word is None:
            continue
        query = _counting(name, texts, owner)
        arguments = contact, sorted({*strings, *map(_in_json, strings)}), word
        if owner is not None:
            rows = await connection.fetchval(query, *arguments)
        else:
            rows = await _in_time(connection, query, *arguments)
            if rows is None:
                found.left_out.append(name)
                continue
        found.columns += len(texts)
        if rows:
            (found.held if owner else found.mentions)[name] = rows
    return found


def _looked_for(table: str, owner: str | None, words: HeldWords) -> tuple[tuple[str, ...], str | None]:
    """Which strings, and the name as a regular expression, are looked for in a table."""
    word = _whole_word(words.name) if words.name is not None else None
    if table in _CODES_ONLY:
        return (), None if _WORD.fullmatch(words.name or "") else word
    return words.strings if owner else tuple(each for each in words.strings if len(each) >= _TELLING), word


def _counting(table: str, texts: Iterable[str], owner: str | None) -> str:
    """$1 the contact, $2 the strings as SQL text and as JSON text (a document writes quotes and line breaks in its own
    way), $3 the name. A row is put into one text once (`offset 0`), however many strings are looked for in it."""
    said = " || chr(31) || ".join(f"coalesce({column}::text, '')" for column in map(_quoted, texts))
    return (
        f"select count(*) from (select {said} as said from core.{_quoted(table)}"
        f" where {owner or '$1::uuid is not null'} offset 0) of_row"
        " where said ~ $3 or exists (select from unnest($2::text[]) s where strpos(said, s) > 0)"
    )


async def _in_time(connection: Connection, query: str, *arguments: Any) -> int | None:
    """None if it took too long; the transaction goes on."""
    await connection.execute("savepoint in_time")
    await connection.execute(f"set local statement_timeout = {int(SECONDS_A_TABLE * 1000)}")
    try:
        rows: int = await connection.fetchval(query, *arguments)
    except asyncpg.QueryCanceledError:
        return None
    finally:
        # Back to the time limit from before, whatever it was.
        await connection.execute("rollback to savepoint in_time")
    return rows


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
