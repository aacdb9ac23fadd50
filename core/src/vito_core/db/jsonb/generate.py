"""JSON schemas from the contract structs, in the keywords that the database enforces; and the released ones."""

import re
from pathlib import Path
from typing import Any, TypeAlias

import msgspec
from msgspec import inspect

from vito_core.db.jsonb.documents import DOCUMENTS

Schema: TypeAlias = dict[str, Any]
FOLDER = Path(__file__).parent / "schemas"
_ANNOTATIONS = {"title", "description", "default", "examples"}


def schema_of(document: Any) -> Schema:
    """`msgspec.json.schema` of a type, references put in their place, annotations left out, and the two rules added
    that msgspec checks and does not write down: which keys a dict may have, and that a date has its format."""
    (schema,), components = msgspec.json.schema_components([document], ref_template="#/$defs/{name}")
    tidied: Schema = _tidy(schema, components)
    _complete(tidied, inspect.type_info(document))
    return tidied


def generated() -> dict[str, Schema]:
    """Schema name → what the structs of this release say."""
    return {name: schema_of(document) for name, document in sorted(DOCUMENTS.items())}


def released() -> dict[str, dict[int, Schema]]:
    """Schema name → version → schema, as shipped with this release."""
    found: dict[str, dict[int, Schema]] = {}
    for path in sorted(FOLDER.glob("*.json")):
        name, version = name_and_version(path)
        found.setdefault(name, {})[version] = msgspec.json.decode(path.read_bytes())
    return found


def unreadable(name: str, schema: Any) -> str | None:
    """The first key that a schema allows and this release's struct of that name refuses to read, as a path ("#/tone");
    None for a schema of no struct. Documents with such a key could be written and then never be read."""
    return _beyond(schema, schema_of(DOCUMENTS[name]), "#") if name in DOCUMENTS else None


def _beyond(theirs: Any, ours: Any, path: str) -> str | None:
    if not isinstance(theirs, dict) or not isinstance(ours, dict):
        return None
    known = ours.get("properties", {})
    for key, each in theirs.get("properties", {}).items():
        if key not in known:
            if ours.get("additionalProperties") is False:
                return f"{path}/{key}"
            continue
        found = _beyond(each, known[key], f"{path}/{key}")
        if found is not None:
            return found
    return None


def name_and_version(path: Path) -> tuple[str, int]:
    """Of a file "twin_config.v2.json". Raises `ValueError`."""
    match = re.fullmatch(r"([a-z][a-z0-9_]*)\.v([1-9][0-9]*)\.json", path.name)
    if match is None:
        raise ValueError(f"{path.name!r}: a schema file is named <schema name>.v<version>.json")
    return match[1], int(match[2])


def _tidy(schema: Any, components: dict[str, Any]) -> Any:
    if isinstance(schema, list):
        return [_tidy(each, components) for each in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        return _tidy(components[schema["$ref"].removeprefix("#/$defs/")], components)
    tidied: Schema = {}
    for keyword, rule in schema.items():
        if keyword in ("properties", "patternProperties"):
            tidied[keyword] = {name: _tidy(each, components) for name, each in rule.items()}
        elif keyword in ("enum", "const"):
            tidied[keyword] = rule
        elif keyword not in _ANNOTATIONS and not (keyword == "required" and not rule):
            tidied[keyword] = _tidy(rule, components)
    return _or_null(tidied)


def _or_null(schema: Schema) -> Schema:
    """A string, or null, as one list of types: quicker to check, and its violations say which rule was broken."""
    alternatives = schema.get("anyOf", [])
    if {"type": "null"} not in alternatives or len(alternatives) != 2 or len(schema) != 1:
        return schema
    other: Schema = next(each for each in alternatives if each != {"type": "null"})
    if not isinstance(other.get("type"), str) or "enum" in other or "const" in other:
        return schema
    return other | {"type": [other["type"], "null"]}


def _complete(schema: Schema, kind: inspect.Type) -> None:
    if isinstance(kind, inspect.Metadata):
        _complete(schema, kind.type)
    elif isinstance(kind, inspect.StructType):
        for field in kind.fields:
            _complete(schema["properties"][field.encode_name], field.type)
    elif isinstance(kind, inspect.DictType):
        if isinstance(kind.key_type, inspect.EnumType):
            schema["propertyNames"] = {"enum": sorted(each.value for each in kind.key_type.cls)}
        elif isinstance(kind.key_type, inspect.LiteralType):
            schema["propertyNames"] = {"enum": sorted(kind.key_type.values)}
        if isinstance(schema.get("additionalProperties"), dict):
            _complete(schema["additionalProperties"], kind.value_type)
    elif isinstance(kind, inspect.VarTupleType | inspect.ListType):
        if "items" in schema:
            _complete(schema["items"], kind.item_type)
    elif isinstance(kind, inspect.DateTimeType):
        schema["format"] = "date-time"
    elif isinstance(kind, inspect.UnionType):
        _complete_union(schema, kind)


def _complete_union(schema: Schema, kind: inspect.UnionType) -> None:
    others = [each for each in kind.types if not isinstance(each, inspect.NoneType)]
    if "anyOf" not in schema:
        _complete(schema, others[0])
        return
    alternatives = [each for each in schema["anyOf"] if each != {"type": "null"}]
    for alternative, other in zip(alternatives, others, strict=True):
        _complete(alternative, other)
