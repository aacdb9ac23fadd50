"""The head of a Markdown page: the few keys that matter here, of the YAML that people write there."""

import re

import msgspec

_HEAD = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_ENTRY = re.compile(r"^([A-Za-z_][\w-]*)[ \t]*:[ \t]*(.*)$")
_SHOWN = ("description", "openapi", "api")
_ITEM = re.compile(r"^[ \t]*-[ \t]+(.*)$")


class FrontMatter(msgspec.Struct, frozen=True, kw_only=True):
    """`shown`: what documentation sites print under the title: a description, the call of an API's page."""

    title: str = ""
    shown: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()


def split(text: str) -> tuple[FrontMatter, str]:
    """(head, rest of the page). A page without a head, or with a broken one, is all rest."""
    match = _HEAD.match(text)
    if match is None:
        return FrontMatter(), text
    values = _values(match[1])
    title = " ".join(values.get("title", ()))
    shown = tuple(value for key in _SHOWN for value in values.get(key, ()) if value)
    keywords = (*values.get("keywords", ()), *values.get("tags", ()), *values.get("sidebarTitle", ()))
    return FrontMatter(title=title, shown=shown, keywords=keywords), text[match.end() :]


def _values(head: str) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    key = ""
    for line in head.splitlines():
        if entry := _ENTRY.match(line):
            key = entry[1]
            values[key] = _scalars(entry[2].strip())
        elif key and (item := _ITEM.match(line)):
            values[key].append(_unquoted(item[1].strip()))
        elif key and line.strip() and line[0].isspace():
            values[key] = [" ".join([*values[key], line.strip()])]  # a folded scalar goes on
    return values


def _scalars(value: str) -> list[str]:
    if value in {"", ">", "|", ">-", "|-"}:
        return []
    if value.startswith("[") and value.endswith("]"):
        return [_unquoted(part.strip()) for part in value[1:-1].split(",") if part.strip()]
    return [_unquoted(value)]


def _unquoted(value: str) -> str:
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        quote, inner = value[0], value[1:-1]
        return inner.replace(quote * 2, quote) if quote == "'" else inner.replace('\\"', '"')
    return value
