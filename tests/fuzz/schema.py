"""What a JSON schema says of texts: where they stand, which fit, and how one is put into a body."""

import re
from collections.abc import Iterator
from typing import Any

Path = tuple[str | int, ...]
NO_TEXT = ("enum", "format", "const")
UNKEEPABLE = re.compile(r"[\x00\ud800-\udfff]")
SAMPLES = {
    "currency": "USD",
    "allowed_origins": "https://www.lumbra.example",
    "custom_domain": "chat.lumbra.example",
    "portal_url": "https://portal.example/",
}
"""Texts that must fit a pattern, by their name."""


class Schema:
    """`root`: of a body. `components`: what its references name, by the last part of the reference."""

    def __init__(self, root: dict[str, Any], components: dict[str, Any]) -> None:
        self.root = root
        self._components = components

    def texts(self) -> Iterator[tuple[Path, dict[str, Any]]]:
        """Where a text may stand, required or not, and what its schema asks of it."""
        yield from self._walk(self.root, ())

    def put(self, body: Any, at: Path, text: str) -> Any:
        """A body with this text; what has to be around it is there too."""
        return self._put(self.root, body, at, text)

    def minimal(self, schema: dict[str, Any] | None = None, name: str = "") -> Any:
        """The least that fits, of a schema within this one."""
        schema = self._resolved(self.root if schema is None else schema)
        if "enum" in schema or "const" in schema:
            return schema["const"] if "const" in schema else schema["enum"][0]
        match schema.get("type"):
            case "object":
                required = schema.get("required", ())
                return {each: self.minimal(schema["properties"][each], each) for each in required}
            case "array":
                return [self.minimal(schema["items"], name)] if schema.get("minItems") else []
            case "integer" | "number":
                return schema.get("minimum", 1)
            case "boolean":
                return False
        return SAMPLES.get(name, "text")

    def _walk(self, schema: dict[str, Any], at: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
        schema = self._resolved(schema)
        kind = schema.get("type")
        if kind == "object":
            for name, each in schema.get("properties", {}).items():
                yield from self._walk(each, (*at, name))
            more = schema.get("additionalProperties")
            if isinstance(more, dict):
                yield from self._walk(more, (*at, "note"))
        elif kind == "array":
            yield from self._walk(schema.get("items") or {}, (*at, 0))
        elif kind in ("string", None) and not any(word in schema for word in NO_TEXT):
            yield at, schema

    def _put(self, schema: dict[str, Any], value: Any, at: Path, text: str) -> Any:
        if not at:
            return text
        schema = self._resolved(schema)
        part, rest = at[0], at[1:]
        if isinstance(part, int):
            items = schema.get("items") or {}
            first = value[0] if value else self.minimal(items)
            return [self._put(items, first, rest, text), *(value or [])[1:]]
        inner = schema.get("properties", {}).get(part) or schema.get("additionalProperties") or {}
        holder = dict(value) if isinstance(value, dict) else self.minimal(schema)
        return {**holder, part: self._put(inner, holder.get(part), rest, text)}

    def _resolved(self, schema: dict[str, Any]) -> dict[str, Any]:
        """References followed; of alternatives, the one that is not null, with what stands beside it."""
        while True:
            if "$ref" in schema:
                schema = self._components[schema["$ref"].rpartition("/")[2]]
            elif options := schema.get("anyOf") or schema.get("oneOf"):
                beside = {name: each for name, each in schema.items() if name not in ("anyOf", "oneOf")}
                given = [each for each in options if each.get("type") != "null"]
                schema = {**beside, **self._resolved(given[0])}
            else:
                return schema


def fits(schema: dict[str, Any], text: str) -> bool:
    """As far as the schema tells."""
    if UNKEEPABLE.search(text) or not schema.get("minLength", 0) <= len(text) <= schema.get("maxLength", len(text)):
        return False
    return "pattern" not in schema or re.search(schema["pattern"], text) is not None


def texts_in(document: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a JSON document, with the name it has; in a list, with the list's."""
    if isinstance(document, str):
        yield name, document
    elif isinstance(document, dict):
        for key, value in document.items():
            yield from texts_in(value, key)
    elif isinstance(document, list):
        for value in document:
            yield from texts_in(value, name)
