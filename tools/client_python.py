"""The generated half of the Python client: its structs, and a method for each operation, once as they are and once
with `await`."""

import json
import keyword
import re
from dataclasses import replace
from typing import Any

from client_schema import LINES, Operation, name_of, operations

NOTE = "Made by tools/generate_clients.py from the OpenAPI document."
FORMATS = {"uuid": "UUID", "date-time": "dt.datetime", "date": "dt.date"}
PLAIN = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "null": "None"}


def models(document: dict[str, Any]) -> str:
    lines = [
        f'"""What the API takes and gives. {NOTE}"""',
        "",
        "from __future__ import annotations",
        "",
        "import datetime as dt",
        "from enum import StrEnum",
        "from typing import Any, Literal",
        "from uuid import UUID",
        "",
        "import msgspec",
        "from msgspec import UNSET, UnsetType",
        "",
        "",
        "class Model(msgspec.Struct, kw_only=True, omit_defaults=True):",
        '    """Fields that are not known yet are passed over: an older client reads a newer API."""',
    ]
    for name, schema in sorted(document["components"]["schemas"].items()):
        if name != "Problem":
            lines += ["", "", *_declared(name_of(name), schema)]
    return "\n".join(lines) + "\n"


def methods(document: dict[str, Any]) -> str:
    lines = [
        f'"""A method for each operation. {NOTE}"""',
        "",
        "# ruff: noqa: A002",
        "import datetime as dt",
        "from collections.abc import AsyncIterator, Iterator",
        "from typing import Any, Literal, TypeVar",
        "from uuid import UUID",
        "",
        "from vito_client import models",
        "from vito_client.paths import segment",
        "from vito_client.streams import StreamEvent",
        "",
        'T = TypeVar("T")',
    ]
    found = operations(document)
    for kind, word in (("Operations", ""), ("AsyncOperations", "async ")):
        lines += ["", "", f"class {kind}:", *_sender(word)]
        for each in found:
            lines += ["", *_method(each, word)]
            if each.streamed:
                lines += ["", *_stream_method(each, word)]
    return "\n".join(lines) + "\n"


def problem_types(document: dict[str, Any]) -> str:
    lines = [f'"""An exception for each type of problem. {NOTE}"""', "", "from vito_client.problem import ProblemError"]
    for each in document["x-problem-types"]:
        about = f"{each['status']}: {each['title'].rstrip('.')}. To mend it: {each['mend']}."
        lines += ["", "", f"class {_class(each['name'])}(ProblemError):", f'    """{about}"""']
    lines += ["", "", "BY_TYPE: dict[str, type[ProblemError]] = {"]
    lines += [f'    "urn:vito:problem:{each["name"]}": {_class(each["name"])},' for each in document["x-problem-types"]]
    return "\n".join([*lines, "}"]) + "\n"


def _class(name: str) -> str:
    return "".join(part.title() for part in name.split("-"))


def _declared(name: str, schema: dict[str, Any]) -> list[str]:
    if "enum" in schema:
        return [f"class {name}(StrEnum):", *(f"    {_member(each)} = {json.dumps(each)}" for each in schema["enum"])]
    lines = [f"class {name}(Model, kw_only=True):"]
    about = " ".join(str(schema.get("description", "")).split())
    if about:
        lines += [f'    """{about}"""', ""]
    fields = [_field(each, value, each in schema.get("required", ())) for each, value in schema["properties"].items()]
    return lines + (fields or ["    pass"])


def _field(name: str, schema: dict[str, Any], required: bool) -> str:
    kind = _type(schema, "")
    safe = f"{name}_" if keyword.iskeyword(name) else name
    renamed = f', name="{name}"' if safe != name else ""
    if required:
        return f"    {safe}: {kind}" + (f" = msgspec.field({renamed[2:]})" if renamed else "")
    default = schema.get("default", UnknownDefault)
    if default is not UnknownDefault and isinstance(default, str | int | float | bool) and _is_plain(schema):
        value = repr(default) if not isinstance(default, str) else json.dumps(default)
    elif kind.endswith("| None"):
        value = "None"
    else:
        kind, value = f"{kind} | UnsetType", "UNSET"
    return f"    {safe}: {kind} = " + (f"msgspec.field(default={value}{renamed})" if renamed else value)


class UnknownDefault:
    """Stands for a default that the document does not tell."""


def _is_plain(schema: dict[str, Any]) -> bool:
    return schema.get("type") in ("string", "integer", "number", "boolean") and not {"enum", "format"} & schema.keys()


def _type(schema: dict[str, Any], prefix: str) -> str:
    if "$ref" in schema:
        return prefix + name_of(schema["$ref"])
    for several in ("oneOf", "anyOf"):
        if several in schema:
            return _union([_type(each, prefix) for each in schema[several]])
    if "enum" in schema:
        return f"Literal[{', '.join('None' if each is None else json.dumps(each) for each in schema['enum'])}]"
    kind = schema.get("type")
    if isinstance(kind, list):
        return _union([_type({**schema, "type": each}, prefix) for each in kind])
    if kind == "array":
        return f"list[{_type(schema.get('items', {}), prefix)}]"
    if kind == "object":
        return f"dict[str, {_type(schema.get('additionalProperties') or {}, prefix)}]"
    if kind == "string":
        return FORMATS.get(schema.get("format", ""), "str")
    return PLAIN.get(str(kind), "Any")


def _union(kinds: list[str]) -> str:
    kinds = list(dict.fromkeys(kinds))
    if "Any" in kinds:
        return "Any"
    return " | ".join(sorted(kinds, key=lambda each: each == "None"))


def _sender(word: str) -> list[str]:
    lines = [
        f"    {word}def _send(",
        "        self,",
        "        method: str,",
        "        path: str,",
        "        answer: type[T],",
        "        *,",
        "        query: dict[str, Any] | None = None,",
        "        body: Any = None,",
        "        key: str | None = None,",
        "        if_match: str | None = None,",
        "        repeatable: bool = False,",
        "    ) -> T:",
        "        raise NotImplementedError",
    ]
    for name, kind in (("_stream", "StreamEvent"), ("_lines", "Any")):
        lines += ["", f"    def {name}(self, method: str, path: str, **asked: Any) -> {_iterator(word, kind)}:"]
        lines += ["        raise NotImplementedError"]
    return lines


def _iterator(word: str, kind: str) -> str:
    return f"{'AsyncIterator' if word else 'Iterator'}[{kind}]"


def _method(each: Operation, word: str) -> list[str]:
    """Lines come one by one as they arrive; another answer that is no JSON is a text."""
    if each.media == LINES:
        return _written(each, "", each.id, _iterator(word, "Any"), "_lines", [])
    answer = _type(each.answer, "models.") if each.answer is not None else "str" if each.media else "None"
    return _written(each, word, each.id, answer, "_send", ["type(None)" if answer == "None" else answer])


def _stream_method(each: Operation, word: str) -> list[str]:
    told = replace(each, repeatable=each.repeatable_stream)
    return _written(told, "", f"{each.id}_stream", _iterator(word, "StreamEvent"), "_stream", [])


def _written(each: Operation, word: str, name: str, answer: str, sender: str, kind: list[str]) -> list[str]:
    arguments = ["self"] + [f"{_safe(p.name)}: {_type(p.schema, 'models.')}" for p in each.those_in("path")]
    if each.body is not None:
        arguments.append(f"body: {_type(each.body, 'models.')}")
    queries = each.those_in("query")
    named = [f"{_safe(p.name)}: {_type(p.schema, 'models.')}" for p in queries if p.required]
    named += [f"{_safe(p.name)}: {_optional(_type(p.schema, 'models.'))} = None" for p in queries if not p.required]
    conditional = bool(each.those_in("header"))
    if conditional:
        named.append("if_match: str | None = None")
    if each.repeatable:
        named.append("idempotency_key: str | None = None")
    arguments += ["*", *named] if named else []
    path = re.sub(r"{(\w+)}", lambda found: "{segment(" + _safe(found[1]) + ")}", each.path)
    sent = [json.dumps(each.method), f'{"f" if "{" in path else ""}"{path}"', *kind]
    if queries:
        sent.append("query={" + ", ".join(f'"{p.name}": {_safe(p.name)}' for p in queries) + "}")
    if each.body is not None:
        sent.append("body=body")
    if conditional:
        sent.append("if_match=if_match")
    if each.repeatable:
        sent += ["key=idempotency_key", "repeatable=True"]
    about = f"As `{each.id}`, told event by event" if sender == "_stream" else each.summary.rstrip(".")
    return [
        f"    {word}def {name}({', '.join(arguments)}) -> {answer}:",
        f'        """{about}."""',
        f"        return {'await ' if word else ''}self.{sender}({', '.join(sent)})",
    ]


def _optional(kind: str) -> str:
    return kind if kind.endswith("None") or kind == "Any" else f"{kind} | None"


def _safe(name: str) -> str:
    return f"{name}_" if keyword.iskeyword(name) else name


def _member(value: str) -> str:
    name = re.sub(r"\W+", "_", value).upper()
    return f"N_{name}" if not name or name[0].isdigit() else name
